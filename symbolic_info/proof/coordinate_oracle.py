"""Numbers about laws of several coordinates: expectations by a product of double-exponential rules, or by summing all points.

Nothing here shares a formula with the derivations.  The rules are those of Takahasi & Mori (1974); the total mass is integrated along.
"""

import random
from collections.abc import Iterator
from typing import Any

import sympy as sp

from symbolic_info.core.errors import ParameterError, Rejected
from symbolic_info.core.heads import LogDensity, Mean, Quantity
from symbolic_info.core.records import Evidence, Step
from symbolic_info.core.supports import Support

DIGITS = 7
NODES, NODES_OF_LINE, REACH = 121, 321, 3.6
TRIES = 4000
MOST_POINTS = 3_000_000


def is_about_coordinates(expression: sp.Basic) -> bool:
    """Whether laws of several coordinates stand in it."""
    return any(hasattr(node, "ranges") for node in sp.preorder_traversal(expression))


def agree_on_coordinates(step: Step, count: int, seed: int) -> Evidence:
    """Evidence that both sides of ``step`` have the same number at random points of the parameters.

    Raises:
        Rejected: They differ at a point.
    """
    laws = [node for side in (step.before, step.after) for node in sp.preorder_traversal(side) if hasattr(node, "ranges")]
    conditions = [*step.conditions, *(sp.Gt(c, 0) for law in laws for c in law.constraints)]
    symbols = sorted(set().union(*(e.free_symbols for e in (step.before, step.after, *laws, *conditions) if e != sp.true)), key=str)
    for k in range(count):
        at = _point(symbols, conditions, random.Random(f"{seed} {k} coordinates"))
        before, after = (value_at(side, at) for side in (step.before, step.after))
        if abs(before - after) > 10.0**-DIGITS * max(1.0, abs(before), abs(after)):
            shown = ", ".join(f"{s} = {v}" for s, v in at.items())
            raise Rejected(f"{step.before} and {step.after} differ at {shown}: {before:.12g} and {after:.12g}", rule=step.rule)
    return Evidence(points=count, digits=DIGITS, source="double-exponential quadrature")


def _point(symbols: list[sp.Symbol], conditions: list[sp.Basic], choose: random.Random) -> dict[sp.Symbol, sp.Rational]:
    """Moderate parameters at which the conditions hold."""
    for attempt in range(TRIES):
        at = {s: _drawn(s, choose, attempt % 2 == 1) for s in symbols}
        if all(sp.sympify(c, strict=True).xreplace(at) == sp.true for c in conditions):
            return at
    raise ParameterError(f"no parameters satisfy {conditions}; check them")


def _drawn(symbol: sp.Symbol, choose: random.Random, small: bool) -> sp.Rational:
    if symbol.is_integer:
        return sp.Integer(choose.randint(1, 5))
    size = sp.Rational(choose.randint(1, 20), 32) if small else sp.Rational(choose.randint(8, 30), 8)
    return size if symbol.is_positive else size * choose.choice((1, -1))


def value_at(expression: sp.Expr, at: dict[sp.Symbol, sp.Rational]) -> float:
    """The number of an expression at exact parameters, its expectations integrated or summed.

    Raises:
        Rejected: The total mass that comes out is not 1.
    """
    plain = expression.xreplace(at)
    plain = plain.replace(lambda e: isinstance(e, Quantity) and is_about_coordinates(e), lambda e: e.unfold())
    return float(plain.replace(lambda e: isinstance(e, Mean) and hasattr(e.law, "ranges"), _mean).replace(sp.Sum, _summed).evalf(20))


def _summed(body: sp.Expr, *limits: sp.Tuple) -> sp.Expr:
    """A finite sum, the last limit outermost."""
    *inner, (k, lo, hi) = limits
    terms = []
    for n in range(int(lo), int(hi) + 1):
        at = {k: sp.Integer(n)}
        term = body.xreplace(at)
        terms.append((_summed(term, *(limit.xreplace(at) for limit in inner)) if inner else term).evalf(25))
    return sp.Add(*terms)


def _mean(node: Mean) -> sp.Float:
    import numpy as np

    f, x, law = node.args[:3]
    body = f.replace(LogDensity, lambda p, there: p.log_density(there))
    density, value = (sp.lambdify(tuple(x), e, modules=["scipy", "numpy"]) for e in (law.log_density(x), body))
    places, log_weights = _nodes(law.ranges(x), tuple(x))
    with np.errstate(all="ignore"):
        mass = np.exp(density(*places) + log_weights)
        terms = mass * value(*places)
        kept = np.isfinite(terms) & (mass > 1e-300)
    total, mean = float(np.sum(mass[kept])), float(np.sum(terms[kept]))
    if abs(total - 1) > 10.0**-DIGITS:
        raise Rejected(f"the density of {law} integrates to {total:.12g}, not to 1")
    return sp.Float(mean)


def _nodes(ranges: tuple[Support, ...], x: tuple[sp.Symbol, ...]) -> tuple[list[Any], Any]:
    """Points of the whole support as flat arrays, one for each coordinate, and the logarithms of their weights."""
    import numpy as np

    places: list[Any] = []
    weights: Any = np.zeros(1)
    for k, support in enumerate(ranges):
        ends = [sp.lambdify(x[:k], e, modules="numpy")(*places) if x[:k] else e for e in (support.lo, support.hi)]
        lo, hi = (np.broadcast_to(np.asarray(end, dtype=float), weights.shape) for end in ends)
        rows = list(_rule(support.is_discrete, lo, hi))
        if len(rows) * len(weights) > MOST_POINTS:
            raise ParameterError(f"a law of {len(ranges)} coordinates has too many points for the oracle; check one with fewer")
        used = [np.ones_like(weights, dtype=bool) if kept is None else kept for _, _, kept in rows]
        places = [np.concatenate([p[u] for u in used]) for p in places]
        places.append(np.concatenate([at[u] for (at, _, _), u in zip(rows, used, strict=True)]))
        weights = np.concatenate([(weights + w)[u] for (_, w, _), u in zip(rows, used, strict=True)])
    return places, weights


def _rule(discrete: bool, lo: Any, hi: Any) -> Iterator[tuple[Any, Any, Any]]:
    """Nodes on one range for every place of the coordinates before: where they lie, log weights, and which of them count."""
    import numpy as np

    if discrete:
        yield from ((lo + n, np.zeros_like(lo), lo + n <= hi) for n in range(int(np.max(hi - lo)) + 1))
        return
    count = NODES_OF_LINE if np.any(np.isinf(lo)) else NODES
    step = 2 * REACH / (count - 1)
    for t in np.linspace(-REACH, REACH, count):
        s, slope = np.pi / 2 * np.sinh(t), np.log(np.pi / 2 * np.cosh(t) * step)
        if np.all(np.isfinite(lo) & np.isfinite(hi)):
            share = 1 / (1 + np.exp(-2 * s))
            yield lo + (hi - lo) * share, np.log(np.maximum(hi - lo, 1e-300)) + slope + np.log(2 * share) - np.log1p(np.exp(2 * s)), None
        elif np.all(np.isfinite(lo)):
            yield lo + np.exp(s), np.full_like(lo, s + slope), None
        else:
            yield np.full_like(lo, np.sinh(s)), np.full_like(lo, np.log(np.cosh(s)) + slope), None
