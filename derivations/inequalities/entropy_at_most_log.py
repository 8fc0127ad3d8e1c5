"""H(p) <= log n for n classes, with equality exactly where p_i = 1/n wherever p_i > 0: then all n classes have that mass.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., theorem 2.6.4.
Idea: -log(1/(n p)) >= 1 - 1/(n p), whose mean under p is 1 less the share of the classes that have mass.
"""

import sympy as sp

from symbolic_info import Categorical, Entropy
from symbolic_info.derive.script import Script

CLAIMS = ("S06", "T024")
i = sp.Symbol("i", integer=True)
P = Categorical("p", "n")
p, n = P.array[i], P.size


def main():
    """The theorem with its case of equality, replayed by the kernel."""
    s = Script(Entropy(P))
    here, everywhere = s.over(P, i), s.where([i], ranges={i: n})
    line = s.log_bound(here, p, 1 / (n * p))
    share = s.enlarge(here, everywhere, 1 / n)
    bound = s.combine(Entropy(P), "<=", sp.log(n), {line: 1, share: 1})
    # p = 1/n on the support also makes the share of the classes with mass 1: their masses 1/n total 1
    return s.theorem(s.equality(bound, (here, p, 1 / n), forth=[[0, -1]], back=[[-1], [-1]]), Entropy(P), sp.log(n))


if __name__ == "__main__":
    print(main())
