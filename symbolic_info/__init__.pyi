"""The public names.  Written by tools/stubs.py (`make stubs`); a test keeps it fresh."""

from decimal import Decimal
from fractions import Fraction
from typing import overload

import sympy as sp

from symbolic_info.core.heads import Distribution
from symbolic_info.core.registry import Rows

from symbolic_info.checking.check import check as check
from symbolic_info.checking.diagnose import diagnose as diagnose
from symbolic_info.core.convex import convex_function as convex_function
from symbolic_info.core.errors import MissingAssumption as MissingAssumption
from symbolic_info.core.errors import MissingExtra as MissingExtra
from symbolic_info.core.errors import NoClosedForm as NoClosedForm
from symbolic_info.core.errors import NotNormalised as NotNormalised
from symbolic_info.core.errors import NotPositiveDefinite as NotPositiveDefinite
from symbolic_info.core.errors import OutOfTime as OutOfTime
from symbolic_info.core.errors import ParameterError as ParameterError
from symbolic_info.core.errors import ParseError as ParseError
from symbolic_info.core.errors import Rejected as Rejected
from symbolic_info.core.errors import SupportError as SupportError
from symbolic_info.core.errors import SymbolicInfoError as SymbolicInfoError
from symbolic_info.core.heads import LogDensity as LogDensity
from symbolic_info.core.heads import Mean as Mean
from symbolic_info.core.records import Alternative as Alternative
from symbolic_info.core.records import Evidence as Evidence
from symbolic_info.core.records import Family as Family
from symbolic_info.core.records import Verdict as Verdict
from symbolic_info.core.supports import Support as Support
from symbolic_info.derive.derivation import Derivation as Derivation
from symbolic_info.derive.derivation import derive as derive
from symbolic_info.derive.exponential_family import exponential_family as exponential_family
from symbolic_info.derive.normalizing import normalized as normalized
from symbolic_info.derive.prove import prove as prove
from symbolic_info.distributions.additive_noise import AdditiveNoise as AdditiveNoise
from symbolic_info.distributions.categorical import Categorical as Categorical
from symbolic_info.distributions.chain import Channel as Channel
from symbolic_info.distributions.chain import MarkovChain as MarkovChain
from symbolic_info.distributions.density import Density as Density
from symbolic_info.distributions.finite_channel import BinaryErasureChannel as BinaryErasureChannel
from symbolic_info.distributions.finite_channel import BinarySymmetricChannel as BinarySymmetricChannel
from symbolic_info.distributions.finite_channel import FiniteChannel as FiniteChannel
from symbolic_info.distributions.finite_channel import ZChannel as ZChannel
from symbolic_info.distributions.joint import Joint as Joint
from symbolic_info.distributions.mixture import Mixture as Mixture
from symbolic_info.distributions.multivariate.complex_normal import ComplexNormal as ComplexNormal
from symbolic_info.distributions.multivariate.dirichlet import Dirichlet as Dirichlet
from symbolic_info.distributions.multivariate.generalized_dirichlet import GeneralizedDirichlet as GeneralizedDirichlet
from symbolic_info.distributions.multivariate.inverse_wishart import InverseWishart as InverseWishart
from symbolic_info.distributions.multivariate.matrix_normal import MatrixNormal as MatrixNormal
from symbolic_info.distributions.multivariate.multinomial import Multinomial as Multinomial
from symbolic_info.distributions.multivariate.multivariate_t import MultivariateT as MultivariateT
from symbolic_info.distributions.multivariate.normal_gamma import NormalGamma as NormalGamma
from symbolic_info.distributions.multivariate.normal_inverse_gamma import NormalInverseGamma as NormalInverseGamma
from symbolic_info.distributions.multivariate.power_spherical import PowerSpherical as PowerSpherical
from symbolic_info.distributions.multivariate.von_mises_fisher import VonMisesFisher as VonMisesFisher
from symbolic_info.distributions.multivariate.wishart import Wishart as Wishart
from symbolic_info.distributions.multivariate_normal import MultivariateNormal as MultivariateNormal
from symbolic_info.distributions.product import Product as Product
from symbolic_info.distributions.transformed import Transformed as Transformed
from symbolic_info.distributions.truncated import Truncated as Truncated
from symbolic_info.distributions.vector_density import VectorDensity as VectorDensity
from symbolic_info.export.printing import latex as latex
from symbolic_info.numeric import losses as losses
from symbolic_info.numeric.arrays import cross_entropy as cross_entropy
from symbolic_info.numeric.arrays import entropy as entropy
from symbolic_info.numeric.arrays import js as js
from symbolic_info.numeric.arrays import kl as kl
from symbolic_info.numeric.arrays import perplexity as perplexity
from symbolic_info.numeric.from_samples import gaussian_from_samples as gaussian_from_samples
from symbolic_info.numeric.from_samples import gaussian_kl as gaussian_kl
from symbolic_info.numeric.lambdify import lambdify as lambdify
from symbolic_info.numeric.mixture_bounds import mixture_divergence_bounds as mixture_divergence_bounds
from symbolic_info.numeric.mixture_bounds import mixture_entropy_bounds as mixture_entropy_bounds
from symbolic_info.numeric.monte_carlo import estimate as estimate
from symbolic_info.opening import read as read
from symbolic_info.opening import theorems as theorems
from symbolic_info.opening import vector_families as vector_families
from symbolic_info.quantities.bhattacharyya import Bhattacharyya as Bhattacharyya
from symbolic_info.quantities.capacity import Capacity as Capacity
from symbolic_info.quantities.chi_square_divergence import ChiSquareDivergence as ChiSquareDivergence
from symbolic_info.quantities.conditional_entropy import ConditionalEntropy as ConditionalEntropy
from symbolic_info.quantities.cross_entropy import CrossEntropy as CrossEntropy
from symbolic_info.quantities.entropy import Entropy as Entropy
from symbolic_info.quantities.entropy_rate import EntropyRate as EntropyRate
from symbolic_info.quantities.f_divergence import FDivergence as FDivergence
from symbolic_info.quantities.fisher_information import FisherInformation as FisherInformation
from symbolic_info.quantities.jeffreys import Jeffreys as Jeffreys
from symbolic_info.quantities.jensen_shannon import JensenShannon as JensenShannon
from symbolic_info.quantities.joint_entropy import JointEntropy as JointEntropy
from symbolic_info.quantities.kl import KL as KL
from symbolic_info.quantities.mutual_information import MutualInformation as MutualInformation
from symbolic_info.quantities.renyi import Renyi as Renyi
from symbolic_info.quantities.renyi_entropy import RenyiEntropy as RenyiEntropy
from symbolic_info.quantities.self_information import SelfInformation as SelfInformation
from symbolic_info.quantities.squared_hellinger import SquaredHellinger as SquaredHellinger
from symbolic_info.quantities.total_variation import TotalVariation as TotalVariation
from symbolic_info.quantities.tsallis import Tsallis as Tsallis
from symbolic_info.quantities.tsallis_entropy import TsallisEntropy as TsallisEntropy
from symbolic_info.quantities.varentropy import Varentropy as Varentropy

