"""From samples: the Gaussian with their sufficient statistics, and the divergence of two fits.

Means and covariances are the maximum-likelihood ones (sums divided by n), taken about the mean, so that a far mean costs no digits.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., section 2.9 (sufficient statistics).
"""

from typing import Any

from symbolic_info.core.errors import ParameterError

Array = Any


def gaussian_from_samples(samples: Array) -> tuple[Any, Any]:
    r"""The maximum-likelihood Gaussian of samples: (mean, standard deviation) of shape (n,), (mean vector, covariance) of shape (n, d).

    Raises:
        ParameterError: Fewer samples than make a Gaussian (2, or d + 1), or what is no finite real number.

    Examples:
        >>> gaussian_from_samples([1.0, 2.0, 3.0])
        (2.0, 0.816496580927726)
    """
    import numpy as np

    x = np.asarray(samples, dtype=np.float64)
    if x.ndim not in (1, 2) or len(x) < (2 if x.ndim == 1 else x.shape[1] + 1) or not np.isfinite(x).all():
        raise ParameterError(f"samples of shape {x.shape} make no Gaussian; give n > 1 finite numbers, or n > d vectors of shape (n, d)")
    mean = x.mean(axis=0)
    away = x - mean
    away = away - away.mean(axis=0)  # what rounding left of the mean
    if x.ndim == 1:
        return float(mean), float(np.sqrt((away * away).mean()))
    return mean, away.T @ away / len(x)


def gaussian_kl(samples: Array, others: Array) -> float:
    r"""D(P || Q) of the Gaussians fitted to ``samples`` and to ``others``, in nats: what is left of the data is the fit alone.

    Raises:
        ParameterError: As ``gaussian_from_samples``; samples of different dimensions; or all samples equal, which have no density.

    Examples:
        >>> gaussian_kl([-1.0, 1.0], [-2.0, 2.0]) == 0.31814718055994530942
        True
    """
    import numpy as np

    from symbolic_info.distributions.multivariate_normal import MultivariateNormal
    from symbolic_info.families.normal import Normal
    from symbolic_info.numeric.lambdify import lambdify
    from symbolic_info.quantities.kl import KL

    first, second = gaussian_from_samples(samples), gaussian_from_samples(others)
    if np.shape(first[0]) != np.shape(second[0]):
        shapes = f"{np.shape(first[0])} and {np.shape(second[0])}"
        raise ParameterError(f"samples of dimensions {shapes} live on different spaces; give one dimension")
    laws = (Normal, ("sigma_1", "sigma_2"), ()) if np.ndim(first[0]) == 0 else (MultivariateNormal, ("Sigma_1", "Sigma_2"), ("d",))
    law, spreads, size = laws
    f = lambdify(KL(law("mu_1", spreads[0], *size), law("mu_2", spreads[1], *size)))
    return float(f.strict(*first, *second))
