"""Signs of cosines and sines: from the part of their period in which the angle is proved to lie, and |cos|, |sin| <= 1.  Trusted."""

from fractions import Fraction
from typing import TYPE_CHECKING

from symbolic_info.proof.forms import ONE, PI_ALONE, WAVES, Form, minus, plus, scale, single

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
    """2 or 1 where ``form``, with -|c| for each c cos or c sin, is > 0 or >= 0; a wave that is nowhere -1 makes >= a >."""
    least, moving = [], []
    for monomial, c in form.terms:
        waves = [a for a, e in monomial.factors if a.head in WAVES and e == ONE]
        if not waves:
            least.append(single(monomial, c))
            continue
        amplitude = monomial.without(waves[0])
        sign = signs.monomial_sign(amplitude, depth) * (1 if c > 0 else -1)
        if not sign:
            return 0
        side = 1 if sign > 0 else -1
        least.append(single(amplitude, -side * c))
        if abs(sign) == 2:
            moving.append((waves[0].args[0], *EXTREME_OUTSIDE[waves[0].head, side]))
    lower = plus(*least)
    found = signs.sign(lower, depth + 1) if lower.terms else 1
    return 2 if found == 1 and any(_lies(signs, *where, depth) for where in moving) else max(found, 0)
