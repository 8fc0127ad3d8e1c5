"""Densities of an angle: which lemma, and which known integrals over a full turn, they are made of.  Untrusted: the kernel checks.

Statistics are read in y, 0 < y < width; the angle is u = 2 pi y/width - pi, -pi < u < pi, wherever the period begins.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from symbolic_info.derive.statistics import Proposal, Route, Statistics, U, Y, by_variable
from symbolic_info.proof.forms import (
    ONE,
    PI_ALONE,
    UNIT,
    WAVES,
    Atom,
    Form,
    Monomial,
    const,
    minus,
    names,
    plus,
    scale,
    single,
    times,
    to_term,
)
from symbolic_info.proof.normal import Normal
from symbolic_info.proof.terms import PI, Term, add, div, exp, log, mul, neg, power, rat, sub, subst, sym

y = sym(Y)
Z = "_z"
HALF_PI = single(PI_ALONE, Fraction(1, 2))
KNOWN_TURNS = tuple(Fraction(k * side, 12) for k in (2, 3, 4) for side in (1, -1))
NONE = rat(0), rat(0)
"""The pole of a flat density, and its centre."""


class Wave(NamedTuple):
    """cos(slope u - phase)."""

    slope: Form
    phase: Form


class Swing(NamedTuple):
    """level + amplitude cos(u - phase)."""

    level: Form
    amplitude: Form
    phase: Form


# -- lemmas --------------------------------------------------------------------------------------------------------------


def powers_of_cosines(st: Statistics) -> Iterator[Route]:
    """c log(1 - cos(2 pi y/width)), or c log sin(pi y/width)."""
    for turns, statistic, lemma in ((2, "raised", "raised_cosine_power"), (1, "sine", "cosine_power")):
        k = _frequency(st, turns)
        inner = sub(rat(1), ("cos", mul(k, y))) if statistic == "raised" else ("sin", mul(k, y))
        found = st.of(log(inner))
        if found.terms:
            offset = mul(rat(turns, 2), PI)
            yield Route(lemma, div(add(U, offset), k), sub(mul(k, y), offset), (to_term(found),))


def bessel_circle(st: Statistics) -> Iterator[Route]:
    """a cos + b sin of 2 pi y/width, which is u + pi."""
    k = _frequency(st, 2)
    found = [st.of((head, mul(k, y))) for head in WAVES]
    if any(c.terms for c in found):
        a, b = (to_term(scale(c, -1)) for c in found)
        yield Route("bessel_circle", div(add(U, PI), k), sub(mul(k, y), PI), (a, b))


def _frequency(st: Statistics, turns: int) -> Term:
    return to_term(st.scope.form(div(mul(rat(turns), PI), st.where.width)))


# -- sums of known integrals ---------------------------------------------------------------------------------------------


def full_turn(st: Statistics, f: Term) -> Iterator[Proposal]:
    """p f as a sum of waves, over 1 + c^2 - 2 c cos(u - m) or not, and logarithms of such."""
    k = _frequency(st, 2)
    back = div(add(sym(Z), PI), k)
    scope = st.scope.world.within(st.scope, ("interval", neg(PI), PI), (), Z)
    product = scope.form(mul(exp(subst(st.pushed, {Y: back})), subst(f, {Y: back}), power(k, rat(-1))))
    known = [_piece(scope, monomial, c) for monomial, c in product.terms]
    if known and all(known):
        yield Proposal(f, subst(back, {Z: U}), sub(mul(k, y), PI), tuple(known))


def _piece(scope: Normal, monomial: Monomial, c: Fraction) -> tuple:
    """The arguments of the rule ``pieces`` for one term; () for one that is not known."""
    waves: list[Wave | None] = []
    logs: list[Swing | None] = []
    poles: list[Swing | None] = []
    rest: list[tuple[Atom, Form]] = []
    for atom, e in monomial.factors:
        if Z not in names(single(Monomial([(atom, e)]))):
            rest.append((atom, e))
        elif atom.head in WAVES and e == ONE:
            waves.append(_wave(atom))
        elif atom.head == "log" and e == ONE:
            logs.append(_swing(scope, atom.args[0]))
        elif atom.head == "poly" and e == const(-1):
            poles.append(_swing(scope, atom.args[0]))
        else:
            return ()
    if max(len(waves), len(logs), len(poles)) > 1 or None in (*waves, *logs, *poles):
        return ()
    pole, factor = _pole(scope, poles[0]) if poles and poles[0] is not None else (NONE, ONE)
    entry = _entry(waves[0] if waves else None, logs[0] if logs else None, pole)
    return (to_term(times(single(Monomial(rest), c), factor)), "integral", *entry, ()) if entry else ()


def _entry(wave: Wave | None, logarithm: Swing | None, pole: tuple[Term, Term]) -> tuple[str, tuple] | None:
    """The integral of a wave and a logarithm, if there are such, against Poisson's kernel."""
    if wave is None and logarithm is None:
        return "poisson_circle", pole
    if logarithm is None and wave is not None and pole == NONE:
        return "full_wave", (to_term(wave.slope), to_term(scale(wave.phase, -1)))
    if wave is not None and wave.slope != ONE:
        return None
    if logarithm is None and wave is not None:
        return "poisson_circle_wave", (*pole, to_term(wave.phase))
    if logarithm is None or (wave is not None and pole != NONE):
        return None
    return _logarithm(wave, logarithm, pole)


