"""The mean length of a code whose lengths satisfy Kraft's inequality is at least H_D(p); equal exactly for lengths -log_D p_i that fill it.

Kraft's inequality sum D^(-l_i) <= 1 is the condition of the theorem; McMillan: every uniquely decodable code satisfies it.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., theorems 5.2.1, 5.3.1 and 5.5.1.
Idea: log x <= x - 1 at x = D^(-l_i)/p_i.
"""

import sympy as sp

from symbolic_info import Categorical, Entropy
from symbolic_info.derive.script import Script

CLAIMS = ("S09", "T082")
i = sp.Symbol("i", integer=True)
P, D = Categorical("p", "n"), sp.Symbol("D", positive=True)
p, n, length = P.array[i], P.size, sp.IndexedBase("l", shape=(P.size,), real=True)[i]
LEFT, MEAN, KRAFT = Entropy(P, base=D), sp.Sum(p * length, (i, 1, n)), sp.Sum(D**-length, (i, 1, n))


def main():
    """The theorem with its case of equality, replayed by the kernel."""
    s = Script(LEFT, MEAN, KRAFT)
    here, everywhere = s.over(P, i), s.where([i], ranges={i: n})
    line = s.log_bound(here, p, D**-length / p)
    mass = s.enlarge(here, everywhere, D**-length)
    kraft = s.proof.do("assumed_order", [], s.term(1 - KRAFT))
    unit = 1 / sp.log(D)
    bound = s.combine(LEFT, "<=", MEAN, {line: unit, mass: unit, kraft: unit})
    exact, full = (here, p, D**-length), (s.where([]), KRAFT, 1)
    equal = s.equality(bound, exact, full, forth=[[0, 0, -1], [-1, 0, 0]], back=[[0, -1], [-1, -1], [-1, 0]])
    return s.theorem(equal, LEFT, MEAN)


if __name__ == "__main__":
    print(main())
