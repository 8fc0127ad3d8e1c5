"""Infinite sums whose terms fall as a power: the first ones, an integral, and differences at whole numbers (Gregory's formula).

    f(N) + f(N + 1) + ... = integral of f over (N, oo) + sum over n = 0, 1, ... of G_(n+1) (Delta^n f)(N),
    z/log(1 + z) = G_0 + G_1 z + G_2 z^2 + ...

The differences fall like 2^-N where f is smooth on the scale of N, as powers times logarithms are.

Source: Jordan (1965), Calculus of Finite Differences, 3rd ed., section 99.
"""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from symbolic_info.proof.quadrature import Precision, Unverified, precision_of

EARLY = 500
"""So many terms are added one by one before it is asked how they fall."""


def more_precise(to: Precision) -> Precision:
    """Digits for the differences, which cancel."""
    return precision_of(2 * to.digits + 20, to.agreed)


def by_differences(to: Precision, terms: Callable[[Any], tuple], start: int, integral_from: Callable[[int], tuple]) -> tuple:
    """The sums of ``terms(k)`` over k = start, start + 1, ...; ``integral_from(N)`` gives the integrals of the same functions.

    ``to`` is ``more_precise``, and so are the terms; half of its digits are vouched for.

    Raises:
        Unverified: The differences do not fall.
    """
    ctx, count = to.ctx, to.digits
    first = start + count
    rows = [terms(ctx.mpf(start + k)) for k in range(2 * count)]
    total = [ctx.fsum(column) for column in zip(*rows[:count], strict=True)]
    for i, whole in enumerate(integral_from(first)):
        total[i] += whole
        differences = [row[i] for row in rows[count:]]
        for g in _gregory(to, count):
            total[i] += g * differences[0]
            last = abs(g * differences[0])
            differences = [b - a for a, b in pairwise(differences)]
        if not last <= to.power(10 - to.digits // 2) * abs(total[i]):
            raise Unverified("the terms of the sum fall too slowly, and not smoothly")
    return tuple(total)


def _gregory(to: Precision, count: int) -> list:
    """G_1, ..., G_count."""
    found = [to.ctx.one]
    for n in range(1, count + 1):
        found.append(-to.ctx.fsum(g * (-1) ** (n - j) / to.ctx.mpf(n - j + 1) for j, g in enumerate(found)))
    return found[1:]
