"""Fano's inequality: H(X | Y) <= H(e, 1 - e) + e log k for a guess Y of X among k + 1 values, e = P(X != Y), 0 < e < 1.

For e = 0 or 1 the first theorem serves: its 1 - r = a/(a + b) may be any number in (0, 1).

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., theorem 2.10.1.
Idea: compare p(x | y) with the law that gives 1 - r to x = y and r/k to each other x.
"""

import sympy as sp

from symbolic_info import Categorical, ConditionalEntropy, Entropy, Joint
from symbolic_info.derive.script import Script, Where

CLAIMS = ("T039",)
i, j = sp.symbols("i j", integer=True)
k, a, b = sp.Symbol("k", integer=True, positive=True), *sp.symbols("a b", positive=True)
J = Joint("p", (k + 1, k + 1))
p, y, LEFT = J.mass(i, j), J.marginal(1).mass(j), ConditionalEntropy(J, 0, given=1)
BINARY = Categorical(["1 - e", "e"])
e = BINARY.masses[1]
RIGHT = sp.Sum(J.mass(i, i), (i, 1, k + 1))  # the mass of the right guesses


def compared(s, right, r):
    """H(X | Y) <= -(1 - e) log(right) - e log(r) + e log(k), where right + r = 1; this upper bound, and the step."""
    upper = -RIGHT * sp.log(right) + (1 - RIGHT) * sp.log(k / r)
    whole, diagonal = s.over(J, i, j), s.where([i], J.mass(i, i))
    everywhere = s.where([i, j], ranges={i: k + 1, j: k + 1})
    apart, wrong = (Where(w.indices, (*w.literals, ("ne", "_s0", "_s1"))) for w in (everywhere, whole))
    split = [s.proof.do("split_at_diagonal", [], *s._domain(whole), s.term(f, (i, j)), "_s0", "_s1") for f in (p, p * sp.log(y / p))]
    guess = J.marginal(1).mass(i)
    lines = {
        split[0]: 1 - sp.log(k) + sp.log(r),
        split[1]: 1,
        s.log_bound(diagonal, J.mass(i, i), right * guess / J.mass(i, i)): 1,
        s.log_bound(wrong, p, r / k * y / p): 1,
        s.enlarge(diagonal, s.where([i], ranges={i: k + 1}), right * guess): 1,
        s.enlarge(wrong, apart, r / k * y): 1,
    }
    return upper, s.combine(LEFT, "<=", upper, lines)


def main():
    """The bound for every r; then with r = e, where the right guesses have mass 1 - e."""
    s = Script(J, LEFT, RIGHT * a * b * k)
    upper, line = compared(s, a / (a + b), b / (a + b))
    fano = Entropy(BINARY) + e * sp.log(k)
    t = Script(J, LEFT, fano, RIGHT)
    _, step = compared(t, 1 - e, e)
    known = t.proof.do("hypothesis", [], (), (), t.term(RIGHT), t.term(1 - e), t.term(1))
    return s.theorem(line, LEFT, upper), t.proves(LEFT, "<=", fano, {step: 1, known: -sp.log(1 - e) - sp.log(k / e)})


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
