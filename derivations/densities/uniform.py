"""h(Uniform(a, b)) = log(b - a).

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., example 8.1.1.
Idea: -log of the density is the constant log(b - a).
"""

import sympy as sp

from symbolic_info import Entropy, Uniform, derive

CLAIMS = ("T087",)
a, b = sp.symbols("a b", real=True)
CLAIM = sp.log(b - a)


def main():
    """The theorem, replayed by the kernel."""
    theorem = derive(Entropy(Uniform("a", "b"))).theorem
    assert theorem.claim.rhs == CLAIM, theorem.claim
    return theorem


if __name__ == "__main__":
    print(main())
