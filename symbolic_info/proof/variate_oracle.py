"""Numbers about laws of matrices, of complex vectors and on spheres, by sampling.

The samples are SciPy's (uniform ones on a sphere), weighted by the ratio of the law's own density to that of the samples, whose mean
has to be 1.  Every expectation comes with its standard error, and two sides are held against each other within six of them.
"""

import random
from collections.abc import Callable
from typing import Any, NamedTuple

import sympy as sp

from symbolic_info.core.errors import ParameterError, Rejected
from symbolic_info.core.heads import LogDensity, Mean, Quantity
from symbolic_info.core.records import Evidence, Step
from symbolic_info.proof.matrix_scalars import computed

SAMPLES, ERRORS, SIDE = 40_000, 6, 2
TRIES = 500


class Estimate(NamedTuple):
    """A number and its standard error."""

    value: float
    error: float


def is_about_variates(expression: sp.Basic) -> bool:
    """Whether laws on spaces of matrices stand in it, or conditions on matrices."""
    nodes = list(sp.preorder_traversal(expression))
    return any(hasattr(node, "shape_of_value") or (isinstance(node, sp.Eq) and node.atoms(sp.MatrixSymbol)) for node in nodes)


def agree_on_variates(step: Step, count: int, seed: int) -> Evidence:
    """Evidence that both sides of ``step`` have the same number, within six standard errors, at random parameters.

    Raises:
        Rejected: They differ.
    """
    for k in range(count):
        at = parameters((step.before, step.after), [*step.conditions], random.Random(f"{seed} {k} variates"))
        sides = [estimate(side, at) for side in (step.before, step.after)]
        allowed = ERRORS * sum(side.error for side in sides) + 1e-8 * max(1.0, *(abs(side.value) for side in sides))
        if not abs(sides[0].value - sides[1].value) <= allowed:
            shown = f"{sides[0].value:.8g} and {sides[1].value:.8g}, more than {allowed:.3g} apart"
            raise Rejected(f"{step.before} and {step.after} differ at {at}: {shown}", rule=step.rule)
    return Evidence(points=count, digits=2, source="sampling")


# -- parameters ----------------------------------------------------------------------------------------------------------


def parameters(sides: tuple[sp.Basic, ...], conditions: list[sp.Basic], choose: random.Random) -> dict[sp.Basic, Any]:
    """Entries for matrices and numbers for symbols: positive definite scales, directions of length 1, sizes 2."""
    laws = [node for side in sides for node in sp.preorder_traversal(side) if hasattr(node, "shape_of_value")]
    matrices = set().union(*(e.atoms(sp.MatrixSymbol) for e in (*sides, *laws, *conditions) if e != sp.true))
    bound = {m.variable for side in sides for m in side.atoms(Mean)}
    put: dict[sp.Basic, Any] = dict.fromkeys(_sizes(matrices, laws), sp.Integer(SIDE))
    directions = {law.args[0] for law in laws if law.space == "sphere"}.union(
        *(c.atoms(sp.MatrixSymbol) for c in conditions if isinstance(c, sp.Eq))
    )
    degrees = set().union(*(law.args[0].free_symbols for law in laws if law.space == "positive"))
    for m in sorted(matrices - bound, key=str):
        put[m] = _direction(m, put, choose) if m in directions else _drawn(m, put, choose)
    symbols = sorted(set().union(*(e.free_symbols for e in (*sides, *laws, *conditions))) - set(put) - bound, key=str)
    stated = [*conditions, *(sp.Gt(c, 0) for law in laws for c in law.constraints)]
    for _ in range(TRIES):
        at = put | {
            s: sp.Rational(choose.randint(*((26, 60) if s in degrees else (1, 48))), 8) for s in symbols if isinstance(s, sp.Symbol)
        }
        if all(_holds(c, at) for c in stated):
            return at
    raise ParameterError(f"no parameters satisfy {stated}; check them")


def _holds(condition: sp.Basic, at: dict[sp.Basic, Any]) -> bool:
    return computed(sp.sympify(condition, strict=True).xreplace(at)) != sp.false


def _sizes(matrices: set[sp.MatrixSymbol], laws: list[Any]) -> list[sp.Symbol]:
    shapes = [m.shape for m in matrices] + [law.shape_of_value for law in laws]
    return sorted({s for shape in shapes for side in shape for s in sp.sympify(side, strict=True).free_symbols}, key=str)


def _shape(m: sp.MatrixSymbol, put: dict[sp.Basic, Any]) -> tuple[int, int]:
    rows, cols = (int(sp.sympify(side, strict=True).xreplace(put)) for side in m.shape)
    return rows, cols


