"""D(p x r || q x s) = D(p || q) + D(r || s): the divergence of independent parts adds up, for sums and for densities.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., theorem 2.5.3 with independent parts.
Idea: the log-ratio of products is a sum of log-ratios, and the masses of the other part total 1.
"""

import sympy as sp

from symbolic_info import KL, Categorical, Normal, Product, derive
from symbolic_info.derive.identity import identity

CLAIMS = ("S17",)
p, q = Categorical("p", "n"), Categorical("q", "n")
r, s = Categorical("r", "m"), Categorical("s", "m")


def main():
    """Finite parts with symbolic sizes; and d independent Gaussians.  Each replayed by the kernel."""
    finite = identity(KL(Product(p, r), Product(q, s)), KL(p, q) + KL(r, s))
    one = KL(Normal("mu_1", "sigma_1"), Normal("mu_2", "sigma_2"))
    many = derive(KL(Product(one.args[0], "d"), Product(one.args[1], "d"))).theorem
    d = next(symbol for symbol in many.claim.rhs.free_symbols if symbol.name == "d")
    assert sp.expand(sp.expand_log(many.claim.rhs - d * one.doit())) == 0, many.claim
    return finite, many


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
