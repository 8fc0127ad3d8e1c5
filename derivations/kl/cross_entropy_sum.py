"""D(p || q) = H(p, q) - H(p) for finite distributions over n classes, n symbolic.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., section 2.3.
Idea: log(p/q) = log p - log q term by term; sums run over the support of p, where q is positive too.
"""

from symbolic_info import KL, Categorical, CrossEntropy, Entropy
from symbolic_info.derive.identity import identity

CLAIMS = ("S23", "T007")
p, q = Categorical("p", "n"), Categorical("q", "n")


def main():
    """The theorem, replayed by the kernel."""
    return identity(KL(p, q), CrossEntropy(p, q) - Entropy(p))


if __name__ == "__main__":
    print(main())
