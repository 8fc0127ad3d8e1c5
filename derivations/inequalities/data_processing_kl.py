"""D(p w || q w) <= D(p || q) for every channel w: processing never makes two laws easier to tell apart.

Adding an independent Z to X and to Y is such a channel, so D(X + Z || Y + Z) <= D(X || Y).

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., section 4.4 (one step of a Markov chain).
Idea: log x <= x - 1 at x = q_i (pw)_j / (p_i (qw)_j), under p_i w_ij.
"""

import sympy as sp

from symbolic_info import KL, Categorical, Channel, MarkovChain
from symbolic_info.derive.script import Script

CLAIMS = ("S29", "T053", "T076")
i, j = sp.symbols("i j", integer=True)
W = Channel("w", ("n", "m"))
ONE, TWO = (MarkovChain(Categorical(name, "n"), W) for name in "pq")
P, Q, R, S = ONE.first, TWO.first, ONE.marginal(1), TWO.marginal(1)
p, q, w, r, v = P.array[i], Q.array[i], W.array[i, j], R.mass(j), S.mass(j)


def main():
    """The theorem with its case of equality (q_i/p_i is that of the outputs), replayed by the kernel."""
    s = Script(KL(R, S), KL(P, Q))
    here, wider = s.over(ONE, i, j), s.over(TWO, i, j)
    line = s.log_bound(here, p * w, q * r / (p * v))
    mass = s.enlarge(here, wider, q * w * r / v)
    bound = s.combine(KL(R, S), "<=", KL(P, Q), {line: 1, mass: 1})
    return s.theorem(s.equality(bound, (here, p * v, q * r), forth=[[0, -v / w]], back=[[-w / v], [-w / v]]), KL(R, S), KL(P, Q))


if __name__ == "__main__":
    print(main())
