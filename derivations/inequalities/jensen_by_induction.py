"""Jensen's inequality by induction: if f(E X) <= E f(X) for n classes, then also with one class more; two classes by convexity.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., theorem 2.6.2, whose proof this is.
Idea: a class of mass t beside the law p with weight 1 - t: first two points, E X and y, then the n points of p.
"""

import sympy as sp

from symbolic_info import Categorical, convex_function
from symbolic_info.derive.script import Script, u

CLAIMS = ("S24", "T016", "T017")
i = sp.Symbol("i", integer=True)
a, y = sp.symbols("a y", real=True)
P = Categorical("p", "n")
x = sp.IndexedBase("x", shape=(P.size,), real=True)
v, w = sp.symbols("v w", positive=True)
rest, t = v / (v + w), w / (v + w)  # t is the mass of the new class
f = convex_function("f")


def two_points(s, a, b):
    """f((1 - t) a + t b) <= (1 - t) f(a) + t f(b), by the supporting line at the point between."""
    middle, point = rest * a + t * b, s.where([])
    lines = {s.line(point, weight, f(u), value, middle): 1 for weight, value in ((1 - t, a), (t, b))}
    return s.combine(f(middle), "<=", rest * f(a) + t * f(b), lines)


def main():
    """Two points; and the step from n classes to n + 1, whose condition is Jensen's inequality for n."""
    two = Script(P, t, f(a), f(y))
    base = two.theorem(two_points(two, a, y), f(rest * a + t * y), rest * f(a) + t * f(y))
    mean, value = (sp.Sum(P.array[i] * h, (i, 1, P.size)) for h in (x[i], f(x[i])))
    s = Script(P, t, f(mean), value, f(y))
    known = s.proof.do("assumed_order", [], s.term(value - f(mean)))
    step = two_points(s, mean, y)
    return base, s.proves(f(rest * mean + t * y), "<=", rest * value + t * f(y), {step: 1, known: 1 - t})


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
