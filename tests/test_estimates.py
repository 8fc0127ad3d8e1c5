"""Estimates by random draws, bounds of mixtures, Gaussians fitted to samples: what a stranger gives them, and what they say."""

import math
import warnings
from collections.abc import Callable

import numpy as np
import pytest

import symbolic_info as si
from symbolic_info.core.errors import ParameterError

N, E = si.Normal, si.Exponential
PLANE = np.outer(np.arange(5.0), [1, 1])
CLOUD = np.random.default_rng(0).normal(size=(9, 2))
KL_AT_M = si.KL(N("m", 1), N(0, 1))
MIXED = [(0.5, N(-2, 1)), (0.5, N(2, 1))]

BAD = (
    (lambda: si.gaussian_from_samples([]), r"0 samples of shape \(\) make no Gaussian; give 2 or more"),
    (lambda: si.gaussian_from_samples([1.0]), "1 samples .* give 2 or more"),
    (lambda: si.gaussian_from_samples(np.zeros((2, 3))), r"2 samples of shape \(3,\) .* give 4 or more"),
    (lambda: si.gaussian_from_samples([1.0, math.nan, 2.0]), r"samples\[1\] = nan is not finite; leave such samples out"),
    (lambda: si.gaussian_from_samples([[1, 2], [math.inf, 1], [2, 2]]), r"samples\[1, 0\] = inf is not finite"),
    (lambda: si.gaussian_from_samples(np.zeros((2, 2, 2))), r"shape \(2, 2, 2\) make no Gaussian; give n numbers"),
    (lambda: si.gaussian_from_samples(3.0), r"shape \(\) make no Gaussian"),
    (lambda: si.gaussian_from_samples(np.ones((5, 0))), r"shape \(5, 0\)"),
    (lambda: si.gaussian_from_samples(["a", "b"]), "type <U1 are no real numbers"),
    (lambda: si.gaussian_from_samples([1j, 2]), "type complex128 are no real numbers"),
    (lambda: si.gaussian_from_samples(None), "type object are no real numbers"),
    (lambda: si.gaussian_from_samples([[1.0], [1.0, 2.0]]), "their lengths differ"),
    (lambda: si.gaussian_kl([1.0, 1.0], [1.0, 2.0]), "all of samples are equal"),
    (lambda: si.gaussian_kl([1.0, 2.0], [1.0, 1.0]), "all of others are equal"),
    (lambda: si.gaussian_kl(PLANE, CLOUD), r"samples lie in a plane \(their covariance is singular\)"),
    (lambda: si.gaussian_kl(CLOUD, np.ones((5, 2))), "others lie in a plane"),
    (lambda: si.gaussian_kl(CLOUD * 1e200, CLOUD), "squares of samples overflow"),
    (lambda: si.gaussian_kl([1.0, 2.0], CLOUD), "live on different spaces"),
    (lambda: si.estimate(KL_AT_M), "missing: m"),
    (lambda: si.estimate(KL_AT_M, m=1, k=2), "unknown or given twice: k"),
    (lambda: si.estimate(KL_AT_M, m=math.nan), "m = nan: .* needs finite m"),
    (lambda: si.estimate(si.KL(N(0, "s"), N(0, 1)), s=-1), "s = -1.0: .* needs s > 0; give parameters with s > 0"),
    (lambda: si.estimate(KL_AT_M, m="a"), "m = 'a' is no real number"),
    (lambda: si.estimate(KL_AT_M, m=np.array([1.0, 2.0])), "m = array.* is no real number; give one number for each symbol"),
    (lambda: si.estimate(KL_AT_M, draws=1, m=1), "draws=1 gives no error bar"),
    (lambda: si.estimate(KL_AT_M, draws=1e4, m=1), "draws=10000.0 .* a whole number"),
    (lambda: si.estimate(KL_AT_M, seed=-1, m=1), "seed=-1 is no whole number from 0 on"),
    (lambda: si.estimate(si.KL(si.Bernoulli("p"), si.Bernoulli("q")), p=0.2, q=0.3), "sum of finitely many terms; lambdify"),
    (lambda: si.estimate("KL"), "KL is not estimated: give an entropy"),
    (lambda: si.estimate(KL_AT_M + 1, m=1), "is not estimated"),
    (lambda: si.mixture_entropy_bounds([]), "weights of no components"),
    (lambda: si.mixture_entropy_bounds([(-0.5, N(0, 1)), (1.5, N(1, 1))]), "weights -0.5, 1.5 are not positive"),
    (lambda: si.mixture_entropy_bounds([(math.nan, N(0, 1))]), "weights nan are not positive"),
    (lambda: si.mixture_entropy_bounds([(0.5, N(0, 1))]), "total 1; give one for each component"),
    (lambda: si.mixture_entropy_bounds([(1, N("m", 1))]), "is no law without symbols"),
    (lambda: si.mixture_entropy_bounds([N(0, 1)]), r"is no list of pairs \(weight, law\); give such as"),
    (lambda: si.mixture_entropy_bounds([(N(0, 1), 1)]), "is no list of pairs"),
    (lambda: si.mixture_entropy_bounds(None), "None is no list of pairs"),
    (lambda: si.mixture_divergence_bounds(MIXED, []), "weights of no components"),
)


@pytest.mark.parametrize(("act", "says"), BAD, ids=[s for _, s in BAD])
def test_bad_input_is_named(act: Callable, says: str) -> None:
    with pytest.raises(ParameterError, match=says):
        act()


FITS = (  # samples, mean, standard deviation
    (1e12 + np.array([0.0, 1.0, 2.0]), 1e12 + 1, math.sqrt(2 / 3)),
    ([1e-200, 3e-200], 2e-200, 1e-200),
    ([1e308, -1e308], 0, 1e308),
    ([5e-324, 0.0], 0.0, 0.0),
    ([7.0, 7.0], 7, 0),
    ([0.0, 0.0], 0, 0),
    (np.array([1, 2, 4], dtype=np.int8), 7 / 3, math.sqrt(14) / 3),
    (np.float32([0.1, 0.3]), 0.2, 0.1),
)


@pytest.mark.parametrize(("samples", "mean", "deviation"), FITS)
def test_fits_of_numbers(samples: object, mean: float, deviation: float) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = si.gaussian_from_samples(samples)
    assert found == pytest.approx((mean, deviation), rel=1e-6 if getattr(samples, "dtype", None) == np.float32 else 1e-15, abs=5e-324)


def test_fits_of_vectors() -> None:
    mean, covariance = si.gaussian_from_samples(CLOUD + 1e9)
    assert mean == pytest.approx(CLOUD.mean(axis=0) + 1e9)
    assert covariance == pytest.approx(np.cov(CLOUD.T, bias=True), rel=1e-6)
    assert si.gaussian_kl(CLOUD, CLOUD) == 0
    assert si.gaussian_kl(CLOUD * 1e-90, 3e-90 * CLOUD) == pytest.approx(si.gaussian_kl(CLOUD, 3 * CLOUD), rel=1e-12)


def test_bounds_of_laws_on_different_supports() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert math.isinf(si.mixture_divergence_bounds([(1, N(0, 1))], [(1, E(rate=1))]).upper)
    apart = si.mixture_entropy_bounds([(0.5, si.Uniform(0, 1)), (0.5, si.Uniform(2, 3))])
    assert (apart.lower, apart.upper) == pytest.approx((math.log(2), math.log(2)))