__version__: str
_Parameter = str | int | float | Fraction | Decimal | sp.Expr

def families() -> Rows: ...
def quantities() -> Rows: ...

class _Anglit(Family):
    def __call__(self, scale: _Parameter) -> Distribution: ...

Anglit: _Anglit

class _Arcsine(Family):
    def __call__(self, a: _Parameter, b: _Parameter) -> Distribution: ...

Arcsine: _Arcsine

class _AsymmetricLaplace(Family):
    def __call__(self, mu: _Parameter, rate: _Parameter, kappa: _Parameter) -> Distribution: ...

AsymmetricLaplace: _AsymmetricLaplace

class _Bernoulli(Family):
    def __call__(self, p: _Parameter) -> Distribution: ...

Bernoulli: _Bernoulli

class _Beta(Family):
    def __call__(self, a: _Parameter, b: _Parameter) -> Distribution: ...

Beta: _Beta

class _Beta4(Family):
    def __call__(self, a: _Parameter, b: _Parameter, lo: _Parameter, hi: _Parameter) -> Distribution: ...

Beta4: _Beta4

class _BetaExponential(Family):
    def __call__(self, a: _Parameter, b: _Parameter) -> Distribution: ...

BetaExponential: _BetaExponential

class _BetaPrime(Family):
    def __call__(self, a: _Parameter, b: _Parameter) -> Distribution: ...

