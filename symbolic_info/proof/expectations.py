"""Numbers of expectations, sums and integrals at exact parameters, from their definition (see ``oracle``).

    E_P[f] = sum or integral of p f over the support of P, beside the sum or integral of p, which must be 1.
"""

from collections.abc import Callable, Iterator
from itertools import combinations, count, pairwise
from typing import Any

import mpmath
import sympy as sp

from symbolic_info.core.errors import ParameterError
from symbolic_info.core.heads import Distribution, LogDensity, Mean, Quantity
from symbolic_info.core.supports import Support
from symbolic_info.proof.quadrature import Diverges, Panel, Precision, Unverified, add_up, integrate
from symbolic_info.proof.tape import tape

BINDING = (Mean, sp.Sum, sp.Integral)
SIMPLE = 10**6
"""A break point with a larger denominator is rounded: break points only guide."""


def number(to: Precision, expression: sp.Expr, point: dict[sp.Symbol, sp.Expr]) -> Any:
    """The number of ``expression`` at ``point``, at the precision asked."""
    return _tape(to, (substitute(expression, point),), None)()[0]


def substitute(expression: sp.Basic, point: dict[sp.Symbol, sp.Expr]) -> sp.Basic:
    """``expression`` with numbers for its free symbols; bound ones are left alone."""
    here = {s: v for s, v in point.items() if s in expression.free_symbols}
    if not here or not expression.args:
        return here.get(expression, expression)
    if isinstance(expression, BINDING):
        bound = set(expression.bound_symbols)
        inside = {s: v for s, v in here.items() if s not in bound}
        return expression.func(substitute(expression.args[0], inside), *(_outside(a, bound, here) for a in expression.args[1:]))
    return expression.func(*(substitute(a, here) for a in expression.args))


def _outside(argument: sp.Basic, bound: set, point: dict) -> sp.Basic:
    """A bound symbol, a limit (k, lo, hi) or a law: only the names of bound symbols are kept."""
    if argument in bound:
        return argument
    if isinstance(argument, sp.Tuple):
        return sp.Tuple(argument[0], *(substitute(a, point) for a in argument[1:]))
    return substitute(argument, point)


def _tape(to: Precision, expressions: tuple[sp.Basic, ...], variable: sp.Symbol | None) -> Callable:
    return tape(to.ctx, expressions, variable, lambda node, at: _binder(to, node, variable, at))


def _binder(to: Precision, node: sp.Expr, variable: sp.Symbol | None, at: Any) -> Any:
    """The number of a mean, sum, integral, quantity or log-density in which ``variable`` has the value ``at``."""
    if at is not None and variable is not None:
        node = substitute(node, {variable: sp.Integer(int(at)) if to.ctx.isint(at) else sp.Float._new(at._mpf_, to.ctx.prec)})
    if isinstance(node, Quantity):
        return number(to, node.unfold(), {})
    if isinstance(node, LogDensity):
        return number(to, _log_density(*node.args), {})
    try:
        if node not in to.known:
            to.known[node] = _mean(to, node) if isinstance(node, Mean) else _sum_or_integral(to, node)
        return to.known[node]
    except Unverified as error:
        text = str(error)
        raise Unverified(text if "cannot vouch" in text else f"cannot vouch for {node}: {error}; ask for fewer digits or another point") from None


def _log_density(law: Distribution, x: sp.Expr) -> sp.Expr:
    """log p(x), and -oo off the support."""
    lo, hi = law.support.lo, law.support.hi
    inside = [*([] if lo == -sp.oo else [x >= lo]), *([] if hi == sp.oo else [x <= hi])]
    return sp.Piecewise((law.log_density(x), sp.And(*inside)), (-sp.oo, True))


def _mean(to: Precision, node: Mean) -> Any:
    f, x, law = node.args
    total = _sum_over(to, f, x, law) if law.is_discrete else _integral_over(to, f, x, law)
    if to.ctx.isfinite(total[0]) and abs(total[1] - 1) > to.power(-to.agreed):
        raise Unverified(f"the masses add up to {mpmath.nstr(total[1], 12)}, not to 1")
    return total[0]


