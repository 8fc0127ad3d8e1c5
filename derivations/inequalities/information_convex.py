"""I(X; Y) is convex in the channel for a fixed law of X: I of a mixture of channels is at most the mixture of the I's.

Equality holds exactly where w r' = v r on the supports of w and of v, r and r' the outputs.
Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., theorem 2.7.4.
Idea: I = D(p w || p r) with r the law of the output; log x <= x - 1 at x = (m/w)(r/s), m and s the mixtures of w and of r.
"""

import sympy as sp

from symbolic_info import KL, Categorical, Channel, MarkovChain, Mixture, MutualInformation, Product
from symbolic_info.derive.script import Script

CLAIMS = ("T033",)
i, j = sp.symbols("i j", integer=True)
P = Categorical("p", "n")
CHAINS = tuple(MarkovChain(P, Channel(name, ("n", "m"))) for name in "wv")
JOINT, OUT = Mixture(CHAINS, ["t", "1 - t"]), Mixture([chain.marginal(1) for chain in CHAINS], ["t", "1 - t"])
LEFT = KL(JOINT, Product(P, OUT))  # I of the mixed channel
RIGHT = sum(t * MutualInformation(chain) for t, chain in zip(OUT.weights, CHAINS, strict=True))
p, out = P.array[i], OUT.mass(j)


def proportional(s, line):
    """The case of equality as w r' = v r on the supports: first also where both have mass, which then goes without saying."""
    (w, v), (r, rr) = ([c.channels[0].array[i, j] for c in CHAINS], [c.marginal(1).mass(j) for c in CHAINS])
    (t, rest), k = OUT.weights, p / out
    sides = [(s.over(chain, i, j), w * rr, v * r) for chain in CHAINS]
    both = (s.supports((i, j), *((chain, (i, j)) for chain in CHAINS)), w * rr, v * r)
    forth = [[0, 0, 0, -1 / (k * rest)], [0, 0, 1 / (k * t), 0], [0, 0, 0, -1 / (k * rest)]]
    back = [[0, k, -k], [-k, 0, k], [0, k * t, 0], [-k * rest, 0, 0]]
    three = s.equality(line, *sides, both, forth=forth, back=back)
    return s.equality(three, *sides, forth=[[0, 0, 1], [1, 0, 0]], back=[[0, 1], [0, 1], [1, 0]])


def main():
    """The theorem with its case of equality, replayed by the kernel."""
    s = Script(LEFT, RIGHT)
    lines = {}
    for t, other, chain, second in zip(OUT.weights, OUT.weights[::-1], CHAINS, CHAINS[::-1], strict=True):
        here, w, v = s.over(chain, i, j), chain.channels[0].array[i, j], second.channels[0].array[i, j]
        r, rr = (c.marginal(1).mass(j) for c in (chain, second))
        lines[s.log_bound(here, p * w, (t * w + other * v) * r / (w * out))] = t
        apart = s.supports((i, j), (second, (i, j)), (chain.marginal(1), (j,)))
        both = s.supports((i, j), (second, (i, j)), (chain, (i, j)))
        lines[s.enlarge(both, apart, p * v * r / out)] = t * other
        lines[s.sign(s.over(chain.marginal(1), j), r - t * r * r / out - other * r * rr / out)] = t
    return s.theorem(proportional(s, s.combine(LEFT, "<=", RIGHT, lines)), LEFT, RIGHT)


if __name__ == "__main__":
    print(main())
