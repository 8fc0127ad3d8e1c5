"""H is concave: t H(p) + (1 - t) H(q) <= H(t p + (1 - t) q) for 0 < t < 1, with equality exactly where p = q.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., theorem 2.7.3.
Idea: the difference is t D(p || m) + (1 - t) D(q || m) for the mixture m.
"""

import sympy as sp

from symbolic_info import KL, Categorical, Entropy, Mixture
from symbolic_info.derive.identity import identity
from symbolic_info.derive.script import Script

CLAIMS = ("T031",)
i = sp.Symbol("i", integer=True)
P, Q = Categorical("p", "n"), Categorical("q", "n")
M = Mixture([P, Q], ["t", "1 - t"])
t, rest = M.weights
LEFT = t * Entropy(P) + rest * Entropy(Q)


def main():
    """The difference as divergences; the inequality with its case of equality."""
    s = Script(LEFT, Entropy(M))
    everywhere, lines = s.where([i], ranges={i: P.size}), {}
    for law, weight in ((P, t), (Q, rest)):
        here, mass = s.over(law, i), law.array[i]
        lines[s.log_bound(here, mass, M.mass(i) / mass)] = weight
        lines[s.enlarge(here, everywhere, M.mass(i))] = weight
    concave = s.combine(LEFT, "<=", Entropy(M), lines)
    same = [(s.over(law, i), P.array[i], Q.array[i]) for law in (P, Q)]
    forth, back = [[0, 0, -1 / rest, 0], [0, 0, 0, 1 / t]], [[-rest, 0], [0, t], [-rest, 0], [0, t]]
    equal = s.equality(concave, *same, forth=forth, back=back)
    gap = identity(Entropy(M) - LEFT, t * KL(P, M) + rest * KL(Q, M))
    return gap, s.theorem(equal, LEFT, Entropy(M))


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
