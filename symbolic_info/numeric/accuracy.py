"""How accurate a numeric function is: measured against mpmath at 50 digits, beside the plain ``sympy.lambdify``.

Points are drawn from the usual region (positive parameters log-uniform in [0.3, 10]), the wide one ([0.02, 300]), from 1e-300 to 1e300
("extreme") and, for a divergence of two laws of one family, near P = Q (relative differences from 1e-12 to 1e-1).  The reference is the
closed form, its precision doubled until two results agree; and at a few points the definition, by quadrature or summation.
"""

import math
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

import mpmath
import sympy as sp
from mpmath.ctx_mp import MPContext

from symbolic_info.core.errors import SupportError
from symbolic_info.core.heads import Mean, Quantity
from symbolic_info.numeric.definition import sum_of_counts
from symbolic_info.numeric.differences import Pairing
from symbolic_info.numeric.function import NumericFunction
from symbolic_info.numeric.gaps import by_complements
from symbolic_info.numeric.heads import Divergence, Expectation
from symbolic_info.numeric.peers import peers_of
from symbolic_info.numeric.redone import are_one_number, erfc_of, gammainc_of, zeta_of
from symbolic_info.numeric.stable import pairing_of
from symbolic_info.proof.oracle import Unverified, value
from symbolic_info.proof.sampling import points
from symbolic_info.proof.tape import tape

DIGITS = 50
LIMITS = {"usual": 64.0, "wide": 1e-12 * 2**53, "near P = Q": 64.0, "extreme": 1e-12 * 2**53}
"""Largest errors that count as right, in units u = 2^-53 of the value."""
NON_NEGATIVE = 8.0
"""The same in the usual region, for a divergence whose form is a sum of non-negative terms."""
COMPUTED = 1e-12 * 2**53
"""The same for what is integrated or added up, near P = Q too."""
FARTHEST = 300.0
"""Extreme parameters lie between 10 to this power and its reciprocal."""
AGREES = 1e-11
"""Largest relative difference from the definition that counts as right."""
BY_DEFINITION = 2
INTEGRATED = 2
"""Points of the wide region and near P = Q, where the reference is an integral."""
SECONDS = 60
"""Processor time after which no more references of a region are computed; the report says how many points there are."""
SMALLEST = 1e-290
"""Values below it have too few bits for a relative error."""

Numbers = tuple[float, ...]


@dataclass(frozen=True)
class Errors:
    """Errors of one function over a region, in u = 2^-53 relative to the value; ``wrong``: infinite or nan where the value is not."""

    median: float
    p99: float
    maximum: float
    wrong: int
    negative: int


@dataclass(frozen=True)
class Row:
    """One region: the function's errors beside those of ``sympy.lambdify`` and of ``peers``, where these have it."""

    region: str
    points: int
    errors: Errors
    plain: Errors | None
    limit: float
    peers: tuple[tuple[str, Errors], ...] = ()

    @property
    def ok(self) -> bool:
        return self.errors.maximum <= self.limit and not self.errors.wrong and not self.errors.negative


@dataclass(frozen=True)
class Report:
    """The accuracy of one function; ``str()`` gives the table, ``ok`` says whether every row and the definition hold."""

    title: str
    rows: tuple[Row, ...]
    definition_points: int
    definition_error: float

    @property
    def ok(self) -> bool:
        return all(row.ok for row in self.rows) and self.definition_error <= AGREES

    def __str__(self) -> str:
        verdict = "ok" if self.ok else "NOT OK"
        others = [(row.region, name, errors) for row in self.rows for name, errors in row.peers]
        return "\n".join(
            [
                self.title,
                f"errors in u = 2^-53 of the value; wrong: inf or nan where there is none; {verdict}",
                f"{'region':<12}{'points':>7} |{_HEAD} | plain{_HEAD}",
                *(f"{row.region:<12}{row.points:>7} |{_figures(row.errors)} |      {_figures(row.plain)}" for row in self.rows),
                *(f"{region:<12}{name:>7} |{_figures(errors)}" for region, name, errors in others),
                f"against the definition at {self.definition_points} points: {self.definition_error:.1e} relative",
            ]
        )


_HEAD = f"{'median':>9}{'p99':>9}{'max':>9}{'wrong':>7}{'neg':>5}"


def _figures(errors: Errors | None) -> str:
    if errors is None:
        return f"{'none':>9}"
    return f"{errors.median:>9.3g}{errors.p99:>9.3g}{errors.maximum:>9.3g}{errors.wrong:>7}{errors.negative:>5}"


