"""Entropy, cross-entropy and divergence of rows of numbers: exact near p = q, right at zeros, strict about what is no mass."""

import re
import tracemalloc
from collections.abc import Callable

import mpmath
import numpy as np
import pytest
from scipy import special, stats

from symbolic_info.core.errors import NotNormalised, ParameterError
from symbolic_info.numeric import rows
from symbolic_info.numeric.arrays import cross_entropy, entropy, js, kl, normalised, perplexity

INF, NAN = np.inf, np.nan


def exact_kl(p: np.ndarray, q: np.ndarray) -> mpmath.mpf:
    with mpmath.workdps(60):
        pairs = [(mpmath.mpf(a), mpmath.mpf(b)) for a, b in zip(p.tolist(), q.tolist(), strict=True)]
        return mpmath.fsum(a * mpmath.log(a / b) - a + b if a else b for a, b in pairs)


ROWS = (
    (lambda: kl([1, 0], [0.5, 0.5]), np.log(2)),
    (lambda: kl([1, 0], [0.5, 0.5], base=2), 1),
    (lambda: kl([1, 0], [0.5, 0.5], base="bits"), 1),
    (lambda: kl([0.5, 0.5], [1, 0]), INF),
    (lambda: kl([0, 1], [0, 1]), 0),
    (lambda: kl([0.5, 0.5], [0.5, 0.5]), 0),
    (lambda: kl([NAN, 1], [0.5, 0.5]), NAN),
    (lambda: kl([1e-200, 1], [1e200, 1]), special.rel_entr(1e-200, 1e200)),
    (lambda: kl([1, 2], [3, 4]), special.rel_entr([1, 2], [3, 4]).sum()),
    (lambda: entropy([0.5, 0.25, 0.25], base=2), 1.5),
    (lambda: entropy([1, 0]), 0),
    (lambda: entropy([]), 0),
    (lambda: cross_entropy([0.5, 0.5], [0.25, 0.75]), -np.log(0.25 * 0.75) / 2),
    (lambda: cross_entropy([1, 0], [0, 1]), INF),
    (lambda: cross_entropy([1, 0], [1, 0]), 0),
)


@pytest.mark.parametrize(("act", "wanted"), ROWS)
def test_rows(act: Callable, wanted: float) -> None:
    found = act()
    assert type(found) is float
    assert found == pytest.approx(wanted, rel=1e-15, nan_ok=True)
    assert not (found == 0 and np.signbit(found))


@pytest.mark.parametrize("step", [1e-1, 1e-4, 1e-8, 1e-11])
def test_near_the_diagonal_all_digits_are_right(step: float) -> None:
    generator = np.random.default_rng(0)
    p = generator.dirichlet(np.ones(21), 50)
    q = p * (1 + step * generator.uniform(-1, 1, p.shape))
    q /= q.sum(axis=1, keepdims=True)
    found = kl(p, q)
    errors = [float(abs(mpmath.mpf(f) - e) / e) for f, e in zip(found.tolist(), map(exact_kl, p, q), strict=True)]
    assert max(errors) < 4e-15
    assert (found >= 0).all()


def test_scipy_is_noise_there() -> None:
    p = np.random.default_rng(0).dirichlet(np.ones(21), 50)
    q = p * (1 + 1e-9 * np.random.default_rng(1).uniform(-1, 1, p.shape))
    q /= q.sum(axis=1, keepdims=True)
    exact = np.array([float(exact_kl(a, b)) for a, b in zip(p, q, strict=True)])
    assert abs(special.rel_entr(p, q).sum(axis=1) / exact - 1).max() > 1
    assert abs(kl(p, q) / exact - 1).max() < 1e-14


def test_axes_and_broadcasting() -> None:
    p = np.random.default_rng(0).dirichlet(np.ones(4), (3, 5))
    q = np.full(4, 0.25)
    assert kl(p, q).shape == (3, 5)
    assert kl(np.moveaxis(p, -1, 0), q[:, None, None], axis=0) == pytest.approx(kl(p, q))
    assert entropy(p, axis=2) == pytest.approx(stats.entropy(p, axis=2))
    assert cross_entropy(p, q) == pytest.approx(np.full((3, 5), np.log(4)))
    assert kl(p, q) == pytest.approx(cross_entropy(p, q) - entropy(p))


