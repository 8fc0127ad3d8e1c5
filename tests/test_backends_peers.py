"""PyTorch and JAX: the values, gradients and devices of written functions; and the losses beside PyTorch's own.  For `make test-peers`."""

import itertools
import math
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import mpmath
import numpy as np
import pytest
from core_families import core

import symbolic_info as si
from symbolic_info.core.errors import MissingExtra, ParameterError
from symbolic_info.numeric import losses
from symbolic_info.numeric.lambdify import lambdify
from symbolic_info.proof.sampling import points

pytestmark = pytest.mark.peers
U = 2.0**-53
NORMALS = si.KL(si.Normal("mu_1", "sigma_1"), si.Normal("mu_2", "sigma_2"))
BERNOULLI = si.KL(si.Bernoulli("p"), si.Bernoulli("q"))
LIBRARIES = ("torch", "jax")
SLOPES = 1e-12
"""How far gradients may be off, relatively."""


def divergence(family: si.Family) -> Any:
    return si.KL(family.with_own_symbols("_1"), family.with_own_symbols("_2"))


def columns(quantity: Any, count: int = 60) -> list[np.ndarray]:
    """Points by argument; every second with Q beside P."""
    f = lambdify(quantity)
    rows = []
    for i, point in enumerate(points((quantity,), count, seed=7)):
        row = [float(point[s]) for s in f.symbols]
        half = len(row) // 2
        rows.append([*row[:half], *(v * (1 + 10.0 ** -(1 + i % 12) * (k + 1) / 3) for k, v in enumerate(row[:half]))] if i % 2 else row)
    inside = [r for r in rows if not math.isnan(f(*r)) and math.isfinite(f(*r))]
    return list(np.array(inside).T)


def run(library: str, f: Any, *columns: np.ndarray) -> np.ndarray:
    if library == "torch":
        import torch

        return f(*map(torch.tensor, columns)).numpy()
    import jax

    jax.config.update("jax_enable_x64", True)
    return np.asarray(jax.jit(lambda *a: f(*a))(*columns))


def gradients(library: str, f: Any, *columns: np.ndarray) -> list[np.ndarray]:
    if library == "torch":
        import torch

        given = [torch.tensor(c, requires_grad=True) for c in columns]
        f(*given).sum().backward()
        return [g.grad.numpy() for g in given]
    import jax

    jax.config.update("jax_enable_x64", True)
    return [np.asarray(g) for g in jax.grad(lambda *a: f(*a).sum(), argnums=tuple(range(len(columns))))(*columns)]


@core
@pytest.mark.parametrize("library", LIBRARIES)
def test_values(member: si.Family, library: str) -> None:
    quantity = divergence(member)
    at = columns(quantity)
    found, exact = run(library, lambdify(quantity, backend=library), *at), lambdify(quantity)(*at)
    assert (abs(found - exact) <= (256 if member.key in ("beta", "weibull") else 64) * U * exact).all()
    assert (found >= 0).all()
    half = len(at) // 2
    assert (run(library, lambdify(quantity, backend=library), *at[:half], *at[:half]) == 0).all()


@core
@pytest.mark.parametrize("library", LIBRARIES)
def test_gradients_near_the_diagonal(member: si.Family, library: str) -> None:
    quantity = divergence(member)
    at = columns(quantity)
    if member.key == "uniform":  # the divergence has kinks at Q = P
        at = [c[::2] for c in at]
    found, exact = gradients(library, lambdify(quantity, backend=library), *at), lambdify(quantity).grad(*at)
    for name, ours, wanted in zip(lambdify(quantity).args, found, exact, strict=True):
        assert np.isfinite(ours).all()
        assert (abs(ours - wanted) <= SLOPES * abs(wanted)).all(), name