def verify(function: NumericFunction, count: int = 200, seed: int = 0) -> Report:
    """Measures ``function`` at ``count`` points a region; where the reference is a quadrature or a long sum, at fewer.

    Errors are relative to the value; for what may have either sign (differential entropy) to the larger of the value and 1, since it
    crosses zero.
    Points whose reference cannot be vouched for are left out (the report counts those that are there), unless the function is nan, which is
    wrong: all points lie in its domain.
    """
    if function.program.rows or function.program.matrices:
        from symbolic_info.numeric.accuracy_arrays import verify_arrays

        return verify_arrays(function, count, seed)
    asked = function.quantity
    slow = function.closed_form.has(sp.Sum, Expectation)
    count = min(count, 8 if function.closed_form.has(Expectation) else 25 if slow else count)
    plain, peers = _plain(function), peers_of(function)
    rows = []
    for region, drawn in _regions(function, count, seed).items():
        drawn, exact, lost = _referenced(function, drawn)
        others = None if plain is None else errors_of(plain, drawn, exact, asked)
        named = tuple((name, errors_of(peer, drawn, exact, asked)) for name, peer in peers.items())
        errors = errors_of(function, drawn, exact, asked)
        errors = replace(errors, wrong=errors.wrong + lost)  # the points lie in the domain: there is a number
        rows.append(Row(region, len(drawn), errors, others, _limit(function, region), named))
    sample = _regions(function, BY_DEFINITION, seed + 1)["usual"]
    gaps = [gap for point in sample if (gap := _against_definition(function, point)) is not None] if asked.has(Quantity, Mean) else []
    return Report(function.program.title, tuple(rows), len(gaps), max(gaps, default=0.0))


def _limit(function: NumericFunction, region: str) -> float:
    if function.method != "closed form":
        return COMPUTED if function.method != "series" else LIMITS["wide"]
    chain = function.program.layers
    proved = (chain is None or chain.size == 0) and pairing_of(function.quantity) is not None
    return NON_NEGATIVE if proved and region == "usual" else LIMITS[region]


