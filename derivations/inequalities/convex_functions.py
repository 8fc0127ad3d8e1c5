"""f'' >= 0 makes f convex: f((1 - t) a + t b) <= (1 - t) f(a) + t f(b), here for exp, -log and u log u; equal where a = b.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., theorem 2.6.1.
Idea: the supporting line at the point between lies below f at both ends; the kernel checks the sign of f''.
"""

import sympy as sp

from symbolic_info.derive.script import MINUS_LOG, Script, u

CLAIMS = ("S24", "T016")
a, b, v, w = sp.symbols("a b v w", positive=True)
rest, t = v / (v + w), w / (v + w)
FUNCTIONS = (sp.exp(u), MINUS_LOG, u * sp.log(u))


def two_points(f):
    """The inequality for one function, with its case of equality."""
    middle = rest * a + t * b
    left, right = f.subs(u, middle), rest * f.subs(u, a) + t * f.subs(u, b)
    s = Script(left, right)
    point = s.where([])
    lines = {s.line(point, weight, f, value, middle, 0): 1 for weight, value in ((rest, a), (t, b))}
    bound = s.combine(left, "<=", right, lines)
    k = rest * t
    return s.theorem(s.equality(bound, (point, a, b), forth=[[1 / k, 0]], back=[[k], [-k]]), left, right)


def main():
    """Each replayed by the kernel."""
    return tuple(map(two_points, FUNCTIONS))


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
