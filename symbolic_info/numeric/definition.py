"""What is computed where there is no closed form: the definition, as means that a kernel adds or integrates.

A divergence of two laws P and Q is the mean of exp(l) - 1 - l under P, l = log q - log p, where its terms -l cancel: that is D(P || Q) as
long as Q has no mass outside P's support, nothing in it is negative, and it keeps its digits where Q is near P.
"""

from collections.abc import Iterable

import sympy as sp

from symbolic_info.core.errors import NoClosedForm, NotNormalised
from symbolic_info.core.heads import Distribution, LogDensity, Mean, Quantity
from symbolic_info.core.supports import Support
from symbolic_info.numeric.bessel_quotients import with_scaled_bessels
from symbolic_info.numeric.computed import log_density_on_support
from symbolic_info.numeric.differences import Pairing, pairing
from symbolic_info.numeric.halfline import over_logs
from symbolic_info.numeric.heads import Divergence, Expectation, Minus
from symbolic_info.numeric.odds import over_odds
from symbolic_info.numeric.powers import one_minus_powers, without_overflow
from symbolic_info.proof.expectations import kinks

Form = tuple[sp.Expr, tuple[sp.Basic, ...], str]
"""What is computed, the conditions on the arguments, and the method."""


def derived(asked: sp.Expr) -> tuple[sp.Expr, tuple[sp.Basic, ...]]:
    """The derived form and the conditions that it keeps; for numbers that the derivation does not master, those of symbols at them.

    Raises:
        NoClosedForm: There is none.
        NotNormalised: A density of the user's own does not total 1.
    """
    from symbolic_info.derive.derivation import derive

    try:
        found = derive(asked)
        if not found.complete:
            raise NoClosedForm(f"{asked} is derived for some parameters alone: {found.conditions[-1]}")
        return found.result, tuple(found.conditions)
    except NotNormalised:
        general, numbers = _with_symbols(asked)
        if not numbers:
            raise
    found = derive(general)
    conditions = (c.xreplace(numbers) for c in found.conditions)
    return found.result.xreplace(numbers), tuple(c for c in conditions if c != sp.true)


def _with_symbols(asked: sp.Expr) -> tuple[sp.Expr, dict[sp.Symbol, sp.Expr]]:
    """``asked`` with a symbol for each number but 0 and 1 that a law of a family has as a parameter, and what they stand for."""
    numbers: dict[sp.Symbol, sp.Expr] = {}
    laws: dict[sp.Basic, sp.Basic] = {}
    for law in sorted((d for d in asked.atoms(Distribution) if hasattr(d, "family")), key=sp.default_sort_key):
        own = law.family.with_own_symbols(f"_{len(laws)}").parameters
        pairs = [(s, a) if a.is_Rational and a not in (0, 1) else (a, a) for s, a in zip(own, law.parameters, strict=True)]
        numbers |= {s: a for s, a in pairs if s != a}
        laws[law] = law.func(law.args[0], *(s for s, _ in pairs))
    return asked.xreplace(laws), numbers


def definition(asked: sp.Expr) -> Form:
    """The definition of ``asked`` with its means as heads that are computed."""
    found = as_expectations(_unfolded(asked)).replace(LogDensity, log_density_on_support)
    discrete = all(law.is_discrete for law in asked.atoms(Distribution))
    return found, (), "summation" if discrete else "quadrature"


def _unfolded(asked: sp.Expr) -> sp.Expr:
    """``asked`` with its quantities as means; Jeffreys' divergence is one of two others, which are taken as such."""

    def opened(quantity: Quantity) -> sp.Expr:
        divergence = _divergence(quantity) if quantity.key == "kl" else None
        return _unfolded(quantity.unfold()) if divergence is None else divergence

    return asked.replace(lambda e: isinstance(e, Quantity), opened)


def sums_masses(asked: Quantity) -> bool:
    """Whether the definition is one mean over the integers."""
    unfolded = asked.in_nats().unfold()
    return isinstance(unfolded, Mean) and unfolded.args[2].is_discrete and all(is_on_the_line(law) for law in asked.distributions)


