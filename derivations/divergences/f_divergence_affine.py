"""D_f(p || q) = sum q f(p/q) does not change when c (x - 1) is added to f, for finite p that is absolutely continuous to q.

Source: Csiszar (1967), Information-type measures of difference of probability distributions and indirect observations.
Idea: q c (p/q - 1) = c (p - q), and both totals are 1: the sum runs over q_i > 0, where all the mass of p lies.
"""

import sympy as sp

from symbolic_info import KL, Categorical
from symbolic_info.derive.script import Script

CLAIMS = ("T056",)
i, c = sp.Symbol("i", integer=True), sp.Symbol("c", real=True)
P, Q = Categorical("p", "n"), Categorical("q", "n")
p, q = P.array[i], Q.array[i]
f = sp.Function("f", real=True)


def main():
    """For any function f, convex or not; replayed by the kernel."""
    shifted, plain = (sp.Sum(q * g, (i, 1, P.size)) for g in (f(p / q) + c * (p / q - 1), f(p / q)))
    s = Script(KL(P, Q), shifted, plain)  # the divergence says that q_i > 0 where p_i > 0
    return s.proves(shifted, "=", plain, {})


if __name__ == "__main__":
    print(main())
