"""Forms that do not cancel where P is near Q: a divergence as a sum of non-negative atoms, found by rewriting and accepted by proof.

    -log v = phi(v) - (v - 1),    e^z = 1 + z + chi(z),    loggamma(y) = tangent at x + Bregman remainder,

where phi(v) = v - 1 - log v, chi(z) = e^z - 1 - z and the remainder are >= 0 and vanish on the diagonal.  A rewriting is accepted only if
what the atoms leave over is symbolically zero, or a square that vanishes on the diagonal; otherwise the plain closed form stays.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice, product

import sympy as sp

from symbolic_info.core.heads import Distribution, Quantity
from symbolic_info.core.laws import ZERO_ON_ITSELF
from symbolic_info.numeric.algebra import factored, has_no_square, number_of, numerator, on_one_line
from symbolic_info.numeric.computed import is_exponential, log_of
from symbolic_info.numeric.differences import Pairing, difference, pairing
from symbolic_info.numeric.heads import (
    Balanced,
    BesselRatio,
    Binet,
    BinetSlope,
    Chi,
    Closer,
    Expectation,
    HalfSine,
    LogBessel,
    LogBesselRemainder,
    LoggammaOnePlus,
    LoggammaRemainder,
    LogRatio,
    Phi,
    RelativeEntropy,
    ScaledPhi,
    StirlingRemainder,
)
from symbolic_info.numeric.logarithms import LogForm, as_it_stands, bases_of, by_monomial, collected, log_form

PLAIN = ("As the closed form stands: near-equal distributions may cost digits.",)
ATOMS = "Written in terms that are non-negative and vanish where the distributions agree, so that nothing cancels."
MIXED = "Written in terms that vanish where the distributions agree; the subtracted ones are small beside the others."
STIRLING = "loggamma and digamma stand as their Stirling parts, which cancel symbolically, plus what is left of them (Binet's function)."
NON_NEGATIVE = (Chi, LogBesselRemainder, LoggammaRemainder, Phi, RelativeEntropy, ScaledPhi, StirlingRemainder)
TRIES = 200
"""Most combinations of powers that are tried."""


Remainder = Callable[["Rewriting", sp.Expr, sp.Expr, sp.Expr], sp.Expr]


@dataclass
class Rewriting:
    """A divergence in nats on the way: ``rest`` with dummies for the atoms found so far."""

    known: Pairing
    rest: sp.Expr
    atoms: dict[sp.Dummy, sp.Expr] = field(default_factory=dict)

    def atom(self, expression: sp.Expr) -> sp.Dummy:
        """A dummy that stands for an atom."""
        dummy = sp.Dummy("atom", positive=True)
        self.atoms[dummy] = expression
        return dummy


def stable_form(form: sp.Expr, asked: sp.Expr) -> tuple[sp.Expr, tuple[str, ...]]:
    """``form`` rewritten for floating point, with notes for the docstring.

    Args:
        form: A closed form of ``asked``.
        asked: The quantity; only divergences between two laws of one family are rewritten.
    """
    known = pairing_of(asked)
    if known is None:
        return _stirling_form(form) if len(asked.atoms(Distribution)) == 1 else (form, ())
    factor = 1 / sp.log(asked.base) ** asked.logarithms if asked.base != sp.E else sp.S.One
    if isinstance(form, sp.Piecewise):
        cases = [(_stable_or_ratio(value / factor, known), condition) for value, condition in form.args]
        return factor * sp.Piecewise(*cases), ()
    found = rewritten(form / factor, known)
    if found is None:
        return _with_half_angles(form, known), PLAIN
    positive = all(known.sign(_coefficient(term)) == 1 for term in sp.Add.make_args(found))
    return factor * found, (ATOMS if positive else MIXED,)


def _with_half_angles(form: sp.Expr, known: Pairing) -> sp.Expr:
    """a + b cos(z), where z vanishes on the diagonal, as a + b - 2 b sin(z/2)^2."""
    for cosine in sorted(form.atoms(sp.cos), key=sp.default_sort_key):
        c = sp.Dummy("c")
        opened = form.xreplace({cosine: c})
        slope = opened.diff(c)
        if known.on_diagonal(cosine) == 1 and not slope.has(c):
            form = opened.xreplace({c: sp.S.One}) - 2 * slope * sp.sin(cosine.args[0] / 2) ** 2
    return form


def _coefficient(term: sp.Expr) -> sp.Expr:
    """What stands before the atom of a term, and within it where an atom carries a factor."""
    factors = [f.args[0] if isinstance(f, ScaledPhi | Balanced) else f for f in sp.Mul.make_args(term)]
    return sp.Mul(*(f for f in factors if not isinstance(f, NON_NEGATIVE)))


def _stirling_form(form: sp.Expr) -> tuple[sp.Expr, tuple[str, ...]]:
    """loggamma and digamma as their Stirling parts, most of which cancels symbolically in an entropy, plus Binet's function."""
    if not form.has(sp.loggamma, sp.polygamma) or form.has(sp.Piecewise, sp.Sum, Expectation):
        return form, ()
    half, constant = sp.Rational(1, 2), sp.log(2 * sp.pi) / 2
    opened = form.replace(sp.loggamma, lambda x: (x - half) * sp.log(x) - x + constant + Binet(x))
    opened = opened.replace(lambda e: isinstance(e, sp.polygamma) and e.args[0] == 0, lambda e: _stirling_slope(e.args[1]))
    atoms = sorted(opened.atoms(BinetSlope, sp.log), key=sp.default_sort_key)
    return sp.collect(sp.expand(opened, log=False), atoms), (STIRLING,)


