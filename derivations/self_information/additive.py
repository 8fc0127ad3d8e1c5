"""I(x, y) = I(x) + I(y) if and only if p(x, y) = p(x) p(y); for dependent events information does not add up.

Source: Shannon (1948), A mathematical theory of communication, introduction (why the logarithm measures information).
Idea: -log turns the product into a sum, and exp turns the sum back; a coin and itself: log 2 in place of 2 log 2.
"""

import sympy as sp

from symbolic_info import Joint, SelfInformation
from symbolic_info.derive.identity import identity
from symbolic_info.derive.lines import POINT, suppose
from symbolic_info.derive.script import Script

CLAIMS = ("S03",)
r, p, q, b = sp.symbols("r p q b", positive=True)  # p(x, y), p(x), p(y), the base
u = sp.Symbol("u", real=True)
SUM = SelfInformation(p) + SelfInformation(q)
COIN = Joint([["1/2", 0], [0, "1/2"]])  # a fair coin and the same coin again


def only_if():
    """If I(x, y) = I(x) + I(y), then p(x, y) = p(x) p(y)."""
    s = Script(r, p * q, SUM)
    logs = s.combine(sp.log(r), "=", sp.log(p * q), {suppose(s, POINT, SelfInformation(r), SUM): -1})
    return s.theorem(s.increasing(logs, sp.exp(u)), r, p * q)


def if_():
    """If p(x, y) = p(x) p(y), then I(x, y) = I(x) + I(y)."""
    s = Script(r, p * q, SUM)
    return s.proves(SelfInformation(r), "=", SUM, {s.increasing(suppose(s, POINT, r, p * q), sp.log(u), 0): -1})


def main():
    """Both directions, the sum in any base, and a dependent example; each replayed by the kernel."""
    in_base = [SelfInformation(prob, base=b) for prob in (p, q, p * q)]
    both = SelfInformation(COIN.entries[0][0])
    alone = [SelfInformation(COIN.marginal(axis).masses[0]) for axis in (0, 1)]
    less = Script(both, *alone).proves(both, "<", sum(alone), {})
    return if_(), only_if(), identity(in_base[2], in_base[0] + in_base[1]), less


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
