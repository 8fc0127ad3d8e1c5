"""Wishart laws in arrays: degrees of freedom beside matrices, near each other and far, along what cancels, and what is refused."""

import pickle
from importlib.util import find_spec

import mpmath
import numpy as np
import pytest
import sympy as sp

import symbolic_info as si
from symbolic_info.core.errors import ParameterError
from symbolic_info.numeric import accuracy_degrees, gamma_sums
from symbolic_info.numeric.lambdify import lambdify

P, Q = si.Wishart("nu", "V", "n"), si.Wishart("mu", "W", "n")
F = lambdify(si.KL(P, Q))
U = 2.0**-53


def scale(d: int, seed: int) -> np.ndarray:
    generator = np.random.default_rng(seed)
    turned = np.linalg.qr(generator.normal(size=(d, d)))[0]
    found = (turned * np.exp(generator.uniform(-1, 1, d))) @ turned.T
    return (found + found.T) / 2


def exact(nu: float, v: np.ndarray, mu: float, w: np.ndarray) -> mpmath.mpf:
    """The closed form as a book writes it (Soch, The Book of Statistical Proofs, wish-kl), at 120 digits."""
    with mpmath.workdps(120):
        n, m, d = mpmath.mpf(float(nu)), mpmath.mpf(float(mu)), len(v)
        ratio = mpmath.matrix(w.tolist()) ** -1 * mpmath.matrix(v.tolist())
        trace, halves = sum(ratio[i, i] for i in range(d)), [mpmath.mpf(k) / 2 for k in range(d)]
        means = mpmath.fsum(mpmath.digamma(n / 2 - k) for k in halves)
        gammas = mpmath.fsum(mpmath.loggamma(m / 2 - k) - mpmath.loggamma(n / 2 - k) for k in halves)
        return n * (trace - d) / 2 - m * mpmath.log(mpmath.det(ratio)) / 2 + (n - m) / 2 * means + gammas


def points(d: int, region: str) -> list[tuple]:
    generator, v, w = np.random.default_rng(d), scale(d, 1), scale(d, 2)
    found = []
    for _ in range(6):
        step, nu = 10 ** generator.uniform(-12, -1), d - 1 + np.exp(generator.uniform(-1, 3))
        if region == "near":
            found.append((nu, v, nu * (1 + step / 10), v + step * (w - v)))
        elif region == "equal means":  # nu V = mu W: the scales' part vanishes, and all terms that depend on V cancel
            found.append((1e6 * nu, v, 1e6 * nu * (1 + step), v / (1 + step)))
        elif region == "edge":
            found.append((d - 1 + step, v, nu, w))
        else:
            found.append((nu, v, d - 1 + np.exp(generator.uniform(-1, 3)), w))
    return found


REGIONS = {"usual": 64 * U, "near": 64 * U, "edge": 64 * U, "equal means": 1e-12}
"""The largest relative error; where all but rounding cancels in a S - b T, that of S itself comes in."""


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("d", [1, 2, 5])
def test_divergences_keep_their_digits(d: int, region: str) -> None:
    for at in points(d, region):
        wanted = exact(*at)
        assert abs(F(*at) - wanted) <= REGIONS[region] * wanted
        assert F(*at) > 0


def test_the_plain_form_is_noise_where_laws_are_near() -> None:
    nu, v, mu, w = points(3, "near")[0]
    trace, logs = np.trace(np.linalg.solve(w, v)), np.linalg.slogdet(v)[1] - np.linalg.slogdet(w)[1]
    gammas = gamma_sums.loggamma_sum(mu / 2, 3) - gamma_sums.loggamma_sum(nu / 2, 3)
    plain = nu * (trace - 3) / 2 - mu * logs / 2 + (nu - mu) / 2 * gamma_sums.digamma_sum(nu / 2, 3) + gammas
    assert abs(plain / F(nu, v, mu, w) - 1) > 1e-3


