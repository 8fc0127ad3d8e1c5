"""Our families as SciPy's distributions: the same law at the same parameters, checked by its density before anything is compared."""

from collections.abc import Callable
from functools import partial
from math import exp, pi, sqrt
from typing import Any

Made = Callable[..., Any]


SCIPY: dict[str, Made] = {
    "anglit": lambda st, s: st.anglit(scale=s),
    "arcsine": lambda st, a, b: st.arcsine(a, b - a),
    "asymmetric_laplace": lambda st, mu, lam, kap: st.laplace_asymmetric(kap, mu, 1 / lam),
    "bernoulli": lambda st, p: st.bernoulli(p),
    "beta": lambda st, a, b: st.beta(a, b),
    "beta4": lambda st, a, b, lo, hi: st.beta(a, b, lo, hi - lo),
    "beta_prime": lambda st, a, b: st.betaprime(a, b),
    "binomial": lambda st, n, p: st.binom(int(n), p),
    "bradford": lambda st, c: st.bradford(c),
    "burr12": lambda st, s, c, k: st.burr12(c, k, scale=s),
    "cauchy": lambda st, mu, s: st.cauchy(mu, s),
    "chi": lambda st, nu: st.chi(nu),
    "chi2": lambda st, nu: st.chi2(nu),
    "dagum": lambda st, s, a, p: st.burr(a, p, scale=s),
    "discrete_laplace": lambda st, a: st.dlaplace(a),
    "discrete_uniform": lambda st, a, b: st.randint(int(a), int(b) + 1),
    "double_gamma": lambda st, k, s: st.dgamma(k, scale=s),
    "double_weibull": lambda st, k, s: st.dweibull(k, scale=s),
    "erlang": lambda st, n, lam: st.erlang(int(n), scale=1 / lam),
    "exponential": lambda st, lam: st.expon(scale=1 / lam),
    "exponentiated_weibull": lambda st, k, s, a: st.exponweib(a, k, scale=s),
    "fisher_f": lambda st, d1, d2: st.f(d1, d2),
    "frechet": lambda st, k, s: st.invweibull(k, scale=s),
    "gamma": lambda st, k, lam: st.gamma(k, scale=1 / lam),
    "gen_gamma": lambda st, s, d, c: st.gengamma(d / c, c, scale=s),
    "gen_half_logistic": lambda st, c: st.genhalflogistic(c),
    "gen_logistic1": lambda st, c, s: st.genlogistic(c, scale=s),
    "gen_normal": lambda st, mu, s, c: st.gennorm(c, mu, s),
    "gen_pareto": lambda st, mu, s, xi: st.genpareto(xi, mu, s),
    "geometric": lambda st, p: st.geom(p),
    "geometric0": lambda st, p: st.geom(p, loc=-1),
    "gev": lambda st, mu, s, xi: st.genextreme(-xi, mu, s),
    "gompertz": lambda st, eta, b: st.gompertz(eta, scale=1 / b),
    "gumbel": lambda st, mu, s: st.gumbel_r(mu, s),
    "gumbel_left": lambda st, mu, s: st.gumbel_l(mu, s),
    "half_cauchy": lambda st, s: st.halfcauchy(scale=s),
    "half_gen_normal": lambda st, s, c: st.halfgennorm(c, scale=s),
    "half_logistic": lambda st, s: st.halflogistic(scale=s),
    "half_normal": lambda st, s: st.halfnorm(scale=s),
    "hyperbolic": lambda st, a, b, d: st.genhyperbolic(1, a * d, b * d, scale=d),
    "hyperbolic_secant": lambda st, mu, s: st.hypsecant(mu, 2 * s / pi),
    "inverse_gamma": lambda st, k, lam: st.invgamma(k, scale=lam),
    "inverse_gaussian": lambda st, mu, lam: st.invgauss(mu / lam, scale=lam),
    "laplace": lambda st, mu, s: st.laplace(mu, s),
    "levy": lambda st, mu, c: st.levy(mu, c),
    "log_gamma": lambda st, k, s: st.loggamma(k, scale=s),
    "log_laplace": lambda st, mu, s: st.loglaplace(1 / s, scale=exp(mu)),
    "log_uniform": lambda st, a, b: st.loguniform(a, b),
    "logarithmic": lambda st, p: st.logser(p),
    "logistic": lambda st, mu, s: st.logistic(mu, s),
    "loglogistic": lambda st, s, k: st.fisk(k, scale=s),
    "lognormal": lambda st, mu, sigma: st.lognorm(sigma, scale=exp(mu)),
    "lomax": lambda st, s, k: st.lomax(k, scale=s),
    "maxwell": lambda st, s: st.maxwell(scale=s),
    "moyal": lambda st, mu, s: st.moyal(mu, s),
    "nakagami": lambda st, m, omega: st.nakagami(m, scale=sqrt(omega)),
    "negative_binomial": lambda st, r, p: st.nbinom(r, p),
    "normal": lambda st, mu, sigma: st.norm(mu, sigma),
    "pareto": lambda st, xm, k: st.pareto(k, scale=xm),
    "pearson3": lambda st, mu, s, k: st.pearson3(2 / sqrt(k), mu + k * s, s * sqrt(k)),
    "planck": lambda st, lam: st.planck(lam),
    "poisson": lambda st, lam: st.poisson(lam),
    "power_function": lambda st, c, k: st.powerlaw(k, scale=c),
    "raised_cosine": lambda st, mu, s: st.cosine(mu, s / pi),
    "rayleigh": lambda st, s: st.rayleigh(scale=s),
    "reciprocal_inverse_gaussian": lambda st, mu, lam: st.recipinvgauss(mu / lam, scale=1 / lam),
    "semicircle": lambda st, r: st.semicircular(scale=r),
    "student_t": lambda st, nu, mu, s: st.t(nu, mu, s),
    "symmetric_beta_r": lambda st, c: st.rdist(c),
    "trapezoidal": lambda st, a, b, c, d: st.trapezoid((b - a) / (d - a), (c - a) / (d - a), a, d - a),
    "triangular": lambda st, a, c, b: st.triang((c - a) / (b - a), a, b - a),
    "truncated_exponential": lambda st, lam, b: st.truncexpon(b * lam, scale=1 / lam),
    "truncated_geometric": lambda st, lam, n: st.boltzmann(lam, int(n)),
    "truncated_normal": lambda st, mu, sigma, a, b: st.truncnorm((a - mu) / sigma, (b - mu) / sigma, mu, sigma),
    "truncated_pareto": lambda st, lo, hi, k: st.truncpareto(k, hi / lo, scale=lo),
    "uniform": lambda st, a, b: st.uniform(a, b - a),
    "von_mises": lambda st, mu, kappa: st.vonmises(kappa, mu),
    "weibull": lambda st, k, s: st.weibull_min(k, scale=s),
    "weibull_max": lambda st, k, s: st.weibull_max(k, scale=s),
    "zeta": lambda st, s: st.zipf(s),
}
"""By our key, from ``scipy.stats`` and our parameters in their order."""


def scipy_laws() -> dict[str, Made]:
    """By our key, from our parameters in their order."""
    from scipy import stats

    return {key: partial(make, stats) for key, make in SCIPY.items()}


def torch_laws() -> dict[str, Made]:
    """PyTorch's distributions that its KL registry knows, in double precision."""
    import torch
    from torch import distributions as td

    def made(kind: Any) -> Made:
        return lambda *values: kind(*(torch.tensor(v, dtype=torch.float64) for v in values))

    return {
        "bernoulli": made(td.Bernoulli),
        "beta": made(td.Beta),
        "binomial": lambda n, p: td.Binomial(int(n), torch.tensor(p, dtype=torch.float64)),
        "cauchy": made(td.Cauchy),
        "chi2": made(td.Chi2),
        "continuous_bernoulli": made(td.ContinuousBernoulli),
        "exponential": made(td.Exponential),
        "gamma": made(td.Gamma),
        "geometric0": made(td.Geometric),
        "gumbel": made(td.Gumbel),
        "half_normal": made(td.HalfNormal),
        "laplace": made(td.Laplace),
        "normal": made(td.Normal),
        "pareto": made(td.Pareto),
        "poisson": made(td.Poisson),
        "uniform": made(td.Uniform),
    }
