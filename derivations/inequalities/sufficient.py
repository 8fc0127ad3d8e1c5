"""I(theta; T) <= I(theta; X) for theta - X - T, equal exactly where T is sufficient: p(x|theta) = p(t|theta) p(x)/p(t).

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., theorem 2.8.1 and section 2.9.
Idea: the difference is I(theta; X | T); the case of equality is the factorisation of Fisher and Neyman, g(t, theta) h(x).
"""

import sympy as sp

from symbolic_info import Categorical, Channel, MarkovChain, MutualInformation
from symbolic_info.derive.script import Script

CLAIMS = ("T034", "T038")
i, j, k = sp.symbols("i j k", integer=True)
CHAIN = MarkovChain(Categorical("p", "n"), Channel("w", ("n", "m")), Channel("v", ("m", "l")))
STATISTIC, SAMPLE = MutualInformation(CHAIN, (0,), (2,)), MutualInformation(CHAIN, (0,), (1,))
(P, W, V), X, T = CHAIN.args, CHAIN.marginal(1), CHAIN.marginal(2)
w, x, t = W.array[i, j], X.mass(j), T.mass(k)
p, v = P.array[i], V.array[j, k]
y = sp.Sum(W.array[i, j] * V.array[j, k], (j, 1, W.shape[1]))  # p(t | theta)


def main():
    """The theorem with its case of equality, replayed by the kernel."""
    s = Script(CHAIN, STATISTIC, SAMPLE)
    here = s.over(CHAIN, i, j, k)
    line = s.log_bound(here, p * w * v, y * x / (t * w))
    apart = s.supports((i, j, k), (CHAIN.marginal(0, 2), (i, k)), (CHAIN.marginal(1, 2), (j, k)))
    mass = s.enlarge(here, apart, p * y * x * v / t)
    bound = s.combine(STATISTIC, "<=", SAMPLE, {line: 1, mass: 1})
    k_old = p * v / t
    equal = s.equality(bound, (here, w * t, y * x), forth=[[0, -1 / k_old]], back=[[-k_old], [-k_old]])
    return s.theorem(equal, STATISTIC, SAMPLE)


if __name__ == "__main__":
    print(main())
