"""Exponential families: their natural parameters and statistics read off a density, and what follows from them."""

from dataclasses import dataclass
from typing import Any

import sympy as sp

from symbolic_info.core.doors import door
from symbolic_info.core.errors import ParameterError, Rejected
from symbolic_info.core.heads import Distribution, Mean
from symbolic_info.derive.derivation import Derivation, derive
from symbolic_info.derive.search import Search
from symbolic_info.derive.statistics import by_variable
from symbolic_info.derive.textbook import textbook
from symbolic_info.proof.forms import UNIT, ZERO, Form, Monomial, names, plus, scale, single, times, to_term
from symbolic_info.proof.world import X

BUDGET = 5.0


@dataclass(frozen=True)
class ExponentialFamily:
    r"""A law written as p(x) = h(x) exp(sum of eta_j T_j(x) - A).

    Attributes:
        law: The law.
        variable: x.
        natural: The natural parameters eta_j, expressions in the law's own parameters.
        statistics: The sufficient statistics T_j, functions of x alone.
        log_partition: A, the logarithm of the normaliser, in the law's own parameters.
        log_base: log h, a function of x alone.
    """

    law: Distribution
    variable: sp.Symbol
    natural: tuple[sp.Expr, ...]
    statistics: tuple[sp.Expr, ...]
    log_partition: sp.Expr
    log_base: sp.Expr

    def mean_statistics(self) -> tuple[sp.Expr, ...]:
        """E T_j, derived; the gradient of A in the natural parameters."""
        return tuple(derive(Mean(t, self.variable, self.law)).result for t in self.statistics)

    def score_identities(self) -> dict[sp.Symbol, Derivation]:
        """For each parameter theta: the derivation of E[d log p/d theta], which is 0."""
        log_density = self.law.log_density(self.variable)
        symbols = sorted((s for p in self.law.parameters for s in p.free_symbols if s.is_integer is not True), key=lambda s: s.name)
        return {s: derive(Mean(sp.diff(log_density, s), self.variable, self.law)) for s in dict.fromkeys(symbols)}

    def divergence(self, other: Distribution) -> sp.Expr:
        """D(law || other) in the form of Bregman: A' - A - sum of (eta_j' - eta_j) E T_j, for a law of the same family.

        Raises:
            ParameterError: ``other`` has other statistics or another base measure.
        """
        theirs = exponential_family(other)
        at = {theirs.variable: self.variable}
        if (
            tuple(t.xreplace(at) for t in theirs.statistics) != self.statistics
            or sp.expand(theirs.log_base.xreplace(at) - self.log_base) != 0
        ):
            raise ParameterError(f"{other} and {self.law} have different statistics; ask for KL(P, Q), which needs no family")
        moved = zip(theirs.natural, self.natural, self.mean_statistics(), strict=True)
        return textbook(theirs.log_partition - self.log_partition - sp.Add(*((b - a) * mean for b, a, mean in moved)))


def exponential_family(law: Any) -> ExponentialFamily:
    r"""The exponential-family form of a law, found in its log-density and checked against it.

        log p(x) = sum of eta_j(theta) T_j(x) + log h(x) - A(theta)

    The log-density is expanded; each term is a function of the parameters times one of x.  Terms without parameters make up
    the base measure h; terms whose coefficients are proportional share a natural parameter.

    Raises:
        ParameterError: A term holds x and a parameter that do not separate, or the support moves with a parameter.

    References:
        Lehmann & Romano (2005), *Testing Statistical Hypotheses*, 3rd ed., section 2.7.

    Examples:
        >>> from symbolic_info import Gamma
        >>> family = exponential_family(Gamma("k", rate="lam"))
        >>> family.natural, family.statistics, family.log_partition
        ((k - 1, -lam), (log(x), x), -k*log(lam) + loggamma(k))
    """
    found = door().as_distribution(law)
    try:
        support = found.support
        search = Search(Mean(sp.Integer(1), found.variable(), found), BUDGET)
        return _read(found, support, search)
    except (TypeError, Rejected) as refusal:
        raise ParameterError(f"{found} is not read as an exponential family: {refusal}") from None


def _read(law: Distribution, support: Any, search: Search) -> ExponentialFamily:
    moving = (support.lo.free_symbols | support.hi.free_symbols) & set().union(*(p.free_symbols for p in law.parameters), set())
    if any(not s.is_integer for s in moving) or (moving and not support.is_discrete):
        raise ParameterError(f"the support {support} of {law} moves with {', '.join(sorted(map(str, moving)))}: no exponential family")
    world, bridge = search.proof.world, search.bridge
    scope = world.law_scope(world.normal(), bridge.name_of(law))
    whole = scope.form(world.density(bridge.name_of(law))["logp"])
    rows = by_variable(whole, X)
    level = rows.pop(UNIT, ZERO)
    numbers = plus(*(single(m, c) for m, c in level.terms if not names(single(m))))
    base = numbers
    natural: dict[Form, Form] = {}
    for monomial, c in sorted(rows.items(), key=lambda mc: mc[0].text):
        mixed = names(single(monomial)) - {X}
        if mixed:
            term = bridge.expr(to_term(single(monomial)))
            raise ParameterError(f"{law} is no exponential family: in {term} the value and {', '.join(sorted(mixed))} do not separate")
        if names(c):
            _add(natural, c, monomial)
        else:
            base = plus(base, times(single(monomial), c))
    log_partition = scale(plus(level, scale(numbers, -1)), -1)
    again = plus(base, scale(log_partition, -1), *(times(c, t) for c, t in natural.items()))
    if not scope.is_zero(plus(whole, scale(again, -1))):
        raise Rejected("the parts do not add up to the log-density")

    def shown(form: Form) -> sp.Expr:
        return bridge.expr(to_term(form))

    etas, statistics = tuple(textbook(shown(c)) for c in natural), tuple(shown(t) for t in natural.values())
    return ExponentialFamily(law, bridge.variable, etas, statistics, textbook(shown(log_partition)), shown(base))


def _add(natural: dict[Form, Form], c: Form, monomial: Monomial) -> None:
    """Put a statistic beside those whose natural parameter is a rational multiple of its own."""
    for known in natural:
        ratio = c.terms[0][1] / known.terms[0][1]
        if scale(known, ratio) == c:
            natural[known] = plus(natural[known], single(monomial, ratio))
            return
    natural[c] = single(monomial)
