"""The statistics of a log-density in a coordinate, and what a route through a lemma is.  Untrusted."""

from collections.abc import Iterator
from typing import NamedTuple

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.forms import (
    ONE,
    UNIT,
    WAVES,
    ZERO,
    Atom,
    Form,
    Monomial,
    depends,
    minus,
    names,
    plus,
    scale,
    single,
    times,
    times_monomials,
    wave,
)
from symbolic_info.proof.normal import Normal
from symbolic_info.proof.terms import INFINITY, MINUS_INFINITY, Term, add, diff, log, neg, rat, subst, sym
from symbolic_info.proof.world import X

Y = "_y"
Z = "_z"
U = sym("_u")


class Route(NamedTuple):
    """The arguments of the rule ``moment`` but for the law and what to take the moment of."""

    lemma: str
    phi: Term
    psi: Term
    s0: tuple[Term, ...]


class Proposal(NamedTuple):
    """The arguments of the rule ``pieces`` but for the law."""

    f: Term
    phi: Term
    psi: Term
    known: tuple


class Coordinate(NamedTuple):
    """x = to_x(y) maps a standard support onto that of x.

    ``kind``: "line", "half" (y > 0), "tail" (y > 1), "unit" (0 < y < 1), "segment" (0 < y < ``width``); of integers, "naturals"
    (0, 1, ...), "run" (0, ..., ``width``), "integers" (all).
    """

    kind: str
    to_x: Term
    to_y: Term
    width: Term = rat(1)

    def support(self) -> tuple:
        """The standard support."""
        ends = {
            "line": ("interval", MINUS_INFINITY, INFINITY),
            "half": ("interval", rat(0), INFINITY),
            "tail": ("interval", rat(1), INFINITY),
            "unit": ("interval", rat(0), rat(1)),
            "segment": ("interval", rat(0), self.width),
            "naturals": ("integers", rat(0), INFINITY),
            "run": ("integers", rat(0), self.width),
            "integers": ("integers", MINUS_INFINITY, INFINITY),
        }
        return ends[self.kind]

    def after(self, inner: "Coordinate") -> "Coordinate":
        """The coordinate z, x = to_x(y(z)), where ``inner`` tells y through z (and is written in y)."""
        return inner._replace(to_x=subst(self.to_x, {Y: inner.to_x}), to_y=subst(inner.to_y, {X: self.to_y}))

    def told(self, route: Route) -> Route:
        """A route read in y, told in x."""
        return route._replace(phi=subst(self.to_x, {Y: route.phi}), psi=subst(route.psi, {Y: self.to_y}))


def by_variable(form: Form, x: str) -> dict[Monomial, Form]:
    """``form`` as {monomial in x: its coefficient}; the rest stands under the empty monomial."""
    out: dict[Monomial, Form] = {}
    for monomial, c in form.terms:
        for inside, outside in _turned(*_parted(*depends(monomial, {x}), x), x):
            out[inside] = plus(out.get(inside, ZERO), scale(outside, c))
    return {m: c for m, c in out.items() if c.terms}


ADDITION = {"cos": (("cos", "cos", 1), ("sin", "sin", -1)), "sin": (("sin", "cos", 1), ("cos", "sin", 1))}


def _turned(inside: Monomial, outside: Monomial, x: str) -> list[tuple[Monomial, Form]]:
    """cos(a x + b) is cos(a x) inside times cos(b) outside, less sin(a x) times sin(b); and so the sine."""
    waves = [a for a, e in inside.factors if a.head in WAVES and e == ONE]
    moving = [Form({m: c for m, c in a.args[0].terms if x in names(single(m))}) for a in waves]
    if len(waves) != 1 or not moving[0].terms or moving[0] == waves[0].args[0]:
        return [(inside, single(outside))]
    rest, out = inside.without(waves[0]), []
    for first, second, sign in ADDITION[waves[0].head]:
        ((wave_of_x, c),) = wave(first, moving[0]).terms
        level = wave(second, minus(waves[0].args[0], moving[0]))
        out.append((Monomial([*rest.factors, *wave_of_x.factors]), scale(times(single(outside), level), sign * c)))
    return out