def _regions(function: NumericFunction, count: int, seed: int) -> dict[str, list[Numbers]]:
    """Points as floats, in the order of the arguments."""
    asked = sp.Tuple(function.quantity, *function.symbols)

    def drawn(region: str) -> list[Numbers]:
        found = points((asked,), count=count, seed=seed, region=region, conditions=function.program.domain)
        return [tuple(float(point[s]) for s in function.symbols) for point in found]

    regions = {region: drawn(region) for region in ("usual", "wide")}
    if function.closed_form.has(Expectation):
        regions["wide"] = regions["wide"][:INTEGRATED]  # the definition, which takes seconds, is the only reference
    known = pairing_of(function.quantity)
    if function.method == "closed form":
        generator = random.Random(seed)
        if known is not None:
            regions["near P = Q"] = [_near(function, point, known, generator) for point in regions["usual"]]
        regions["extreme"] = _extremes(function, max(count // 5, min(count, 8)), generator)
    elif known is not None and function.closed_form.has(Divergence):
        generator = random.Random(seed)
        regions["near P = Q"] = [_near(function, point, known, generator) for point in regions["usual"][:INTEGRATED]]
    return {region: list(dict.fromkeys(found)) for region, found in regions.items()}


def _extremes(function: NumericFunction, count: int, generator: random.Random) -> list[Numbers]:
    """Points of the domain with parameters of any size."""

    def drawn(symbol: sp.Symbol) -> float:
        if symbol.is_integer:
            return float(round(10 ** generator.uniform(0, 15)))
        bounded = any(rule.xreplace({symbol: sp.Integer(10**9)}) == sp.false for rule in function.program.domain)
        return generator.choice((1, 1 if symbol.is_positive else -1)) * 10 ** generator.uniform(-FARTHEST, 0 if bounded else FARTHEST)

    tried = (tuple(map(drawn, function.symbols)) for _ in range(20 * count))
    return list(islice((point for point in tried if function.accepts(*point)), count))


def _near(function: NumericFunction, point: Numbers, known: Pairing, generator: random.Random, nearest: float = -12) -> Numbers:
    """The point with Q moved beside P: all parameters by one amount of 10 to ``nearest`` ... -1 times factors from [-1, 1]."""
    values = dict(zip(function.symbols, point, strict=True))
    size = 10 ** generator.uniform(nearest, -1)
    for p, q in known.pairs:
        moved, kept = (q, p) if isinstance(q, sp.Symbol) else (p, q)
        base = float(kept.xreplace(values))
        room = 1 - base if moved in {1 - c for c in known.positive} else base
        values[moved] = base + min(abs(base), abs(room)) * size * generator.uniform(-1, 1)
    return tuple(float(values[s]) for s in function.symbols)


def _plain(function: NumericFunction) -> Callable | None:
    """What ``sympy.lambdify`` makes of the same closed form; None for a form that it does not compile."""
    import numpy as np

    if function.closed_form.has(Expectation, sp.Sum):
        return None
    compiled = sp.lambdify([sp.Symbol(name) for name in function.args], _renamed(function), modules=["scipy", "numpy"])

    def plain(*values: float) -> float:
        with np.errstate(all="ignore"):
            return float(compiled(*(np.float64(v) for v in values)))

    try:
        plain(*(0.5 for _ in function.args))
    except NameError:  # a function that SymPy prints by a name that neither SciPy nor NumPy has
        return None
    except (ArithmeticError, ValueError, TypeError):
        pass
    return plain


def _renamed(function: NumericFunction) -> sp.Expr:
    """The closed form with our identifiers as names: what ``sympy.lambdify`` prints, it also runs."""
    return function.closed_form.xreplace({s: sp.Symbol(name, **s._assumptions_orig) for s, name in function.program.arguments.items()})


def _referenced(function: NumericFunction, drawn: list[Numbers]) -> tuple[list[Numbers], list[mpmath.mpf], int]:
    """The points that have a number that can be vouched for, these numbers, and how many others the function gives nan for."""
    found, lost, start = [], 0, time.process_time()
    for point in drawn:
        if time.process_time() - start > SECONDS:
            break
        try:
            found.append((point, _reference(function, point)))
        except Unverified:
            lost += math.isnan(function(*point))
    return [point for point, _ in found], [exact for _, exact in found], lost


def _reference(function: NumericFunction, point: Numbers) -> mpmath.mpf:
    """The value at exactly these floats, to 50 digits."""
    exact = {s: sp.Rational(v) for s, v in zip(function.symbols, point, strict=True)}
    if function.closed_form.has(Expectation):
        return value(function.quantity, exact, 25)
    if function.closed_form.has(sp.Sum):
        return value(function.closed_form, exact, 25)
    before, digits = None, DIGITS + 2 * max((abs(int(math.log10(abs(v)))) for v in point if v), default=0)
    most = max(8 * digits, 2_000)
    while True:
        ctx, now = _closed_form_at(function, point, digits)
        if before is not None and are_one_number(ctx, before, now, DIGITS, digits):
            return mpmath.mp.make_mpf(now._mpf_)
        if digits > most:
            raise Unverified(f"{digits} digits do not settle {function.program.title} at {point}")
        before, digits = now, 2 * digits


def _closed_form_at(function: NumericFunction, point: Numbers, digits: int) -> tuple[MPContext, Any]:
    ctx = MPContext()
    ctx.dps = digits
    ctx.zeta, ctx.gammainc, ctx.erfc = zeta_of(ctx), gammainc_of(ctx), erfc_of(ctx)
    e = sp.Dummy("e", positive=True)
    values = {s: ctx.mpf(v) for s, v in zip(function.symbols, point, strict=True)} | {e: +ctx.e}
    return ctx, tape(ctx, (by_complements(function.closed_form, e),), None, lambda node, at: ctx.nan, values)()[0]


def _against_definition(function: NumericFunction, point: Numbers) -> float | None:
    """The relative difference; None where the definition has no number that can be vouched for."""
    asked = function.quantity
    counts = sum_of_counts(asked) if isinstance(asked, Quantity) else None
    try:
        exact = value(asked if counts is None else counts, {s: sp.Rational(v) for s, v in zip(function.symbols, point, strict=True)}, 17)
    except (Unverified, SupportError):
        return None
    return error_of(function(*point), exact, asked) / 2**53


def errors_of(function: Callable, drawn: Sequence[tuple], exact: list, asked: sp.Expr) -> Errors:
    found = [float(function(*point)) for point in drawn]
    sizes = sorted(error_of(f, e, asked) for f, e in zip(found, exact, strict=True) if math.isfinite(f) and SMALLEST <= abs(e) < 1e308)
    wrong = sum(_is_wrong(f, e) for f, e in zip(found, exact, strict=True))
    negative = sum(f < 0 for f in found) if asked.is_extended_nonnegative else 0
    if not sizes:
        return Errors(math.nan if wrong else 0.0, math.nan if wrong else 0.0, math.inf if wrong else 0.0, wrong, negative)
    return Errors(sizes[len(sizes) // 2], sizes[int(0.99 * (len(sizes) - 1))], sizes[-1], wrong, negative)


def error_of(found: float, exact: mpmath.mpf, asked: sp.Expr) -> float:
    """The error in u = 2^-53."""
    if not math.isfinite(found) or not mpmath.isfinite(exact):
        return 0.0 if found == exact else math.inf
    scale = abs(exact) if asked.is_extended_nonnegative else max(abs(exact), 1)
    gap = abs(mpmath.fsub(found, exact, exact=True))
    return 0.0 if gap == 0 else math.inf if scale == 0 else float(gap / scale * 2**53)


def _is_wrong(found: float, exact: mpmath.mpf) -> bool:
    """Infinite or nan where the value is not, or finite where it is infinite; what float64 cannot hold may be infinite."""
    if math.isnan(found) or mpmath.isnan(exact):
        return True
    return math.isinf(found) != bool(mpmath.isinf(exact)) and abs(exact) < 1e308
