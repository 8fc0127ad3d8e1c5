"""D(p_XY || p_X x q) = I(X; Y) + D(p_Y || q), hence I(X; Y) = min over q of D(p_XY || p_X x q), taken at q = p_Y alone.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., lemma 10.8.1.
Idea: log q_j is averaged over the marginal of Y only; what is left is a divergence, >= 0 by log x <= x - 1.
"""

import sympy as sp

from symbolic_info import KL, Categorical, Joint, MutualInformation, Product
from symbolic_info.derive.script import Script

CLAIMS = ("T069",)
i, j = sp.symbols("i j", integer=True)
J, Q = Joint("p", ("n", "m")), Categorical("q", "m")
X, Y = J.marginal(0), J.marginal(1)
p, q = Y.mass(j), Q.array[j]
DISTANCE = KL(J, Product(X, Q))
COVERED = sp.Sum(J.array[i, j] * sp.log(q), (i, 1, X.shape[0]), (j, 1, Q.size))  # declares q_j > 0 wherever p_ij > 0


def main():
    """The identity, and the minimum with its case of equality; each replayed by the kernel."""
    s = Script(DISTANCE, MutualInformation(J) + KL(Y, Q), COVERED)
    split = s.proves(DISTANCE, "=", MutualInformation(J) + KL(Y, Q), {})
    here = s.over(Y, j)
    line = s.log_bound(here, p, q / p)
    mass = s.enlarge(here, s.over(Q, j), q)
    least = s.combine(MutualInformation(J), "<=", DISTANCE, {line: 1, mass: 1})
    only = s.equality(least, (here, p, q), forth=[[0, -1]], back=[[-1], [-1]])
    return split, s.theorem(only, MutualInformation(J), DISTANCE)


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
