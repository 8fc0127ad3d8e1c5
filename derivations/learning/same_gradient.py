"""D(p || q) and H(p, q) have one gradient in the model q where p is free of theta: -sum p v/q along v; not where p depends on theta.

Source: Bishop (2006), Pattern Recognition and Machine Learning, section 1.6.1.
Idea: they differ by H(p), which moves with theta where p does: p = (t, 1 - t) against a fixed q = (1/2, 1/2).
"""

import sympy as sp

from symbolic_info import KL, Categorical
from symbolic_info.derive.moving import derivative, t
from symbolic_info.derive.script import Script

CLAIMS = ("S22",)
i = sp.Symbol("i", integer=True)
P, Q = Categorical("p", "n"), Categorical("q", "n")
p, q, v = P.array[i], Q.array[i], sp.IndexedBase("v", shape=(P.size,), real=True)[i]
HALF, AT = sp.S.Half, sp.Rational(3, 4)


def main():
    """Two derivatives with one value; and a p that moves: the derivatives at t = 3/4 are log 3 > 0 and 0.  Replayed."""
    s = Script(KL(P, Q), p * v)
    losses = (sp.Sum(p * sp.log(p / (q + t * v)), (i, 1, P.size)), -sp.Sum(p * sp.log(q + t * v), (i, 1, P.size)))
    return (*(s.theorem(derivative(s, loss)) for loss in losses), *counterexample())


def counterexample():
    """D = t log(2 t) + (1 - t) log(2 (1 - t)) and H = log 2."""
    s = Script(AT)
    divergence = s.theorem(derivative(s, t * sp.log(t / HALF) + (1 - t) * sp.log((1 - t) / HALF), AT))
    cross_entropy = s.theorem(derivative(s, -t * sp.log(HALF) - (1 - t) * sp.log(HALF), AT))
    return divergence, cross_entropy, s.proves(0, "<", sp.log(3), {})


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
