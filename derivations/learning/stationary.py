"""For fixed p the cross-entropy H(p, q) has its least value at q = p: by Lagrange its derivative there is -1 along each class.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., theorem 2.6.3; Boyd & Vandenberghe (2004), section 5.5.3.
Idea: the derivative of H(p, q) in q_i is -p_i/q_i: a large p_i wants a large q_i; at q = p it is -1, so the multiplier is 1.
"""

import sympy as sp

from symbolic_info import KL, Categorical, CrossEntropy, Entropy
from symbolic_info.derive.moving import derivative, t
from symbolic_info.derive.script import Script

CLAIMS = ("S13",)
i = sp.Symbol("i", integer=True)
P, Q = Categorical("p", "n"), Categorical("q", "n")
p, q, v = P.array[i], Q.array[i], sp.IndexedBase("v", shape=(P.size,), real=True)[i]
a, b = sp.symbols("a b", positive=True)


def cross(q):
    """H(p, q) for weights q."""
    return -sp.Sum(p * sp.log(q), (i, 1, P.size))


def main():
    """One class; all classes along v; at q = p, where v of total 0 gives 0; the second derivative; the least value.  Replayed."""
    s = Script(a, b)
    one = s.theorem(derivative(s, -a * sp.log(t), b))
    s = Script(KL(P, Q), cross(p + v))
    along, here = (s.theorem(derivative(s, cross(law + t * v))) for law in (q, p))
    bend = s.theorem(derivative(s, cross(p + t * v), times=2))
    return one, along, here, bend, least()


def least():
    """Gibbs' inequality, with its case of equality."""
    s = Script(CrossEntropy(P, Q))
    here = s.over(P, i)
    lines = {s.log_bound(here, p, q / p): 1, s.enlarge(here, s.over(Q, i), q): 1}
    gibbs = s.combine(Entropy(P), "<=", CrossEntropy(P, Q), lines)
    return s.theorem(s.equality(gibbs, (here, p, q), forth=[[0, -1]], back=[[-1], [-1]]), Entropy(P), CrossEntropy(P, Q))


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