BetaPrime: _BetaPrime

class _Binomial(Family):
    def __call__(self, n: _Parameter, p: _Parameter) -> Distribution: ...

Binomial: _Binomial

class _Borel(Family):
    def __call__(self, mean_offspring: _Parameter) -> Distribution: ...

Borel: _Borel

class _Bradford(Family):
    def __call__(self, shape: _Parameter) -> Distribution: ...

Bradford: _Bradford

class _BurrXII(Family):
    def __call__(self, scale: _Parameter, c: _Parameter, k: _Parameter) -> Distribution: ...

BurrXII: _BurrXII

class _Cardioid(Family):
    def __call__(self, mu: _Parameter, rho: _Parameter) -> Distribution: ...

Cardioid: _Cardioid

class _Cauchy(Family):
    def __call__(self, mu: _Parameter, scale: _Parameter) -> Distribution: ...

Cauchy: _Cauchy

class _Chi(Family):
    def __call__(self, nu: _Parameter) -> Distribution: ...

Chi: _Chi

class _ChiSquared(Family):
    def __call__(self, nu: _Parameter) -> Distribution: ...

ChiSquared: _ChiSquared

class _ContinuousBernoulli(Family):
    def __call__(self, p: _Parameter) -> Distribution: ...

ContinuousBernoulli: _ContinuousBernoulli

class _Dagum(Family):
    def __call__(self, scale: _Parameter, a: _Parameter, p: _Parameter) -> Distribution: ...

Dagum: _Dagum

class _Degenerate(Family):
    def __call__(self, c: _Parameter) -> Distribution: ...

Degenerate: _Degenerate

class _DiscreteLaplace(Family):
    def __call__(self, rate: _Parameter) -> Distribution: ...

DiscreteLaplace: _DiscreteLaplace

class _DiscreteUniform(Family):
    def __call__(self, a: _Parameter, b: _Parameter) -> Distribution: ...

DiscreteUniform: _DiscreteUniform

class _DoubleGamma(Family):
    def __call__(self, shape: _Parameter, scale: _Parameter) -> Distribution: ...

DoubleGamma: _DoubleGamma

class _DoubleWeibull(Family):
    def __call__(self, shape: _Parameter, scale: _Parameter) -> Distribution: ...

DoubleWeibull: _DoubleWeibull

class _Epanechnikov(Family):
    def __call__(self, radius: _Parameter) -> Distribution: ...

Epanechnikov: _Epanechnikov

class _Erlang(Family):
    @overload
    def __call__(self, shape: _Parameter, *, rate: _Parameter) -> Distribution: ...
    @overload
    def __call__(self, shape: _Parameter, *, scale: _Parameter) -> Distribution: ...

Erlang: _Erlang

class _Exponential(Family):
    @overload
    def __call__(self, *, rate: _Parameter) -> Distribution: ...
    @overload
    def __call__(self, *, scale: _Parameter) -> Distribution: ...

Exponential: _Exponential

class _ExponentiatedWeibull(Family):
    def __call__(self, shape: _Parameter, scale: _Parameter, a: _Parameter) -> Distribution: ...

ExponentiatedWeibull: _ExponentiatedWeibull

class _F(Family):
    def __call__(self, d1: _Parameter, d2: _Parameter) -> Distribution: ...

F: _F

class _Frechet(Family):
    def __call__(self, shape: _Parameter, scale: _Parameter) -> Distribution: ...

Frechet: _Frechet

class _GEV(Family):
    def __call__(self, mu: _Parameter, scale: _Parameter, xi: _Parameter) -> Distribution: ...

GEV: _GEV