def _stirling_slope(x: sp.Expr) -> sp.Expr:
    return sp.log(x) - 1 / (2 * x) + BinetSlope(x)


def pairing_of(asked: sp.Expr) -> Pairing | None:
    if not isinstance(asked, Quantity) or ZERO_ON_ITSELF not in asked.laws or len(asked.distributions) != 2:
        return None
    return pairing(*asked.distributions)


def _stable_or_ratio(value: sp.Expr, known: Pairing) -> sp.Expr:
    """A branch of a case distinction: in atoms, or a single logarithm as that of 1 + (a - b)/b."""
    found = rewritten(value, known) if value.free_symbols else None
    if found is None and isinstance(value, sp.log):
        a, b = sp.fraction(sp.together(value.args[0]))
        found = LogRatio(a, b, difference(a, b, known))
    return value if found is None else found


def rewritten(nats: sp.Expr, known: Pairing) -> sp.Expr | None:
    """``nats`` as a sum of atoms, or None where the rules find none."""
    product = _product_of_differences(nats, known)
    if product is not None:
        return product
    remainders = (_stirling, _bregman) if nats.has(sp.loggamma, sp.gamma, sp.factorial) else (_stirling,)
    for remainder in remainders:
        work = Rewriting(known, sp.expand(nats))
        if not (_bessels(work) and _exponentials(work) and _loggammas(work, remainder)):
            continue
        tried: list[LogForm] = []
        logarithms = collected(work.rest, known)
        for split in (as_it_stands, by_monomial):
            form = log_form(*logarithms, known, split)
            found = None if form is None or form in tried else _assembled(work, form)
            if found is not None:
                return found
            tried += [] if form is None else [form]
    return None


# -- Bessel functions ---------------------------------------------------------------------------------------------------


def _bessels(work: Rewriting) -> bool:
    """Each log I_0(y) that depends on Q becomes its tangent at P plus a remainder; no other Bessel function may be left."""
    if not work.rest.has(sp.besseli):
        return True
    halved = _with_half_angles(work.rest, work.known).replace(sp.sin, lambda z: _half_sine(2 * z))
    opened = _by_log_bessel(halved)
    replaced = {}
    for node in sorted(opened.atoms(LogBessel), key=sp.default_sort_key):
        y = node.args[0]
        x = y.xreplace({q: p for p, q in work.known.pairs if isinstance(q, sp.Symbol) or q == y})
        if work.known.sign(y) != 1:
            return False
        if x != y:
            remainder = work.atom(LogBesselRemainder(x, y, difference(y, x, work.known)))
            replaced[node] = LogBessel(x) + (y - x) * BesselRatio(x) + remainder
    work.rest = sp.expand(opened.xreplace(replaced))
    return not work.rest.has(sp.besseli, LogBessel)


