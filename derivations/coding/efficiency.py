"""The efficiency of coding p by q is H(p)/H(p, q) = 1 - D(p || q)/H(p, q): what is lost is the divergence.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., theorem 5.4.3.
Idea: H(p, q) = H(p) + D(p || q).
"""

from symbolic_info import KL, Categorical, CrossEntropy, Entropy
from symbolic_info.derive.identity import identity

CLAIMS = ("S09",)
P, Q = Categorical("p", "n"), Categorical("q", "n")


def main():
    """The excess, and the ratio, whose condition is H(p, q) != 0."""
    cost = CrossEntropy(P, Q)
    return identity(cost - Entropy(P), KL(P, Q)), identity(Entropy(P) / cost, 1 - KL(P, Q) / cost)


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
