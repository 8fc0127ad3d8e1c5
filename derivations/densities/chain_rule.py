"""h(X_1, ..., X_n) = sum_i h(X_i | X_1, ..., X_{i-1}) for densities: the step h(X, Y) = h(X) + h(Y | X), and n = 3 and 4.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., (8.33) and theorem 8.6.2.
Idea: f(x, y) = f(x) f(y | x) under the logarithm; every integral that is split off has to exist, which is a condition.
An axis is any sigma-finite space, so X may be a vector (X_1, ..., X_{n-1}); induction on n stands outside the kernel.
"""

import sympy as sp

from symbolic_info import ConditionalEntropy, Entropy, Joint
from symbolic_info.derive.identity import identity

CLAIMS = ("T091", "T095")
CASES = tuple(Joint("f", (sp.S.Reals,) * count) for count in (2, 3, 4))


def parts(law: Joint):
    """h(X_0) + h(X_1 | X_0) + h(X_2 | X_0, X_1) + ..."""
    return Entropy(law.marginal(0)) + sum(ConditionalEntropy(law, i, given=range(i)) for i in range(1, len(law.shape)))


def main():
    """Two (the step), three and four variables; each replayed by the kernel."""
    return tuple(identity(Entropy(law), parts(law)) for law in CASES)


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
