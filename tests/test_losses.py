"""Losses in NumPy: against the definition in plain Python and by differences; beside PyTorch's own in ``test_backends_peers``."""

import math
from collections.abc import Callable

import numpy as np
import pytest

import symbolic_info as si
from symbolic_info.core.errors import ParameterError
from symbolic_info.numeric.losses import cross_entropy, cross_entropy_gradient, vae_kl

GENERATOR = np.random.default_rng(0)
WEIGHT = np.array([0.5, 2.0, 1.0, 0.25, 3.0])
SHAPES = ((5,), (7, 5), (3, 5, 4), (2, 5, 3, 4))


def by_definition(z: np.ndarray, target: int | np.ndarray, weight: np.ndarray, smoothing: float) -> tuple[float, float]:
    """Loss and share in the mean of one sample, as the definition reads."""
    logs = [v - max(z) - math.log(sum(math.exp(w - max(z)) for w in z)) for v in z]
    if np.ndim(target) == 0 and target < 0:
        return 0.0, 0.0
    masses = [float(c == target) for c in range(len(z))] if np.ndim(target) == 0 else target
    smooth = [m * (1 - smoothing) + smoothing / len(z) for m in masses]
    return -sum(m * w * log for m, w, log in zip(smooth, weight, logs, strict=True)), weight[target] if np.ndim(target) == 0 else 1.0


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("smoothing", [0.0, 0.1])
@pytest.mark.parametrize("kind", ["indices", "probabilities"])
@pytest.mark.parametrize("weight", [None, WEIGHT])
def test_the_definition(shape: tuple, smoothing: float, kind: str, weight: np.ndarray | None) -> None:
    z = GENERATOR.normal(size=shape) * 3
    samples = shape[:1] * (len(shape) > 1) + shape[2:]
    if kind == "indices":
        target = GENERATOR.integers(0, 5, samples)
        target.reshape(-1)[-1] = -100
        rows = target.reshape(-1)
    else:
        target = GENERATOR.dirichlet(np.ones(5), samples or None)
        rows = target.reshape(-1, 5)
        target = np.moveaxis(target, -1, 1) if len(shape) > 1 else target
    logits = (np.moveaxis(z, 1, -1) if len(shape) > 1 else z).reshape(-1, 5)
    pairs = [by_definition(v, t, WEIGHT if weight is not None else np.ones(5), smoothing) for v, t in zip(logits, rows, strict=True)]
    losses, shares = np.array(pairs).T
    options = {"weight": weight, "label_smoothing": smoothing}
    assert cross_entropy(z, target, reduction="none", **options) == pytest.approx(losses.reshape(samples), rel=1e-13)
    assert cross_entropy(z, target, reduction="sum", **options) == pytest.approx(losses.sum(), rel=1e-13)
    mean = losses.sum() / shares.sum() if shares.sum() else math.nan
    assert cross_entropy(z, target, **options) == pytest.approx(mean, rel=1e-13, nan_ok=True)


@pytest.mark.parametrize("reduction", ["mean", "sum"])
def test_gradients_are_differences(reduction: str) -> None:
    z = GENERATOR.normal(size=(2, 5, 3))
    target = np.array([[0, 4, -100], [2, 2, 1]])
    options = {"weight": WEIGHT, "label_smoothing": 0.2, "reduction": reduction}
    gradient = cross_entropy_gradient(z, target, **options)
    for place in np.ndindex(z.shape):
        step = np.zeros(z.shape)
        step[place] = 1e-5
        difference = (cross_entropy(z + step, target, **options) - cross_entropy(z - step, target, **options)) / 2e-5
        assert gradient[place] == pytest.approx(difference, abs=1e-8)
    assert (gradient[0, :, 2] == 0).all()


def test_one_hot_is_the_index() -> None:
    z = GENERATOR.normal(size=(6, 4))
    index = np.array([0, 1, 2, 3, 0, 1])
    assert cross_entropy(z, np.eye(4)[index]) == pytest.approx(cross_entropy(z, index), rel=1e-15)


def test_large_logits_and_long_batches() -> None:
    assert cross_entropy([[1e300, 0.0]], [0]) == 0
    assert cross_entropy([[1e4, 0.0]], [1]) == 1e4
    z = GENERATOR.normal(size=(100_000, 3))
    index = GENERATOR.integers(0, 3, 100_000)
    whole = cross_entropy(z, index, reduction="none")
    assert (whole[70_000:70_010] == cross_entropy(z[70_000:70_010], index[70_000:70_010], reduction="none")).all()


