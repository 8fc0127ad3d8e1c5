"""Which lemma is a law an instance of, and through which change of variable?  Read off the statistics of log p.

Untrusted: a route that is wrong is refused by the kernel, one that is missing leaves an expectation standing.
"""

from collections.abc import Iterator
from fractions import Fraction

from symbolic_info.derive.readers import READERS, further
from symbolic_info.derive.statistics import Coordinate, Route, Statistics, U, Y, by_variable, line_of, statistics_in
from symbolic_info.proof.forms import ONE, UNIT, ZERO, Atom, Form, Monomial, const, minus, names, plus, scale, single, times, to_term
from symbolic_info.proof.normal import Normal
from symbolic_info.proof.terms import INFINITY, MINUS_INFINITY, Term, add, div, log, mul, neg, power, rat, sub, subst, sym
from symbolic_info.proof.world import Under, World, X


def coordinates(scope: Normal, support: tuple) -> Iterator[Coordinate]:
    """The affine coordinates in which the support is a standard one."""
    kind, lo, hi = support
    x, y = sym(X), sym(Y)
    if kind == "integers":
        yield from _integers(scope, lo, hi)
    elif lo == MINUS_INFINITY:
        yield Coordinate("line", y, x) if hi == INFINITY else Coordinate("half", _minus(scope, hi, y), _minus(scope, hi, x))
    elif hi == INFINITY:
        yield Coordinate("half", _plus(scope, y, lo), _minus(scope, x, lo))
    elif not scope.form(lo).terms and scope.form(hi) == ONE:
        yield Coordinate("unit", y, x)
    else:
        if not scope.form(hi).terms:
            yield Coordinate("unit" if scope.form(lo) == scale(ONE, -1) else "segment", neg(y), neg(x), neg(lo))
        yield Coordinate("segment", _plus(scope, y, lo), _minus(scope, x, lo), _minus(scope, hi, lo))


def _integers(scope: Normal, lo: Term, hi: Term) -> Iterator[Coordinate]:
    x, y = sym(X), sym(Y)
    if lo == MINUS_INFINITY:
        if hi == INFINITY:
            yield Coordinate("integers", y, x)
        return
    if scope.form(lo).constant is not None and hi != INFINITY and scope.form(hi).constant is not None:
        return  # summed point by point
    kind, width = ("naturals", rat(0)) if hi == INFINITY else ("run", _minus(scope, hi, lo))
    yield Coordinate(kind, _plus(scope, y, lo), _minus(scope, x, lo), width)


def _plus(scope: Normal, y: Term, lo: Term) -> Term:
    return y if not scope.form(lo).terms else add(lo, y)


def _minus(scope: Normal, x: Term, lo: Term) -> Term:
    return x if not scope.form(lo).terms else sub(x, lo)


def routes(world: World, under: Under, law: str, ends: tuple = (), log_factor: Term | None = None) -> Iterator[Route]:
    """Candidate routes for a law on its support, or on the part between two ends; for a density times another function."""
    for statistics in pictures(world, under, law, ends, log_factor):
        for reader in READERS[statistics.where.kind]:
            yield from (statistics.where.told(route) for route in reader(statistics))
    yield from own_scale_routes(world, under, law, ends, log_factor)


def pictures(world: World, under: Under, law: str, ends: tuple = (), log_factor: Term | None = None) -> Iterator[Statistics]:
    """The statistics of a law, or of the part between two ends, in affine coordinates and in those that they suggest.

    Of its density times another function, where ``log_factor`` is given.
    """
    outer, record = world.normal(under), _times(world.density(law), log_factor)
    support = (record["support"][0], *ends) if ends else record["support"]
    for where in coordinates(outer, support):
        first = _picture(world, outer, record["logp"], where)
        if first is not None and first.holds_powers_of_sums and where.kind == "segment":
            width = where.width  # seen from the other end
            from_above = Coordinate("segment", sub(width, sym(Y)), sub(width, sym(X)), width)
            first = _picture(world, outer, record["logp"], where.after(from_above))
        if first is not None:
            yield first
            more = (_picture(world, outer, record["logp"], first.where.after(inner)) for inner in further(first))
            yield from (found for found in more if found is not None)


def _picture(world: World, outer: Normal, log_density: Term, where: Coordinate) -> Statistics | None:
    return statistics_in(world.within(outer, where.support(), (), Y), log_density, where)


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


def _times(record: dict, log_factor: Term | None) -> dict:
    """The record of a law whose density is multiplied by another function."""
    return record if log_factor is None else {**record, "logp": add(record["logp"], log_factor)}


