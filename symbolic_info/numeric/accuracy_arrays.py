"""The accuracy of functions of rows of masses, and of vectors and matrices: ``verify`` for what takes arrays.

Rows of 5 masses and vectors of 3 coordinates are drawn from the same regions as single numbers; "extreme" are masses down to 1e-300 and 0,
covariances of scales from 1e-150 to 1e150.  The reference of a row is the defining sum at exactly these floats; that of a Gaussian
quantity is the derived form by determinants and inverses of many digits, and at a few points the definition: the mean of log-densities,
quadratic in x, over the nodes of Gauss and Hermite of degree 5, which is exact.
"""

import math
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import mpmath
import sympy as sp
from mpmath.ctx_mp import MPContext

from symbolic_info.core.heads import LogDensity, Mean, Quantity
from symbolic_info.core.laws import ZERO_ON_ITSELF
from symbolic_info.numeric.accuracy import BY_DEFINITION, DIGITS, LIMITS, NON_NEGATIVE, Report, Row, error_of, errors_of
from symbolic_info.numeric.accuracy_degrees import drawn_degrees, heads_of_degrees, mean_log_densities
from symbolic_info.numeric.function import NumericFunction
from symbolic_info.numeric.heads import Dimension, LogDet, Norm, RelativeEntropy, RowSum, Spread, TimesLog, TraceOf, plain
from symbolic_info.numeric.peers import peers_of_arrays

OUTCOMES, COORDINATES = 5, 3
SIZES = {"usual": (0.3, 10.0), "wide": (0.02, 300.0), "near P = Q": (0.3, 10.0)}
Array = Any
Arrays = tuple[Array, ...]


def verify_arrays(function: NumericFunction, count: int, seed: int) -> Report:
    """As ``accuracy.verify``."""
    asked = function.quantity
    reference, naive = (_of_matrices, _naive_matrices) if function.program.matrices else (_of_rows, _naive_rows)
    rows, peers, by_definition = [], peers_of_arrays(function), []
    for region in _regions(function):
        drawn = list(_drawn(function, region, count, seed))
        exact = [reference(function, at) for at in drawn]
        others = tuple((name, errors_of(peer, drawn, exact, asked)) for name, peer in peers.items())
        limit = NON_NEGATIVE if region == "usual" and function.closed_form.has(RelativeEntropy) else LIMITS[region]
        beside = errors_of(naive(function), drawn, exact, asked)
        rows.append(Row(region, len(drawn), errors_of(function, drawn, exact, asked), beside, limit, others))
        if region == "usual":
            by_definition = [error_of(function(*at), _by_definition(function, at), asked) for at in drawn[:BY_DEFINITION]]
    return Report(function.program.title, tuple(rows), len(by_definition), max(by_definition, default=0.0) / 2**53)


def _regions(function: NumericFunction) -> tuple[str, ...]:
    paired = ZERO_ON_ITSELF in function.quantity.laws and len(function.symbols) == (4 if function.program.matrices else 2)
    return ("usual", "wide", *(("near P = Q",) if paired else ()), "extreme")


# -- points --------------------------------------------------------------------------------------------------------------


def _drawn(function: NumericFunction, region: str, count: int, seed: int) -> Iterator[Arrays]:
    """``count`` times the arguments, in order; near P = Q those of Q are those of P, moved by one relative size."""
    import numpy as np

    generator, size = np.random.default_rng([seed, len(region)]), _coordinates(function)
    for _ in range(count):
        scale = generator.uniform(-150, 150)
        found: dict[sp.Symbol, Array] = {}
        for symbol in function.symbols:
            before = next((a for s, a in found.items() if (s in function.program.matrices) == (symbol in function.program.matrices)), None)
            near = region == "near P = Q" and before is not None
            if function.program.matrices and symbol not in function.program.matrices | function.program.rows:
                before = next((a for s, a in found.items() if s in function.quantity.free_symbols), None)
                between = SIZES.get(region, SIZES["usual"])
                found[symbol] = drawn_degrees(generator, size, between, before if region == "near P = Q" else None)
            elif function.program.matrices:
                found[symbol] = _array(generator, symbol in function.program.matrices, region, scale, before if near else None, size)
            else:
                found[symbol] = _row(generator, region, int(before is None), before if near else None)
        yield tuple(found.values())


