"""0 <= TV(p, q) <= 1 and TV(p w, q w) <= TV(p, q) for every channel w, TV = sum |p_i - q_i| / 2.

Source: Levin & Peres (2017), Markov Chains and Mixing Times, 2nd ed., chapter 4.
Idea: the triangle inequality, for the two masses of a class and for the sum over the inputs of a channel.
"""

import sympy as sp

from symbolic_info import Categorical, Channel, MarkovChain
from symbolic_info.derive.script import Script

CLAIMS = ("S29", "T063")
i, j = sp.symbols("i j", integer=True)
W = Channel("w", ("n", "m"))
ONE, TWO = (MarkovChain(Categorical(name, "n"), W) for name in "pq")
n, m = W.shape
p, q, w, r, v = ONE.first.array[i], TWO.first.array[i], W.array[i, j], ONE.marginal(1).mass(j), TWO.marginal(1).mass(j)
TV, AFTER = (sp.Sum(sp.Abs(a - b), limits) / 2 for a, b, limits in ((p, q, (i, 1, n)), (r, v, (j, 1, m))))


def main():
    """The bounds, and the inequality; each replayed by the kernel."""
    s = Script(ONE, TWO, TV, AFTER)
    inputs, outputs = (s._domain(s.where([at], ranges={at: size})) for at, size in ((i, n), (j, m)))
    least = s.sign(s.where([i], ranges={i: n}), sp.Abs(p - q))
    parts = tuple(((), (), s.term(mass, (i,))) for mass in (p, -q))
    most = s.proof.do("triangle", [], *inputs, s.term(1), parts)
    body = s.bridge.term(p * w - q * w, {j: "_s0", i: "_s1"})
    inner = ("_s1",), (("in", "_s1", s.bridge.tables.spaces[n]),), body
    less = s.proof.do("triangle", [], *outputs, s.term(1), (inner,))
    both, half = s._domain(s.where([i, j], ranges={i: n, j: m})), sp.S.Half
    factor = s.proof.do("absolute_product", [], *both, s.term(1), s.term(w, (i, j)), s.term(p - q, (i, j)))  # |p w - q w| = w |p - q|
    return s.proves(0, "<=", TV, {least: half}), s.proves(TV, "<=", 1, {most: half}), s.proves(AFTER, "<=", TV, {less: half, factor: -half})


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
