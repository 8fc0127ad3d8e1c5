"""Gaussian vectors in arrays: Cholesky factors, also where matrices are near each other, batches, what is refused."""

import pickle
import re

import mpmath
import numpy as np
import pytest

import symbolic_info as si
from symbolic_info.core.errors import ParameterError
from symbolic_info.numeric import cholesky
from symbolic_info.numeric.lambdify import lambdify

P, Q = si.MultivariateNormal("m_1", "S_1", "d"), si.MultivariateNormal("m_2", "S_2", "d")
F = lambdify(si.KL(P, Q))
U = 2.0**-53


def definite(d: int, *batch: int, seed: int = 0) -> np.ndarray:
    a = np.random.default_rng(seed).normal(size=(*batch, d, d))
    return a @ np.swapaxes(a, -1, -2) + 0.5 * np.eye(d)


def exact(m1: np.ndarray, s1: np.ndarray, m2: np.ndarray, s2: np.ndarray) -> mpmath.mpf:
    with mpmath.workdps(60):
        a, b = mpmath.matrix(s1.tolist()), mpmath.matrix(s2.tolist())
        x = mpmath.matrix([mpmath.mpf(u) - mpmath.mpf(v) for u, v in zip(m1.tolist(), m2.tolist(), strict=True)])
        inverse = b**-1
        product = inverse * a
        trace = sum(product[i, i] for i in range(a.rows))
        return (trace - a.rows + (x.T * inverse * x)[0] + mpmath.log(mpmath.det(b) / mpmath.det(a))) / 2


@pytest.mark.parametrize("d", [1, 2, 6])
@pytest.mark.parametrize("step", [0, 1e-12, 1e-8, 1e-4, 1e-1, 3])
def test_divergences_far_and_near(d: int, step: float) -> None:
    m1, s1 = np.linspace(-1, 2, d), definite(d)
    m2, s2 = m1 * (1 + step), s1 + step * definite(d, seed=1) / 10
    found, wanted = F(m1, s1, m2, s2), exact(m1, s1, m2, s2)
    assert found >= 0
    assert found == 0 if step == 0 else abs(found - wanted) <= 64 * np.linalg.cond(s2) * U * wanted


def test_the_plain_form_is_noise_where_matrices_are_near(monkeypatch: pytest.MonkeyPatch) -> None:
    s1 = definite(5)
    s2 = s1 + 1e-9 * definite(5, seed=1)
    wanted = float(exact(np.zeros(5), s1, np.zeros(5), s2))
    trace = np.trace(np.linalg.solve(s2, s1)) - 5 + np.linalg.slogdet(s2)[1] - np.linalg.slogdet(s1)[1]
    assert abs(trace / 2 / wanted - 1) > 1
    assert cholesky.spread(*cholesky.factored(s1, s2)) == pytest.approx(wanted, rel=1e-12)


def test_batches_broadcast() -> None:
    m1, s1 = np.ones((4, 1, 3)), definite(3, 4, 1)
    m2, s2 = np.zeros((5, 3)), definite(3, 5, seed=1)
    found = F(m1, s1, m2, s2)
    assert found.shape == (4, 5)
    assert found[2, 3] == pytest.approx(float(exact(m1[2, 0], s1[2, 0], m2[3], s2[3])), rel=1e-13)
    s2[2] = -s2[2]
    assert np.isnan(F(m1, s1, m2, s2)).sum(axis=0).tolist() == [0, 0, 4, 0, 0]
    narrow = [a.astype(np.float32) for a in (m1, s1, m2, np.abs(s2[:1]) * 0 + np.eye(3))]
    assert F(*narrow).dtype == np.float32


def test_quantities_agree() -> None:
    m1, s1, m2, s2 = np.ones(3), definite(3), np.zeros(3), definite(3, seed=1)
    cross, entropy = lambdify(si.CrossEntropy(P, Q)), lambdify(si.Entropy(P, base=2))
    assert cross(m1, s1, m2, s2) - entropy(m1, s1) * np.log(2) == pytest.approx(F(m1, s1, m2, s2), rel=1e-12)
    standard = si.MultivariateNormal(0, 1, "d")
    assert lambdify(si.KL(P, standard))(m1, s1) == pytest.approx(F(m1, s1, m2, np.eye(3)), rel=1e-14)
    assert lambdify(si.KL(standard, P))(m1, s1) == pytest.approx(F(m2, np.eye(3), m1, s1), rel=1e-14)
    assert lambdify(si.KL(P, si.MultivariateNormal("m_2", "S_1", "d")))(m1, s1, m2) == pytest.approx(F(m1, s1, m2, s1), rel=1e-14)
    assert pickle.loads(pickle.dumps(F))(m1, s1, m2, s2) == F(m1, s1, m2, s2)


def test_neither_inverses_nor_determinants() -> None:
    assert not {"linalg.inv", "linalg.det", "linalg.slogdet", "linalg.pinv"} & set(re.findall(r"linalg\.\w+", F.source))
    assert "by Cholesky factors" in F.__doc__


BAD = (
    (lambda: F(np.zeros(2), np.eye(3), np.zeros(2), np.eye(2)), "do not belong together"),
    (lambda: F(np.zeros(2), 1.0, np.zeros(2), np.eye(2)), "do not belong together"),
    (lambda: F(np.zeros(1), np.ones((40, 3, 1)), np.zeros(1), np.eye(1)), "do not belong together"),
    (lambda: F("m", np.eye(2), np.zeros(2), np.eye(2)), "not a real number"),
    (lambda: F.strict(np.zeros(2), -np.eye(2), np.zeros(2), np.eye(2)), "needs symmetric positive definite S_1"),
    (lambda: lambdify(si.KL(P, Q), backend="python"), "of vectors and matrices"),
)


@pytest.mark.parametrize(("act", "says"), BAD, ids=[s for _, s in BAD])
def test_bad_arguments_are_named(act, says: str) -> None:
    with pytest.raises(ParameterError, match=says):
        act()


def test_what_is_not_definite_is_nan() -> None:
    skew = np.array([[1.0, 0.5], [0.2, 1.0]])
    infinite = np.diag([1.0, np.inf])
    for wrong in (skew, -np.eye(2), np.zeros((2, 2)), np.ones((2, 2)), np.full((2, 2), np.nan), infinite, infinite[::-1, ::-1]):
        assert np.isnan(F(np.zeros(2), np.eye(2), np.zeros(2), wrong))
        assert np.isnan(F(np.zeros(2), np.eye(2), np.zeros(2), np.stack([wrong] * 40))).all()
        assert not cholesky.is_definite(wrong)
