"""Quotients of Bessel functions of one argument, far out, where each alone is no float: taken of exp(z) K_n(z) and exp(-z) I_n(z)."""

import sympy as sp


class ScaledBesselK(sp.Function):
    """``ScaledBesselK(n, z)`` = exp(z) K_n(z)."""

    nargs = 2


class ScaledBesselI(sp.Function):
    """``ScaledBesselI(n, z)`` = exp(-z) I_n(z)."""

    nargs = 2


SCALED = ((sp.besselk, ScaledBesselK), (sp.besseli, ScaledBesselI))


def with_scaled_bessels(e: sp.Expr) -> sp.Expr:
    """``e`` with these heads in each product in which the exponentials cancel."""
    return e.replace(lambda m: isinstance(m, sp.Mul), _scaled) if e.has(sp.besseli, sp.besselk) else e


def _scaled(product: sp.Mul) -> sp.Expr:
    for head, scaled in SCALED:
        for z in sorted({node.args[1] for node in product.atoms(head)}, key=sp.default_sort_key):
            if _degree(product, head, z) == 0:
                product = product.replace(lambda f, z=z, head=head: isinstance(f, head) and f.args[1] == z, lambda f, s=scaled: s(*f.args))
    return product


def _degree(e: sp.Expr, head: type[sp.Expr], z: sp.Expr) -> sp.Expr | None:
    """How often ``e`` has head(n, z) as a factor; None where its terms do not agree, or it stands in another function."""
    if isinstance(e, head) and e.args[1] == z:
        return sp.S.One
    if not any(node.args[1] == z for node in e.atoms(head)):
        return sp.S.Zero
    if isinstance(e, sp.Pow):
        base = _degree(e.base, head, z)
        return None if base is None or not e.exp.is_number else base * e.exp
    degrees = [_degree(a, head, z) for a in e.args]
    if None in degrees or not isinstance(e, sp.Add | sp.Mul):
        return None
    if isinstance(e, sp.Mul):
        return sp.Add(*degrees)
    return degrees[0] if len(set(degrees)) == 1 else None
