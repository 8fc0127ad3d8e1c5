"""Losses of machine learning, in NumPy, with PyTorch's names and results: softmax cross-entropy, and the divergence of a VAE's code.

``cross_entropy(logits, target)`` = - sum over classes of target log softmax(logits), classes on axis 1 of (N, C, ...), or the only axis of
(C,).  Computed as log sum exp(z - max z) + max z - z_target, sample by sample: no logit overflows, and what is summed is non-negative.
"""

from typing import Any

from symbolic_info.core.errors import ParameterError
from symbolic_info.numeric.softmax import index_losses

Array = Any
REDUCTIONS = ("mean", "sum", "none")
BLOCK = 65_536


def cross_entropy(
    logits: Array,
    target: Array,
    weight: Array | None = None,
    ignore_index: int = -100,
    reduction: str = "mean",
    label_smoothing: float = 0.0,
) -> Any:
    r"""The cross-entropy of softmax(logits) under ``target``, in nats; as ``torch.nn.functional.cross_entropy``.

    A class whose logit is -inf and whose target is 0 adds 0, by 0 log 0 = 0, where PyTorch gives nan.

    Args:
        logits: Shape (C,), (N, C) or (N, C, d1, ...): unnormalised logarithms of probabilities, classes on axis 1.
        target: Class indices of shape (), (N,) or (N, d1, ...); or probabilities of the shape of ``logits`` (one-hot, soft).
        weight: A factor for each class; the mean over indices is weighted by it.
        ignore_index: An index whose samples count for nothing.
        reduction: "mean", "sum" or "none".  The mean over indices is over samples that are not ignored, by their weights; over
            probabilities, over all samples.  Where nothing is left, or the weights of what is left total 0, it is nan.
        label_smoothing: Moves so much of each target to the uniform distribution.

    Returns:
        A float, or with "none" an array of the shape of the samples; float32 logits give float32.

    Raises:
        ParameterError: Shapes that do not belong together, an index out of range, an unknown reduction, smoothing outside [0, 1], or
            an ``ignore_index`` of 0 or more with probabilities.

    References:
        Szegedy et al. (2016), Rethinking the Inception architecture for computer vision, CVPR (label smoothing).

    Examples:
        >>> cross_entropy([[2.0, 0.0], [0.0, 2.0]], [0, 1])
        0.126928011042972...
        >>> cross_entropy([[2.0, 0.0]], [[0.5, 0.5]])
        1.126928011042972...
    """
    import numpy as np

    given = _Given(logits, target, weight, ignore_index, reduction, label_smoothing)
    with np.errstate(all="ignore"):  # infinite logits
        if given.indices is not None and given.weight is None and not label_smoothing:
            return given.reduced(index_losses(given.rows, given.indices, given.kept), given.kept)
        values, shares = np.empty(given.samples), np.empty(given.samples)
        for at in given.blocks():
            z, t = given.at(at)
            shifted = z - z.max(axis=1, keepdims=True)
            values[at], shares[at] = given.loss(at, shifted, np.log(np.exp(shifted).sum(axis=1)), t)
        return given.reduced(values, shares)


def cross_entropy_gradient(
    logits: Array,
    target: Array,
    weight: Array | None = None,
    ignore_index: int = -100,
    reduction: str = "mean",
    label_smoothing: float = 0.0,
) -> Any:
    r"""The gradient of ``cross_entropy`` by ``logits``, of their shape: total target x softmax - target; for "none" that of the sum.

    Args and errors as for ``cross_entropy``.

    Examples:
        >>> cross_entropy_gradient([[0.0, 0.0]], [0])
        array([[-0.5,  0.5]])
    """
    import numpy as np

    given = _Given(logits, target, weight, ignore_index, reduction, label_smoothing)
    gradient, shares = np.empty((given.samples, given.classes)), np.empty(given.samples)
    with np.errstate(all="ignore"):
        for at in given.blocks():
            z, t = given.at(at)
            e = np.exp(z - z.max(axis=1, keepdims=True))
            masses, shares[at] = given.masses(at, t)
            gradient[at] = masses.sum(axis=1, keepdims=True) * (e / e.sum(axis=1, keepdims=True)) - masses
        return given.as_logits(given.averaged(gradient, shares))


