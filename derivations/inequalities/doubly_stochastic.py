"""H(p w) >= H(p) for every doubly stochastic channel w: each mixing of the classes that keeps the uniform law never lowers H.

Source: Marshall, Olkin & Arnold (2011), Inequalities: Theory of Majorization and Its Applications, 2nd ed., section 3.C.
Idea: log x <= x - 1 at x = (p w)_j / p_i under p_i w_ij, whose mean is at most sum_j (p w)_j sum_i w_ij = 1.
"""

import sympy as sp

from symbolic_info import Categorical, Channel, Entropy, MarkovChain
from symbolic_info.derive.script import Script

CLAIMS = ("S06",)
i, j = sp.symbols("i j", integer=True)
CHAIN = MarkovChain(Categorical("p", "n"), Channel("w", ("n", "n")))
P, OUT, n = CHAIN.first, CHAIN.marginal(1), CHAIN.shape[0]
p, w, r = P.array[i], CHAIN.channels[0].array[i, j], OUT.mass(j)
WHOLE = sp.Sum(w * r, (i, 1, n), (j, 1, n))  # 1, since the columns of w total 1


def main():
    """The theorem with its case of equality; its condition says that the columns of w total 1."""
    s = Script(CHAIN, Entropy(P), Entropy(OUT), WHOLE)
    here = s.over(CHAIN, i, j)
    line, mass = s.log_bound(here, p * w, r / p), s.enlarge(here, s.where([i, j], w), w * r)
    one = s.bridge.term(sp.Sum(w, (i, 1, n)), {j: "_s0"}), s.term(1), s.bridge.term(r, {j: "_s0"})
    known = s.proof.do("hypothesis", [], *s._domain(s.where([j], ranges={j: n})), *one)
    bound = s.combine(Entropy(P), "<=", Entropy(OUT), {line: 1, mass: 1, known: 1})
    equal = s.equality(bound, (here, r, p), (s.where([]), WHOLE, 1), forth=[[0, 1 / w], [-1, 1]], back=[[w, -1], [w, 0]])
    return s.theorem(equal, Entropy(P), Entropy(OUT))


if __name__ == "__main__":
    print(main())
