"""Jensen's inequality: f(E X) <= E f(X) for every convex f, over n classes or a density; exp makes it strict unless X is constant.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., theorem 2.6.2; Jensen (1906), Acta Mathematica 30.
Idea: the mean of f lies above that of its supporting line at the mean, and the mean of a line is its value at the mean.
"""

import sympy as sp

from symbolic_info import Categorical, Joint
from symbolic_info.core.convex import convex_function
from symbolic_info.derive.script import Script, u

CLAIMS = ("S24", "T017")
i, y = sp.Symbol("i", integer=True), sp.Symbol("y", real=True)
P = Categorical("p", "n")
x = sp.IndexedBase("x", shape=(P.size,), real=True)
D = Joint("g", (sp.S.Reals, sp.S.Reals)).marginal(0)
z = sp.IndexedBase("z", shape=(sp.S.Reals,), real=True)


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


def main():
    """Any convex f, over classes and over a density; then exp with its case of equality: x is constant on the support."""
    f = convex_function("f")
    s, line, sides = jensen(P, f(u), i, x[i])
    whole, integral, both = jensen(D, f(u), y, z[y])
    strict, last, ends = jensen(P, sp.exp(u), i, x[i])
    p, constant = P.array[i], (strict.over(P, i), x[i], mean_under(P, i)(x[i]))
    return s.theorem(line, *sides), whole.theorem(integral, *both), strict.theorem(strict.equality(last, constant, forth=[[1 / p]], back=[[p]]), *ends)


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
