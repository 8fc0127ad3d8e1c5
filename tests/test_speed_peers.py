"""The extras ``fast`` and ``dask``: compiled loops give NumPy's values and are kept on disk; Dask arrays are never loaded whole."""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import mpmath
import numpy as np
import pytest
import sympy as sp

import symbolic_info as si
from symbolic_info.core.errors import ParameterError
from symbolic_info.numeric.lambdify import lambdify

pytestmark = pytest.mark.peers
U = 2.0**-53
ROOT = Path(__file__).resolve().parents[1]
PAIRS = {
    "normal": (si.Normal("m", "s"), si.Normal("n", "t")),
    "gamma": (si.Gamma("k", rate="a"), si.Gamma("m", rate="b")),
    "laplace": (si.Laplace("m", "s"), si.Laplace("n", "t")),
    "beta": (si.Beta("a", "b"), si.Beta("c", "d")),
    "poisson": (si.Poisson("l"), si.Poisson("m")),
    "von_mises": (si.VonMises("m", "k"), si.VonMises("n", "c")),
    "weibull": (si.Weibull("k", "a"), si.Weibull("m", "b")),
}


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SYMBOLIC_INFO_CACHE", str(tmp_path_factory.getbasetemp() / "compiled"))


def columns(count: int, number: int) -> list[np.ndarray]:
    generator = np.random.default_rng(0)
    at = [np.exp(generator.uniform(-4, 5, count)) for _ in range(number)]
    for i in range(number // 2):  # a third near P = Q
        at[i + number // 2][::3] = at[i][::3] * (1 + 10 ** generator.uniform(-12, -1, at[i][::3].size))
    return at


# -- functions -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", sorted(PAIRS))
def test_compiled_values_are_those_of_numpy(key: str) -> None:
    quantity = si.KL(*PAIRS[key])
    compiled, plain = lambdify(quantity, backend="numba"), lambdify(quantity)
    assert "@kept\ndef loop(" in compiled.source
    at = columns(30_000, len(plain.args))
    at[-1][:3] = -1, np.inf, np.nan
    at[0][5:7] = 1e-300, 1e300
    found, wanted = compiled(*at), np.concatenate([plain(*[a[i : i + 10_000] for a in at]) for i in range(0, 30_000, 10_000)])
    finite = np.isfinite(wanted)
    assert (np.isfinite(found) == finite).all()
    apart = np.flatnonzero(finite)[abs(found[finite] - wanted[finite]) > 24 * U * wanted[finite]]
    assert apart.size < 100
    exact = sp.lambdify(plain.symbols, plain.closed_form, "mpmath")
    for i in apart:  # either may be off
        with mpmath.workdps(60):
            assert abs(mpmath.mpf(found[i]) / exact(*(mpmath.mpf(a[i]) for a in at)) - 1) < 64 * U, [a[i] for a in at]
    assert (lambdify(quantity, backend="numba", threads=2)(*at)[finite] == found[finite]).all()
    assert compiled(*(a[:9] for a in at))[7] == plain(*(a[:9] for a in at))[7]


def test_what_has_no_compiled_form_goes_through_numpy() -> None:
    quantity = si.KL(si.Zipf("s"), si.Zipf("t"))
    f = lambdify(quantity, backend="numba")
    assert "def loop" not in f.source
    at = np.array([1.1, 2.3])
    assert f(*at) == lambdify(quantity)(*at)


def test_numbers_beside_arrays() -> None:
    f = lambdify(si.KL(*PAIRS["normal"]), backend="numba")
    m = np.linspace(-1, 1, 25_000)
    assert f(m, 1.0, 0.5, np.float64(2)) == pytest.approx(lambdify(si.KL(*PAIRS["normal"]))(m, 1.0, 0.5, 2.0), rel=16 * U)


SCRIPT = """
import time, numpy as np, symbolic_info as si
f = si.lambdify(si.KL(si.Normal("m", "s"), si.Normal("n", "t")), backend="numba")
at = [np.linspace(1, 2, 20_000)] * 3 + [np.linspace(2, 3, 20_000)]
import numba
start = time.process_time()
print(repr(float(f(*at).sum())))
print(time.process_time() - start)
"""


def test_compiled_loops_are_kept_on_disk(tmp_path: Path) -> None:
    env = {**os.environ, "SYMBOLIC_INFO_CACHE": str(tmp_path / "kept")}
    runs = [subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True, cwd=ROOT, env=env) for _ in range(2)]
    (first, slow), (second, quick) = (run.stdout.split() for run in runs)
    assert first == second
    assert float(quick) < float(slow) / 2
    assert [p.suffix for p in sorted((tmp_path / "kept").iterdir()) if p.is_file()] == [".py"]


def test_compiled_functions_pickle() -> None:
    f = lambdify(si.KL(*PAIRS["normal"]), backend="numba", threads=2)
    again = pickle.loads(pickle.dumps(f))
    assert (again.source, again.program.threads) == (f.source, 2)


# -- rows ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", [(500, 1), (500, 2), (301, 10), (40, 3, 7), (30, 4097), (5, 40_000), (9,)])
def test_compiled_rows_are_those_of_numpy(shape: tuple) -> None:
    generator = np.random.default_rng(0)
    p, q = (generator.dirichlet(np.ones(shape[-1]), shape[:-1]) for _ in range(2))
    p.reshape(-1, shape[-1])[0, :1], q.reshape(-1, shape[-1])[-1, -1:] = 0, 0
    q.reshape(-1, shape[-1])[1::3] = p.reshape(-1, shape[-1])[1::3] * (1 + 1e-6)
    for f in (si.kl, si.cross_entropy):
        assert f(p, q, backend="numba", threads=2) == pytest.approx(f(p, q), rel=64 * U, abs=1e-300)
        assert f(p.astype(np.float32), q, backend="numba") == pytest.approx(f(p.astype(np.float32), q), rel=1e-9)
    assert si.entropy(p, axis=0, backend="numba") == pytest.approx(si.entropy(p, axis=0), rel=64 * U)


def test_compiled_rows_at_zeros_near_the_diagonal_and_below_zero() -> None:
    assert si.kl([1, 0], [0.5, 0.5], base=2, backend="numba") == 1
    assert si.kl([0.5, 0.5], [1, 0], backend="numba") == np.inf
    assert si.kl([0.0, 1.0], [0.0, 1.0], backend="numba") == 0
    assert si.kl([0.5, 0.5], [0.5 + 1e-9, 0.5 - 1e-9], backend="numba") == pytest.approx(2e-18, rel=1e-8)
    assert si.kl([1e-200, 1], [1e200, 1], backend="numba") == si.kl([1e-200, 1], [1e200, 1])
    assert np.isnan(si.kl([np.nan, 1], [0.5, 0.5], backend="numba"))
    for p, q in (([-0.5, 1.5], [-0.5, 1.5]), ([0.0, 1.0], [-1.0, 2.0]), ([1.5, -0.5], [0.5, 0.5]), ([0.5, 0.5], [3.0, -1.0])):
        for f in (si.kl, si.cross_entropy):
            with pytest.raises(ParameterError, match="is negative"):
                f(p, q, backend="numba")


# -- kernels -------------------------------------------------------------------------------------------------------------


def test_compiled_logarithm_and_exponential() -> None:
    from scipy import special

    from symbolic_info.numeric.fast_kernels import fast_digamma, fast_exp, fast_log

    generator = np.random.default_rng(0)
    x = np.concatenate([np.exp(generator.uniform(-700, 700, 5000)), 1 + generator.normal(size=5000) * 1e-3, [2.3e-308, 1.0]])
    log = np.array([fast_log(v) for v in x])
    assert (abs(log - np.log(x)) <= 2 * np.spacing(abs(np.log(x)))).all()
    z = np.concatenate([generator.uniform(-740, 709, 5000), generator.normal(size=2000) * 1e-8, [-745.1, 709.78]])
    exp = np.array([fast_exp(v) for v in z])
    assert (abs(exp - np.exp(z)) <= 2 * np.spacing(np.exp(z))).all()
    assert np.isnan([fast_log(v) for v in (-1.0, 0.0, 1e-310, np.inf, np.nan)]).all(), "what NumPy is asked for"
    assert np.isnan(fast_exp(np.nan))
    assert [fast_exp(v) for v in (-np.inf, -800.0, 0.0, 800.0, np.inf)] == [0, 0, 1, np.inf, np.inf]
    y = np.exp(generator.uniform(-9, 9, 2000))
    assert [fast_digamma(v) for v in y] == pytest.approx(special.digamma(y), rel=1e-14, abs=1e-14)


def kernels_and_what_they_are() -> dict:
    """A kernel, its exact value, and how many u it may be off."""
    m, i = mpmath, mpmath.besseli

    def binet(x: mpmath.mpf) -> mpmath.mpf:
        return m.loggamma(x) - (x - m.mpf(1) / 2) * m.log(x) + x

    def bent(f: Callable, slope: Callable) -> Callable:
        return lambda a, b: f(b) - f(a) - (b - a) * slope(a)

    return {
        "fast_log_ratio": (lambda k, a, b: k(a, b, a - b), lambda a, b: m.log(a / b), 3),
        "fast_phi": (lambda k, a, b: k((a - b) / b, a / b), lambda a, b: a / b - 1 - m.log(a / b), 16),
        "fast_relative_entropy": (lambda k, a, b: k(a, b, b - a), lambda a, b: a * m.log(a / b) - a + b, 16),
        "fast_stirling_remainder": (
            lambda k, a, b: k(a, b, b - a), bent(binet, lambda x: m.digamma(x) - m.log(x) + 1 / (2 * x)), 40,
        ),
        "fast_loggamma_remainder": (lambda k, a, b: k(a, b, b - a), bent(m.loggamma, m.digamma), 16),
        "fast_log_bessel_remainder": (
            lambda k, a, b: k(a, b, b - a), bent(lambda x: m.log(i(0, x)), lambda x: i(1, x) / i(0, x)), 30,
        ),
        "fast_bessel_ratio": (lambda k, a, b: k(a), lambda a, b: i(1, a) / i(0, a), 6),
        "fast_half_sine": (lambda k, a, b: k(a, b), lambda a, b: m.sin((a - b) / 2), 4),
        "fast_power_of_quotient": (lambda k, a, b: k(a, b, 7.3), lambda a, b: (a / b) ** m.mpf(7.3), 4),
        "fast_gamma_one_plus": (lambda k, a, b: k(a, b), lambda a, b: m.gamma(1 + a / b), 5),
        "fast_loggamma1p": (lambda k, a, b: k(a, b, (a - b) / b) if a > 0.1 * b else np.nan, lambda a, b: m.loggamma(1 + a / b), 40),
    }  # fmt: skip


@pytest.mark.parametrize("name", sorted(kernels_and_what_they_are()))
def test_compiled_kernels_are_what_they_say(name: str) -> None:
    from symbolic_info.numeric import fast_kernels

    call, exact, limit = kernels_and_what_they_are()[name]
    generator = np.random.default_rng(1)
    a = np.exp(generator.uniform(-4, 4.5, 60))
    b = np.where(np.arange(60) % 2, a * (1 + 10 ** generator.uniform(-13, -0.2, 60) * generator.choice([-1, 1], 60)), a[::-1])
    count = 0
    for x, y in zip(a.tolist(), b.tolist(), strict=True):
        found = call(getattr(fast_kernels, name), x, y)
        with mpmath.workdps(60):
            assert not np.isfinite(found) or abs(found / exact(mpmath.mpf(x), mpmath.mpf(y)) - 1) < limit * U, (x, y)
        count += bool(np.isfinite(found))
    assert count >= 40


def test_compiled_kernels_leave_to_numpy_what_they_cannot_serve() -> None:
    from symbolic_info.numeric import fast_kernels as k

    for value in (
        k.fast_log_bessel_remainder(3.0, 40.0, 37.0), k.fast_half_sine(1e7, 0.0), k.fast_phi(-1.0, 0.0), k.fast_log_ratio(0.0, 1.0, -1.0),
        k.fast_power_of_quotient(0.0, 1.0, 2.0), k.fast_phi(-1.0, 1e-310), k.fast_relative_entropy(0.0, 1.0, 1.0),
    ):  # fmt: skip
        assert not np.isfinite(value)
    assert k.fast_half_sine(3.0, 3.0) == 0
    assert k.fast_phi(np.inf, np.inf) != 0


# -- Dask ----------------------------------------------------------------------------------------------------------------


def test_dask_arrays_are_mapped_lazily() -> None:
    import dask.array as da

    f = lambdify(si.KL(*PAIRS["normal"]))
    at = columns(90_000, 4)
    lazy = [da.from_array(a, chunks=25_000 + 5000 * i) for i, a in enumerate(at)]
    found = f(*lazy)
    assert isinstance(found, da.Array)
    assert found.shape == (90_000,)
    assert found.compute() == pytest.approx(f(*at), rel=24 * U)
    assert f(lazy[0], 1.0, 0.0, 2.0).sum().compute() == pytest.approx(f(at[0], 1.0, 0.0, 2.0).sum(), rel=1e-12)
    table = da.from_array(at[0].reshape(300, 300), chunks=(100, 200))
    assert f(table, 1.0, lazy[2][:300], 2.0).compute() == pytest.approx(f(at[0].reshape(300, 300), 1.0, at[2][:300], 2.0), rel=24 * U)
    assert f(lazy[0].astype("f4"), lazy[1].astype("f4"), lazy[2].astype("f4"), lazy[3].astype("f4")).dtype == np.float32


def test_dask_rows() -> None:
    import dask.array as da

    p, q = (np.random.default_rng(i).dirichlet(np.ones(7), 400) for i in range(2))
    lazy = [da.from_array(a, chunks=(90, 3)) for a in (p, q)]
    for f in (si.kl, si.cross_entropy, si.js):
        found = f(*lazy, base=2)
        assert isinstance(found, da.Array)
        assert found.compute() == pytest.approx(f(p, q, base=2), rel=4 * U)
    assert si.kl(lazy[0], lazy[1][0]).compute() == pytest.approx(si.kl(p, q[0]), rel=4 * U)
    assert si.entropy(lazy[0].T, axis=0).mean().compute() == pytest.approx(si.entropy(p).mean(), rel=1e-14)
    assert float(si.entropy(lazy[0][0]).compute()) == pytest.approx(si.entropy(p[0]), rel=4 * U)
    with pytest.raises(ParameterError, match="axis=2"):
        si.kl(*lazy, axis=2)
    with pytest.raises(ParameterError, match="negative"):
        si.entropy(-lazy[0]).compute()


CLUSTER = """
import dask.array as da
from dask.distributed import Client, LocalCluster
import symbolic_info as si

if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, memory_limit="400MiB", dashboard_address=None) as cluster, Client(cluster):
        generator = da.random.default_rng(0)
        m = generator.normal(size=60_000_000, chunks=1_000_000)  # 458 MiB, and s as much
        s = generator.uniform(0.5, 2, size=60_000_000, chunks=1_000_000)
        f = si.lambdify(si.KL(si.Normal("m", "s"), si.Normal(0, 1)))
        print(float(f(m, s).mean().compute()))
"""


@pytest.mark.slow
def test_two_workers_on_more_than_their_memory(tmp_path: Path) -> None:
    script = tmp_path / "cluster.py"
    script.write_text(CLUSTER)
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True, cwd=tmp_path, env=env, timeout=400)
    exact = 0.5 * (1 + (8 - 0.125) / 3 / 1.5 - 1) - (2 * np.log(2) - 2 + 0.5 * np.log(2) + 0.5) / 1.5  # E[m^2 + s^2 - 1]/2 - E[log s]
    assert float(done.stdout) == pytest.approx(exact, abs=1e-3)