def _sum_over(to: Precision, f: sp.Expr, k: sp.Symbol, law: Distribution) -> tuple:
    """The sums of p f and of p.  Terms without mass are 0, whatever f is there."""
    support = law.support
    masses = _tape(to, (law.density(k),), k)
    bodies = _tape(to, (f.replace(LogDensity, _log_density),), k)

    def terms() -> Iterator[tuple]:
        for j in _integers(support.lo, support.hi):
            at = to.ctx.mpf(j)
            (p,) = masses(at)
            yield (p * bodies(at)[0] if p else to.ctx.zero, p)

    def complete(total: tuple) -> bool:
        return bool(abs(total[1] - 1) < to.power(-to.digits))

    return add_up(to, terms(), _length(support), complete)


def _length(support: Support) -> int | None:
    return None if sp.oo in (-support.lo, support.hi) else int(support.hi - support.lo) + 1


def _integers(lo: sp.Expr, hi: sp.Expr) -> Iterator[int]:
    """lo, lo + 1, ...; outward from 0 where there is no lower end."""
    if lo == -sp.oo:
        return (j for i in count() for j in ((i, -i) if i else (0,)) if hi == sp.oo or j <= hi)
    return iter(range(int(lo), int(hi) + 1)) if hi != sp.oo else count(int(lo))


def _integral_over(to: Precision, f: sp.Expr, x: sp.Symbol, law: Distribution) -> tuple:
    """The integrals of p f and of p."""
    density = law.density(x)
    plain = f.replace(LogDensity, lambda p, at: p.log_density(at))
    ends = [end for d in f.atoms(LogDensity) for end in (d.args[0].support.lo, d.args[0].support.hi)]
    breaks = break_points(to, law.support, [*ends, *kinks(plain * density, x)], law.panels())
    panels = []
    for lo, hi in pairwise(breaks):
        body = f.replace(LogDensity, lambda p, at, mid=_inside(lo, hi): _log_density_beside(p, at, mid))
        if body.has(sp.oo, -sp.oo, sp.zoo, sp.nan):
            return (_infinity(to, body, x, _inside(lo, hi)), to.ctx.one)
        panels.append(_panel(to, (density * body, density), x, lo, hi, breaks))
    return _integrate(to, panels)


def _log_density_beside(law: Distribution, x: sp.Expr, inside: sp.Expr) -> sp.Expr:
    """log p(x) on the panel that holds the point ``inside``, where no support ends."""
    return law.log_density(x) if law.support.lo < inside and inside < law.support.hi else -sp.oo


def _infinity(to: Precision, body: sp.Expr, x: sp.Symbol, inside: sp.Expr) -> Any:
    """The infinity that ``body`` is on a panel where a log-density is -oo."""
    (found,) = _tape(to, (substitute(body, {x: inside}),), None)()
    if not to.ctx.isinf(found):
        raise Unverified("it takes both infinities")
    return found


def _integrate(to: Precision, panels: list[Panel]) -> tuple:
    try:
        return integrate(to, panels)
    except Diverges as end:
        return (end.sign * to.ctx.inf, to.ctx.one)


def _inside(lo: sp.Expr, hi: sp.Expr) -> sp.Expr:
    if -lo == sp.oo or hi == sp.oo:
        return hi - 1 if -lo == sp.oo else lo + 1
    return (lo + hi) / 2


def kinks(expression: sp.Basic, x: sp.Symbol) -> list[sp.Expr]:
    """Points where ``expression`` may be no smooth function: |x - m|, cases, logarithms and powers that are not whole."""
    parts = [f.args[0] for f in expression.atoms(sp.Abs, sp.sign, sp.log, sp.Heaviside)]
    parts += [p.base for p in expression.atoms(sp.Pow) if not p.exp.is_Integer]
    parts += [a - b for m in expression.atoms(sp.Max, sp.Min) for a, b in combinations(m.args, 2)]
    parts += [r.lhs - r.rhs for r in expression.atoms(sp.core.relational.Relational)]
    return [root for part in parts for root in linear_roots(part, x)]


def linear_roots(expression: sp.Basic, x: sp.Symbol) -> list[sp.Expr]:
    """Where parts of ``expression`` that are linear in x vanish, in a fixed order."""
    parts = {a for a in expression.atoms(sp.Add, sp.Symbol) if x in a.free_symbols and not a.diff(x).has(x)}
    return [-p.subs(x, 0) / p.diff(x) for p in sorted(parts, key=sp.default_sort_key)]