def own_scale_routes(world: World, under: Under, law: str, ends: tuple, log_factor: Term | None = None) -> Iterator[Route]:
    """Lemmas about a segment or a tail of the law's own variable, which keep powers of x apart."""
    record = _times(world.density(law), log_factor)
    kind, lo, hi = (record["support"][0], *ends) if ends else record["support"]
    if MINUS_INFINITY in (lo, hi):
        return
    if kind == "integers":
        yield from [Route("counting", U, sym(X), (lo, hi))] if hi != INFINITY else []
        return
    outer, y = world.normal(under), sym(Y)
    own = Coordinate("own", y, sym(X))
    scope = world.within(outer, (*record["support"], lo, hi) if ends else record["support"], (), Y)
    st = statistics_in(scope, record["logp"], own) if scope.signs.is_positive(scope.form(y)) else None
    if st is not None and hi != INFINITY and not st.powers():
        yield own.told(Route("power_segment", U, y, (to_term(plus(st.of(log(y)), ONE)), lo, hi)))
    if st is not None and hi == INFINITY and not st.powers():
        yield own.told(Route("power_tail", U, y, (to_term(scale(plus(st.of(log(y)), ONE), -1)), lo)))
    if st is not None and hi == INFINITY and ends:
        yield from (own.told(route) for route in _tail(st, lo))


def _tail(st: Statistics, lo: Term) -> Iterator[Route]:
    """The tail of c y^m + l log y beyond ``lo`` > 0: u = y^m beyond lo^m."""
    y = sym(Y)
    for m, c in st.powers():
        inverse = st.scope.power(m, scale(ONE, -1))
        shape = to_term(times(plus(st.of(log(y)), ONE), inverse))
        m_term = to_term(m)
        phi, psi = (U, y) if m == ONE else (power(U, to_term(inverse)), power(y, m_term))
        end = lo if m == ONE else power(lo, m_term)
        yield Route("gamma_tail", phi, psi, (shape, to_term(scale(c, -1)), end))


def kinks(form: Form, x: str, scope: Normal) -> list[Form]:
    """The points at which a term |a x + b| or |log(a x + b) - c| of ``form`` bends, also inside a logarithm or a power; sorted."""
    found = {}
    for inner in _bent(form, x):
        parts = by_variable(inner, x)
        level = parts.pop(Monomial(()), ZERO)
        at = _root(parts, level, x, scope) if len(parts) == 1 else None
        if at is not None:
            found[at.text] = at
    return [found[k] for k in sorted(found)]


def _root(parts: dict[Monomial, Form], level: Form, x: str, scope: Normal) -> Form | None:
    """Where the one term of ``parts`` and ``level`` add up to 0."""
    ((monomial, slope),) = parts.items()
    atom, power = monomial.factors[0]
    if not slope.constant or len(monomial.factors) > 1 or power != ONE:
        return None
    value = scale(level, -1 / slope.constant)
    if atom == Atom("sym", x):
        return value
    if atom.head == "erf" and not level.terms:
        inside = by_variable(atom.args[0], x)
        at_zero = inside.pop(UNIT, ZERO)
        return _root(inside, at_zero, x, scope) if len(inside) == 1 else None
    line = line_of(atom.args[0], x) if atom.head == "log" else None
    if line is None or line.power != ONE:
        return None
    return times(minus(scope.exp(value), line.level), scope.power(line.slope, scale(ONE, -1)))


def _bent(form: Form, x: str) -> Iterator[Form]:
    """Forms in x of which an absolute value is taken."""
    for atom in form.atoms():
        for inner in atom.args:
            if isinstance(inner, Form) and x in names(inner):
                if atom.head == "abs":
                    yield inner
                yield from _bent(inner, x)


def centres(form: Form, x: str) -> list[Form]:
    """The points about which a logarithm of a quadratic form in x is symmetric, sorted."""
    found = {}
    linear, square = (Monomial([(Atom("sym", x), const(k))]) for k in (1, 2))
    for atom in form.atoms():
        parts = by_variable(atom.args[0], x) if atom.head == "log" else {}
        if square in parts and set(parts) <= {linear, square, Monomial(())}:
            (term, *more), slope = parts[square].terms, parts.get(linear, ZERO)
            if not more:
                inverse = single(Monomial((a, scale(e, -1)) for a, e in term[0].factors), 1 / term[1])
                at = scale(times(slope, inverse), Fraction(-1, 2))
                found[at.text] = at
    return [found[k] for k in sorted(found)]
