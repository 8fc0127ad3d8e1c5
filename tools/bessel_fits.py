"""Prints the coefficients of ``numeric.bessel`` and of Binet's function in ``numeric.fast_kernels``: ``python tools/bessel_fits.py``.

Each is a function f of y = K/(x + c) - y0 over a range of x.  f'' is fitted by Chebyshev's polynomials, which keeps the second divided
differences of f right up to the ends of the range, and integrated twice; f' is set at one place.
"""

from collections.abc import Callable
from typing import Any

import mpmath as mp

Number = Any  # of mpmath
DIGITS = 50
NODES = 56


def chebyshev(f: Callable[[Number], Number], terms: int) -> list[Number]:
    """The first coefficients of the series of f over -1 <= z <= 1, in powers of z."""
    angles = [mp.pi * (k + mp.mpf(1) / 2) / NODES for k in range(NODES)]
    values = [f(mp.cos(a)) for a in angles]
    series = [2 * mp.fsum(v * mp.cos(j * a) for v, a in zip(values, angles, strict=True)) / NODES for j in range(terms)]
    before, now = [mp.mpf(1)], [mp.mpf(0), mp.mpf(1)]
    total = [series[0] / 2] + [mp.mpf(0)] * (terms - 1)
    for c in series[1:]:
        total = [t + c * v for t, v in zip(total, [*now, *[mp.mpf(0)] * terms], strict=False)]
        after = [mp.mpf(0), *(2 * v for v in now)]
        before, now = now, [a - b for a, b in zip(after, [*before, *[mp.mpf(0)] * terms], strict=False)]
    return total


def moved(coefficients: list[Number], scale: Number, shift: Number) -> list[Number]:
    """The polynomial at scale y + shift, in powers of y."""
    total = [mp.mpf(0)] * len(coefficients)
    power = [mp.mpf(1)]
    for c in coefficients:
        total = [t + c * v for t, v in zip(total, [*power, *[mp.mpf(0)] * len(total)], strict=False)]
        power = [scale * a + shift * b for a, b in zip([mp.mpf(0), *power], [*power, mp.mpf(0)], strict=True)]
    return total


def fit(f: Callable[[Number], Number], low: Number, high: Number, terms: int, at: Number) -> list[float]:
    """The coefficients of f over low <= y <= high, from the highest power to the first."""
    middle, half = (low + high) / 2, (high - low) / 2
    second = moved(chebyshev(lambda z: mp.diff(f, middle + half * z, 2), terms), 1 / half, -middle / half)
    twice = [mp.mpf(0), mp.mpf(0), *(c / ((k + 1) * (k + 2)) for k, c in enumerate(second))]
    twice[1] = mp.diff(f, at) - mp.fsum(k * c * at ** (k - 1) for k, c in enumerate(twice) if k)
    return [float(c) for c in twice[:0:-1]]


def near(y: Number) -> Number:
    """log I_0(x) - s for s = sqrt(x^2 + 23/4), y = 32/(s + 11/2) - 3."""
    s = 32 / (y + 3) - mp.mpf(11) / 2
    return mp.re(mp.log(mp.besseli(0, mp.sqrt(s * s - mp.mpf(23) / 4))) - s)


def far(y: Number) -> Number:
    """log I_0(x) - x + log(2 pi x)/2 for y = 24/x - 1."""
    x = 24 / (y + 1)
    return mp.log(mp.besseli(0, x) * mp.exp(-x) * mp.sqrt(2 * mp.pi * x))


def binet(y: Number) -> Number:
    """loggamma(x) - (x - 1/2) log(x) + x - log(2 pi)/2 for y = 2/(x + 1/2) - 1/2."""
    x = 2 / (y + mp.mpf(1) / 2) - mp.mpf(1) / 2
    with mp.extradps(60):
        return mp.loggamma(x) - (x - mp.mpf(1) / 2) * mp.log(x) + x - mp.log(2 * mp.pi) / 2


def main() -> None:
    tiny = mp.mpf(10) ** -20

    def place(square: str) -> Number:
        return 32 / (mp.sqrt(mp.mpf(23) / 4 + mp.mpf(square)) + mp.mpf(11) / 2) - 3

    print("near", fit(near, place("148.84"), place("-0.2"), 24, place("0")))  # x <= 12.2
    print("far", fit(far, tiny - 1, 24 / mp.mpf("11.5") - 1, 20, mp.mpf(0)))  # x >= 11.5
    half = mp.mpf(1) / 2
    print("binet", fit(binet, tiny - half, mp.mpf(5) / 6, 21, mp.mpf(10) ** -8 - half))  # x >= 1


if __name__ == "__main__":
    mp.mp.dps = DIGITS
    main()