class _Gamma(Family):
    @overload
    def __call__(self, shape: _Parameter, *, rate: _Parameter) -> Distribution: ...
    @overload
    def __call__(self, shape: _Parameter, *, scale: _Parameter) -> Distribution: ...

Gamma: _Gamma

class _GeneralizedExponential(Family):
    def __call__(self, rate: _Parameter, shape: _Parameter) -> Distribution: ...

GeneralizedExponential: _GeneralizedExponential

class _GeneralizedGamma(Family):
    def __call__(self, scale: _Parameter, d: _Parameter, c: _Parameter) -> Distribution: ...

GeneralizedGamma: _GeneralizedGamma

class _GeneralizedHalfLogistic(Family):
    def __call__(self, shape: _Parameter) -> Distribution: ...

GeneralizedHalfLogistic: _GeneralizedHalfLogistic

class _GeneralizedLogistic1(Family):
    def __call__(self, shape: _Parameter, scale: _Parameter) -> Distribution: ...

GeneralizedLogistic1: _GeneralizedLogistic1

class _GeneralizedLogistic4(Family):
    def __call__(self, a: _Parameter, b: _Parameter) -> Distribution: ...

GeneralizedLogistic4: _GeneralizedLogistic4

class _GeneralizedNormal(Family):
    def __call__(self, mu: _Parameter, scale: _Parameter, shape: _Parameter) -> Distribution: ...

GeneralizedNormal: _GeneralizedNormal

class _GeneralizedPareto(Family):
    def __call__(self, mu: _Parameter, scale: _Parameter, xi: _Parameter) -> Distribution: ...

GeneralizedPareto: _GeneralizedPareto

class _Geometric(Family):
    def __call__(self, p: _Parameter) -> Distribution: ...

Geometric: _Geometric

class _Geometric0(Family):
    def __call__(self, p: _Parameter) -> Distribution: ...

Geometric0: _Geometric0

class _Gompertz(Family):
    def __call__(self, shape: _Parameter, rate: _Parameter) -> Distribution: ...

Gompertz: _Gompertz

class _Gumbel(Family):
    def __call__(self, mu: _Parameter, scale: _Parameter) -> Distribution: ...

Gumbel: _Gumbel

class _GumbelMin(Family):
    def __call__(self, mu: _Parameter, scale: _Parameter) -> Distribution: ...

GumbelMin: _GumbelMin

class _GumbelType2(Family):
    def __call__(self, a: _Parameter, b: _Parameter) -> Distribution: ...

GumbelType2: _GumbelType2

class _HalfCauchy(Family):
    def __call__(self, scale: _Parameter) -> Distribution: ...

HalfCauchy: _HalfCauchy

class _HalfGeneralizedNormal(Family):
    def __call__(self, scale: _Parameter, shape: _Parameter) -> Distribution: ...

HalfGeneralizedNormal: _HalfGeneralizedNormal

class _HalfLogistic(Family):
    def __call__(self, scale: _Parameter) -> Distribution: ...

HalfLogistic: _HalfLogistic

class _HalfNormal(Family):
    def __call__(self, scale: _Parameter) -> Distribution: ...

HalfNormal: _HalfNormal

class _HalfStudentT(Family):
    def __call__(self, nu: _Parameter, scale: _Parameter) -> Distribution: ...

HalfStudentT: _HalfStudentT

class _Hyperbolic(Family):
    def __call__(self, alpha: _Parameter, beta: _Parameter, delta: _Parameter) -> Distribution: ...

Hyperbolic: _Hyperbolic

class _HyperbolicSecant(Family):
    def __call__(self, mu: _Parameter, scale: _Parameter) -> Distribution: ...

HyperbolicSecant: _HyperbolicSecant

class _InverseChiSquared(Family):
    def __call__(self, nu: _Parameter) -> Distribution: ...

InverseChiSquared: _InverseChiSquared

class _InverseGamma(Family):
    @overload
    def __call__(self, shape: _Parameter, *, scale: _Parameter) -> Distribution: ...
    @overload
    def __call__(self, shape: _Parameter, *, rate: _Parameter) -> Distribution: ...

