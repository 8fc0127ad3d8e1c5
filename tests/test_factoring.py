"""``factored`` is ``sp.factor``, found faster where a sum has many generators: on sums of every kind, and on seeded random products."""

import random

import pytest
import sympy as sp

from symbolic_info.derive.factoring import factored

a, b, c = sp.symbols("a b c", positive=True)
x, y = sp.symbols("x y", real=True)
E, F, G = sp.exp(-(x**2) / a**2), sp.erf(x / a), sp.erf(y / a)
ROOT = sp.sqrt(2)

TABLE = (
    sp.Integer(0),
    sp.Rational(-3, 2) * a,
    2 * a + 2,
    -a - b,
    (a + b) * (a - c) / 2,
    (x * (y + 1) - x * y - x + 2) * (a + b),
    ROOT * x * E * F - ROOT * x * E * G + sp.sqrt(sp.pi) * F**2 - 2 * sp.sqrt(sp.pi) * F * G + sp.sqrt(sp.pi) * G**2,
    (x * (F - G) + ROOT * E) / (G - F) + (a * F - a * G) / (F - G) ** 2,
    sp.expand((F - G) ** 2 * (a * E + b * F + c) * (x - y) / 6),
    sp.expand((a + b + c) ** 3 * (x + 1)) / (2 * a + 2 * b),
    sp.expand(-((a * x + b * y + c * F + E) ** 2)) ** 3,
    sp.sqrt(a * x + b * y + c * F + E + x * y + a + b) * (a + b),
    (sp.Rational(1, 10) * a * x + b * y + c * F + E + x * y + a + b) / sp.pi,
)


@pytest.mark.parametrize("expression", TABLE, ids=str)
def test_it_is_factor(expression):
    assert sp.srepr(factored(expression)) == sp.srepr(sp.factor(expression))


def test_random_products():
    chooser = random.Random(0)
    atoms = [a, b, c, x, y, E, F, G, ROOT, sp.Integer(1)]
    for _ in range(12):
        sums = [sp.Add(*(chooser.randint(-3, 3) * sp.Mul(*chooser.sample(atoms, 2)) for _ in range(3))) for _ in range(3)]
        expression = sp.expand(sums[0] * sums[1]) / (sums[2] + a**2) + b
        assert sp.srepr(factored(expression)) == sp.srepr(sp.factor(expression)), expression
