"""Random exact points of a domain: rational parameters that satisfy every constraint of the distributions at hand.

"usual" draws positive parameters log-uniformly from [0.3, 10], "wide" from [0.02, 300]; real ones get either sign.
"""

import math
import random
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

import sympy as sp

from symbolic_info.core.errors import ParameterError
from symbolic_info.core.heads import Distribution

SIZES = {"usual": (0.3, 10.0), "wide": (0.02, 300.0)}
ODDS = {"usual": 3.0, "wide": 7.0}
"""Largest |log odds| of a parameter between two bounds, so of a probability."""
TRIES = 500

Point = dict[sp.Symbol, sp.Expr]


def points(
    expressions: Iterable[sp.Basic],
    count: int,
    seed: int,
    region: str = "usual",
    conditions: Iterable[sp.Basic] = (),
) -> list[Point]:
    """``count`` points for the free symbols of ``expressions``, the same for the same ``seed``.

    Args:
        expressions: Expressions, quantities, laws or bare symbols; the constraints of the distributions in them are kept.
        count: How many points.
        seed: Of the random numbers.
        region: "usual" or "wide".
        conditions: More to satisfy: SymPy booleans, or expressions that must be positive.

    Raises:
        ParameterError: No admissible point was found; the message names a constraint that failed.
    """
    if region not in SIZES:
        raise ParameterError(f"unknown region {region!r}; known: {', '.join(SIZES)}")
    expressions, stated = tuple(expressions), tuple(conditions)
    symbols = sorted({s for e in (*expressions, *stated) for s in e.free_symbols if isinstance(s, sp.Symbol)}, key=sp.default_sort_key)
    rules = _rules(expressions, stated)
    generator = random.Random(f"{seed} {region}")
    return [_point(generator, symbols, rules, region) for _ in range(count)]


def _rules(expressions: tuple, stated: tuple) -> tuple[sp.Basic, ...]:
    """Booleans that a point must satisfy, in a fixed order."""
    laws = sorted({law for e in expressions for law in e.atoms(Distribution)}, key=sp.default_sort_key)
    listed = [c for law in laws for c in law.constraints] + list(stated)
    return tuple(dict.fromkeys(c > 0 if isinstance(c, sp.Expr) else c for c in listed))


def _point(generator: random.Random, symbols: list[sp.Symbol], rules: tuple, region: str) -> Point:
    failed: sp.Basic = sp.true
    bounds = {s: _bounds(s, rules) for s in symbols}
    for _ in range(TRIES):
        drawn = {s: _draw(generator, s, *bounds[s], region) for s in symbols}
        for candidate in _repaired(drawn, rules):
            broken = next((r for r in rules if not holds(r, candidate)), None)
            if broken is None:
                return candidate
            failed = broken
    raise ParameterError(f"no admissible point in {TRIES} tries: {failed} kept failing; give points of your own")


def holds(rule: sp.Basic, point: Point) -> bool:
    """Whether ``rule`` is not refuted at ``point``; one that cannot be decided there counts as holding, one between complex numbers not."""
    try:
        return rule.xreplace(point) != sp.false
    except TypeError:  # SymPy orders real numbers only
        return False


def _bounds(symbol: sp.Symbol, rules: tuple) -> tuple[sp.Expr | None, sp.Expr | None]:
    """The lower and upper bound that the symbol's assumptions and its own linear constraints state."""
    lower: sp.Expr | None = sp.S.Zero if symbol.is_nonnegative else None
    upper: sp.Expr | None = sp.S.Zero if symbol.is_nonpositive else None
    for rule in rules:
        if not isinstance(rule, sp.core.relational.Relational) or rule.free_symbols != {symbol}:
            continue
        gap = rule.gts - rule.lts if hasattr(rule, "gts") else sp.S.Zero
        slope = gap.diff(symbol)
        if slope.is_number and slope != 0:
            edge = -gap.subs(symbol, 0) / slope
            lower = edge if slope > 0 and (lower is None or edge > lower) else lower
            upper = edge if slope < 0 and (upper is None or edge < upper) else upper
    return lower, upper


def _draw(generator: random.Random, symbol: sp.Symbol, lower: Any, upper: Any, region: str) -> sp.Expr:
    if symbol.is_integer:
        return _draw_integer(generator, symbol, lower, upper, region)
    if lower is not None and upper is not None:
        odds = generator.uniform(-ODDS[region], ODDS[region])
        return lower + (upper - lower) * _simple(1 / (1 + math.exp(-odds)))
    size = _simple(_log_uniform(generator, *SIZES[region]))
    if lower is None and upper is None:
        return size * generator.choice((-1, 1))
    return lower + size if upper is None else upper - size


def _draw_integer(generator: random.Random, symbol: sp.Symbol, lower: Any, upper: Any, region: str) -> sp.Expr:
    far = max(2, int(SIZES[region][1]) // 4)
    start = int(sp.ceiling(lower)) if lower is not None else -far
    start += 1 if symbol.is_positive and start == 0 else 0
    end = int(sp.floor(upper)) if upper is not None else start + far
    return sp.Integer(generator.randint(start, max(start, end)))


def _log_uniform(generator: random.Random, lo: float, hi: float) -> float:
    return math.exp(generator.uniform(math.log(lo), math.log(hi)))


def _simple(number: float) -> sp.Rational:
    """Three significant digits: short fractions keep exact arithmetic cheap."""
    return sp.Rational(f"{number:.3g}")


def _repaired(drawn: Point, rules: tuple) -> Iterator[Point]:
    """The point as drawn; then, for a rule that it breaks, with two values swapped (a < b), scaled to total 1, or scaled down."""
    yield drawn
    for rule in rules:
        if holds(rule, drawn):
            continue
        concerned = sorted(rule.free_symbols, key=sp.default_sort_key)
        yield from (drawn | {a: drawn[b], b: drawn[a]} for a, b in combinations(concerned, 2) if a.assumptions0 == b.assumptions0)
        if len(concerned) > 1 and all(s.is_positive and not s.is_integer for s in concerned):
            total = sum(drawn[s] for s in concerned)
            yield drawn | {s: drawn[s] / total for s in concerned}
            yield drawn | {s: drawn[s] / (2 * total) for s in concerned}
