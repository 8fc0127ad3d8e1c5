"""Lengths l_i = ceil(-log_D q_i) satisfy Kraft's inequality, and cost H_D(p, q) <= L < H_D(p, q) + 1 when p is the truth.

With q = p: H_D(p) <= L < H_D(p) + 1.  The cost of coding p by q is H_D(p) + D_D(p || q), the excess the divergence.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., theorems 5.4.1 and 5.4.3.
Idea: x <= ceil(x) < x + 1; and D^(-l) (1 + (l - x) log D) <= D^(-x), since e^u >= 1 + u.
"""

import sympy as sp

from symbolic_info import KL, Categorical, CrossEntropy, Entropy
from symbolic_info.derive.script import Script, u

CLAIMS = ("S09", "T082", "T083", "T084")
i = sp.Symbol("i", integer=True)
P, Q, D = Categorical("p", "n"), Categorical("q", "n"), sp.Symbol("D", positive=True)


def kraft():
    """sum D^(-ceil(-log_D q_i)) <= 1."""
    q = Q.array[i]
    exact = -sp.log(q) / sp.log(D)
    length = sp.ceiling(exact)
    s = Script(Entropy(Q, base=D))
    here, weight = s.over(Q, i), D**-length
    line = s.line(here, weight, sp.exp(u), (length - exact) * sp.log(D), 0)
    above = s.proof.do("ceiling", [], *s._domain(here), s.term(weight, (i,)), s.term(exact, (i,)), "above")
    total = ("sum", *s._domain(here), s.term(weight, (i,)))
    return s.theorem(s.proof.do("combine", [line, above], total, s.term(1), "<=", (s.term(1), s.term(sp.log(D)))))


def cost(model, left):
    """left <= L < left + 1, where L = sum p_i ceil(-log_D q_i) and left = H(p, q) in other words."""
    p, q = P.array[i], model.array[i]
    exact = -sp.log(q) / sp.log(D)
    mean = sp.Sum(p * sp.ceiling(exact), (i, 1, P.size))
    s = Script(P, left, mean)
    here = s.over(P, i)
    above, below = (s.proof.do("ceiling", [], *s._domain(here), s.term(p, (i,)), s.term(exact, (i,)), side) for side in ("above", "below"))
    return s.proves(left, "<=", mean, {above: 1}), s.proves(mean, "<", left + 1, {below: 1})


def main():
    """Kraft's inequality; the cost by the truth, by another law, and with the divergence."""
    return (kraft(), *cost(P, Entropy(P, base=D)), *cost(Q, CrossEntropy(P, Q, base=D)), *cost(Q, Entropy(P, base=D) + KL(P, Q, base=D)))


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