def _drawn(m: sp.MatrixSymbol, put: dict[sp.Basic, Any], choose: random.Random) -> sp.ImmutableMatrix:
    """Random fractions; a square matrix is positive definite."""
    rows, cols = _shape(m, put)
    if rows != cols:
        return sp.ImmutableMatrix(rows, cols, lambda i, j: sp.Rational(choose.randint(-6, 6), 4))
    lower = sp.Matrix(rows, cols, lambda i, j: sp.Rational(choose.randint(-3, 3) if i > j else (i == j) * choose.randint(4, 8), 4))
    return sp.ImmutableMatrix(lower * lower.T)


def _direction(m: sp.MatrixSymbol, put: dict[sp.Basic, Any], choose: random.Random) -> sp.ImmutableMatrix:
    """A rational vector of length 1: t = 0 gives the first axis, and so on along the circle in a random plane."""
    rows, _ = _shape(m, put)
    t = sp.Rational(choose.randint(1, 9), choose.randint(4, 12))
    first, second = choose.sample(range(rows), 2)
    entries = {first: (1 - t**2) / (1 + t**2), second: 2 * t / (1 + t**2)}
    return sp.ImmutableMatrix(rows, 1, lambda i, j: entries.get(i, sp.Integer(0)))


# -- expectations --------------------------------------------------------------------------------------------------------


def estimate(expression: sp.Expr, at: dict[sp.Basic, Any]) -> Estimate:
    """The number of an expression, its expectations sampled; the errors of these add up by their coefficients."""
    plain = expression.replace(lambda e: isinstance(e, Quantity) and is_about_variates(e), lambda e: e.unfold()).xreplace(at)
    means = sorted((m for m in plain.atoms(Mean) if hasattr(m.law, "shape_of_value")), key=str)
    names = {m: sp.Dummy(f"m{k}") for k, m in enumerate(means)}
    found = {names[m]: sampled(m) for m in means}
    rest = computed(plain.xreplace(names)).doit()
    values = {name: sp.Float(e.value, 20) for name, e in found.items()}
    error = sum(abs(float(sp.re(rest.diff(name).xreplace(values).evalf(20)))) * e.error for name, e in found.items())
    return Estimate(float(sp.re(rest.xreplace(values).evalf(20))), error)


def sampled(mean: Mean) -> Estimate:
    """An expectation under a law whose parameters have entries.

    Raises:
        Rejected: The density is not that of a probability, by the mean of its ratio to that of the samples.
    """
    import numpy as np

    f, x, law = mean.args[:3]
    places, reference = SAMPLERS[law.key](law, np.random.default_rng(7))
    with np.errstate(all="ignore"):
        log_density, value = (_function(e, x, law)(places) for e in (law.log_density(x), f))
        weights = np.exp(log_density - reference)
        terms = weights * value
    count = len(weights)
    if abs(np.mean(weights) - 1) > ERRORS * np.std(weights) / count**0.5 + 1e-8:
        raise Rejected(f"the density of {law} has the mass {np.mean(weights):.6g}, not 1")
    return Estimate(float(np.mean(terms)), float(np.std(terms)) / count**0.5)


def _function(f: sp.Expr, x: sp.MatrixSymbol, law: Any) -> Callable[[Any], Any]:
    """f as a function of an array of matrices."""
    import numpy as np

    rows, cols = map(int, law.shape_of_value)
    symmetric = law.space == "positive"
    name = lambda i, j: f"x_{min(i, j)}_{max(i, j)}" if symmetric else f"x_{i}_{j}"  # noqa: E731
    entries = sp.Matrix(rows, cols, lambda i, j: sp.Symbol(name(i, j), complex=True))
    body = f.replace(LogDensity, lambda p, at: p.log_density(at)).xreplace({x: sp.ImmutableMatrix(entries)})
    body = computed(body)
    compiled = sp.lambdify(list(entries), body, modules=["scipy", "numpy"]) if not symmetric else None
    distinct = sorted(entries.free_symbols, key=str)
    compiled = compiled or sp.lambdify(distinct, body, modules=["scipy", "numpy"])
    where = [(i, j) for i in range(rows) for j in range(cols)]
    kept = where if not symmetric else [next(p for p in where if name(*p) == s.name) for s in distinct]
    return lambda places: np.real(compiled(*(places[:, i, j] for i, j in kept))) * np.ones(len(places))


