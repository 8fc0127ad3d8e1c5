"""The sign of a divergence of densities, and the image of a law under a map: what each check refuses."""

import pytest
from kernel_worlds import LINE, NATURALS, ONE, POSITIVE_LINE, Sheet, density, exponential, given, normal, poisson, refused, x

from symbolic_info.proof.terms import add, exp, log, mul, neg, power, rat, sub, sym

c = sym("c")
LAWS = {"F": given("f"), "N": normal(), "E": exponential(), "A": poisson(), "H": given("g", POSITIVE_LINE)}
SHIFTED = density(LINE, log(("apply", "f", sub(x, c))))


def sheet(**more):
    return Sheet.of({**LAWS, **more})


def test_a_divergence_is_never_negative():
    here = sheet()
    found = here.said("divergence_sign", [here.one("F"), here.one("N")], ("kl", "F", "N"))
    assert (found.left, found.relation, found.right) == (rat(0), "<=", ("kl", "F", "N"))
    assert here.said("divergence_sign", [here.one("F")], ("kl", "F", "F")).conditions == frozenset()


@pytest.mark.parametrize(
    ("asked", "ones", "why"),
    [
        (("entropy", "F"), ("F",), "a divergence, and E"),
        (("cross", "F", "N"), ("F", "N"), "a divergence, and E"),
        (("kl", "F", "N"), ("F",), "a divergence, and E"),
        (("kl", "F", "N"), ("F", "N", "N"), "a divergence, and E"),
        (("kl", "F", "N"), ("N", "F"), "is not proved for F"),
    ],
    ids=["entropy", "cross-entropy", "one law", "too many", "order"],
)
def test_what_the_sign_needs(asked, ones, why):
    here = sheet()
    with refused(why):
        here.do("divergence_sign", [here.one(law) for law in ones], asked)


IMAGES = {
    "shift": (SHIFTED, "F", add(x, c), sub(x, c)),
    "reflection": (density(LINE, log(("apply", "f", neg(x)))), "F", neg(x), neg(x)),
    "exponential of it": (density(POSITIVE_LINE, sub(log(("apply", "f", log(x))), log(x))), "F", exp(x), log(x)),
}


@pytest.mark.parametrize("key", IMAGES)
def test_images(key):
    new, old, psi, phi = IMAGES[key]
    found = sheet(Y=new).said("image", [], "Y", old, power(x, rat(2)), psi, phi)
    assert found.left == ("mean", "_x", power(x, rat(2)), "Y")
    assert found.right == ("mean", "_x", power(psi, rat(2)), old)


WRONG = {
    "on the integers": (LAWS["A"], "A", x, x, "between intervals"),
    "from the integers": (LAWS["N"], "A", x, x, "between intervals"),
    "to the integers": (LAWS["A"], "F", x, x, "between intervals"),
    "leaves the old support": (LAWS["N"], "H", x, x, "the map leaves the support"),
    "leaves the new support": (LAWS["E"], "F", x, x, "the map leaves the support"),
    "no inverse": (SHIFTED, "F", sub(x, c), sub(x, c), "phi(psi(x)) is not x"),
    "another density": (density(LINE, log(("apply", "f", x))), "F", add(x, c), sub(x, c), "not that of the image"),
    "twice the mass": (density(LINE, add(log(rat(2)), log(("apply", "f", sub(x, c))))), "F", add(x, c), sub(x, c), "not that of the image"),
    "a width of the wrong sign": (density(LINE, log(("apply", "f", neg(x)))), "F", neg(x), x, "phi(psi(x)) is not x"),
    "a reserved name": (SHIFTED, "F", add(x, sym("_u")), sub(x, c), "mentions the bound name"),
}


@pytest.mark.parametrize("key", WRONG)
def test_what_is_no_image(key):
    new, old, psi, phi, why = WRONG[key]
    with refused(why):
        sheet(Y=new).do("image", [], "Y", old, ONE, psi, phi)


def test_an_image_needs_a_density_and_no_premises():
    here = sheet(Y=SHIFTED, M={"kind": "masses", "masses": (ONE,)})
    with refused("has no density on the line"):
        here.do("image", [], "M", "F", ONE, x, x)
    with refused("no premises"):
        here.do("image", [here.one("F")], "Y", "F", ONE, add(x, c), sub(x, c))
    with refused("condition on a bound variable"):
        here.do("image", [], "Y", "F", log(x), add(x, c), sub(x, c))


def test_what_an_image_keeps():
    b = sym("b")
    here = sheet(Y=density(LINE, add(SHIFTED["logp"], log(b), neg(log(b)))))
    assert ("positive", b) in here.said("image", [], "Y", "F", ONE, add(x, c), sub(x, c)).conditions
    assert ("positive", b) in sheet(Y=SHIFTED).said("image", [], "Y", "F", log(b), add(x, c), sub(x, c)).conditions


def test_the_width_counts():
    """2 X has the density f(x/2)/2; without the factor it has twice the mass."""
    half = mul(rat(1, 2), x)
    right, wrong = (density(LINE, add(log(("apply", "f", half)), width)) for width in (neg(log(rat(2))), rat(0)))
    assert sheet(Y=right).do("image", [], "Y", "F", ONE, mul(rat(2), x), half) == 0
    with refused("not that of the image"):
        sheet(Y=wrong).do("image", [], "Y", "F", ONE, mul(rat(2), x), half)


def test_masses_on_integers_have_no_image():
    with refused("between intervals"):
        sheet(Y=density(NATURALS, LAWS["A"]["logp"])).do("image", [], "F", "Y", ONE, x, x)
