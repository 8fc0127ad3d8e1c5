"""What a user meets: types, nan, shapes, zeros, totals, names, pickles, threads; PyTorch and JAX in ``make test-peers``."""

import math
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import mpmath
import numpy as np
import pytest
import sympy as sp

import symbolic_info as si
from symbolic_info.core.errors import NotNormalised, ParameterError
from symbolic_info.numeric.arrays import normalised
from symbolic_info.numeric.lambdify import lambdify

NAN, INF, LOG2 = math.nan, math.inf, math.log(2)
U32 = 2.0**-24
GENERATOR = np.random.default_rng(0)
NORMALS = si.KL(si.Normal("m", "s"), si.Normal("n", "t"))
BERNOULLI = si.KL(si.Bernoulli("p"), si.Bernoulli("q"))
ROWS = si.KL(si.Categorical("p", "n"), si.Categorical("q", "n"))
SCALARS = {
    "normal": NORMALS,
    "bernoulli": BERNOULLI,
    "gamma": si.KL(si.Gamma("k", rate="l"), si.Gamma("m", rate="n")),
    "entropy that cancels": si.Entropy(si.Gamma("k", rate="l")),
    "pair of families": si.KL(si.Exponential(rate="l"), si.Gamma("k", rate="m")),
}
BACKENDS = ("numpy", "python", "mpmath")
LIBRARIES = ("torch", "jax")


