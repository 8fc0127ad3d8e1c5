"""Han's inequality for three variables: 2 H(X, Y, Z) <= H(X, Y) + H(X, Z) + H(Y, Z).

Source: Han (1978), Information and Control 36, 133-156; Cover & Thomas (2006), Elements of Information Theory, theorem 17.6.1.
Idea: the difference is I(Y; Z | X) + I(X; Y, Z), two divergences, each by log x <= x - 1.
"""

import sympy as sp

from symbolic_info import Entropy, Joint, Product
from symbolic_info.derive.script import Script

CLAIMS = ("T044",)
at = sp.symbols("i j k", integer=True)
i, j, k = at
J = Joint("p", ("n", "m", "l"))
ONE, TWO, THREE, LAST = (J.marginal(*axes) for axes in ((0,), (0, 1), (0, 2), (1, 2)))
p, x, xy, xz, yz = J.mass(*at), ONE.mass(i), TWO.mass(i, j), THREE.mass(i, k), LAST.mass(j, k)
LEFT, RIGHT = 2 * Entropy(J), Entropy(TWO) + Entropy(THREE) + Entropy(LAST)


def main():
    """The theorem with its case of equality, replayed by the kernel."""
    s = Script(LEFT, RIGHT, Product(ONE, LAST))
    here, lines = s.over(J, *at), {}
    for other, parts in ((xy * xz / x, ((TWO, (i, j)), (THREE, (i, k)))), (x * yz, ((ONE, (i,)), (LAST, (j, k))))):
        lines |= {s.log_bound(here, p, other / p): 1, s.enlarge(here, s.supports(at, *parts), other): 1}
    bound = s.combine(LEFT, "<=", RIGHT, lines)
    new, forth = ((here, p * x, xy * xz), (here, p, x * yz)), [[0, 0, -x, 0], [0, 0, 0, -1]]
    equal = s.equality(bound, *new, forth=forth, back=[[-1 / x, 0], [0, -1], [-1 / x, 0], [0, -1]])
    return s.theorem(equal, LEFT, RIGHT)


if __name__ == "__main__":
    print(main())
