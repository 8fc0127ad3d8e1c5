"""Printing what is computed rather than written down: series, and means without a closed form.

Each becomes a small function of its variable, handed to a kernel that adds or integrates it.
"""

from typing import Protocol

import sympy as sp

from symbolic_info.core.errors import ParameterError
from symbolic_info.core.heads import Distribution, LogDensity, Mean
from symbolic_info.numeric.heads import Expectation, Exponential, Guarded
from symbolic_info.proof.expectations import kinks


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
    return factor.exp * (log_of(factor.base) if is_exponential(factor.base) else sp.log(factor.base))


def with_log_terms(expression: sp.Expr) -> sp.Expr:
    """Large and small factors kept from overflowing: in one exponent inside a series, through their logarithm elsewhere.

    So exp(-l) sum l^k/k! neither overflows nor vanishes.
    """
    logs = expression.replace(_is_log_of_gamma, lambda e: log_of(e.args[0]))
    inside = logs.replace(lambda e: isinstance(e, sp.Mul) and any(isinstance(a, sp.Sum) for a in e.args), _inward)
    series = {node: sp.Dummy("sum") for node in inside.atoms(sp.Sum)}
    outside = inside.xreplace(series).replace(lambda e: isinstance(e, sp.Mul) and e.has(sp.gamma), _guarded)
    return outside.xreplace({dummy: sp.Sum(_gathered(node.function), *node.limits) for node, dummy in series.items()})


def _is_log_of_gamma(e: sp.Basic) -> bool:
    return isinstance(e, sp.log) and isinstance(e.args[0], sp.gamma | sp.factorial)


def as_expectations(expression: sp.Expr) -> sp.Expr:
    """Every mean as what is integrated or added: f and log p, with -oo for the log-density off its support."""
    return expression.replace(lambda e: isinstance(e, Mean), _expectation)


def _expectation(node: Mean) -> sp.Expr:
    f, x, law = node.args
    ends = [e for d in f.atoms(LogDensity) for e in (d.args[0].support.lo, d.args[0].support.hi)]
    bends = kinks(f.replace(LogDensity, lambda p, at: p.log_density(at)), x)
    breaks = () if law.is_discrete else tuple(dict.fromkeys([*law.panels(), *bends, *sorted(ends, key=sp.default_sort_key)]))
    return Expectation(f.replace(LogDensity, log_density_on_support), law.log_density(x), x, law.support.lo, law.support.hi, *breaks)


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
    if len(node.limits) != 1 or node.function.has(sp.Sum, Expectation):
        raise ParameterError(f"{node} is a sum of sums, which is not compiled; evaluate it with .evalf()")
    ((k, lo, hi),) = node.limits
    parameters = _parameters(writer, node.function, k)
    says = f"The term of the sum over {writer.names.setdefault(k, writer.name('k'))}."
    term = writer.name("term_0")
    writer.names[sp.Dummy(term)] = term
    writer.definitions.append(_function(writer, term, k, parameters, says, [node.function]))
    return f"series({', '.join([term, writer.code(lo), writer.code(hi), *parameters])})"


def _mean(writer: Writes, node: Expectation) -> str:
    f, log_p, x, lo, hi, *breaks = node.args
    writer.names.setdefault(x, writer.name("x"))
    parameters = _parameters(writer, sp.Tuple(f, log_p, lo, hi, *breaks), x)
    parts = writer.name("parts_0")
    writer.names[sp.Dummy(parts)] = parts
    if x.is_integer:
        writer.definitions.append(_function(writer, parts, x, parameters, "log p and f.", [sp.Tuple(log_p, f)]))
        return f"mean_of_masses({', '.join([parts, writer.code(lo), writer.code(hi), *parameters])})"
    writer.definitions.append(_parts(writer, parts, (log_p, f), x, (lo, hi), parameters))
    ends = writer.name("breaks_0")
    writer.names[sp.Dummy(ends)] = ends
    points = [lo, *(b for b in breaks if b not in (lo, hi, sp.oo, -sp.oo)), hi]
    listed = ", ".join(writer.code(p) for p in points)
    writer.definitions.append(f'def {ends}({", ".join(parameters)}):\n    """Break points."""\n    return {listed}')
    return f"mean_of_density({', '.join([parts, ends, *parameters])})"


def _parameters(writer: Writes, inside: sp.Basic, bound: sp.Symbol) -> list[str]:
    return [name for symbol, name in writer.names.items() if symbol in inside.free_symbols and symbol != bound]


def _function(writer: Writes, name: str, x: sp.Symbol, parameters: list[str], says: str, results: list[sp.Basic]) -> str:
    returned = ", ".join(writer.code(e) for r in results for e in (r.args if isinstance(r, sp.Tuple) else (r,)))
    return f'def {name}({", ".join([writer.names[x], *parameters])}):\n    """{says}"""\n    return {returned}'


def _parts(writer: Writes, name: str, integrands: tuple[sp.Expr, sp.Expr], x: sp.Symbol, ends: tuple, parameters: list[str]) -> str:
    """log p and f at x, and at a distance from each finite end of the support: shifted exactly, so that no digits are lost there."""
    y = sp.Dummy("y", positive=True)
    writer.names[y] = writer.names[x]
    head = f"def {name}({', '.join([writer.names[x], 'end', *parameters])}):"
    lines = [head, '    """log p and f, at x or at a distance from an end."""']
    for end, test, at in ((ends[0], "end < 0", ends[0] + y), (ends[1], "end > 0", ends[1] - y)):
        if end not in (sp.oo, -sp.oo):
            lines += [f"    if {test}:", f"        return {', '.join(writer.code(e.xreplace({x: at})) for e in integrands)}"]
    return "\n".join([*lines, f"    return {', '.join(writer.code(e) for e in integrands)}"])