def test_types() -> None:
    p = np.float32([[0.5, 0.5], [0.25, 0.75]])
    assert kl(p, p[::-1]).dtype == np.float32
    assert entropy(p[0]).dtype == np.float32
    assert kl(p, p.astype(float)).dtype == np.float64
    assert kl([[1, 0]], [[1, 1]]).dtype == np.float64
    assert kl(np.array([3, 1]), np.array([2, 2])) == pytest.approx(special.rel_entr([3, 1], [2, 2]).sum())


def test_totals_that_differ_count_and_rounding_does_not() -> None:
    assert kl([0.2, 0.2], [0.1, 0.1]) == pytest.approx(0.4 * np.log(2))
    assert kl([0.1, 0.1], [0.2, 0.2]) == pytest.approx(-0.2 * np.log(2))
    tiny = kl([0.5, 0.5], [0.5 + 2.0**-50, 0.5])
    assert 0 <= tiny < 1e-29


BAD = (
    (lambda: kl([-0.1, 1.1], [0.5, 0.5]), r"p\[0\] = -0.1 is negative"),
    (lambda: kl([[0.5, 0.5]], [[0.5, 0.5], [2, -1]]), r"q\[1, 1\] = -1.0 is negative"),
    (lambda: kl([0.5, 0.5], [0.2, 0.3, 0.5]), r"shapes \(2,\) and \(3,\) do not broadcast"),
    (lambda: kl([0.5, 0.5], [0.5, 0.5], axis=1), r"axis=1 is not an axis of masses of shape \(2,\)"),
    (lambda: entropy(0.5), r"axis=-1 is not an axis of masses of shape \(\)"),
    (lambda: entropy("0.5"), "holds no real numbers"),
    (lambda: entropy([0.5j]), "holds no real numbers"),
    (lambda: entropy([[0.5, 0.5], [1]]), "unequal lengths"),
    (lambda: entropy([0.5, 0.5], base=1), "base=1 is not above 1"),
    (lambda: entropy([0.5, 0.5], base="bit"), "unknown unit 'bit'"),
)


@pytest.mark.parametrize(("act", "says"), BAD, ids=[s for _, s in BAD])
def test_bad_input_is_named(act: Callable, says: str) -> None:
    with pytest.raises(ParameterError, match=says):
        act()


def test_strict_totals() -> None:
    p = np.array([[0.5, 0.5], [0.25, 0.75]])
    assert normalised(p) is p
    with pytest.raises(NotNormalised, match=r"row \(1,\): the masses total 1.5, not 1"):
        normalised(np.add(p, [[0, 0], [0.5, 0]]))
    with pytest.raises(NotNormalised, match="total nan"):
        normalised([NAN, 1])


NAN3 = [NAN, 0.5, 0.5]
TOTALS = (  # what totals= makes of rows that do not total 1: a value, or words of the error
    (lambda totals: kl([1, 2], [3, 4], totals=totals), special.rel_entr([1, 2], [3, 4]).sum(), "p: the masses total 3.0", "scaled"),
    (lambda totals: kl([0.5, 0.5], [1, 1], totals=totals), -np.log(2), "q: the masses total 2.0", 0.0),
    (lambda totals: kl([1, 2], [2, 4], totals=totals), -3 * np.log(2), "p: the masses total 3.0", 0.0),
    (lambda totals: entropy([2, 2], base=2, totals=totals), -4.0, "p: the masses total 4.0", 1.0),
    (lambda totals: entropy([0, 0], totals=totals), 0.0, "p: the masses total 0.0", NAN),
    (lambda totals: entropy(NAN3, totals=totals), NAN, "p: the masses total nan", NAN),
    (lambda totals: cross_entropy([3, 1], [1, 1], base=2, totals=totals), 0.0, "p: the masses total 4.0", 1.0),
    (lambda totals: js([10, 0], [0, 30], base=2, totals=totals), 20.0, "p: the masses total 10.0", 1.0),
    (lambda totals: perplexity([5, 5], totals=totals), 5.0**-10, "p: the masses total 10.0", 2.0),
)