def test_zero_only_at_equal_laws() -> None:
    for d in (1, 2, 4):
        assert F(d + 0.3, scale(d, 1), d + 0.3, scale(d, 1)) == 0
    assert lambdify(si.KL(P, si.Wishart("nu", "W", "n")))(4.5, scale(3, 1), scale(3, 1)) == 0
    assert F(4.5, scale(3, 1), np.nextafter(4.5, 5), scale(3, 1)) > 0


def test_one_by_one_is_a_gamma_law() -> None:
    gammas = lambdify(si.KL(si.Gamma("k", scale="a"), si.Gamma("m", scale="b")))
    nu, mu, v, w = 3.7, 0.4, 2.5, 0.8
    assert F(nu, [[v]], mu, [[w]]) == pytest.approx(gammas(nu / 2, 2 * v, mu / 2, 2 * w), rel=64 * U)


ENTRIES = [[2, 1], [1, 3]], [[1, 0], [0, 4]]
LAWS = {"wishart": si.Wishart, "inverse_wishart": si.InverseWishart}


@pytest.mark.parametrize("key", sorted(LAWS))
def test_quantities_agree_with_what_is_derived_for_entries(key: str) -> None:
    law, (v, w) = LAWS[key], ENTRIES
    p, q = law("nu", "V", "n"), law("mu", "W", "n")
    at, exactly = (5.5, np.array(v, float), 3.25, np.array(w, float)), (law("11/2", v), law("13/4", w))
    for quantity, asked, given in (
        (si.KL(p, q), si.KL(*exactly), at),
        (si.CrossEntropy(p, q), si.CrossEntropy(*exactly), at),
        (si.Entropy(p, base=2), si.Entropy(exactly[0], base=2), at[:2]),
        (si.KL(p, law("mu", 1, "n")), si.KL(exactly[0], law("13/4", [[1, 0], [0, 1]])), at[:3]),
        (si.KL(law("mu", 1, "n"), p), si.KL(law("13/4", [[1, 0], [0, 1]]), exactly[0]), (at[2], *at[:2])),
        (si.KL(law(5, "V", 2), law("mu", "W", 2)), si.KL(law(5, v), exactly[1]), at[1:]),
    ):
        assert lambdify(quantity)(*given) == pytest.approx(float(sp.N(asked.doit(), 30)), rel=1e-14), quantity


@pytest.mark.parametrize("key", sorted(LAWS))
def test_the_table_against_mpmath_and_the_definition(key: str) -> None:
    p, q = LAWS[key]("nu", "V", "n"), LAWS[key]("mu", "W", 2)
    for quantity in (si.KL(LAWS[key]("nu", "V", 2), q), si.Entropy(p)):
        report = lambdify(quantity).verify(count=2)
        assert report.ok, report
        assert "against the definition at 2 points" in str(report)
    f = lambdify(si.KL(LAWS[key]("nu", "V", 2), q))
    by_bartlett = accuracy_degrees.mean_log_densities
    given = {"nu": 4.5, "V": np.eye(2), "mu": 5.0, "W": 2 * np.eye(2)}
    p, q = f.quantity.distributions
    means = by_bartlett(p, (p, q), given)
    assert float(means[p] - means[q]) == pytest.approx(f(*given.values()), rel=1e-14)
    assert abs(float(by_bartlett(q, (p, q), given)[p]) - float(means[p])) > 0.01, "another law has the same mean"


def test_batches_broadcast_and_narrow_types_stay_narrow() -> None:
    v, w = np.stack([scale(3, i) for i in range(40)]), scale(3, 99)
    nu, mu = np.linspace(2.5, 9, 40), np.array([[3.0], [5.5]])
    found = F(nu, v, mu, w)
    assert found.shape == (2, 40)
    single = np.array([[F(nu[i], v[i], mu[k, 0], w) for i in range(40)] for k in range(2)])
    assert found == pytest.approx(single, rel=1e-13)
    many = F(nu, np.tile(v, (800, 1, 1)).reshape(800, 40, 3, 3), 4.0, w)
    assert (many == many[:1]).all()
    assert (lambdify(si.KL(P, Q), threads=2)(nu, np.tile(v, (800, 1, 1)).reshape(800, 40, 3, 3), 4.0, w) == many).all()
    assert F(*(np.asarray(a, np.float32) for a in (nu, v, 4.0, w))).dtype == np.float32
    assert type(F(4, scale(2, 1).tolist(), 5, scale(2, 2).tolist())) is float