@pytest.mark.parametrize("library", LIBRARIES)
def test_zeros(library: str) -> None:
    p, q = np.array([0.0, 1.0, 0.0, 0.5, 0.25]), np.array([0.5, 0.5, 0.0, 0.0, 0.25])
    f = lambdify(BERNOULLI, backend=library)
    assert run(library, f, p, q) == pytest.approx([np.log(2), np.log(2), 0, np.inf, 0])
    by_q = gradients(library, f, p[[0, 1, 4]], q[[0, 1, 4]])[1]
    assert by_q == pytest.approx([2, -2, 0])
    assert np.isnan(run(library, f, np.array([-0.5]), np.array([0.5]))).all()


@pytest.mark.parametrize("library", LIBRARIES)
def test_rows(library: str) -> None:
    p, q = np.array([[0.5, 0.5, 0.0], [0.2, 0.3, 0.5]]), np.array([[0.25, 0.5, 0.25], [0.2, 0.3, 0.5]])
    f = lambdify(si.KL(si.Categorical("p", "n"), si.Categorical("q", "n")), backend=library)
    assert run(library, f, p, q) == pytest.approx([0.5 * np.log(2), 0])
    by_q = gradients(library, f, p, q)[1]
    assert np.isfinite(by_q).all()
    assert by_q[0] == pytest.approx([-1, 0, 1])


def test_types_and_devices_of_torch() -> None:
    import torch

    f = lambdify(NORMALS, backend="torch")
    assert f(0, 1, 1, 2).dtype == torch.float64
    single = torch.ones(3, dtype=torch.float32)
    assert f(single, single, 1, 2).dtype == torch.float32
    assert f(torch.ones(2, 1), 1, 1, torch.ones(3)).shape == (2, 3)
    devices = ["cuda"] if torch.cuda.is_available() else []
    print(f"devices beside the CPU: {devices or 'none, not tested'}")
    for device in devices:
        assert f(torch.zeros(3, device=device), 1, 1, 2).device.type == device
    with pytest.raises(ParameterError, match=r"\(2,\), \(3,\).* do not broadcast"):
        f(torch.ones(2), torch.ones(3), 1, 1)
    with pytest.raises(ParameterError, match="not all numbers"):
        f("x", 1, 1, 1)


def test_torch_compile_and_vmap() -> None:
    import torch

    f = lambdify(NORMALS, backend="torch")
    at = [torch.rand(50, dtype=torch.float64) + 0.5 for _ in f.args]
    compiled = torch.compile(f.bare, backend="aot_eager")
    assert torch.allclose(compiled(*at), f(*at), rtol=1e-14)
    assert torch.allclose(torch.vmap(lambda *a: f(*a))(*at), f(*at), rtol=1e-14)


def test_second_derivatives_on_the_diagonal() -> None:
    import jax

    jax.config.update("jax_enable_x64", True)
    f = lambdify(NORMALS, backend="jax")
    hessian = np.array(jax.hessian(lambda a: f(*a))(np.array([0.5, 2.0, 0.5, 2.0])))
    assert hessian == pytest.approx(np.array(lambdify(NORMALS).hess(0.5, 2.0, 0.5, 2.0)), abs=1e-14)


@pytest.mark.parametrize("library", LIBRARIES)
def test_sources_run_alone(library: str, tmp_path: Path) -> None:
    f = lambdify(si.KL(si.Gamma("k", rate="l"), si.Gamma("m", rate="n")), backend=library)
    (tmp_path / "written.py").write_text(f.source)
    make = "import torch; t = [torch.tensor(v, dtype=torch.float64) for v in (2.0, 1.0, 3.0, 1.5)]"
    make = make if library == "torch" else "t = (2.0, 1.0, 3.0, 1.5)"
    code = f"import sys, written; {make}; print(float(written.{f.__name__}(*t)), 'symbolic_info' in sys.modules)"
    environment = {**os.environ, "JAX_ENABLE_X64": "1"}
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True, env=environment)
    value, loaded = done.stdout.split()
    assert float(value) == pytest.approx(float(lambdify(f.quantity)(2.0, 1.0, 3.0, 1.5)), rel=1e-13)
    assert loaded == "False"


