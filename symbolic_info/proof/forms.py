"""Normal forms as data: rational combinations of monomials, a monomial a product of atoms with normal-form exponents.  Trusted.

Forms, monomials and atoms carry a canonical text; two are equal exactly when their texts are, and texts give the order
in which everything is walked.  Names hold no punctuation (see ``terms.NAME``), so the text of a form can be read one way only.
"""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.terms import COORDINATES, MAX_BITS, Term, X, indices_of, rat

MAX_TERMS = 4000
MAX_PRODUCTS = 40_000


class Atom:
    """Something that is not taken apart: ``head`` and arguments that are forms, names, numbers or tuples of names."""

    __slots__ = ("args", "head", "text")
    text: str

    def __init__(self, head: str, *args: Any) -> None:
        self.head, self.args = head, args
        self.text = f"{head}({','.join(a.text if isinstance(a, Form) else str(a) for a in args)})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Atom) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)

    def __repr__(self) -> str:
        return self.text


class Monomial:
    """A product of atoms, each to a non-zero exponent; sorted by the atoms' texts."""

    __slots__ = ("factors", "text")
    text: str

    def __init__(self, factors: Iterable[tuple[Atom, "Form"]]) -> None:
        self.factors = tuple(factors)
        if len(self.factors) > 1:
            self.factors = tuple(sorted(self.factors, key=lambda ae: ae[0].text))
        self.text = "*".join([a.text if e.text == ONE_TEXT else f"{a.text}^{e.text}" for a, e in self.factors])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Monomial) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)

    def exponent(self, atom: Atom) -> "Form":
        return next((e for a, e in self.factors if a == atom), ZERO)

    def without(self, atom: Atom) -> "Monomial":
        return Monomial((a, e) for a, e in self.factors if a != atom)


class Form:
    """A sum of coefficient times monomial, sorted; no zero coefficient."""

    __slots__ = ("_text", "terms")

    def __init__(self, terms: dict[Monomial, Fraction]) -> None:
        if len(terms) > MAX_TERMS:
            raise Rejected(f"a normal form of more than {MAX_TERMS} terms")
        self.terms = tuple(sorted(((m, c) for m, c in terms.items() if c), key=lambda mc: mc[0].text))
        self._text = ""

    @property
    def text(self) -> str:
        """Made when first asked for: most forms are steps on the way to another."""
        if not self._text:
            self._text = "[" + "+".join([f"{c}:{m.text}" for m, c in self.terms]) + "]"
        return self._text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Form) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def constant(self) -> Fraction | None:
        """The value, where the form is a rational number."""
        if not self.terms:
            return Fraction(0)
        if len(self.terms) == 1 and not self.terms[0][0].factors:
            return self.terms[0][1]
        return None

    @property
    def integer(self) -> int | None:
        """The value, where the form is an integer."""
        value = self.constant
        return int(value) if value is not None and value.denominator == 1 else None

    def atoms(self) -> list[Atom]:
        """Atoms that stand as factors, sorted."""
        return sorted({a for m, _ in self.terms for a, _ in m.factors}, key=lambda a: a.text)

    def coefficient(self, monomial: Monomial) -> Fraction:
        return next((c for m, c in self.terms if m == monomial), Fraction(0))


ONE_TEXT = "[1:]"
WHOLE = Fraction(1)
UNIT = Monomial(())
ZERO = Form({})
ONE = Form({UNIT: Fraction(1)})


def _made(terms: tuple[tuple[Monomial, Fraction], ...]) -> Form:
    """The form of terms that are sorted already, each monomial once and no coefficient zero."""
    form = Form.__new__(Form)
    form.terms, form._text = terms, ""
    return form


def _summed(pairs: Iterable[tuple[Monomial, Fraction]]) -> Form:
    """The form of terms in any order, which may share monomials."""
    found: dict[str, tuple[Monomial, Fraction]] = {}
    shared: set[str] = set()
    for pair in pairs:
        text = pair[0].text
        if text in found:
            pair = pair[0], found[text][1] + pair[1]
            shared.add(text)
        found[text] = pair
    if len(found) > MAX_TERMS:
        raise Rejected(f"a normal form of more than {MAX_TERMS} terms")
    for text in sorted(shared):
        if not found[text][1]:
            del found[text]
    return _made(tuple([found[text] for text in sorted(found)]))


def const(value: int | Fraction) -> Form:
    value = value if isinstance(value, Fraction) else Fraction(value)
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > MAX_BITS:
        raise Rejected("a number too long to handle")
    return single(UNIT, value)


def single(monomial: Monomial, coefficient: int | Fraction = 1) -> Form:
    coefficient = coefficient if isinstance(coefficient, Fraction) else Fraction(coefficient)
    return _made(((monomial, coefficient),)) if coefficient else ZERO


def of_atom(atom: Atom, exponent: Form | None = None) -> Form:
    return _made(((Monomial(((atom, ONE if exponent is None else exponent),)), WHOLE),))


def plus(*forms: Form) -> Form:
    return forms[0] if len(forms) == 1 else _summed([term for form in forms for term in form.terms])


