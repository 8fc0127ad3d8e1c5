"""All expectations with a closed form come from here: differentiate a lemma's normaliser.  Trusted."""

from typing import Any

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.forms import product, to_term
from symbolic_info.proof.kernel import Statement, rule
from symbolic_info.proof.normal import Condition
from symbolic_info.proof.terms import Term, check, diff, exp, mul, sub, subst
from symbolic_info.proof.world import Under, World, X
from symbolic_info.rules.expectation import ends_of, mean
from symbolic_info.rules.lemma import Lemma, U
from symbolic_info.rules.lemma import lemma as lemma_called
from symbolic_info.rules.matching import Match, hold

MAX_ORDER = 4
Conclusion = tuple[Term, Term, set[Condition]]


@rule(
    says="a lemma's integral, differentiated in its parameters, gives the expectation",
    source="Lehmann & Romano (2005), Testing Statistical Hypotheses, 3rd ed., theorem 2.7.1",
)
def moment(world: World, under: Under, premises: tuple[Statement, ...], law: str, lemma: str, *route: Any) -> Conclusion:
    """E[prod_j T_j(u) k(u; s1)/k(u; s0)] = constant * (d_js Z)(s1), with T_j = d log k/d s_j and u = psi(x).

    ``route`` is phi, psi, s0, s1, js, and for a part of the support its two ends.  Sound: the map is a bijection of the
    supports, so the expectation is ``constant`` times the integral of the differentiated kernel, which is affine in s_j.
    """
    phi, psi, s0, s1, js, *ends = route
    entry = lemma_called(lemma)
    found = Match(world, under, law, ends_of(world, *ends) if ends else (), entry, phi, psi, s0)
    if len(s1) != len(s0) or any(a != b for a, b in list(zip(s0, s1, strict=True))[len(entry.tilt) :]):
        raise Rejected("a fixed parameter of the lemma is moved")
    values = dict(zip(entry.parameters, (world.closed(check(a)) for a in s1), strict=True))
    hold(found.outer, entry, values)
    statistics, normaliser = differentiate(entry, values, js)
    ratio = exp(sub(subst(entry.log_kernel, values), subst(entry.log_kernel, found.at)))
    scope = found.inside_law
    integrand = to_term(product(scope.form(subst(f, {U: found.psi})) for f in (*statistics, ratio)))
    value = found.outer.form(mul(exp(to_term(found.log_constant)), normaliser))
    left = ("part", X, integrand, law, *ends) if ends else mean(law, integrand)
    return left, to_term(value), found.conditions()


def differentiate(entry: Lemma, values: dict[str, Term], js: tuple) -> tuple[list[Term], Term]:
    """The statistics T_j at ``values``, and the derivative of the normaliser there."""
    if len(js) > MAX_ORDER or any(type(j) is not int or not 0 <= j < len(entry.tilt) for j in js):
        raise Rejected("the parameters to differentiate in")
    statistics, normaliser = [], entry.normaliser
    for j in js:
        statistic = diff(entry.log_kernel, entry.tilt[j])
        if any(_depends(diff(statistic, p)) for p in entry.tilt):
            raise Rejected("the kernel is not affine in the parameter")
        statistics.append(subst(statistic, values))
        normaliser = diff(normaliser, entry.tilt[j])
    return statistics, subst(normaliser, values)


def _depends(derivative: Term) -> bool:
    """Whether a derivative is not plainly zero."""
    head = derivative[0]
    if head == "rat":
        return derivative[1] != 0
    if head == "mul":
        return all(_depends(f) for f in derivative[1:])
    return any(_depends(f) for f in derivative[1:]) if head == "add" else True