def sum_of_counts(asked: Quantity) -> sp.Expr | None:
    """The definition as one sum over the counts of a law of several coordinates; None for others.

    Each term is a mass times a logarithm of one: what is large in log x! cancels before it is multiplied.
    """
    mean = asked.in_nats().unfold()
    if not isinstance(mean, Mean) or not all(hasattr(law, "ranges") and law.is_discrete for law in asked.distributions):
        return None
    f, x, law = mean.args
    term = sp.exp(law.log_density(x)) * f.replace(LogDensity, lambda other, at: other.log_density(at))
    limits = ((k, part.lo, part.hi) for k, part in zip(x, law.ranges(x), strict=True))
    return sp.Sum(term, *reversed(list(limits))) / sp.log(asked.base)


def as_expectations(expression: sp.Expr) -> sp.Expr:
    """Every mean as what is integrated or added: f and log p, with -oo for the log-density off its support."""
    return expression.replace(lambda e: isinstance(e, Mean), _expectation)


def _expectation(node: Mean) -> sp.Expr:
    f, given, law = node.args
    x = _signed(given, law.support)
    f = f.xreplace({given: x})
    others = sorted({d.args[0] for d in f.atoms(LogDensity)} - {law}, key=sp.default_sort_key)
    bends = kinks(f.replace(LogDensity, lambda p, at: p.log_density(at)), x)
    outside = sp.Or(*(_uncovered(law.support, q.support) for q in others)) if _is_sum_of_logs(f, law, x) else sp.false
    own = f.replace(lambda e: e == LogDensity(law, x), lambda e: law.log_density(x))
    inside = own.replace(LogDensity, log_density_on_support if outside == sp.false else lambda p, at: p.log_density(at))
    support = law.support
    given = ((inside,), law.log_density(x), x, support.lo, support.hi, _breaks(law, others, bends))
    (f,), log_p, x, lo, hi, breaks = over_logs(*over_odds(*given))
    mean = Expectation(*map(without_overflow, (f, log_p)), x, lo, hi, *breaks)
    return mean if outside == sp.false else sp.Piecewise((sp.oo, outside), (mean, True))


def with_disjoint_case(form: sp.Expr, asked: sp.Expr) -> sp.Expr:
    """``form`` with what the definition gives where no outcome of P is one of Q: log q is minus infinity there.

    A distinction of cases of how two supports overlap leaves that one out.
    """
    number, cases = form.as_independent(sp.Piecewise, as_Add=False) if isinstance(form, sp.Mul) else (sp.S.One, form)
    if not isinstance(cases, sp.Piecewise) or not isinstance(asked, Quantity) or len(asked.distributions) != 2:
        return form
    p, q = asked.distributions
    if cases.args[-1][1] == sp.true or p.is_discrete or not (is_on_the_line(p) and is_on_the_line(q)):
        return form
    value = asked.unfold()
    while value.has(Quantity):
        value = value.replace(lambda e: isinstance(e, Quantity), lambda e: e.unfold())
    value = value.replace(lambda e: isinstance(e, LogDensity) and e.args[0] == q, lambda e: -sp.oo)
    value = value.replace(lambda e: isinstance(e, Mean) and e.args[0].is_number, lambda e: e.args[0])
    value = sp.oo if value == sp.zoo and asked.is_extended_nonnegative else value  # a logarithm of 0
    apart = sp.Or(sp.Le(p.support.hi, q.support.lo), sp.Ge(p.support.lo, q.support.hi))
    if not value.is_number or value in (sp.nan, sp.zoo) or apart in (sp.true, sp.false):
        return form
    return number * sp.Piecewise(*cases.args, (value / number, apart))


def _signed(x: sp.Symbol, support: Support) -> sp.Symbol:
    """``x``, declared positive where the support says so: that opens logarithms of its powers."""
    return sp.Dummy(x.name, positive=True) if support.lo.is_nonnegative and not support.is_discrete else x


