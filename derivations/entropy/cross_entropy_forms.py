"""H(p, q) = sum p log(1/q) = -sum p log q over the classes, in any base b > 1.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., theorem 5.4.3 (the mean length of a code for q under p).
Idea: log(1/q_i) = -log q_i; q_i is positive wherever p_i is, which is a condition (else H(p, q) = +oo).
"""

import sympy as sp

from symbolic_info import Categorical, CrossEntropy
from symbolic_info.derive.identity import identity

CLAIMS = ("S08",)
P, Q = Categorical("p", "n"), Categorical("q", "n")
i, b = sp.Symbol("i", integer=True), sp.Symbol("b", positive=True)
p, q = P.array[i], Q.array[i]


def main():
    """Both forms in base b, each replayed by the kernel."""
    cross = CrossEntropy(P, Q, base=b)
    reciprocal = identity(cross, sp.Sum(p * sp.log(1 / q, evaluate=False), (i, 1, P.size)) / sp.log(b))
    negative = identity(cross, -sp.Sum(p * sp.log(q), (i, 1, P.size)) / sp.log(b))
    return reciprocal, negative


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
