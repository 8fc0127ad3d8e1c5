"""D(p || q) = E_p[I_q - I_p]: the information that q counts too much, on average under p; for n classes and for densities.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., (2.26) and (8.46).
Idea: log(p/q) = (-log q) - (-log p); for densities one expectation of the ratio's logarithm, which need not be split.
"""

import sympy as sp

from symbolic_info import KL, Categorical, Density, SelfInformation
from symbolic_info.core.heads import Mean
from symbolic_info.derive.identity import identity
from symbolic_info.derive.lines import defined
from symbolic_info.derive.script import Script

CLAIMS = ("S14",)
i, x, b = sp.Symbol("i", integer=True), sp.Symbol("x", real=True), sp.Symbol("b", positive=True)
P, Q = Categorical("p", "n"), Categorical("q", "n")
f, g = (sp.Function(name)(x) for name in "fg")
F, G = (Density(each, x, (-sp.oo, sp.oo)) for each in (f, g))


def densities(form: sp.Expr):
    """D(f || g) as the mean of ``form`` under f."""
    mean = Mean(form, x, F)
    s = Script(KL(F, G), mean)
    return s.theorem(s.proof.do("restate", [defined(s, KL(F, G))], s.term(mean)), KL(F, G), mean)


def main():
    """Classes in base b; densities, by the ratio and by the difference.  Each replayed by the kernel."""
    excess = SelfInformation(Q, i, base=b) - SelfInformation(P, i, base=b)
    classes = identity(KL(P, Q, base=b), sp.Sum(P.array[i] * excess, (i, 1, P.size)))
    return classes, densities(sp.log(f / g)), densities(sp.log(f) - sp.log(g))


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
