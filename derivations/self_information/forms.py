"""I(x) = log_b(1/p(x)) = -log_b p(x) in any base b > 1.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., section 2.1.
Idea: the logarithm of a reciprocal of a positive number.
"""

import sympy as sp

from symbolic_info import SelfInformation
from symbolic_info.derive.identity import identity

CLAIMS = ("S01",)
p, b = sp.symbols("p b", positive=True)


def main():
    """Both forms, each replayed by the kernel."""
    information = SelfInformation(p, base=b)
    reciprocal = identity(information, sp.log(1 / p, evaluate=False) / sp.log(b))
    return reciprocal, identity(information, -sp.log(p) / sp.log(b))


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