InverseGamma: _InverseGamma

class _InverseGaussian(Family):
    def __call__(self, mu: _Parameter, shape: _Parameter) -> Distribution: ...

InverseGaussian: _InverseGaussian

class _InverseRayleigh(Family):
    def __call__(self, scale: _Parameter) -> Distribution: ...

InverseRayleigh: _InverseRayleigh

class _Kumaraswamy(Family):
    def __call__(self, a: _Parameter, b: _Parameter) -> Distribution: ...

Kumaraswamy: _Kumaraswamy

class _Laplace(Family):
    def __call__(self, mu: _Parameter, scale: _Parameter) -> Distribution: ...

Laplace: _Laplace

class _Levy(Family):
    def __call__(self, mu: _Parameter, scale: _Parameter) -> Distribution: ...

Levy: _Levy

class _Lindley(Family):
    def __call__(self, theta: _Parameter) -> Distribution: ...

Lindley: _Lindley

class _LogGamma(Family):
    def __call__(self, shape: _Parameter, scale: _Parameter) -> Distribution: ...

LogGamma: _LogGamma

class _LogLaplace(Family):
    def __call__(self, mu: _Parameter, scale: _Parameter) -> Distribution: ...

LogLaplace: _LogLaplace

class _LogLogistic(Family):
    def __call__(self, scale: _Parameter, shape: _Parameter) -> Distribution: ...

LogLogistic: _LogLogistic

class _LogNormal(Family):
    def __call__(self, mu: _Parameter, sigma: _Parameter) -> Distribution: ...

LogNormal: _LogNormal

class _LogUniform(Family):
    def __call__(self, a: _Parameter, b: _Parameter) -> Distribution: ...

LogUniform: _LogUniform

class _Logarithmic(Family):
    def __call__(self, p: _Parameter) -> Distribution: ...

Logarithmic: _Logarithmic

class _Logistic(Family):
    def __call__(self, mu: _Parameter, scale: _Parameter) -> Distribution: ...

Logistic: _Logistic

class _LogitNormal(Family):
    def __call__(self, mu: _Parameter, sigma: _Parameter) -> Distribution: ...

LogitNormal: _LogitNormal

class _Lomax(Family):
    def __call__(self, scale: _Parameter, shape: _Parameter) -> Distribution: ...

Lomax: _Lomax

class _Maxwell(Family):
    def __call__(self, scale: _Parameter) -> Distribution: ...

Maxwell: _Maxwell

class _Moyal(Family):
    def __call__(self, mu: _Parameter, scale: _Parameter) -> Distribution: ...

Moyal: _Moyal

class _Nakagami(Family):
    def __call__(self, m: _Parameter, omega: _Parameter) -> Distribution: ...

Nakagami: _Nakagami

class _NegativeBinomial(Family):
    def __call__(self, r: _Parameter, p: _Parameter) -> Distribution: ...

NegativeBinomial: _NegativeBinomial

class _Normal(Family):
    @overload
    def __call__(self, mu: _Parameter, sigma: _Parameter) -> Distribution: ...
    @overload
    def __call__(self, mu: _Parameter, *, variance: _Parameter) -> Distribution: ...
    @overload
    def __call__(self, mu: _Parameter, *, precision: _Parameter) -> Distribution: ...
    @overload
    def __call__(self, mu: _Parameter, *, log_variance: _Parameter) -> Distribution: ...

Normal: _Normal

class _Pareto(Family):
    def __call__(self, scale: _Parameter, shape: _Parameter) -> Distribution: ...

Pareto: _Pareto

class _PearsonIII(Family):
    def __call__(self, mu: _Parameter, scale: _Parameter, shape: _Parameter) -> Distribution: ...

PearsonIII: _PearsonIII

class _Planck(Family):
    def __call__(self, rate: _Parameter) -> Distribution: ...

Planck: _Planck

class _Poisson(Family):
    def __call__(self, rate: _Parameter) -> Distribution: ...

Poisson: _Poisson

class _PowerFunction(Family):
    def __call__(self, scale: _Parameter, shape: _Parameter) -> Distribution: ...

