"""H(p) + E_p g <= log sum exp g, with equality exactly for p_i = exp(g_i)/Z where p_i > 0: the largest entropy for its E g.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., theorem 12.1.1, for a finite set.
Idea: log x <= x - 1 at x = exp(g)/(p Z).  With g = sum lambda_k f_k this is the exponential family with statistics f_k.
"""

import sympy as sp

from symbolic_info import Categorical, Entropy
from symbolic_info.derive.script import Script

CLAIMS = ("T111",)
i = sp.Symbol("i", integer=True)
P = Categorical("p", "n")
p, n = P.array[i], P.size
g = sp.IndexedBase("g", shape=(n,), real=True)[i]
Z = sp.Sum(sp.exp(g), (i, 1, n))
LEFT, RIGHT = Entropy(P) + sp.Sum(p * g, (i, 1, n)), sp.log(Z)


def main():
    """The theorem with its case of equality, replayed by the kernel."""
    s = Script(LEFT, RIGHT)
    here, everywhere = s.over(P, i), s.where([i], ranges={i: n})
    line = s.log_bound(here, p, sp.exp(g) / (p * Z))
    mass = s.enlarge(here, everywhere, sp.exp(g) / Z)
    bound = s.combine(LEFT, "<=", RIGHT, {line: 1, mass: 1})
    return s.theorem(s.equality(bound, (here, p, sp.exp(g) / Z), forth=[[0, -1]], back=[[-1], [-1]]), LEFT, RIGHT)


if __name__ == "__main__":
    print(main())
