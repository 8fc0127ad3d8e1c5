"""Our families as SciPy's distributions: the same law at the same parameters, checked by its density before anything is compared."""

from collections.abc import Callable
from math import exp, pi, sqrt
from typing import Any

Made = Callable[..., Any]


def scipy_laws() -> dict[str, Made]:
    """By our key, from our parameters in their order."""
    from scipy import stats as st

    return {
        "anglit": lambda s: st.anglit(scale=s),
        "arcsine": lambda a, b: st.arcsine(a, b - a),
        "asymmetric_laplace": lambda mu, lam, kap: st.laplace_asymmetric(kap, mu, 1 / lam),
        "bernoulli": lambda p: st.bernoulli(p),
        "beta": lambda a, b: st.beta(a, b),
        "beta4": lambda a, b, lo, hi: st.beta(a, b, lo, hi - lo),
        "beta_prime": lambda a, b: st.betaprime(a, b),
        "binomial": lambda n, p: st.binom(int(n), p),
        "bradford": lambda c: st.bradford(c),
        "burr12": lambda s, c, k: st.burr12(c, k, scale=s),
        "cauchy": lambda mu, s: st.cauchy(mu, s),
        "chi": lambda nu: st.chi(nu),
        "chi2": lambda nu: st.chi2(nu),
        "dagum": lambda s, a, p: st.burr(a, p, scale=s),
        "discrete_laplace": lambda a: st.dlaplace(a),
        "discrete_uniform": lambda a, b: st.randint(int(a), int(b) + 1),
        "double_gamma": lambda k, s: st.dgamma(k, scale=s),
        "double_weibull": lambda k, s: st.dweibull(k, scale=s),
        "erlang": lambda n, lam: st.erlang(int(n), scale=1 / lam),
        "exponential": lambda lam: st.expon(scale=1 / lam),
        "exponentiated_weibull": lambda k, s, a: st.exponweib(a, k, scale=s),
        "fisher_f": lambda d1, d2: st.f(d1, d2),
        "frechet": lambda k, s: st.invweibull(k, scale=s),
        "gamma": lambda k, lam: st.gamma(k, scale=1 / lam),
        "gen_gamma": lambda s, d, c: st.gengamma(d / c, c, scale=s),
        "gen_half_logistic": lambda c: st.genhalflogistic(c),
        "gen_logistic1": lambda c, s: st.genlogistic(c, scale=s),
        "gen_normal": lambda mu, s, c: st.gennorm(c, mu, s),
        "gen_pareto": lambda mu, s, xi: st.genpareto(xi, mu, s),
        "geometric": lambda p: st.geom(p),
        "geometric0": lambda p: st.geom(p, loc=-1),
        "gev": lambda mu, s, xi: st.genextreme(-xi, mu, s),
        "gompertz": lambda eta, b: st.gompertz(eta, scale=1 / b),
        "gumbel": lambda mu, s: st.gumbel_r(mu, s),
        "gumbel_left": lambda mu, s: st.gumbel_l(mu, s),
        "half_cauchy": lambda s: st.halfcauchy(scale=s),
        "half_gen_normal": lambda s, c: st.halfgennorm(c, scale=s),
        "half_logistic": lambda s: st.halflogistic(scale=s),
        "half_normal": lambda s: st.halfnorm(scale=s),
        "hyperbolic": lambda a, b, d: st.genhyperbolic(1, a * d, b * d, scale=d),
        "hyperbolic_secant": lambda mu, s: st.hypsecant(mu, 2 * s / pi),
        "inverse_gamma": lambda k, lam: st.invgamma(k, scale=lam),
        "inverse_gaussian": lambda mu, lam: st.invgauss(mu / lam, scale=lam),
        "laplace": lambda mu, s: st.laplace(mu, s),
        "levy": lambda mu, c: st.levy(mu, c),
        "log_gamma": lambda k, s: st.loggamma(k, scale=s),
        "log_laplace": lambda mu, s: st.loglaplace(1 / s, scale=exp(mu)),
        "log_uniform": lambda a, b: st.loguniform(a, b),
        "logarithmic": lambda p: st.logser(p),
        "logistic": lambda mu, s: st.logistic(mu, s),
        "loglogistic": lambda s, k: st.fisk(k, scale=s),
        "lognormal": lambda mu, sigma: st.lognorm(sigma, scale=exp(mu)),
        "lomax": lambda s, k: st.lomax(k, scale=s),
        "maxwell": lambda s: st.maxwell(scale=s),
        "moyal": lambda mu, s: st.moyal(mu, s),
        "nakagami": lambda m, omega: st.nakagami(m, scale=sqrt(omega)),
        "negative_binomial": lambda r, p: st.nbinom(r, p),
        "normal": lambda mu, sigma: st.norm(mu, sigma),
        "pareto": lambda xm, k: st.pareto(k, scale=xm),
        "pearson3": lambda mu, s, k: st.pearson3(2 / sqrt(k), mu + k * s, s * sqrt(k)),
        "planck": lambda lam: st.planck(lam),
        "poisson": lambda lam: st.poisson(lam),
        "power_function": lambda c, k: st.powerlaw(k, scale=c),
        "raised_cosine": lambda mu, s: st.cosine(mu, s / pi),
        "rayleigh": lambda s: st.rayleigh(scale=s),
        "reciprocal_inverse_gaussian": lambda mu, lam: st.recipinvgauss(mu / lam, scale=1 / lam),
        "semicircle": lambda r: st.semicircular(scale=r),
        "student_t": lambda nu, mu, s: st.t(nu, mu, s),
        "symmetric_beta_r": lambda c: st.rdist(c),
        "trapezoidal": lambda a, b, c, d: st.trapezoid((b - a) / (d - a), (c - a) / (d - a), a, d - a),
        "triangular": lambda a, c, b: st.triang((c - a) / (b - a), a, b - a),
        "truncated_exponential": lambda lam, b: st.truncexpon(b * lam, scale=1 / lam),
        "truncated_geometric": lambda lam, n: st.boltzmann(lam, int(n)),
        "truncated_normal": lambda mu, sigma, a, b: st.truncnorm((a - mu) / sigma, (b - mu) / sigma, mu, sigma),
        "truncated_pareto": lambda lo, hi, k: st.truncpareto(k, hi / lo, scale=lo),
        "uniform": lambda a, b: st.uniform(a, b - a),
        "von_mises": lambda mu, kappa: st.vonmises(kappa, mu),
        "weibull": lambda k, s: st.weibull_min(k, scale=s),
        "weibull_max": lambda k, s: st.weibull_max(k, scale=s),
        "zeta": lambda s: st.zipf(s),
    }


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
