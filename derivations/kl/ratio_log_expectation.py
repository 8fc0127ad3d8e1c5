"""D(p || q) = sum p log(p/q): a ratio, its logarithm, its expectation; and the same as the mean of log p - log q.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., (2.26).
Idea: log(p_i/q_i) = log p_i - log q_i, since both are positive on the support of p.
"""

from symbolic_info import KL, Categorical
from symbolic_info.derive.identity import finite_sum_identity
from symbolic_info.proof.terms import div, log, mul, sub

CLAIMS = ("S14",)
P, Q = Categorical("p", "n"), Categorical("q", "n")
p, q = ("idx", "P", "_i0_0"), ("idx", "Q", "_i0_0")


def main():
    """Both forms, each replayed by the kernel."""
    ratio = finite_sum_identity(KL(P, Q), lambda bridge: ("sum", ("_i0_0",), (("idx", "P", "_i0_0"),), mul(p, log(div(p, q)))))
    difference = finite_sum_identity(KL(P, Q), lambda bridge: ("sum", ("_i0_0",), (("idx", "P", "_i0_0"),), mul(p, sub(log(p), log(q)))))
    return ratio, difference


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
