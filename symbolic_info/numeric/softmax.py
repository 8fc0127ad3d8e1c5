"""log sum exp(z - max z) + max z - z_target by blocks: the softmax cross-entropy of class indices, nothing else asked for.

Classes come first in a block of few of them, so that every step runs along the samples; of many classes they come last.
"""

from typing import Any

Array = Any

BLOCK = 131_072
"""Logits of a block."""
FEW = 64
"""So many classes are few."""


def index_losses(rows: Array, indices: Array, kept: Array) -> Array:
    """The loss of each sample, 0 where it is not kept; ``rows`` has the samples on two axes, then the classes."""
    import numpy as np

    batch, inner, classes = rows.shape
    values = np.empty(batch * inner)
    spare = np.empty(max(BLOCK, classes))
    step = max(1, BLOCK // max(1, classes))
    losses = _classes_first if classes < FEW or inner > 1 else _classes_last
    lines = [(0, rows[:, 0])] if inner == 1 else [(n * inner, rows[n]) for n in range(batch)]
    for start, line in lines:
        for i in range(0, len(line), step):
            block = line[i : i + step]
            here = slice(start + i, start + i + len(block))
            index = np.where(kept[here], indices[here], 0)
            values[here] = losses(block, index, spare[: block.size])
    values[~kept] = 0.0
    return values


def _classes_first(block: Array, index: Array, spare: Array) -> Array:
    import numpy as np

    z = spare.reshape(block.shape[1], len(block))
    if block.dtype == np.float64 and block.strides[0] == block.itemsize:  # they lie so already
        top = np.maximum.reduce(block.T, axis=0)
        np.subtract(block.T, top, out=z)
    else:
        np.copyto(z, block.T)
        np.subtract(z, np.maximum.reduce(z, axis=0), out=z)
    chosen = z.reshape(-1)[index * len(block) + np.arange(len(block))]
    total = np.add.reduce(np.exp(z, out=z), axis=0)
    return np.subtract(np.log(total, out=total), chosen, out=total)


def _classes_last(block: Array, index: Array, spare: Array) -> Array:
    import numpy as np

    z = np.subtract(block, np.maximum.reduce(block, axis=1, keepdims=True), out=spare.reshape(block.shape), dtype=np.float64)
    chosen = z[np.arange(len(z)), index]
    total = np.add.reduce(np.exp(z, out=z), axis=1)
    return np.subtract(np.log(total, out=total), chosen, out=total)
