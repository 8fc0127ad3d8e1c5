"""A law given that its value lies between two bounds."""

from typing import Any

import sympy as sp
from sympy.printing.pretty.stringpict import prettyForm

from symbolic_info.core.doors import door
from symbolic_info.core.errors import MissingAssumption, NotNormalised, ParameterError
from symbolic_info.core.heads import Distribution, Mean
from symbolic_info.core.supports import Support
from symbolic_info.distributions.parameters import symbolic
from symbolic_info.distributions.pretty import pretty_call
from symbolic_info.distributions.sets import support_of


class Truncated(Distribution):
    r"""``Truncated(P, lo, hi)``: the law of X ~ P given lo < X < hi (lo <= X <= hi on the integers), with the density

        p(x) / P(lo < X < hi),    lo < x < hi.

    The probability in the denominator is derived from the density of P when the law is built; a derivation proves that the
    quotient totals 1 before it uses it.

    Args:
        law: A law on the line or on the integers.
        lo, hi: The bounds: numbers, symbols, text, or ``-oo`` and ``oo``.

    Raises:
        ParameterError: ``law`` has no density on the line.
        SupportError: Nothing of the law lies between the bounds.
        MissingAssumption: Whether a bound lies inside the support is not known.
        NotNormalised: No rule gives the probability; the message names the integral that is left.

    Examples:
        >>> from symbolic_info import Entropy, Exponential
        >>> P = Truncated(Exponential(rate="lam"), 2, "oo")
        >>> P, Entropy(P).doit()
        (Truncated(Exponential(rate=lam), 2, oo), 1 - log(lam))
    """

    def __new__(cls, law: Any, lo: Any, hi: Any, mass: Any = None) -> "Truncated":
        inner = door().as_distribution(law)
        try:
            whole = inner.support
        except TypeError:
            raise ParameterError(f"Truncated: {inner} has no density on the line; truncate a law of one variable") from None
        asked = support_of((lo, hi), door().read)
        ends = _later(whole.lo, asked.lo, "lower"), -_later(-whole.hi, -asked.hi, "upper")
        support_of(Support(whole.kind, *ends), door().read)
        return sp.Basic.__new__(cls, inner, *ends, _mass(inner, ends) if mass is None else symbolic(mass, "Truncated: the probability"))

    @property
    def law(self) -> Distribution:
        """The law before it was truncated."""
        return self.args[0]

    @property
    def mass(self) -> sp.Expr:
        """The probability that the law gives to the part that is kept."""
        return self.args[3]

    @property
    def support(self) -> Support:
        return Support(self.law.support.kind, self.args[1], self.args[2])

    @property
    def parameters(self) -> tuple[sp.Expr, ...]:
        return (*self.law.parameters, *(e for e in self.args[1:3] if not e.is_number))

    @property
    def constraints(self) -> tuple[sp.Expr, ...]:
        length = self.args[2] - self.args[1]
        return self.law.constraints if length.is_extended_positive or self.is_discrete else (*self.law.constraints, length)

    def log_density(self, x: sp.Expr) -> sp.Expr:
        return self.law.log_density(x) - sp.log(self.mass)

    def panels(self) -> tuple[sp.Expr, ...]:
        lo, hi = self.args[1:3]
        inside = [p for p in self.law.panels() if (p - lo).is_extended_positive and (hi - p).is_extended_positive]
        return (lo, *inside, hi)

    def _sympystr(self, printer: Any) -> str:
        return f"Truncated({', '.join(printer._print(a) for a in self.args[:3])})"

    def _pretty(self, printer: Any) -> prettyForm:
        return pretty_call(printer, "Truncated", [("", a) for a in self.args[:3]])

    def _latex(self, printer: Any) -> str:
        law, lo, hi = (printer._print(a) for a in self.args[:3])
        return rf"\mathrm{{Truncated}}\left({law}, {lo}, {hi}\right)"


def _later(end: sp.Expr, bound: sp.Expr, which: str) -> sp.Expr:
    """The greater of an end of the support and a bound."""
    if end == -sp.oo or bound == end:
        return bound
    gap = bound - end
    if gap.is_extended_nonnegative or gap.is_extended_nonpositive:
        return bound if gap.is_extended_nonnegative else end
    raise MissingAssumption(f"Truncated: whether the {which} bound lies inside the support is not known: declare the sign of {gap}")


def _mass(law: Distribution, ends: tuple[sp.Expr, sp.Expr]) -> sp.Expr:
    """P(lo < X < hi), derived."""
    whole = law.support
    if ends == (whole.lo, whole.hi):
        return sp.Integer(1)
    total = Mean(sp.Integer(1), law.variable(*ends), Truncated(law, *ends, mass=1))
    found = door().closed_form(total)
    if found is None or found.has(Mean):
        left = total.rewrite(sp.Sum).rewrite(sp.Integral)
        raise NotNormalised(f"Truncated: no rule gives the probability of {ends[0]} < X < {ends[1]} under {law}; left: {left}")
    return found
