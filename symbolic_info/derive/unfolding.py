"""What the kernel has no head for, written out before it is asked."""

import sympy as sp

from symbolic_info.core.heads import LogDensity, Quantity
from symbolic_info.proof.bridge import QUANTITY_KEYS
from symbolic_info.quantities.self_information import SelfInformation


def written_out(expression: sp.Expr) -> sp.Expr:
    """``expression`` with self-informations, log-densities and quantities that the kernel has no name for as what they are."""
    plain = sp.sympify(expression, strict=True).replace(SelfInformation, lambda *args: SelfInformation(*args).unfold())
    plain = plain.replace(LogDensity, lambda law, x: law.log_density(x))
    for quantity in sorted(plain.atoms(Quantity), key=sp.default_sort_key):
        if quantity.key not in QUANTITY_KEYS:
            plain = plain.xreplace({quantity: quantity.unfold()})
    return plain
