"""``diagnose``: why is my Kullback-Leibler divergence negative, infinite or nan?  Looks at two arrays and says what to do."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from symbolic_info.core.errors import ParameterError

Array = Any
TOTAL = 1e-6
"""A total further from 1 is a mistake; one nearer is rounding."""
LOGS = 1e-3
"""How near 1 the exponentials of logarithms must total."""
SHOWN = 5


class Finding(NamedTuple):
    """One thing that is the matter: a permanent ``key``, what it is in words, and what to do about it."""

    key: str
    says: str
    do: str


@dataclass(frozen=True)
class Diagnosis:
    """What ``diagnose`` found.

    Attributes:
        findings: What is the matter, the gravest first; empty where nothing is.
        naive: sum p log(p/q) in nats as a program computes it, over all rows; it may be negative, infinite or nan.
        value: D(p || q) in nats after both have been mended (divided by their totals, exponentiated); nan where that is impossible.
    """

    findings: tuple[Finding, ...]
    naive: float
    value: float

    def __str__(self) -> str:
        lines = [f"sum p log(p/q) = {self.naive:.6g} nats"]
        lines += [f"{f.key}: {f.says}\n    do: {f.do}" for f in self.findings] or ["nothing is the matter"]
        if self.findings:
            lines.append(f"mended, D(p || q) = {self.value:.6g} nats")
        return "\n".join(lines)


def diagnose(p: Array, q: Array, axis: int = -1) -> Diagnosis:
    """Look for the reason why sum p log(p/q) is negative, infinite, nan or otherwise not what was expected.

    Gibbs' inequality: D(p || q) >= 0 for masses that total 1, with equality only for p = q; a negative one shows that something
    else was summed.

    Args:
        p: The true masses; by ``kl``'s convention the first argument.
        q: The masses of the model; the shapes broadcast.
        axis: The axis of the outcomes.

    Returns:
        The findings: logs for probabilities (``logs``), negative or undefined entries (``negative``, ``not_a_number``), masses that do
        not total 1 and by how much (``total``), zeros of q under positive p (``zeros``), perhaps because the arguments are swapped
        (``swapped``), a total along another axis (``axis``), a value within rounding of 0 (``rounding``), single precision
        (``precision``).

    Raises:
        ParameterError: No numbers, no such axis, or shapes that do not broadcast.

    References:
        Cover & Thomas (2006), *Elements of Information Theory*, 2nd ed., theorem 2.6.3 (information inequality).

    Examples:
        >>> print(diagnose([0.5, 0.3], [0.6, 0.4]))
        sum p log(p/q) = -0.177465 nats
        total: p totals 0.8, which is 0.2 below 1
            do: divide p by its total, or find what is missing
        mended, D(p || q) = 0.0013118 nats
        >>> diagnose([0.5, 0.5], [0.25, 0.75]).findings
        ()
    """
    import numpy as np

    true, model = _rows(p, q, axis)
    with np.errstate(all="ignore"):
        naive = float(_naive(true, model))
        found = list(_logs(true, model))
        one, other = (np.exp(a) if _are_logs(a) else a for a in (true, model))
        unusable = list(_entries(one, other))
        found += unusable
        if not unusable:
            found += [*_totals(one, other, p, q, axis), *_zeros(one, other), *_rounding(one, other, naive), *_precision(p, q, naive)]
        return Diagnosis(tuple(found), naive, _value(one, other))


def _rows(p: Array, q: Array, axis: int) -> tuple[Any, Any]:
    """Both as arrays of float64 of one shape, the outcomes last."""
    import numpy as np

    try:
        both = np.broadcast_arrays(np.asarray(p, dtype=float), np.asarray(q, dtype=float))
        true, model = (np.moveaxis(a, axis, -1) for a in both)
    except (TypeError, ValueError) as problem:
        raise ParameterError(f"p and q are no numbers that belong together ({problem}); give arrays of masses of one shape") from None
    if true.ndim == 0 or true.shape[-1] == 0:
        raise ParameterError(f"p has the shape {true.shape}, no outcomes along axis {axis}; give at least one mass")
    return true, model


def _naive(p: Any, q: Any) -> Any:
    """sum p log(p/q) with 0 log 0 = 0, over everything."""
    import numpy as np

    return np.where(p == 0, 0.0, p * np.log(p / q)).sum()


def _named(p: Any, q: Any) -> tuple[tuple[str, Any], ...]:
    return (("p", p), ("q", q))


def _logs(p: Any, q: Any) -> Iterator[Finding]:
    """Entries that are never positive and whose exponentials total 1."""
    import numpy as np

    logs = [name for name, a in _named(p, q) if _are_logs(a)]
    for name in logs:
        yield Finding("logs", f"{name} holds logarithms of probabilities: their exponentials total 1", f"give exp({name}), not {name}")
    if logs == ["p"] and not _are_logs(q) and (abs(q.sum(axis=-1) - 1) < TOTAL).all():
        says = f"logarithms first, masses second is how PyTorch's kl_div is called; that is D(q || p) = {_value(q, np.exp(p)):.6g} nats"
        yield Finding("swapped", says, "put the true distribution first: kl(q, exp(p))")


def _are_logs(a: Any) -> bool:
    import numpy as np

    return bool((a <= 0).all() and (a < 0).any() and (abs(np.exp(a).sum(axis=-1) - 1) < LOGS).all())


def _entries(p: Any, q: Any) -> Iterator[Finding]:
    import numpy as np

    for name, a in _named(p, q):
        if np.isnan(a).any() or np.isinf(a).any():
            yield Finding(
                "not_a_number", f"{name}{_where(~np.isfinite(a))} is nan or infinite", f"find out where {name} becomes nan; it is no mass"
            )
        elif (a < 0).any():
            worst = float(a.min())
            says = f"{name}{_where(a < 0)} is negative (down to {worst:.3g})"
            logits = "; if these are logits, apply softmax" if worst < -TOTAL else "; set rounding below 0 to 0, then divide by the total"
            yield Finding("negative", says, f"masses are never negative{logits}")


def _totals(p: Any, q: Any, given_p: Array, given_q: Array, axis: int) -> Iterator[Finding]:
    import numpy as np

    for (name, a), given in zip(_named(p, q), (given_p, given_q), strict=True):
        totals = a.sum(axis=-1)
        off = totals - 1
        worst = float(off.flat[abs(off).argmax()])
        if not abs(worst) > TOTAL:
            continue
        other = _other_axis(np.asarray(given, dtype=float), axis)
        if other is not None:
            says = f"{name} totals {1 + worst:.6g} along axis {axis}, and 1 along axis {other}"
            yield Finding("axis", says, f"say axis={other}")
            continue
        rows = "" if off.size == 1 else f" in {int((abs(off) > TOTAL).sum())} of {off.size} rows, at worst {1 + worst:.6g}"
        said = f"{name} totals {1 + worst:.6g}" if off.size == 1 else f"{name} does not total 1{rows}"
        yield Finding(
            "total",
            f"{said}, which is {abs(worst):.3g} {'above' if worst > 0 else 'below'} 1",
            f"divide {name} by its total, or find what is {'counted twice' if worst > 0 else 'missing'}",
        )


def _other_axis(a: Any, axis: int) -> int | None:
    """An axis along which everything totals 1."""
    others = [k for k in range(a.ndim) if k != axis % a.ndim]
    return next((k for k in others if (abs(a.sum(axis=k) - 1) < TOTAL).all()), None)


def _zeros(p: Any, q: Any) -> Iterator[Finding]:
    missing = (q == 0) & (p > 0)
    if not missing.any():
        return
    says = f"q{_where(missing)} is 0 where p is positive (p has {float(p[missing].sum()):.3g} there): the divergence is infinite"
    yield Finding("zeros", says, "smooth q (add a small mass to every outcome, then divide by the total), or accept that it is infinite")
    if not ((p == 0) & (q > 0)).any():
        says = f"the other way round it is finite, D(q || p) = {_value(q, p):.6g} nats: perhaps the arguments are swapped"
        yield Finding("swapped", says, "put the true distribution first")


def _rounding(p: Any, q: Any, naive: float) -> Iterator[Finding]:
    import numpy as np

    size = float(np.abs(p * np.log(np.where((p > 0) & (q > 0), p / np.where(q > 0, q, 1), 1))).sum())
    if np.isfinite(naive) and naive < 0 and -naive <= 64 * np.finfo(float).eps * max(size, float(p.sum())):
        yield Finding(
            "rounding", f"{naive:.3g} is 0 but for rounding: p and q are nearly equal", "use symbolic_info.kl, which does not cancel"
        )


def _precision(p: Array, q: Array, naive: float) -> Iterator[Finding]:
    import numpy as np

    for name, given in _named(p, q):
        dtype = getattr(given, "dtype", None)
        if dtype is not None and dtype.kind == "f" and dtype.itemsize < 8 and naive < 1e-4:
            says = f"{name} is {dtype}: about {np.finfo(dtype).precision} digits, and the divergence is small"
            yield Finding("precision", says, f"compute {name} in float64, or from its logarithms")


def _value(p: Any, q: Any) -> float:
    """D(p || q) of the arrays divided by their totals."""
    import numpy as np

    from symbolic_info.numeric.arrays import kl

    totals = [a.sum(axis=-1, keepdims=True) for a in (p, q)]
    if not all((a >= 0).all() and (t > 0).all() and np.isfinite(t).all() for a, t in zip((p, q), totals, strict=True)):
        return float("nan")
    return float(np.sum(kl(p / totals[0], q / totals[1])))


def _where(mask: Any) -> str:
    """The places of a mask as an index: [2], or [(0, 1), (3, 2), ...]."""
    import numpy as np

    places = [tuple(int(i) for i in place) for place in np.argwhere(mask)[:SHOWN]]
    shown = ", ".join(str(place[0]) if len(place) == 1 else str(place) for place in places)
    return f"[{shown}{', ...' if int(mask.sum()) > SHOWN else ''}]"
