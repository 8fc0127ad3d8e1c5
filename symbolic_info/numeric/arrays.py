"""Entropy, cross-entropy and Kullback-Leibler divergence of rows of numbers.

    kl(p, q) = sum of p_i phi(q_i/p_i) over p_i > 0, plus the q_i where p_i = 0,    phi(v) = v - 1 - log v >= 0:

no term is negative, so nothing cancels where q is near p.  That is D(p || q) for masses that total the same; rows whose totals differ by
more than rounding get sum p_i log(p_i/q_i) as it stands, unless ``totals`` asks for an error or for scaled rows.
"""

from functools import partial
from typing import Any

from symbolic_info.core.errors import NotNormalised, ParameterError
from symbolic_info.core.units import unit_of
from symbolic_info.numeric import fast
from symbolic_info.numeric.lazy import is_lazy, rows_by_chunks
from symbolic_info.numeric.rows import divergence, log_terms, middle_terms, own_log_terms, row_sums

ROUNDING = 1e-9
"""Totals that differ by less, relatively, count as equal; of narrower types those within 8 units of their rounding."""

TOTALS = ("as given", "strict", "scaled")
"""What may be done about rows of masses that do not total 1: nothing, an error, each row divided by its total."""

Array = Any


def entropy(p: Array, axis: int = -1, base: Any = "nats", threads: int = 1, backend: str = "numpy", totals: str = "as given") -> Any:
    r"""The Shannon entropy -sum p_i log p_i along ``axis``; 0 log 0 = 0.

    Args:
        p: Non-negative masses, any shape; nan passes through.
        axis: The axis of the outcomes; the result has the other axes.
        base: Base of the logarithm: a number above 1, "nats", "bits" or "hartleys".
        threads: Rows are shared out to so many; the result is the same.
        backend: "numpy", or "numba" for compiled loops (the extra ``fast``).
        totals: "as given": the sum as it stands, whatever the masses total.  "strict": an error where a row does not total 1 within 1e-9
            (1e-6 for float32).  "scaled": each row divided by its total first, as SciPy's ``entropy`` does; nan where that is 0.

    Returns:
        A float for one row, else an array; float32 in gives float32 out.

    Raises:
        ParameterError: A negative mass, no such axis, back end or ``totals``, or no numbers.
        NotNormalised: ``totals="strict"``, and a total is off or nan; the message names it and the row.
        MissingExtra: The back end is not installed.

    Examples:
        >>> entropy([0.5, 0.25, 0.25], base=2)
        1.5
        >>> entropy([[1, 0], [0.5, 0.5]], base="bits")
        array([0., 1.])
        >>> entropy([2, 1, 1], base=2, totals="scaled")
        1.5
    """
    if is_lazy(p):
        return rows_by_chunks(partial(entropy, base=base, threads=threads, backend=backend, totals=totals), axis, p)
    import numpy as np

    (masses,), kind = _masses(("p", p), axis=axis, totals=totals)
    with np.errstate(all="ignore"):
        if fast.is_fast(backend):
            nats = fast.cross_entropy(masses, masses, threads)
        else:
            nats = 0.0 - row_sums(own_log_terms, 1, masses, threads=threads)[0]
        return _result(_checked(nats, ("p", p)), kind, base)


def cross_entropy(
    p: Array, q: Array, axis: int = -1, base: Any = "nats", threads: int = 1, backend: str = "numpy", totals: str = "as given"
) -> Any:
    r"""The cross-entropy -sum p_i log q_i along ``axis``: p the true masses, q the model; +inf where q_i = 0 < p_i.

    Args, shapes and errors as for ``kl``.

    Examples:
        >>> cross_entropy([0.5, 0.5], [0.25, 0.75], base=2)
        1.20751874963942...
        >>> cross_entropy([1, 0], [0, 1])
        inf
    """
    if is_lazy(p, q):
        return rows_by_chunks(partial(cross_entropy, base=base, threads=threads, backend=backend, totals=totals), axis, p, q)
    import numpy as np

    (true, model), kind = _masses(("p", p), ("q", q), axis=axis, totals=totals)
    with np.errstate(all="ignore"):
        if fast.is_fast(backend):
            nats = fast.cross_entropy(true, model, threads)
        else:
            nats = 0.0 - row_sums(log_terms, 1, true, model, threads=threads)[0]
        return _result(_checked(nats, ("p", p), ("q", q)), kind, base)