def _row(generator: Any, region: str, first: int, near: Array | None) -> Array:
    """Masses that total 1; extreme ones from 1e-300 on, of which one of the ``first`` law may be 0."""
    import numpy as np

    if near is not None:
        masses = near * (1 + 10 ** generator.uniform(-12, -1) * generator.uniform(-1, 1, OUTCOMES))
    elif region == "extreme":
        masses = 10 ** generator.uniform(-300, 0, OUTCOMES)
        masses[0] *= 1 - first * generator.integers(2)
    else:
        masses = np.exp(_uniform(generator, region, OUTCOMES))
    return masses / masses.sum()


def _coordinates(function: NumericFunction) -> int:
    """How many coordinates the laws have, where that is a number."""
    stated = [rule.args[1] for rule in function.program.domain if isinstance(rule, sp.Eq) and isinstance(rule.args[0], Dimension)]
    return int(stated[0]) if stated else COORDINATES


def _array(generator: Any, matrix: bool, region: str, scale: float, near: Array | None, coordinates: int) -> Array:
    """A covariance with eigenvalues from the region, or a vector of that size."""
    import numpy as np

    size = 10 ** generator.uniform(-12, -1)
    factor = 10**scale if region == "extreme" else 1.0
    if not matrix:
        step = generator.normal(size=coordinates)
        return near + size * step if near is not None else factor**0.5 * np.exp(_uniform(generator, region, 1)) * step
    turned = np.linalg.qr(generator.normal(size=(coordinates, coordinates)))[0]
    values = np.exp(_uniform(generator, region, coordinates))
    found = near + size * (turned * (values / 10)) @ turned.T if near is not None else factor * (turned * values) @ turned.T
    return (found + found.T) / 2


def _uniform(generator: Any, region: str, count: int) -> Array:
    """Logarithms of sizes of the region."""
    low, high = SIZES.get(region, SIZES["usual"])
    return generator.uniform(math.log(low), math.log(high), count)


# -- rows ----------------------------------------------------------------------------------------------------------------


def _of_rows(function: NumericFunction, at: Arrays) -> mpmath.mpf:
    """The terms of the sum at each entry, to 50 digits beyond the smallest mass."""
    form = function.closed_form
    (total,) = form.atoms(RowSum)
    with mpmath.workdps(DIGITS + 330):
        terms = sp.lambdify(list(function.symbols), total.args[0].replace(_has_zero_case, _at_zero), modules=["mpmath"])
        found = mpmath.fsum(terms(*map(mpmath.mpf, entries)) for entries in zip(*(a.tolist() for a in at), strict=True))
        return found * mpmath.mpf(sp.N(form.coeff(total), DIGITS + 10))


def _has_zero_case(e: sp.Basic) -> bool:
    return isinstance(e, RelativeEntropy | TimesLog)


def _at_zero(e: sp.Expr) -> sp.Expr:
    """The head with its value where a mass is 0."""
    return sp.Piecewise((plain(e), e.args[0] > 0), (e.args[1] if isinstance(e, RelativeEntropy) else 0, True))


def _naive_rows(function: NumericFunction) -> Callable[..., float]:
    """The defining sum as NumPy is told by ``sympy.lambdify``."""
    import numpy as np

    asked = function.quantity
    f, _, p = asked.in_nats().unfold().args
    names = {law: sp.Symbol(str(law.array), nonnegative=True) for law in asked.distributions}
    term = names[p] * f.replace(LogDensity, lambda law, at: sp.log(names[law]))
    compiled = sp.lambdify(list(function.symbols), term / sp.log(asked.base), modules=["numpy"])

    def naive(*at: Array) -> float:
        with np.errstate(all="ignore"):
            return float(np.sum(compiled(*at)))

    return naive


# -- vectors and matrices ------------------------------------------------------------------------------------------------


def _of_matrices(function: NumericFunction, at: Arrays) -> mpmath.mpf:
    ctx = MPContext()
    ctx.dps = 4 * DIGITS
    return mpmath.mpf(_evaluated(function, at, ctx))


def _naive_matrices(function: NumericFunction) -> Callable[..., float]:
    """The derived form by determinants and inverses in float64."""

    def naive(*at: Array) -> float:
        try:
            return float(_evaluated(function, at, mpmath.fp))
        except (ArithmeticError, ValueError, TypeError):
            return float("nan")

    return naive


