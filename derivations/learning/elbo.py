"""log p(x) = ELBO(q) + D(q || p(z | x)) for a_z = p(x, z), so ELBO <= log p(x), with equality exactly for the posterior.

Source: Jordan, Ghahramani, Jaakkola & Saul (1999), An introduction to variational methods for graphical models, Machine Learning 37.
Idea: log(a/q) = log p(x) - log(q/p(z | x)), whose mean under q is taken; the divergence is never negative.
"""

import sympy as sp

from symbolic_info import Categorical
from symbolic_info.derive.script import Script

CLAIMS = ("S27",)
z, y = sp.symbols("z y", integer=True)
Q = Categorical("q", "n")
q, a = Q.array[z], sp.IndexedBase("a", shape=(Q.size,), nonnegative=True)[z]


def total(f):
    """A sum over the latent variable."""
    return sp.Sum(f, (z, 1, Q.size))


EVIDENCE = total(a).xreplace({z: y})
ELBO = total(q * sp.log(a / q))
DIVERGENCE = total(q * sp.log(q * EVIDENCE / a))  # from the posterior a/p(x)


def main():
    """The identity and the bound; maximising the ELBO over q is minimising the reverse divergence.  Replayed by the kernel."""
    s = Script(Q, ELBO, DIVERGENCE)
    return s.proves(sp.log(EVIDENCE), "=", ELBO + DIVERGENCE, {}), bound()


def bound():
    """log t <= t - 1 at t = a/(q p(x)), and the mass of the posterior where q > 0 is at most 1."""
    s = Script(Q, ELBO, DIVERGENCE)
    here, there = s.over(Q, z), s.where((z,), a)
    line = s.log_bound(here, q, a / (q * EVIDENCE))
    mass = s.enlarge(s.where((z,), q), there, a / EVIDENCE)
    below = s.combine(ELBO, "<=", sp.log(EVIDENCE), {line: 1, mass: 1})
    # equality: (the posterior has mass 1 where q > 0, and is q there) is the same as q = posterior on the support of q
    return s.theorem(s.equality(below, (here, q, a / EVIDENCE), forth=[[0, -1]], back=[[-1], [-1]]), ELBO, sp.log(EVIDENCE))


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
