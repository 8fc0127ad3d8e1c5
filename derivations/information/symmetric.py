"""I(X; Y) = I(Y; X): what X says of Y, Y says of X; in entropies, H(X) - H(X | Y) = H(Y) - H(Y | X).

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., theorem 2.4.1 and the remark after theorem 2.2.1.
Idea: both sides are H(X) + H(Y) - H(X, Y).
"""

from symbolic_info import ConditionalEntropy, Entropy, Joint, MutualInformation
from symbolic_info.derive.identity import identity

CLAIMS = ("T006", "T011")
J = Joint("p", ("n", "m"))


def reduction(axis: int, other: int):
    """By how much the other variable lowers the entropy of one."""
    return Entropy(J.marginal(axis)) - ConditionalEntropy(J, axis, given=other)


def main():
    """Both, each replayed by the kernel."""
    return identity(MutualInformation(J, 0, 1), MutualInformation(J, 1, 0)), identity(reduction(0, 1), reduction(1, 0))


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
