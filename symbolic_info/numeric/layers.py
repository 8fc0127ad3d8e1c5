"""Which layers serve a closed form where its terms cancel: the integral remainder, 31 digits, any number of digits.

D(P || Q) = integral of (1 - t) d^2/dt^2 D(P || P + t (Q - P)) over 0 < t < 1 holds where D vanishes with its first derivative at Q = P
and is twice continuously differentiable in Q; what vanishes there only once has the integral of its first derivative.
"""

from dataclasses import dataclass
from functools import cached_property

import sympy as sp

from symbolic_info.core.heads import Distribution
from symbolic_info.core.zeta import ZetaDerivative
from symbolic_info.numeric.differences import Pairing
from symbolic_info.numeric.heads import Balanced, Chi, Expectation, Guarded, Higher, RowSum, ScaledPhi, Size, StirlingRemainder, TimesLog
from symbolic_info.numeric.magnitude import cases_of, doubt, size

THRESHOLD = 16
"""Values whose terms are more than so many times as large are computed anew."""

OVERFLOWING = (Balanced, Chi, Guarded, ScaledPhi, StirlingRemainder)
"""Atoms that may overflow, or lose their digits below 1e-308, where the value does not."""

ROUGH = (TimesLog, sp.Piecewise, sp.Abs, sp.sign, sp.Max, sp.Min, sp.floor, sp.ceiling, sp.Sum, Expectation, RowSum)


@dataclass(frozen=True)
class Segment:
    """The derivative of ``order`` at P + place (Q - P) along Q - P; ``gaps``: a symbol for each difference, the parameter of P, that of Q.

    The parameters of Q stand as those of P plus place times the difference, so that what cancels of them does so symbolically.
    """

    form: sp.Expr
    order: int
    place: sp.Symbol
    gaps: tuple[tuple[sp.Symbol, sp.Symbol, sp.Symbol], ...]

    @cached_property
    def derivative(self) -> sp.Expr:
        """Of ``form``; only a value that cancels asks for it."""
        derivative = self.form
        for _ in range(self.order):
            derivative = sp.Add(*(d * derivative.diff(q) for d, _, q in self.gaps))
        return derivative.xreplace({q: p + self.place * d for d, p, q in self.gaps})


@dataclass(frozen=True)
class Layers:
    """``size``: of the terms of the form that is computed first; ``closed_form`` with the size of its terms; the ``segment``."""

    size: sp.Expr
    closed_form: sp.Expr
    segment: Segment | None

    @cached_property
    def closed_size(self) -> sp.Expr:
        """In heads that numbers of 31 digits have."""
        found = sp.S.Zero if self.size == 0 else size(self.closed_form)
        return found.replace(Higher, lambda a, b: a + (b - a + Size(b - a)) / 2)

    @property
    def notes(self) -> tuple[str, ...]:
        """What is said of them in the docstring."""
        if self.size == 0:
            return ("Values that overflow on the way are computed anew: by mpmath until 20 digits agree.",)
        chain = "numbers of 31 digits, then mpmath until 20 digits agree"
        chain = f"the integral remainder by Gauss-Jacobi nodes, then {chain}" if self.segment else chain
        return (f"Values whose terms are more than {THRESHOLD} times as large are computed anew: by {chain}.",)


def layers(stable: sp.Expr, form: sp.Expr, known: Pairing | None, laws: tuple[Distribution, ...], order: int) -> Layers | None:
    """The layers of a closed form, or None: a sum of simple non-negative atoms needs none, a series has none.

    A distinction of cases has those that work point by point.

    Args:
        stable: What is computed first.
        form: The closed form.
        known: The parameters of two laws of one family, for what vanishes where they agree.
        laws: The laws in what was asked.
        order: How often it vanishes there.
    """
    if form.has(sp.Sum, Expectation, RowSum) or not form.free_symbols or cases_of(form) is None:
        return None
    doubtful = doubt(stable, known) if order == 2 else size(stable)
    if doubtful is None:
        overflows = stable.has(*OVERFLOWING) or any(map(_is_long, sp.Add.make_args(stable)))
        return Layers(sp.S.Zero, form, None) if overflows and not form.has(sp.oo) else None
    return Layers(doubtful, form, _segment(form, known, laws, order))


def _is_long(term: sp.Expr) -> bool:
    """Whether ``term`` is a product of three factors and more that are no atoms, so that a quotient of infinities may stand in it."""
    factors = [f for f in sp.Mul.make_args(term) if f.free_symbols]
    return len(factors) > 2 and not any(f.has(sp.Function) for f in factors)


def _segment(form: sp.Expr, known: Pairing | None, laws: tuple[Distribution, ...], order: int) -> Segment | None:
    """None where the form is not smooth, a support depends on a parameter, or a parameter is a number."""
    if known is None or form.has(*ROUGH) or any(e.free_symbols for law in laws for e in _ends(law)):
        return None
    if not all(isinstance(p, sp.Symbol) and isinstance(q, sp.Symbol) for p, q in known.pairs) or not known.pairs:
        return None
    gaps = tuple((sp.Dummy(f"d_{q.name}", real=True), p, q) for p, q in known.pairs)
    if form.has(sp.uppergamma, sp.expint) or any(d.args[0] + order > 2 for d in form.atoms(ZetaDerivative)):
        return None  # their derivatives have no numeric counterpart
    return Segment(form, order, sp.Dummy("t", positive=True), gaps)


def _ends(law: Distribution) -> tuple[sp.Expr, ...]:
    if hasattr(law, "factors"):
        return tuple(e for part, _ in law.factors for e in _ends(part))
    if hasattr(law, "ranges"):
        x = law.variable()
        return tuple(e.xreplace(dict.fromkeys(x, sp.S.Zero)) for part in law.ranges(x) for e in (part.lo, part.hi))
    support = getattr(law, "support", None)
    return () if support is None else (support.lo, support.hi)
