"""Which known integrals make up E f?  Read off the density of a coordinate and the function together.  Untrusted.

A proposal tells the arguments of the rule ``pieces``: the function g (f, up to a constant), the map, and the pieces.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from fractions import Fraction
from typing import NamedTuple

from symbolic_info.core.errors import Rejected
from symbolic_info.derive.circle import full_turn
from symbolic_info.derive.exponentials import known_sum
from symbolic_info.derive.potentials import potential
from symbolic_info.derive.statistics import Coordinate, Proposal, Statistics, U, Y, by_variable, line_of
from symbolic_info.derive.tails import exponential_tail, logistic_tail
from symbolic_info.proof.forms import ONE, UNIT, ZERO, Atom, Form, Monomial, const, minus, names, plus, scale, single, times, to_term
from symbolic_info.proof.normal import Normal
from symbolic_info.proof.terms import PI, Term, add, div, exp, log, mul, power, rat, sub, subst, sym
from symbolic_info.proof.world import X

y = sym(Y)
MINUS_ONE = const(-1)
MAX_ORDER = 4


def proposals(st: Statistics, f: Term) -> Iterator[Proposal]:
    """Proposals for E f, a function of x; ``st`` are the statistics of the density in a coordinate y."""
    in_y = subst(f, {X: st.where.to_x})
    for reader in READERS.get(st.where.kind, ()):
        try:
            found = list(reader(st, in_y))
        except Rejected:
            continue
        yield from (_told(p, st.where) for p in found)
    with suppress(Rejected, RecursionError):
        sums = known_sum(st, in_y)
        yield from [_told(Proposal(*sums), st.where)] if sums else []


def _told(p: Proposal, where: Coordinate) -> Proposal:
    """A proposal read in y, told in x."""
    return Proposal(subst(p.f, {Y: where.to_y}), subst(where.to_x, {Y: p.phi}), subst(p.psi, {Y: where.to_y}), p.known)


# -- sums of kernels -----------------------------------------------------------------------------------------------------


def gamma_kernels(st: Statistics, f: Term) -> Iterator[Proposal]:
    """p f as a sum of c y^k (log y)^i e^(-t y), or of c y^k e^(-t y) log(1 + y)."""
    product = _product(st, y, y, f)
    known = _kernels(product, Y, lambda e, t: ("euler_gamma", (e, t)) if t else None) or _log_kernels(product, st.scope)
    yield from [Proposal(f, U, y, known)] if known else []


def _log_kernels(product: Form, scope: Normal) -> tuple:
    """The pieces of a sum of c y^k e^(-t y) log(1 + y), k = 0 or more; () where a term is something else."""
    shape = scope.form(log(add(rat(1), y))).terms[0][0].factors[0][0]
    rest = [(m.without(shape), c) for m, c in product.terms if m.exponent(shape) == ONE]
    if len(rest) < len(product.terms):
        return ()
    found = _kernels(Form(dict(rest)), Y, lambda e, t: ("log_laplace", (t,)) if t else None)
    powers = [_order(m) for m in sorted(by_variable(Form(dict(rest)), Y), key=lambda m: m.text)]
    if not found or None in powers:
        return ()
    return tuple((mul(rat((-1) ** (k or 0)), c), *entry, (0,) * (k or 0)) for (c, *entry, _), k in zip(found, powers, strict=True))


def _order(monomial: Monomial) -> int | None:
    k = monomial.exponent(Atom("sym", Y)).integer if monomial.exponent(Atom("sym", Y)).terms else 0
    return k if k is not None and 0 <= k <= MAX_ORDER else None


def powers_on_segment(st: Statistics, f: Term) -> Iterator[Proposal]:
    """p f as a sum of c u^k (log u)^i, u = y or the argument of a logarithm in f or log p."""
    known = _kernels(_product(st, y, y, f), Y, lambda e, t: ("beta_segment", (e, rat(1), st.where.width)) if not t else None)
    if known:
        yield Proposal(f, U, y, known)
    for line in dict.fromkeys([*_lines(st.scope.form(f)), *_lines(plus(*(single(m) for m in st.table)))]):
        at, slope = to_term(line[0]), to_term(line[1])
        psi, phi = add(at, mul(slope, y)), div(sub(sym("_z"), at), slope)
        end = add(at, mul(slope, st.where.width))
        near, far = (at, end) if st.scope.signs.is_positive(line[1]) else (end, at)
        product = _product(st, phi, sym("_z"), f, near, far)
        known = _kernels(product, "_z", lambda e, t, n=near, r=far: ("power_segment", (e, n, r)) if not t else None)
        if known:
            yield Proposal(f, subst(phi, {"_z": U}), psi, known)


def _product(st: Statistics, phi: Term, z: Term, f: Term, *ends: Term) -> Form:
    """p(y) f(y) dy/dz at y = phi(z), in a scope where z lies between the ends."""
    scope = st.scope if not ends else st.scope.world.within(st.scope, ("interval", *ends), (), "_z")
    return scope.form(mul(exp(subst(st.pushed, {Y: phi})), subst(f, {Y: phi})))


def _lines(form: Form) -> list[tuple[Form, Form]]:
    """(a, b) of the logarithms log(a + b y) in ``form``."""
    found = {}
    for monomial, _ in form.terms:
        for atom, _ in monomial.factors:
            line = line_of(atom.args[0], Y) if atom.head == "log" and Y in names(atom.args[0]) else None
            if line is not None and line.power == ONE and line.level.terms:
                found[line.level.text + line.slope.text] = (line.level, line.slope)
    return [found[k] for k in sorted(found)]


Kernel = Callable[..., "tuple[str, tuple] | None"]


def _kernels(product: Form, z: str, kernel: Kernel) -> tuple:
    """The pieces of a sum of c z^k (log z)^i e^(-t z); () where a term is something else."""
    here, known = Atom("sym", z), []
    for monomial, c in sorted(by_variable(product, z).items(), key=lambda mc: mc[0].text):
        exponent, logs, rate = ZERO, 0, ZERO
        for atom, e in monomial.factors:
            line = line_of(e, z) if atom.head == "E" else None
            if atom == here and z not in names(e):
                exponent = e
            elif atom == Atom("log", _of(here)) and e.integer in (1, 2):
                logs = e.integer or 0
            elif line is not None and line.power == ONE:
                rate = scale(line.slope, -1)
            else:
                return ()
        found = kernel(to_term(plus(exponent, ONE)), to_term(rate) if rate.terms else None)
        if found is None:
            return ()
        known.append((to_term(c), "lemma", *found, (0,) * logs))
    return tuple(known)


def _of(atom: Atom) -> Form:
    return single(Monomial([(atom, ONE)]))


# -- Poisson's and other integrals -----------------------------------------------------------------------------------------


class Bell(NamedTuple):
    """constant + log((y - centre)^2 + width^2)."""

    constant: Form
    centre: Form
    width: Form


def _bell(form: Form, scope: Normal) -> Bell | None:
    """``form``, where it is the logarithm of a quadratic polynomial in y, and a constant."""
    parts = by_variable(form, Y)
    constant = parts.pop(UNIT, ZERO)
    if len(parts) != 1:
        return None
    ((monomial, c),) = parts.items()
    atom, e = monomial.factors[0]
    if len(monomial.factors) > 1 or atom.head != "log" or e != ONE or c != ONE:
        return None
    table = by_variable(atom.args[0], Y)
    linear, square = (Monomial([(Atom("sym", Y), const(k))]) for k in (1, 2))
    if square not in table or not set(table) <= {linear, square, UNIT}:
        return None
    over = scope.power(table[square], MINUS_ONE)
    centre = scale(times(table.get(linear, ZERO), over), Fraction(-1, 2))
    rest = minus(times(table.get(UNIT, ZERO), over), times(centre, centre))
    return Bell(plus(constant, scope.log(table[square])), centre, scope.power(rest, const(Fraction(1, 2))))


def poisson(st: Statistics, f: Term) -> Iterator[Proposal]:
    """A Cauchy law, of the line or half of it, and the logarithm of a quadratic polynomial."""
    own, other = _bell(scale(_moving(st), -1), st.scope), _bell(st.scope.form(f), st.scope)
    if own is None or other is None:
        return
    (m, r), (centre, t) = ((to_term(bell.centre), to_term(bell.width)) for bell in (own, other))
    if st.where.kind == "line":
        g = log(add(power(t, rat(2)), power(sub(y, centre), rat(2))))
        yield Proposal(g, U, y, ((div(r, PI), "integral", "poisson_kernel", (centre, t, m, r), ()),))
    elif not (own.centre.terms or other.centre.terms):
        u, c = div(y, r), power(div(r, t), rat(2))
        g = log(add(rat(1), mul(c, power(u, rat(2)))))
        yield Proposal(g, mul(r, U), u, ((div(rat(2), PI), "integral", "poisson_half", (c,), ()),))


def _moving(st: Statistics) -> Form:
    """The log-density without its constants."""
    return plus(*(times(single(m), c) for m, c in st.table.items() if m != UNIT))


def logistic_log(st: Statistics, f: Term) -> Iterator[Proposal]:
    """(m - 1) log y - 2 log(a + b y^m), and f = log(d + e y^m): u = b y^m/a."""
    for line, c in st.logarithms():
        target = [t for t in _powers(st.scope.form(f)) if t.power == line.power]
        if c != const(-2) or not target or plus(st.of(log(y)), ONE) != line.power:
            continue
        ratio = st.scope.power(line.level, MINUS_ONE)
        k, m = to_term(times(line.slope, ratio)), line.power
        other = times(target[0].slope, st.scope.power(target[0].level, MINUS_ONE))
        at = to_term(times(other, st.scope.power(times(line.slope, ratio), MINUS_ONE)))
        u = mul(k, y if m == ONE else power(y, to_term(m)))
        back = div(U, k) if m == ONE else power(div(U, k), to_term(st.scope.power(m, MINUS_ONE)))
        yield Proposal(log(add(rat(1), mul(at, u))), back, u, ((rat(1), "integral", "logistic_log", (at,), ()),))


def _powers(form: Form) -> list:
    logs = (a for m, _ in form.terms for a, _ in m.factors if a.head == "log" and Y in names(a.args[0]))
    return [line for line in (line_of(a.args[0], Y) for a in logs) if line is not None]


def inverse_gauss_log(st: Statistics, f: Term) -> Iterator[Proposal]:
    """a y + b/y + l log y and f = log y, with l = -3/2, or -1/2 in 1/y."""
    linear, reciprocal = (to_term(scale(st.of(t), -1)) for t in (y, div(rat(1), y)))
    if not st.of(y).terms or not st.of(div(rat(1), y)).terms or st.scope.form(f) != st.scope.form(log(y)):
        return
    c = exp(to_term(st.table.get(UNIT, ZERO)))
    yield Proposal(f, U, y, ((c, "integral", "inverse_gauss_log", (linear, reciprocal), ()),))
    u = div(rat(1), y)
    yield Proposal(f, div(rat(1), U), u, ((mul(rat(-1), c), "integral", "inverse_gauss_log", (reciprocal, linear), ()),))


def borel(st: Statistics, f: Term) -> Iterator[Proposal]:
    """y log(y + 1) - m y - log (y + 1)! and what is left of them: u = y + 1; f is 1, or a power of u."""
    u = add(y, rat(1))
    rows = by_variable(st.scope.form(f), Y)
    degrees = [0 if m == UNIT else _order(m) if m.without(Atom("sym", Y)) == UNIT else None for m in rows]
    if not st.of(mul(y, log(u))).terms or UNIT not in st.table or not rows or None in degrees:
        return
    m, degree = to_term(scale(st.table[UNIT], -1)), max(d or 0 for d in degrees)
    for key in ("borel", "borel_mean", "borel_square")[degree : degree + 1]:
        yield Proposal(power(u, rat(degree)) if degree else rat(1), sub(U, rat(1)), u, ((rat(1), "integral", key, (m,), ()),))


READERS: dict[str, tuple[Callable[[Statistics, Term], Iterator[Proposal]], ...]] = {
    "line": (poisson,),
    "half": (gamma_kernels, poisson, logistic_log, inverse_gauss_log),
    "segment": (powers_on_segment, full_turn, potential),
    "naturals": (borel,),
    "tail": (exponential_tail,),
    "unit": (logistic_tail,),
}