def _logarithm(wave: Wave | None, of: Swing, pole: tuple[Term, Term]) -> tuple[str, tuple] | None:
    r = scale(of.amplitude, Fraction(-1, 2))
    squared = of.level == plus(ONE, times(r, r))
    if not squared and of.level != ONE:
        return None
    here = to_term(r if squared else of.amplitude), to_term(of.phase)
    if wave is not None:
        return ("circle_log_wave" if squared else "circle_log_root_wave"), (here[0], to_term(wave.phase), here[1])
    if squared and here[1] == pole[1] and pole != NONE:
        return "poisson_circle_log_centred", (*pole, here[0])
    return ("poisson_circle_log" if squared else "poisson_circle_log_root"), (*pole, *here)


def _pole(scope: Normal, of: Swing) -> tuple[tuple[Term, Term], Form]:
    """(c, m) and a factor: 1/(level + amplitude cos(u - m)) is the factor times Poisson's kernel (1 - c^2)/(1 + c^2 - 2 c cos(u - m))."""
    c, square = scale(of.amplitude, Fraction(-1, 2)), ONE
    if of.level == ONE:
        a = to_term(of.amplitude)
        c = scope.form(div(sub(power(sub(rat(1), mul(a, a)), rat(1, 2)), rat(1)), a))
        square = plus(ONE, times(c, c))
    over = scope.power(minus(ONE, times(c, c)), const(-1))
    return (to_term(c), to_term(of.phase)), times(square, over)


def _swing(scope: Normal, form: Form) -> Swing | None:
    """``form`` as level + amplitude cos(u - phase); also one whose phase is a known angle, so that it is a sum of two waves."""
    moving = Form({m: c for m, c in form.terms if Z in names(single(m))})
    level = minus(form, moving)
    if len(moving.terms) == 1:
        return _one_wave(level, *moving.terms[0])
    for monomial, c in moving.terms:
        first = _one_wave(level, monomial, c)
        if first is None:
            return None
        for turns in KNOWN_TURNS:
            turn = single(PI_ALONE, turns)
            amplitude = div(to_term(first.amplitude), ("cos", to_term(turn)))
            phase = plus(first.phase, turn)
            if scope.form(mul(amplitude, ("cos", sub(sym(Z), to_term(phase))))) == moving:
                return Swing(level, scope.form(amplitude), phase)
    return None


def _one_wave(level: Form, monomial: Monomial, c: Fraction) -> Swing | None:
    waves = [a for a, e in monomial.factors if a.head in WAVES and e == ONE and Z in names(single(Monomial([(a, e)])))]
    wave = _wave(waves[0]) if len(waves) == 1 else None
    if wave is None or wave.slope != ONE or Z in names(single(monomial.without(waves[0]))):
        return None
    return Swing(level, single(monomial.without(waves[0]), c), wave.phase)


def _wave(atom: Atom) -> Wave | None:
    """A wave whose angle is linear in u, as a cosine with a rising angle."""
    parts = by_variable(atom.args[0], Z)
    level = parts.pop(UNIT, Form({}))
    slope = parts.get(Monomial([(Atom("sym", Z), ONE)]))
    if len(parts) != 1 or slope is None:
        return None
    level = minus(level, HALF_PI) if atom.head == "sin" else level
    falls = (slope.terms[0][1] < 0) if slope.terms else False
    return Wave(scale(slope, -1), level) if falls else Wave(slope, scale(level, -1))
