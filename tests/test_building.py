"""What makes building quick changes nothing: shortcuts give what SymPy gives, parts written later are those of the text."""

import random

import numpy as np
import pytest
import sympy as sp

import symbolic_info as si
from symbolic_info.numeric import chain, exact
from symbolic_info.numeric.algebra import factored, has_no_square, number_of, numerator, on_one_line, quotient_by_difference, replaced
from symbolic_info.numeric.function import loaded
from symbolic_info.numeric.heads import Higher, Lower
from symbolic_info.numeric.lambdify import lambdify
from symbolic_info.numeric.parts import Later
from symbolic_info.numeric.printing import Writer

SYMBOLS = a, b, c, d = sp.symbols("a b c d", positive=True)
FORMS = ("beta", "laplace", "normal", "pareto", "uniform", "weibull")


def sums(count: int, coefficients: tuple[int, ...] = (1, -1, 2, -3)) -> list[sp.Expr]:
    """Sums of a few monomials, the same ones at each run."""
    draw = random.Random(7)

    def monomial() -> sp.Expr:
        return draw.choice(coefficients) * sp.Mul(*(s ** draw.choice((0, 0, 1, 1, 2)) for s in SYMBOLS))

    return [sp.Add(*(monomial() for _ in range(draw.randint(1, 3)))) for _ in range(count)]


def test_what_is_factored_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    given = [n / e if i % 3 else n for i, (n, e) in enumerate(zip(sums(120), sums(120, (1, 2)), strict=True))]
    wanted = [(sp.factor(e), sp.together(e)) for e in given]
    assert [(factored(e), on_one_line(e)) for e in given] == wanted
    monkeypatch.setattr(sp, "factor", lambda e: None)
    assert 20 < sum(factored(e) is not None for e in given) < 120  # at once, and not always


@pytest.mark.parametrize(
    ("expression", "is_zero", "is_square_free"),
    [
        ((a * c + b * c) / (a + b) - c, True, None),
        ((a - b) ** 2 / c, False, False),
        ((a - b) ** 2 / c + d, False, True),
        (1 - (a - b) / (c - d), False, True),
        (a / b**2 - 1 / b + c / b**3, False, True),
    ],
)
def test_numerators(expression: sp.Expr, is_zero: bool, is_square_free: bool | None) -> None:
    above = numerator(expression)
    assert (above == 0) == is_zero
    assert is_zero or has_no_square(above) == is_square_free


def test_numerators_are_of_rational_functions_only() -> None:
    assert [numerator(e) for e in (sp.log(a), a**b, sp.sqrt(a) + b, sp.Integer(3))] == [None] * 4


def test_quotients() -> None:
    assert [quotient_by_difference(sp.expand(e * (a - b)), a, b) for e in (c, -3 * c**2, c + d)] == [c, -3 * c**2, c + d]
    assert [number_of(e) for e in (a / b, (2 * a + 2 * b) / (a + b), (a + 2 * b) / (a + b), sp.Rational(1, 3))] == [
        *(None, 2),
        *(None, sp.Rational(1, 3)),
    ]


@pytest.mark.parametrize("expression", [-sp.log(a), a + sp.log(b + a) * sp.log(b), sp.log(sp.log(a)), sp.exp(sp.log(a) + 1) / sp.log(c)])
def test_replacing_is_that_of_sympy(expression: sp.Expr) -> None:
    def test(e: sp.Basic) -> bool:
        return isinstance(e, sp.log)

    def make(e: sp.Basic) -> sp.Basic:
        return -e

    assert replaced(expression, test, make) == expression.replace(test, make)


def test_one_look_shows_only_what_is_printed() -> None:
    known = {a: "a", b: "b"}
    shown = [sp.log(a) ** b, sp.Piecewise((sp.loggamma(a) / 3 + sp.pi, a < b), (sp.oo, True)), a + c, sp.Function("g")(a), sp.Catalan * a]
    assert [exact.is_printed(e, known) for e in shown] == [True, True, False, False, False]
    assert [exact.written(e, e, known) is not None for e in shown] == [True, True, False, False, False]


def test_undecided_extremes_are_printed() -> None:
    writer = Writer({sp.Min: "least({0}, {1})", sp.Max: "most({0}, {1})"}, {a: "a"})
    assert writer.code(Lower(sp.S.One, Higher(sp.S.Zero, a))) == "least(1, most(0, a))"


@pytest.mark.parametrize("key", FORMS)
def test_parts_made_later_are_those_of_the_text(key: str) -> None:
    family = next(f for f in si.families() if f.key == key)
    f = lambdify(si.KL(family.with_own_symbols("_1"), family.with_own_symbols("_2")))
    names = f._run.__globals__
    is_precise = chain.is_precise(f.program)
    assert is_precise == (chain.text_of(f.program) is not None) == ("LAYERS = (" in f.source)
    for name in ("LAYERS", "rough"):
        assert isinstance(names[name], Later)
        assert "made" not in vars(names[name]), f"{name} is written before it is asked for"
    whole = loaded(f.source)[f.program.name]
    near = {s: 0.75 + i / 16 + (1e-9 if i >= len(f.symbols) // 2 else 0.0) for i, s in enumerate(f.symbols)}
    near |= {q: near[p] * (1 + 1e-9) for p, q in f.program.same}
    for count in (3, 30_000):  # a few, and so many that the cheap form goes first
        at = [np.linspace(v, v * (1 + 1e-9), count) for v in near.values()]
        assert np.array_equal(f(*at), whole(*at), equal_nan=True)
        assert not np.isnan(f(*at)).any()
