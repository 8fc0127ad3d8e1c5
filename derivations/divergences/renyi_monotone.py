"""R_a(p || q) does not decrease in a: for orders on both sides of 1, on either side of D, which is the one at 1.

Source: van Erven & Harremoes (2014), Renyi divergence and Kullback-Leibler divergence, theorem 3.
Idea: R_(1+r) = log(E X^r)/r for X = p/q under p; Jensen for the convex u^(1+d), where r and (1 + d) r are the orders, and for -log.
"""

import sympy as sp

from symbolic_info import KL, Categorical
from symbolic_info.derive.script import MINUS_LOG, Script, u

CLAIMS = ("T059",)
i = sp.Symbol("i", integer=True)
P, Q = Categorical("p", "n"), Categorical("q", "n")
p, q = P.array[i], Q.array[i]
r, d = sp.symbols("r d", positive=True)


def power_mean(order):
    """E X^order under p."""
    return sp.Sum(p * (p / q) ** order, (i, 1, P.size))


def renyi(order):
    """The Renyi divergence of the order 1 + ``order``."""
    return sp.log(power_mean(order)) / order


def main():
    """1 + r below 1 + (1 + d) r, and 1 - (1 + d) r below 1 - r; then 1 - r below 1 below 1 + r.  Replayed by the kernel."""
    return away_from_one(r), away_from_one(-r), beside_one(r), beside_one(-r)


def away_from_one(near):
    """(E X^r)^(1 + d) <= E X^((1 + d) r); the logarithm, divided by (1 + d) r, which may be negative."""
    far = (1 + d) * near
    s = Script(KL(P, Q), renyi(far), renyi(near))
    c = power_mean(near)
    line = s.line(s.over(P, i), p, u ** (1 + d), (p / q) ** near, c, 0)
    jensen = s.combine(c ** (1 + d), "<=", power_mean(far), {line: 1})
    logs = s.increasing(jensen, sp.log(u), 0)
    lower, upper = sorted((near, far), key=lambda order: order.subs({r: 1, d: 1}))
    return s.proves(renyi(lower), "<=", renyi(upper), {logs: 1 / ((1 + d) * r)})


def beside_one(order):
    """E[-log X^r] >= -log E X^r."""
    s = Script(KL(P, Q), renyi(order))
    line = s.line(s.over(P, i), p, MINUS_LOG, (p / q) ** order, power_mean(order), 0)
    sides = (KL(P, Q), renyi(order)) if order == r else (renyi(order), KL(P, Q))
    return s.proves(sides[0], "<=", sides[1], {line: 1 / r})


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
