"""Names do not matter: H(pi(X)) = H(X) and D(pi(P) || pi(Q)) = D(P || Q), where pi keeps distinct values distinct.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., problem 2.2 (entropy of functions).
Idea: pi is a channel w that takes i to pi(i).  Its output has at pi(i) the mass of i alone, which is the condition of the
theorems: sum_k p_k w_kj = p_i wherever p_i > 0 and w_ij > 0.  Every one-to-one map satisfies it.
"""

import sympy as sp

from symbolic_info import KL, Categorical, Channel, Entropy, MarkovChain
from symbolic_info.derive.lines import same_logs
from symbolic_info.derive.script import Script

CLAIMS = ("T075",)
i, j = sp.symbols("i j", integer=True)
P, Q, W = Categorical("p", "n"), Categorical("q", "n"), Channel("w", ("n", "m"))
p, q, w = P.array[i], Q.array[i], W.array[i, j]
NEW_P, NEW_Q = MarkovChain(P, W).marginal(1), MarkovChain(Q, W).marginal(1)


def entropy():
    """H of the output is H of the input."""
    s = Script(Entropy(NEW_P), Entropy(P))
    same = same_logs(s, s.over(MarkovChain(P, W), i, j), p * w, NEW_P.mass(j), p)
    return s.proves(Entropy(NEW_P), "=", Entropy(P), {same: -1})


def divergence():
    """D of the outputs is D of the inputs."""
    s = Script(KL(NEW_P, NEW_Q), KL(P, Q))
    here = s.over(MarkovChain(P, W), i, j)
    same = same_logs(s, here, p * w, NEW_P.mass(j), p), same_logs(s, here, p * w, NEW_Q.mass(j), q)
    return s.proves(KL(NEW_P, NEW_Q), "=", KL(P, Q), {same[0]: 1, same[1]: -1})


def main():
    """Both, each replayed by the kernel."""
    return entropy(), divergence()


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