def _half_sine(z: sp.Expr) -> sp.Expr:
    """sin(z/2), for a difference of parameters in a form that keeps what rounding takes from it."""
    terms = sp.Add.make_args(z)
    plus, minus = [t for t in terms if t.is_Symbol], [-t for t in terms if (-t).is_Symbol]
    return HalfSine(*plus, *minus) if len(plus) == len(minus) == 1 and len(terms) == 2 else sp.sin(z / 2)


def _by_log_bessel(expression: sp.Expr) -> sp.Expr:
    """I_0(x) = exp(log I_0(x)), I_1(x) as its multiple: logarithms of quotients open, quotients cancel."""
    lowest = expression.replace(lambda e: isinstance(e, sp.besseli) and e.order == 0, lambda e: sp.exp(LogBessel(e.argument)))
    return lowest.replace(
        lambda e: isinstance(e, sp.besseli) and e.order == 1, lambda e: BesselRatio(e.argument) * sp.exp(LogBessel(e.argument))
    )


def _product_of_differences(nats: sp.Expr, known: Pairing) -> sp.Expr | None:
    """(p - q) log(p/q) and its like as it stands: two factors of one sign, each exact where it vanishes."""
    coefficients, rest = collected(nats, known)
    first = next(iter(coefficients.values()), sp.S.Zero)
    if rest != 0 or first == 0 or not isinstance(first, sp.Add | sp.Mul) or known.on_diagonal(first) != 0:
        return None
    exponents = {b: number_of(c / first) for b, c in coefficients.items()}
    if None in exponents.values():
        return None
    log = _log_of_ratio(exponents, known)
    ratios = [t.as_coeff_Mul() for t in sp.Add.make_args(log)]
    if not all(isinstance(r, LogRatio) and known.sign(n * first * r.args[2]) == 1 for n, r in ratios):
        return None
    return factored(first) * log


# -- exponentials and gamma functions ----------------------------------------------------------------------------------


def _exponentials(work: Rewriting) -> bool:
    """Each product T of exponentials, symbolic powers and gamma functions becomes 1 + z + chi(z), z = log T; z must vanish at P = Q."""
    terms = []
    for term in sp.Add.make_args(work.rest):
        parts = [f for f in sp.Mul.make_args(term) if is_exponential(f)]
        if not parts:
            terms.append(term)
            continue
        z = sp.Add(*(log_of(f) for f in parts))
        if sp.expand(work.known.on_diagonal(z)) != 0:
            return False
        others = sp.Mul(*(f for f in sp.Mul.make_args(term) if f not in parts))
        if work.known.sign(others) != 1:
            return False
        exponent = _stable_exponent(z, work.known)
        scaled = sp.Add(*(others * t for t in sp.Add.make_args(exponent)))
        terms.append(others * (1 + z) + work.atom(Chi(others, exponent, sp.powsimp(sp.Mul(*parts), combine="base"), scaled)))
    work.rest = sp.expand(sp.Add(*terms))
    return True


def _stable_exponent(z: sp.Expr, known: Pairing) -> sp.Expr:
    """z with its logarithms of ratios and loggamma(1 + x) in forms that keep digits where they vanish."""
    logs, rest = collected(z, known)
    rational, gammas = rest.as_independent(sp.loggamma, as_Add=True)
    return (
        _log_of_ratio(logs, known)
        + _rational_exponent(rational, known)
        + gammas.replace(
            lambda e: isinstance(e, sp.loggamma) and known.on_diagonal(e) == 0,
            lambda e: LoggammaOnePlus(e.args[0] - 1, _over_common(e.args[0] - 1, known)),
        )
    )