def vae_kl(mu: Array, log_var: Array, axis: int = -1) -> Any:
    r"""D(Normal(mu, exp(log_var)) || Normal(0, 1)) summed over ``axis``: sum of (mu^2 + exp(v) - 1 - v)/2, in nats.

    exp(v) - 1 - v is computed so that it does not cancel near v = 0; it is never negative, and exactly 0 at mu = v = 0.

    Raises:
        ParameterError: Shapes that do not broadcast.

    References:
        Kingma & Welling (2014), Auto-encoding variational Bayes, ICLR, appendix B.

    Examples:
        >>> vae_kl([1.0, 0.0], [0.0, 1e-8])
        0.5
    """
    import numpy as np

    from symbolic_info.numeric.kernels import chi

    m, v = np.asarray(mu), np.asarray(log_var)
    kind = np.result_type(m, v) if m.dtype.kind == v.dtype.kind == "f" else np.float64
    m, v = m.astype(np.float64), v.astype(np.float64)
    try:
        with np.errstate(all="ignore"):
            total = ((m * m + chi(1.0, v, np.expm1(v), v)) / 2).sum(axis=axis)
    except ValueError as problem:
        raise ParameterError(f"mu of shape {m.shape} and log_var of shape {v.shape}: {problem}; give arrays of one shape") from None
    return float(total) if np.ndim(total) == 0 and kind == np.float64 else np.asarray(total).astype(kind)[()]


