"""Heads that only generated code knows: stable atoms, and integrals with the break points of their distribution.

Each is an ordinary SymPy function with a definition, so that SymPy and mpmath can check what was written with it.
"""

import sympy as sp


class Phi(sp.Function):
    """``Phi(v)`` = v - 1 - log v >= 0, zero only at v = 1."""

    nargs = 1

    def doit(self, **hints: bool) -> sp.Expr:
        (v,) = self.args
        return v - 1 - sp.log(v)


class RelativeEntropy(sp.Function):
    """``RelativeEntropy(a, b)`` = a log(a/b) - a + b >= 0 for a, b >= 0: b at a = 0, +oo at b = 0 < a, 0 at a = b."""

    nargs = 2

    def doit(self, **hints: bool) -> sp.Expr:
        a, b = self.args
        return a * sp.log(a / b) - a + b


class Chi(sp.Function):
    """``Chi(z)`` = exp(z) - 1 - z >= 0, zero only at z = 0."""

    nargs = 1

    def doit(self, **hints: bool) -> sp.Expr:
        (z,) = self.args
        return sp.exp(z) - 1 - z


class LoggammaRemainder(sp.Function):
    """``LoggammaRemainder(a, b)`` = loggamma(b) - loggamma(a) - (b - a) digamma(a) >= 0: how far loggamma lies above its tangent."""

    nargs = 2

    def doit(self, **hints: bool) -> sp.Expr:
        a, b = self.args
        return sp.loggamma(b) - sp.loggamma(a) - (b - a) * sp.digamma(a)


class TimesLog(sp.Function):
    """``TimesLog(c, v)`` = c log v, and 0 where c = 0."""

    nargs = 2

    def doit(self, **hints: bool) -> sp.Expr:
        c, v = self.args
        return c * sp.log(v)


class Expectation(sp.Function):
    """``Expectation(f, log_p, x, lo, hi, *breaks)``: the integral (or sum, for an integer x) of p f, computed numerically."""


ATOMS = (Phi, RelativeEntropy, Chi, LoggammaRemainder, TimesLog)


def plain(expression: sp.Expr) -> sp.Expr:
    """``expression`` with the definitions of its stable atoms."""
    return expression.replace(lambda e: isinstance(e, ATOMS), lambda e: e.doit())
