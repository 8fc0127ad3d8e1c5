"""D(p(y|x) || q(y|x) | p(x)) >= 0, with equality exactly where the conditional laws agree wherever p has mass.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., corollary 2.6.3 and (2.65).
Idea: the divergence of two chains with one first variable x is the mean over x of the divergences of their channels.
"""

import sympy as sp

from symbolic_info import KL, Categorical, Channel, MarkovChain
from symbolic_info.derive.identity import identity
from symbolic_info.derive.script import Script

CLAIMS = ("T022",)
i, j = sp.symbols("i j", integer=True)
X, W, V = Categorical("p", "n"), Channel("w", ("n", "m")), Channel("v", ("n", "m"))
ONE, TWO = MarkovChain(X, W), MarkovChain(X, V)
p, w, v = X.array[i], W.array[i, j], V.array[i, j]
DIVERGENCE = sp.Sum(p * w * sp.log(w / v), (i, 1, X.size), (j, 1, W.shape[1]))


def main():
    """The conditional divergence as that of two chains; that it is >= 0, with its case of equality."""
    s = Script(DIVERGENCE, ONE, TWO)
    here = s.over(ONE, i, j)
    line = s.log_bound(here, p * w, v / w)
    mass = s.enlarge(here, s.over(TWO, i, j), p * v)
    bound = s.combine(0, "<=", DIVERGENCE, {line: 1, mass: 1})
    equal = s.equality(bound, (here, w, v), forth=[[0, -1 / p]], back=[[-p], [-p]])
    return identity(KL(ONE, TWO), DIVERGENCE), s.theorem(equal, 0, DIVERGENCE)


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
