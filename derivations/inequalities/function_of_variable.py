"""H(f(X)) <= H(X): a function of X has no more entropy, and as much exactly where it determines X on the support.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., problem 2.4.
Idea: Y is a function of X where p_xy = p_x; then H(X) - H(Y) = H(X|Y) >= 0, which vanishes where p_xy = p_y.
"""

import sympy as sp

from symbolic_info import Entropy, Joint
from symbolic_info.derive.script import Script

CLAIMS = ("T042",)
i, j = sp.symbols("i j", integer=True)
J = Joint("p", ("n", "m"))
X, Y = J.marginal(0), J.marginal(1)
p, a, b = J.mass(i, j), X.mass(i), Y.mass(j)


def main():
    """The theorem: its condition says that Y is a function of X, its case of equality that X is one of Y."""
    s = Script(J, Entropy(X), Entropy(Y))
    here = s.over(J, i, j)
    function = s.equality(s.log_bound(here, p, a / p), (here, p, a), forth=[[-1]], back=[[-1]])
    no_more = s.proof.do("equality_case", [function])  # H(Y|X) = 0, under p_xy = p_x
    total = s.proof.do("hypothesis", [], *s._domain(here), s.term(p, (i, j)), s.term(a, (i, j)), s.term(1))
    line, rest = s.log_bound(here, p, p / b), s.sign(here, p * (1 - p / b))
    bound = s.combine(Entropy(Y), "<=", Entropy(X), {line: 1, rest: 1, no_more: 1, total: -1})
    equal = s.equality(bound, (here, p, b), forth=[[0, b / p]], back=[[-p / b], [p / b]])
    return s.theorem(equal, Entropy(Y), Entropy(X))


if __name__ == "__main__":
    print(main())