def scale(form: Form, factor: int | Fraction) -> Form:
    if factor == 1:
        return form
    if factor == -1:
        return _made(tuple([(m, -c) for m, c in form.terms]))
    return _made(tuple([(m, c * factor) for m, c in form.terms])) if factor else ZERO


def minus(a: Form, b: Form) -> Form:
    return _summed([*a.terms, *[(m, -c) for m, c in b.terms]]) if b.terms else a


def times_monomials(*monomials: Monomial) -> tuple[Monomial, Fraction]:
    """The product; integer powers of primes go to the coefficient, e.g. 2^(k + 3/2) = 2 * 2^(k + 1/2)."""
    proper = [m for m in monomials if m.factors]
    if len(proper) == 1 < len(monomials):  # times 1; a monomial handed over alone may still hold a whole power of a prime
        return proper[0], WHOLE
    exponents: dict[str, tuple[Atom, Form]] = {}
    for monomial in proper:
        for a, e in monomial.factors:
            exponents[a.text] = (a, plus(exponents[a.text][1], e)) if a.text in exponents else (a, e)
    coefficient = WHOLE
    for a, e in [ae for ae in exponents.values() if ae[0].head == "num"]:
        whole = e.coefficient(UNIT)
        whole = Fraction(whole.numerator // whole.denominator)
        if whole:
            if abs(whole) > MAX_BITS:
                raise Rejected("a number too long to handle")
            coefficient *= Fraction(a.args[0]) ** int(whole)
            exponents[a.text] = a, minus(e, const(whole))
    return Monomial([ae for ae in exponents.values() if ae[1].terms]), coefficient


def times(a: Form, b: Form) -> Form:
    if _is_one(a):
        return b
    if _is_one(b):
        return a
    if len(a.terms) * len(b.terms) > MAX_PRODUCTS:
        raise Rejected(f"a product of more than {MAX_PRODUCTS} terms")
    out = []
    for m1, c1 in a.terms:
        for m2, c2 in b.terms:
            m, c = times_monomials(m1, m2)
            value = c2 if c1 == 1 else c1 if c2 == 1 else c1 * c2
            out.append((m, value if c is WHOLE else c * value))
    return superposed(_summed(out))


def _is_one(form: Form) -> bool:
    return form is ONE or (len(form.terms) == 1 and not form.terms[0][0].factors and form.terms[0][1] == 1)


def product(forms: Iterable[Form]) -> Form:
    out = ONE
    for form in forms:
        out = times(out, form)
    return out


# -- waves: cosines and sines ----------------------------------------------------------------------------------------------

WAVES = ("cos", "sin")
MAX_WAVES = 24
QUARTERS = {"cos": (("cos", 1), ("sin", -1), ("cos", -1), ("sin", 1)), "sin": (("sin", 1), ("cos", 1), ("sin", -1), ("cos", -1))}
"""What a quarter turn, and another, makes of each  (DLMF 4.21.2, 4.21.3)."""
PI_ALONE = Monomial([(Atom("pi"), ONE)])
AT_ANGLES = {Fraction(0): (1, 1), Fraction(1, 6): (3, 2), Fraction(1, 4): (2, 2), Fraction(1, 3): (1, 2)}
"""x -> (a, b), the cosine of pi x being sqrt(a)/b."""


def wave(head: str, angle: Form) -> Form:
    """cos or sin of an angle, in one form whatever its period: what stands beside multiples of pi leads with a plus.

    Those lie in [0, pi/2), and pi/6, pi/4 and pi/3 are taken apart (DLMF 4.21.2, 4.21.3).
    """
    turned = plus(angle, single(PI_ALONE, -angle.coefficient(PI_ALONE)))
    sign = -1 if turned.terms and turned.terms[0][1] < 0 else 1
    turns = sign * angle.coefficient(PI_ALONE)
    quarters = 2 * turns.numerator // turns.denominator
    side = sign if head == "sin" else 1
    head, factor = QUARTERS[head][quarters % 4]
    turns -= Fraction(quarters, 2)
    if not turned.terms:
        return scale(_cosine(turns if head == "cos" else Fraction(1, 2) - turns), side * factor)
    if not turns or turns not in AT_ANGLES:
        return scale(of_atom(Atom(head, plus(scale(turned, sign), single(PI_ALONE, turns)))), side * factor)
    (same, other), level = ((head, 1), QUARTERS[head][1]), _cosine(turns)
    parts = ((same, level), (other, _cosine(Fraction(1, 2) - turns)))
    return scale(plus(*(scale(times(of_atom(Atom(h, scale(turned, sign))), c), k) for (h, k), c in parts)), side * factor)


def _cosine(turns: Fraction) -> Form:
    """cos(pi turns), 0 <= turns <= 1/2."""
    if turns == Fraction(1, 2):
        return ZERO
    if turns not in AT_ANGLES:
        return of_atom(Atom("cos", single(PI_ALONE, turns)))
    square, over = AT_ANGLES[turns]
    root = UNIT if square == 1 else Monomial([(Atom("num", square), const(Fraction(1, 2)))])
    return single(root, Fraction(1, over))


def superposed(form: Form) -> Form:
    """``form`` with products of waves, and their whole powers, written as sums of waves."""
    if not any("cos(" in m.text or "sin(" in m.text for m, _ in form.terms):
        return form
    parts = [(m, c, _waves(m)) for m, c in form.terms]
    beats = [scale(_superposition(m, found), c) for m, c, found in parts if 1 < len(found) <= MAX_WAVES]
    return plus(Form({m: c for m, c, found in parts if not 1 < len(found) <= MAX_WAVES}), *beats) if beats else form


def _waves(monomial: Monomial) -> list[Atom]:
    """The waves among the factors, one that is squared twice."""
    whole = [(a, k) for a, e in monomial.factors if a.head in WAVES and (k := e.integer) is not None and k > 0]
    return [a for a, k in whole for _ in range(min(k, MAX_WAVES + 1))]


def _superposition(monomial: Monomial, waves: list[Atom]) -> Form:
    rest, out = _without(monomial, waves), of_atom(waves[0])
    for a in waves[1:]:
        found = [(m, c, _waves(m)) for m, c in out.terms]
        out = plus(*(scale(times(single(_without(m, w)), _beat(w[0], a) if w else of_atom(a)), c) for m, c, w in found))
    return times(single(rest), out)


def _without(monomial: Monomial, waves: list[Atom]) -> Monomial:
    return Monomial((a, e) for a, e in monomial.factors if a not in waves)


def _beat(first: Atom, second: Atom) -> Form:
    """2 cos a cos b = cos(a - b) + cos(a + b) and its like  (DLMF 4.21.15 to 4.21.17)."""
    ((a, b), heads) = (first.args[0], second.args[0]), (first.head, second.head)
    head = "cos" if heads[0] == heads[1] else "sin"
    below, above = wave(head, minus(a, b)), wave(head, plus(a, b))
    sides = {("cos", "cos"): (1, 1), ("sin", "sin"): (1, -1), ("sin", "cos"): (1, 1), ("cos", "sin"): (-1, 1)}[heads]
    return plus(scale(below, Fraction(sides[0], 2)), scale(above, Fraction(sides[1], 2)))


def names(form: Form) -> set[str]:
    """Symbols and free indices that occur in ``form``."""
    return set().union(*(atom_names(a) | names(e) for m, _ in form.terms for a, e in m.factors), set())


def atom_names(atom: Atom) -> set[str]:
    """Symbols and free indices that occur in ``atom``."""
    if atom.head == "sym":
        return {atom.args[0]}
    if atom.head == "idx":
        return set(atom.args[1:])
    if atom.head in ("trace", "det"):
        return {letter_name(letter) for letter in atom.args}
    if atom.head == "value":
        return {atom.args[1]}
    inside = set().union(*(names(a) for a in atom.args if isinstance(a, Form)), set())
    if atom.head == "sum":
        return inside.union(*map(indices_of, atom.args[1])) - set(atom.args[0])
    if atom.head == "mean":
        return inside - {X, *COORDINATES}
    return inside - {atom.args[0]} if atom.head == "part" else inside


def depends(monomial: Monomial, names_: set[str]) -> tuple[Monomial, Monomial]:
    """``monomial`` as (factors that mention one of ``names_``, the rest)."""
    inside = [(a, e) for a, e in monomial.factors if (atom_names(a) | names(e)) & names_]
    return Monomial(inside), Monomial((a, e) for a, e in monomial.factors if (a, e) not in inside)


def to_term(form: Form) -> Term:
    """The form as a term; ``Normal.form`` of it is the form again."""
    out = []
    for m, c in form.terms:
        factors = [factor_term(a, e) for a, e in m.factors]
        if c != 1 or not factors:
            factors.insert(0, rat(c))
        out.append(factors[0] if len(factors) == 1 else ("mul", *factors))
    return rat(0) if not out else out[0] if len(out) == 1 else ("add", *out)


def factor_term(atom: Atom, exponent: Form) -> Term:
    if atom.head == "E":
        return ("exp", to_term(exponent))
    base = atom_term(atom)
    return base if exponent == ONE else ("pow", base, to_term(exponent))


def atom_term(atom: Atom) -> Term:
    if atom.head == "num":
        return rat(atom.args[0])
    if atom.head == "poly":
        return to_term(atom.args[0])
    if atom.head in ("trace", "det"):
        return (atom.head, word_term(atom.args))
    if atom.head == "value":
        return ("value", atom.args[0], ("mat", atom.args[1]))
    return (atom.head, *(to_term(a) if isinstance(a, Form) else a for a in atom.args))


def letter_name(letter: str) -> str:
    """The name in a letter of a word of matrices: A, its diagonal A*, the inverse A- or A*-, the transpose A' of A or A-."""
    return letter.rstrip("*-'")


def word_term(word: tuple[str, ...]) -> Term:
    """The product of some letters."""
    out = []
    for letter in word:
        t: Term = ("mat", letter_name(letter))
        for flag, head in (("*", "diagonal"), ("-", "inverse"), ("'", "transpose")):
            t = (head, t) if flag in letter else t
        out.append(t)
    return out[0] if len(out) == 1 else ("mmul", *out)
