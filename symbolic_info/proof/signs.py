"""The sign prover: what the declared facts say of the sign of a normal form.  Trusted, incomplete, bounded.

A sign is 2 (> 0), 1 (>= 0), 0 (not known), -1 (<= 0), -2 (< 0).  The product of two known signs has the weaker
strength: (> 0)(>= 0) is >= 0, never > 0.
"""

from collections.abc import Callable, Iterable
from fractions import Fraction

from symbolic_info.proof.bounds import bounds_of
from symbolic_info.proof.factors import clear_denominator, log_of_monomial
from symbolic_info.proof.facts import Facts, both_ways
from symbolic_info.proof.forms import ONE, UNIT, WAVES, ZERO, Atom, Form, Monomial, const, minus, of_atom, plus, scale, single, times
from symbolic_info.proof.terms import Term
from symbolic_info.proof.waves import sign_by_amplitude, sign_of_wave

MAX_DEPTH = 5
MAX_SQUARES = 2
ZERO_OFFSET = Fraction(0)
MAX_DENOMINATORS = 12
POSITIVE, NONNEGATIVE, UNKNOWN = 2, 1, 0


def times_signs(*signs: int) -> int:
    """The sign of a product."""
    if not signs:
        return POSITIVE
    strength = min(abs(s) for s in signs)
    return strength * (-1) ** sum(s < 0 for s in signs)


def plus_signs(signs: Iterable[int]) -> int:
    """The sign of a sum: only terms that agree say anything."""
    found = UNKNOWN
    for sign in signs:
        if sign == UNKNOWN or sign * found < 0:
            return UNKNOWN
        found = sign if abs(sign) > abs(found) else found
    return found or NONNEGATIVE


def of_number(c: Fraction) -> int:
    return POSITIVE if c > 0 else -POSITIVE if c < 0 else NONNEGATIVE


def content(form: Form) -> tuple[Monomial, Form]:
    """``form`` as (m, p) with form = m p and p without common factor; exponents of m may be negative."""
    tables = [{a.text: e for a, e in m.factors} for m, _ in form.terms]
    common = []
    for atom in form.atoms():
        exponents = [table.get(atom.text, ZERO) for table in tables]
        offsets = [ZERO_OFFSET if e is exponents[0] else minus(e, exponents[0]).constant for e in exponents]
        if all(o is not None for o in offsets):
            least = plus(exponents[0], const(min(o for o in offsets if o is not None)))
            if least.terms:
                common.append((atom, least))
    outside = Monomial(common)
    inverse = Monomial((a, scale(e, -1)) for a, e in common)
    return outside, times(form, single(inverse))


Judge = Callable[["Signs", Atom], int]
Later = Callable[[], Iterable[Form]]


