"""Numbers of expectations, sums and integrals from their definition (see ``oracle``).

    E_P[f] = sum or integral of p f over the support of P, beside the sum or integral of p, which must be 1.

Parameters stay symbols, whose numbers the tape holds: so x = hi - y makes hi - x the symbol y, exactly, whatever hi is.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import combinations, count, pairwise
from typing import Any

import mpmath
import sympy as sp

from symbolic_info.core.errors import ParameterError
from symbolic_info.core.heads import Distribution, LogDensity, Mean, Quantity, Score
from symbolic_info.core.supports import Support
from symbolic_info.proof.quadrature import Diverges, Panel, Precision, Unverified, add_up, integrate
from symbolic_info.proof.tails import EARLY, by_differences, more_precise
from symbolic_info.proof.tape import tape

Values = dict[sp.Symbol, Any]
"""Numbers of symbols, at the precision asked."""


def number(to: Precision, expression: sp.Basic, values: Values) -> Any:
    """The number of ``expression`` where its symbols have ``values``."""
    return _tape(to, (expression,), None, values)()[0]


def _tape(to: Precision, expressions: tuple[sp.Basic, ...], variable: sp.Symbol | None, values: Values) -> Callable:
    def binder(node: sp.Expr, at: Any) -> Any:
        return _binder(to, node, values if variable is None or at is None else values | {variable: at})

    return tape(to.ctx, expressions, variable, binder, {s: v for s, v in values.items() if s != variable})


def _binder(to: Precision, node: sp.Expr, values: Values) -> Any:
    """The number of a mean, sum, integral, quantity or log-density."""
    if isinstance(node, Quantity):
        return number(to, node.unfold(), values)
    if isinstance(node, LogDensity):
        return number(to, _log_density(*node.args), values)
    key = (node, tuple(values[s] for s in sorted(node.free_symbols & set(values), key=sp.default_sort_key)))
    try:
        if key not in to.known:
            to.known[key] = _mean(to, node, values) if isinstance(node, Mean) else _sum_or_integral(to, node, values)
        return to.known[key]
    except Unverified as error:
        named = f"cannot vouch for {node}: {error}; ask for fewer digits or another point"
        raise Unverified(str(error) if "cannot vouch" in str(error) else named) from None


def _log_density(law: Distribution, x: sp.Expr) -> sp.Expr:
    """log p(x), and -oo off the support."""
    lo, hi = law.support.lo, law.support.hi
    inside = [*([] if lo == -sp.oo else [sp.Ge(x, lo)]), *([] if hi == sp.oo else [sp.Le(x, hi)])]
    return sp.Piecewise((law.log_density(x), sp.And(*inside)), (-sp.oo, True))


def _mean(to: Precision, node: Mean, values: Values) -> Any:
    f, x, law = node.args
    f = f.replace(Score, lambda *of: Score(*of).doit())
    if hasattr(law, "factors"):
        return _mean_by_factors(to, node, values)
    if hasattr(law, "flat"):
        return _mean(to, Mean(f.replace(LogDensity, lambda p, at: LogDensity(p.flat(), at)), x, law.flat()), values)
    total = _sum_over(to, f, x, law, values) if law.is_discrete else _integral_over(to, f, x, law, values)
    if to.ctx.isfinite(total[0]) and abs(total[1] - 1) > to.power(-to.agreed):
        raise Unverified(f"the masses add up to {mpmath.nstr(total[1], 12)}, not to 1")
    return total[0]


def _mean_by_factors(to: Precision, node: Mean, values: Values) -> Any:
    """The mean of log-densities of products: those of independent factors add up, copies count as often as there are.

    Raises:
        ParameterError: Anything else under the mean, or products whose factors do not stand side by side.
    """
    f, _, law = node.args
    parts = [t.as_independent(LogDensity, as_Add=False) for t in sp.Add.make_args(f)]
    aligned = all(isinstance(d, LogDensity) and [n for _, n in d.args[0].factors] == [n for _, n in law.factors] for _, d in parts)
    if not aligned:
        raise ParameterError(f"{node} is no mean of log-densities of products with the same numbers of copies; take the factors one by one")
    total = to.ctx.zero
    for i, (factor, copies) in enumerate(law.factors):
        y = factor.variable(f)
        inside = sp.Add(*(c * LogDensity(d.args[0].factors[i][0], y) for c, d in parts))
        total += number(to, copies, values) * number(to, Mean(inside, y, factor), values)
    return total


# -- sums --------------------------------------------------------------------------------------------------------------


def _sum_over(to: Precision, f: sp.Expr, k: sp.Symbol, law: Distribution, values: Values) -> tuple:
    """The sums of p f and of p.  Terms without mass are 0, whatever f is there."""
    lo, hi = _whole_ends(to, law.support.lo, law.support.hi, values)
    masses = _tape(to, (law.density(k),), k, values)
    bodies = _tape(to, (f.replace(LogDensity, _log_density),), k, values)

    def terms() -> Iterator[tuple]:
        for j in _integers(lo, hi):
            at = to.ctx.mpf(j)
            (p,) = masses(at)
            yield (p * bodies(at)[0] if p else to.ctx.zero, p)

    def complete(total: tuple) -> bool:
        return bool(abs(total[1] - 1) < to.power(-to.digits))

    if hi is not None or lo is None:
        return add_up(to, terms(), _length(lo, hi), complete)
    with suppress(Unverified):
        return add_up(to, terms(), None, complete, EARLY)
    with suppress(Unverified):
        return _smooth_sum_over(to, f, k, law, lo, values)
    return add_up(to, terms(), None, complete)


def _smooth_sum_over(to: Precision, f: sp.Expr, k: sp.Symbol, law: Distribution, lo: int, values: Values) -> tuple:
    """The same for terms that fall as a power: they are functions of a real number too."""
    product = (law.density(k) * f.replace(LogDensity, _log_density), law.density(k))
    here = more_precise(to)

    def integrals(start: int) -> tuple:
        y = sp.Dummy("y", positive=True)
        tail = _tape(to, tuple(e.xreplace({k: start + y}) for e in product), y, values)
        return _integrate(to, [Panel(to.ctx.mpf(start), tail, None)])[:2]

    exactly = {symbol: here.ctx.convert(v) for symbol, v in values.items()}  # a number rounds as its own context does
    return by_differences(here, _tape(here, product, k, exactly), lo, integrals)


def _whole_ends(to: Precision, lo: sp.Expr, hi: sp.Expr, values: Values) -> tuple[int | None, int | None]:
    """The ends of a run of integers; None for an infinite one.

    Raises:
        ParameterError: A finite end is not a whole number, or the run goes down.
    """
    ends = [number(to, end, values) for end in (lo, hi)]
    for end in ends:
        if not to.ctx.isinf(end) and not to.ctx.isint(end):
            raise ParameterError(f"a sum from {lo} to {hi} ends at {mpmath.nstr(end, 15)}, which is not an integer")
    first, last = (None if to.ctx.isinf(end) else int(end) for end in ends)
    if first is not None and last is not None and last < first - 1:
        raise ParameterError(f"a sum runs from {lo} down to {hi}; sums run upward")
    return first, last


def _length(lo: int | None, hi: int | None) -> int | None:
    return None if lo is None or hi is None else hi - lo + 1


def _integers(lo: int | None, hi: int | None) -> Iterator[int]:
    """lo, lo + 1, ...; outward from 0 where there is no lower end."""
    if lo is None:
        return (j for i in count() for j in ((i, -i) if i else (0,)) if hi is None or j <= hi)
    return count(lo) if hi is None else iter(range(lo, hi + 1))


def _sum_or_integral(to: Precision, node: sp.Sum | sp.Integral, values: Values) -> Any:
    """The outermost limit is the last; what is inside is a number at each value of its variable."""
    *inner, limit = node.limits
    if len(limit) != 3:
        raise ParameterError(f"{node} has no limits; a number needs both")
    x, lo, hi = limit
    body = node.func(node.function, *inner) if inner else node.function
    return _sum(to, body, x, lo, hi, values) if isinstance(node, sp.Sum) else _integral(to, body, x, lo, hi, values)


def _sum(to: Precision, body: sp.Expr, k: sp.Symbol, lo: sp.Expr, hi: sp.Expr, values: Values) -> Any:
    first, last = _whole_ends(to, lo, hi, values)
    terms = _tape(to, (body,), k, values)
    return add_up(to, (terms(to.ctx.mpf(j)) for j in _integers(first, last)), _length(first, last), lambda total: True)[0]


# -- integrals ---------------------------------------------------------------------------------------------------------


def _integral_over(to: Precision, f: sp.Expr, x: sp.Symbol, law: Distribution, values: Values) -> tuple:
    """The integrals of p f and of p."""
    density = law.density(x)
    plain = f.replace(LogDensity, lambda p, at: p.log_density(at))
    others = sorted({d.args[0] for d in f.atoms(LogDensity)}, key=sp.default_sort_key)
    ends = [end for other in others for end in (other.support.lo, other.support.hi)]
    breaks = break_points(to, law.support, [*ends, *kinks(plain * density, x), *law.panels()], values)
    panels = []
    for lo, hi in pairwise(breaks):
        middle = _inside(to, lo, hi, values)
        body = f.replace(LogDensity, lambda p, at, middle=middle: _log_density_beside(to, p, at, middle, values))
        if body.has(sp.oo, -sp.oo, sp.zoo, sp.nan):
            return (_infinity(to, body, x, middle, values), to.ctx.one)
        panels.append(_panel(to, (density * body, density), x, lo, hi, breaks, values))
    return _integrate(to, panels)


def _log_density_beside(to: Precision, law: Distribution, x: sp.Expr, inside: Any, values: Values) -> sp.Expr:
    """log p(x) on the panel that holds the number ``inside``, where no support ends."""
    lo, hi = number(to, law.support.lo, values), number(to, law.support.hi, values)
    return law.log_density(x) if lo < inside < hi else -sp.oo


def _infinity(to: Precision, body: sp.Expr, x: sp.Symbol, inside: Any, values: Values) -> Any:
    """The infinity that ``body`` is on a panel where a log-density is -oo."""
    found = number(to, body, values | {x: inside})
    if not to.ctx.isinf(found):
        raise Unverified("it takes both infinities")
    return found


def _integrate(to: Precision, panels: list[Panel]) -> tuple:
    try:
        return integrate(to, panels)
    except Diverges as end:
        return (end.sign * to.ctx.inf, to.ctx.one)


def _inside(to: Precision, lo: sp.Expr, hi: sp.Expr, values: Values) -> Any:
    """A number between ``lo`` and ``hi``."""
    a, b = number(to, lo, values), number(to, hi, values)
    if to.ctx.isinf(a) or to.ctx.isinf(b):
        return b - 1 if to.ctx.isinf(a) else a + 1
    return (a + b) / 2


def kinks(expression: sp.Basic, x: sp.Symbol) -> list[sp.Expr]:
    """Points where ``expression`` may be no smooth function: |x - m|, cases, logarithms and powers that are not whole."""
    parts = [f.args[0] for f in expression.atoms(sp.Abs, sp.sign, sp.log, sp.Heaviside)]
    parts += [_log_of_ratio(f.args[0]) for f in expression.atoms(sp.Abs) if f.args[0].has(sp.exp) and len(f.args[0].args) == 2]
    parts += [p.base for p in expression.atoms(sp.Pow) if not p.exp.is_Integer]
    parts += [a - b for m in expression.atoms(sp.Max, sp.Min) for a, b in combinations(m.args, 2)]
    parts += [r.lhs - r.rhs for r in expression.atoms(sp.core.relational.Relational)]
    return [root for part in sorted(parts, key=sp.default_sort_key) for root in linear_roots(part, x)]


def _log_of_ratio(gap: sp.Add) -> sp.Expr:
    """log(a/b) of a - b, which vanishes there."""
    a, b = gap.args
    return sp.expand(sp.expand_log(sp.log(-a / b), force=True))


def linear_roots(expression: sp.Basic, x: sp.Symbol) -> list[sp.Expr]:
    """Where parts of ``expression`` that are linear in x vanish, in a fixed order."""
    parts = {a for a in expression.atoms(sp.Add, sp.Symbol) if x in a.free_symbols and not a.diff(x).has(x)}
    return [-p.xreplace({x: sp.S.Zero}) / p.diff(x) for p in sorted(parts, key=sp.default_sort_key)]


def break_points(to: Precision, support: Support, inner: list[sp.Expr], values: Values) -> list[sp.Expr]:
    """The ends of the support with the points of ``inner`` between them, in order; of points that coincide, the first."""
    lo, hi = number(to, support.lo, values), number(to, support.hi, values)
    found: dict[sp.Expr, Any] = {}
    for point in inner:
        at = number(to, point, values)
        near, last_digit = abs(at) * to.power(-5), abs(at) * to.power(-to.digits)
        if lo + last_digit < at < hi - last_digit and all(abs(at - other) > near for other in found.values()):
            found[point] = at
    between = sorted(found, key=lambda p: found[p])
    if not between and to.ctx.isinf(lo) and to.ctx.isinf(hi):
        between = [sp.S.Zero]
    return [support.lo, *between, support.hi]


def _panel(
    to: Precision, integrands: tuple[sp.Expr, ...], x: sp.Symbol, lo: sp.Expr, hi: sp.Expr, breaks: list[sp.Expr], values: Values
) -> Panel:
    """The panel (lo, hi): the integrands at a distance y from an end."""
    y = sp.Dummy("y", positive=True)

    def near(at: sp.Expr) -> Callable[[Any], tuple]:
        return _tape(to, tuple(_with_exact_angles(e.xreplace({x: at})) for e in integrands), y, values)

    if -lo == sp.oo or hi == sp.oo:
        return Panel(_scale(to, breaks, values), near(hi - y if -lo == sp.oo else lo + y), None)
    return Panel(number(to, hi - lo, values), near(lo + y), near(hi - y))


def _with_exact_angles(e: sp.Expr) -> sp.Expr:
    """cos(pi (y - s)/s) as -cos(pi y/s), and 1 - cos(t) as 2 sin(t/2)^2: near an end, where y is tiny, their digits count."""
    turned = e.replace(lambda t: isinstance(t, (sp.cos, sp.sin)), lambda t: t.func(sp.expand(t.args[0])))
    return turned.replace(lambda t: isinstance(t, sp.Add) and len(t.args) == 2 and t.has(sp.cos), _half_angle)


def _half_angle(e: sp.Add) -> sp.Expr:
    level, wave = sorted(e.args, key=lambda t: t.has(sp.cos))
    amplitude, cosine = wave.as_independent(sp.cos, as_Add=False)
    if not isinstance(cosine, sp.cos) or level**2 != amplitude**2:
        return e
    return 2 * level * (sp.cos if level == amplitude else sp.sin)(cosine.args[0] / 2) ** 2


def _scale(to: Precision, breaks: list[sp.Expr], values: Values) -> Any:
    """The widest finite panel: how far an infinite one reaches at first."""
    finite = [number(to, b, values) for b in breaks if sp.oo not in (b, -b)]
    return max((b - a for a, b in pairwise(finite)), default=to.ctx.one)


def _integral(to: Precision, body: sp.Expr, x: sp.Symbol, lo: sp.Expr, hi: sp.Expr, values: Values) -> Any:
    first, last = number(to, lo, values), number(to, hi, values)
    if not first < last:
        return to.ctx.zero if first == last else -_integral(to, body, x, hi, lo, values)
    breaks = break_points(to, Support("interval", lo, hi), [*kinks(body, x), *linear_roots(body, x)], values)
    return _integrate(to, [_panel(to, (body,), x, a, b, breaks, values) for a, b in pairwise(breaks)])[0]
