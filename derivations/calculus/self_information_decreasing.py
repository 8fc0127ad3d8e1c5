"""I(p) = -log p: its derivative -1/p is negative, so I is strictly decreasing on (0, 1]; I(1) = 0, I -> 0 as p -> 1-, I -> oo as p -> 0+.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., section 2.1.
Idea: the logarithm is strictly increasing and unbounded below.
"""

import sympy as sp

from symbolic_info.derive.moving import continuous, derivative, growth, t
from symbolic_info.derive.script import Script

CLAIMS = ("S02",)
p, d = sp.symbols("p d", positive=True)


def main():
    """The derivative, its sign, the order of two informations, the end at 1 and the one at 0; replayed by the kernel."""
    s = Script(p, d)
    slope = s.theorem(derivative(s, -sp.log(t), p))
    negative = s.proves(-1 / p, "<", 0, {})
    decreasing = s.proves(-sp.log(p + d), "<", -sp.log(p), {})
    certain = s.proves(-sp.log(1, evaluate=False), "=", 0, {})
    return (
        slope,
        negative,
        decreasing,
        certain,
        *(s.theorem(line) for line in (continuous(s, -sp.log(t), 1, "below"), growth(s, -sp.log(t)))),
    )


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
