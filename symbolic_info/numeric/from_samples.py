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
        ParameterError: Fewer samples than make a Gaussian (2, or d + 1), another shape, or what is no finite real number.

    Examples:
        >>> gaussian_from_samples([1.0, 2.0, 3.0])
        (2.0, 0.816496580927726)
    """
    import numpy as np

    x = _checked(samples)
    power = int(np.frexp(abs(x).max())[1])  # squares of samples may overflow or vanish
    y = np.ldexp(x, -power)
    mean = y.mean(axis=0)
    away = y - mean
    away = away - away.mean(axis=0)  # what rounding left of the mean
    if x.ndim == 1:
        return float(np.ldexp(mean, power)), float(np.ldexp(_size_of(away), power))
    with np.errstate(all="ignore"):
        return np.ldexp(mean, power), np.ldexp(away.T @ away / len(x), 2 * power)


def _size_of(away: Array) -> Any:
    """The square root of the mean square."""
    import numpy as np

    largest = abs(away).max()
    return largest * np.sqrt(((away / largest) ** 2).mean()) if largest else largest


def _checked(samples: Array) -> Any:
    """The samples as an array of float64.

    Raises:
        ParameterError: See ``gaussian_from_samples``.
    """
    import numpy as np

    try:
        x = np.asarray(samples)
    except ValueError:
        raise ParameterError("the samples are no array: their lengths differ; give n numbers, or n vectors of one length") from None
    if x.dtype.kind not in "fiub":
        raise ParameterError(f"samples of type {x.dtype} are no real numbers; give n numbers, or n vectors of one length")
    if x.ndim not in (1, 2) or 0 in x.shape[1:]:
        raise ParameterError(f"samples of shape {x.shape} make no Gaussian; give n numbers, or vectors of shape (n, d)")
    least = 2 if x.ndim == 1 else x.shape[1] + 1
    if len(x) < least:
        raise ParameterError(f"{len(x)} samples of shape {x.shape[1:]} make no Gaussian; give {least} or more, one a row")
    wrong = np.argwhere(~np.isfinite(x))
    if len(wrong):
        place = tuple(int(i) for i in wrong[0])
        raise ParameterError(f"samples{list(place)} = {x[place]} is not finite; leave such samples out")
    return x.astype(np.float64)


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
    for name, (_, spread) in (("samples", first), ("others", second)):
        _check_spread(name, spread)
    laws = (Normal, ("sigma_1", "sigma_2"), ()) if np.ndim(first[0]) == 0 else (MultivariateNormal, ("Sigma_1", "Sigma_2"), ("d",))
    law, spreads, size = laws
    f = lambdify(KL(law("mu_1", spreads[0], *size), law("mu_2", spreads[1], *size)))
    return float(f.strict(*first, *second))


def _check_spread(name: str, spread: Any) -> None:
    """Raises ``ParameterError`` where the fit has no density: all samples are equal, or lie in a plane."""
    import numpy as np

    if np.ndim(spread) == 0:
        if not spread:
            raise ParameterError(f"all of {name} are equal, so that their Gaussian has no density; give samples that differ")
        return
    if not np.isfinite(spread).all():
        raise ParameterError(f"the squares of {name} overflow; give them in another unit")
    size = np.sqrt(np.diagonal(spread))
    values = np.linalg.eigvalsh(spread / np.outer(size, size)) if size.all() else np.zeros(1)
    if values[0] <= len(spread) * 8 * np.finfo(float).eps * values[-1]:
        says = "lie in a plane (their covariance is singular), so that their Gaussian has no density"
        raise ParameterError(f"{name} {says}; leave out a coordinate that the others give")
