"""H(p) <= H(p, q): no model codes p more cheaply than p itself, with equality exactly where q = p on the support of p.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., theorem 2.6.3.
Idea: the difference is the mean of -log(q/p) >= 1 - q/p.
"""

import sympy as sp

from symbolic_info import Categorical, CrossEntropy, Entropy
from symbolic_info.derive.script import Script

CLAIMS = ("S13", "S20", "T020")
i = sp.Symbol("i", integer=True)
P, Q = Categorical("p", "n"), Categorical("q", "n")
p, q = P.array[i], Q.array[i]


def main():
    """The theorem with its case of equality, replayed by the kernel."""
    s = Script(Entropy(P), CrossEntropy(P, Q))
    here = s.over(P, i)
    line = s.log_bound(here, p, q / p)
    mass = s.enlarge(here, s.over(Q, i), q)
    least = s.combine(Entropy(P), "<=", CrossEntropy(P, Q), {line: 1, mass: 1})
    equal = s.equality(least, (here, q, p), forth=[[0, 1]], back=[[1], [1]])
    return s.theorem(equal, Entropy(P), CrossEntropy(P, Q))


if __name__ == "__main__":
    print(main())
