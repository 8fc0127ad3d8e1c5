"""H(p) + E_p g <= log sum exp g, with equality exactly for p = exp(g)/Z where p > 0: the largest entropy for its E g.

For masses, and with an integral for densities on the plane.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., theorem 12.1.1.
Idea: log x <= x - 1 at x = exp(g)/(p Z).  With g = sum lambda_k f_k this is the exponential family with statistics f_k.
"""

import sympy as sp

from symbolic_info import Categorical, Entropy, Joint
from symbolic_info.derive.script import Script

CLAIMS = ("T111",)
i, x, y = sp.Symbol("i", integer=True), *sp.symbols("x y", real=True)
P, F = Categorical("p", "n"), Joint("f", (sp.S.Reals, sp.S.Reals))


def largest(law, at, total, limits):
    """H + E g <= log Z for every function g of the value, with the case of equality."""
    p, size = (law.array[at], law.shape) if law is F else (law.array[at], (law.size,))
    g = sp.IndexedBase("g", shape=size, real=True)[at]
    z = total(sp.exp(g), *limits)
    left, right = Entropy(law) + total(p * g, *limits), sp.log(z)
    s = Script(left, right)
    here, everywhere = s.over(law, *at), s.where(at, ranges=dict(zip(at, size, strict=True)))
    line, mass = s.log_bound(here, p, sp.exp(g) / (p * z)), s.enlarge(here, everywhere, sp.exp(g) / z)
    bound = s.combine(left, "<=", right, {line: 1, mass: 1})
    return s.theorem(s.equality(bound, (here, p, sp.exp(g) / z), forth=[[0, -1]], back=[[-1], [-1]]), left, right)


def main():
    """Both, replayed by the kernel; for densities the conditions say that the integrals exist."""
    finite = largest(P, (i,), sp.Sum, [(i, 1, P.size)])
    return finite, largest(F, (x, y), sp.Integral, [(a, -sp.oo, sp.oo) for a in (x, y)])


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
