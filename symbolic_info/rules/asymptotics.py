"""How functions grow: as sums of terms c u^a (log u)^m e^(E(u)), u tending to infinity, and which of these dominate.  Trusted.

What is said holds for all u beyond some number, for each value of the parameters that the facts admit.  A term stands for itself, or,
where it is not ``exact``, for itself times a factor that tends to 1; a sum may have a bounded rest.  Whatever is not a product or a
power of such terms, or the logarithm of a sum of them, is refused, and so is every comparison that the facts do not decide.
"""

from fractions import Fraction
from typing import NamedTuple

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.forms import (
    ONE,
    ZERO,
    Atom,
    Form,
    Monomial,
    atom_names,
    const,
    depends,
    minus,
    names,
    of_atom,
    plus,
    scale,
    single,
    times,
)
from symbolic_info.proof.normal import Condition, Normal
from symbolic_info.proof.signs import POSITIVE
from symbolic_info.proof.terms import free
from symbolic_info.rules.lemma import U

HERE = Atom("sym", U)
LOG = Atom("log", of_atom(HERE))
HALF = const(Fraction(1, 2))


class Order(NamedTuple):
    """u^power (log u)^logs e^exponent; the exponent is a sum of exact terms that are unbounded and none of which is c log u."""

    exponent: Form
    power: Form
    logs: int

    @property
    def form(self) -> Form:
        """As a function of u."""
        factors = ((Atom("E"), self.exponent), (HERE, self.power), (LOG, const(self.logs)))
        return single(Monomial((a, e) for a, e in factors if e.terms))


class Summand(NamedTuple):
    """A coefficient, free of u, times a function of u; exact, or up to a factor that tends to 1."""

    coefficient: Form
    order: Order
    exact: bool = True


class Sum(NamedTuple):
    """Summands of different orders; ``rest``: and something bounded."""

    summands: tuple[Summand, ...]
    rest: bool = False


FLAT, LOGARITHM = Order(ZERO, ZERO, 0), Order(ZERO, ZERO, 1)