PowerFunction: _PowerFunction

class _RaisedCosine(Family):
    def __call__(self, mu: _Parameter, scale: _Parameter) -> Distribution: ...

RaisedCosine: _RaisedCosine

class _Rayleigh(Family):
    def __call__(self, scale: _Parameter) -> Distribution: ...

Rayleigh: _Rayleigh

class _ReciprocalInverseGaussian(Family):
    def __call__(self, mu: _Parameter, shape: _Parameter) -> Distribution: ...

ReciprocalInverseGaussian: _ReciprocalInverseGaussian

class _ScaledInverseChiSquared(Family):
    def __call__(self, nu: _Parameter, squared_scale: _Parameter) -> Distribution: ...

ScaledInverseChiSquared: _ScaledInverseChiSquared

class _Semicircle(Family):
    def __call__(self, radius: _Parameter) -> Distribution: ...

Semicircle: _Semicircle

class _ShiftedExponential(Family):
    def __call__(self, origin: _Parameter, rate: _Parameter) -> Distribution: ...

ShiftedExponential: _ShiftedExponential

class _ShiftedLogLogistic(Family):
    def __call__(self, mu: _Parameter, scale: _Parameter, shape: _Parameter) -> Distribution: ...

ShiftedLogLogistic: _ShiftedLogLogistic

class _StudentT(Family):
    def __call__(self, nu: _Parameter, mu: _Parameter, scale: _Parameter) -> Distribution: ...

StudentT: _StudentT

class _SymmetricBeta(Family):
    def __call__(self, shape: _Parameter) -> Distribution: ...

SymmetricBeta: _SymmetricBeta

class _Trapezoidal(Family):
    def __call__(self, a: _Parameter, b: _Parameter, c: _Parameter, d: _Parameter) -> Distribution: ...

Trapezoidal: _Trapezoidal

class _Triangular(Family):
    def __call__(self, a: _Parameter, c: _Parameter, b: _Parameter) -> Distribution: ...

Triangular: _Triangular

class _TruncatedExponential(Family):
    def __call__(self, rate: _Parameter, b: _Parameter) -> Distribution: ...

TruncatedExponential: _TruncatedExponential

class _TruncatedGeometric(Family):
    def __call__(self, rate: _Parameter, n: _Parameter) -> Distribution: ...

TruncatedGeometric: _TruncatedGeometric

class _TruncatedNormal(Family):
    def __call__(self, mu: _Parameter, sigma: _Parameter, a: _Parameter, b: _Parameter) -> Distribution: ...

TruncatedNormal: _TruncatedNormal

class _TruncatedPareto(Family):
    def __call__(self, lo: _Parameter, hi: _Parameter, shape: _Parameter) -> Distribution: ...

TruncatedPareto: _TruncatedPareto

class _TwoPieceNormal(Family):
    def __call__(self, mu: _Parameter, sigma_1: _Parameter, sigma_2: _Parameter) -> Distribution: ...

TwoPieceNormal: _TwoPieceNormal

class _UQuadratic(Family):
    def __call__(self, a: _Parameter, b: _Parameter) -> Distribution: ...

UQuadratic: _UQuadratic

class _Uniform(Family):
    def __call__(self, a: _Parameter, b: _Parameter) -> Distribution: ...

Uniform: _Uniform

class _VonMises(Family):
    def __call__(self, mu: _Parameter, kappa: _Parameter) -> Distribution: ...

VonMises: _VonMises

class _Weibull(Family):
    def __call__(self, shape: _Parameter, scale: _Parameter) -> Distribution: ...

Weibull: _Weibull

class _WeibullMax(Family):
    def __call__(self, shape: _Parameter, scale: _Parameter) -> Distribution: ...

WeibullMax: _WeibullMax

class _WrappedCauchy(Family):
    def __call__(self, mu: _Parameter, rho: _Parameter) -> Distribution: ...

WrappedCauchy: _WrappedCauchy

class _Zipf(Family):
    def __call__(self, exponent: _Parameter) -> Distribution: ...

Zipf: _Zipf
