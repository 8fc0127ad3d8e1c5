"""D_f(p || q) = sum q f(p/q) >= f(1) for every convex f: on (0, oo) for laws with one support; on the line where q covers p.

Source: Csiszar (1967), Studia Scientiarum Mathematicarum Hungarica 2; Ali & Silvey (1966), J. Royal Statistical Society B 28.
Idea: the supporting line of f at 1, whose mean is f(1), since p/q has mean 1 under q.
"""

import sympy as sp

from symbolic_info import KL, Categorical, convex_function
from symbolic_info.derive.script import Script, u

CLAIMS = ("T055",)
i = sp.Symbol("i", integer=True)
P, Q = Categorical("p", "n"), Categorical("q", "n")
p, q = P.array[i], Q.array[i]


def least(f, lo, *covers):
    """f(1) <= D_f."""
    divergence = sp.Sum(q * f(p / q), (i, 1, P.size))
    s = Script(f(1), divergence, *covers)
    return s.proves(f(1), "<=", divergence, {s.line(s.over(Q, i), q, f(u), p / q, 1, lo): 1})


def main():
    """The divergences KL(P, Q) and KL(Q, P) only declare which law covers which."""
    return least(convex_function("f", 0), 0, KL(P, Q), KL(Q, P)), least(convex_function("g"), -sp.oo, KL(P, Q))


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
