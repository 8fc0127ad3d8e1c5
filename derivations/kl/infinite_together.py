"""Where H(p) is finite, D(p || q) = +oo exactly where H(p, q) = +oo: here a law with mass where q has none, finite and on the line.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., section 2.3 (p log(p/0) = oo).
Idea: D(p || q) = H(p, q) - H(p) (kl.cross_entropy_sum, kl.cross_entropy_integral) where the support of q covers that of p;
where it does not, both are +oo, which is shown here.
"""

import sympy as sp

from symbolic_info import KL, Categorical, CrossEntropy, Uniform, derive

CLAIMS = ("S23",)
CLASSES = Categorical(["a", "1 - a"]), Categorical([1, 0])
LINE = Uniform(0, 2), Uniform(0, 1)


def main():
    """Divergence and cross-entropy of both pairs, each replayed by the kernel."""
    theorems = tuple(derive(quantity(*pair)).theorem for pair in (CLASSES, LINE) for quantity in (KL, CrossEntropy))
    assert all(theorem.claim.rhs == sp.oo for theorem in theorems)
    return theorems


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
