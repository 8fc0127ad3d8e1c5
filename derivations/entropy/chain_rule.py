"""H(X, Y) = H(X) + H(Y | X), and the same given a third variable: H(X, Y | Z) = H(X | Z) + H(Y | X, Z).

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., theorem 2.2.1 and its corollary.
Idea: p(x, y) = p(x) p(y | x) under the logarithm; the mean of log p(x) needs the marginal only.
"""

from symbolic_info import ConditionalEntropy, Entropy, Joint
from symbolic_info.derive.identity import identity

CLAIMS = ("T004", "T005")
XY = Joint("p", ("n", "m"))
XYZ = Joint("p", ("n", "m", "r"))


def main():
    """Both rules, each replayed by the kernel."""
    plain = identity(Entropy(XY), Entropy(XY.marginal(0)) + ConditionalEntropy(XY, 1, given=0))
    parts = ConditionalEntropy(XYZ, 0, given=2) + ConditionalEntropy(XYZ, 1, given=(0, 2))
    return plain, identity(ConditionalEntropy(XYZ, (0, 1), given=2), parts)


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