def kl(p: Array, q: Array, axis: int = -1, base: Any = "nats", threads: int = 1, backend: str = "numpy", totals: str = "as given") -> Any:
    r"""The Kullback-Leibler divergence sum p_i log(p_i/q_i) along ``axis``: p the true masses, q the model; in nats.

    Exact to a few units of rounding, also where q is near p; exactly 0 where q = p, +inf where q_i = 0 < p_i, never negative for masses
    that total 1.

    Masses are taken as they are.  Where the totals of p and q agree to 1e-9 (1e-6 for float32) their difference is rounding.  Where they
    do not it counts: sum p_i phi(q_i/p_i) is corrected by sum p - sum q, and the result may be negative; ``totals="strict"`` raises there.
    The function that ``lambdify`` makes of categorical laws is to be differentiated by every mass: it leaves the correction out, and is
    sum q - sum p larger for such rows.

    Args:
        p, q: Non-negative masses whose shapes broadcast; nan passes through.  Dask arrays are mapped chunk by chunk, not loaded.
        axis: The axis of the outcomes; the result has the other axes.
        base: Base of the logarithm: a number above 1, "nats", "bits" or "hartleys".
        threads: Rows are shared out to so many; the result is the same.
        backend: "numpy", or "numba" for compiled loops (the extra ``fast``).
        totals: "as given" (see above), "strict": an error where a row does not total 1, or "scaled": each row divided by its total first.

    Returns:
        A float for one row, else an array; float32 in gives float32 out.

    Raises:
        ParameterError: A negative mass, shapes that do not broadcast, no such axis, back end or ``totals``, or no numbers.
        NotNormalised: ``totals="strict"``, and a total is off by more than 1e-9 (1e-6 for float32), or nan.
        MissingExtra: The back end is not installed.

    Examples:
        >>> kl([1, 0], [0.5, 0.5], base="bits")
        1.0
        >>> kl([0.5, 0.5], [0.5 + 1e-9, 0.5 - 1e-9])
        1.9999999978...e-18
        >>> kl([0.5, 0.5], [1, 0])
        inf
        >>> kl([3, 1], [1, 3], totals="scaled") == kl([0.75, 0.25], [0.25, 0.75])
        True
        >>> kl([0.5, 0.5], [0.5, 0.6], totals="strict")
        Traceback (most recent call last):
        symbolic_info.core.errors.NotNormalised: q: the masses total 1.1, not 1; divide each row by its total
    """
    if is_lazy(p, q):
        return rows_by_chunks(partial(kl, base=base, threads=threads, backend=backend, totals=totals), axis, p, q)
    import numpy as np

    (true, model), kind = _masses(("p", p), ("q", q), axis=axis, totals=totals)
    with np.errstate(all="ignore"):
        computed = fast.divergence if fast.is_fast(backend) else divergence
        return _result(_checked(computed(true, model, _rounding(true, model), threads), ("p", p), ("q", q)), kind, base)


def js(p: Array, q: Array, axis: int = -1, base: Any = "nats", threads: int = 1, totals: str = "as given") -> Any:
    r"""The Jensen-Shannon divergence D(p || m)/2 + D(q || m)/2 along ``axis``, m = (p + q)/2: symmetric, at most log 2, in nats.

    As exact as ``kl``.  SciPy's ``jensenshannon`` is its square root.  Args, shapes and errors as for ``kl``.

    References:
        Lin (1991), Divergence measures based on the Shannon entropy, IEEE Transactions on Information Theory 37.

    Examples:
        >>> js([1, 0], [0, 1], base=2)
        1.0
        >>> js([0.5, 0.5], [0.5 + 1e-9, 0.5 - 1e-9])
        4.9999999...e-19
    """
    if is_lazy(p, q):
        return rows_by_chunks(partial(js, base=base, threads=threads, totals=totals), axis, p, q)
    import numpy as np

    (first, second), kind = _masses(("p", p), ("q", q), axis=axis, totals=totals)
    with np.errstate(all="ignore"):
        halves = row_sums(middle_terms, 1, first, second, threads=threads)[0]
        return _result(_checked(np.maximum(halves, 0.0), ("p", p), ("q", q)), kind, base)


def perplexity(p: Array, axis: int = -1, totals: str = "as given") -> Any:
    r"""exp(H(p)) along ``axis``: the number of equally likely outcomes with the entropy of p.  Args and errors as for ``entropy``.

    Examples:
        >>> perplexity([0.25, 0.25, 0.25, 0.25])
        4.0
    """
    import math

    import numpy as np

    found = entropy(p, axis=axis, totals=totals)
    return math.exp(found) if isinstance(found, float) else np.exp(found)


