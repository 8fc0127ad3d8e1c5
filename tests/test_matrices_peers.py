"""Vectors and matrices by the compiled loop: NumPy's values, whatever stands beside them, and what LAPACK is left with."""

import pickle

import numpy as np
import pytest

import symbolic_info as si
from symbolic_info.core.errors import ParameterError
from symbolic_info.numeric.lambdify import lambdify

pytestmark = pytest.mark.peers
U = 2.0**-53
P, Q = si.MultivariateNormal("m", "A", "d"), si.MultivariateNormal("n", "B", "d")
STANDARD = si.MultivariateNormal(0, 1, "d")
QUANTITIES = {
    "KL(P, Q)": si.KL(P, Q),
    "KL(P, 1)": si.KL(P, STANDARD),
    "KL(1, P)": si.KL(STANDARD, P),
    "bits": si.KL(P, Q, base=2),
    "cross-entropy": si.CrossEntropy(P, Q),
    "entropy": si.Entropy(P),
}


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SYMBOLIC_INFO_CACHE", str(tmp_path_factory.getbasetemp() / "compiled"))


def definite(count: int, d: int, seed: int) -> np.ndarray:
    a = np.random.default_rng(seed).normal(size=(count, d, 2 * d))
    return a @ a.swapaxes(-2, -1) / d


def arguments(count: int, d: int) -> tuple:
    """Means and covariances, a third of them near each other, some at the other's place."""
    generator = np.random.default_rng(d)
    m, a = generator.normal(size=(count, d)), definite(count, d, 0)
    n, b = generator.normal(size=(count, d)), definite(count, d, 1)
    for i in range(0, count, 3):
        step = 10 ** generator.uniform(-12, -1)
        n[i], b[i] = m[i] * (1 + step), a[i] * (1 + step) + step * np.eye(d)
    n[3], b[3] = m[3], a[3]
    return m, a, n, b


@pytest.mark.parametrize("d", [1, 2, 8, 17, 48, 49])
def test_compiled_matrices_are_those_of_numpy(d: int) -> None:
    at = arguments(40, d)
    compiled, plain = (lambdify(si.KL(P, Q), backend=b) for b in ("numba", "numpy"))
    found, wanted = compiled(*at), plain(*at)
    assert found == pytest.approx(wanted, rel=1e-12)
    assert np.median(abs(found - wanted) / np.where(wanted == 0, 1, wanted)) <= 8 * U
    assert found[3] == 0
    assert (found >= 0).all()
    single = np.array([compiled(*(a[i] for a in at)) for i in range(0, 40, 7)])
    assert (single == found[::7]).all(), "a matrix depends on those beside it"
    assert (lambdify(si.KL(P, Q), backend="numba", threads=2)(*at) == found).all()


@pytest.mark.parametrize("key", sorted(QUANTITIES))
def test_every_head_is_compiled(key: str) -> None:
    compiled, plain = (lambdify(QUANTITIES[key], backend=b) for b in ("numba", "numpy"))
    assert "@kept\ndef loop" in compiled.source
    at = arguments(40, 5)[: len(plain.args)]
    assert compiled(*at) == pytest.approx(plain(*at), rel=1e-13)
    assert compiled.__doc__.startswith(plain.__doc__[:60])


