"""The form that long arrays try first: atoms opened as they stand far from the diagonal, with the size of its terms.

Where its terms are at most a few times as large as the value it is as accurate as the careful one, and several times as fast.
"""

import sympy as sp

from symbolic_info.numeric.compensated import with_quotients
from symbolic_info.numeric.computed import with_log_terms
from symbolic_info.numeric.heads import (
    Balanced,
    Binet,
    BinetSlope,
    Chi,
    FarLog,
    Guarded,
    LoggammaOnePlus,
    LoggammaRemainder,
    LogProduct,
    LogRatio,
    Phi,
    RelativeEntropy,
    ScaledPhi,
    StirlingRemainder,
    plain,
)
from symbolic_info.numeric.magnitude import size

SETTLED = 8
"""Values whose terms are at most so many times as large are settled."""
HEAVY = (Binet, BinetSlope, LoggammaOnePlus, LoggammaRemainder, StirlingRemainder)


def rough_form(stable: sp.Expr, closed: sp.Expr) -> tuple[sp.Expr, sp.Expr, bool]:
    """A cheap form, the size of its terms, and whether arguments beyond 1e±100 must not be trusted to it."""
    whole = stable.replace(Balanced, lambda product: product if sp.denom(product) == 1 else Balanced(product))
    fragile = stable.has(LogProduct) or whole != stable
    opened = whole.replace(LogProduct, sp.log).replace(Phi, lambda w, log: _shorter(w) - _far(log))
    opened = opened.replace(ScaledPhi, lambda c, w, cw, log: cw - c * _far(log))
    opened = opened.replace(RelativeEntropy, lambda a, b, d: d - a * FarLog(b / a)).replace(Chi, _far_chi)
    if opened.has(*HEAVY):
        compensated = with_quotients(closed)
        return compensated, size(compensated), True
    amplified = opened.replace(Guarded, lambda product, log: product)  # of which the exponents are seen
    return opened, with_log_terms(size(amplified)), fragile


def _shorter(w: sp.Expr) -> sp.Expr:
    """(s + t)(s - t)/t^2 as (s/t)^2 - 1, where that is shorter."""
    expanded = sp.expand(plain(w))
    return expanded if expanded.count_ops() < w.count_ops() else w


def _far_chi(c: sp.Expr, z: sp.Expr, exponential: sp.Expr, cz: sp.Expr) -> sp.Expr:
    """c (exp(z) - 1 - z) for a decaying exponential as it stands; others stay, since they grow beyond all bounds."""
    return c * (exponential - 1) - cz if z.is_nonpositive and isinstance(exponential, sp.exp) else Chi(c, z, exponential, cz)


def _far(log: sp.Expr) -> sp.Expr:
    return log.replace(LogRatio, lambda a, b, d: FarLog(a / b))
