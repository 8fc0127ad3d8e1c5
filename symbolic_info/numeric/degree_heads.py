"""Heads of degrees of freedom beside matrices, which only generated code knows."""

import sympy as sp


class ScaledSpread(sp.Function):
    """``ScaledSpread(S, T, a, b)`` = (r tr(T^-1 S) - d - d log r - log det(T^-1 S))/2 >= 0 for r = a/b, 0 only at a S = b T."""

    nargs = 4


class LoggammaSum(sp.Function):
    """``LoggammaSum(a, n)``: the sum of loggamma(a + (1 - k)/2) over k = 1, ..., n."""

    nargs = 2


class DigammaSum(sp.Function):
    """``DigammaSum(a, n)``: the derivative of ``LoggammaSum`` by a."""

    nargs = 2


class LoggammaSumRemainder(sp.Function):
    """``LoggammaSumRemainder(a, b, n)`` >= 0: how far a multivariate loggamma function lies above its tangent, less what is like a log:

    LoggammaSum(b, n) - LoggammaSum(a, n) - (b - a) DigammaSum(a, n) - n (b log(b/a) - b + a).
    """

    nargs = 3

    def doit(self, **hints: bool) -> sp.Expr:
        a, b, n = self.args
        return LoggammaSum(b, n) - LoggammaSum(a, n) - (b - a) * DigammaSum(a, n) - n * (b * sp.log(b / a) - b + a)
