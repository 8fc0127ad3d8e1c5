"""p log(p/q) tends to +oo as q -> 0+ for fixed p, and to 0 as p -> 0+ for fixed q: divergence punishes small q, not small p.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., section 2.3 (conventions 0 log(0/q) = 0, p log(p/0) = oo).
Idea: p log p - p log q: a logarithm without a power has an infinite limit, one with a power tends to 0.
"""

import sympy as sp

from symbolic_info.derive.moving import growth, t
from symbolic_info.derive.script import Script

CLAIMS = ("S16",)
p, q = sp.symbols("p q", positive=True)


def main():
    """Both limits, replayed by the kernel."""
    s = Script(p, q)
    return s.theorem(growth(s, p * sp.log(p / t))), s.theorem(growth(s, t * sp.log(t / q)))


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
