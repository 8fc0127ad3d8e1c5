"""A larger divergence is not a larger total variation: two pairs of laws that D and TV put in opposite orders.

Source: Gibbs & Su (2002), On choosing and bounding probability metrics, section 3, for how the two relate.
Idea: D is large where q is small, TV only counts mass: (1/100 against 1/10000) and (1/2 against 5/8).
"""

import sympy as sp

from symbolic_info import KL, Categorical
from symbolic_info.derive.script import Script

CLAIMS = ("S29",)
EXAMPLES = ((("1/20", "1/100000"), ("1/2", "5/8")), (("3/4", "7/8"), ("1/50", "1/1000000")))


def law(a):
    return Categorical([a, 1 - sp.Rational(a)])


def tv(p, q):
    """sum |p_i - q_i| / 2."""
    return sum(abs(a - b) for a, b in zip(p.masses, q.masses, strict=True)) / 2


def main():
    """D(p || q) < D(p' || q') while TV(p', q') < TV(p, q), twice; decided exactly."""
    out = []
    for pairs in EXAMPLES:
        first, second = sorted(([law(a), law(b)] for a, b in pairs), key=lambda pair: -tv(*pair))
        assert tv(*second) < tv(*first)
        out.append(Script(KL(*first), KL(*second)).proves(KL(*first), "<", KL(*second), {}))
    return tuple(out)


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
