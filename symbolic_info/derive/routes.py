"""Which lemma is a law an instance of, and through which change of variable?  Read off the statistics of log p.

Untrusted: a route that is wrong is refused by the kernel, one that is missing leaves an expectation standing.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import NamedTuple

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.forms import ONE, ZERO, Atom, Form, Monomial, depends, names, of_atom, plus, scale, single, times, to_term
from symbolic_info.proof.normal import Normal
from symbolic_info.proof.terms import INFINITY, MINUS_INFINITY, Term, add, div, exp, log, mul, power, rat, sub, subst, sym
from symbolic_info.proof.world import Under, World, X

Y = "_y"
U = sym("_u")


class Route(NamedTuple):
    """The arguments of the rule ``moment`` but for the law and what to take the moment of."""

    lemma: str
    phi: Term
    psi: Term
    s0: tuple[Term, ...]


class Coordinate(NamedTuple):
    """x = to_x(y) maps ``kind`` ("line", "half", "unit", "naturals") onto the support."""

    kind: str
    to_x: Term
    to_y: Term


def coordinate(scope: Normal, support: tuple) -> Coordinate | None:
    """The affine coordinate in which the support is a standard one."""
    kind, lo, hi = support
    x, y = sym(X), sym(Y)
    if kind == "integers":
        return None if lo == MINUS_INFINITY or hi != INFINITY else Coordinate("naturals", _plus(scope, y, lo), _minus(scope, x, lo))
    if lo == MINUS_INFINITY:
        return Coordinate("line", y, x) if hi == INFINITY else Coordinate("half", sub(hi, y), sub(hi, x))
    if hi == INFINITY:
        return Coordinate("half", _plus(scope, y, lo), _minus(scope, x, lo))
    if not scope.form(lo).terms and scope.form(hi) == ONE:
        return Coordinate("unit", y, x)
    return Coordinate("unit", add(lo, mul(sub(hi, lo), y)), div(_minus(scope, x, lo), sub(hi, lo)))


def _plus(scope: Normal, y: Term, lo: Term) -> Term:
    return y if not scope.form(lo).terms else add(lo, y)


def _minus(scope: Normal, x: Term, lo: Term) -> Term:
    return x if not scope.form(lo).terms else sub(x, lo)


def by_variable(form: Form, x: str) -> dict[Monomial, Form]:
    """``form`` as {monomial in x: its coefficient}; the rest stands under the empty monomial."""
    out: dict[Monomial, Form] = {}
    for monomial, c in form.terms:
        inside, outside = depends(monomial, {x})
        out[inside] = plus(out.get(inside, ZERO), single(outside, c))
    return {m: c for m, c in out.items() if c.terms}


class Statistics:
    """The statistics of log p in a coordinate y, with their coefficients."""

    def __init__(self, scope: Normal, log_density: Term, y: str) -> None:
        self.scope, self.y = scope, y
        self.table = by_variable(scope.form(log_density), y)
        self.here = Atom("sym", y)

    def of(self, term: Term) -> Form:
        """The coefficient of the statistic ``term``."""
        ((monomial, c),) = self.scope.form(term).terms
        return scale(self.table.get(monomial, ZERO), 1 / c)

    def powers(self) -> list[tuple[Form, Form]]:
        """Pairs (exponent, coefficient) of the statistics that are powers of y."""
        found = [(m.factors[0][1], c) for m, c in self.table.items() if len(m.factors) == 1 and m.factors[0][0] == self.here]
        return sorted(found, key=lambda ec: ec[0].text)


def routes(world: World, under: Under, law: str, ends: tuple = ()) -> Iterator[Route]:
    """Candidate routes for a law on its support, or on the part between two ends."""
    outer = world.normal(under)
    record = world.density(law)
    support = (record["support"][0], *ends) if ends else record["support"]
    where = coordinate(outer, support)
    if where is not None:
        standard = {
            "half": ("interval", rat(0), INFINITY),
            "unit": ("interval", rat(0), rat(1)),
            "line": ("interval", MINUS_INFINITY, INFINITY),
        }
        scope = world.within(outer, standard.get(where.kind, ("integers", rat(0), INFINITY)), (), Y)
        with suppress(Rejected):  # log p may have no normal form in this coordinate
            statistics = Statistics(scope, subst(record["logp"], {X: where.to_x}), Y)
            for reader in READERS[where.kind]:
                yield from (_composed(route, where) for route in reader(statistics))
    yield from own_scale_routes(world, under, law, ends)


def _composed(route: Route, where: Coordinate) -> Route:
    """A route read in y, told in x."""
    return route._replace(phi=subst(where.to_x, {Y: route.phi}), psi=subst(route.psi, {Y: where.to_y}))


def _read_gamma(st: Statistics) -> Iterator[Route]:
    """c y^m + l log y: u = y^m, with shape (l + 1)/m and rate -c."""
    y = sym(Y)
    log_y = st.of(log(y))
    for m, c in st.powers():
        inverse = st.scope.power(m, plus(scale(ONE, -1)))
        shape = times(plus(log_y, ONE), inverse)
        plain = m == ONE
        phi, psi = (U, y) if plain else (power(U, to_term(inverse)), to_term(of_atom(st.here, m)))
        yield Route("euler_gamma", phi, psi, (to_term(shape), to_term(scale(c, -1))))


def _read_half_gauss(st: Statistics) -> Iterator[Route]:
    y = sym(Y)
    yield Route("gauss_half", U, y, (to_term(st.of(y)), to_term(scale(st.of(mul(y, y)), -1))))


def _read_log_gauss(st: Statistics) -> Iterator[Route]:
    """c log(y)^2 + l log y: u = log y."""
    y = sym(Y)
    square = st.of(mul(log(y), log(y)))
    if square.terms:
        yield Route("gauss", exp(U), log(y), (to_term(plus(st.of(log(y)), ONE)), to_term(scale(square, -1))))


def _read_beta(st: Statistics) -> Iterator[Route]:
    y = sym(Y)
    near, far = st.of(log(y)), st.of(log(sub(rat(1), y)))
    yield Route("euler_beta", U, y, (to_term(plus(near, ONE)), to_term(plus(far, ONE))))


def _read_gauss(st: Statistics) -> Iterator[Route]:
    y = sym(Y)
    yield Route("gauss", U, y, (to_term(st.of(y)), to_term(scale(st.of(mul(y, y)), -1))))


def _read_series(st: Statistics) -> Iterator[Route]:
    y = sym(Y)
    for lemma in ("geometric_series", "exponential_series"):
        yield Route(lemma, U, y, (to_term(st.of(y)),))


READERS: dict[str, tuple[Callable[[Statistics], Iterator[Route]], ...]] = {
    "half": (_read_gamma, _read_half_gauss, _read_log_gauss),
    "unit": (_read_beta,),
    "line": (_read_gauss,),
    "naturals": (_read_series,),
}


def segment_routes(scope: Normal, law: str, ends: tuple, monomial: Monomial) -> Iterator[Route]:
    """For a flat law on a segment: the power of the distance to the point where a logarithm of the monomial vanishes."""
    kind, lo, hi = (scope.world.density(law)["support"][0], *ends) if ends else scope.world.density(law)["support"]
    if kind != "interval" or MINUS_INFINITY in (lo, hi) or INFINITY in (lo, hi) or X in names(scope.form(scope.world.density(law)["logp"])):
        return
    for atom, _ in monomial.factors:
        line = by_variable(atom.args[0], X) if atom.head == "log" and isinstance(atom.args[0], Form) else {}
        slope = line.get(Monomial([(Atom("sym", X), ONE)]), ZERO).constant
        if slope and set(line) <= {Monomial([(Atom("sym", X), ONE)]), Monomial(())}:
            level = to_term(line.get(Monomial(()), ZERO))
            psi = to_term(scope.form(add(mul(rat(slope), sym(X)), level)))
            phi = to_term(scope.form(div(sub(U, level), rat(slope))))
            near, far = (subst(psi, {X: e}) for e in ((lo, hi) if slope > 0 else (hi, lo)))
            yield Route("power_segment", phi, psi, (rat(1), near, far))


def own_scale_routes(world: World, under: Under, law: str, ends: tuple) -> Iterator[Route]:
    """Lemmas about a segment or a tail of the law's own variable, which keep powers of x apart."""
    record = world.density(law)
    kind, lo, hi = (record["support"][0], *ends) if ends else record["support"]
    if kind != "interval" or MINUS_INFINITY in (lo, hi):
        return
    outer = world.normal(under)
    scope = world.part_scope(outer, law, *ends) if ends else world.law_scope(outer, law)
    st = Statistics(scope, record["logp"], X)
    log_x = to_term(plus(st.of(log(sym(X))), ONE))
    if hi != INFINITY and not st.powers():
        yield Route("power_segment", U, sym(X), (log_x, lo, hi))
    if hi == INFINITY and ends:
        yield from _read_tail(st, lo)


