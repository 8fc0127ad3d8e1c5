"""D_f(p w || q w) <= D_f(p || q) for every convex f and every channel w, D_f(p || q) = sum q f(p/q).

For f on (0, oo) the two laws have one support; for f on the whole line it is enough that q covers p.

Source: Csiszar (1967), Studia Scientiarum Mathematicarum Hungarica 2, 299-318.
Idea: given the output j, the ratio of the outputs is the mean of p/q; supporting lines at these means.
"""

import sympy as sp

from symbolic_info import KL, Categorical, Channel, MarkovChain, convex_function
from symbolic_info.derive.script import Script, u

CLAIMS = ("S29", "T054")
i, j = sp.symbols("i j", integer=True)
W = Channel("w", ("n", "m"))
ONE, TWO = (MarkovChain(Categorical(name, "n"), W) for name in "pq")
P, Q, R, S = ONE.first, TWO.first, ONE.marginal(1), TWO.marginal(1)
p, q, w, r, v = P.array[i], Q.array[i], W.array[i, j], R.mass(j), S.mass(j)


def processed(f, lo, *covers):
    """D_f of the outputs <= D_f of the inputs."""
    after, before = sp.Sum(v * f(r / v), (j, 1, W.shape[1])), sp.Sum(q * f(p / q), (i, 1, P.size))
    s = Script(ONE, TWO, after, before, *covers)
    return s.proves(after, "<=", before, {s.moving_line(s.over(TWO, i, j), q * w, f(u), p / q, r / v, lo): 1})


def main():
    """The divergences KL(P, Q) and KL(Q, P) only declare which law covers which."""
    return processed(convex_function("f", 0), 0, KL(P, Q), KL(Q, P)), processed(convex_function("g"), -sp.oo, KL(P, Q))


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
