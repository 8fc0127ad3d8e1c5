"""D(cP || cQ) = c D(P || Q) and D(P || cQ) = D(P || Q) - P log c for finite measures of total masses P and Q.

Source: the corresponding lemmas of Mathlib, InformationTheory.KullbackLeibler.Basic (klDiv_smul_same, toReal_klDiv_smul_right).
Idea: log(p/(cq)) = log(p/q) - log c.  The generalised divergence sum p log(p/q) - P + Q gains (c - 1) Q besides.
"""

import sympy as sp

from symbolic_info import KL, Categorical
from symbolic_info.derive.identity import identity

CLAIMS = ("T073", "T074")
n = sp.Symbol("n", integer=True, positive=True)
i, c = sp.Symbol("i", integer=True), sp.Symbol("c", positive=True)
a, b = (sp.IndexedBase(name, shape=(n,), nonnegative=True)[i] for name in "ab")
P, Q = Categorical("p", n), Categorical("q", n)


def total(entry: sp.Expr) -> sp.Expr:
    """The mass of all classes."""
    return sp.Sum(entry, (i, 1, n))


def divergence(f: sp.Expr, g: sp.Expr) -> sp.Expr:
    """sum f log(f/g) for measures with masses f and g."""
    return total(f * sp.log(f / g))


def generalised(f: sp.Expr, g: sp.Expr) -> sp.Expr:
    """The divergence that is >= 0 for all finite measures."""
    return divergence(f, g) - total(f) + total(g)


def main():
    """Both scaled; the second scaled, for measures and for probabilities; the generalised one.  Each replayed by the kernel."""
    both = identity(divergence(c * a, c * b), c * divergence(a, b))
    second = identity(divergence(a, c * b), divergence(a, b) - sp.log(c) * total(a))
    laws = identity(divergence(P.array[i], c * Q.array[i]), KL(P, Q) - sp.log(c))
    more = identity(generalised(a, c * b), generalised(a, b) - sp.log(c) * total(a) + (c - 1) * total(b))
    return both, second, laws, more


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
