"""Jensen's inequality: f(E X) <= E f(X) for every convex f, over n classes or a density; exp makes it strict unless X is constant.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., theorem 2.6.2; Jensen (1906), Acta Mathematica 30.
Idea: the mean of f lies above that of its supporting line at the mean, and the mean of a line is its value at the mean.
"""

import sympy as sp

from symbolic_info import Categorical, Joint, convex_function
from symbolic_info.derive.script import MINUS_LOG, Script, u

CLAIMS = ("S24", "T017")
i, y = sp.Symbol("i", integer=True), sp.Symbol("y", real=True)
P = Categorical("p", "n")
p, x = P.array[i], sp.IndexedBase("x", shape=(P.size,), real=True)
D = Joint("g", (sp.S.Reals, sp.S.Reals)).marginal(0)  # a density on the line, as the marginal of one on the plane
w, z = sp.IndexedBase("w", shape=(P.size,), nonnegative=True), sp.IndexedBase("z", shape=(sp.S.Reals,), real=True)


def mean_under(law, at):
    """The expectation under a law of what stands at its index."""
    limits = (at, -sp.oo, sp.oo) if law is D else (at, 1, law.size)
    return lambda h: (sp.Integral if law is D else sp.Sum)(law.mass(at) * h, limits)


def jensen(law, f, at, value):
    """f(mean) <= E f, for the values of X at the indices of a law."""
    mean = mean_under(law, at)
    lower, upper = f.subs(u, mean(value)), mean(f.subs(u, value))
    s = Script(law, lower, upper)
    line = s.line(s.over(law, at), law.mass(at), f, value, mean(value))
    return s, s.combine(lower, "<=", upper, {line: 1}), (lower, upper)


def strict():
    """exp, with its case of equality: x is constant on the support."""
    s, line, sides = jensen(P, sp.exp(u), i, x[i])
    constant = s.over(P, i), x[i], mean_under(P, i)(x[i])
    return s.theorem(s.equality(line, constant, forth=[[1 / p]], back=[[p]]), *sides)


def concave():
    """E log W <= log E W for W > 0, reversed since log is concave; with its case of equality."""
    mean = mean_under(P, i)
    left, right = mean(sp.log(w[i])), sp.log(mean(w[i]))
    s = Script(P, left, right)
    line = s.combine(left, "<=", right, {s.line(s.over(P, i), p, MINUS_LOG, w[i], mean(w[i]), 0): 1})
    return s.theorem(s.equality(line, (s.over(P, i), w[i], mean(w[i])), forth=[[1 / p]], back=[[p]]), left, right)


def main():
    """Any convex f, over classes and over a density; exp; log, where the inequality is reversed."""
    f = convex_function("f")
    found = jensen(P, f(u), i, x[i]), jensen(D, f(u), y, z[y])
    return (*(s.theorem(line, *sides) for s, line, sides in found), strict(), concave())


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
