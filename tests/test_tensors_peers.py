"""PyTorch and JAX: two derivatives against mpmath, nan in gradients, zeros, narrow types, transforms.  For ``make test-peers``."""

import math
from collections.abc import Callable
from typing import Any

import mpmath
import numpy as np
import pytest
import sympy as sp
from core_families import core

import symbolic_info as si
from symbolic_info.numeric import tensors
from symbolic_info.numeric.lambdify import lambdify
from symbolic_info.proof.sampling import points

pytestmark = pytest.mark.peers
LIBRARIES = ("torch", "jax")
NAN, INF, U = math.nan, math.inf, 2.0**-53
ROWS = si.Categorical("p", "n"), si.Categorical("q", "n")
NORMALS = si.KL(si.Normal("m", "s"), si.Normal("n", "t"))
SCALARS = {
    "normal": NORMALS,
    "laplace": si.KL(si.Laplace("m", "s"), si.Laplace("n", "t")),
    "gamma": si.KL(si.Gamma("k", rate="a"), si.Gamma("l", rate="b")),
    "bernoulli": si.KL(si.Bernoulli("p"), si.Bernoulli("q")),
}


def array(library: str, value: Any) -> Any:
    if library == "torch":
        import torch

        return torch.tensor(value)
    import jax

    jax.config.update("jax_enable_x64", True)
    return jax.numpy.asarray(value)


def transformed(library: str, f: Callable, kind: str) -> Callable:
    """The gradient ("grad") or second derivatives ("hessian") of f at many points, a row each."""
    if library == "torch":
        from torch import func as transforms
    else:
        import jax as transforms
    return transforms.vmap(getattr(transforms, kind)(lambda row: f(*row)))


def slopes(library: str, f: Callable, *at: Any) -> list[np.ndarray]:
    """The gradient of the sum of ``f``."""
    given = [array(library, np.asarray(a, dtype=getattr(a, "dtype", np.float64))) for a in at]
    if library == "torch":
        given = [g.requires_grad_() for g in given]
        f(*given).sum().backward()
        return [g.grad.numpy() for g in given]
    import jax

    return [np.asarray(g) for g in jax.grad(lambda *a: f(*a).sum(), argnums=tuple(range(len(given))))(*given)]


# -- second derivatives ----------------------------------------------------------------------------------------------------


def near_and_far(quantity: sp.Expr, count: int) -> np.ndarray:
    """Points inside the domain, a row each; every second with Q beside P."""
    f, rows = lambdify(quantity), []
    for i, point in enumerate(points((quantity,), count, seed=7)):
        row = [float(point[s]) for s in f.symbols]
        half = len(row) // 2
        rows.append([*row[:half], *(v * (1 + 10.0 ** -(1 + i % 12) * (k + 1) / 3) for k, v in enumerate(row[:half]))] if i % 2 else row)
    return np.array([r for r in rows if math.isfinite(f(*r))])


def exact(f: Any, at: np.ndarray, orders: int) -> np.ndarray:
    """The derivatives of the closed form at each point by mpmath."""
    form = sp.Array([f.closed_form.diff(s) for s in f.symbols]) if orders == 1 else sp.hessian(f.closed_form, f.symbols)
    smooth = form.applyfunc(lambda e: e.replace(sp.DiracDelta, lambda *a: sp.S.Zero))
    found = sp.lambdify(f.symbols, smooth.tolist(), ["mpmath", {"sign": mpmath.sign}])
    with mpmath.workdps(60):
        return np.array([np.array(found(*map(mpmath.mpf, row)), dtype=float) for row in at.tolist()])


@core
@pytest.mark.parametrize("library", LIBRARIES)
def test_second_derivatives(member: si.Family, library: str) -> None:
    quantity = si.KL(member.with_own_symbols("_1"), member.with_own_symbols("_2"))
    f, at = lambdify(quantity, backend=library), near_and_far(quantity, 20)
    found, wanted = np.asarray(transformed(library, f, "hessian")(array(library, at))), exact(f, at, 2)
    if member.key == "uniform":  # the divergence has kinks at Q = P
        found, wanted = found[::2], wanted[::2]
    scale = abs(wanted) + 1e-3 * abs(wanted).max(axis=(1, 2), keepdims=True)
    assert (abs(found - wanted) <= 1e-12 * scale).all()