def test_torch_itself_is_noise_there() -> None:
    import torch
    from torch.distributions import Normal, kl_divergence

    at = (0.5, 2.0, 0.5 + 2e-10, 2.0 + 2e-10)
    ours = float(lambdify(NORMALS, backend="torch")(*at))
    theirs = float(kl_divergence(Normal(*map(torch.tensor, np.array(at[:2]))), Normal(*map(torch.tensor, np.array(at[2:])))))
    exact = float(lambdify(NORMALS, backend="mpmath")(*at))
    assert abs(ours / exact - 1) < 1e-14
    assert abs(theirs / exact - 1) > 0.1
    assert mpmath.isfinite(exact)


LOSSES = tuple(
    itertools.product(((5,), (7, 5), (3, 5, 4), (2, 5, 3, 4)), (np.float64, np.float32), (False, True), ("mean", "sum", "none"), (0.0, 0.1))
)


@pytest.mark.parametrize("kind", ["indices", "probabilities"])
def test_losses_are_those_of_torch(kind: str) -> None:
    import torch
    from torch.nn import functional

    generator = np.random.default_rng(0)
    for shape, dtype, weighted, reduction, smoothing in LOSSES:
        z = (generator.normal(size=shape) * 3).astype(dtype)
        samples = shape[:1] * (len(shape) > 1) + shape[2:]
        if kind == "indices":
            target = generator.integers(0, 5, samples)
            target.reshape(-1)[0] = -100
        else:
            rows = generator.dirichlet(np.ones(5), samples or None)
            target = (np.moveaxis(rows, -1, 1) if len(shape) > 1 else rows).astype(dtype)
        weight = generator.uniform(0.1, 2, 5).astype(dtype) if weighted else None
        options = {"reduction": reduction, "label_smoothing": smoothing}
        logits = torch.tensor(z, requires_grad=True)
        theirs = functional.cross_entropy(logits, torch.tensor(target), None if weight is None else torch.tensor(weight), **options)
        theirs.sum().backward()
        tolerance = 1e-12 if dtype == np.float64 else 3e-5
        ours = losses.cross_entropy(z, target, weight, **options)
        assert np.asarray(ours).dtype == dtype
        assert np.allclose(ours, theirs.detach().numpy(), rtol=tolerance, atol=tolerance, equal_nan=True)
        gradient = losses.cross_entropy_gradient(z, target, weight, **options)
        assert np.allclose(gradient, logits.grad.numpy(), rtol=tolerance, atol=tolerance, equal_nan=True)


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("symbolic_info.numeric.lambdify.find_spec", lambda name: None if name == "torch" else find_spec(name))
    with pytest.raises(MissingExtra, match=r"pip install symbolic-info\[torch\]"):
        lambdify(NORMALS, backend="torch")


# -- Gaussian vectors ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("step", [0.0, 1e-8, 1.0])
def test_gaussian_vectors_in_batches(library: str, step: float) -> None:
    generator = np.random.default_rng(0)
    root, other = generator.normal(size=(2, 6, 3, 3))
    first = root @ np.swapaxes(root, 1, 2) + 0.5 * np.eye(3)
    second = first + step * (other @ np.swapaxes(other, 1, 2))
    mean = generator.normal(size=(6, 3))
    given = (mean, first, mean * (1 + step), second)
    quantity = si.KL(si.MultivariateNormal("m", "S", "d"), si.MultivariateNormal("n", "T", "d"))
    f, exact = lambdify(quantity, backend=library), lambdify(quantity)(*given)
    assert run(library, f, *given) == pytest.approx(exact, rel=1e-12, abs=0)
    by_mean, by_first = gradients(library, f, *given)[:2]
    assert by_mean == pytest.approx(np.linalg.solve(second, (given[0] - given[2])[..., None])[..., 0], rel=1e-9, abs=1e-15)
    inverse = np.linalg.inv(second) - np.linalg.inv(first)
    assert by_first + np.swapaxes(by_first, 1, 2) == pytest.approx(inverse, rel=1e-7, abs=1e-13)