class Signs:
    """Facts: forms declared > 0 and forms declared >= 0.  Answers are kept per instance; the facts never change.

    ``judge`` says what a world knows of the sign of an entry of an array, or of a sum, where these facts hold.
    """

    def __init__(
        self, positive: tuple[Form, ...] = (), weak: "Iterable[Form] | Later" = (), judge: "Judge" = lambda signs, atom: UNKNOWN
    ) -> None:
        self.positive, self._weak, self.judge = positive, weak, judge
        self._certain = both_ways(positive, POSITIVE)
        self._faint: dict[str, int] | None = None
        self._bases: dict[str, int] = {}  # what ``_plain_factor`` has found
        self.positive += tuple(f for f in self._logarithms() if self._certain.get(f.text) != POSITIVE)
        self._certain, self._bases = both_ways(self.positive, POSITIVE), {}
        self._known: dict[str, tuple[int, int]] = {}  # a sign, and the depth from which it was searched
        self._declared_positive = positive
        self._exceeding: dict[tuple[str, int], int] = {}  # what ``_above`` has found
        self._tables: dict[int, Facts] = {}
        self.sums: dict[Term, tuple[Form, frozenset]] = {}  # what ``Normal`` has worked out where these are the facts
        self.forms: dict[tuple[frozenset, frozenset], dict[Term, Form | None]] = {}  # by what a scope binds and what vanishes in it
        self._scopes: dict[tuple[str, ...], Signs] = {}

    @property
    def weak(self) -> tuple[Form, ...]:
        """Forms declared >= 0; where many follow from a domain they are made when first asked for."""
        if not isinstance(self._weak, tuple):
            self._weak = tuple(self._weak() if callable(self._weak) else self._weak)
        return self._weak

    def _facts_for(self, budget: int) -> "Facts":
        """The facts that may be taken off a form, with products of two declared ones where two may be; made when first asked for."""
        if budget not in self._tables:
            declared = self._declared_positive
            pairs = [times(f, g) for i, f in enumerate(declared) for g in declared[: i + 1]] if budget > 1 else []
            self._tables[budget] = Facts([*((f, POSITIVE) for f in (*self.positive, *pairs)), *((f, UNKNOWN) for f in self.weak)])
        return self._tables[budget]

    def _logarithms(self) -> list[Form]:
        """m1 - m2 > 0 gives log m1 - log m2 > 0, where the atoms of m2 are positive, and those of m1 unless m1 is one atom."""
        out = []
        for fact in self.positive:
            if len(fact.terms) == 2 and fact.terms[0][1] * fact.terms[1][1] < 0:
                (larger, c), (smaller, d) = sorted(fact.terms, key=lambda mc: -mc[1])
                above, below = (all(self._plain_factor(a, ONE) == POSITIVE for a, _ in m.factors) for m in (larger, smaller))
                lone = len(larger.factors) == 1 and larger.factors[0][1] == ONE
                if below and (above or lone):
                    out.append(minus(log_of_monomial(larger, c), log_of_monomial(smaller, -d)))
        return out

    def extended(self, positive: Iterable[Form] = (), weak: "Iterable[Form] | Later" = ()) -> "Signs":
        """A scope with more facts; one scope for one set of facts."""
        more = tuple(positive)
        if callable(weak):
            later = weak
            return Signs(self.positive + more, lambda: (*self.weak, *later()), self.judge)
        fainter = tuple(weak)
        key = (*(f.text for f in more), "", *(f.text for f in fainter))
        if key not in self._scopes:
            self._scopes[key] = Signs(self.positive + more, lambda: (*self.weak, *fainter), self.judge)
        return self._scopes[key]

    def is_positive(self, form: Form) -> bool:
        return self.sign(form) == POSITIVE

    def is_nonnegative(self, form: Form) -> bool:
        return not form.terms or self.sign(form) > 0

    def is_nonzero(self, form: Form) -> bool:
        return abs(self.sign(form)) == POSITIVE

    def sign(self, form: Form, depth: int = 0) -> int:
        """The sign of ``form``; 0 where the facts do not decide within the depth."""
        if form.constant is not None:
            return of_number(form.constant)
        found, reached = self._known.get(form.text, (UNKNOWN, MAX_DEPTH + 1))
        if abs(found) == POSITIVE or depth >= reached:
            return found
        found = self._search(form, depth)
        self._known[form.text] = found, depth
        return found

    def _search(self, form: Form, depth: int) -> int:
        declared = self._declared(form)
        if abs(declared) == POSITIVE:
            return declared
        if len(form.terms) == 1:
            (monomial, c), *_ = form.terms
            return self._single(form, monomial, c, depth) or declared
        ways = (
            self._termwise,
            lambda f, d: sign_by_amplitude(self, f, d),
            self._by_entries,
            self._factored,
            self._two_logs,
            self._two_erfs,
            self._logs_of_numbers,
            self._monotone,
            self._quadratic,
            self._cleared,
            self._facts,
        )
        best = declared
        for way in ways:
            found = way(form, depth)
            if abs(found) == POSITIVE:
                return found
            best = best or found
        return best

    def _declared(self, form: Form) -> int:
        if form.text in self._certain:
            return self._certain[form.text]
        if self._faint is None:
            self._faint = both_ways(self.weak, NONNEGATIVE)
        return self._faint.get(form.text, UNKNOWN)

    def _single(self, form: Form, monomial: Monomial, c: Fraction, depth: int) -> int:
        found = times_signs(of_number(c), self.monomial_sign(monomial, depth))
        return found if abs(found) == POSITIVE else self._facts(form, depth) or found

    def monomial_sign(self, monomial: Monomial, depth: int = 0) -> int:
        signs = []
        for a, e in monomial.factors:
            signs.append(self._factor_sign(a, e, depth))
            if signs[-1] == UNKNOWN:
                return UNKNOWN
        return times_signs(*signs)

    def _factor_sign(self, atom: Atom, exponent: Form, depth: int) -> int:
        """The sign of atom^exponent; a power that is no integer exists only over a positive base."""
        base = self._atom_sign(atom, depth)
        if base == POSITIVE:
            return POSITIVE
        k = exponent.integer
        if k is None:
            return UNKNOWN
        if k % 2 == 0:
            return POSITIVE if base == -POSITIVE else NONNEGATIVE
        return base

    def _atom_sign(self, atom: Atom, depth: int) -> int:
        if atom.head in ("E", "num", "pi"):
            return POSITIVE
        if atom.head in ("sym", "idx", "apply", "sum", "det", "value"):
            form = of_atom(atom)
            known = self._declared(form)
            known = known if abs(known) == POSITIVE else self.judge(self, atom) or known
            return known if abs(known) == POSITIVE else self._facts(form, depth) or known
        inner = atom.args[-1]
        if atom.head in ("poly", "erf"):
            return self.sign(inner, depth + 1)
        if atom.head == "log":
            return self.sign(minus(inner, ONE), depth + 1)
        if atom.head == "abs":
            return POSITIVE if abs(self.sign(inner, depth + 1)) == POSITIVE else NONNEGATIVE
        if atom.head == "polygamma" and atom.args[0] != 0 and self.sign(inner, depth + 1) == POSITIVE:
            return POSITIVE if atom.args[0] % 2 else -POSITIVE
        if atom.head in ("ugamma", "besseli", "besselk") and self.sign(inner, depth + 1) == POSITIVE:
            return POSITIVE
        if atom.head == "zeta" and self.sign(minus(inner, ONE), depth + 1) == POSITIVE:
            return -POSITIVE if atom.args[0] % 2 else POSITIVE
        return sign_of_wave(self, atom, depth) if atom.head in WAVES else UNKNOWN

    def _termwise(self, form: Form, depth: int) -> int:
        return plus_signs(times_signs(of_number(c), self.monomial_sign(m, depth)) for m, c in form.terms)

    def _by_entries(self, form: Form, depth: int) -> int:
        """Terms with the same entries of arrays together: t p + (1 - t) q, where p > 0, q >= 0 and 0 < t < 1."""
        groups: dict[Monomial, list[tuple[Monomial, Fraction]]] = {}
        for monomial, c in form.terms:
            entries = Monomial((a, e) for a, e in monomial.factors if a.head == "idx")
            groups.setdefault(entries, []).append((Monomial((a, e) for a, e in monomial.factors if a.head != "idx"), c))
        if len(groups) in (1, len(form.terms)):
            return UNKNOWN
        signs = (
            times_signs(self.monomial_sign(entries, depth), self.sign(plus(*(single(*term) for term in terms)), depth + 1))
            for entries, terms in groups.items()
        )
        return plus_signs(signs)

    def _factored(self, form: Form, depth: int) -> int:
        outside, inside = content(form)
        if outside == UNIT:
            return UNKNOWN
        sign = self.monomial_sign(outside, depth)
        return times_signs(sign, self.sign(inside, depth + 1)) if sign else UNKNOWN

    def _two_erfs(self, form: Form, depth: int) -> int:
        """erf is odd and increasing: erf a - erf b has the sign of a - b, erf a + erf b that of a + b."""
        if len(form.terms) != 2 or {abs(c) for _, c in form.terms} != {1}:
            return UNKNOWN
        factors = [m.factors for m, _ in form.terms]
        if any(len(f) != 1 or f[0][0].head != "erf" or f[0][1] != ONE for f in factors):
            return UNKNOWN
        return self.sign(plus(*(scale(f[0][0].args[0], c) for f, (_, c) in zip(factors, form.terms, strict=True))), depth + 1)

    def _quadratic(self, form: Form, depth: int) -> int:
        """a y^2 + b y + c with a > 0 and 4 a c > b^2 is positive, and with 4 a c = b^2 a square."""
        symbols = [atom for atom in form.atoms() if atom.head == "sym"] if depth <= MAX_SQUARES else []
        for atom in symbols:
            rows: dict[int | None, list[Form]] = {}
            for m, c in form.terms:
                rows.setdefault(m.exponent(atom).integer, []).append(single(m.without(atom), c))
            if 2 in rows and set(rows) <= {0, 1, 2}:
                c0, c1, c2 = (plus(*rows.get(k, [])) for k in (0, 1, 2))
                gap = minus(scale(times(c2, c0), 4), times(c1, c1))
                if self.sign(c2, depth + 1) == POSITIVE and (not gap.terms or self.sign(gap, depth + 1) == POSITIVE):
                    root = plus(scale(times(c2, of_atom(atom)), 2), c1)  # gap = 0: the form is (2 a y + b)^2/(4 a)
                    return POSITIVE if gap.terms or abs(self.sign(root, depth + 1)) == POSITIVE else NONNEGATIVE
        return UNKNOWN

    def _two_logs(self, form: Form, depth: int) -> int:
        """log a - log b has the sign of a - b."""
        if len(form.terms) != 2 or {c for _, c in form.terms} != {1, -1}:
            return UNKNOWN
        factors = [m.factors for m, _ in form.terms]
        if any(len(f) != 1 or f[0][0].head != "log" or f[0][1] != ONE for f in factors):
            return UNKNOWN
        first, second = (f[0][0].args[0] for f in factors)
        return self.sign(scale(minus(first, second), form.terms[0][1]), depth + 1)

    def _logs_of_numbers(self, form: Form, depth: int) -> int:
        """r + sum c_k log a_k, with rational r, c_k and a_k > 0 (or pi), by rational bounds; equal logarithms have cancelled before."""
        low = high = Fraction(0)
        for monomial, c in form.terms:
            known = (Fraction(1), Fraction(1)) if monomial == UNIT else bounds_of(monomial)
            if known is None:
                return UNKNOWN
            ends = sorted(c * bound for bound in known)
            low, high = low + ends[0], high + ends[1]
        return POSITIVE if low > 0 else -POSITIVE if high < 0 else UNKNOWN

    def _monotone(self, form: Form, depth: int) -> int:
        """m1 - m2 has the sign of log m1 - log m2, where every atom is positive (that the monomials are is not enough)."""
        if len(form.terms) != 2 or form.terms[0][1] * form.terms[1][1] > 0:
            return UNKNOWN
        if any(self._atom_sign(atom, depth) != POSITIVE for atom in form.atoms()):
            return UNKNOWN
        (plus_m, plus_c), (minus_m, minus_c) = sorted(form.terms, key=lambda mc: -mc[1])
        return self.sign(minus(log_of_monomial(plus_m, plus_c), log_of_monomial(minus_m, -minus_c)), depth + 1)

    def _cleared(self, form: Form, depth: int) -> int:
        """Times a positive denominator."""
        cleared = clear_denominator(form, lambda inner: self.sign(inner, depth + 1) == POSITIVE)
        return UNKNOWN if cleared is None else self.sign(cleared[0], depth + 1)

    def primitive(self, form: Form) -> tuple[Fraction, Monomial, Form]:
        """form = c m p: p has no common factor and first coefficient 1 or -1; p is positive if that is provable."""
        monomial, rest = content(form)
        lead = rest.terms[0][1]
        rest = scale(rest, 1 / lead)
        if self.sign(rest) == -POSITIVE:
            return -lead, monomial, scale(rest, -1)
        return lead, monomial, rest

    def over(self, form: Form) -> tuple[Form, Form] | None:
        """form = numerator / denominator, the denominator a product of positive sums; None where there is none."""
        numerator, denominator = form, ONE
        for _ in range(MAX_DENOMINATORS):
            cleared = clear_denominator(numerator, self.is_positive)
            if cleared is None:
                break
            numerator, denominator = cleared[0], times(denominator, cleared[1])
        return None if denominator == ONE else (numerator, denominator)

    def _facts(self, form: Form, depth: int) -> int:
        """form - r fact >= 0 with r > 0, for a declared fact, or a product of two; and the same for -form."""
        return self._above(form, 2) or -self._above(scale(form, -1), 2)

    def is_above_a_fact(self, form: Form, depth: int = 0) -> bool:
        """Whether ``form`` is a product of positive factors and one that exceeds a declared fact by something plainly >= 0."""
        outside, inside = content(form)
        plainly = self._plain(inside) == POSITIVE or self._above(inside, 1) == POSITIVE
        return plainly and self.monomial_sign(outside, depth) == POSITIVE

    def _above(self, target: Form, budget: int) -> int:
        """2 or 1 where the target exceeds facts, at most ``budget`` of them, by something plainly >= 0; else 0."""
        key = target.text, budget
        if key not in self._exceeding:
            self._exceeding[key] = self._exceeds(target, budget)
        return self._exceeding[key]

    def _exceeds(self, target: Form, budget: int) -> int:
        best = UNKNOWN
        for fact, strength, ratio in self._facts_for(budget).within(target):
            rest = plus(target, scale(fact, -ratio))
            sign = self._plain(rest)
            if sign == UNKNOWN and budget > 1 and len(rest.terms) <= len(target.terms):
                sign = self._above(rest, budget - 1)
            best = max(best, strength if sign > 0 else UNKNOWN, sign)
            if best == POSITIVE:
                return best
        return best

    def _plain(self, form: Form) -> int:
        """The sign that the terms show by themselves, by declared signs of atoms only."""
        if form.constant is not None:
            return of_number(form.constant)
        signs = (times_signs(of_number(c), *(self._plain_factor(a, e) for a, e in m.factors)) for m, c in form.terms)
        return self._declared(form) or plus_signs(signs)

    def _plain_factor(self, atom: Atom, exponent: Form) -> int:
        if atom.head in ("E", "num", "pi"):
            return POSITIVE
        if atom.text not in self._bases:
            base = self._declared(of_atom(atom))
            self._bases[atom.text] = self._plain(atom.args[0]) if base == UNKNOWN and atom.head == "poly" else base
        base, k = self._bases[atom.text], exponent.integer
        if base == POSITIVE or k is None:
            return base if base == POSITIVE else UNKNOWN
        return base if k % 2 else (POSITIVE if base == -POSITIVE else NONNEGATIVE)
