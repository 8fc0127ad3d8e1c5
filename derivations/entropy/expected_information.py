"""H(p) = E_p[I(X)]: entropy is the expected self-information, for n classes and for densities, in any base b > 1.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., section 2.1 and (8.1).
Idea: both sides are the mean of -log p; for a density it need not be finite, and equality is that of one expectation.
"""

import sympy as sp

from symbolic_info import Categorical, Density, Entropy, SelfInformation
from symbolic_info.derive.identity import identity
from symbolic_info.derive.lines import defined
from symbolic_info.derive.script import Script

CLAIMS = ("S04",)
P = Categorical("p", "n")
i, b, x = sp.Symbol("i", integer=True), sp.Symbol("b", positive=True), sp.Symbol("x", real=True)
F = Density(sp.Function("f")(x), x, (-sp.oo, sp.oo))


def main():
    """Finite in base b; a density in nats.  Each replayed by the kernel."""
    finite = identity(Entropy(P, base=b), sp.Sum(P.array[i] * SelfInformation(P, i, base=b), (i, 1, P.size)))
    script = Script(Entropy(F))
    return finite, script.theorem(defined(script, Entropy(F)), Entropy(F))


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