def points(key: str, count: int = 100) -> np.ndarray:
    """Arguments of a scalar quantity, a row each, of float32; every second Q beside P."""
    n = len(lambdify(SCALARS[key]).args)
    at = np.exp(GENERATOR.uniform(math.log(0.05), math.log(0.9 if key == "bernoulli" else 8.0), (n, count)))
    if key in ("normal", "bernoulli", "gamma"):
        at[n // 2 :, ::2] = at[: n // 2, ::2] * (1 + 1e-4 * GENERATOR.uniform(0.1, 1, (n // 2, count // 2)))
    return at.astype(np.float32)


def masses(step: float, size: int = 9) -> tuple[np.ndarray, np.ndarray]:
    """Rows p and q of float32, q apart from p by ``step``, relatively."""
    p = GENERATOR.dirichlet(np.ones(size), 100).astype(np.float32)
    q = p * (1 + step * GENERATOR.uniform(-1, 1, p.shape))
    return p, (q / q.sum(axis=-1, keepdims=True)).astype(np.float32)


def exact_kl(p: list[float], q: list[float]) -> float:
    pairs = [(mpmath.mpf(a), mpmath.mpf(b)) for a, b in zip(p, q, strict=True)]
    with mpmath.workdps(30):
        return float(mpmath.fsum(a * mpmath.log(a / b) - a + b for a, b in pairs))


# -- float32 in, right to float32 out --------------------------------------------------------------------------------------

LOGITS, TARGET = GENERATOR.normal(size=(2, 5, 3, 4)).astype(np.float32), GENERATOR.integers(0, 5, (2, 3, 4))
P32, Q32 = masses(0.5)
FLOAT32 = {
    "entropy": (si.entropy, (P32,)),
    "cross-entropy": (si.cross_entropy, (P32, Q32)),
    "js": (si.js, (P32, Q32)),
    "perplexity": (si.perplexity, (P32,)),
    "rows": (lambdify(ROWS), (P32, Q32)),
    "loss": (lambda z: si.losses.cross_entropy(z, TARGET, reduction="none"), (LOGITS,)),
    "gradient of the loss": (lambda z: si.losses.cross_entropy_gradient(z, TARGET, label_smoothing=0.1), (LOGITS,)),
    "vae": (si.losses.vae_kl, (LOGITS[0, 0], LOGITS[1, 1])),
    **{key: (lambdify(q), tuple(points(key))) for key, q in SCALARS.items()},
}


@pytest.mark.parametrize("key", FLOAT32)
def test_float32_in_is_right_to_float32_out(key: str) -> None:
    act, given = FLOAT32[key]
    found, exact = act(*given), act(*(a.astype(np.float64) for a in given))
    assert found.dtype == np.float32
    assert (abs(found - exact) <= 4 * U32 * abs(exact)).all()


@pytest.mark.parametrize("backend", ["numpy", "lambdify"])
@pytest.mark.parametrize("step", [1e-1, 1e-3, 1e-5])
def test_totals_that_float32_rounds_are_equal(step: float, backend: str) -> None:
    p, q = masses(step)
    found = si.kl(p, q) if backend == "numpy" else lambdify(ROWS)(p, q)
    exact = np.array(list(map(exact_kl, p.tolist(), q.tolist())))
    assert (found >= 0).all()
    assert (abs(found - exact) <= 4 * U32 * exact).all()
    assert normalised(p) is p


# -- nan, shapes, zeros, totals --------------------------------------------------------------------------------------------


def around(i: int) -> list[float]:
    """Four arguments, the one at i nan."""
    return [NAN if i == j else 0.5 for j in range(4)]


PASSES = {
    "entropy": lambda: si.entropy([NAN, 0.5]),
    "cross-entropy": lambda: si.cross_entropy([0.5, 0.5], [NAN, 0.5]),
    "cross-entropy at 0": lambda: si.cross_entropy([0.0, 1.0], [NAN, 0.5]),
    "kl": lambda: si.kl([0.0, 1.0], [NAN, 0.5]),
    "js": lambda: si.js([0.0, 1.0], [NAN, 0.5]),
    "perplexity": lambda: si.perplexity([NAN, 0.5]),
    "loss": lambda: si.losses.cross_entropy([[NAN, 0.5]], [1]),
    "vae": lambda: si.losses.vae_kl([NAN], [0.5]),
    **{f"{b} {i}": partial(lambdify(NORMALS, backend=b), *around(i)) for b in BACKENDS for i in range(4)},
    **{f"gradient {i}": lambda i=i: max(lambdify(NORMALS).grad(*around(i))) for i in range(4)},
}


@pytest.mark.parametrize("key", PASSES)
def test_nan_passes_through(key: str) -> None:
    assert mpmath.isnan(PASSES[key]())


SHAPES = {
    "kl": lambda: si.kl(np.ones((2, 3)), np.ones((4, 2))),
    "cross-entropy": lambda: si.cross_entropy(np.ones((2, 3)), np.ones((4, 2))),
    "js": lambda: si.js(np.ones((2, 3)), np.ones((4, 2))),
    "vae": lambda: si.losses.vae_kl(np.ones((2, 3)), np.ones((4, 2))),
    "loss": lambda: si.losses.cross_entropy(np.ones((2, 3)), np.ones((4, 2))),
    "scalars": lambda: lambdify(NORMALS)(np.ones((2, 3)), np.ones((4, 2)), 1, 1),
    "rows": lambda: lambdify(ROWS)(np.ones((2, 3)), np.ones((4, 2))),
}


@pytest.mark.parametrize("key", SHAPES)
def test_shapes_that_do_not_broadcast_are_named(key: str) -> None:
    with pytest.raises(ParameterError, match=r"(?s)\(2, 3\).*\(4, 2\)|\(4, 2\).*\(2, 3\)"):
        SHAPES[key]()


ZEROS = (
    ((1, 0.5), LOG2),
    ((0, 0.5), LOG2),
    ((0.5, 0), INF),
    ((0.5, 1), INF),
    ((0, 0), 0),
    ((1, 1), 0),
    ((-0.1, 0.5), NAN),
    ((0.5, 1.1), NAN),
)


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize(("at", "wanted"), ZEROS)
def test_zeros(backend: str, at: tuple, wanted: float) -> None:
    assert float(lambdify(BERNOULLI, backend=backend)(*at)) == pytest.approx(wanted, rel=1e-15, nan_ok=True)


def test_zeros_of_rows_and_gradients_that_exist() -> None:
    for f in (si.kl, lambdify(ROWS)):
        assert f([1, 0], [0.5, 0.5]) == pytest.approx(LOG2, rel=1e-15)
        assert f([0.5, 0.5], [1, 0]) == INF
        assert f([0, 1], [0, 1]) == 0
    assert lambdify(BERNOULLI).grad(1.0, 0.5)[1] == -2
    assert lambdify(BERNOULLI).grad(0.0, 0.5)[1] == 2


def test_totals_off_are_corrected_or_refused() -> None:
    assert si.kl([1, 2], [3, 4]) == pytest.approx(math.log(1 / 3) + 2 * math.log(2 / 4), rel=1e-15)
    for act in (lambda: si.kl(normalised([1, 2]), [3, 4]), lambda: lambdify(ROWS).strict([0.5, 0.5], [0.5, 0.6])):
        with pytest.raises(NotNormalised, match=r"the masses total [\d.]+, not 1"):
            act()
    assert lambdify(ROWS).strict([1, 0], [0.5, 0.5]) == pytest.approx(LOG2)
    assert lambdify(ROWS).strict(*masses(1e-3)).shape == (100,)
    for negative in (si.entropy, si.perplexity, lambda p: si.kl([0.5, 0.5], p), lambda p: lambdify(ROWS).strict(p, p)):
        with pytest.raises(ParameterError, match=r"-0.5 is negative|needs p >= 0"):
            negative([1.5, -0.5])


# -- derivatives, sources, pickles, threads, names, units ------------------------------------------------------------------


@pytest.mark.parametrize("key", ["normal", "bernoulli", "gamma"])
def test_derivatives_near_the_diagonal_are_those_of_mpmath(key: str) -> None:
    f = lambdify(SCALARS[key])
    half = len(f.args) // 2
    form = sp.lambdify(f.symbols, f.closed_form, "mpmath")
    for step in (1e-2, 1e-6, 1e-10):
        p = [0.3, 0.7][:half]
        at = [*p, *(v * (1 + step * (i + 1)) for i, v in enumerate(p))]
        with mpmath.workdps(60):
            order = [tuple(int(i == j) for j in range(2 * half)) for i in range(2 * half)]
            first = [float(mpmath.diff(form, tuple(map(mpmath.mpf, at)), n)) for n in order]
            both = tuple(a + b for a, b in zip(order[0], order[-1], strict=True))
            second = float(mpmath.diff(form, tuple(map(mpmath.mpf, at)), both))
        assert f.grad(*at) == pytest.approx(first, rel=1e-12, abs=1e-30)
        assert f.hess(*at)[0][-1] == pytest.approx(second, rel=1e-12, abs=1e-13)


def test_sources_run_alone_in_a_fresh_process(tmp_path: Path) -> None:
    for backend in BACKENDS:
        f = lambdify(SCALARS["gamma"], backend=backend)
        (tmp_path / f"by_{backend}.py").write_text(f.source)
    code = f"import sys, by_{', by_'.join(BACKENDS)}; assert 'symbolic_info' not in sys.modules\n"
    code += f"for m in (by_{', by_'.join(BACKENDS)}): print(float(m.{f.__name__}(2.0, 1.0, 3.0, 1.5)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert [float(v) for v in done.stdout.split()] == pytest.approx([float(f(2.0, 1.0, 3.0, 1.5))] * 3, rel=1e-14)


def pickled(backend: str, at: tuple) -> None:
    f = lambdify(NORMALS, backend=backend)
    for one in (f, f.grad, f.hess, f.derivative("m"), f.strict, *(() if backend in LIBRARIES else (f.with_bound,))):
        again = pickle.loads(pickle.dumps(one))
        assert str(again(*at)) == str(one(*at))


@pytest.mark.parametrize("backend", BACKENDS)
def test_functions_pickle(backend: str) -> None:
    pickled(backend, (0.0, 1.0, 1.0, 2.0))


def test_heads_pickle() -> None:
    for head in (*SCALARS.values(), ROWS, NORMALS.to("bits"), NORMALS.rewrite(si.CrossEntropy), lambdify(NORMALS).closed_form):
        assert pickle.loads(pickle.dumps(head)) == head


def test_two_threads_get_the_same() -> None:
    acts = [(lambdify(NORMALS), points("normal", 30_000)), (si.kl, masses(1e-3, 1000)), (lambdify(SCALARS["gamma"]), points("gamma"))]
    for act, given in acts:
        alone = act(*given)
        with ThreadPoolExecutor(2) as pool:
            assert all((found == alone).all() for found in pool.map(lambda _, act=act, given=given: act(*given), range(8)))


def test_names_units_and_docstrings() -> None:
    f = lambdify(NORMALS, args=["t", "s", "n", "m"])
    assert f(2, 1, 1, 0) == f(m=0, s=1, n=1, t=2) == f(2, 1, m=0, n=1) == lambdify(NORMALS)(0, 1, 1, 2)
    bits = [lambdify(q)(0, 1, 1, 2) for q in (si.KL(*NORMALS.distributions, base=2), NORMALS.to("bits"))]
    assert bits == pytest.approx([f(2, 1, 1, 0) / LOG2] * 2, rel=1e-15)
    assert ", in bits." in lambdify(NORMALS.to("bits")).__doc__
    assert "result has their common shape" in f.__doc__
    assert "masses along the last axis" in lambdify(ROWS).__doc__
    assert si.js([1, 0], [0, 1], base=2) == si.entropy([0.5, 0.5], base="bits") == 1
    assert si.perplexity([0.25] * 4) == pytest.approx(4, rel=1e-15)


# -- PyTorch and JAX -------------------------------------------------------------------------------------------------------


def tensor(library: str, value: Any) -> Any:
    """An array of the library, of the type that ``value`` has; JAX with float64."""
    if library == "torch":
        import torch

        return torch.tensor(value)
    import jax

    jax.config.update("jax_enable_x64", True)
    return jax.numpy.asarray(value)


def slopes(library: str, f: Callable, *at: Any) -> list[np.ndarray]:
    """The gradient of the sum of ``f``."""
    given = [tensor(library, np.asarray(a)) for a in at]
    if library == "torch":
        given = [g.requires_grad_() for g in given]
        f(*given).sum().backward()
        return [g.grad.numpy() for g in given]
    import jax

    return [np.asarray(g) for g in jax.grad(lambda *a: f(*a).sum(), argnums=tuple(range(len(given))))(*given)]


@pytest.mark.peers
@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("key", [*SCALARS, "rows"])
def test_tensors_of_float32(library: str, key: str) -> None:
    given = (P32, Q32) if key == "rows" else tuple(points(key))
    f = lambdify(ROWS if key == "rows" else SCALARS[key], backend=library)
    found, exact = f(*(tensor(library, a) for a in given)), f.on("numpy")(*(a.astype(np.float64) for a in given))
    assert str(found.dtype).endswith("float32")
    assert (abs(np.asarray(found) - exact) <= 4 * U32 * abs(exact)).all()
    mixed = f(*(tensor(library, given[0]), *(a if key == "rows" else 0.5 for a in given[1:])))
    assert str(mixed.dtype).endswith("float32")
    if key == "normal":
        assert {str(h.dtype)[-7:] for row in f.hess(*(tensor(library, a) for a in given)) for h in row} == {"float32"}


@pytest.mark.peers
@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("key", ["normal", "bernoulli", "gamma"])
def test_nan_makes_no_gradient_infinite(library: str, key: str) -> None:
    f = lambdify(SCALARS[key], backend=library)
    for i in range(len(f.args)):
        at = [NAN if i == j else 0.3 for j in range(len(f.args))]
        assert math.isnan(f(*(tensor(library, a) for a in at)))
        assert not np.isinf(slopes(library, f, *at)).any()


@pytest.mark.peers
@pytest.mark.parametrize("library", LIBRARIES)
def test_what_tensors_refuse(library: str) -> None:
    f, rows = lambdify(NORMALS, backend=library), lambdify(ROWS, backend=library)
    wide, high = tensor(library, np.ones((2, 3))), tensor(library, np.ones((4, 2)))
    for act in (lambda: f(wide, high, 1, 1), lambda: rows(wide, high)):
        with pytest.raises(ParameterError, match=r"shapes \(2, 3\), \(4, 2\).* do not broadcast"):
            act()
    for bad in (1j, "x", tensor(library, np.array([1j]))):
        with pytest.raises(ParameterError, match="not all numbers"):
            f(bad, 1, 1, 1)
    with pytest.raises(NotNormalised, match=r"total 1.2"):
        rows.strict(tensor(library, [0.5, 0.5]), tensor(library, [0.6, 0.6]))
    with pytest.raises(ParameterError, match=r"needs s > 0"):
        f.strict(0.0, -1.0, 0.0, 1.0)
    assert np.asarray(f([0.0, 0.0], 1.0, [1.0, 2.0], 2.0)) == pytest.approx(lambdify(NORMALS)(0, 1, [1, 2], 2))


@pytest.mark.peers
@pytest.mark.parametrize("library", LIBRARIES)
def test_gradients_of_small_masses(library: str) -> None:
    f = lambdify(ROWS, backend=library)
    for a in (1e-290, 1e-160, 1e-40, 1e-20, 1e-8, 0.5):
        for b in (a, 1.5 * a, a * (1 + 2.0**-30), 0.4 * a, 1e-30, 0.5):
            by_p, by_q = slopes(library, f, np.array([a, 0.5]), np.array([b, 0.5]))
            with mpmath.workdps(30):
                exact = float(mpmath.log(mpmath.mpf(a) / mpmath.mpf(b))), float(1 - mpmath.mpf(a) / mpmath.mpf(b))
            assert (by_p[0], by_q[0]) == pytest.approx(exact, rel=1e-8, abs=1e-14)
    by_q = slopes(library, f, np.array([0.0, 1.0]), np.array([0.5, 0.5]))[1]
    assert by_q == pytest.approx([1, -1])


@pytest.mark.peers
def test_compiled_by_torch() -> None:
    import torch

    f = lambdify(NORMALS, backend="torch")
    at = [torch.rand(50, dtype=torch.float64) + 0.5 for _ in f.args]
    for backend in ("eager", "aot_eager", *(["inductor"] if shutil.which("cc") else [])):
        torch.compiler.reset()
        assert torch.allclose(torch.compile(f, backend=backend, fullgraph=True)(*at), f(*at), rtol=1e-13, atol=0)


@pytest.mark.peers
@pytest.mark.parametrize("library", LIBRARIES)
def test_constants_and_pickles_of_tensors(library: str) -> None:
    constant = lambdify(si.KL(si.Normal(0, 1), si.Normal(1, 2)), backend=library)
    assert float(constant()) == pytest.approx(LOG2 - 0.25, rel=1e-6)
    assert float(constant.strict()) == float(constant())
    pickled(library, (0.0, 1.0, 1.0, 2.0))


@pytest.mark.peers
@pytest.mark.parametrize("library", LIBRARIES)
def test_on_the_device_of_the_tensors(library: str, record_property: Callable) -> None:
    at, f = points("gamma"), lambdify(SCALARS["gamma"], backend=library)
    exact = lambdify(f.quantity)(*at)
    devices = present(library)
    record_property("devices tested", len(devices))
    print(f"{len(devices)} devices tested; GPUs: {len(devices) - 1 or 'none, not tested'}")
    for device, place in devices.items():
        found = f(*map(place, at))
        assert str(found.device).startswith(device)
        assert np.asarray(found.cpu() if library == "torch" else found) == pytest.approx(exact, rel=1e-5)


def present(library: str) -> dict[str, Callable]:
    """The devices of this machine, and how an array gets there."""
    if library == "torch":
        import torch

        names = ["cpu", *(["cuda"] if torch.cuda.is_available() else [])]
        return {name: lambda a, name=name: torch.tensor(a, device=name) for name in names}
    import jax

    found = {str(device): device for device in (*jax.devices("cpu")[:1], *(d for d in jax.devices()[:1] if d.platform != "cpu"))}
    return {name: lambda a, device=device: jax.device_put(a, device) for name, device in found.items()}
