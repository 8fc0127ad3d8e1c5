"""Heads that only generated code knows: stable atoms, and means that are computed numerically.

Each atom is an ordinary SymPy function with a definition (``doit``), so that SymPy and mpmath can check what was written with it.  A
last argument that is a difference repeats what the others say, in a form that does not cancel.
"""

from typing import Any

import sympy as sp
from sympy.logic.boolalg import BooleanFunction


class Minus(sp.Function):
    """``Minus(a, b)`` = a - b, kept together: in a longer sum it is computed first."""

    nargs = 2

    @classmethod
    def eval(cls, a: sp.Expr, b: sp.Expr) -> sp.Expr | None:
        if a == b:
            return sp.S.Zero
        return -cls(b, a) if sp.default_sort_key(b) < sp.default_sort_key(a) else None

    def doit(self, **hints: bool) -> sp.Expr:
        a, b = self.args
        return a - b


class Closer(sp.Function):
    """``Closer(a, b, *terms)`` = a - b = the sum of ``terms``, whichever is rounded less."""

    def doit(self, **hints: bool) -> sp.Expr:
        a, b, *_ = self.args
        return a - b


class LogRatio(sp.Function):
    """``LogRatio(a, b, a - b)`` = log(a/b)."""

    nargs = 3

    def doit(self, **hints: bool) -> sp.Expr:
        a, b, _ = self.args
        return sp.log(a / b)


class Phi(sp.Function):
    """``Phi(v - 1, log v)`` = v - 1 - log v >= 0, zero only at v = 1."""

    nargs = 2

    def doit(self, **hints: bool) -> sp.Expr:
        w, log_v = self.args
        return plain(w) - plain(log_v)


class ScaledPhi(sp.Function):
    """``ScaledPhi(c, v - 1, c (v - 1), log v)`` = c (v - 1 - log v) >= 0 for c >= 0; the third may be written so as not to overflow."""

    nargs = 4

    def doit(self, **hints: bool) -> sp.Expr:
        _, _, cw, log_v = self.args
        return plain(cw) - self.args[0] * plain(log_v)


class Balanced(sp.Function):
    """``Balanced(product)``: a quotient of products, computed so that it overflows only where its value does."""

    nargs = 1

    def doit(self, **hints: bool) -> sp.Expr:
        return plain(self.args[0])


class RelativeEntropy(sp.Function):
    """``RelativeEntropy(a, b, b - a)`` = a log(a/b) - a + b >= 0 for a, b >= 0: b at a = 0, +oo at b = 0 < a, 0 at a = b."""

    nargs = 3

    def doit(self, **hints: bool) -> sp.Expr:
        a, b, _ = self.args
        if a == 0 or b == 0:
            return b if a == 0 else sp.oo
        return a * sp.log(a / b) - a + b


class Chi(sp.Function):
    """``Chi(c, z, exp(z), c z)`` = c (exp(z) - 1 - z) >= 0 for c >= 0; the last two may be written so that they do not overflow."""

    nargs = 4

    def doit(self, **hints: bool) -> sp.Expr:
        c, z, exponential, _ = self.args
        return c * (plain(exponential) - 1 - plain(z))


class Exponential(sp.Function):
    """``Exponential(z)`` = exp(z), which SymPy does not take apart."""

    nargs = 1

    def doit(self, **hints: bool) -> sp.Expr:
        return sp.exp(plain(self.args[0]))


class Guarded(sp.Function):
    """``Guarded(product, log(product))``: a product of powers and gamma functions, through its logarithm where factors overflow."""

    nargs = 2

    def doit(self, **hints: bool) -> sp.Expr:
        return self.args[0]


class Size(sp.Function):
    """``Size(x)`` = |x|, which SymPy does not take apart: the code of x is shared with the value's."""

    nargs = 1

    def doit(self, **hints: bool) -> sp.Expr:
        return sp.Abs(plain(self.args[0]))


class Lower(sp.Expr):
    """``Lower(a, b)`` = min(a, b), which SymPy does not try to decide."""


class Higher(sp.Expr):
    """``Higher(a, b)`` = max(a, b), which SymPy does not try to decide."""


class FarLog(sp.Function):
    """``FarLog(v)`` = log v, where v is far from 1."""

    nargs = 1

    def doit(self, **hints: bool) -> sp.Expr:
        return sp.log(plain(self.args[0]))


