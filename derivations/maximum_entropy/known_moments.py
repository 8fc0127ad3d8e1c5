"""Under a moment constraint h is largest for the law whose log-density is linear in it: uniform, exponential, Laplace, Gaussian, geometric.

h(X) <= log(b - a) on [a, b]; 1 + log m for X > 0 with E X = m; 1 + log(2 b) if E|X - m| = b; log(2 pi e s^2)/2 if
E(X - m)^2 = s^2; and H(X) <= H(Geometric(p)) on 1, 2, ... with E X = 1/p.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., theorems 8.6.5 and 12.1.1, section 12.2.
Idea: 0 <= D(f || q) = -h(f) - E_f log q, and E_f log q is given by the moment.
"""

import sympy as sp

from symbolic_info import KL, Density, Entropy, Exponential, Geometric, Laplace, Mean, Normal, Uniform, derive
from symbolic_info.derive.means import Desk, Means
from symbolic_info.derive.script import Script

CLAIMS = ("S06", "T100", "T111")
x, f = sp.Symbol("x", real=True), sp.Function("f")
m, b, s, rate = sp.Symbol("m", real=True), *sp.symbols("b s rate", positive=True)
U, G = Uniform("lo", "hi"), Geometric("p")
p = G.parameters[0]
# the law; its support; E g = value, and the factor of g in -log of its density
CASES = (
    (U, (U.support.lo, U.support.hi), ()),
    (Exponential(rate=rate), (0, sp.oo), (x, 1 / rate, rate)),
    (Laplace(m, b), (-sp.oo, sp.oo), (sp.Abs(x - m), b, 1 / b)),
    (Normal(m, s), (-sp.oo, sp.oo), ((x - m) ** 2, s**2, 1 / (2 * s**2))),
    (G, sp.Range(1, sp.oo), (x, 1 / p, -sp.log(1 - p))),
)


def largest(best, support, moment, *more):
    """h(f) <= h(best), in closed form, if E g is the same under f: a script, and the step that says so."""
    law = Density(f(x), x, support)
    script = Script(KL(law, best), Entropy(law), *(Mean(g, x, law) for g in moment[:1]), *more)
    proof, names = script.proof, [script.bridge.name_of(each) for each in (law, best)]
    ones = [Means(Desk(proof, script.bridge), name).one for name in names]
    divergence, entropy = script.term(KL(law, best)), script.term(Entropy(law))
    start = proof.do("definition", ones, divergence)
    known, factors = [proof.do("reverse", [proof.do("definition", ones[:1], entropy)])], [script.term(-1)]
    if moment:
        g, value, factor = moment
        known.append(proof.do("hypothesis", [], (), (), script.term(Mean(g, x, law)), script.term(value), script.term(1)))
        factors.append(script.term(factor))
    linear = proof.do("linearity", [ones[0], *known], names[0], proof.done[start].right[2], tuple(factors))
    whole = proof.do("substitute", [proof.do("chain", [start, linear]), *known])
    value = derive(Entropy(best)).theorem.claim.rhs
    positive = proof.do("divergence_sign", ones, divergence)
    return script, script.combine(Entropy(law), "<=", value, {positive: 1, whole: 1}), (Entropy(law), value)


def main():
    """Each replayed by the kernel; its conditions are the moment, and that h(f) exists."""
    found = [largest(*case) for case in CASES]
    return tuple(script.theorem(step, *sides) for script, step, sides in found)


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
