"""The form that long arrays try first: atoms opened as they stand far from the diagonal, with the size of its terms.

Where its terms are at most a few times as large as the value it is as accurate as the careful one, and several times as fast.
"""

import sympy as sp

from symbolic_info.numeric.heads import (
    Binet,
    BinetSlope,
    FarLog,
    LoggammaOnePlus,
    LoggammaRemainder,
    LogRatio,
    Phi,
    RelativeEntropy,
    ScaledPhi,
    StirlingRemainder,
)
from symbolic_info.numeric.magnitude import size

SETTLED = 8
"""Values whose terms are at most so many times as large are settled."""
HEAVY = (Binet, BinetSlope, LoggammaOnePlus, LoggammaRemainder, StirlingRemainder)


def rough_form(stable: sp.Expr, closed: sp.Expr) -> tuple[sp.Expr, sp.Expr, bool]:
    """A cheap form, the size of its terms, and whether arguments beyond 1e±100 must not be trusted to it."""
    opened = stable.replace(Phi, lambda w, log: w - _far(log)).replace(ScaledPhi, lambda c, w, cw, log: cw - c * _far(log))
    opened = opened.replace(RelativeEntropy, lambda a, b, d: d - a * FarLog(b / a))
    if opened.has(*HEAVY):
        return closed, size(closed), True
    return opened, size(opened), False


def _far(log: sp.Expr) -> sp.Expr:
    return log.replace(LogRatio, lambda a, b, d: FarLog(a / b))
