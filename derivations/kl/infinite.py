"""D(P || Q) is infinite where P has mass that Q has not: a uniform law that reaches beyond another, a class with q_i = 0.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., section 2.3 (p log(p/0) = oo).
Idea: on a set of positive mass under P the density of Q vanishes.
"""

import sympy as sp

from symbolic_info import KL, Categorical, Uniform, derive

CLAIMS = ("S14",)


def main():
    """Two theorems, each replayed by the kernel."""
    wide = derive(KL(Uniform(0, 2), Uniform(0, 1))).theorem
    missed = derive(KL(Categorical([sp.S.Half, sp.S.Half]), Categorical([1, 0]))).theorem
    assert wide.claim.rhs == missed.claim.rhs == sp.oo
    return wide, missed


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
