"""Random variables and distributions of ``sympy.stats``, read through their density, support and parameters."""

from typing import Any

import sympy as sp
from sympy.stats.crv import SingleContinuousDistribution
from sympy.stats.drv import SingleDiscreteDistribution
from sympy.stats.frv import SingleFiniteDistribution
from sympy.stats.rv import RandomSymbol, SinglePSpace

from symbolic_info.core.errors import ParameterError
from symbolic_info.core.heads import Distribution
from symbolic_info.core.records import Family
from symbolic_info.core.registry import Table
from symbolic_info.core.supports import Support, integers, interval
from symbolic_info.distributions.categorical import Categorical
from symbolic_info.distributions.density import Density, bound_of
from symbolic_info.distributions.law import law
from symbolic_info.distributions.logs import holds
from symbolic_info.distributions.parameters import read_name, symbolic
from symbolic_info.distributions.sets import support_of

# SymPy's class: our family, and for each of its parameters the name of SymPy's.
FAMILIES = {
    "BernoulliDistribution": ("Bernoulli", {"p": "p"}),
    "BetaDistribution": ("Beta", {"a": "alpha", "b": "beta"}),
    "ExponentialDistribution": ("Exponential", {"rate": "rate"}),
    "GammaDistribution": ("Gamma", {"shape": "k", "scale": "theta"}),
    "GeometricDistribution": ("Geometric", {"p": "p"}),
    "LaplaceDistribution": ("Laplace", {"mu": "mu", "scale": "b"}),
    "NormalDistribution": ("Normal", {"mu": "mean", "sigma": "std"}),
    "PoissonDistribution": ("Poisson", {"rate": "lamda"}),
    "UniformDistribution": ("Uniform", {"a": "left", "b": "right"}),
    "WeibullDistribution": ("Weibull", {"shape": "beta", "scale": "alpha"}),
}

# Where the ``set`` of SymPy 1.14 is not the support of its density: on it the density does not total 1.
LOWER_AND_UPPER = {
    "DavisDistribution": ("mu", sp.oo),
    "FrechetDistribution": ("m", sp.oo),
    "KumaraswamyDistribution": (0, 1),
}

MOST_OUTCOMES = 1000


def from_sympy(value: Any) -> Distribution:
    """The distribution of a ``sympy.stats`` variable, or of a distribution of one variable.

    One of our families where SymPy's class is one; otherwise a ``Density`` or, on the outcomes 1..n, a ``Categorical``.

    Raises:
        ParameterError: ``value`` has no density of one variable, or outcomes that are no integers.
    """
    distribution = _single(value)
    name = type(distribution).__name__
    if isinstance(distribution, SingleFiniteDistribution) and (found := _finite(distribution)) is not None:
        return found
    if name in FAMILIES:
        family, names = FAMILIES[name]
        return law(
            Table("families", Family).named(family), (), {ours: getattr(distribution, theirs) for ours, theirs in names.items()}, read_name
        )
    return _density(distribution, _support(distribution))


def _single(value: Any) -> Any:
    if isinstance(value, RandomSymbol) and not isinstance(value.pspace, SinglePSpace):
        raise ParameterError(f"{value} is part of a joint or compound distribution; give a variable with a density of its own")
    distribution = value.pspace.distribution if isinstance(value, RandomSymbol) else value
    if not isinstance(distribution, (SingleContinuousDistribution, SingleDiscreteDistribution, SingleFiniteDistribution)):
        raise ParameterError(f"{value} has no density of one variable; give a single random variable, or write Density(expr, x, support)")
    return distribution


def _support(distribution: Any) -> Support:
    ends = LOWER_AND_UPPER.get(type(distribution).__name__)
    if ends is not None:
        return interval(*(getattr(distribution, end) if isinstance(end, str) else end for end in ends))
    return support_of(distribution.set, read_name)


def _density(distribution: Any, support: Support) -> Density:
    x = bound_of(support)
    mass = distribution.pmf(x) if isinstance(distribution, SingleFiniteDistribution) else distribution.pdf(x)
    return Density(without_guards(mass, x, support), x, support)


def without_guards(f: sp.Expr, x: sp.Symbol, support: Support) -> sp.Expr:
    """``f`` with each comparison decided that the support decides: a Piecewise that only restates the support falls away."""
    decided: dict[sp.Basic, sp.Basic] = {}
    for relation in sorted(f.atoms(sp.core.relational.Relational), key=sp.default_sort_key):
        if relation.has(x):
            truth = holds(relation, x, support)
            decided |= {relation: sp.true if truth else sp.false} if truth is not None else {}
    return f.xreplace(decided)


def _finite(distribution: Any) -> Distribution | None:
    """Finitely many outcomes; None for a Bernoulli variable on 0 and 1, which is a family."""
    name = type(distribution).__name__
    if name == "BernoulliDistribution":
        if (distribution.succ, distribution.fail) == (1, 0):
            return None
        if str(distribution.succ) == "H" and str(distribution.fail) == "T":
            return Categorical([distribution.p, 1 - distribution.p])  # a coin: heads is outcome 1, tails is outcome 2
    standard = getattr(distribution, "succ", 1) == 1 and getattr(distribution, "fail", 0) == 0
    if hasattr(distribution, "low") and standard and (distribution.is_symbolic or distribution.low != 1):
        return _density(distribution, integers(distribution.low, distribution.high))
    if distribution.is_symbolic:
        raise ParameterError(f"{distribution} has a symbolic number of outcomes that are not 0..n or 1..n; substitute a number")
    return _from_table(dict(distribution.dict.items()), distribution)


def _from_table(masses: dict[Any, sp.Expr], distribution: Any) -> Distribution:
    """Integer outcomes with given masses: a categorical on 1..n, otherwise a table over the run of integers."""
    outcomes = [symbolic(o, "outcome") for o in masses]
    if not all(o.is_Integer for o in outcomes):
        raise ParameterError(
            f"{distribution} has outcomes that are no integers ({', '.join(map(str, outcomes[:3]))} ...); number them 1, 2, ..."
        )
    lo, hi = min(outcomes), max(outcomes)
    if hi - lo >= MOST_OUTCOMES:
        raise ParameterError(f"{distribution} spans {hi - lo + 1} integers, more than {MOST_OUTCOMES}; give its masses as a Density")
    table = Categorical([masses.get(k, 0) for k in range(int(lo), int(hi) + 1)])
    if lo == 1:
        return table
    support = integers(lo, hi)
    x = bound_of(support)
    return Density(table.mass(x - lo + 1), x, support)