def test_outside_the_domain_it_is_nan() -> None:
    v, w = scale(3, 1), scale(3, 2)
    skew = w + np.eye(3, k=1)
    for at in ((2, v, 4, w), (4, v, 2, w), (-1, v, 4, w), (np.nan, v, 4, w), (np.inf, v, 4, w), (4, -v, 4, w), (4, v, 4, skew)):
        assert np.isnan(F(*at)), at
    mixed = F(np.array([4.0, 2.0, 5.0]), v, 4.0, w)
    assert np.isnan(mixed).tolist() == [False, True, False]
    with pytest.raises(ParameterError, match=r"needs nu \+ 1 - dimension_of\(V\) > 0"):
        F.strict(2, v, 4, w)


def test_an_order_that_is_a_number_is_kept_to() -> None:
    f = lambdify(si.KL(si.Wishart("nu", "V", 3), si.Wishart("mu", "W", 3)))
    assert f(4, scale(3, 1), 5, scale(3, 2)) == F(4, scale(3, 1), 5, scale(3, 2))
    assert np.isnan(f(4, scale(2, 1), 5, scale(2, 2)))
    gauss = lambdify(si.KL(si.MultivariateNormal("m", "S", 3), si.MultivariateNormal("k", "T", 3)))
    whole = lambdify(si.KL(si.MultivariateNormal("m", "S", "d"), si.MultivariateNormal("k", "T", "d")))
    assert gauss.closed_form == whole.closed_form
    assert np.isnan(gauss(np.zeros(2), np.eye(2), np.ones(2), np.eye(2)))
    assert gauss(np.zeros(3), scale(3, 1), np.ones(3), scale(3, 2)) == whole(np.zeros(3), scale(3, 1), np.ones(3), scale(3, 2))


def test_the_surface() -> None:
    assert F.args == ("nu", "V", "mu", "W")
    assert pickle.loads(pickle.dumps(F))(4, scale(2, 1), 5, scale(2, 2)) == F(4, scale(2, 1), 5, scale(2, 2))
    assert "LoggammaSumRemainder(nu/2, mu/2, Dimension(V, 2))" in F.explain()
    assert "numbers nu, mu, matrices V, W of shape (..., d, d)" in F.__doc__
    assert not {"linalg.inv", "linalg.det", "slogdet"} & set(F.source.split("np."))


BAD = (
    (lambda: F(4, np.eye(3), 5, np.eye(2)), "do not belong together"),
    (lambda: F(4, 1.0, 5, np.eye(2)), "do not belong together"),
    (lambda: F(np.ones(2), np.ones((3, 2, 2)), 5, np.eye(2)), "do not belong together"),
    (lambda: F("nu", np.eye(2), 5, np.eye(2)), "not a real number"),
    (lambda: F.grad(4, np.eye(2), 5, np.eye(2)), "no symbolic derivative"),
    (lambda: lambdify(si.KL(P, Q), backend="python"), "of vectors and matrices"),
    (lambda: lambdify(si.KL(si.Wishart("nu", 2, "n"), Q)), "symbolic array, which is not compiled"),
    (lambda: lambdify(si.KL(si.Wishart("nu", "V", 2), Q)), "laws of 2 and of n dimensions"),
    (lambda: lambdify(si.KL(P, Q), backend="torch" if find_spec("torch") else "mpmath"), "no counterpart|of vectors and matrices"),
)


@pytest.mark.parametrize(("act", "says"), BAD, ids=range(len(BAD)))
def test_bad_arguments_are_named(act, says: str) -> None:
    with pytest.raises(ParameterError, match=says):
        act()