def test_pixels() -> None:
    z = GENERATOR.normal(size=(2, 21, 40, 50)).astype(np.float32)
    index = GENERATOR.integers(0, 21, (2, 40, 50))
    each = cross_entropy(z, index, reduction="none")
    assert each.shape == (2, 40, 50)
    assert each.dtype == np.float32
    assert each[1, 7, 9] == pytest.approx(cross_entropy(z[1, :, 7, 9], index[1, 7, 9]), rel=1e-6)
    assert math.isnan(cross_entropy(z, np.full((2, 40, 50), -100)))


def test_the_vae_is_the_divergence_of_normals() -> None:
    mu, log_var = GENERATOR.normal(size=(4, 3)), GENERATOR.normal(size=(4, 3))
    f = si.lambdify(si.KL(si.Normal("m", "s"), si.Normal(0, 1)))
    assert vae_kl(mu, log_var) == pytest.approx(f(mu, np.exp(log_var / 2)).sum(axis=-1), rel=1e-13)
    assert vae_kl(np.zeros(3), np.array([1e-9, 0, 0])) == pytest.approx(2.5e-19, rel=1e-9)
    assert vae_kl([0.0], [0.0]) == 0
    assert vae_kl(mu.astype(np.float32), log_var.astype(np.float32)).dtype == np.float32


NOTHING = (  # logits and target without samples, and the shape of the losses
    (np.zeros((0, 5)), np.zeros(0, int), (0,)),
    (np.zeros((0, 5)), np.zeros((0, 5)), (0,)),
    (np.zeros((2, 5, 0, 3)), np.zeros((2, 0, 3), int), (2, 0, 3)),
    (np.zeros((2, 5, 0, 3)), np.zeros((2, 5, 0, 3)), (2, 0, 3)),
)


@pytest.mark.parametrize(("logits", "target", "shape"), NOTHING)
@pytest.mark.parametrize("smoothing", [0.0, 0.1])
def test_no_samples(logits: np.ndarray, target: np.ndarray, shape: tuple, smoothing: float) -> None:
    assert cross_entropy(logits, target, reduction="none", label_smoothing=smoothing).shape == shape
    assert cross_entropy(logits, target, reduction="sum", label_smoothing=smoothing) == 0
    assert math.isnan(cross_entropy(logits, target, label_smoothing=smoothing))
    assert cross_entropy_gradient(logits, target, label_smoothing=smoothing).shape == logits.shape


BAD = (
    (lambda: cross_entropy([[1.0, 2.0]], [2]), r"target\[0\] = 2 is no class of 2"),
    (lambda: cross_entropy([[1.0, 2.0]], [-1]), r"target\[0\] = -1 is no class"),
    (lambda: cross_entropy([[1.0, 2.0]], [0, 1]), r"fits no logits of shape \(1, 2\)"),
    (lambda: cross_entropy([[1.0, 2.0]], [0], reduction="max"), "reduction='max' is none of mean, sum, none"),
    (lambda: cross_entropy([[1.0, 2.0]], [0], weight=[1.0]), "does not fit 2 classes"),
    (lambda: cross_entropy([[1.0, 2.0]], [0], label_smoothing=2), "outside"),
    (lambda: cross_entropy(1.0, 0), "no classes"),
    (lambda: cross_entropy(np.zeros((2, 0)), [0, 0]), r"shape \(2, 0\) have no classes; give at least one"),
    (lambda: cross_entropy([[1.0, 2.0]], np.array([2**63], dtype=np.uint64)), r"target\[0\] = 9223372036854775808 is no class"),
    (lambda: cross_entropy([[1.0, 2.0]], [2**70]), "fits no logits"),
    (lambda: cross_entropy([[1.0, 2.0]], [1.0]), r"target of shape \(1,\), float64, fits no logits"),
    (lambda: cross_entropy([[1.0, 2.0]], np.array([-(2**63)])), "is no class of 2"),
    (lambda: cross_entropy([[1.0, 2.0]], [[0.5, 0.5]], ignore_index=0), "ignore_index=0 with probabilities"),
    (lambda: vae_kl([1.0, 2.0], [1.0, 2.0, 3.0]), "give arrays of one shape"),
)


@pytest.mark.parametrize(("act", "says"), BAD, ids=[s for _, s in BAD])
def test_bad_input_is_named(act: Callable, says: str) -> None:
    with pytest.raises(ParameterError, match=says):
        act()
