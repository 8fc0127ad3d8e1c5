"""I(X; Y) is concave in the law of X for a fixed channel: I of a mixture of inputs is at least the mixture of the I's.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., theorem 2.7.4.
Idea: I = H(Y) - H(Y | X); the second is linear in the law of X, and H is concave in the law of Y, which is linear in it.
"""

import sympy as sp

from symbolic_info import Categorical, Channel, ConditionalEntropy, Entropy, MarkovChain, Mixture, MutualInformation
from symbolic_info.derive.identity import identity
from symbolic_info.derive.script import Script

CLAIMS = ("T033",)
i, j = sp.symbols("i j", integer=True)
W = Channel("w", ("n", "m"))
CHAINS = tuple(MarkovChain(Categorical(name, "n"), W) for name in "pq")
OUT = Mixture([chain.marginal(1) for chain in CHAINS], ["t", "1 - t"])  # the output of the mixed input
w, m = W.array[i, j], OUT.mass(j)
PAIRS = tuple(zip(OUT.weights, CHAINS, strict=True))
LEFT = sum(t * MutualInformation(chain) for t, chain in PAIRS)
RIGHT = Entropy(OUT) - sum(t * ConditionalEntropy(chain, 1, given=0) for t, chain in PAIRS)


def main():
    """I of the mixed input, sum (t p_i + (1 - t) q_i) w_ij log(w_ij/m_j), as a difference; the inequality."""
    terms = [t * sp.Sum(chain.mass(i, j) * sp.log(w / m), (i, 1, W.shape[0]), (j, 1, W.shape[1])) for t, chain in PAIRS]
    s = Script(LEFT, RIGHT)
    lines, everywhere = {}, s.where([j], ranges={j: W.shape[1]})
    for t, chain in PAIRS:
        output = chain.marginal(1)
        here, mass = s.over(output, j), output.mass(j)
        lines |= {s.log_bound(here, mass, m / mass): t, s.enlarge(here, everywhere, m): t}
    concave = s.combine(LEFT, "<=", RIGHT, lines)
    one, two = (chain.marginal(1).mass(j) for chain in CHAINS)
    same = [(s.over(chain.marginal(1), j), one, two) for chain in CHAINS]
    t, rest = OUT.weights
    forth, back = [[0, 0, -1 / rest, 0], [0, 0, 0, 1 / t]], [[-rest, 0], [0, t], [-rest, 0], [0, t]]
    equal = s.equality(concave, *same, forth=forth, back=back)
    return identity(sum(terms), RIGHT), s.theorem(equal, LEFT, RIGHT)


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
