"""What other libraries give for the same divergence, for the table of ``f.verify()``: PyTorch, where it is installed."""

from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

from symbolic_info.numeric.differences import Pairing
from symbolic_info.numeric.function import NumericFunction
from symbolic_info.numeric.stable import pairing_of

TORCH = {
    "bernoulli": "Bernoulli",
    "beta": "Beta",
    "exponential": "Exponential",
    "gamma": "Gamma",
    "geometric0": "Geometric",
    "gumbel": "Gumbel",
    "half_normal": "HalfNormal",
    "laplace": "Laplace",
    "normal": "Normal",
    "poisson": "Poisson",
    "uniform": "Uniform",
}
"""The class in ``torch.distributions`` of each family whose parameters it takes in our order."""


def peers_of(function: NumericFunction) -> dict[str, Callable[..., float]]:
    """By name, functions of the same arguments as ``function``; none for what no installed library has."""
    known = pairing_of(function.quantity)
    named = "" if known is None else getattr(getattr(function.quantity.distributions[0], "family", None), "key", "")
    if known is None or named not in TORCH or function.unit != "nats" or find_spec("torch") is None:
        return {}
    return {"torch": _by_torch(function, known, TORCH[named])}


def _by_torch(function: NumericFunction, known: Pairing, name: str) -> Callable[..., float]:
    import torch

    def peer(*values: float) -> float:
        given: dict[Any, Any] = dict(zip(function.symbols, values, strict=True))
        laws = []
        for law in function.quantity.distributions:
            numbers = [torch.tensor(float(p.xreplace(given)), dtype=torch.float64) for p in law.parameters]
            laws.append(getattr(torch.distributions, name)(*numbers, validate_args=False))
        return float(torch.distributions.kl_divergence(*laws))

    return peer


def peers_of_arrays(function: NumericFunction) -> dict[str, Callable[..., float]]:
    """The same for functions of rows (SciPy's entropy) and of Gaussian vectors (PyTorch)."""
    asked, found = function.quantity, {}
    if function.program.rows and not function.program.matrices and asked.key in ("kl", "entropy") and function.unit == "nats":
        found["scipy"] = _by_scipy
    whole = len(function.symbols) == 4 and asked.key == "kl" and function.unit == "nats"
    vectors = all(hasattr(law, "covariance") for law in getattr(asked, "distributions", ()))
    if function.program.matrices and vectors and whole and find_spec("torch") is not None:
        found["torch"] = _gaussians_by_torch
    return found


def _by_scipy(*masses: Any) -> float:
    import numpy as np
    from scipy.stats import entropy

    with np.errstate(all="ignore"):
        return float(entropy(*masses))


def _gaussians_by_torch(*arrays: Any) -> float:
    import torch

    mean, covariance, other, its = (torch.tensor(a, dtype=torch.float64) for a in arrays)
    gaussian = torch.distributions.MultivariateNormal
    try:
        return float(torch.distributions.kl_divergence(gaussian(mean, covariance), gaussian(other, its)))
    except (ValueError, RuntimeError):
        return float("nan")
