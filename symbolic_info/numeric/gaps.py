"""Differences of error functions far out, where both are 1 to a million digits: taken of their complements.

    erf(v) - erf(u) = erfc(u) - erfc(v) = erfc(-v) - erfc(-u),

the middle one where u and v are positive, the last one where both are negative.
"""

import sympy as sp


class ErfGap(sp.Function):
    """``ErfGap(u, v)`` = erf(v) - erf(u)."""

    nargs = 2

    def doit(self, **hints: bool) -> sp.Expr:
        u, v = self.args
        return sp.erf(v) - sp.erf(u)


def with_gaps(form: sp.Basic) -> sp.Basic:
    """``form`` with this head for each c erf(v) - c erf(u) in its sums."""
    return form.replace(lambda e: isinstance(e, sp.Add), _gathered) if form.has(sp.erf) else form


def by_complements(form: sp.Basic, e: sp.Symbol) -> sp.Basic:
    """The same in functions that SymPy knows, with powers of ``e``: what is divided by such a difference must not be taken for 0."""
    found = with_gaps(form)
    if not found.has(ErfGap):
        return form
    return found.replace(ErfGap, _cases).replace(sp.exp, lambda z: e**z)


def _gathered(total: sp.Add) -> sp.Expr:
    left, gaps = list(total.args), []
    for term in total.args:
        c, v = _erf_term(term)
        twin = next((t for t in left if v is not None and t != term and _erf_term(t)[1] is not None and _erf_term(t)[0] == -c), None)
        if twin is not None and term in left:
            left = [t for t in left if t not in (term, twin)]
            gaps.append(c * ErfGap(_erf_term(twin)[1], v))
    return sp.Add(*left, *gaps) if gaps else total


def _erf_term(term: sp.Expr) -> tuple[sp.Expr, sp.Expr | None]:
    """c and v of c erf(v); None for v where ``term`` is no such thing."""
    found = [f for f in sp.Mul.make_args(term) if isinstance(f, sp.erf)]
    return (sp.cancel(term / found[0]), found[0].args[0]) if len(found) == 1 else (term, None)


def _cases(u: sp.Expr, v: sp.Expr) -> sp.Expr:
    below = [sp.erfc(-w, evaluate=False) for w in (u, v)]
    return sp.Piecewise(
        (sp.erfc(u) - sp.erfc(v), sp.And(sp.Gt(u, 0, evaluate=False), sp.Gt(v, 0, evaluate=False))),
        (sp.Add(below[1], -below[0], evaluate=False), sp.And(sp.Lt(u, 0, evaluate=False), sp.Lt(v, 0, evaluate=False))),
        (sp.erf(v) - sp.erf(u), True),
    )