def test_parts_threads_and_what_is_broadcast() -> None:
    f, g, plain = lambdify(si.KL(P, Q), backend="numba"), lambdify(si.KL(P, Q), backend="numba", threads=2), lambdify(si.KL(P, Q))
    m, a, n, b = arguments(9000, 8)
    whole = f(m, a, n, b)
    assert (g(m, a, n, b) == whole).all()
    assert (np.concatenate([f(*(x[i : i + 1001] for x in (m, a, n, b))) for i in range(0, 9000, 1001)]) == whole).all()
    crossed = f(m[0], a[:60, None], n[:50], b[None, :50])
    assert crossed.shape == (60, 50)
    assert crossed[4, 9] == f(m[0], a[4], n[9], b[9])
    assert crossed == pytest.approx(plain(m[0], a[:60, None], n[:50], b[None, :50]), rel=1e-12)
    assert f(m[0, :1], a[0], n[0], b[0]) == pytest.approx(plain(m[0, :1], a[0], n[0], b[0]), rel=1e-12)
    turned = np.asfortranarray(a[:7])
    turned.flags.writeable = False
    assert (f(m[:7], turned, n[:7], b[:7]) == whole[:7]).all()
    assert f(m[:0], a[:0], n[:0], b[:0]).shape == (0,)
    assert type(f(m[0], a[0], n[0], b[0])) is np.float64
    assert f(*(x[:5].astype(np.float32) for x in (m, a, n, b))).dtype == np.float32


@pytest.mark.parametrize("d", [2, 8, 60])
def test_what_is_not_definite_is_nan_and_harms_no_other(d: int) -> None:
    f = lambdify(si.KL(P, Q), backend="numba")
    m, a, n, b = arguments(40, d)
    whole = f(m, a, n, b)
    skew = a[1].copy()
    skew[0, 1] *= 1 + 1e-6
    infinite, unknown, hidden = (a[1].copy() for _ in range(3))
    infinite[0, 0], unknown[0, 0], hidden[1, 0] = np.inf, np.nan, np.nan
    wrong = (skew, -a[1], 0 * a[1], np.ones((d, d)), infinite, unknown, hidden)
    for i, matrix in enumerate(wrong):
        a[5 + i] = matrix
        b[20 + i] = matrix
    m[30, 0], n[31, 1], m[32, 0], n[32, 0] = np.nan, np.inf, np.inf, np.inf
    found = f(m, a, n, b)
    bad = [*range(5, 12), *range(20, 27), 30, 31, 32]
    assert np.isnan(found[bad]).all()
    good = [i for i in range(40) if i not in bad]
    assert (found[good] == whole[good]).all()
    assert np.isnan(lambdify(si.Entropy(P), backend="numba")(m, a)[[5, 6, 7, 30, 32]]).all()


@pytest.mark.parametrize("scale", [1e-300, 1e-150, 1e150, 1e290])
def test_covariances_of_any_scale(scale: float) -> None:
    f, plain = (lambdify(si.KL(P, Q), backend=b) for b in ("numba", "numpy"))
    m, a, n, b = arguments(40, 4)
    at = (m * scale**0.5, a * scale, n * scale**0.5, b * scale)
    assert f(*at) == pytest.approx(plain(*at), rel=1e-12)
    assert np.isfinite(f(*at)).all()


def test_shapes_that_do_not_belong_together_are_refused() -> None:
    f = lambdify(si.KL(P, Q), backend="numba")
    x, eye = np.zeros(2), np.eye(2)
    for at in (
        (x, np.eye(3), x, eye),
        (x, 1.0, x, eye),
        (x, np.ones((3, 2)), x, eye),
        (x, np.ones((2, 3)), x, eye),
        (np.zeros(3), eye, x, eye),
        (0.0, eye, x, eye),
        (np.zeros(60), np.ones((60, 50)), np.zeros(60), np.eye(60)),
        (x, eye, x, np.ones((50, 2))),
        (x, eye, x, np.tile(eye.reshape(4, 1), (3, 1, 1))),
    ):
        with pytest.raises(ParameterError, match="do not belong together"):
            f(*at)


def test_compiled_matrices_pickle_and_take_any_names() -> None:
    law = si.MultivariateNormal("lane", "first", "d"), si.MultivariateNormal("row", "work", "d")
    f = lambdify(si.KL(*law), backend="numba")
    at = arguments(40, 3)
    assert (pickle.loads(pickle.dumps(f))(*at) == lambdify(si.KL(P, Q), backend="numba")(*at)).all()
