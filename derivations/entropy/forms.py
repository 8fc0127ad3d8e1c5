"""H(p) = sum p log(1/p) = -sum p log p over the support, in any base b > 1.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., (2.1).
Idea: log(1/p_i) = -log p_i, since p_i is positive on the support (where it is not, 0 log 0 = 0 contributes nothing).
"""

from symbolic_info import Categorical, Entropy
from symbolic_info.derive.identity import finite_sum_identity
from symbolic_info.proof.terms import Term, div, log, mul, neg, power, rat, sym

CLAIMS = ("S04", "S05")
P = Categorical("p", "n")
p = ("idx", "P", "_i0_0")


def over_support(body: Term) -> Term:
    """The sum of ``body`` over the support of p, divided by log b."""
    return div(("sum", ("_i0_0",), (("idx", "P", "_i0_0"),), body), log(sym("b")))


def main():
    """Both forms in base b, each replayed by the kernel."""
    import sympy as sp

    entropy = Entropy(P, base=sp.Symbol("b", positive=True))
    reciprocal = finite_sum_identity(entropy, lambda bridge: over_support(mul(p, log(power(p, rat(-1))))))
    negative = finite_sum_identity(entropy, lambda bridge: over_support(neg(mul(p, log(p)))))
    return reciprocal, negative


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
