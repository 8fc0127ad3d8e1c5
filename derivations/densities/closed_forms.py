"""h of Exponential(rate l) is 1 - log l, of Laplace(mu, s) 1 + log 2s, of Gamma(k, rate l) k - log l + log Gamma(k) + (1-k) psi(k).

Source: Michalowicz, Nichols & Bucholtz (2013), Handbook of Differential Entropy.
Idea: -log p is a combination of x, |x - mu| and log x, whose means follow from Euler's Gamma integral.
The normal-gamma and matrix-normal laws are not among the families here.
"""

import sympy as sp

from symbolic_info import Entropy, Exponential, Gamma, Laplace, derive

CLAIMS = ("T107",)
k, lam, s = sp.symbols("k lam s", positive=True)
CLAIMED = {
    Exponential(rate="lam"): 1 - sp.log(lam),
    Laplace("mu", "s"): 1 + sp.log(2 * s),
    Gamma("k", rate="lam"): k - sp.log(lam) + sp.loggamma(k) + (1 - k) * sp.digamma(k),
}


def main():
    """The three theorems, each replayed by the kernel."""
    theorems = tuple(derive(Entropy(law)).theorem for law in CLAIMED)
    for theorem, claim in zip(theorems, CLAIMED.values(), strict=True):
        assert sp.expand(sp.expand_log(theorem.claim.rhs - claim)) == 0, theorem.claim
    return theorems


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
