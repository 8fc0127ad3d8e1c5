"""D(p || q) = sum p log(p/q): a ratio, its logarithm, its expectation; and the same as the mean of log p - log q.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., (2.26).
Idea: log(p_i/q_i) = log p_i - log q_i, since both are positive on the support of p.
"""

import sympy as sp

from symbolic_info import KL, Categorical
from symbolic_info.derive.identity import identity

CLAIMS = ("S14",)
P, Q = Categorical("p", "n"), Categorical("q", "n")
i = sp.Symbol("i", integer=True)
p, q = P.array[i], Q.array[i]


def main():
    """Both forms, each replayed by the kernel."""
    forms = sp.log(p / q), sp.log(p) - sp.log(q)
    return tuple(identity(KL(P, Q), sp.Sum(p * form, (i, 1, P.size))) for form in forms)


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