def _is_sum_of_logs(f: sp.Expr, law: Distribution, x: sp.Symbol) -> bool:
    """Whether f is log-densities at x with number factors, those of other laws negative: +oo where one of them has too small a support."""
    parts = [t.as_independent(LogDensity, as_Add=False) for t in sp.Add.make_args(f)]
    logs = all(isinstance(log, LogDensity) and log.args[1] == x and c.is_number for c, log in parts)
    return logs and all(log.args[0] == law or c.is_negative for c, log in parts)


def _uncovered(inner: Support, outer: Support) -> sp.Basic:
    """Where ``outer`` leaves out a part of ``inner``."""
    return sp.Or(sp.Lt(inner.lo, outer.lo), sp.Gt(inner.hi, outer.hi))


def _breaks(law: Distribution, others: list[Distribution], bends: Iterable[sp.Expr]) -> tuple[sp.Expr, ...]:
    """Where panels meet: where each law has its mass, and kinks."""
    if law.is_discrete:
        return ()
    ends = [e for q in others for e in (q.support.lo, q.support.hi)]
    return tuple(dict.fromkeys([*law.panels(), *(p for q in others for p in q.panels()), *bends, *ends]))


# -- divergences ---------------------------------------------------------------------------------------------------------


def is_on_the_line(law: Distribution) -> bool:
    return not any(hasattr(law, name) for name in ("flat", "factors", "shape", "covariance", "ranges", "shape_of_value"))


def _divergence(asked: Quantity) -> sp.Expr | None:
    """The divergence of two laws on one support; None for others."""
    if len(asked.distributions) != 2 or not all(map(is_on_the_line, asked.distributions)):
        return None
    p, q = asked.distributions
    if p.support != q.support:
        return None
    x = _signed(p.variable(q), p.support)
    gap = q.log_density(x) - p.log_density(x)
    bends = kinks(gap, x)
    along, moves = _along(q, pairing(p, q), x)
    given = ((gap, along), p.log_density(x), x, p.support.lo, p.support.hi, _breaks(p, [q], bends))
    (gap, along), log_p, x, lo, hi, breaks = over_logs(*over_odds(*given))
    place = sp.Dummy("t", positive=True)
    along = _moved(without_overflow(along), moves, place)
    bent = with_scaled_bessels(along)
    return Divergence(*map(without_overflow, (gap, log_p)), x, lo, hi, bent, place, *breaks) / sp.log(asked.base)


Moves = dict[sp.Symbol, tuple[sp.Symbol, sp.Expr]]
"""Of each parameter of Q: a symbol for how far it is from that of P, and that of P."""


def _moved(along: sp.Expr, moves: Moves, place: sp.Symbol) -> sp.Expr:
    """``along`` at the place t between P and Q; until then the parameters are known to be positive."""
    moved = along.xreplace({b: a + place * d for b, (d, a) in moves.items()})
    return moved.xreplace({d: Minus(b, a) for b, (d, a) in moves.items()})


def _along(q: Distribution, known: Pairing | None, x: sp.Symbol) -> tuple[sp.Expr, Moves]:
    """The derivative of log q along Q - P, and its moves; nan where there is none to be had."""
    if known is None or not known.pairs or not all(isinstance(b, sp.Symbol) for _, b in known.pairs):
        return sp.nan, {}
    log = q.log_density(x)
    gaps = {b: sp.Dummy("d", real=True) for _, b in known.pairs}
    slope = sp.Add(*(gaps[b] * log.diff(b) for _, b in known.pairs))
    if slope.has(sp.Derivative, sp.Subs, sp.DiracDelta, sp.Piecewise, sp.zeta):
        return sp.nan, {}
    exact = without_overflow(slope)
    exact = one_minus_powers(exact, x) if (q.support.lo, q.support.hi) == (0, 1) else exact
    return exact, {b: (gaps[b], a) for a, b in known.pairs}