def _read_tail(st: Statistics, lo: Term) -> Iterator[Route]:
    """The tail of c x^m + l log x beyond ``lo`` > 0: u = x^m beyond lo^m."""
    x = sym(X)
    for m, c in st.powers():
        inverse = st.scope.power(m, plus(scale(ONE, -1)))
        shape = to_term(times(plus(st.of(log(x)), ONE), inverse))
        m_term = to_term(m)
        phi, psi = (U, x) if m == ONE else (power(U, to_term(inverse)), power(x, m_term))
        end = lo if m == ONE else power(lo, m_term)
        yield Route("gamma_tail", phi, psi, (shape, to_term(scale(c, -1)), end))


def kinks(form: Form, x: str) -> list[Form]:
    """The points c at which a term |a x + b| of ``form`` bends, sorted."""
    found = {}
    for atom in form.atoms():
        inner = atom.args[0] if atom.head == "abs" else None
        if isinstance(inner, Form) and x in names(inner):
            parts = by_variable(inner, x)
            slope = parts.get(Monomial([(Atom("sym", x), ONE)]))
            if slope is not None and slope.constant and len(parts) <= 2:
                point = scale(parts.get(Monomial(()), ZERO), -1 / slope.constant)
                found[point.text] = point
    return [found[k] for k in sorted(found)]
