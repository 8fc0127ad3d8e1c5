"""The softmax cross-entropy beside PyTorch's own on odd input: values and gradients.  For ``make test-peers``."""

import warnings

import numpy as np
import pytest

from symbolic_info.core.errors import ParameterError
from symbolic_info.numeric.losses import cross_entropy, cross_entropy_gradient

pytestmark = pytest.mark.peers
G = np.random.default_rng(0)
INF, NAN = np.inf, np.nan
Z, LABELS, W = G.normal(size=(7, 5)) * 3, np.array([0, 1, 2, 3, 4, 0, 1]), np.array([0.5, 2.0, 1.0, 0.25, 3.0])
PIXELS, SOFT = G.normal(size=(2, 5, 3, 4)), np.moveaxis(G.dirichlet(np.ones(5), (2, 3, 4)), -1, 1)
ROW, PAIR = np.array([[0.0, -INF, 1.0]]), np.array([[0.0, NAN, 1.0], [0.0, 1.0, 2.0]])
NONE = np.full(7, -100)

CASES = {  # logits, target, class weights, options
    "all ignored": (Z, NONE, None, {}),
    "all ignored, weighted": (Z, NONE, W, {}),
    "all ignored, smoothed": (Z, NONE, W, {"label_smoothing": 0.1}),
    "a class ignored": (Z, LABELS, W, {"ignore_index": 0}),
    "a class ignored, smoothed": (Z, LABELS, W, {"ignore_index": 2, "label_smoothing": 0.3}),
    "weights total 0": (Z, np.zeros(7, int), np.array([0.0, 1, 1, 1, 1]), {}),
    "weights are 0": (Z, LABELS, np.zeros(5), {}),
    "weights total 0, smoothed": (Z, np.zeros(7, int), np.array([0.0, 1, 1, 1, 1]), {"label_smoothing": 0.1}),
    "weights total 0, one ignored": (Z, np.array([0, 0, 0, 0, 0, 0, -100]), np.array([0.0, 1, 1, 1, 1]), {}),
    "weights below 0": (Z, LABELS, -W, {}),
    "a weight is nan": (Z, LABELS, np.array([NAN, 1, 1, 1, 1]), {}),
    "smoothed to the uniform": (Z, LABELS, W, {"label_smoothing": 1.0}),
    "no samples": (np.zeros((0, 5)), np.zeros(0, int), None, {}),
    "no samples, smoothed": (np.zeros((0, 5)), np.zeros(0, int), W, {"label_smoothing": 0.1}),
    "no samples, soft": (np.zeros((0, 5)), np.zeros((0, 5)), None, {}),
    "no pixels": (np.zeros((2, 5, 0, 3)), np.zeros((2, 0, 3), int), None, {}),
    "no pixels, soft": (np.zeros((2, 5, 0, 3)), np.zeros((2, 5, 0, 3)), W, {}),
    "soft pixels": (PIXELS, SOFT, None, {}),
    "soft pixels, smoothed": (PIXELS, SOFT, W, {"label_smoothing": 0.1}),
    "one class": (Z[:, :1], np.zeros(7, int), None, {}),
    "one class, soft": (Z[:, :1], np.ones((7, 1)), None, {}),
    "one class, smoothed": (Z[:, :1], np.zeros(7, int), None, {"label_smoothing": 0.5}),
    "one sample": (Z[0], np.array(2), W, {}),
    "one sample, ignored": (Z[0], np.array(-100), None, {}),
    "one sample, soft": (Z[0], SOFT[0, :, 0, 0], W, {"label_smoothing": 0.2}),
    "1e308": (np.array([[1e308, 0, -1e308]]), np.array([0]), None, {}),
    "1e308, another class": (np.array([[1e308, 0.0, 5.0]]), np.array([1]), None, {}),
    "1e308 from -1e308": (np.array([[1e308, -1e308, 5.0]]), np.array([1]), None, {}),
    "-inf": (ROW, np.array([0]), None, {}),
    "-inf is the target": (ROW, np.array([1]), None, {}),
    "-inf, smoothed": (ROW, np.array([0]), None, {"label_smoothing": 0.1}),
    "-inf, soft": (ROW, np.array([[0.5, 0.2, 0.3]]), None, {}),
    "-inf alone": (np.full((1, 3), -INF), np.array([1]), None, {}),
    "inf": (-ROW, np.array([1]), None, {}),
    "inf, another class": (-ROW, np.array([0]), None, {}),
    "inf, ignored": (np.concatenate([-ROW, Z[:1, :3]]), np.array([-100, 1]), None, {}),
    "nan": (PAIR, np.array([0, 1]), None, {}),
    "nan, ignored": (PAIR, np.array([-100, 1]), np.array([1.0, 2, 3]), {}),
    "nan, ignored, smoothed": (PAIR, np.array([-100, 1]), None, {"label_smoothing": 0.1}),
    "nan in the target": (Z[:1, :3], np.array([[NAN, 0.5, 0.5]]), None, {}),
    "masses below 0": (Z[:1], np.array([[-0.2, 0.4, 0.4, 0.2, 0.2]]), None, {}),
    "masses that total more": (Z[:1], np.array([[2.0, 0.4, 0.4, 0.2, 0.2]]), W, {}),
    "labels of one byte": (Z, LABELS.astype(np.uint8), None, {}),
}


@pytest.mark.parametrize("reduction", ["none", "mean", "sum"])
@pytest.mark.parametrize("kind", [np.float64, np.float32])
@pytest.mark.parametrize("case", CASES)
def test_odd_input(case: str, kind: type, reduction: str) -> None:
    import torch
    from torch.nn import functional

    logits, target, weight, options = CASES[case]
    with np.errstate(over="ignore"):
        z, t = logits.astype(kind), target.astype(kind) if target.dtype.kind == "f" else target
    w = None if weight is None else weight.astype(kind)
    given = torch.tensor(z, requires_grad=True)
    theirs = functional.cross_entropy(given, torch.tensor(t), None if w is None else torch.tensor(w), reduction=reduction, **options)
    theirs.sum().backward()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ours = cross_entropy(z, t, w, reduction=reduction, **options)
        gradient = cross_entropy_gradient(z, t, w, reduction=reduction, **options)
    tolerance = 1e-13 if kind is np.float64 else 3e-6
    assert np.asarray(ours).dtype == gradient.dtype == kind
    assert np.asarray(ours) == pytest.approx(theirs.detach().numpy(), rel=tolerance, abs=tolerance, nan_ok=True)
    assert gradient == pytest.approx(given.grad.numpy(), rel=tolerance, abs=tolerance, nan_ok=True)


def test_where_it_differs_from_torch() -> None:
    import torch
    from torch.nn import functional

    given = ROW, np.array([[0.5, 0.0, 0.5]])  # 0 log 0 = 0
    assert np.isnan(functional.cross_entropy(*map(torch.tensor, given)).item())
    assert cross_entropy(*given) == pytest.approx(np.log(1 + np.e) - 0.5, rel=1e-15)
    with pytest.raises(RuntimeError, match="ignore_index is not supported"):
        functional.cross_entropy(torch.tensor(Z[:1]), torch.tensor(SOFT[:1, :, 0, 0]), ignore_index=1)
    with pytest.raises(ParameterError, match="ignore_index=1 with probabilities"):
        cross_entropy(Z[:1], SOFT[:1, :, 0, 0], ignore_index=1)