@pytest.mark.parametrize(("act", "given", "says", "scaled"), TOTALS)
def test_totals_as_given_strict_and_scaled(act: Callable, given: float, says: str, scaled: float) -> None:
    wanted = kl([1 / 3, 2 / 3], [3 / 7, 4 / 7]) if scaled == "scaled" else scaled
    assert act("scaled") == pytest.approx(wanted, rel=4e-16, nan_ok=True)
    assert act("as given") == pytest.approx(given, rel=1e-14, nan_ok=True)
    with pytest.raises(NotNormalised, match=re.escape(says)):
        act("strict")
    with pytest.raises(ParameterError, match="totals='loose' is none of 'as given', 'strict', 'scaled'"):
        act("loose")


def test_strict_totals_of_many_rows() -> None:
    p = np.random.default_rng(0).dirichlet(np.ones(5), (3, 4))
    q = np.full(5, 0.2)
    assert (kl(p, q, totals="strict") == kl(p, q)).all()
    assert kl(p.astype(np.float32), q.astype(np.float32), totals="strict").dtype == np.float32
    wrong = np.moveaxis(p.copy(), -1, 0)
    wrong[:, 2, 3] *= 2
    with pytest.raises(NotNormalised, match=re.escape("q, row (2, 3): the masses total 2")):
        kl(q[:, None, None], wrong, axis=0, totals="strict")
    with pytest.raises(ParameterError, match=r"p\[0\] = -0.5 is negative"):
        kl([-0.5, 1.5], [0.5, 0.5], totals="scaled")


def test_jensen_shannon_and_perplexity() -> None:
    generator = np.random.default_rng(2)
    p, q = generator.dirichlet(np.ones(5), 20), generator.dirichlet(np.ones(5), 20)
    middle = (p + q) / 2
    assert js(p, q) == pytest.approx((kl(p, middle) + kl(q, middle)) / 2, rel=1e-14)
    assert js(p, q) == pytest.approx(js(q, p), rel=1e-15)
    assert js([1, 0], [0, 1]) == pytest.approx(np.log(2), rel=1e-15)
    assert js([0.5, 0.5], [0.5, 0.5]) == 0
    assert js([0.5, 0.5], [0.5 + 1e-9, 0.5 - 1e-9]) == pytest.approx(5e-19, rel=1e-8)
    assert perplexity(np.full((2, 8), 1 / 8)) == pytest.approx([8, 8], rel=1e-15)
    with pytest.raises(ParameterError, match="negative"):
        js([1, 0], [2, -1])


def test_blocks_do_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    generator = np.random.default_rng(3)
    p, q = (generator.dirichlet(np.ones(7), (300, 4)) for _ in range(2))
    p[0, 0, :3], q[1, 1, 0] = 0, 0
    whole = [f(p, q) for f in (kl, cross_entropy, js)]
    monkeypatch.setattr(rows, "BLOCK", 50)
    assert all((f(p, q) == w).all() for f, w in zip((kl, cross_entropy, js), whole, strict=True))
    assert (kl(np.moveaxis(p, -1, 0), np.moveaxis(q, -1, 0), axis=0) == whole[0]).all()
    assert kl(p, q[0, 0]) == pytest.approx(np.array([[kl(p[i, j], q[0, 0]) for j in range(4)] for i in range(300)]), rel=1e-15)


def test_one_long_row_and_little_memory() -> None:
    p = np.full(3_000_000, 1 / 3_000_000)
    q = p * (1 + 1e-6 * np.sign(np.arange(3_000_000) % 2 - 0.5))
    tracemalloc.start()
    found = kl(p, q)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == pytest.approx(5e-13, rel=1e-6)
    assert peak < 16e6