class _Given:
    """The arguments of a softmax cross-entropy, checked, samples first and classes last."""

    def __init__(self, logits: Array, target: Array, weight: Array | None, ignore: int, reduction: str, smoothing: float) -> None:
        import numpy as np

        self.logits, target = np.asarray(logits), np.asarray(target)
        if reduction not in REDUCTIONS:
            raise ParameterError(f"reduction={reduction!r} is none of {', '.join(REDUCTIONS)}")
        if not 0 <= smoothing <= 1:
            raise ParameterError(f"label_smoothing={smoothing} is outside [0, 1]")
        if self.logits.ndim == 0 or self.logits.dtype.kind not in "fiu":
            named = f"logits of shape {self.logits.shape}, {self.logits.dtype}"
            raise ParameterError(f"{named}, have no classes; give (C,), (N, C) or (N, C, ...)")
        self.kind = self.logits.dtype if self.logits.dtype.kind == "f" else np.dtype(np.float64)
        self.class_axis = 0 if self.logits.ndim == 1 else 1
        self.classes = self.logits.shape[self.class_axis]
        if not self.classes:
            raise ParameterError(f"logits of shape {self.logits.shape} have no classes; give at least one")
        self.shape = self.logits.shape[: self.class_axis] + self.logits.shape[self.class_axis + 1 :]
        self.samples = int(np.prod(self.shape, dtype=np.int64))
        self.reduction, self.smoothing = reduction, smoothing
        self.weight = self._weights(weight)
        self.rows = self._by_sample(self.logits)
        self.indices: Any = None
        self.probabilities: Any = None
        if target.shape == self.shape and target.dtype.kind in "iu":
            self.indices = target.reshape(-1)
            self.kept = self.indices != ignore
            self._check_indices()
        elif target.shape == self.logits.shape:
            if ignore >= 0:
                raise ParameterError(f"ignore_index={ignore} with probabilities as target; give class indices, or leave it out")
            self.probabilities = self._by_sample(target)
        else:
            says = f"give class indices of shape {self.shape}, or probabilities of the logits' shape"
            raise ParameterError(f"target of shape {target.shape}, {target.dtype}, fits no logits of shape {self.logits.shape}: {says}")

    def _weights(self, weight: Array | None) -> Array | None:
        import numpy as np

        if weight is None:
            return None
        array = np.asarray(weight, dtype=np.float64)
        if array.shape != (self.classes,):
            raise ParameterError(f"weight of shape {array.shape} does not fit {self.classes} classes; give one factor for each")
        return array

    def _by_sample(self, array: Array) -> Array:
        """Views of shape (N, inner, C): samples are (n, i)."""
        import numpy as np

        batch = array.shape[0] if self.class_axis else 1
        inner = int(np.prod(array.shape[self.class_axis + 1 :], dtype=np.int64))
        return np.moveaxis(array.reshape(batch, self.classes, inner), 1, 2)

    def _check_indices(self) -> None:
        import numpy as np

        wrong = np.flatnonzero(self.kept & ((self.indices < 0) | (self.indices >= self.classes)))
        if len(wrong):
            place = tuple(int(i) for i in np.unravel_index(wrong[0], self.shape))
            found = f"target{list(place)} = {self.indices[wrong[0]]} is no class of {self.classes}"
            raise ParameterError(f"{found}; give 0 to {self.classes - 1}, or ignore_index")

    def blocks(self) -> list[slice]:
        """Samples a block at a time, none across two items of the batch unless whole ones."""
        inner = self.rows.shape[1]
        step = max(1, BLOCK // max(1, self.classes))
        if not self.samples:
            return []
        if inner == 1:
            return [slice(i, min(i + step, self.samples)) for i in range(0, self.samples, step)]
        return [slice(n + i, n + min(i + step, inner)) for n in range(0, self.samples, inner) for i in range(0, inner, step)]

    def at(self, at: slice) -> tuple[Array, Array | None]:
        """Logits, and probabilities if these are the target, of a block of samples, classes last, in float64."""
        return self._rows(self.rows, at), None if self.probabilities is None else self._rows(self.probabilities, at)

    def _rows(self, rows: Array, at: slice) -> Array:
        import numpy as np

        inner = rows.shape[1]
        block = rows[at, 0] if inner == 1 else rows[at.start // inner, at.start % inner : at.start % inner + at.stop - at.start]
        return np.asarray(block, dtype=np.float64)

    def loss(self, at: slice, shifted: Array, total: Array, t: Array | None) -> tuple[Array, Array]:
        """The loss of each sample, and its share in the mean."""
        import numpy as np

        masses, shares = self.masses(at, t)
        terms = masses * np.where(masses == 0, 0.0, total[:, None] - shifted)
        return terms.sum(axis=1), shares

    def masses(self, at: slice, t: Array | None) -> tuple[Array, Array]:
        """The target with smoothing and weights, a row a sample; and the samples' shares in the mean."""
        import numpy as np

        if t is not None:
            smooth = t * (1 - self.smoothing) + self.smoothing / self.classes
            return self._weighted(smooth), np.ones(len(t))
        kept = self.kept[at]
        index = np.where(kept, self.indices[at], 0)
        masses = np.full((len(index), self.classes), self.smoothing / self.classes)
        np.put_along_axis(masses, index[:, None], masses[:, :1] + 1 - self.smoothing, axis=1)
        masses[~kept] = 0.0
        return self._weighted(masses), np.where(kept, 1.0 if self.weight is None else self.weight[index], 0.0)

    def _weighted(self, masses: Array) -> Array:
        """By the factors of the classes; what is 0 stays 0 whatever its factor."""
        import numpy as np

        return masses if self.weight is None else np.multiply(masses, self.weight, out=np.zeros_like(masses), where=masses != 0)

    def reduced(self, values: Array, shares: Array) -> Any:
        import numpy as np

        if self.reduction == "none":
            return values.reshape(self.shape).astype(self.kind)[()]
        share = shares.sum() if self.reduction == "mean" else 1.0
        result = values.sum() / share if share else np.float64(np.nan)
        return float(result) if self.kind == np.float64 else self.kind.type(result)

    def averaged(self, gradient: Array, shares: Array) -> Array:
        """The gradient of the reduction; as PyTorch's nan for what is not ignored where the weights total 0."""
        import numpy as np

        if self.reduction != "mean":
            return gradient
        if shares.sum() == 0:
            kept = np.ones(self.samples, dtype=bool) if self.indices is None else self.kept
            gradient[kept] = np.nan
            return gradient
        return gradient / shares.sum()

    def as_logits(self, gradient: Array) -> Array:
        import numpy as np

        blocks = np.moveaxis(gradient.reshape(self.rows.shape), 2, 1)
        return blocks.reshape(self.logits.shape).astype(self.kind)
