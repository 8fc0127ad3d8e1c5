"""I(x) = log_b(1/p(x)) = -log_b p(x) in any base b > 1, and the information of independent events adds up.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., section 2.1.
Idea: the logarithm of a product, and of a reciprocal, of positive numbers.
"""

import sympy as sp

from symbolic_info import SelfInformation
from symbolic_info.derive.identity import identity

CLAIMS = ("S01", "S03")
p, q, b = sp.symbols("p q b", positive=True)


def main():
    """The two forms are equal; with p(x, y) = p(x) p(y) the information adds up.  Each replayed by the kernel."""
    information = [SelfInformation(prob, base=b) for prob in (p, q, p * q)]
    forms = identity(information[0], sp.log(1 / p, evaluate=False) / sp.log(b))
    additive = identity(information[2], information[0] + information[1])
    return forms, additive


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
