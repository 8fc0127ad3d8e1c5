"""How many digits of a float agree with a number that mpmath computed at 50 digits."""

import mpmath as mp

DIGITS = 50


def digits_of_agreement(value: float, exact: mp.mpf) -> float:
    """-log10 of the relative error of ``value``, at most 17 (more than a float holds); equal infinities agree fully."""
    with mp.workdps(DIGITS):
        if mp.isinf(exact) or mp.isinf(value):
            return 17.0 if mp.mpf(value) == exact else 0.0
        error = abs(mp.mpf(value) - exact) / (abs(exact) if exact else 1)
        return 17.0 if error == 0 else min(17.0, max(0.0, float(-mp.log10(error))))
