"""Random expressions of the kind that closed forms are made of, and their value at one point."""

import hypothesis.strategies as st
import mpmath as mp
import sympy as sp

POINT = {"a": "1.3", "b": "0.7", "sigma_1": "2.1", "mu_hat": "1.9", "x y": "0.4", "theta": "3.2"}
SYMBOLS = [sp.Symbol(name, positive=True) for name in POINT]
DISTANCE = sp.Abs(SYMBOLS[3] - SYMBOLS[4])


def combine(inner: st.SearchStrategy) -> st.SearchStrategy:
    numbers = st.sampled_from([sp.Rational(-3, 2), sp.Rational(1, 2), sp.Integer(-1), sp.Integer(2), sp.Integer(3)])
    return st.one_of(
        st.lists(inner, min_size=2, max_size=4).map(lambda es: sp.Add(*es)),
        st.lists(inner, min_size=2, max_size=3).map(lambda es: sp.Mul(*es)),
        st.tuples(inner, numbers).map(lambda e: e[0] * e[1]),
        st.tuples(inner, inner).map(lambda e: e[0] / (1 + e[1] ** 2)),
        st.tuples(inner, numbers).map(lambda e: (1 + e[0] ** 2) ** e[1]),
        st.tuples(inner, inner).map(lambda e: (1 + e[0] ** 2) ** (e[1] / (3 + e[1] ** 2))),
        inner.map(lambda e: sp.log(2 + e**2) / sp.log(2)),
        inner.map(lambda e: sp.exp(-e / (3 + e**2))),
        inner.map(lambda e: sp.loggamma(1 + e**2 / (5 + e**2))),
        inner.map(lambda e: sp.gamma(1 + e**2 / (5 + e**2))),
        inner.map(lambda e: sp.digamma(2 + e**2 / (5 + e**2))),
        inner.map(lambda e: sp.polygamma(1, 2 + e**2 / (5 + e**2))),
        inner.map(lambda e: sp.sqrt(2 * sp.pi) * sp.sqrt(1 + e**2)),
    )


LEAVES = st.sampled_from(
    [*SYMBOLS, DISTANCE, sp.pi, sp.E, sp.EulerGamma, sp.Integer(2), sp.log(SYMBOLS[0]), sp.log(SYMBOLS[1] / SYMBOLS[2]), sp.log(2)]
)
EXPRESSIONS = st.recursive(LEAVES, combine, max_leaves=6)


def number(expression: sp.Expr) -> mp.mpf:
    exact = {symbol: sp.Rational(POINT[symbol.name]) for symbol in SYMBOLS}
    return mp.mpmathify(expression.xreplace(exact).evalf(30))