def _rational_exponent(rational: sp.Expr, known: Pairing) -> sp.Expr:
    """A quotient of polynomials that vanishes on the diagonal through the differences of the parameters."""
    a, b = sp.fraction(sp.together(rational))
    if known.on_diagonal(rational) != 0 or not a.is_polynomial(*a.free_symbols):
        return rational
    return difference(a, sp.S.Zero, known) / b


def _over_common(x: sp.Expr, known: Pairing) -> sp.Expr:
    """x - 1 as (a - b)/b."""
    a, b = sp.fraction(sp.together(x))
    return difference(a, b, known) / b


def _loggammas(work: Rewriting, remainder: Remainder) -> bool:
    """Each loggamma that depends on Q becomes its tangent at P plus a remainder; no digamma function may be left."""
    shifted = work.rest.replace(lambda e: isinstance(e, sp.loggamma), lambda e: _unshifted(e.args[0]))
    replaced = {}
    for node in sorted(shifted.atoms(sp.loggamma), key=sp.default_sort_key):
        y = node.args[0]
        x = work.known.on_diagonal(y)
        if x != y:
            tangent = sp.loggamma(x) + (y - x) * sp.digamma(x)
            replaced[node] = tangent + remainder(work, x, y, difference(y, x, work.known))
    work.rest = sp.expand(shifted.xreplace(replaced))
    return not work.rest.has(sp.polygamma, sp.loggamma, sp.gamma)


def _unshifted(y: sp.Expr) -> sp.Expr:
    """loggamma(1 + x) = log x + loggamma(x) for a sum with the number 1 in it."""
    number, x = y.as_coeff_Add()
    return sp.log(x) + sp.loggamma(x) if number == 1 and x != 0 else sp.loggamma(y)


def _stirling(work: Rewriting, x: sp.Expr, y: sp.Expr, d: sp.Expr) -> sp.Expr:
    """The remainder, its logarithms open, so that they can join others: x - y - y log(x/y) + phi(y/x)/2 + that of Binet's function."""
    middle = Phi(d / x, LogRatio(y, x, d))
    return x - y - y * (sp.log(x) - sp.log(y)) + work.atom(middle) / 2 + work.atom(StirlingRemainder(x, y, d))


def _bregman(work: Rewriting, x: sp.Expr, y: sp.Expr, d: sp.Expr) -> sp.Expr:
    a, b = sp.fraction(sp.together(y))
    gap = d if b == 1 else difference(a, x * b, work.known) / b
    return work.atom(LoggammaRemainder(x, y, gap))


# -- logarithms --------------------------------------------------------------------------------------------------------


def _assembled(work: Rewriting, form: LogForm) -> sp.Expr | None:
    """The atoms of a log form for the powers that leave nothing over."""
    nothing = dict.fromkeys(work.atoms, sp.S.Zero)
    symbols = {s for e in (form.rest, *(e for c, v in form.groups for e in (c, *v, *v.values()))) for s in e.free_symbols} - nothing.keys()
    probes = [nothing | at for at in work.known.probes(symbols)]
    values = [_values(form, at) for at in probes]
    for powers in _powers(form, work.known):
        if any(_is_negative(at, powers) for at in values):
            continue
        leftover, terms = form.rest, []
        for (c, v), k in zip(form.groups, powers, strict=True):
            ratio = bases_of(v, -k)
            leftover += (c / k) * (1 - ratio)
            terms.append((c / k, ratio, {b: -k * e for b, e in v.items()}))
        left = _vanishing(leftover, work)
        if left is not None:
            atoms = [_phi_term(c, ratio, exponents, work.known) for c, ratio, exponents in terms]
            return sp.Add(left, *atoms).xreplace(work.atoms)
    return None


Values = tuple[sp.Expr, list[tuple[sp.Expr, sp.Expr]]]


def _values(form: LogForm, at: dict[sp.Symbol, sp.Rational]) -> Values:
    """The rest, and the coefficient and argument of each logarithm, at a point."""
    return form.rest.xreplace(at), [(c.xreplace(at), bases_of(v, sp.S.One).xreplace(at)) for c, v in form.groups]


