"""Readers: from the statistics of a density of y to the lemma that it is an instance of.  Untrusted: the kernel checks.

Each reader proposes routes (lemma, phi, psi, s0) in y; a density without the right statistics gives none, or one that is refused.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction

from symbolic_info.derive.circle import bessel_circle, powers_of_cosines
from symbolic_info.derive.statistics import Coordinate, Route, Statistics, U, Y, by_variable
from symbolic_info.proof.forms import ONE, UNIT, ZERO, Form, Monomial, const, minus, of_atom, plus, scale, times, to_term
from symbolic_info.proof.terms import Term, add, div, exp, log, mul, neg, power, rat, sub, sym

y = sym(Y)
MINUS_ONE = const(-1)
Reader = Callable[[Statistics], Iterator[Route]]


def _inverse(st: Statistics, form: Form) -> Form:
    return st.scope.power(form, MINUS_ONE)


def _next(form: Form) -> Term:
    """form + 1, the parameter of a power that is written s - 1."""
    return to_term(plus(form, ONE))


# -- y > 0 -------------------------------------------------------------------------------------------------------------


def gamma(st: Statistics) -> Iterator[Route]:
    """c y^m + l log y: u = y^m, with shape (l + 1)/m and rate -c."""
    log_y = st.of(log(y))
    for m, c in st.powers():
        inverse = _inverse(st, m)
        shape = to_term(times(plus(log_y, ONE), inverse))
        phi, psi = (U, y) if m == ONE else (power(U, to_term(inverse)), to_term(of_atom(st.here, m)))
        yield Route("euler_gamma", phi, psi, (shape, to_term(scale(c, -1))))


def gamma_shifted(st: Statistics) -> Iterator[Route]:
    """The same in a coordinate y = x - a or a - x, whose powers are not taken apart: u = y."""
    log_y = st.of(log(y))
    for m, c in st.powers() if not st.plain else ():
        rate = to_term(scale(c, -1))
        if m != ONE and st.scope.signs.is_positive(m):
            yield Route("gamma_power", U, y, (_next(log_y), rate, to_term(m)))
        if st.scope.signs.is_positive(scale(m, -1)):
            yield Route("gamma_inverse_power", U, y, (to_term(scale(plus(log_y, ONE), -1)), rate, to_term(scale(m, -1))))


def half_gauss(st: Statistics) -> Iterator[Route]:
    square = st.of(mul(y, y))
    if square.terms:
        yield Route("gauss_half", U, y, (to_term(st.of(y)), to_term(scale(square, -1))))


def log_gauss(st: Statistics) -> Iterator[Route]:
    """c log(y)^2 + l log y: u = log y."""
    square = st.of(mul(log(y), log(y)))
    if square.terms:
        yield Route("gauss", exp(U), log(y), (_next(st.of(log(y))), to_term(scale(square, -1))))


def inverse_gauss(st: Statistics) -> Iterator[Route]:
    """a y + b/y + l log y with l = -3/2, or -1/2 in 1/y."""
    linear, reciprocal = to_term(scale(st.of(y), -1)), to_term(scale(st.of(div(rat(1), y)), -1))
    if st.of(y).terms and st.of(div(rat(1), y)).terms:
        yield Route("inverse_gauss", U, y, (linear, reciprocal))
        yield Route("inverse_gauss", div(rat(1), U), div(rat(1), y), (reciprocal, linear))
        yield Route("generalised_inverse_gauss", U, y, (_next(st.of(log(y))), linear, reciprocal))


def beta_half_line(st: Statistics) -> Iterator[Route]:
    """l log y - t log(a + b y^m): u = y."""
    log_y = st.of(log(y))
    for line, c in st.logarithms():
        ratio = times(line.slope, _inverse(st, line.level)) if line.level.terms else line.slope
        yield Route("beta_half_line", U, y, (_next(log_y), to_term(scale(c, -1)), to_term(ratio), to_term(line.power)))


def gamma_tail(st: Statistics) -> Iterator[Route]:
    """c y + l log y on y > 1."""
    if st.of(y).terms:
        yield Route("gamma_tail", U, y, (_next(st.of(log(y))), to_term(scale(st.of(y), -1)), rat(1)))


# -- 0 < y < 1, and segments -------------------------------------------------------------------------------------------


def beta(st: Statistics) -> Iterator[Route]:
    near, far = st.of(log(y)), st.of(log(sub(rat(1), y)))
    yield Route("euler_beta", U, y, (_next(near), _next(far)))


def beta_folded(st: Statistics) -> Iterator[Route]:
    """l log y - 2 (l + 1) log(1 + y): half of a symmetric law of y > 0."""
    log_y = st.of(log(y))
    if scale(plus(log_y, ONE), -2) == st.of(log(add(rat(1), y))):
        yield Route("beta_folded", U, y, (_next(log_y),))


def beta_of_power(st: Statistics) -> Iterator[Route]:
    """l log y + c log(1 - y^m): u = y^m."""
    log_y = st.of(log(y))
    for line, c in st.logarithms():
        if line.level == ONE and line.slope == MINUS_ONE and line.power != ONE:
            inverse = _inverse(st, line.power)
            shape = to_term(times(plus(log_y, ONE), inverse))
            yield Route("euler_beta", power(U, to_term(inverse)), power(y, to_term(line.power)), (shape, _next(c)))


def beta_segment(st: Statistics) -> Iterator[Route]:
    near, far = st.of(log(y)), st.of(log(sub(st.where.width, y)))
    yield Route("beta_segment", U, y, (_next(near), _next(far), st.where.width))


def exponential_segment(st: Statistics) -> Iterator[Route]:
    slope = st.of(y)
    if slope.terms:
        yield Route("exponential_segment", U, y, (to_term(scale(slope, -1)), st.where.width))


def power_of_line(st: Statistics) -> Iterator[Route]:
    """c log(a + b y), alone: u = a + b y."""
    for line, c in st.logarithms():
        if line.power != ONE or not line.level.terms:
            continue
        at, slope = to_term(line.level), to_term(line.slope)
        end = add(at, mul(slope, st.where.width))
        near, far = (at, end) if st.scope.signs.is_positive(line.slope) else (end, at)
        lemma, first = ("log_segment", rat(1)) if c == MINUS_ONE else ("power_segment", _next(c))
        yield Route(lemma, div(sub(U, at), slope), add(at, mul(slope, y)), (first, near, far))


def gauss_segment(st: Statistics) -> Iterator[Route]:
    square = st.of(mul(y, y))
    if square.terms:
        yield Route("gauss_segment", U, y, (to_term(st.of(y)), to_term(scale(square, -1)), rat(0), st.where.width))


# -- the line ----------------------------------------------------------------------------------------------------------


def gauss(st: Statistics) -> Iterator[Route]:
    square = st.of(mul(y, y))
    if square.terms:
        yield Route("gauss", U, y, (to_term(st.of(y)), to_term(scale(square, -1))))


def hyperbola(st: Statistics) -> Iterator[Route]:
    """a sqrt(m^2 + (y - c)^2) + b y: u = y - c."""
    linear, square = (Monomial([(st.here, const(k))]) for k in (1, 2))
    for monomial, a in sorted(st.table.items(), key=lambda mc: mc[0].text):
        atom, e = monomial.factors[0] if monomial.factors else (st.here, ONE)
        parts = by_variable(atom.args[0], Y) if atom.head == "poly" and e == const(Fraction(1, 2)) else {}
        if parts.get(square) == ONE and set(parts) <= {linear, square, UNIT}:
            centre = scale(parts.get(linear, ZERO), Fraction(-1, 2))
            width = st.scope.power(minus(parts.get(UNIT, ZERO), times(centre, centre)), const(Fraction(1, 2)))
            c = to_term(centre)
            yield Route("hyperbola", add(U, c), sub(y, c), (to_term(st.of(y)), to_term(scale(a, -1)), to_term(width)))


# -- integers ----------------------------------------------------------------------------------------------------------


def series(st: Statistics) -> Iterator[Route]:
    slope = to_term(st.of(y))
    for lemma in ("geometric_series", "exponential_series"):
        yield Route(lemma, U, y, (slope,))
    for lemma in ("logarithmic_series", "exponential_series_from_one"):
        yield Route(lemma, sub(U, rat(1)), add(y, rat(1)), (slope,))
    exponent = st.of(log(add(y, rat(1))))
    if exponent.terms and not st.of(y).terms:
        yield Route("zeta_series", sub(U, rat(1)), add(y, rat(1)), (to_term(scale(exponent, -1)),))
    for order in _orders(st):
        yield Route("negative_binomial_series", U, y, (slope, to_term(order)))


def _orders(st: Statistics) -> Iterator[Form]:
    """r, where log Gamma(y + r) is a statistic; 2 where log(y + 1) is."""
    if st.of(log(add(y, rat(1)))) == ONE:
        yield const(2)
    for monomial in sorted(st.table, key=lambda m: m.text):
        for atom, _ in monomial.factors:
            if atom.head == "lgamma":
                yield minus(atom.args[0], of_atom(st.here))


def finite_sum(st: Statistics) -> Iterator[Route]:
    slope = st.of(y)
    yield Route("binomial_series", U, y, (to_term(slope), st.where.width))
    yield Route("binomial_series_from_one", sub(U, rat(1)), add(y, rat(1)), (to_term(slope), add(st.where.width, rat(1))))
    if slope.terms:
        yield Route("geometric_sum", U, y, (to_term(scale(slope, -1)), st.where.width))


def two_sided_series(st: Statistics) -> Iterator[Route]:
    yield Route("two_sided_geometric_series", U, y, (to_term(scale(st.of(("abs", y)), -1)),))


READERS: dict[str, tuple[Reader, ...]] = {
    "half": (gamma, gamma_shifted, half_gauss, log_gauss, inverse_gauss, beta_half_line),
    "tail": (gamma_tail,),
    "unit": (beta, beta_of_power, beta_folded, power_of_line, exponential_segment),
    "segment": (beta_segment, exponential_segment, power_of_line, gauss_segment, bessel_circle, powers_of_cosines),
    "line": (gauss, hyperbola),
    "naturals": (series,),
    "run": (finite_sum,),
    "integers": (two_sided_series,),
}


# -- further coordinates, read off the statistics ------------------------------------------------------------------------

Z_TERM = sym("_y")


def further(st: Statistics) -> Iterator[Coordinate]:
    """Coordinates z in which the density of y may be simpler: y = to_x(z), z = to_y(y)."""
    kind = st.where.kind
    if kind in ("line", "half"):
        yield from _exponential(st)
    if kind == "segment":
        yield from _power(st)
    if kind in ("unit", "half"):
        yield from _logarithmic(st)
    if kind == "unit" and st.of(mul(log(y), log(sub(rat(1), y)))).terms:
        yield Coordinate("line", div(rat(1), add(rat(1), exp(neg(Z_TERM)))), sub(log(sym("_x")), log(sub(rat(1), sym("_x")))))


def _logarithmic(st: Statistics) -> Iterator[Coordinate]:
    """z = -log y on the unit interval, z = log(1 + y) on the half-line, where the logarithm of that is a statistic."""
    x = sym("_x")
    if st.where.kind == "unit" and st.of(log(neg(log(y)))).terms:
        yield Coordinate("half", exp(neg(Z_TERM)), neg(log(x)))
    if st.where.kind == "half" and st.of(log(log(add(rat(1), y)))).terms:
        yield Coordinate("half", sub(exp(Z_TERM), rat(1)), log(add(rat(1), x)))


def _power(st: Statistics) -> Iterator[Coordinate]:
    """z = b y^m/a where log(a + b y^m) is a statistic, if that is 1 at the end: onto the unit interval."""
    for line, _ in st.logarithms():
        ratio = times(line.slope, _inverse(st, line.level)) if line.level.terms else line.slope
        k, m, inverse = to_term(ratio), to_term(line.power), to_term(_inverse(st, line.power))
        if line.power != ONE and st.scope.same(mul(k, power(st.where.width, m)), rat(1)):
            yield Coordinate("unit", power(div(Z_TERM, k), inverse), mul(k, power(sym("_x"), m)))


def _exponential(st: Statistics) -> Iterator[Coordinate]:
    """z = e^(a + b y), onto the half-line; from the half-line z = e^(-|b| y^m), onto the unit interval, or e^(b y) > 1 and less 1."""
    x = sym("_x")
    for line in st.exponentials():
        sign = st.scope.signs.sign(line.slope)
        if st.where.kind == "line" and line.power == ONE and sign:
            at, slope = to_term(line.level), to_term(line.slope)
            yield Coordinate("half", div(sub(log(Z_TERM), at), slope), exp(add(at, mul(slope, x))))
        if st.where.kind == "half" and sign > 0 and line.power == ONE:
            slope = to_term(line.slope)
            yield Coordinate("tail", div(log(Z_TERM), slope), exp(mul(slope, x)))
            yield Coordinate("half", div(log(add(rat(1), Z_TERM)), slope), sub(exp(mul(slope, x)), rat(1)))
        if st.where.kind == "half" and sign:
            slope = to_term(line.slope if sign < 0 else scale(line.slope, -1))
            exponent = to_term(line.power)
            root = div(log(Z_TERM), slope)
            back = root if line.power == ONE else power(root, to_term(_inverse(st, line.power)))
            yield Coordinate("unit", back, exp(mul(slope, x if line.power == ONE else power(x, exponent))))
