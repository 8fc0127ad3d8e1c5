"""Lines for a ``Script`` that take several rules: hypotheses, images of laws.  Untrusted: the kernel replays them."""

from typing import Any

import sympy as sp

from symbolic_info.core.heads import Distribution
from symbolic_info.derive.script import Script, Where
from symbolic_info.proof.terms import X, rat
from symbolic_info.quantities.entropy import Entropy

POINT = Where((), ())


def suppose(s: Script, where: Where, a: Any, b: Any, k: Any = 1) -> int:
    """sum k a = sum k b, if a = b at every point of a domain; at ``POINT``: a = b, if a = b."""
    indices, domain = s._domain(where)
    return s.proof.do("hypothesis", [], indices, domain, *(s.term(e, where.indices) for e in (a, b, k)))


def same_logs(s: Script, where: Where, weight: Any, a: Any, b: Any) -> int:
    """sum w log a = sum w log b, if a = b at every point of a domain on which w > 0.

    By the case of equality in log t <= t - 1 at t = a/b.
    """
    bound = s.log_bound(where, weight, a / b)
    equal = s.proof.do("equality_case", [s.equality(bound, (where, a, b), forth=[[b / weight]], back=[[weight / b]])])
    sides = (("sum", *s._domain(where), s.term(weight * sp.log(e), where.indices)) for e in (a, b))
    return s.proof.do("combine", [equal, suppose(s, where, a, b, weight / b)], *sides, "=", (rat(1), rat(1)))


def defined(s: Script, quantity: sp.Expr) -> int:
    """A quantity of densities that are taken as given, as the expectation that it is."""
    term = s.term(quantity)
    ones = [s.proof.do("given_density", [], law) for law in dict.fromkeys(term[1:])]
    return s.proof.do("definition", ones, term)


def entropy_of_image(s: Script, new: Distribution, old: Distribution, x: sp.Symbol, psi: sp.Expr, phi: sp.Expr) -> int:
    """h(Y) = h(X) + c, where Y = psi(X), X = phi(Y) and log|psi'| = c; the law ``old`` of X is a density taken as given."""
    known = s.proof.do("reverse", [defined(s, Entropy(old))])
    return s.proof.do("substitute", [mean_of_image(s, new, old, x, psi, phi), known])


def mean_of_image(s: Script, new: Distribution, old: Distribution, x: sp.Symbol, psi: sp.Expr, phi: sp.Expr) -> int:
    """h(Y) = E[-log f(X)] + c, as in ``entropy_of_image``."""
    name, given = s.bridge.name_of(new), s.bridge.name_of(old)
    maps = [s.bridge.term(e, {x: X}) for e in (psi, phi)]
    do = s.proof.do
    one = do("given_density", [], given)
    total = do("chain", [do("image", [], name, given, rat(1), *maps), one])
    start = do("definition", [total], ("entropy", name))
    moved = do("chain", [start, do("image", [], name, given, s.said(start).right[2], *maps)])
    known = do("reverse", [do("definition", [one], ("entropy", given))])
    split = do("linearity", [one, known], given, s.said(moved).right[2], (rat(1),))
    return do("chain", [moved, split])
