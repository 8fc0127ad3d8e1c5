"""How many digits of a float agree with a number that mpmath computed at 50 digits."""

import mpmath as mp

DIGITS = 50
ALL = 17.0  # more than a float holds


def digits_of_agreement(value: float, exact: mp.mpf) -> float:
    """-log10 of the relative error of ``value``, at most ``ALL``; equal infinities agree fully."""
    with mp.workdps(DIGITS):
        if mp.isinf(exact) or mp.isinf(value):
            return ALL if mp.mpf(value) == exact else 0.0
        error = abs(mp.mpf(value) - exact) / (abs(exact) if exact else 1)
        return ALL if error == 0 else min(ALL, max(0.0, float(-mp.log10(error))))


def shown(digits: float) -> str:
    return "all" if digits == ALL else f"{digits:.1f}"
