"""D(p x r || q x s) = D(p || q) + D(r || s): the divergence of independent parts adds up, for sums and for densities.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., theorem 2.5.3 with independent parts.
Idea: the log-ratio of products is a sum of log-ratios, and the masses of the other part total 1.
"""

import sympy as sp

from symbolic_info import KL, Categorical, Density, Normal, Product, derive
from symbolic_info.derive.identity import identity
from symbolic_info.derive.lines import defined
from symbolic_info.derive.script import Script

CLAIMS = ("S17", "T049")
x = sp.Symbol("x", real=True)
p, q = Categorical("p", "n"), Categorical("q", "n")
r, s = Categorical("r", "m"), Categorical("s", "m")
F, G = ([Density(sp.Function(name)(x), x, (-sp.oo, sp.oo)) for name in pair] for pair in (("f", "f_2"), ("g", "g_2")))


def copies():
    """d independent Gaussians, d a symbol."""
    one = KL(Normal("mu_1", "sigma_1"), Normal("mu_2", "sigma_2"))
    many = derive(KL(Product(one.args[0], "d"), Product(one.args[1], "d"))).theorem
    d = next(symbol for symbol in many.claim.rhs.free_symbols if symbol.name == "d")
    assert sp.expand(sp.expand_log(many.claim.rhs - d * one.doit())) == 0, many.claim
    return many


def additive(first: Product, second: Product):
    """The divergence of densities, or of d copies of one, from those of the parts; all taken as given."""
    parts = [KL(a, b) for (a, _), (b, _) in zip(first.factors, second.factors, strict=True)]
    script = Script(KL(first, second), *parts)
    known = [script.proof.do("sum_definition", [], script.term(part)) if part.args[0] == p else defined(script, part) for part in parts]
    return script.theorem(script.proof.do("additivity", known, script.term(KL(first, second))), KL(first, second))


def main():
    """Finite parts with symbolic sizes; densities; d copies of a finite law, a density, a Gaussian.  Each replayed by the kernel."""
    finite = identity(KL(Product(p, r), Product(q, s)), KL(p, q) + KL(r, s))
    pairs = [(Product(*F), Product(*G)), (Product(p, "d"), Product(q, "d")), (Product(F[0], "d"), Product(G[0], "d"))]
    return finite, *(additive(*pair) for pair in pairs), copies()


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
