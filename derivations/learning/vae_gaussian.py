"""D(N(mu, e^l) || N(0, 1)) = (e^l + mu^2 - 1 - l)/2 with l = log sigma^2, and the sum of these over d independent coordinates.

Source: Kingma & Welling (2014), Auto-encoding variational Bayes, appendix B.
Idea: the Gaussian closed form at sigma = exp(l/2); it is the sigma form (sigma^2 + mu^2 - 1)/2 - log sigma.
"""

import sympy as sp

from symbolic_info import KL, Normal, Product, derive

CLAIMS = ("S25",)
mu, ell = sp.symbols("mu ell", real=True)
sigma = sp.Symbol("sigma", positive=True)
LOG_VARIANCE = (sp.exp(ell) + mu**2 - 1 - ell) / 2
SIGMA = (sigma**2 + mu**2 - 1) / 2 - sp.log(sigma)


def main():
    """Both forms, derived, the one being the other at sigma = exp(l/2); three coordinates.  Each replayed by the kernel."""
    log_form = derive(KL(Normal(mu, sp.exp(ell / 2)), Normal(0, 1))).theorem
    sigma_form = derive(KL(Normal(mu, sigma), Normal(0, 1))).theorem
    assert sp.expand(log_form.claim.rhs - LOG_VARIANCE) == 0, log_form.claim
    assert sp.expand(sigma_form.claim.rhs - SIGMA) == 0, sigma_form.claim
    assert sp.expand(SIGMA.subs(sigma, sp.exp(ell / 2)) - LOG_VARIANCE) == 0
    return log_form, sigma_form, three()


def three():
    """Three coordinates: the divergences add up."""
    parts = [(Normal(f"mu_{k}", sp.exp(sp.Symbol(f"ell_{k}", real=True) / 2)), Normal(0, 1)) for k in (1, 2, 3)]
    encoder, prior = (Product(*side) for side in zip(*parts, strict=True))
    return derive(KL(encoder, prior)).theorem


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
