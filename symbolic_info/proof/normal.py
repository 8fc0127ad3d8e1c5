"""From terms to normal forms: one decision procedure for equality, which collects the conditions it needs.  Trusted.

Every symbol stands for a real number.  A logarithm is split only over factors proved positive; a power that is no
integer needs a positive base; a condition that is not proved is kept, one that is refuted is refused.
"""

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.forms import MAX_BITS, ONE, ZERO, Atom, Form, Monomial, const, depends, minus, of_atom, plus, product, scale, single, times, times_monomials, to_term
from symbolic_info.proof.signs import POSITIVE, Signs, clear_denominator, content, log_atom, power_of, prime_powers
from symbolic_info.proof.terms import QUANTITIES, Term, free, subst, sym

if TYPE_CHECKING:
    from symbolic_info.proof.world import World

Condition = tuple[str, Term]
MAX_POWER = 12
MAX_SHIFT = 64
MAX_DENOMINATORS = 12
HALF_LOG_PI = scale(of_atom(Atom("log", of_atom(Atom("pi")))), Fraction(1, 2))


class Normal:
    """A scope: a world, the signs that are known in it, and the conditions collected so far."""

    def __init__(self, world: "World", signs: Signs) -> None:
        self.world, self.signs = world, signs
        self.conditions: set[Condition] = set()

    # -- conditions ------------------------------------------------------------------------------------------------

    def need_positive(self, form: Form) -> None:
        sign = self.signs.sign(form)
        if sign < 0 or not form.terms:
            raise Rejected(f"needs {to_term(form)} > 0, which is refuted")
        if sign != POSITIVE:
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
        if not self.signs.is_nonzero(form):
            self.conditions.add(("nonzero", to_term(form)))

    def merge(self, inner: "Normal", bound: Iterable[str]) -> None:
        """Take over the conditions of an inner scope; none may speak of a name that is bound there."""
        for kind, term in sorted(inner.conditions, key=repr):
            if free(term) & set(bound):
                raise Rejected(f"condition on a bound variable is not discharged: {kind} {term}")
            self.conditions.add((kind, term))

    def scope(self, positive: Iterable[Form] = (), weak: Iterable[Form] = ()) -> "Normal":
        """An inner scope with more facts and no conditions yet."""
        return Normal(self.world, self.signs.extended(positive, weak))

    # -- the normal form -------------------------------------------------------------------------------------------

    def form(self, t: Term) -> Form:
        """The normal form of ``t``."""
        head = t[0]
        if head in QUANTITIES:
            return of_atom(Atom(head, *t[1:]))
        method = getattr(self, f"_form_{head}", None)
        if method is None:
            raise Rejected(f"{head} has no normal form")
        return method(t)

    def _form_sym(self, t: Term) -> Form:
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
        return self.log(self.form(t[1]))

    def _form_exp(self, t: Term) -> Form:
        return self.exp(self.form(t[1]))

    def _form_lgamma(self, t: Term) -> Form:
        return self.lgamma(self.form(t[1]))

    def _form_polygamma(self, t: Term) -> Form:
        return self.polygamma(t[1], self.form(t[2]))

    def _form_idx(self, t: Term) -> Form:
        return of_atom(Atom("idx", *t[1:]))

    def _form_apply(self, t: Term) -> Form:
        return of_atom(Atom("apply", t[1], self.form(t[2])))

    def _form_abs(self, t: Term) -> Form:
        return self.absolute(self.form(t[1]))

    def _form_erf(self, t: Term) -> Form:
        form = self.form(t[1])
        if not form.terms:
            return ZERO
        side = -1 if form.terms[0][1] < 0 else 1
        return scale(of_atom(Atom("erf", scale(form, side))), side)

    def _form_ugamma(self, t: Term) -> Form:
        return self.ugamma(self.form(t[1]), self.form(t[2]))

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
        split = self.over(base)
        if split is not None:
            return times(self.power(split[0], exponent), self.power(split[1], scale(exponent, -1)))
        return self._power_of_sum(base, exponent, k)

    def _power_of_monomial(self, base: Form, exponent: Form, k: int | None) -> Form:
        ((monomial, c),) = base.terms
        if k is not None:
            if abs(k) * max(c.numerator.bit_length(), c.denominator.bit_length()) > MAX_BITS:
                raise Rejected("a number too long to handle")
            m, extra = times_monomials(Monomial((a, times(e, exponent)) for a, e in monomial.factors))
            return single(m, c**k * extra)
        sure, rest = self._positive_factors(monomial)
        out = [single(*times_monomials(Monomial((a, times(e, exponent)) for a, e in sure)))]
        out += [single(*times_monomials(Monomial([(Atom("num", p), scale(exponent, n))]))) for p, n in _primes(abs(c))]
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
        c, monomial, rest = self.primitive(base)
        if k is None and (c < 0 or not self.signs.is_positive(rest) or self._positive_factors(monomial)[1].factors):
            return of_atom(Atom("poly", base), exponent)
        outside = single(monomial, c)
        if len(rest.terms) == 1:
            return self.power(times(outside, rest), exponent)
        return times(self.power(outside, exponent), of_atom(Atom("poly", rest), exponent))

    def primitive(self, form: Form) -> tuple[Fraction, Monomial, Form]:
        """form = c m p: p has no common factor and first coefficient 1 or -1; p is positive if that is provable."""
        monomial, rest = content(form)
        lead = rest.terms[0][1]
        rest = scale(rest, 1 / lead)
        if self.signs.sign(rest) == -POSITIVE:
            return -lead, monomial, scale(rest, -1)
        return lead, monomial, rest

    def over(self, form: Form) -> tuple[Form, Form] | None:
        """form = numerator / denominator, the denominator a product of positive sums; None where there is none."""
        numerator, denominator = form, ONE
        for _ in range(MAX_DENOMINATORS):
            cleared = clear_denominator(numerator, self.signs.is_positive)
            if cleared is None:
                break
            factor = self._cleared_factor(numerator)
            numerator, denominator = cleared, times(denominator, factor)
        return None if denominator == ONE else (numerator, denominator)

    def _cleared_factor(self, form: Form) -> Form:
        """What ``clear_denominator`` multiplied by."""
        for atom in form.atoms():
            powers = [m.exponent(atom).integer for m, _ in form.terms]
            whole = [k for k in powers if k is not None]
            if atom.head == "poly" and isinstance(atom.args[0], Form) and len(whole) == len(powers) and min(whole) < 0 and self.signs.is_positive(atom.args[0]):
                return of_atom(atom, const(-min(whole)))
        raise Rejected("no denominator")

    # -- exponentials and logarithms -------------------------------------------------------------------------------

    def exp(self, form: Form) -> Form:
        """e^form: a term c log a becomes a^c."""
        out, rest = [], {}
        for monomial, c in form.terms:
            logs = [a for a, e in monomial.factors if a.head == "log" and e == ONE]
            if len(logs) == 1 and isinstance(logs[0].args[0], Form):
                out.append(self.power(logs[0].args[0], single(monomial.without(logs[0]), c)))
            else:
                rest[monomial] = c
        if rest:
            out.append(of_atom(Atom("E"), Form(rest)))
        return product(out)

    def log(self, form: Form) -> Form:
        """log of a positive form, split over its provably positive factors."""
        self.need_positive(form)
        if len(form.terms) == 1:
            ((monomial, c),) = form.terms
            return self._log_of_monomial(monomial, c)
        split = self.over(form)
        if split is not None:
            return minus(self.log(split[0]), self.log(split[1]))
        c, monomial, rest = self.primitive(form)
        if self._positive_factors(monomial)[1].factors:
            return of_atom(Atom("log", form))
        if c < 0:
            c, rest = -c, scale(rest, -1)
        if len(rest.terms) == 1:
            return self.log(times(single(monomial, c), rest))
        return plus(self._log_of_monomial(monomial, c), of_atom(Atom("log", rest)))

    def _log_of_monomial(self, monomial: Monomial, c: Fraction) -> Form:
        sure, rest = self._positive_factors(monomial)
        out = [scale(of_atom(Atom("log", const(p))), n) for p, n in _primes(abs(c))]
        out += [e if a.head == "E" else times(e, of_atom(log_atom(a))) for a, e in sure]
        if rest.factors:
            out.append(of_atom(Atom("log", single(rest, 1 if c > 0 else -1))))
        elif c < 0:
            raise Rejected("logarithm of a negative number")
        return plus(*out)

    def absolute(self, form: Form) -> Form:
        """|form|: the sign where it is known, else a canonical one."""
        if self.signs.is_nonnegative(form):
            return form
        if self.signs.is_nonnegative(scale(form, -1)):
            return scale(form, -1)
        c, monomial, rest = self.primitive(form)
        sure, unsure = self._positive_factors(monomial)
        inside = times(single(unsure), rest)
        return times(single(Monomial(sure), abs(c)), of_atom(Atom("abs", inside)))

    # -- gamma functions -------------------------------------------------------------------------------------------

    def lgamma(self, form: Form) -> Form:
        """log Gamma, its argument shifted until its rational part lies in [0, 1), where the signs allow it."""
        self.need_positive(form)
        out: list[Form] = []
        for _ in range(MAX_SHIFT):
            step = self._shift(form)
            if step == 0:
                return plus(*out, self._lgamma_in_strip(form))
            if step < 0:
                form = minus(form, ONE)
                out.append(self.log(form))
            else:
                out.append(scale(self.log(form), -1))
                form = plus(form, ONE)
        raise Rejected(f"a shift of a gamma function by more than {MAX_SHIFT}")

    def polygamma(self, order: int, form: Form) -> Form:
        """The derivative of log Gamma of this order plus one, shifted in the same way."""
        self.need_positive(form)
        out: list[Form] = []
        factor = Fraction((-1) ** order)
        for i in range(1, order + 1):
            factor *= i
        for _ in range(MAX_SHIFT):
            step = self._shift(form)
            if step == 0:
                return plus(*out, of_atom(Atom("polygamma", order, form)))
            if step < 0:
                form = minus(form, ONE)
                out.append(scale(self.power(form, const(-order - 1)), factor))
            else:
                out.append(scale(self.power(form, const(-order - 1)), -factor))
                form = plus(form, ONE)
        raise Rejected(f"a shift of a polygamma function by more than {MAX_SHIFT}")

    def ugamma(self, s: Form, z: Form) -> Form:
        """Gamma(s, z) = (s-1) Gamma(s-1, z) + z^(s-1) e^(-z) down to the strip, and Gamma(1, z) = e^(-z) (DLMF 8.8.2)."""
        self.need_positive(s)
        self.need_positive(z)
        end = self.exp(scale(z, -1))
        out, factor = [], ONE
        for _ in range(MAX_SHIFT):
            if s == ONE:
                return plus(*out, times(factor, end))
            if self._shift(s) != -1:
                return plus(*out, times(factor, of_atom(Atom("ugamma", s, z))))
            s = minus(s, ONE)
            out.append(product([factor, self.power(z, s), end]))
            factor = times(factor, s)
        raise Rejected(f"a shift of an incomplete gamma function by more than {MAX_SHIFT}")

    def _shift(self, form: Form) -> int:
        offset = form.coefficient(Monomial(()))
        lower = minus(form, ONE)
        if offset >= 1 and lower.terms and self.signs.is_positive(lower):
            return -1
        return 1 if offset < 0 else 0

    def _lgamma_in_strip(self, form: Form) -> Form:
        value = form.constant
        if value == 1:
            return ZERO
        return HALF_LOG_PI if value == Fraction(1, 2) else of_atom(Atom("lgamma", form))

    # -- binders ---------------------------------------------------------------------------------------------------

    def _form_mean(self, t: Term) -> Form:
        _, x, body, law = t
        inner = self.world.law_scope(self, law)
        form = inner.form(body)
        self.merge(inner, (x,))
        return of_atom(Atom("mean", x, form, law))

    def _form_part(self, t: Term) -> Form:
        _, x, body, law, lo, hi = t
        inner = self.world.part_scope(self, law, lo, hi)
        form = inner.form(body)
        self.merge(inner, (x,))
        return of_atom(Atom("part", x, form, law, *(e[0] if e[0] in ("infinity", "minus_infinity") else self.form(e) for e in (lo, hi))))

    def _form_sum(self, t: Term) -> Form:
        """A sum over the support of an array: factors free of its indices come out, and the masses total 1."""
        _, indices, array, body = t
        work = tuple(f"_w{_depth(t)}_{i}" for i in range(len(indices)))
        if set(work) & free(body):
            raise Rejected("reserved names in a sum")
        inner = self.world.index_scope(self, array, work)
        form = inner.form(subst(body, {i: sym(w) for i, w in zip(indices, work, strict=True)}))
        self.merge(inner, work)
        out: list[Form] = []
        for monomial, c in form.terms:
            inside, outside = depends(monomial, set(work))
            out.append(scale(times(single(outside), self._sum_of(inside, array, work)), c))
        return plus(*out)

    def _sum_of(self, monomial: Monomial, array: str, work: tuple[str, ...]) -> Form:
        whole = Monomial([(Atom("idx", array, *work), ONE)])
        if monomial == whole:
            return ONE
        body = to_term(single(monomial))
        names = tuple(f"_k{_depth(body)}_{i}" for i in range(len(work)))
        inner = self.world.index_scope(self, array, names)
        form = inner.form(subst(body, {w: sym(k) for w, k in zip(work, names, strict=True)}))
        self.merge(inner, names)
        return of_atom(Atom("sum", names, array, form))

    # -- equality --------------------------------------------------------------------------------------------------

    def is_zero(self, form: Form) -> bool:
        """Whether ``form`` vanishes once denominators are cleared."""
        for _ in range(MAX_DENOMINATORS):
            if not form.terms:
                return True
            cleared = self._clear_nonzero(form)
            if cleared is None:
                return False
            form = cleared
        raise Rejected("too many denominators")

    def _clear_nonzero(self, form: Form) -> Form | None:
        """Times a denominator; a base that stands in a denominator is nonzero by the condition recorded with it."""
        return clear_denominator(form, lambda inner: True)

    def same(self, a: Term, b: Term) -> bool:
        """Whether two terms have one value wherever both are defined."""
        return self.is_zero(minus(self.form(a), self.form(b)))


def _primes(value: Fraction) -> list[tuple[int, int]]:
    down = {p: -n for p, n in prime_powers(value.denominator).items()}
    return sorted((prime_powers(value.numerator) | down).items())


def _depth(t: Any) -> int:
    inside = max((_depth(a) for a in t if isinstance(a, tuple)), default=0)
    return inside + 1 if t and t[0] == "sum" else inside