def _parted(inside: Monomial, outside: Monomial, x: str) -> tuple[Monomial, Monomial]:
    """e^(a x + b) is e^(a x) inside, e^b outside."""
    exponent = inside.exponent(Atom("E"))
    rest = plus(*(single(m, c) for m, c in exponent.terms if x not in names(single(m))))
    if not rest.terms:
        return inside, outside
    moving = [(a, minus(e, rest) if a.head == "E" else e) for a, e in inside.factors]
    return Monomial(moving), times_monomials(outside, Monomial([(Atom("E"), rest)]))[0]


class Line(NamedTuple):
    """level + slope * y^power."""

    level: Form
    slope: Form
    power: Form


class Statistics:
    """The statistics of log p in a coordinate y, with their coefficients; p is the density of y (its Jacobian included)."""

    def __init__(self, scope: Normal, log_density: Term, where: Coordinate) -> None:
        self.scope, self.where = scope, where
        self.pushed = add(subst(log_density, {X: where.to_x}), self._log_jacobian())
        self.table = by_variable(scope.form(self.pushed), Y)
        self.here = Atom("sym", Y)
        self.plain = where.to_y == sym(X)

    def _log_jacobian(self) -> Term:
        if self.where.to_x == sym(Y) or self.where.kind in ("naturals", "run", "integers"):
            return rat(0)
        slope = diff(self.where.to_x, Y)
        return log(neg(slope) if self.scope.signs.sign(self.scope.form(slope)) < 0 else slope)

    def of(self, term: Term) -> Form:
        """The coefficient of the statistic ``term``, a constant apart."""
        rows = {m: c for m, c in by_variable(self.scope.form(term), Y).items() if m != UNIT}
        ((monomial, c), *more) = rows.items()
        return ZERO if more or not c.constant else scale(self.table.get(monomial, ZERO), 1 / c.constant)

    @property
    def holds_powers_of_sums(self) -> bool:
        """Whether a statistic is a power of a sum, or holds one."""
        return any("poly(" in m.text for m in self.table)

    def powers(self) -> list[tuple[Form, Form]]:
        """Pairs (exponent, coefficient) of the statistics that are powers of y."""
        found = [(m.factors[0][1], c) for m, c in self.table.items() if len(m.factors) == 1 and m.factors[0][0] == self.here]
        return sorted(found, key=lambda ec: ec[0].text)

    def logarithms(self) -> Iterator[tuple[Line, Form]]:
        """Statistics log(level + slope y^power), with their coefficients."""
        for monomial, c in sorted(self.table.items(), key=lambda mc: mc[0].text):
            if len(monomial.factors) == 1 and monomial.factors[0][0].head == "log" and monomial.factors[0][1] == ONE:
                line = line_of(monomial.factors[0][0].args[0], Y)
                if line is not None:
                    yield line, c

    def exponentials(self) -> list[Line]:
        """Exponents of the exponentials that occur, also inside logarithms, and of the factor e^(slope y) of p beside them."""
        found: dict[str, Line] = {}
        for atom in _all_atoms(self.table, Y):
            line = line_of(atom, Y)
            if line is not None:
                found.setdefault(line.slope.text, line)
        linear = self.of(sym(Y))
        if found and linear.terms and scale(linear, -1).text not in found:
            found.setdefault(linear.text, Line(ZERO, linear, ONE))
        return [found[k] for k in sorted(found)]


def line_of(form: Form, x: str) -> Line | None:
    """``form`` as level + slope x^power, with a level and one power."""
    table = by_variable(form, x)
    level = table.pop(UNIT, ZERO)
    if len(table) != 1:
        return None
    ((monomial, slope),) = table.items()
    if len(monomial.factors) != 1 or monomial.factors[0][0] != Atom("sym", x) or x in names(monomial.factors[0][1]):
        return None
    return Line(level, slope, monomial.factors[0][1])


def _all_atoms(table: dict[Monomial, Form], x: str) -> Iterator[Form]:
    """Exponents in x of exponentials among the factors of the table's monomials, and of those inside their logarithms."""
    for monomial in sorted(table, key=lambda m: m.text):
        for atom, exponent in monomial.factors:
            if atom.head == "E" and x in names(exponent):
                yield exponent
            if atom.head == "log":
                yield from _all_atoms(by_variable(atom.args[0], x), x)


def statistics_in(scope: Normal, log_density: Term, where: Coordinate) -> Statistics | None:
    """The statistics in a coordinate; None where the density has no normal form there."""
    try:
        return Statistics(scope, log_density, where)
    except Rejected:
        return None
