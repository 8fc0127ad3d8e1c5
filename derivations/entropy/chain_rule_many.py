"""H(X_1, ..., X_n) = sum_i H(X_i | X_1, ..., X_{i-1}): the chain rule for n = 3 and 4, and the step from n - 1 to n.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., theorem 2.5.1.
Idea: H(Z, X_n) = H(Z) + H(X_n | Z) for Z = (X_1, ..., X_{n-1}), a variable with any number N of values; n such steps.
The kernel proves the step and the cases n = 3 and 4; that n steps give the rule for every n is induction outside it.
"""

from symbolic_info import ConditionalEntropy, Entropy, Joint
from symbolic_info.derive.identity import identity

CLAIMS = ("T013",)
STEP = Joint("p", ("N", "n"))  # variable 0 is all of X_1, ..., X_{n-1}
CASES = tuple(Joint("p", tuple(f"n_{i}" for i in range(count))) for count in (3, 4))


def parts(law: Joint):
    """H(X_0) + H(X_1 | X_0) + H(X_2 | X_0, X_1) + ..."""
    count = len(law.shape)
    return Entropy(law.marginal(0)) + sum(ConditionalEntropy(law, i, given=range(i)) for i in range(1, count))


def main():
    """The step, then three and four variables, each replayed by the kernel."""
    return tuple(identity(Entropy(law), parts(law)) for law in (STEP, *CASES))


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
