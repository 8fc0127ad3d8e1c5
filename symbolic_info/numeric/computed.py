"""Printing what is computed rather than written down: series, and means without a closed form.

Each becomes a small function of its variable, handed to a kernel that adds or integrates it.
"""

from typing import Protocol

import sympy as sp

from symbolic_info.core.errors import ParameterError
from symbolic_info.core.heads import Distribution
from symbolic_info.numeric.algebra import factored, on_one_line, replaced
from symbolic_info.numeric.heads import Divergence, Expectation, Exponential, Guarded


class Writes(Protocol):
    """What a writer offers."""

    names: dict[sp.Symbol, str]
    definitions: list[str]

    def name(self, wanted: str) -> str: ...

    def symbol(self, wanted: str) -> sp.Symbol: ...

    def code(self, expression: sp.Basic, binds: int = 0) -> str: ...


def call_of(writer: Writes, node: sp.Expr) -> str:
    """The call that computes a sum or a mean; its term is defined on the way."""
    return _series(writer, node) if isinstance(node, sp.Sum) else _mean(writer, node)


def is_exponential(factor: sp.Expr) -> bool:
    """Whether ``factor`` is an exponential, a gamma function or a symbolic power: what a logarithm is shorter than."""
    if factor.is_Pow:
        return bool(factor.exp.free_symbols) or is_exponential(factor.base)
    return isinstance(factor, sp.exp | sp.gamma | sp.factorial)


def log_of(factor: sp.Expr) -> sp.Expr:
    """The logarithm of such a factor."""
    if isinstance(factor, sp.exp):
        return factor.args[0]
    if isinstance(factor, sp.gamma | sp.factorial):
        return sp.loggamma(factor.args[0] + (1 if isinstance(factor, sp.factorial) else 0))
    return factor.exp * (log_of(factor.base) if is_exponential(factor.base) else sp.expand_log(sp.log(factor.base)))


def with_log_terms(expression: sp.Expr) -> sp.Expr:
    """Large and small factors kept from overflowing: in one exponent inside a series, through their logarithm elsewhere.

    So exp(-l) sum l^k/k! neither overflows nor vanishes.
    """
    if not expression.has(sp.Sum, sp.gamma):
        return expression
    inside = expression.replace(lambda e: isinstance(e, sp.Mul) and any(isinstance(a, sp.Sum) for a in e.args), _inward)
    series = {node: sp.Dummy("sum") for node in inside.atoms(sp.Sum)}
    outside = inside.xreplace(series).replace(lambda e: isinstance(e, sp.Mul) and e.has(sp.gamma), _guarded)
    return outside.xreplace({dummy: sp.Sum(_gathered(node.function), *node.limits) for node, dummy in series.items()})


def over_one_line(expression: sp.Expr) -> sp.Expr:
    """Sums with reciprocals as one fraction: (p - 1)/p keeps the digits that 1 - 1/p loses."""
    return replaced(expression, _has_reciprocal_terms, _shorter_line)


def _shorter_line(e: sp.Add) -> sp.Expr:
    """``e`` as one fraction; as it stands where that multiplies its terms out: what was a sum of squares would cancel."""
    found = factored(on_one_line(e))
    longest = max((len(f.args) for f in sp.Mul.make_args(sp.fraction(found)[0]) if isinstance(f, sp.Add)), default=1)
    return found if longest <= len(e.args) else e


def _has_reciprocal_terms(e: sp.Basic) -> bool:
    if not isinstance(e, sp.Add) or not any(f.is_Pow and f.exp.is_negative for term in e.args for f in sp.Mul.make_args(term)):
        return False
    return bool(e.free_symbols) and e.is_rational_function(*e.free_symbols) and any(sp.denom(term).free_symbols for term in e.args)


def log_density_on_support(law: Distribution, x: sp.Expr) -> sp.Expr:
    lo, hi = law.support.lo, law.support.hi
    inside = [*([] if lo == -sp.oo else [x >= lo]), *([] if hi == sp.oo else [x <= hi])]
    return sp.Piecewise((law.log_density(x), sp.And(*inside)), (-sp.oo, True))


def _inward(product: sp.Mul) -> sp.Expr:
    series = next(a for a in product.args if isinstance(a, sp.Sum))
    moved = [a for a in product.args if a is not series and is_exponential(a)]
    others = [a for a in product.args if a is not series and a not in moved]
    return sp.Mul(*others, sp.Sum(sp.Mul(*moved, series.function), *series.limits))


def _guarded(product: sp.Mul) -> sp.Expr:
    """Powers and gamma functions of a product, guarded where there are two or more."""
    large = [f for f in product.args if is_exponential(f)]
    if len(large) < 2:
        return product
    others = sp.Mul(*(f for f in product.args if f not in large))
    return others * Guarded(sp.Mul(*large), sp.Add(*map(log_of, large)))


def _gathered(term: sp.Expr) -> sp.Expr:
    """A product with its large and small factors as one exponential."""
    factors = sp.Mul.make_args(sp.powsimp(term, combine="exp", deep=False))
    large = [f for f in factors if is_exponential(f) and f.is_positive]
    return sp.Mul(*(f for f in factors if f not in large), Exponential(sp.Add(*map(log_of, large)))) if large else term


