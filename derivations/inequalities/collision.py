"""P(X = X') >= exp(-H(X)) for an independent copy X', and >= exp(-H(p, r)) if X' has the law r; equal where r is constant.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., lemma 2.10.1 and its corollary.
Idea: Jensen for -log: -log sum p r <= sum p (-log r) = H(p) + D(p || r).
"""

import sympy as sp

from symbolic_info import KL, Categorical, CrossEntropy, Entropy
from symbolic_info.derive.script import MINUS_LOG, Script, u

CLAIMS = ("T040", "T041")
i = sp.Symbol("i", integer=True)
P, R = Categorical("p", "n"), Categorical("r", "n")
p = P.array[i]


def collision(law, exponent):
    """exp(-exponent) <= P(X = X') for X' with the given law, independent of X."""
    r = law.array[i]
    meeting = sp.Sum(p * r, (i, 1, P.size))
    s = Script(P, CrossEntropy(P, law), exponent, meeting)
    here = s.over(P, i)
    line = s.line(here, p, MINUS_LOG, r, meeting, 0)
    logs = s.combine(-exponent, "<=", sp.log(meeting), {line: 1})
    tight = s.equality(logs, (here, r, meeting), forth=[[1 / p]], back=[[p]])
    return s.proves(sp.exp(-exponent), "<=", meeting, {s.increasing(tight, sp.exp(u)): 1})


def main():
    """A copy of X; another law.  Equality exactly where the law of X' is constant on the support of p."""
    return collision(P, Entropy(P)), collision(R, Entropy(P) + KL(P, R))


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