def _array(matrix: Any) -> Any:
    import numpy as np

    return np.array(sp.Matrix(matrix).tolist(), dtype=float)


def _of_scipy(make: Callable[[Any, Any], Any]) -> Callable[[Any, Any], tuple[Any, Any]]:
    """Samples of a frozen law of SciPy as matrices, and its log-density there."""

    def sampler(law: Any, generator: Any) -> tuple[Any, Any]:
        import numpy as np
        from scipy import stats

        rows, _cols = map(int, law.shape_of_value)
        frozen = make(stats, law)
        drawn = np.asarray(frozen.rvs(SAMPLES, random_state=generator)).reshape(SAMPLES, rows)
        return drawn[:, :, None], frozen.logpdf(drawn)

    return sampler


def _wishart(law: Any, generator: Any) -> tuple[Any, Any]:
    """Bartlett's decomposition L A A' L', and the density with SciPy's multivariate gamma function."""
    import numpy as np
    from scipy.special import multigammaln

    nu, scale = float(law.args[0]), _array(law.args[1].as_explicit())
    n = len(scale)
    lower = np.tril(generator.normal(size=(SAMPLES, n, n)), -1)
    lower[:, range(n), range(n)] = np.sqrt(generator.chisquare(nu - np.arange(n), size=(SAMPLES, n)))
    root = np.linalg.cholesky(scale) @ lower
    drawn = root @ np.swapaxes(root, 1, 2)
    log_det = 2 * np.log(np.abs(root[:, range(n), range(n)])).sum(axis=1)
    trace = np.einsum("ij,kji->k", np.linalg.inv(scale), drawn)
    whole = nu * n * np.log(2) + nu * np.linalg.slogdet(scale)[1]
    return drawn, ((nu - n - 1) * log_det - trace - whole) / 2 - multigammaln(nu / 2, n)


def _inverse_wishart(law: Any, generator: Any) -> tuple[Any, Any]:
    """Inverses of Wishart matrices; their density has the factor det(x)^-(n + 1)."""
    import numpy as np

    drawn, reference = _wishart(type(law)(law.args[0], law.args[1].as_explicit().inv()), generator)
    n = drawn.shape[1]
    return np.linalg.inv(drawn), reference + (n + 1) * np.linalg.slogdet(drawn)[1]


def _matrix_normal(law: Any, generator: Any) -> tuple[Any, Any]:
    from scipy import stats

    mean, rows, cols = map(_array, (law.args[0].as_explicit(), law.args[1].as_explicit(), law.args[2].as_explicit()))
    frozen = stats.matrix_normal(mean, rows, cols)
    drawn = frozen.rvs(SAMPLES, random_state=generator)
    return drawn, frozen.logpdf(drawn)


def _complex_normal(law: Any, generator: Any) -> tuple[Any, Any]:
    """The real and imaginary parts of a complex normal vector with real parameters are independent, with half the covariance."""
    from scipy import stats

    mean, covariance = (_array(a.as_explicit()) for a in law.args)
    real, imaginary = stats.multivariate_normal(mean[:, 0], covariance / 2), stats.multivariate_normal(0 * mean[:, 0], covariance / 2)
    parts = [frozen.rvs(SAMPLES, random_state=generator).reshape(SAMPLES, -1) for frozen in (real, imaginary)]
    return (parts[0] + 1j * parts[1])[:, :, None], real.logpdf(parts[0]) + imaginary.logpdf(parts[1])


def _uniform_sphere(law: Any, generator: Any) -> tuple[Any, Any]:
    """Uniform points of a sphere, and the logarithm of their density."""
    import numpy as np
    from scipy.special import gammaln

    d = int(law.shape_of_value[0])
    drawn = generator.normal(size=(SAMPLES, d))
    drawn /= np.linalg.norm(drawn, axis=1, keepdims=True)
    return drawn[:, :, None], np.full(SAMPLES, gammaln(d / 2) - d / 2 * np.log(np.pi) - np.log(2))


SAMPLERS: dict[str, Callable[[Any, Any], tuple[Any, Any]]] = {
    "complex_normal": _complex_normal,
    "inverse_wishart": _inverse_wishart,
    "matrix_normal": _matrix_normal,
    "multivariate_t": _of_scipy(
        lambda stats, law: stats.multivariate_t(
            _array(law.args[1].as_explicit())[:, 0], _array(law.args[2].as_explicit()), float(law.args[0])
        )
    ),
    "power_spherical": _uniform_sphere,
    "von_mises_fisher": _uniform_sphere,
    "wishart": _wishart,
}
