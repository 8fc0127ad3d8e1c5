"""Derivatives of laws on finitely many outcomes: exact to the edges of the simplex, for rows entry by entry; and what rows that total
something else than 1 give."""

import math

import mpmath
import numpy as np
import pytest
import sympy as sp

import symbolic_info as si
from symbolic_info.core.errors import ParameterError
from symbolic_info.numeric.lambdify import lambdify

INF, NAN = math.inf, math.nan
P, Q = si.Bernoulli("p"), si.Bernoulli("q")
TABLES = si.Categorical(["a", "b", "1-a-b"]), si.Categorical(["c", "d", "1-c-d"])
ROWS = si.Categorical("p", "n"), si.Categorical("q", "n")
U = 2.0**-53

# quantity, arguments, first derivatives there, second derivatives there: the limits from inside, computed by hand
EDGES = (
    (si.KL(P, Q), (0.0, 0.0), (INF, 1), ((INF, -INF), (-INF, 1))),
    (si.KL(P, Q), (1.0, 1.0), (-INF, -1), ((INF, -INF), (-INF, 1))),
    (si.KL(P, Q), (0.0, 0.5), (-INF, 2), ((INF, -4), (-4, 4))),
    (si.KL(P, Q), (1.0, 0.5), (INF, -2), ((INF, -4), (-4, 4))),
    (si.KL(P, Q), (0.5, 0.0), (INF, -INF), ((4, -INF), (-INF, INF))),
    (si.KL(P, Q), (0.5, 0.5), (0, 0), ((4, -4), (-4, 4))),
    (si.KL(P, Q, base=2), (0.0, 0.0), (INF, 1 / math.log(2)), ((INF, -INF), (-INF, 1 / math.log(2)))),
    (si.KL(P, si.Bernoulli(sp.Rational(1, 3))), (0.0,), (-INF,), ((INF,),)),
    (si.Entropy(P), (0.0,), (INF,), ((-INF,),)),
    (si.Entropy(P), (0.5,), (0,), ((-4,),)),
    (si.CrossEntropy(P, Q), (0.0, 0.0), (INF, 1), ((0, -INF), (-INF, 1))),
    (si.CrossEntropy(P, Q), (0.0, 0.5), (0, 2), ((0, -4), (-4, 4))),
    (si.CrossEntropy(P, Q), (0.0, 0.25), (math.log(3), 4 / 3), ((0, -16 / 3), (-16 / 3, 16 / 9))),
    (si.KL(si.Binomial("n", "p"), si.Binomial("n", "q")), (5.0, 0.0, 0.5), (math.log(2), -INF, 10), None),
    (si.KL(si.Binomial("n", "p"), si.Binomial("n", "q")), (5.0, 0.0, 0.0), (0, INF, 5), None),
    (si.KL(*TABLES), (0.0, 0.5, 0.0, 0.5), (INF, 0, 1, 0), None),
    (si.KL(*TABLES), (0.0, 0.5, 0.25, 0.25), (-INF, math.log(2), 1, -1), None),
)


def listed(f: object, kind: str, at: tuple) -> list[float]:
    found = getattr(f, kind)(*at)
    return [float(v) for v in (found if kind == "grad" else [v for row in found for v in row])]


@pytest.mark.parametrize("backend", ["numpy", "python", "mpmath"])
@pytest.mark.parametrize(("form", "at", "first", "second"), EDGES)
def test_derivatives_at_edges(form: sp.Expr, at: tuple, first: tuple, second: tuple | None, backend: str) -> None:
    f = lambdify(form, backend=backend)
    assert listed(f, "grad", at) == pytest.approx(first, rel=1e-14)
    if second is not None:
        assert listed(f, "hess", at) == pytest.approx([v for row in second for v in row], rel=1e-14)


def test_arrays_are_differentiated_as_numbers_are() -> None:
    for quantity in dict.fromkeys(q for q, *_ in EDGES):
        f = lambdify(quantity)
        points = [at for q, at, *_ in EDGES if q == quantity]
        found = f.grad(*np.array(points).T)
        for k, at in enumerate(points):
            assert [float(g[k]) for g in found] == list(f.grad(*at))
    long = np.tile(np.array([(0.0, 0.0), (0.5, 0.0), (0.5, 0.25), (0.25, 0.25)]).T, 9_000)
    by_q = lambdify(si.KL(P, Q)).grad(*long)[1].reshape(-1, 4)
    assert (by_q == by_q[0]).all()
    assert by_q[0].tolist() == pytest.approx([1, -INF, -4 / 3, 0], rel=4 * U)


@pytest.mark.parametrize("form", [si.KL(*TABLES), si.CrossEntropy(*TABLES)])
def test_derivatives_inside_keep_their_digits(form: sp.Expr) -> None:
    f = lambdify(form)
    slopes = sp.lambdify(f.symbols, [f.closed_form.diff(s) for s in f.symbols], "mpmath")
    generator = np.random.default_rng(0)
    for step in (1.0, 1e-3, 1e-9):
        p = generator.dirichlet(np.full(3, 9.0), 20)
        q = p * (1 + step * generator.uniform(-0.4, 0.4, p.shape))
        for at in np.concatenate([p[:, :2], q[:, :2] / q.sum(axis=1)[:, None]], axis=1).tolist():
            with mpmath.workdps(50):
                exact = [float(v) for v in slopes(*map(mpmath.mpf, at))]
            assert f.grad(*at) == pytest.approx(exact, rel=64 * U, abs=0)