class FarLogRatio(sp.Function):
    """``FarLogRatio(a, b)`` = log(a/b) for a, b > 0, where a is not near b."""

    nargs = 2


class LogProduct(sp.Function):
    """``LogProduct(product)`` = log of a product of powers, also where one of them, or what is multiplied first, is no float."""

    nargs = 1

    def doit(self, **hints: bool) -> sp.Expr:
        return sp.log(plain(self.args[0]))


class Binet(sp.Function):
    """``Binet(x)`` = loggamma(x) - (x - 1/2) log x + x - log(2 pi)/2, about 1/(12 x)."""

    nargs = 1

    def doit(self, **hints: bool) -> sp.Expr:
        return _binet(self.args[0]) - sp.log(2 * sp.pi) / 2


class BinetSlope(sp.Function):
    """``BinetSlope(x)`` = digamma(x) - log x + 1/(2 x), the derivative of ``Binet``."""

    nargs = 1

    def doit(self, **hints: bool) -> sp.Expr:
        (x,) = self.args
        return sp.digamma(x) - sp.log(x) + 1 / (2 * x)


class StirlingRemainder(sp.Function):
    """``StirlingRemainder(a, b, b - a)`` = S(b) - S(a) - (b - a) S'(a) >= 0, S(x) = loggamma(x) - (x - 1/2) log x + x."""

    nargs = 3

    def doit(self, **hints: bool) -> sp.Expr:
        a, b, _ = self.args
        slope = sp.digamma(a) - sp.log(a) + 1 / (2 * a)
        return _binet(b) - _binet(a) - (b - a) * slope


class LoggammaRemainder(sp.Function):
    """``LoggammaRemainder(a, b, b - a)`` = loggamma(b) - loggamma(a) - (b - a) digamma(a) >= 0: how far loggamma lies above its tangent."""

    nargs = 3

    def doit(self, **hints: bool) -> sp.Expr:
        a, b, _ = self.args
        return sp.loggamma(b) - sp.loggamma(a) - (b - a) * sp.digamma(a)


class LoggammaOnePlus(sp.Function):
    """``LoggammaOnePlus(x, x - 1)`` = loggamma(1 + x), which vanishes at x = 1."""

    nargs = 2

    def doit(self, **hints: bool) -> sp.Expr:
        return sp.loggamma(1 + self.args[0])


class HalfSine(sp.Function):
    """``HalfSine(a, b)`` = sin((a - b)/2), to a few u also where a - b is near a multiple of the turn, or no float."""

    nargs = 2
    is_real = True

    @classmethod
    def eval(cls, a: sp.Expr, b: sp.Expr) -> sp.Expr | None:
        if a == b:
            return sp.S.Zero
        return -cls(b, a) if sp.default_sort_key(b) < sp.default_sort_key(a) else None

    def doit(self, **hints: bool) -> sp.Expr:
        a, b = self.args
        return sp.sin((a - b) / 2)


class LogBessel(sp.Function):
    """``LogBessel(x)`` = log I_0(x), convex, for x >= 0."""

    nargs = 1
    is_real = True

    def doit(self, **hints: bool) -> sp.Expr:
        return sp.log(sp.besseli(0, self.args[0]))


class BesselRatio(sp.Function):
    """``BesselRatio(x)`` = I_1(x)/I_0(x), the derivative of ``LogBessel``: between 0 and 1 for x > 0."""

    nargs = 1
    is_real = True

    def _eval_is_positive(self) -> bool | None:
        return self.args[0].is_positive

    def doit(self, **hints: bool) -> sp.Expr:
        (x,) = self.args
        return sp.besseli(1, x) / sp.besseli(0, x)


class LogBesselRemainder(sp.Function):
    """``LogBesselRemainder(a, b, b - a)`` = log I_0(b) - log I_0(a) - (b - a) I_1(a)/I_0(a) >= 0: log I_0 above its tangent."""

    nargs = 3

    def doit(self, **hints: bool) -> sp.Expr:
        a, b, _ = self.args
        return sp.log(sp.besseli(0, b) / sp.besseli(0, a)) - (b - a) * BesselRatio(a).doit()


