"""A larger divergence is not a larger total variation: two pairs of laws that D and TV put in opposite orders.

Source: Gibbs & Su (2002), On choosing and bounding probability metrics, for how the two relate.
Idea: D is large where q is small, TV only counts mass: 1/2 against 5/8, and 1/20 against 1/100000.
"""

import sympy as sp

from symbolic_info import KL, Categorical
from symbolic_info.derive.script import Script

CLAIMS = ("S29",)
EXAMPLES = ((("1/2", "5/8"), ("1/20", "1/100000")), (("3/4", "7/8"), ("1/50", "1/1000000")))


def law(a):
    return Categorical([a, 1 - sp.Rational(a)])


def tv(p, q):
    """sum |p_i - q_i| / 2, written out."""
    return sp.Add(*(sp.Abs(a - b, evaluate=False) for a, b in zip(p.masses, q.masses, strict=True)), evaluate=False) / 2


def main():
    """D(p || q) < D(p' || q') while TV(p', q') < TV(p, q), twice; decided exactly."""
    out = []
    for pairs in EXAMPLES:
        near, far = ([law(a), law(b)] for a, b in pairs)
        for left, right in ((KL(*near), KL(*far)), (tv(*far), tv(*near))):
            out.append(Script(left, right).proves(left, "<", right, {}))
    return tuple(out)


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