def _series(writer: Writes, node: sp.Sum) -> str:
    if node.function.has(sp.Sum, Expectation):
        raise ParameterError(f"{node} is a sum of sums, which is not compiled; evaluate it with .evalf()")
    *inner, (k, lo, hi) = node.limits
    summed = sp.Sum(node.function, *inner) if inner else node.function
    parameters = [name for symbol, name in writer.names.items() if symbol in summed.free_symbols - {k}]
    index = writer.names.setdefault(k, writer.name("k"))
    returned = _series(writer, summed) if inner else writer.code(summed)
    term = _named(writer, "term")
    says = f"The term of the sum over {index}."
    head = f"def {term}({', '.join([index, *parameters])}):"
    writer.definitions.append(f'{head}\n    """{says}"""\n    return {returned}')
    return f"series({', '.join([term, writer.code(lo), writer.code(hi), *parameters])})"


def _mean(writer: Writes, node: Expectation) -> str:
    f, log_p, x, lo, hi, *breaks = node.args
    if isinstance(node, Divergence):
        along, place, *breaks = breaks
    writer.names.setdefault(x, writer.name("x"))
    parameters = _parameters(writer, node)
    names = [_defined(writer, "parts", "log p and f", (log_p, f), node, parameters)]
    if isinstance(node, Divergence):
        says = "The derivative of log q at the place t between P and Q"
        names.append("None" if along is sp.nan else _defined(writer, "along", says, (along,), node, parameters, place))
    kind = "divergence" if isinstance(node, Divergence) else "mean"
    if x.is_integer:
        return f"{kind}_of_masses({', '.join([*names, writer.code(lo), writer.code(hi), *parameters])})"
    ends = _named(writer, "breaks")
    points = [lo, *(b for b in breaks if b not in (lo, hi, sp.oo, -sp.oo)), hi]
    listed = ", ".join(writer.code(p) for p in points)
    writer.definitions.append(f'def {ends}({", ".join(parameters)}):\n    """Break points."""\n    return {listed}')
    return f"{kind}_of_density({', '.join([*names, ends, *parameters])})"


def _named(writer: Writes, word: str) -> str:
    """A name for a definition, which nothing else gets."""
    name = writer.name(f"{word}_{len(writer.definitions)}")
    writer.names[sp.Dummy(name)] = name
    return name


def _parameters(writer: Writes, node: sp.Expr) -> list[str]:
    """The names of what a sum or mean depends on, in order."""
    return [name for symbol, name in writer.names.items() if symbol in node.free_symbols]


def _defined(
    writer: Writes, word: str, says: str, results: tuple[sp.Expr, ...], node: Expectation, parameters: list[str], *before: sp.Symbol
) -> str:
    """A function of x that gives ``results``: over the integers at x, else at x or at a distance from a finite end of the support.

    There it is shifted exactly, so that no digits are lost.
    """
    x, lo, hi = node.args[2:5]
    for symbol in before:
        writer.names.setdefault(symbol, writer.name(symbol.name))
    name, first = _named(writer, word), [writer.names[s] for s in (*before, x)]
    if x.is_integer:
        returned = ", ".join(writer.code(e) for e in results)
        writer.definitions.append(f'def {name}({", ".join([*first, *parameters])}):\n    """{says}."""\n    return {returned}')
        return name
    y = sp.Dummy("y", positive=True)
    writer.names[y] = writer.names[x]
    lines = [f"def {name}({', '.join([*first, 'end', *parameters])}):", f'    """{says}, at x or at a distance from an end."""']
    for end, test, at in ((lo, "end < 0", lo + y), (hi, "end > 0", hi - y)):
        if end not in (sp.oo, -sp.oo):
            moved = (_grouped(_cancelled(e.xreplace({x: at}), y), y) for e in results)
            lines += [f"    if {test}:", f"        return {', '.join(map(writer.code, moved))}"]
    writer.definitions.append("\n".join([*lines, f"    return {', '.join(writer.code(e) for e in results)}"]))
    return name


def _cancelled(e: sp.Expr, y: sp.Symbol) -> sp.Expr:
    """``e`` with sums from which the end of the support drops out multiplied out: 1 - c (1/c - y) is c y."""

    def shorter(total: sp.Add) -> sp.Expr:
        expanded = sp.expand_mul(total)
        return expanded if expanded.count_ops() < total.count_ops() else total

    return e.replace(lambda s: isinstance(s, sp.Add) and s.has(y) and not s.has(sp.Function), shorter)


def _grouped(e: sp.Expr, y: sp.Symbol) -> sp.Expr:
    """``e`` with the parameters in sums with y taken together: y + (a - b) keeps the digits that (y + a) - b loses where a is near b."""
    return e.replace(lambda s: isinstance(s, sp.Add) and {y, -y} & set(s.args) and len(s.args) > 2, lambda s: _apart(s, y))


def _apart(total: sp.Add, y: sp.Symbol) -> sp.Expr:
    other = sp.Add(*(t for t in total.args if t not in (y, -y)))
    return total - other + sp.UnevaluatedExpr(other)
