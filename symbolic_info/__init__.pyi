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
from symbolic_info.derive.prove import prove as prove
from symbolic_info.distributions.categorical import Categorical as Categorical
from symbolic_info.distributions.chain import Channel as Channel
from symbolic_info.distributions.chain import MarkovChain as MarkovChain
from symbolic_info.distributions.density import Density as Density
from symbolic_info.distributions.joint import Joint as Joint
from symbolic_info.distributions.mixture import Mixture as Mixture
from symbolic_info.distributions.multivariate_normal import MultivariateNormal as MultivariateNormal
from symbolic_info.distributions.product import Product as Product
from symbolic_info.distributions.vector_density import VectorDensity as VectorDensity
from symbolic_info.export.printing import latex as latex
from symbolic_info.numeric.arrays import cross_entropy as cross_entropy
from symbolic_info.numeric.arrays import entropy as entropy
from symbolic_info.numeric.arrays import js as js
from symbolic_info.numeric.arrays import kl as kl
from symbolic_info.numeric.arrays import perplexity as perplexity
from symbolic_info.numeric.lambdify import lambdify as lambdify
from symbolic_info.opening import read as read
from symbolic_info.opening import theorems as theorems
from symbolic_info.quantities.conditional_entropy import ConditionalEntropy as ConditionalEntropy
from symbolic_info.quantities.cross_entropy import CrossEntropy as CrossEntropy
from symbolic_info.quantities.entropy import Entropy as Entropy
from symbolic_info.quantities.kl import KL as KL
from symbolic_info.quantities.mutual_information import MutualInformation as MutualInformation
from symbolic_info.quantities.self_information import SelfInformation as SelfInformation

__version__: str
_Parameter = str | int | float | Fraction | Decimal | sp.Expr

def families() -> Rows: ...
def quantities() -> Rows: ...

class _Bernoulli(Family):
    def __call__(self, p: _Parameter) -> Distribution: ...

Bernoulli: _Bernoulli

class _Beta(Family):
    def __call__(self, a: _Parameter, b: _Parameter) -> Distribution: ...

Beta: _Beta

class _Exponential(Family):
    @overload
    def __call__(self, *, rate: _Parameter) -> Distribution: ...
    @overload
    def __call__(self, *, scale: _Parameter) -> Distribution: ...

Exponential: _Exponential

class _Gamma(Family):
    @overload
    def __call__(self, shape: _Parameter, *, rate: _Parameter) -> Distribution: ...
    @overload
    def __call__(self, shape: _Parameter, *, scale: _Parameter) -> Distribution: ...

Gamma: _Gamma

class _Geometric(Family):
    def __call__(self, p: _Parameter) -> Distribution: ...

Geometric: _Geometric

class _Laplace(Family):
    def __call__(self, mu: _Parameter, scale: _Parameter) -> Distribution: ...

Laplace: _Laplace

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

class _Poisson(Family):
    def __call__(self, rate: _Parameter) -> Distribution: ...

Poisson: _Poisson

class _Uniform(Family):
    def __call__(self, a: _Parameter, b: _Parameter) -> Distribution: ...

Uniform: _Uniform

class _Weibull(Family):
    def __call__(self, shape: _Parameter, scale: _Parameter) -> Distribution: ...

Weibull: _Weibull
