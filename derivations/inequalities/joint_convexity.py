"""D is jointly convex: D(t p + (1 - t) p' || t q + (1 - t) q') <= t D(p || q) + (1 - t) D(p' || q') for 0 < t < 1.

Equality holds exactly where p q' = p' q on the supports of p and of p'.
Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., theorem 2.7.2.
Idea: the log-sum inequality at each class: log x <= x - 1 at x = (q/p)(m/w), m and w the two mixtures.
"""

import sympy as sp

from symbolic_info import KL, Categorical, Mixture
from symbolic_info.derive.script import Script

CLAIMS = ("S29", "T030")
i = sp.Symbol("i", integer=True)
PAIRS = tuple((Categorical(f"p_{k}", "n"), Categorical(f"q_{k}", "n")) for k in (1, 2))
M, W = (Mixture([pair[k] for pair in PAIRS], ["t", "1 - t"]) for k in (0, 1))
m, w = M.mass(i), W.mass(i)
RIGHT = sum(weight * KL(*pair) for weight, pair in zip(M.weights, PAIRS, strict=True))


def proportional(s, line):
    """The case of equality as p q' = p' q on the supports: first also where both have mass, which then goes without saying."""
    (p, q), (r, v) = ((law.array[i] for law in pair) for pair in PAIRS)
    (t, rest), both = M.weights, (s.where([i], p, r), p * v, r * q)
    sides = [(s.over(pair[0], i), p * v, r * q) for pair in PAIRS]
    forth = [[0, 0, -w / rest, 0], [0, 0, 0, w / t], [0, 0, -w / rest, 0]]
    back = [[-1 / w, 0, 1 / w], [0, 1 / w, -1 / w], [-rest / w, 0, 0], [0, t / w, 0]]
    three = s.equality(line, *sides, both, forth=forth, back=back)
    return s.equality(three, *sides, forth=[[1, 0, 0], [0, 0, 1]], back=[[1, 0], [1, 0], [0, 1]])


def main():
    """The theorem with its case of equality, replayed by the kernel."""
    s = Script(KL(M, W), RIGHT)
    lines = {}
    for (weight, other), (P, Q), (R, V) in zip(zip(M.weights, M.weights[::-1], strict=True), PAIRS, PAIRS[::-1], strict=True):
        p, q, r, v = (law.array[i] for law in (P, Q, R, V))
        here, both, wider = s.over(P, i), s.where([i], p, r), s.where([i], p, v)
        lines[s.log_bound(here, p, q * m / (p * w))] = weight
        # 1 = sum of p (weight q + other v)/w; the second part stands where p and v have mass, the mean above where p and r have
        lines[s.sign(here, p - weight * p * q / w - other * p * v / w)] = weight
        lines[s.enlarge(both, wider, p * v / w)] = weight * other
    return s.theorem(proportional(s, s.combine(KL(M, W), "<=", RIGHT, lines)), KL(M, W), RIGHT)


if __name__ == "__main__":
    print(main())
