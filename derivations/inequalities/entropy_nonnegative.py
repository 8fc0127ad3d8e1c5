"""H(p) >= 0 for a finite distribution, with equality exactly where p_i = 1 wherever p_i > 0: one class has all the mass.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., lemma 2.1.1.
Idea: -log p >= 1 - p >= 0 on (0, 1]; the mean of 1 - p vanishes only where p = 1 on the support.
"""

import sympy as sp

from symbolic_info import Categorical, Entropy
from symbolic_info.derive.script import Script

CLAIMS = ("S07", "T001")
i = sp.Symbol("i", integer=True)
P = Categorical("p", "n")
p = P.array[i]


def main():
    """The theorem with its case of equality, replayed by the kernel."""
    s = Script(Entropy(P))
    here = s.over(P, i)
    line = s.log_bound(here, p, p)
    rest = s.sign(here, p * (1 - p))
    positive = s.combine(0, "<=", Entropy(P), {line: 1, rest: 1})
    # p (1 - p) = 0 and p^2 = p are one equation, which says p = 1 where p > 0
    old = len(s.tight(positive))
    return s.theorem(s.equality(positive, (here, p, 1), forth=[[-1 / p] + [0] * (old - 1)], back=[[-p], [p]]), 0, Entropy(P))


if __name__ == "__main__":
    print(main())
