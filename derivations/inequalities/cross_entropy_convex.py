"""H(p, q) is convex in q and linear in p: H(p, t q + (1 - t) r) <= t H(p, q) + (1 - t) H(p, r), equal exactly where q = r.

Source: Boyd & Vandenberghe (2004), Convex Optimization, sections 3.1.5 and 3.2.1 (-log is convex; sums keep that).
Idea: -log at each class, weighted with p.
"""

import sympy as sp

from symbolic_info import Categorical, CrossEntropy, Mixture
from symbolic_info.derive.identity import identity
from symbolic_info.derive.script import Script

CLAIMS = ("T032",)
i = sp.Symbol("i", integer=True)
P, Q, R = (Categorical(name, "n") for name in "pqr")
M, N = Mixture([Q, R], ["t", "1 - t"]), Mixture([P, R], ["t", "1 - t"])
t, rest = M.weights
RIGHT = t * CrossEntropy(P, Q) + rest * CrossEntropy(P, R)
p, q, r, m = P.array[i], Q.array[i], R.array[i], M.mass(i)


def main():
    """Convex in q, with its case of equality (on the support of p); linear in p."""
    s = Script(CrossEntropy(P, M), RIGHT)
    here = s.over(P, i)
    lines = {s.log_bound(here, p, q / m): t, s.log_bound(here, p, r / m): rest, s.sign(here, p - p * t * q / m - p * rest * r / m): 1}
    convex = s.combine(CrossEntropy(P, M), "<=", RIGHT, lines)
    equal = s.equality(convex, (here, q, r), forth=[[m / p, -m / p]], back=[[p * rest / m], [-p * t / m]])
    linear = identity(CrossEntropy(N, Q), t * CrossEntropy(P, Q) + rest * CrossEntropy(R, Q))
    return s.theorem(equal, CrossEntropy(P, M), RIGHT), linear


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
