"""I(X_1, ..., X_n; Y) = sum_i I(X_i; Y | X_1, ..., X_{i-1}): the chain rule for n = 2 and 3, and the step from n - 1 to n.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., theorem 2.5.2.
Idea: I(Z, X_n; Y) = I(Z; Y) + I(X_n; Y | Z) for Z = (X_1, ..., X_{n-1}), a variable with any number of values.
The case n = 2 is that step, for any Z; that n steps give the rule for every n is induction outside the kernel.
"""

from symbolic_info import Joint, MutualInformation
from symbolic_info.derive.identity import identity

CLAIMS = ("T014",)
CASES = tuple(Joint("p", tuple(f"n_{i}" for i in range(count))) for count in (3, 4))  # Y is the last variable


def parts(law: Joint):
    """I(X_0; Y) + I(X_1; Y | X_0) + ..."""
    last = len(law.shape) - 1
    return sum(MutualInformation(law, i, last, given=range(i)) for i in range(last))


def main():
    """Two variables and Y (the step), three variables and Y; each replayed by the kernel."""
    return tuple(identity(MutualInformation(law, range(len(law.shape) - 1), len(law.shape) - 1), parts(law)) for law in CASES)


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
