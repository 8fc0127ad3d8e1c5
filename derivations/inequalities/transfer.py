"""Moving mass from a class to one with less never lowers H: for masses x, y and any other masses r, and 0 < s < 1,

H(r, x, y) <= H(r, x - t, y + t) with t = s (x - y), s = v/(v + w): every transfer of t between 0 and x - y.  Equal where x = y.
To a class without mass: H(r, x + y) < H(r, x, y).

Source: Marshall, Olkin & Arnold (2011), Inequalities: Theory of Majorization and Its Applications, 2nd ed., section 3.D.
Idea: x - t and y + t lie between x and y, and u log u is convex: two supporting lines.
"""

import sympy as sp

from symbolic_info.derive.script import Script, u

CLAIMS = ("S06",)
x, y, v, w = sp.symbols("x y v w", positive=True)
t, rest = v / (v + w), w / (v + w)  # the share of x - y that moves, and what does not
MOVED = (rest * x + t * y, t * x + rest * y)  # x - t (x - y), y + t (x - y)
i, n = sp.Symbol("i", integer=True), sp.Symbol("n", integer=True, positive=True)
r = sp.IndexedBase("r", shape=(n,), nonnegative=True)[i]


def entropy(*masses):
    """sum -m log m over the other classes and these."""
    return -sp.Sum(r * sp.log(r), (i, 1, n)) - sum(m * sp.log(m) for m in masses)


def main():
    """The theorem with its case of equality; the transfer to an empty class.  Each replayed by the kernel."""
    s = Script(entropy(x, y), t)
    point, f = s.where([]), u * sp.log(u)
    lines = {}
    for at, share, other in ((MOVED[0], rest, t), (MOVED[1], t, rest)):
        lines |= {s.line(point, share, f, x, at, 0): 1, s.line(point, other, f, y, at, 0): 1}
    bound = s.combine(entropy(x, y), "<=", entropy(*MOVED), lines)
    k = t * rest
    same = s.equality(bound, (point, x, y), forth=[[1 / k, 0, 0, 0]], back=[[k], [-k], [k], [-k]])
    split = Script(entropy(x + y), entropy(x, y))
    gains = {split.log_bound(point, a, a / (x + y)): 1 for a in (x, y)}
    empty = split.proves(entropy(x + y), "<", entropy(x, y), gains)
    return s.theorem(same, entropy(x, y), entropy(*MOVED)), empty


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
