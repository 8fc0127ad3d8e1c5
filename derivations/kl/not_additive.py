"""Plain additivity fails without independence: D(p_XY || q_XY) may be larger or smaller than D(p_X || q_X) + D(p_Y || q_Y).

Source: exact examples; the chain rule, Cover & Thomas (2006), Elements of Information Theory, 2nd ed., theorem 2.5.3, is what holds.
Idea: a fair coin shown twice against two coins: log 2 against 0 + 0; two coins shown twice: D once against D twice.
"""

import sympy as sp

from symbolic_info import KL, Joint
from symbolic_info.derive.script import Script

CLAIMS = ("S17",)
FAIR_TWICE, BIASED_TWICE = Joint([["1/2", 0], [0, "1/2"]]), Joint([["1/4", 0], [0, "3/4"]])
TWO_COINS = Joint([["1/4", "1/4"], ["1/4", "1/4"]])


def compared(p: Joint, q: Joint) -> tuple[sp.Expr, sp.Expr]:
    """The divergence of the pair, and the sum of those of its parts."""
    return KL(p.flat(), q.flat()), sum(KL(p.marginal(axis), q.marginal(axis)) for axis in (0, 1))


def main():
    """One example of each kind, replayed by the kernel."""
    pair, parts = compared(FAIR_TWICE, TWO_COINS)
    same, doubled = compared(FAIR_TWICE, BIASED_TWICE)
    larger = Script(pair, parts).proves(parts, "<", pair, {})
    return larger, Script(same, doubled).proves(same, "<", doubled, {})


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