GAMMAS = {
    "loggamma": (lambda v: mpmath.loggamma(v), lambda v: mpmath.psi(0, v), lambda v: mpmath.psi(1, v)),
    "digamma": (lambda v: mpmath.psi(0, v), lambda v: mpmath.psi(1, v), lambda v: mpmath.psi(2, v)),
    "polygamma": (lambda v: mpmath.psi(1, v), lambda v: mpmath.psi(2, v)),
}


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("name", GAMMAS)
def test_gamma_functions_are_differentiated_to_all_digits(name: str, library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    at = np.concatenate([10 ** np.random.default_rng(0).uniform(-3, 4, 40), [1e-5, 1.0, 2.0, 7.9, 8.1, 9e4, 1.1e5]])
    import jax
    import torch

    monkeypatch.setattr(tensors, "xp", torch if library == "torch" else jax.numpy)
    monkeypatch.setattr(tensors, "special", torch.special if library == "torch" else jax.scipy.special)
    transforms = torch.func if library == "torch" else jax
    f = getattr(tensors, name)
    steps = [(lambda v: f(1, v)) if name == "polygamma" else f]
    for wanted in GAMMAS[name]:
        found = np.asarray(transforms.vmap(steps[-1])(array(library, at)))
        values = np.array([float(wanted(mpmath.mpf(v))) for v in at.tolist()])
        assert (abs(found - values) <= 1e-13 * np.maximum(abs(values), 0.01)).all()
        steps.append(transforms.grad(steps[-1]))


# -- nan, zeros, edges -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("key", SCALARS)
def test_nan_passes_through_every_partial(key: str, library: str) -> None:
    f = lambdify(SCALARS[key], backend=library)
    count = len(f.args)
    for i in range(count):
        columns = [np.array([0.3, NAN if i == j else 0.3, 0.4]) for j in range(count)]
        for g in slopes(library, f, *columns):
            assert np.isnan(g).tolist() == [False, True, False]
    assert all(np.isnan(g) for g in slopes(library, f, *[0.3] * (count - 1), -1.0))


@pytest.mark.parametrize("library", LIBRARIES)
def test_nan_passes_through_the_row_that_holds_it(library: str) -> None:
    p, q = np.array([[NAN, 0.5], [0.5, 0.5]]), np.array([[0.5, 0.5], [0.2, 0.8]])
    for quantity in (si.KL(*ROWS), si.CrossEntropy(*ROWS)):
        for g in slopes(library, lambdify(quantity, backend=library), p, q):
            assert np.isnan(g).tolist() == [[True, True], [False, False]]


ZEROS = (  # p, q, the gradients of the divergence and of the cross-entropy by p and q: 0 where one is infinite
    (
        [0.0, 0.5, 0.5],
        [0.5, 0.25, 0.25],
        ([0, math.log(2), math.log(2)], [1, -1, -1]),
        ([math.log(2), math.log(4), math.log(4)], [0, -2, -2]),
    ),
    ([0.0, 1.0], [0.0, 1.0], ([0, 0], [1, 0]), ([0, 0], [0, -1])),
)


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize(("p", "q", "of_divergence", "of_cross_entropy"), ZEROS)
def test_gradients_at_zeros(p: list, q: list, of_divergence: tuple, of_cross_entropy: tuple, library: str) -> None:
    for quantity, wanted in ((si.KL(*ROWS), of_divergence), (si.CrossEntropy(*ROWS), of_cross_entropy)):
        found = slopes(library, lambdify(quantity, backend=library), p, q)
        for g, w in zip(found, wanted, strict=True):
            assert g.tolist() == pytest.approx(w, rel=4 * U, abs=0)


@pytest.mark.parametrize("library", LIBRARIES)
def test_symbolic_derivatives_of_rows_and_at_edges(library: str) -> None:
    p, q = np.array([[0.0, 0.0, 0.5, 0.5], [0.1, 0.2, 0.3, 0.4]]), np.array([[0.0, 0.5, 0.25, 0.25], [0.1, 0.2, 0.3, 0.4]])
    for quantity, given in ((si.KL(*ROWS), (p, q)), (SCALARS["bernoulli"], (p.ravel(), q.ravel()))):
        f = lambdify(quantity)
        tensors_given = [array(library, a) for a in given]
        for ours, wanted in zip(f.on(library).grad(*tensors_given), f.grad(*given), strict=True):
            assert np.asarray(ours) == pytest.approx(wanted, rel=8 * U)
        assert tuple(f.on(library).hess(*tensors_given)[0][1].shape) == f.hess(*given)[0][1].shape


# -- types and transforms --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("key", [*SCALARS, "rows"])
def test_the_bare_function_keeps_a_narrow_type(key: str, library: str) -> None:
    """What ``torch.compile`` and ``jit`` take computes in the type given: right to that type, but for what its own rounding costs."""
    generator = np.random.default_rng(0)
    if key == "rows":
        p = generator.dirichlet(np.ones(9), 100).astype(np.float32)
        q = (p * (1 + 1e-3 * generator.uniform(-1, 1, p.shape))).astype(np.float32)
        p[0, 0], q[0, 0], p[1, 1], q[1, 1] = 1e-36, 2e-37, 2e-38, 0.1  # far below what float32 can square
        given = [p, q]
    else:
        given = [generator.uniform(0.1, 0.9, 200).astype(np.float32) for _ in lambdify(SCALARS[key]).args]
    f = lambdify(si.KL(*ROWS) if key == "rows" else SCALARS[key])
    bare, wide = f.on(library).bare, [a.astype(np.float64) for a in given]
    found = bare(*(array(library, a) for a in given))
    assert str(found.dtype).endswith("float32")
    assert np.asarray(found) == pytest.approx(f(*wide), rel=1e-5)
    for ours, wanted in zip(slopes(library, bare, *given), f.grad(*wide), strict=True):
        assert np.isfinite(ours).all()
        assert abs(ours - wanted).max() <= 1e-3 * abs(wanted).max()


def test_half_precision_stays_half() -> None:
    import torch

    for kind in (torch.float16, torch.bfloat16):
        p, q = torch.tensor([0.5, 0.5], dtype=kind), torch.tensor([0.25, 0.75], dtype=kind)
        for f in (lambdify(si.KL(*ROWS), backend="torch"), lambdify(SCALARS["bernoulli"], backend="torch")):
            assert f(p, q).dtype == f.bare(p, q).dtype == kind
        assert float(lambdify(si.KL(*ROWS), backend="torch")(p, q)) == pytest.approx(math.log(4 / 3) / 2, rel=0.01)
        small = torch.tensor([1e-6, 1.0], dtype=kind), torch.tensor([2e-6, 1.0], dtype=kind)
        assert torch.isfinite(lambdify(si.KL(*ROWS), backend="torch").bare(*small))


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_constant_derivative_has_all_digits(library: str) -> None:
    f = lambdify(si.KL(si.Normal("m", 1), si.Normal("n", sp.sqrt(3))), backend=library)
    at = array(library, np.zeros(2)), array(library, np.ones(2))
    assert np.asarray(f.hess(*at)[0][1]).tolist() == [-1 / 3, -1 / 3]


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("key", SCALARS)
def test_derivatives_under_transforms(key: str, library: str) -> None:
    f = lambdify(SCALARS[key], backend=library)
    at = near_and_far(SCALARS[key], 12)
    wanted = np.array(lambdify(SCALARS[key]).grad(*at.T)).T
    by_rows = transformed(library, f, "grad")
    if library == "jax":
        import jax

        by_rows = jax.jit(by_rows)
    assert np.asarray(by_rows(array(library, at))) == pytest.approx(wanted, rel=1e-12, abs=0)


def test_torch_checks_gradients_itself() -> None:
    import torch

    generator = torch.Generator().manual_seed(0)
    p, q = (torch.softmax(torch.randn(4, 5, dtype=torch.float64, generator=generator), -1).requires_grad_() for _ in range(2))
    f = lambdify(si.KL(*ROWS), backend="torch")
    assert torch.autograd.gradcheck(f, (p, q))
    assert torch.autograd.gradgradcheck(f, (p, q))
    compiled = torch.compile(f.bare, backend="aot_eager", fullgraph=True)
    (theirs,) = torch.autograd.grad(compiled(p, q).sum(), q)
    assert torch.equal(theirs, torch.autograd.grad(f(p, q).sum(), q)[0])


def test_gaussian_vectors_twice_differentiated() -> None:
    import torch

    f = lambdify(si.KL(si.MultivariateNormal("m", "S", "d"), si.MultivariateNormal("n", "T", "d")), backend="torch")
    s = torch.tensor([[2.0, 0.5], [0.5, 1.0]], dtype=torch.float64)
    for t in (s, s + 1e-9 * torch.eye(2, dtype=torch.float64), 3 * s):
        mean = torch.tensor([0.1, 0.2], dtype=torch.float64)
        found = torch.func.hessian(lambda m, t=t, mean=mean: f(m, s, mean, t))(mean)
        assert found.numpy() == pytest.approx(np.linalg.inv(t.numpy()), rel=1e-14)
        by_scale = torch.func.hessian(lambda c, t=t, mean=mean: f(mean, c * s, mean, t))(torch.tensor(1.0, dtype=torch.float64))
        assert float(by_scale) == pytest.approx(1.0, rel=1e-12)  # D = (c tr(T^-1 S) - 2 log c + ...)/2
