"""What the kernel has no head for, written out before it is asked."""

import sympy as sp

from symbolic_info.core.heads import LogDensity, Mean, Quantity
from symbolic_info.proof.bridge import QUANTITY_KEYS
from symbolic_info.quantities.self_information import SelfInformation


def written_out(expression: sp.Expr) -> sp.Expr:
    """``expression`` with self-informations, log-densities and quantities that the kernel has no name for as what they are.

    A log-density stays under a mean, where the bridge and the kernel see to the supports; a mean over classes is their sum.
    """
    plain = sp.sympify(expression, strict=True).replace(SelfInformation, lambda *args: SelfInformation(*args).unfold())
    while unnamed := sorted((q for q in plain.atoms(Quantity) if q.key not in QUANTITY_KEYS), key=sp.default_sort_key):
        plain = plain.xreplace({quantity: quantity.unfold() for quantity in unnamed})
    means = {mean: sp.Dummy() for mean in sorted(plain.atoms(Mean), key=sp.default_sort_key)}
    outside = plain.xreplace(means).replace(LogDensity, lambda law, x: law.log_density(x))
    return outside.xreplace({dummy: _over_classes(mean) for mean, dummy in means.items()})


def _over_classes(mean: Mean) -> sp.Expr:
    return mean.rewrite(sp.Sum) if hasattr(mean.law, "shape") else mean
