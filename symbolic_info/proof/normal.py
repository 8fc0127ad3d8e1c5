"""From terms to normal forms: one decision procedure for equality, which collects the conditions it needs.  Trusted.

Every symbol stands for a real number.  A logarithm is split only over factors proved positive; a power that is no
integer needs a positive base; a condition that is not proved is kept, one that is refuted is refused.
"""

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.bessel import besseli, besselk
from symbolic_info.proof.factors import clear_denominator, log_atom, power_of, prime_powers
from symbolic_info.proof.factors import without_common_power as without_shared
from symbolic_info.proof.forms import (
    ONE,
    ZERO,
    Atom,
    Form,
    Monomial,
    const,
    minus,
    of_atom,
    plus,
    product,
    scale,
    single,
    times,
    times_monomials,
    to_term,
    wave,
)  # fmt: skip
from symbolic_info.proof.gamma_sums import gammas
from symbolic_info.proof.gammas import lgamma, polygamma, ugamma
from symbolic_info.proof.matrices import Value, at_vector, determinant, trace
from symbolic_info.proof.signs import MAX_DENOMINATORS, POSITIVE, Later, Signs
from symbolic_info.proof.squares import MAX_POWER, as_square, expanded
from symbolic_info.proof.sums import sum_form
from symbolic_info.proof.terms import COORDINATES, INFINITY, MAX_BITS, MINUS_INFINITY, OPAQUE, QUANTITIES, Term, free, opaque
from symbolic_info.proof.zeta import zeta

if TYPE_CHECKING:
    from symbolic_info.proof.world import World

Condition = tuple[str, Term]
PLAIN = ("sym", "rat", "pi")  # worked out at once


