"""Signs of cosines and sines: from the part of their period in which the angle is proved to lie, and |cos|, |sin| <= 1.  Trusted."""

from fractions import Fraction
from math import isqrt
from typing import TYPE_CHECKING

from symbolic_info.proof.forms import ONE, PI_ALONE, WAVES, ZERO, Form, Monomial, minus, plus, scale, single, times, times_monomials

if TYPE_CHECKING:
    from symbolic_info.proof.forms import Atom
    from symbolic_info.proof.signs import Signs

HALF = Fraction(1, 2)
POSITIVE_BETWEEN = {"cos": (-HALF, HALF), "sin": (Fraction(0), Fraction(1))}
"""Where, in units of pi, each is positive."""
EXTREME_OUTSIDE = {
    ("cos", 1): (Fraction(-1), Fraction(1)),
    ("cos", -1): (Fraction(0), Fraction(2)),
    ("sin", 1): (-HALF, 3 * HALF),
    ("sin", -1): (-3 * HALF, HALF),
}
"""Where, in units of pi, a wave with this sign before it is > -1."""


def sign_of_wave(signs: "Signs", atom: "Atom", depth: int) -> int:
    """2 where a cosine or a sine is positive, else 0."""
    return 2 if _lies(signs, atom.args[0], *POSITIVE_BETWEEN[atom.head], depth) else 0


def _lies(signs: "Signs", angle: Form, lo: Fraction, hi: Fraction, depth: int) -> bool:
    """Whether an angle is proved to lie between two multiples of pi."""
    gaps = minus(angle, single(PI_ALONE, lo)), minus(single(PI_ALONE, hi), angle)
    return all(signs.is_above_a_fact(gap, depth + 1) for gap in gaps)


def sign_by_amplitude(signs: "Signs", form: Form, depth: int) -> int:
    """The sign that remains when every wave is as far below 0 as its amplitude, or above."""
    if "cos(" not in form.text and "sin(" not in form.text:
        return 0
    return _above(signs, form, depth) or -_above(signs, scale(form, -1), depth)


def _above(signs: "Signs", form: Form, depth: int) -> int:
    """2 or 1 where ``form`` is > 0 or >= 0 with each wave as far below 0 as it goes; one that does not get there makes >= a >."""
    still: list[Form] = []
    swings: dict[Form, dict[str, Form]] = {}
    for monomial, c in form.terms:
        waves = [a for a, e in monomial.factors if a.head in WAVES and e == ONE]
        if waves:
            at = swings.setdefault(waves[0].args[0], dict.fromkeys(WAVES, ZERO))
            at[waves[0].head] = plus(at[waves[0].head], single(monomial.without(waves[0]), c))
        else:
            still.append(single(monomial, c))
    moving = []
    for angle, swing in swings.items():
        parts = [(head, amplitude) for head, amplitude in swing.items() if amplitude.terms]
        radius = _root(signs, plus(*(times(a, a) for _, a in parts)), depth) if len(parts) > 1 else None
        for head, amplitude in parts if radius is None else ():
            sign = signs.sign(amplitude, depth + 1)
            if not sign:
                return 0
            side = 1 if sign > 0 else -1
            still.append(scale(amplitude, -side))
            moving += [(angle, *EXTREME_OUTSIDE[head, side])] if abs(sign) == 2 else []
        still += [scale(radius, -1)] if radius is not None else []
    lower = plus(*still)
    found = signs.sign(lower, depth + 1) if lower.terms else 1
    return 2 if found == 1 and any(_lies(signs, *where, depth) for where in moving) else max(found, 0)


def _root(signs: "Signs", square: Form, depth: int) -> Form | None:
    """The root of a single term, if it is one and proved >= 0: |a cos t + b sin t| <= sqrt(a^2 + b^2)."""
    if len(square.terms) != 1:
        return None
    ((monomial, c),) = square.terms
    outside, extra = times_monomials(Monomial((a, scale(e, HALF)) for a, e in monomial.factors))
    root = single(outside, Fraction(isqrt(c.numerator), isqrt(c.denominator)) * extra)
    return root if times(root, root) == square and signs.sign(root, depth + 1) > 0 else None