BINOMIALS = si.KL(si.Binomial("n", "p"), si.Binomial("n", "q"))
VALUES = (
    ((5.0, 0.0, 0.5), 5 * math.log(2)),
    ((5.0, 1.0, 0.5), 5 * math.log(2)),
    ((5.0, 0.0, 0.0), 0),
    ((5.0, 0.5, 0.0), INF),
    ((5.0, 0.5, 1.0), INF),
)


@pytest.mark.parametrize("backend", ["numpy", "python", "mpmath"])
@pytest.mark.parametrize(("at", "wanted"), VALUES)
def test_values_at_edges_of_laws_of_many_outcomes(at: tuple, wanted: float, backend: str) -> None:
    assert float(lambdify(BINOMIALS, backend=backend)(*at)) == pytest.approx(wanted, rel=1e-15)


# -- rows ------------------------------------------------------------------------------------------------------------------

ROW_SLOPES = {  # what each derivative is, entry by entry
    "kl": (si.KL(*ROWS), (lambda p, q: mpmath.log(p / q), lambda p, q: 1 - p / q)),
    "bits": (si.KL(*ROWS, base=2), (lambda p, q: mpmath.log(p / q) / mpmath.log(2), lambda p, q: (1 - p / q) / mpmath.log(2))),
    "entropy": (si.Entropy(ROWS[0]), (lambda p, q: -mpmath.log(p) - 1,)),
    "cross-entropy": (si.CrossEntropy(*ROWS), (lambda p, q: -mpmath.log(q), lambda p, q: -p / q)),
}


@pytest.mark.parametrize("step", [1.0, 1e-4, 1e-10])
@pytest.mark.parametrize("key", ROW_SLOPES)
def test_gradients_of_rows(key: str, step: float) -> None:
    quantity, exact = ROW_SLOPES[key]
    f, generator = lambdify(quantity), np.random.default_rng(0)
    p = generator.dirichlet(np.ones(6), 10)
    q = p * (1 + step * generator.uniform(-0.4, 0.4, p.shape))
    found = f.grad(*(p, q)[: len(f.args)])
    for g, slope in zip(found, exact, strict=True):
        with mpmath.workdps(40):
            wanted = [
                [float(slope(mpmath.mpf(a), mpmath.mpf(b))) for a, b in zip(*rows, strict=True)]
                for rows in zip(p.tolist(), q.tolist(), strict=True)
            ]
        assert g == pytest.approx(np.array(wanted), rel=16 * U, abs=0)


def test_gradients_of_rows_at_zeros_and_their_shapes() -> None:
    f = lambdify(si.KL(*ROWS))
    p, q = np.array([0.0, 0.0, 0.5, 0.5]), np.array([0.0, 0.5, 0.25, 0.0])
    by_p, by_q = f.grad(p, q)
    assert by_p.tolist() == pytest.approx([INF, -INF, math.log(2), INF])
    assert by_q.tolist() == [1, 1, -1, -INF]
    assert [g.shape for g in f.grad(p, np.full((3, 1, 4), 0.25))] == [(3, 1, 4)] * 2
    assert f.grad(p.astype(np.float32), q.astype(np.float32))[0].dtype == np.float32
    assert np.isnan(f.grad([0.5, -0.5, NAN], [0.2, 0.3, 0.5])[1]).tolist() == [False, True, True]
    (pp, pq), (_, qq) = f.hess([0.2, 0.8], [0.4, 0.6])
    assert pp == pytest.approx(np.diag([5, 1.25]))
    assert pq == pytest.approx(np.diag([-2.5, -1 / 0.6]))
    assert qq == pytest.approx(np.diag([0.2 / 0.16, 0.8 / 0.36]))
    assert "Entry by entry" in f.derivative("q").explain()
    with pytest.raises(ParameterError, match="do not broadcast"):
        f.grad([0.5, 0.5], np.ones((4, 3)))


def test_rows_that_total_something_else() -> None:
    f = lambdify(si.KL(*ROWS))
    for p, q in (([1.0, 2.0], [3.0, 4.0]), ([0.2, 0.2], [0.1, 0.1]), ([0.0, 0.5], [0.25, 0.0625])):
        assert f(p, q) - (sum(q) - sum(p)) == pytest.approx(si.kl(p, q), rel=1e-14)
        step = 1e-6  # the function is the one whose derivatives f.grad gives, in every direction
        difference = (f(p, [q[0] + step, q[1]]) - f(p, [q[0] - step, q[1]])) / (2 * step)
        assert f.grad(p, q)[1][0] == pytest.approx(difference, rel=1e-8)
    assert f([0.5, 0.5], [0.25, 0.75]) == si.kl([0.5, 0.5], [0.25, 0.75])
    assert "plus sum q - sum p" in f.__doc__
    assert "plus sum q - sum p" in f.explain()
