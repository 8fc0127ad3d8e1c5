"""A density that is taken as given is positive inside its support, and nowhere else by that."""

import pytest
from kernel_worlds import LINE, NATURALS, ONE, POSITIVE_LINE, density, given, refused, world, x

from symbolic_info.proof.kernel import Proof
from symbolic_info.proof.signs import POSITIVE, UNKNOWN
from symbolic_info.proof.terms import INFINITY, add, log, mul, neg, power, rat, sub, sym

a, c = sym("a"), sym("c")


def sign(point, support, unknown="f", positive=()):
    here = world({"P": given(unknown, support)}, positive, a=1).normal()
    return here.signs.sign(here.form(("apply", "f", point)))


@pytest.mark.parametrize(
    ("point", "support"),
    [(c, LINE), (rat(2), POSITIVE_LINE), (rat(1, 2), ("interval", rat(0), ONE)), (a, ("interval", rat(0), add(a, ONE)))],
    ids=["line", "half-line", "segment", "moving end"],
)
def test_inside(point, support):
    assert sign(point, support, positive=(a,)) == POSITIVE


@pytest.mark.parametrize(
    ("point", "support", "unknown"),
    [
        (c, POSITIVE_LINE, "f"),
        (rat(0), POSITIVE_LINE, "f"),
        (rat(3), ("interval", rat(0), ONE), "f"),
        (ONE, ("interval", rat(0), ONE), "f"),
        (rat(2), NATURALS, "f"),
        (c, LINE, "g"),
        (add(power(c, rat(-1)), ONE), ("interval", power(c, rat(-1)), INFINITY), "f"),
    ],
    ids=["unknown side", "lower end", "beyond", "upper end", "masses on integers", "another function", "an end that may not exist"],
)
def test_not_known_to_be_positive(point, support, unknown):
    assert sign(point, support, unknown) == UNKNOWN


def image(new, phi, psi, positive=()):
    proof = Proof(world({"P": given("f"), "Q": new}, positive, a=1))
    return proof.do("image", [], "Q", "P", ONE, psi, phi)


def test_a_shift_and_a_stretch_are_images():
    assert image(density(LINE, log(("apply", "f", sub(x, c)))), sub(x, c), add(x, c)) == 0
    scaled = density(LINE, sub(log(("apply", "f", mul(x, power(a, rat(-1))))), log(a)))
    assert image(scaled, mul(x, power(a, rat(-1))), mul(a, x), positive=(a,)) == 0


@pytest.mark.parametrize(
    ("logp", "phi", "psi", "why"),
    [
        (log(("apply", "f", sub(x, c))), sub(x, c), sub(x, c), "is not x"),
        (log(("apply", "f", x)), sub(x, c), add(x, c), "not that of the image"),
        (add(log(("apply", "f", sub(x, c))), log(rat(2))), sub(x, c), add(x, c), "not that of the image"),
        (log(("apply", "f", neg(x))), mul(c, x), mul(power(c, rat(-1)), x), "the sign of the derivative is not proved"),
    ],
    ids=["maps", "density", "factor", "slope"],
)
def test_what_is_no_image(logp, phi, psi, why):
    with refused(why):
        image(density(LINE, logp), phi, psi)
