"""E_q r + tau H(q) = tau log Z - tau D(q || b) with the Boltzmann law b = exp(r/tau)/Z, so it is at most tau log Z; equality at q = b.

Source: Levine (2018), Reinforcement learning and control as probabilistic inference, arXiv:1805.00909, section 2.
Idea: tau log b = r - tau log Z; maximising a reward with an entropy bonus is minimising a reverse divergence.
"""

import sympy as sp

from symbolic_info import Categorical, Entropy
from symbolic_info.derive.script import Script

CLAIMS = ("S27",)
i, j = sp.symbols("i j", integer=True)
tau = sp.Symbol("tau", positive=True)
Q = Categorical("q", "n")
q, r = Q.array[i], sp.IndexedBase("r", shape=(Q.size,), real=True)[i]


def total(f):
    """A sum over all actions."""
    return sp.Sum(f, (i, 1, Q.size))


Z = total(sp.exp(r / tau)).xreplace({i: j})
VALUE = total(q * r) + tau * Entropy(Q)
DIVERGENCE = total(q * (sp.log(q) - r / tau + sp.log(Z)))  # from exp(r/tau)/Z


def main():
    """The identity and the bound (log t <= t - 1 at t = b/q), each replayed by the kernel."""
    s = Script(VALUE, Z)
    same = s.proves(VALUE, "=", tau * sp.log(Z) - tau * DIVERGENCE, {})
    here, everywhere = s.over(Q, i), s.where((i,), ranges={i: Q.size})
    line = s.log_bound(here, q, sp.exp(r / tau) / (q * Z))
    mass = s.enlarge(here, everywhere, sp.exp(r / tau) / Z)
    bound = s.combine(VALUE, "<=", tau * sp.log(Z), {line: tau, mass: tau})
    return same, s.theorem(s.equality(bound, (here, q, sp.exp(r / tau) / Z), forth=[[0, -1]], back=[[-1], [-1]]), VALUE, tau * sp.log(Z))


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