class TimesLog(sp.Function):
    """``TimesLog(c, v)`` = c log v, and 0 where c = 0."""

    nargs = 2

    def doit(self, **hints: bool) -> sp.Expr:
        c, v = self.args
        if c == 0 or v == 0:
            return sp.S.Zero if c == 0 else -c * sp.oo
        return c * sp.log(v)


class IsZero(BooleanFunction):
    """``IsZero(mass)``: mass = 0, which SymPy does not decide: a positive symbol is no promise that the number given for it is positive."""

    nargs = 1

    @classmethod
    def eval(cls, mass: sp.Expr) -> sp.Basic | None:
        return (sp.true if mass == 0 else sp.false) if mass.is_number else None


class LogSum(sp.Function):
    """``LogSum(a, b, ...)`` = log(exp(a) + exp(b) + ...), which overflows nowhere."""

    def doit(self, **hints: bool) -> sp.Expr:
        return sp.log(sp.Add(*(sp.exp(plain(a)) for a in self.args)))


class LogOneMinus(sp.Function):
    """``LogOneMinus(z, log(-z))`` = log(1 - exp(z)) for z < 0; the second is written so that it keeps digits where z underflows."""

    nargs = 2

    def doit(self, **hints: bool) -> sp.Expr:
        return sp.log(1 - sp.exp(plain(self.args[0])))


class Sized(sp.Function):
    """``Sized(f, size)``: an integrand or a term with the size of what rounding may do to it, in u; printed as a pair."""

    nargs = 2


class RowSum(sp.Function):
    """``RowSum(terms)``: the sum over the last axis of an array, to which a symbol in ``terms`` stands."""

    nargs = 1


class Dimension(sp.Function):
    """``Dimension(x, axes)``: the length of the last axis of the array x."""

    nargs = 2

    def _sympystr(self, printer: Any) -> str:
        """SymPy's own printer knows another class of this name, and would ask again without end."""
        return f"Dimension({', '.join(map(printer.doprint, self.args))})"


class LogDet(sp.Function):
    """``LogDet(S)`` = log det S; 0 for S = 1, the identity."""

    nargs = 1

    @classmethod
    def eval(cls, s: sp.Expr) -> sp.Expr | None:
        return sp.S.Zero if s == 1 else None


class TraceOf(sp.Function):
    """``TraceOf(S, T)`` = tr(T^-1 S)."""

    nargs = 2


class Norm(sp.Function):
    """``Norm(x, S)`` = x' S^-1 x."""

    nargs = 2


class Spread(sp.Function):
    """``Spread(S, T)`` = (tr(T^-1 S) - d - log det(T^-1 S))/2 >= 0, 0 only at S = T."""

    nargs = 2


class Expectation(sp.Function):
    """``Expectation(f, log_p, x, lo, hi, *breaks)``: the integral (the sum, for an integer x) of p f from lo to hi, to be computed."""

    @property
    def bound_symbols(self) -> list[sp.Symbol]:
        return [self.args[2]]

    @property
    def free_symbols(self) -> set:
        return super().free_symbols - {self.args[2]}


class Divergence(Expectation):
    """``Divergence(gap, log_p, x, lo, hi, along, t, *breaks)``: the mean of -gap, gap = log q - log p, to be computed.

    ``along`` is the derivative of log q at the place t between P and Q along Q - P, nan where there is none.
    """

    @property
    def bound_symbols(self) -> list[sp.Symbol]:
        return [self.args[2], self.args[6]]

    @property
    def free_symbols(self) -> set:
        return super().free_symbols - {self.args[6]}


ATOMS = (
    *(Minus, Closer, LogRatio, Phi, ScaledPhi, Balanced, RelativeEntropy, Chi, Exponential, FarLog, Guarded, Size, TimesLog),
    *(LogSum, LogOneMinus, LogProduct),
    *(Binet, BinetSlope, StirlingRemainder, LoggammaRemainder, LoggammaOnePlus),
    *(HalfSine, LogBessel, BesselRatio, LogBesselRemainder),
)


def plain(expression: sp.Expr) -> sp.Expr:
    """``expression`` with the definitions of its stable atoms."""
    return expression.replace(lambda e: isinstance(e, ATOMS), lambda e: e.doit())


def _binet(x: sp.Expr) -> sp.Expr:
    return sp.loggamma(x) - (x - sp.Rational(1, 2)) * sp.log(x) + x
