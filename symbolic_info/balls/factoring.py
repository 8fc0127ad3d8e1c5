"""Exponentials in their own right: log(e^a + e^b) becomes a + log(1 + e^(b - a)) where e^a is the larger in the end.

What an integrand looks like far out, and what keeps its digits.  Every rewriting is an identity wherever the logarithms are real;
which term is the largest is only guessed, since nothing but the size of the bounds depends on it.
"""

from typing import NamedTuple

import sympy as sp


class Factors(NamedTuple):
    """number * exp(power) * rest."""

    number: sp.Expr
    power: sp.Expr
    rest: sp.Expr

    @property
    def product(self) -> sp.Expr:
        return self.number * sp.exp(self.power) * self.rest


def factored(e: sp.Expr, t: sp.Symbol) -> sp.Expr:
    """``e`` with the largest exponential taken out of every logarithm and power."""
    if not e.has(t) or e == t:
        return e
    if isinstance(e, sp.Add):
        return sp.expand_mul(sp.Add(*(factored(a, t) for a in e.args)))
    if isinstance(e, sp.log):
        number, power, rest = split(e.args[0], t)
        if number.is_positive:
            return sp.log(number) + power + sp.log(rest)
    if isinstance(e, sp.Pow) and e.exp.is_number:
        return split(e, t).product
    return e.func(*(factored(a, t) for a in e.args))


def split(e: sp.Expr, t: sp.Symbol) -> Factors:
    """``e`` as a number, an exponential and what is left."""
    if not e.has(t):
        return Factors(e, sp.S.Zero, sp.S.One)
    if isinstance(e, sp.exp):
        return Factors(sp.S.One, factored(e.args[0], t), sp.S.One)
    if isinstance(e, sp.Mul):
        parts = [split(a, t) for a in e.args]
        return Factors(sp.Mul(*(p.number for p in parts)), sp.Add(*(p.power for p in parts)), sp.Mul(*(p.rest for p in parts)))
    if isinstance(e, sp.Pow):
        return _power(e, t)
    if isinstance(e, sp.Add):
        return _sum([split(a, t) for a in e.args], t)
    if isinstance(e, sp.gamma):
        return Factors(sp.S.One, sp.loggamma(e.args[0]), sp.S.One)
    return Factors(sp.S.One, sp.S.Zero, factored(e, t))


def _power(e: sp.Pow, t: sp.Symbol) -> Factors:
    if e.exp.has(t):
        if not e.base.is_positive:
            return Factors(sp.S.One, sp.S.Zero, e)
        return Factors(sp.S.One, sp.expand_mul(e.exp * factored(sp.log(e.base), t)), sp.S.One)
    number, power, rest = split(e.base, t)
    if not (e.exp.is_Integer or number.is_positive):
        return Factors(sp.S.One, sp.S.Zero, e)
    return Factors(number**e.exp, sp.expand_mul(e.exp * power), rest**e.exp)


def _sum(parts: list[Factors], t: sp.Symbol) -> Factors:
    largest = parts[0]
    for part in parts[1:]:
        if growth(sp.expand_mul(part.power - largest.power), t) > (0, 0, 0):
            largest = part
    number, power, _ = largest
    return Factors(number, power, sp.Add(*(p.number / number * sp.exp(sp.expand_mul(p.power - power)) * p.rest for p in parts)))


def growth(w: sp.Expr, t: sp.Symbol) -> tuple[int, int, int]:
    """Signs of the largest exponential of t, of the coefficient of t and of the constant in ``w``: how w ends, compared in this order."""
    exponential, linear, constant = (sp.S.Zero, sp.S.Zero), sp.S.Zero, sp.S.Zero
    for term in sp.Add.make_args(w):
        c, moving = term.as_independent(t, as_Add=False)
        if moving == 1:
            constant += c
        elif moving == t:
            linear += c
        elif isinstance(moving, sp.exp):
            speed = moving.args[0].coeff(t)
            if speed.is_positive and speed > exponential[0]:
                exponential = (speed, c)
    return _sign(exponential[1]), _sign(linear), _sign(constant)


def _sign(number: sp.Expr) -> int:
    return 1 if number.is_positive else -1 if number.is_negative else 0


def half_angles(e: sp.Expr) -> sp.Expr:
    """1 + cos z as 2 cos^2(z/2), whose zeros are seen."""
    return e.replace(_is_one_plus_cosine, lambda a: 2 * sp.cos((a - 1).args[0] / 2) ** 2)


def _is_one_plus_cosine(e: sp.Basic) -> bool:
    return isinstance(e, sp.Add) and isinstance(e - 1, sp.cos)


def in_gammas(e: sp.Expr) -> sp.Expr:
    """Factorials as gamma functions, and their logarithms as log-gammas, of positive numbers."""
    e = e.replace(sp.factorial, lambda n: sp.gamma(n + 1, evaluate=False) if n.free_symbols else sp.gamma(n + 1))
    return e.replace(lambda a: isinstance(a, sp.log) and isinstance(a.args[0], sp.gamma), lambda a: sp.loggamma(a.args[0].args[0]))


def plain_logarithms(e: sp.Expr) -> sp.Expr:
    """log(2/3) as log(2) - log(3), so that equal numbers are seen to be equal."""
    return e.replace(lambda a: isinstance(a, sp.log) and a.args[0].is_Rational, sp.expand_log)