def _is_negative(at: Values, powers: tuple[sp.Rational, ...]) -> bool:
    """Whether that point gives a negative number for what these powers leave over."""
    rest, groups = at
    left = rest + sum((c / k) * (1 - v ** (-k)) for (c, v), k in zip(groups, powers, strict=True))
    return bool(left.is_Rational and left < 0)


def _powers(form: LogForm, known: Pairing) -> Iterator[tuple[sp.Rational, ...]]:
    """Powers to which the arguments are raised, their signs such that all coefficients are positive where that is known."""
    choices = [[k * s for s in ([known.sign(c)] if known.sign(c) else (1, -1)) for k in (1, 2)] for c, _ in form.groups]
    yield from (tuple(map(sp.Integer, combination)) for combination in islice(product(*choices), TRIES))


def _vanishing(leftover: sp.Expr, work: Rewriting) -> sp.Expr | None:
    """What is left over, if it is nothing but atoms, and squares with positive factors that vanish on the diagonal; else None."""
    coefficients = {d: leftover.coeff(d) for d in work.atoms}
    expanded = sp.expand(leftover - sp.Add(*(c * d for d, c in coefficients.items())))
    above = None if expanded.has(*work.atoms) else numerator(leftover.xreplace(dict.fromkeys(work.atoms, sp.S.Zero)))
    if above is not None and above != 0 and has_no_square(above):
        return None
    bare = sp.S.Zero if above is not None and above == 0 else sp.factor(sp.together(expanded))
    if any(bare.has(d) for d in work.atoms) or (bare != 0 and not _is_vanishing_square(bare, work.known)):
        return None
    return _balanced(bare) + sp.Add(*(factored(c) * d for d, c in coefficients.items()))


def _is_vanishing_square(term: sp.Expr, known: Pairing) -> bool:
    squares = [f for f in sp.Mul.make_args(term) if f.is_Pow and f.exp.is_even and f.exp.is_positive and known.on_diagonal(f.base) == 0]
    return bool(squares) and known.sign(term) == 1


def _phi_term(c: sp.Expr, ratio: sp.Expr, exponents: dict[sp.Expr, sp.Expr], known: Pairing) -> sp.Expr:
    """c phi(n/d): as a relative entropy d phi(n/d) where c is a number times d."""
    n, d = sp.fraction(on_one_line(ratio))
    gap = difference(n, d, known)
    scale = factored(c / d)
    if scale.is_number and n.is_Pow is False:
        return scale * RelativeEntropy(d, n, gap)
    log = _log_of_ratio(exponents, known)
    return c * Phi(_scaled(gap, 1 / d), log) if c.is_number else ScaledPhi(c, _scaled(gap, 1 / d), _scaled(gap, c / d), log)


def _scaled(gap: sp.Expr, by: sp.Expr) -> sp.Expr:
    """A difference times a factor, term by term, so that no product overflows on the way."""
    if isinstance(gap, Closer):
        return Closer(*(_balanced(by * t) for t in gap.args))
    return gap * by


def _balanced(product: sp.Expr) -> sp.Expr:
    """``product`` computed so that it overflows only where its value does, its number outside."""
    number, rest = product.as_coeff_Mul()
    return number * Balanced(rest) if len(sp.Mul.make_args(rest)) > 2 else product


def _log_of_ratio(exponents: dict[sp.Expr, sp.Expr], known: Pairing) -> sp.Expr:
    """The logarithm of a product of powers, bases of Q beside their twins of P."""
    left, total = dict(exponents), sp.S.Zero
    for base in list(exponents):
        twin = known.on_diagonal(base)
        if twin != base and base in left and twin in left and sp.expand(left[twin] + left[base]) == 0:
            total += left.pop(twin) * LogRatio(twin, base, difference(twin, base, known))
            left.pop(base)
    return total + sp.Add(*(e * sp.log(b) for b, e in left.items()))