def _evaluated(function: NumericFunction, at: Arrays, ctx: Any) -> Any:
    """The form with determinants, inverses and products by ``ctx``."""
    given = {s: ctx.matrix(a.tolist()) if hasattr(a, "ndim") else ctx.mpf(a) for s, a in zip(function.symbols, at, strict=True)}
    coordinates, numbers = _coordinates(function), {s: a for s, a in given.items() if s in function.quantity.free_symbols}
    eye = ctx.eye(coordinates)
    of = lambda e: given.get(e, eye)  # noqa: E731

    def trace(s: sp.Expr, t: sp.Expr) -> Any:
        ratio = ctx.inverse(of(t)) * of(s)
        return sum(ratio[i, i] for i in range(coordinates))

    def norm(x: sp.Expr, s: sp.Expr) -> Any:
        terms = (term.as_coeff_Mul() for term in sp.Add.make_args(x))
        vector = sum((float(c) * given[v] for c, v in terms), ctx.zeros(coordinates, 1))
        return (vector.T * ctx.inverse(of(s)) * vector)[0]

    def log_det(s: sp.Expr) -> Any:
        return ctx.log(ctx.det(of(s)))

    def spread(s: sp.Expr, t: sp.Expr, r: Any = 1) -> Any:
        logs = coordinates * ctx.log(r) + log_det(s) - (0 if t == 1 else log_det(t))
        return (r * trace(s, t) - coordinates - logs) / 2

    def number(e: sp.Expr) -> Any:
        return sp.lambdify(list(numbers), e, modules=["mpmath"])(*numbers.values())

    heads: dict[Any, Callable[..., Any]] = {
        LogDet: log_det,
        TraceOf: trace,
        Norm: norm,
        Dimension: lambda *_: coordinates,
        Spread: spread,
        **heads_of_degrees(ctx, coordinates, number, spread),
    }
    values = {node: sp.Dummy(f"v{i}") for i, node in enumerate(sorted(function.closed_form.atoms(*heads), key=sp.default_sort_key))}
    library = "math" if ctx is mpmath.fp else "mpmath"
    outer = sp.lambdify([*values.values(), *numbers], function.closed_form.xreplace(values), modules=[library])
    with mpmath.workdps(4 * DIGITS):
        return outer(*(heads[type(node)](*node.args) for node in values), *numbers.values())


# -- the definition ------------------------------------------------------------------------------------------------------


def _by_definition(function: NumericFunction, at: Arrays) -> mpmath.mpf:
    """The mean of log-densities; for rows that is the reference."""
    return _mean_over_nodes(function, at) if function.program.matrices else _of_rows(function, at)


def _mean_over_nodes(function: NumericFunction, at: Arrays) -> mpmath.mpf:
    """sum of w f(m + L z) over nodes z of Gauss and Hermite, three a coordinate, S = L L'; of Wishart laws see ``accuracy_degrees``."""
    asked, coordinates = function.quantity, _coordinates(function)
    mean: Mean = asked.in_nats().unfold() if isinstance(asked, Quantity) else asked
    f, x, p = mean.args
    given = {s.name: a for s, a in zip(function.symbols, at, strict=True)}
    with mpmath.workdps(30):
        if not hasattr(p, "covariance"):
            logs = mean_log_densities(p, asked.distributions, given)
            values = {LogDensity(law, x): sp.Float(v, 30) for law, v in logs.items()}
            return mpmath.mpf(sp.N(f.xreplace(values), 30)) / mpmath.mpf(sp.N(sp.log(asked.base), 30))
        laws = {law: _parameters(law, given) for law in asked.distributions}
        centre, covariance = laws[p]
        lower, nodes = mpmath.cholesky(covariance), ((-mpmath.sqrt(3), 1), (0, 4), (mpmath.sqrt(3), 1))
        total = mpmath.mpf(0)
        for chosen in product(nodes, repeat=coordinates):
            place = centre + lower * mpmath.matrix([z for z, _ in chosen])
            logs = {LogDensity(law, x): _log_density(place, *laws[law]) for law in laws}
            values = {node: sp.Float(v, 30) for node, v in logs.items()}
            total += mpmath.mpf(sp.N(f.xreplace(values), 30)) * mpmath.fprod(w for _, w in chosen) / 6**coordinates
        return total / mpmath.mpf(sp.N(sp.log(asked.base), 30))


def _parameters(law: Any, given: dict[str, Array]) -> tuple[Any, Any]:
    mean, covariance = law.mean, law.covariance
    coordinates = max(len(a) for a in given.values())
    vector = mpmath.matrix(given[mean.name].tolist()) if hasattr(mean, "name") else mpmath.zeros(coordinates, 1)
    return vector, mpmath.matrix(given[covariance.name].tolist()) if hasattr(covariance, "name") else mpmath.eye(coordinates)


def _log_density(x: Any, mean: Any, covariance: Any) -> mpmath.mpf:
    gap = x - mean
    square = (gap.T * mpmath.inverse(covariance) * gap)[0]
    return -(square + mpmath.log(mpmath.det(covariance)) + x.rows * mpmath.log(2 * mpmath.pi)) / 2
