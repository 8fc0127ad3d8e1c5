"""H_2(p) = -p log p - (1 - p) log(1 - p) is symmetric, strictly concave and at most log 2, with equality exactly at p = 1/2.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., (2.5) and figure 2.1.
Idea: the second derivative is -1/(p (1 - p)); the supporting line at 1/2 is horizontal, those at a mean make the concavity.
"""

import sympy as sp

from symbolic_info import Categorical, Entropy
from symbolic_info.derive.lines import POINT
from symbolic_info.derive.moving import derivative, t, turned
from symbolic_info.derive.script import Script, u

CLAIMS = ("T003",)
COIN, SWAPPED = Categorical(["p", "1 - p"]), Categorical(["1 - p", "p"])
p = COIN.masses[0]
CONVEX = u * sp.log(u) + (1 - u) * sp.log(1 - u)  # -H_2


def main():
    """Symmetry, second derivative, maximum, concavity; each replayed by the kernel."""
    s = Script(Entropy(COIN), Entropy(SWAPPED))
    symmetric = s.proves(Entropy(COIN), "=", Entropy(SWAPPED), {})
    bend = s.theorem(turned(s, derivative(s, -CONVEX.subs(u, t), p, times=2), -1 / (p * (1 - p))))
    top = s.combine(Entropy(COIN), "<=", sp.log(2), {s.line(POINT, 1, CONVEX, p, sp.S.Half, 0, 1): 1})
    return symmetric, bend, s.theorem(top, Entropy(COIN), sp.log(2)), concave()


def concave():
    """Two supporting lines at the mean c; equality exactly where x = y."""
    x, y, w = (Categorical([name, f"1 - {name}"]).masses[0] for name in "xyw")
    c = w * x + (1 - w) * y
    first, second, mean, weights = (Categorical([z, 1 - z]) for z in (x, y, c, w))
    s = Script(Entropy(first), Entropy(second), Entropy(mean), weights)
    lines = {s.line(POINT, weight, CONVEX, z, c, 0, 1): 1 for weight, z in ((w, x), (1 - w, y))}
    sides = w * Entropy(first) + (1 - w) * Entropy(second), Entropy(mean)
    line = s.combine(sides[0], "<=", sides[1], lines)
    return s.theorem(s.equality(line, (POINT, x, y), forth=[[-1 / (w * (1 - w)), 0]], back=[[-w * (1 - w)], [w * (1 - w)]]), *sides)


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
