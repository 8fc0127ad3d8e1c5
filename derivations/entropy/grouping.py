"""Grouping: H(t, (1-t) q_1, ..., (1-t) q_n) = H(t, 1-t) + (1-t) H(q_1, ..., q_n), and the same for any number of groups.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., problem 2.27.
Idea: log((1-t) q_i) = log(1-t) + log q_i; the group is one variable, the place in it another: the chain rule.
"""

import sympy as sp

from symbolic_info import Categorical, Channel, Entropy, MarkovChain
from symbolic_info.derive.identity import identity

CLAIMS = ("T048",)
p, r, t = sp.symbols("p r t", positive=True)
i, j = sp.symbols("i j", integer=True)
Q = Categorical("q", "n")
W = Channel("w", ("g", "n"))
G = Categorical("p", "g")


def main():
    """One class apart from n others; three classes by their masses; g groups with masses w_ij inside.  Each replayed by the kernel."""
    q = (1 - t) * Q.array[i]
    apart = identity(-t * sp.log(t) - sp.Sum(q * sp.log(q), (i, 1, Q.size)), Entropy(Categorical([t, 1 - t])) + (1 - t) * Entropy(Q))
    inside = Categorical([r / (1 - p), 1 - r / (1 - p)])
    three = identity(Entropy(Categorical([p, r, 1 - p - r])), Entropy(Categorical([p, 1 - p])) + (1 - p) * Entropy(inside))
    within = -sp.Sum(G.array[i] * W.array[i, j] * sp.log(W.array[i, j]), (i, 1, G.size), (j, 1, Q.size))
    groups = identity(Entropy(MarkovChain(G, W)), Entropy(G) + within)
    return apart, three, groups


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
