"""I(X; X) = H(X); more generally I(X; Y) = H(X) where each value of Y leaves one value of X.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., theorem 2.4.1 (2.47).
Idea: p(x, y) = p(y) on the support, so log p(x, y) - log p(x) - log p(y) = -log p(x).  That equation is the condition of the
theorem.  The joint law of X with itself satisfies it: off the diagonal it is 0, so p_jj is all of column j.
"""

import sympy as sp

from symbolic_info import KL, Categorical, Entropy, Joint, MutualInformation
from symbolic_info.derive.identity import identity
from symbolic_info.derive.lines import same_logs
from symbolic_info.derive.script import Script

CLAIMS = ("T012",)
i, j = sp.symbols("i j", integer=True)
J = Joint("p", ("n", "n"))
X, Y = J.marginal(0), J.marginal(1)
TWICE = Joint([["1/3", 0], [0, "2/3"]])  # X with itself, X = 1 with probability 1/3
APART = Categorical(["1/9", "2/9", "2/9", "4/9"])  # its marginals, independent


def main():
    """For n values, n a symbol; and one law with itself, as D(p_XX || p_X x p_X).  Each replayed by the kernel."""
    s = Script(MutualInformation(J), Entropy(X))
    certain = same_logs(s, s.over(J, i, j), J.array[i, j], J.array[i, j], Y.mass(j))
    general = s.proves(MutualInformation(J), "=", Entropy(X), {certain: 1})
    return general, identity(KL(TWICE.flat(), APART), Entropy(TWICE.marginal(0)))


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