def normalised(p: Array, axis: int = -1, name: str = "p") -> Array:
    """``p`` unchanged, for masses that total 1 along ``axis``; ``name`` is what an error calls it.

    Raises:
        NotNormalised: A total is off by more than 1e-9 (1e-6 for float32), or nan; the message names it and the row.

    Examples:
        >>> normalised([0.5, 0.6])
        Traceback (most recent call last):
        symbolic_info.core.errors.NotNormalised: p: the masses total 1.1, not 1; divide each row by its total
    """
    _masses((name, p), axis=axis, totals="strict")
    return p


def _masses(*named: tuple[str, Array], axis: int, totals: str) -> tuple[tuple[Array, ...], Any]:
    """The arrays, broadcast, outcomes last; and the type that the result has.

    Raises:
        ParameterError: See ``kl``.
        NotNormalised: Totals are to be strict, and one is not 1.
    """
    import numpy as np

    if totals not in TOTALS:
        raise ParameterError(f"totals={totals!r} is none of {', '.join(map(repr, TOTALS))}")
    arrays = [_numbers(name, values) for name, values in named]
    try:
        together = np.broadcast_arrays(*arrays)
    except ValueError:
        raise ParameterError(f"shapes {' and '.join(str(a.shape) for a in arrays)} do not broadcast; give rows of one length") from None
    if not -together[0].ndim <= axis < together[0].ndim:
        raise ParameterError(f"axis={axis} is not an axis of masses of shape {together[0].shape}; give one that is, or a row of masses")
    kinds = [a.dtype for (_, values), a in zip(named, arrays, strict=True) if hasattr(values, "dtype")]
    narrow = len(kinds) == len(named) and all(k.kind == "f" and k.itemsize < 8 for k in kinds)
    rows = tuple(np.moveaxis(a, axis, -1) for a in together)
    settled = rows if totals == "as given" else tuple(_settled(given, row, totals) for given, row in zip(named, rows, strict=True))
    return settled, np.result_type(*kinds) if narrow else np.float64


def _settled(given: tuple[str, Array], rows: Array, totals: str) -> Array:
    """``rows``, outcomes last, as they are if they may be, or scaled.

    Raises:
        ParameterError: A mass is negative.
        NotNormalised: The totals are strict, and one of them is not 1.
    """
    import numpy as np

    _checked(np.float64(np.nan), given)
    found = np.asarray(rows.sum(axis=-1, dtype=np.float64))
    if totals == "scaled":
        with np.errstate(all="ignore"):
            return rows / found[..., None]
    off = np.argwhere(~(abs(found - 1) <= _rounding(rows)))
    if len(off):
        row = tuple(int(i) for i in off[0])
        place = f", row {row}" if row else ""
        raise NotNormalised(f"{given[0]}{place}: the masses total {float(found[row])}, not 1; divide each row by its total")
    return rows


def _rounding(*arrays: Array) -> float:
    """How far totals of these masses may be apart, relatively, by rounding."""
    import numpy as np

    return max([ROUNDING, *(8 * float(np.finfo(a.dtype).eps) for a in arrays if a.dtype.kind == "f")])


def _numbers(name: str, values: Array) -> Any:
    import numpy as np

    try:
        array = np.asarray(values)
    except ValueError:
        raise ParameterError(f"{name} is no array: its rows have unequal lengths; give rows of one length") from None
    except (TypeError, RuntimeError) as problem:  # tensors with gradients, on a device, or traced
        instead = "give detached numbers, or take lambdify(quantity, backend=...) of its library"
        raise ParameterError(f"{name} is no array of NumPy: {str(problem).splitlines()[0]} {instead}") from None
    if array.dtype.kind not in "fiub":
        raise ParameterError(f"{name} = {values!r} holds no real numbers; give masses such as [0.5, 0.5]")
    return array


def _checked(values: Any, *named: tuple[str, Array]) -> Any:
    """``values``; a negative mass makes one of them nan, and is looked for only then.

    Raises:
        ParameterError: A mass is negative.
    """
    import numpy as np

    for name, masses in named if np.isnan(values).any() else ():
        array = np.asarray(masses)
        if array.size and np.fmin.reduce(array, axis=None) < 0:
            place = tuple(int(i) for i in np.argwhere(array < 0)[0])
            raise ParameterError(f"{name}{list(place)} = {array[place]} is negative; masses are at least 0")
    return values


def _result(nats: Any, kind: Any, base: Any) -> Any:
    """In the unit of ``base``: a float, or an array of type ``kind``."""
    import math

    import numpy as np

    values = np.asarray(nats) / math.log(float(unit_of(base).base)) if base != "nats" else np.asarray(nats)
    return float(values) if values.ndim == 0 and kind == np.float64 else values.astype(kind)[()]
