"""The workloads of ``speed.py``: ours, the peers, and how large the ratio to each may be."""

import math
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from typing import Any, NamedTuple

import numpy as np
from scipy import special

import symbolic_info as si
from symbolic_info.numeric import losses
from symbolic_info.numeric.lambdify import lambdify

HAS_TORCH, HAS_JAX, HAS_NUMBA = (find_spec(name) is not None for name in ("torch", "jax", "numba"))


class Case(NamedTuple):
    """A workload: ours, its peers by name with the limit of the ratio to each, how many numbers one call goes through."""

    name: str
    ours: Callable[[], Any]
    peers: dict[str, tuple[Callable[[], Any], float]]
    size: int


def simplex(rows: int, columns: int) -> tuple[np.ndarray, np.ndarray]:
    generator = np.random.default_rng(0)
    few = min(rows, 10_000)
    return tuple(np.tile(generator.dirichlet(np.ones(columns), few), (max(1, rows // few), 1)) for _ in range(2))


def row_cases(scale: int) -> Iterator[Case]:
    for rows, columns in ((100_000, 10), (10_000, 1000), (1_000_000 // scale, 21)):
        p, q = simplex(rows, columns)
        scipys = lambda p=p, q=q: special.rel_entr(p, q).sum(axis=1)  # noqa: E731
        shape = f"{rows} x {columns}"
        for backend, limit, torchs in (("numpy", 0.25, 0.4), ("numba", 0.2, 0.4))[: 1 + HAS_NUMBA]:
            peers: dict[str, tuple[Callable, float]] = {"scipy rel_entr.sum": (scipys, limit)}
            if HAS_TORCH:
                import torch

                a, b = torch.tensor(p), torch.tensor(q)
                peers["torch F.kl_div"] = (lambda a=a, b=b: torch.nn.functional.kl_div(b.log(), a, reduction="none").sum(1), torchs)
            yield Case(f"KL of rows {shape}, {backend}", lambda p=p, q=q, b=backend: si.kl(p, q, backend=b), peers, p.size)
            only = {"scipy rel_entr.sum": (scipys, limit)}
            yield Case(
                f"cross-entropy of rows {shape}, {backend}", lambda p=p, q=q, b=backend: si.cross_entropy(p, q, backend=b), only, p.size
            )
            yield Case(f"entropy of rows {shape}, {backend}", lambda p=p, b=backend: si.entropy(p, backend=b), only, p.size)


def parameters(count: int, number: int) -> list[np.ndarray]:
    generator = np.random.default_rng(1)
    return [np.exp(generator.uniform(math.log(0.3), math.log(10), count)) for _ in range(number)]


def naive_normal(m: np.ndarray, s: np.ndarray, n: np.ndarray, t: np.ndarray) -> np.ndarray:
    return np.log(t / s) + (s**2 + (m - n) ** 2) / (2 * t**2) - 0.5


def naive_gamma(k: np.ndarray, a: np.ndarray, m: np.ndarray, b: np.ndarray) -> np.ndarray:
    return (k - m) * special.digamma(k) - special.gammaln(k) + special.gammaln(m) + m * np.log(a / b) + k * (b - a) / a


def naive_laplace(m: np.ndarray, s: np.ndarray, n: np.ndarray, t: np.ndarray) -> np.ndarray:
    d = np.abs(m - n)
    return np.log(t / s) + (s * np.exp(-d / s) + d) / t - 1


def naive_beta(a: np.ndarray, b: np.ndarray, c: np.ndarray, d: np.ndarray) -> np.ndarray:
    psi = special.digamma
    return special.betaln(c, d) - special.betaln(a, b) + (a - c) * psi(a) + (b - d) * psi(b) + (c - a + d - b) * psi(a + b)


def naive_weibull(k: np.ndarray, a: np.ndarray, m: np.ndarray, b: np.ndarray) -> np.ndarray:
    u = m / k
    return np.log(k / m) + m * np.log(b / a) + np.euler_gamma * (u - 1) + (a / b) ** m * special.gamma(1 + u) - 1


def naive_von_mises(m: np.ndarray, k: np.ndarray, n: np.ndarray, c: np.ndarray) -> np.ndarray:
    low, slope = special.i0e(k), special.i1e(k)
    return np.log(special.i0e(c) / low) + c - k + slope / low * (k - c * np.cos(m - n))


LAWS: dict[str, tuple[tuple[Any, Any], Callable, float, float]] = {
    "Normal": ((si.Normal("m", "s"), si.Normal("n", "t")), naive_normal, 0.9, 0.45),
    "Gamma": ((si.Gamma("k", rate="a"), si.Gamma("m", rate="b")), naive_gamma, 0.8, 0.5),
    "Laplace": ((si.Laplace("m", "s"), si.Laplace("n", "t")), naive_laplace, 0.8, 0.8),
    "Beta": ((si.Beta("a", "b"), si.Beta("c", "d")), naive_beta, 0.8, 0.8),
    "Weibull": ((si.Weibull("k", "a"), si.Weibull("m", "b")), naive_weibull, 0.8, 0.8),
    "VonMises": ((si.VonMises("m", "k"), si.VonMises("n", "c")), naive_von_mises, 1.2, 1.2),
}
"""Two laws, the hand-written divergence, the limits of the default and of Numba."""


def elementwise_cases(count: int, names: tuple[str, ...] = tuple(LAWS)) -> Iterator[Case]:
    at = parameters(count, 4)
    for name in names:
        (p, q), naive, plain, fast = LAWS[name]
        for backend, limit in (("numpy", plain), ("numba", fast))[: 1 + HAS_NUMBA]:
            f = lambdify(si.KL(p, q), backend=backend)
            peers: dict[str, tuple[Callable, float]] = {"hand-written NumPy": (lambda naive=naive: naive(*at), limit)}
            if HAS_TORCH and name not in ("Weibull", "VonMises"):
                peers["torch.distributions"] = (_torch(name, at), limit)
            if HAS_JAX and name in JITTED:
                peers["jax.jit by hand"] = (_jax(JITTED[name], at), limit)
            yield Case(f"{name} KL, {count} tuples, {backend}", lambda f=f: f(*at), peers, count)


def jitted_normal(jnp: Any, m: Any, s: Any, n: Any, t: Any) -> Any:
    return jnp.log(t / s) + (s**2 + (m - n) ** 2) / (2 * t**2) - 0.5


def jitted_von_mises(jnp: Any, m: Any, k: Any, n: Any, c: Any) -> Any:
    from jax.scipy.special import i0e, i1e

    return jnp.log(i0e(c) / i0e(k)) + c - k + i1e(k) / i0e(k) * (k - c * jnp.cos(m - n))


JITTED = {"Normal": jitted_normal, "VonMises": jitted_von_mises}
"""What stands for numpyro: the same formulas by hand, compiled."""


def _jax(formula: Callable, at: list[np.ndarray]) -> Callable[[], Any]:
    import jax

    jax.config.update("jax_enable_x64", True)
    compiled, v = jax.jit(lambda *a: formula(jax.numpy, *a)), [jax.numpy.asarray(a) for a in at]
    return lambda: compiled(*v).block_until_ready()


def _torch(name: str, at: list[np.ndarray]) -> Callable[[], Any]:
    import torch
    from torch import distributions

    law, v = getattr(distributions, name), [torch.tensor(a) for a in at]
    return lambda: distributions.kl_divergence(law(v[0], v[1], validate_args=False), law(v[2], v[3], validate_args=False))


def matrix_cases(scale: int) -> Iterator[Case]:
    """Divergences of multivariate Gaussians, a batch of them."""
    if not HAS_TORCH:
        return
    import torch

    asked = si.KL(si.MultivariateNormal("mu", "A", "d"), si.MultivariateNormal("nu", "B", "d"))
    functions = {backend: lambdify(asked, backend=backend) for backend in ("numpy", "numba")[: 1 + HAS_NUMBA]}
    law = torch.distributions.MultivariateNormal
    generator = np.random.default_rng(3)
    for count, d, limits in ((10_000 // scale, 8, (0.6, 0.25)), (200 // scale, 128, (1.0, 0.4))):
        means = [generator.normal(size=(count, d)) for _ in range(2)]
        roots = [generator.normal(size=(count, d, 2 * d)) for _ in range(2)]
        a, b = (r @ r.swapaxes(-2, -1) / d for r in roots)
        v = [torch.tensor(x) for x in (means[0], a, means[1], b)]
        peer = lambda v=v: torch.distributions.kl_divergence(law(*v[:2], validate_args=False), law(*v[2:], validate_args=False))  # noqa: E731
        for (backend, f), limit in zip(functions.items(), limits, strict=False):
            ours = lambda a=a, b=b, m=means, f=f: f(m[0], a, m[1], b)  # noqa: E731
            yield Case(f"Gaussian KL, {count} matrices, d = {d}, {backend}", ours, {"torch.distributions": (peer, limit)}, count)


def loss_cases(scale: int) -> Iterator[Case]:
    if not HAS_TORCH:
        return
    import torch

    generator = np.random.default_rng(2)
    for shape in ((4, 21, 256, 256), (100_000, 10), (10_000 // scale, 1000)):
        z = generator.normal(size=shape)
        target = generator.integers(0, shape[1], (shape[0], *shape[2:]))
        logits, indices = torch.tensor(z), torch.tensor(target)
        peers = {"torch F.cross_entropy": (lambda a=logits, b=indices: torch.nn.functional.cross_entropy(a, b), 0.85)}
        yield Case(f"softmax CE {' x '.join(map(str, shape))}", lambda z=z, t=target: losses.cross_entropy(z, t), peers, z.size)


def scalar_cases() -> Iterator[Case]:
    from math import log

    def hand(m: float, s: float, n: float, t: float) -> float:
        return log(t / s) + (s**2 + (m - n) ** 2) / (2 * t**2) - 0.5

    f = lambdify(si.KL(si.Normal("m", "s"), si.Normal("n", "t")))
    at = (0.1, 1.3, 1.7, 2.2)

    def repeated(function: Callable) -> Callable[[], None]:
        def run() -> None:
            for _ in range(10_000):
                function(*at)

        return run

    yield Case("one scalar call, f.scalar", repeated(f.scalar), {"hand-written math": (repeated(hand), 1.2)}, 10_000)
    yield Case("one scalar call, f", repeated(f), {"hand-written math": (repeated(hand), 1.2)}, 10_000)