class AtInfinity:
    """Growth in the scope of a number ``U`` that is as large as one likes; ``outer`` is the scope of the parameters."""

    def __init__(self, outer: Normal) -> None:
        self.outer = outer
        self.inner = outer.scope((U,), [of_atom(HERE), minus(of_atom(HERE), ONE)])

    def settle(self) -> None:
        """Hand over the conditions that are free of u; those that mention it hold from some u on, or are refused."""
        done: set[Condition] = set()
        while todo := sorted(self.inner.conditions - done):
            for kind, term in todo:
                done.add((kind, term))
                if U not in free(term):
                    self.outer.conditions.add((kind, term))
                elif not self._holds(kind, self.inner.form(term)):
                    raise Rejected(f"does not hold far out: {kind} {term}")

    def _holds(self, kind: str, form: Form) -> bool:
        sign = self.outer.signs.sign(self.leading(form).coefficient)
        return sign == POSITIVE or (kind == "nonzero" and sign == -POSITIVE)

    # -- comparison ------------------------------------------------------------------------------------------------------

    def compare(self, first: Order, second: Order) -> int:
        """1 where first/second tends to infinity, -1 where it tends to 0, 0 where the two are one."""
        gap = minus(first.exponent, second.exponent)
        if gap.terms:  # exact terms, of which the largest outgrows every multiple of log u
            return self._side(self.leading(gap).coefficient)
        step = minus(first.power, second.power)
        if step.terms:
            return self._side(step)
        return (first.logs > second.logs) - (first.logs < second.logs)

    def _side(self, form: Form) -> int:
        sign = self.outer.signs.sign(form)
        if abs(sign) != POSITIVE:
            raise Rejected("which term is larger is not proved")
        return 1 if sign > 0 else -1

    def tends(self, order: Order) -> int:
        """1 to infinity, 0 for the constant 1, -1 to 0."""
        return self.compare(order, FLAT)

    def dominant(self, summands: tuple[Summand, ...]) -> Summand:
        """The summand beside which all others vanish."""
        for one in summands:
            if all(other is one or self._outgrows(one, other) for other in summands):
                return one
        raise Rejected("no term is proved to be the largest")

    def _outgrows(self, one: Summand, other: Summand) -> bool:
        try:
            return self.compare(one.order, other.order) > 0
        except Rejected:
            return False

    def leading(self, form: Form) -> Summand:
        """The term c k(u) with form/(c k(u)) tending to 1; the sign of c is proved."""
        found = self.parts(form)
        top = self.dominant(found.summands)
        if found.rest and self.tends(top.order) <= 0:
            raise Rejected("a bounded function, of which no more is known")
        self._side(top.coefficient)
        return top

    def is_bounded_below(self, parts: Sum) -> bool:
        """Whether a sum exceeds some number from some u on; an exact term with a coefficient >= 0 may be left out."""
        left = tuple(s for s in parts.summands if self.tends(s.order) > 0)
        while left:
            top = self.dominant(left)
            sign = self.outer.signs.sign(top.coefficient)
            if sign == POSITIVE:
                return True
            if sign <= 0 or not top.exact:
                return False
            left = tuple(s for s in left if s is not top)
        return True

    # -- sums ------------------------------------------------------------------------------------------------------------

    def parts(self, *forms: Form) -> Sum:
        """The terms of a sum of forms in u."""
        found: dict[Order, Summand] = {}
        rest = False
        for monomial, c in self._unbent(plus(*forms)).terms:
            moving, still = depends(monomial, {U})
            part = self._product(moving)
            rest = rest or part.rest
            for k, order, exact in part.summands:
                before = found.get(order, Summand(ZERO, order))
                found[order] = Summand(plus(before.coefficient, times(single(still, c), k)), order, exact and before.exact)
        return Sum(tuple(s for s in found.values() if s.coefficient.terms or not s.exact), rest)

    def _unbent(self, form: Form) -> Form:
        """|f| as f or -f, by the sign that f has from some u on."""
        for monomial, c in form.terms:
            for atom, exponent in monomial.factors:
                if atom.head == "abs" and U in atom_names(atom):
                    side = self._side(self.leading(atom.args[0]).coefficient)
                    straight = self.inner.power(scale(atom.args[0], side), exponent)
                    others = minus(form, single(monomial, c))
                    return self._unbent(plus(others, times(single(monomial.without(atom), c), straight)))
        return form

    def _product(self, moving: Monomial) -> Sum:
        """A product of factors that mention u: the terms of a logarithm, else one term."""
        if len(moving.factors) == 1 and moving.factors[0][1] == ONE:
            atom = moving.factors[0][0]
            if atom.head == "log" and atom != LOG:
                return self._logarithm(atom.args[0])
            if atom.head == "lgamma":
                return self._stirling(atom.args[0])
        whole = Summand(ONE, FLAT)
        for atom, exponent in moving.factors:
            whole = _times(whole, self._factor(atom, exponent))
        return Sum((whole,))

    def _logarithm(self, form: Form) -> Sum:
        """log f = E + a log u + log c + o(1), where f = c u^a e^E (1 + o(1)) and c > 0."""
        top = self.leading(form)
        if self._side(top.coefficient) < 0 or top.order.logs:
            raise Rejected("a logarithm of what is negative far out, or of a logarithm")
        return Sum((*self.parts(top.order.exponent).summands, Summand(top.order.power, LOGARITHM)), rest=True)

    def _stirling(self, form: Form) -> Sum:
        """log Gamma(u + h) = u log u - u + (h - 1/2) log u + O(1)  (DLMF 5.11.8)."""
        shift = minus(form, of_atom(HERE))
        if U in names(shift):
            raise Rejected("a gamma function of something else than u + h")
        line = Summand(ONE, Order(ZERO, ONE, 1)), Summand(scale(ONE, -1), Order(ZERO, ONE, 0))
        return Sum((*line, Summand(minus(shift, HALF), LOGARITHM)), rest=True)

    # -- factors ---------------------------------------------------------------------------------------------------------

    def _factor(self, atom: Atom, exponent: Form) -> Summand:
        """An atom to a power, one of which mentions u."""
        if U in names(exponent):
            if U in atom_names(atom):
                raise Rejected("a power whose base and exponent grow")
            return self._exponential(exponent if atom.head == "E" else times(exponent, self.outer.log(of_atom(atom))))
        if atom == HERE:
            return Summand(ONE, Order(ZERO, exponent, 0))
        k = exponent.integer
        if atom == LOG and k is not None:
            return Summand(ONE, Order(ZERO, ZERO, k))
        if atom.head == "log":
            top = self.leading(of_atom(atom))
        elif atom.head == "poly":
            top = self.leading(atom.args[0])
        else:
            raise Rejected(f"how {atom.head} grows is not known")
        if k is None and (top.order.logs or self._side(top.coefficient) < 0):
            raise Rejected("a power that is no integer, of a logarithm or of what is negative far out")
        order = Order(times(exponent, top.order.exponent), times(exponent, top.order.power), top.order.logs * (k or 0))
        return Summand(self.outer.power(top.coefficient, exponent), order, exact=False)

    def _exponential(self, exponent: Form) -> Summand:
        """e^f: terms of f that are constant or vanish go to the coefficient, c log u to the power."""
        found = self.parts(exponent)
        if found.rest:
            raise Rejected("an exponential of what is known but for something bounded")
        kept, power, constant, exact = ZERO, ZERO, ZERO, True
        for s in found.summands:
            way = self.tends(s.order)
            if way > 0 and not s.exact:
                raise Rejected("an exponential of what is known but for a factor")
            exact = exact and s.exact and way >= 0
            if s.order == LOGARITHM:
                power = plus(power, s.coefficient)
            elif way > 0:
                kept = plus(kept, times(s.coefficient, s.order.form))
            elif way == 0:
                constant = plus(constant, s.coefficient)
        return Summand(self.outer.exp(constant), Order(kept, power, 0), exact)


def _times(first: Summand, second: Summand) -> Summand:
    a, b = first.order, second.order
    order = Order(plus(a.exponent, b.exponent), plus(a.power, b.power), a.logs + b.logs)
    return Summand(times(first.coefficient, second.coefficient), order, first.exact and second.exact)
