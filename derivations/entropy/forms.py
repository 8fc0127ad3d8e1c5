"""H(p) = sum p log(1/p) = -sum p log p over the support, in any base b > 1.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., (2.1).
Idea: log(1/p_i) = -log p_i, since p_i is positive on the support (where it is not, 0 log 0 = 0 contributes nothing).
"""

import sympy as sp

from symbolic_info import Categorical, Entropy
from symbolic_info.derive.identity import identity

CLAIMS = ("S05",)
P = Categorical("p", "n")
i, b = sp.Symbol("i", integer=True), sp.Symbol("b", positive=True)
p = P.array[i]


def over_support(body: sp.Expr) -> sp.Expr:
    """The sum of ``body``, which has the factor p_i, over the classes with p_i > 0."""
    return sp.Sum(body, (i, 1, P.size))


def main():
    """Both forms in base b, each replayed by the kernel."""
    entropy = Entropy(P, base=b)
    reciprocal = identity(entropy, over_support(p * sp.log(1 / p, evaluate=False)) / sp.log(b))
    negative = identity(entropy, -over_support(p * sp.log(p)) / sp.log(b))
    return reciprocal, negative


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
