"""What the kernel has no head for, written out before it is asked."""

import sympy as sp

from symbolic_info.core.heads import LogDensity
from symbolic_info.quantities.self_information import SelfInformation


def written_out(expression: sp.Expr) -> sp.Expr:
    """``expression`` with self-informations and log-densities at a point written as what they are: logarithms, no expectations."""
    plain = expression.replace(SelfInformation, lambda *args: SelfInformation(*args).unfold())
    return plain.replace(LogDensity, lambda law, x: law.log_density(x))