def break_points(to: Precision, support: Support, exact: list[sp.Expr], hints: tuple[sp.Expr, ...]) -> list[sp.Expr]:
    """The ends of the support with the points between them where the integrand may have a kink or a scale, in order."""
    lo, hi = number(to, support.lo, {}), number(to, support.hi, {})
    found: dict[sp.Expr, Any] = {}
    for point in [*exact, *(_rounded(to, h) for h in hints)]:
        at = number(to, point, {})
        if lo < at < hi and all(abs(at - other) > abs(at) * to.power(-5) for other in found.values()):
            found[point] = at
    inner = sorted(found, key=lambda p: found[p])
    if not inner and to.ctx.isinf(lo) and to.ctx.isinf(hi):
        inner = [sp.S.Zero]
    return [support.lo, *inner, support.hi]


def _rounded(to: Precision, hint: sp.Expr) -> sp.Expr:
    if isinstance(hint, sp.Rational) and hint.q < SIMPLE or hint in (sp.oo, -sp.oo):
        return hint
    return sp.Rational(mpmath.nstr(number(to, hint, {}), 8))


def _panel(to: Precision, integrands: tuple[sp.Expr, ...], x: sp.Symbol, lo: sp.Expr, hi: sp.Expr, breaks: list[sp.Expr]) -> Panel:
    """The panel (lo, hi): the integrands at a distance y from an end, shifted exactly, so that lo + y - lo is y."""
    y = sp.Dummy("y", positive=True)

    def near(at: sp.Expr) -> Callable[[Any], tuple]:
        return _tape(to, tuple(e.xreplace({x: at}) for e in integrands), y)

    if -lo == sp.oo or hi == sp.oo:
        scale = _scale(to, breaks)
        return Panel(scale, near(hi - y if -lo == sp.oo else lo + y), None)
    return Panel(number(to, hi - lo, {}), near(lo + y), near(hi - y))


def _scale(to: Precision, breaks: list[sp.Expr]) -> Any:
    """The widest finite panel: how far an infinite one reaches at first."""
    finite = [number(to, b, {}) for b in breaks if sp.oo not in (b, -b)]
    return max((b - a for a, b in pairwise(finite)), default=to.ctx.one)


def _sum_or_integral(to: Precision, node: sp.Sum | sp.Integral) -> Any:
    """The outermost limit is the last; what is inside is a number at each value of its variable."""
    *inner, limit = node.limits
    if len(limit) != 3:
        raise ParameterError(f"{node} has no limits; a number needs both")
    x, lo, hi = limit
    body = node.func(node.function, *inner) if inner else node.function
    return _sum(to, body, x, lo, hi) if isinstance(node, sp.Sum) else _integral(to, body, x, lo, hi)


def _sum(to: Precision, body: sp.Expr, k: sp.Symbol, lo: sp.Expr, hi: sp.Expr) -> Any:
    support = Support("integers", lo, hi)
    for end in (lo, hi):
        if sp.oo not in (end, -end) and not end.is_Integer:
            raise ParameterError(f"the sum over {k} ends at {end}, which is not an integer")
    length = _length(support)
    if length is not None and length < 0:
        raise ParameterError(f"the sum over {k} runs from {lo} down to {hi}; sums run upward")
    values = _tape(to, (body,), k)
    # A series may begin with zeros, as that of log k!/k! does: it has not begun to fall before a term differs from 0.
    return add_up(to, (values(to.ctx.mpf(j)) for j in _integers(lo, hi)), length, any)[0]


def _integral(to: Precision, body: sp.Expr, x: sp.Symbol, lo: sp.Expr, hi: sp.Expr) -> Any:
    if not number(to, lo, {}) < number(to, hi, {}):
        return to.ctx.zero if lo == hi else -_integral(to, body, x, hi, lo)
    breaks = break_points(to, Support("interval", lo, hi), linear_roots(body, x), ())
    return _integrate(to, [_panel(to, (body,), x, a, b, breaks) for a, b in pairwise(breaks)])[0]