class Normal:
    """A scope: a world, the signs that are known in it, the names that it binds, and the conditions collected so far."""

    def __init__(self, world: "World", signs: Signs, bound: frozenset[str] = frozenset(), zero: frozenset[Atom] = frozenset()) -> None:
        self.world, self.signs, self.bound, self.zero = world, signs, bound, zero
        self.conditions: set[Condition] = set()
        self.needed: dict[Term, Form] = {}  # what is positive by a condition that is kept
        self.vectors: dict[str, Value] = {}  # the shape of a vector or a matrix that an expectation binds
        self._worked_out = signs.forms.setdefault((bound, zero), {})

    # -- conditions ------------------------------------------------------------------------------------------------

    def need_positive(self, form: Form) -> None:
        sign = self.signs.sign(form)
        if sign < 0 or not form.terms:
            raise Rejected(f"needs {to_term(form)} > 0, which is refuted")
        if sign != POSITIVE:
            self.needed[to_term(form)] = form
            self.conditions.add(("positive", to_term(form)))

    def need_nonnegative(self, form: Form) -> None:
        sign = self.signs.sign(form)
        if sign == -POSITIVE:
            raise Rejected(f"needs {to_term(form)} >= 0, which is refuted")
        if sign <= 0:
            self.conditions.add(("nonnegative", to_term(form)))

    def need_nonzero(self, form: Form) -> None:
        if not form.terms:
            raise Rejected("division by zero")
        if not self.signs.is_nonzero(form) and not self._is_needed_positive(form):
            side = 1 if form.terms[-1][1] > 0 else -1  # a - b and b - a are one condition
            self.conditions.add(("nonzero", to_term(scale(form, side))))

    def _is_needed_positive(self, form: Form) -> bool:
        """Whether a multiple of ``form`` is positive by a condition that is kept already."""
        first, c = form.terms[0]
        kept = (k for t, k in sorted(self.needed.items()) if ("positive", t) in self.conditions)
        return any(minus(scale(form, k.coefficient(first) / c), k) == ZERO for k in kept)

    def need_existence(self, before: Term, after: Term) -> None:
        """What stands in ``before`` and no longer in ``after`` has to exist: oo - oo is not 0."""
        left = {self.form(t) for t in opaque(after)}
        gone = {self.form(t) for t in opaque(before)} - left
        self.conditions |= {("exists", to_term(form)) for form in gone}

    def scope(
        self, bound: Iterable[str], positive: Iterable[Form] = (), weak: "Iterable[Form] | Later" = (), zero: frozenset[Atom] = frozenset()
    ) -> "Normal":
        """An inner scope, which binds names, with more facts, entries that vanish, and no conditions yet."""
        if self.bound.intersection(bound):
            raise Rejected("a name is bound twice")
        inner = Normal(self.world, self.signs.extended(positive, weak), self.bound.union(bound), self.zero | zero)
        inner.vectors = self.vectors
        return inner

    def merge(self, inner: "Normal") -> None:
        """Take over the conditions of an inner scope; none may speak of a name that is bound there."""
        for kind, term in sorted(inner.conditions):
            if free(term) & (inner.bound - self.bound):
                raise Rejected(f"condition on a bound variable is not discharged: {kind} {term}")
            self.conditions.add((kind, term))
        self.needed |= inner.needed

    # -- the normal form -------------------------------------------------------------------------------------------

    def form(self, t: Term) -> Form:
        """The normal form of ``t``."""
        if t[0] in OPAQUE and self.bound:
            raise Rejected("an expectation or a quantity inside a sum or an expectation")
        if t[0] in PLAIN or self.vectors:
            return self._form(t)
        if t in self._worked_out:
            found = self._worked_out[t]
            return self._form(t) if found is None else found
        return self._form_apart(t)

    def _form(self, t: Term) -> Form:
        if t[0] in QUANTITIES:
            return of_atom(Atom(*t))
        method = getattr(self, f"_form_{t[0]}", None)
        if method is None:
            raise Rejected(f"{t[0]} has no normal form")
        return method(t)

    def _form_apart(self, t: Term) -> Form:
        """The form of ``t``, kept for all scopes of these facts and names if it needs no condition (none recorded before hides one)."""
        before = self.conditions, self.needed
        self.conditions, self.needed = set(), {}
        try:
            found: Form | None = self._form(t)
        except Rejected:
            found = None
        finally:
            own, (self.conditions, self.needed) = self.conditions, before
        if found is None or own:
            self._worked_out[t] = None
            return self._form(t)
        self._worked_out[t] = found
        return found

    def _form_sym(self, t: Term) -> Form:
        if t[1] in self.vectors:
            raise Rejected("a vector is no number")
        if t[1] in COORDINATES and t[1] not in self.bound:
            raise Rejected(f"a coordinate that nothing binds: {t[1]}")
        return of_atom(Atom("sym", t[1]))

    def _form_rat(self, t: Term) -> Form:
        return const(Fraction(t[1], t[2]))

    def _form_pi(self, t: Term) -> Form:
        return of_atom(Atom("pi"))

    def _form_add(self, t: Term) -> Form:
        return plus(*(self.form(a) for a in t[1:]))

    def _form_mul(self, t: Term) -> Form:
        return product(self.form(a) for a in t[1:])

    def _form_pow(self, t: Term) -> Form:
        return self.power(self.form(t[1]), self.form(t[2]))

    def _form_log(self, t: Term) -> Form:
        """The log of a product of positive sums is split before they are multiplied out."""
        factors = [self.form(a) for a in t[1][1:]] if t[1][0] == "mul" else []
        if sum(len(f.terms) > 1 for f in factors) > 1 and all(self.signs.is_positive(f) for f in factors):
            return plus(*map(self.log, factors))
        return self.log(self.form(t[1]))

    def _form_exp(self, t: Term) -> Form:
        return self.exp(self.form(t[1]))

    def _form_lgamma(self, t: Term) -> Form:
        return lgamma(self, self.form(t[1]))

    def _form_polygamma(self, t: Term) -> Form:
        return polygamma(self, t[1], self.form(t[2]))

    def _form_idx(self, t: Term) -> Form:
        self.world.arrays.entry(t)
        atom = Atom(*t)
        return ZERO if atom in self.zero else of_atom(atom)

    def _form_apply(self, t: Term) -> Form:
        return of_atom(Atom("apply", t[1], self.form(t[2])))

    def _form_abs(self, t: Term) -> Form:
        return self.absolute(self.form(t[1]))

    def _form_lgammas(self, t: Term) -> Form:
        return gammas(self, -1 if t[0] == "lgammas" else t[1], *map(self.form, t[-2:]))

    _form_polygammas = _form_lgammas

    def _form_erf(self, t: Term) -> Form:
        form = self.form(t[1])
        if not form.terms:
            return ZERO
        side = -1 if form.terms[0][1] < 0 else 1
        return scale(of_atom(Atom("erf", scale(form, side))), side)

    def _form_ceil(self, t: Term) -> Form:
        return of_atom(Atom("ceil", self.form(t[1])))

    def _form_trace(self, t: Term) -> Form:
        return trace(self, t[1])

    def _form_det(self, t: Term) -> Form:
        return determinant(self, t[1])

    def _form_value(self, t: Term) -> Form:
        return at_vector(self, t[1], t[2])

    def _form_cos(self, t: Term) -> Form:
        return wave(t[0], self.form(t[1]))

    _form_sin = _form_cos

    def _form_besseli(self, t: Term) -> Form:
        return besseli(self, t[1], self.form(t[2]))

    def _form_besselk(self, t: Term) -> Form:
        return besselk(self, self.form(t[1]), self.form(t[2]))

    def _form_zeta(self, t: Term) -> Form:
        return zeta(self, t[1], self.form(t[2]))

    def _form_ugamma(self, t: Term) -> Form:
        return ugamma(self, self.form(t[1]), self.form(t[2]))

    # -- powers ----------------------------------------------------------------------------------------------------

    def power(self, base: Form, exponent: Form) -> Form:
        """base^exponent; needs base > 0 unless the exponent is an integer, and base nonzero unless it is positive."""
        k = exponent.integer
        if k is None:
            self.need_positive(base)
        elif k <= 0:
            self.need_nonzero(base)
        if k == 0:
            return ONE
        if not base.terms:
            return ZERO
        if len(base.terms) == 1:
            return self._power_of_monomial(base, exponent, k)
        if k is not None and 0 < k <= MAX_POWER:
            return power_of(base, k)
        split = self.signs.over(base)
        if split is not None:
            return times(self.power(split[0], exponent), self.power(split[1], scale(exponent, -1)))
        return self._power_of_sum(base, exponent, k)

    def _power_of_monomial(self, base: Form, exponent: Form, k: int | None) -> Form:
        ((monomial, c),) = base.terms
        if k is not None:
            if abs(k) * max(c.numerator.bit_length(), c.denominator.bit_length()) > MAX_BITS:
                raise Rejected("a number too long to handle")
            m, extra = times_monomials(Monomial((a, times(e, exponent)) for a, e in monomial.factors))
            return scale(expanded(m), c**k * extra)
        sure, rest = self._positive_factors(monomial)
        m, extra = times_monomials(Monomial((a, times(e, exponent)) for a, e in sure))
        out = [scale(expanded(m), extra)]
        out += [single(*times_monomials(Monomial([(Atom("num", p), scale(exponent, n))]))) for p, n in prime_powers(abs(c))]
        if rest.factors:
            out.append(of_atom(Atom("poly", single(rest, 1 if c > 0 else -1)), exponent))
        return product(out)

    def _positive_factors(self, monomial: Monomial) -> tuple[list[tuple[Atom, Form]], Monomial]:
        """Factors whose base is positive, and the product of the others."""
        sure = [(a, e) for a, e in monomial.factors if self._is_positive_atom(a)]
        return sure, Monomial((a, e) for a, e in monomial.factors if (a, e) not in sure)

    def _is_positive_atom(self, atom: Atom) -> bool:
        return atom.head in ("E", "num", "pi") or self.signs.is_positive(of_atom(atom))

    def _power_of_sum(self, base: Form, exponent: Form, k: int | None) -> Form:
        c, monomial, rest = self.signs.primitive(base)
        if k is None and (c < 0 or not self.signs.is_positive(rest) or self._positive_factors(monomial)[1].factors):
            return of_atom(Atom("poly", base), exponent)
        outside = single(monomial, c)
        if len(rest.terms) == 1:
            return self.power(times(outside, rest), exponent)
        if (square := as_square(self.signs, rest)) is not None:
            return times(self.power(scale(outside, square[0]), exponent), self.power(square[1], scale(exponent, 2)))
        return times(self.power(outside, exponent), of_atom(Atom("poly", rest), exponent))

    # -- exponentials and logarithms -------------------------------------------------------------------------------

    def exp(self, form: Form) -> Form:
        """e^form: a term c log a becomes a^c."""
        exponents: dict[Atom, Form] = {}
        rest: dict[Monomial, Fraction] = {}
        for monomial, c in form.terms:
            logs = [a for a, e in monomial.factors if a.head == "log" and e == ONE]
            if len(logs) == 1:
                exponents[logs[0]] = plus(exponents.get(logs[0], ZERO), single(monomial.without(logs[0]), c))
            else:
                rest[monomial] = c
        out = [self.power(a.args[0], exponents[a]) for a in sorted(exponents, key=lambda a: a.text)]
        if rest:
            split = self.signs.over(Form(rest)) if any(a.head == "poly" for m in rest for a, _ in m.factors) else None
            whole = Form(rest) if split is None else times(split[0], self.power(split[1], const(-1)))  # equal exponents have one form
            out.append(of_atom(Atom("E"), whole))
        return product(out)

    def log(self, form: Form) -> Form:
        """log of a positive form, split over its provably positive factors."""
        self.need_positive(form)
        if len(form.terms) == 1:
            ((monomial, c),) = form.terms
            return self._log_of_monomial(monomial, c)
        split = self.signs.over(form)
        if split is not None:
            return minus(self.log(split[0]), self.log(split[1]))
        c, monomial, rest = self.signs.primitive(form)
        if self._positive_factors(monomial)[1].factors:
            return of_atom(Atom("log", form))
        if c < 0:
            c, rest = -c, scale(rest, -1)
        if len(rest.terms) == 1:
            return self.log(times(single(monomial, c), rest))
        if (square := as_square(self.signs, rest)) is not None:
            return plus(self._log_of_monomial(monomial, c * square[0]), scale(self.log(square[1]), 2))
        return plus(self._log_of_monomial(monomial, c), of_atom(Atom("log", rest)))

    def _log_of_monomial(self, monomial: Monomial, c: Fraction) -> Form:
        sure, rest = self._positive_factors(monomial)
        out = [scale(of_atom(Atom("log", const(p))), n) for p, n in prime_powers(abs(c))]
        out += [e if a.head == "E" else times(e, of_atom(log_atom(a))) for a, e in sure]
        below = [(a, k) for a, e in rest.factors if (k := e.integer) is not None and self.signs.is_positive(scale(of_atom(a), -1))]
        out += [scale(of_atom(Atom("log", scale(a.args[0] if a.head == "poly" else of_atom(a), -1))), k) for a, k in below]
        others = Monomial((a, e) for a, e in rest.factors if all(a != b for b, _ in below))
        side = (1 if c > 0 else -1) * (-1) ** sum(k for _, k in below)
        if others.factors or side < 0:
            out.append(of_atom(Atom("log", single(others, side))))
        return plus(*out)

    def absolute(self, form: Form) -> Form:
        """|form|: the sign where it is known, else a canonical one."""
        if self.signs.is_nonnegative(form):
            return form
        if self.signs.is_nonnegative(scale(form, -1)):
            return scale(form, -1)
        c, monomial, rest = self.signs.primitive(form)
        sure, unsure = self._positive_factors(monomial)
        inside = times(single(unsure), rest)
        return times(single(Monomial(sure), abs(c)), of_atom(Atom("abs", inside)))

    # -- binders ---------------------------------------------------------------------------------------------------

    def _form_mean(self, t: Term) -> Form:
        _, x, body, law = t
        inner = self.world.law_scope(self, law)
        form = inner.form(body)
        self.merge(inner)
        return of_atom(Atom("mean", x, form, law))

    def _form_part(self, t: Term) -> Form:
        _, x, body, law, lo, hi = t
        inner = self.world.part_scope(self, law, lo, hi)
        form = inner.form(body)
        self.merge(inner)
        return of_atom(Atom("part", x, form, law, *(e if e in (INFINITY, MINUS_INFINITY) else self.form(e) for e in (lo, hi))))

    def _form_sum(self, t: Term) -> Form:
        """Outside all binders a sum is worked out once: its form and its conditions depend on the world and the facts alone."""
        if self.bound or self.zero:
            return sum_form(self, t)
        if t not in self.signs.sums:
            apart = Normal(self.world, self.signs)
            self.signs.sums[t] = sum_form(apart, t), frozenset(apart.conditions)
        form, conditions = self.signs.sums[t]
        self.conditions |= conditions
        return form

    # -- equality --------------------------------------------------------------------------------------------------

    def is_zero(self, form: Form) -> bool:
        """Whether ``form`` vanishes once denominators are cleared: their bases are nonzero by the conditions recorded with them."""
        for _ in range(MAX_DENOMINATORS):
            cleared = clear_denominator(form, lambda inner: True)
            shared = without_shared(form) if cleared is None else None
            if cleared is None and shared is None:
                return not form.terms
            form = cleared[0] if cleared else shared or ZERO
        raise Rejected("too many denominators")

    def same(self, a: Term, b: Term) -> bool:
        """Whether two terms have one value wherever both are defined."""
        return self.is_zero(minus(self.form(a), self.form(b)))
