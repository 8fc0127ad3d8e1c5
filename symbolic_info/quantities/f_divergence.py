"""f-divergence: D_f(P || Q) = E_Q[f(p/q)] for a convex function f with f(1) = 0, a number without a unit."""

from typing import Any

import sympy as sp

from symbolic_info.core.doors import door
from symbolic_info.core.errors import ParameterError, SupportError
from symbolic_info.core.heads import Distribution, LogDensity, Mean, Quantity
from symbolic_info.core.laws import INVARIANT_UNDER_BIJECTIONS


class FDivergence(Quantity):
    r"""``FDivergence(P, Q, f)``: the divergence E_Q[f(p(X)/q(X))] of two laws on one support; f convex on (0, oo), f(1) = 0.

    f(t) = t log t gives ``KL(P, Q)``, (1 - sqrt t) ``SquaredHellinger``, (t - 1)^2 ``ChiSquareDivergence``.  That f is convex is for the
    caller to see to.

    Args:
        P, Q: Distributions of one kind on one support.
        f: A ``sympy.Lambda``, or an expression (or text) in one symbol that names no parameter.

    Raises:
        ParameterError: f(1) is not 0, or f is no function of one symbol.
        SupportError: The supports differ, or one is discrete, the other continuous.

    References:
        Csiszár (1967), Information-type measures of difference of probability distributions, *Studia Sci. Math. Hungar.* 2, 299-318.

    Examples:
        >>> from symbolic_info import Exponential, FDivergence
        >>> FDivergence(Exponential(rate=2), Exponential(rate=3), "(t - 1)^2").doit()
        1/3
    """

    key = "f_divergence"
    symbol = "D_f"
    arity = 2
    between = r" \,\|\, "
    further = ("f",)
    logarithms = 0
    laws = (INVARIANT_UNDER_BIJECTIONS,)

    @classmethod
    def coerce_further(cls, laws: tuple[sp.Basic, ...], given: tuple) -> tuple[sp.Basic, ...]:
        (f,) = given
        f = door().read(f) if isinstance(f, str) else f
        if not isinstance(f, sp.Lambda):
            symbols = sorted(getattr(f, "free_symbols", ()), key=str)
            if len(symbols) != 1 or not isinstance(f, sp.Expr):
                raise ParameterError(f"FDivergence: {f} is no function of one symbol; write for example 't*log(t)'")
            f = sp.Lambda(sp.Symbol("t", positive=True), f.xreplace({symbols[0]: sp.Symbol("t", positive=True)}))
        if len(f.variables) != 1 or sp.expand(f(sp.S.One)) != 0:
            raise ParameterError(f"FDivergence: f(1) = {f(sp.S.One) if len(f.variables) == 1 else f}, not 0; subtract it from f")
        return (f,)

    @classmethod
    def coerce(cls, args: tuple) -> tuple[sp.Basic, ...]:
        laws = super().coerce(args)
        if len({_space(law) for law in laws}) > 1:
            raise SupportError(f"FDivergence: {laws[0]} and {laws[1]} have different supports; what f is at 0 and oo would count there")
        return laws

    def definition(self, p: Distribution, q: Distribution, f: sp.Lambda) -> sp.Expr:
        x = q.variable(p)
        ratio = sp.Dummy("ratio", positive=True)
        written = sp.expand(f(ratio)).replace(sp.log, lambda a: sp.expand_log(sp.log(a)))
        return Mean(_powers(written, ratio, LogDensity(p, x) - LogDensity(q, x)), x, q)


def _space(law: Distribution) -> Any:
    """Where a law lives: its support, or the shape of its table.

    Raises:
        SupportError: It has neither.
    """
    try:
        return law.shape if len(getattr(law, "shape", ())) > 1 else law.support
    except TypeError:
        raise SupportError(f"FDivergence: {law} is no law of one number or class; ask for the divergences of its parts") from None


def _powers(f: sp.Expr, ratio: sp.Symbol, log_ratio: sp.Expr) -> sp.Expr:
    """f(ratio) with ratio^a as exp(a log_ratio), so that one exponential stands for each power."""
    powers = f.replace(lambda e: e.is_Pow and e.base == ratio, lambda e: sp.exp(e.exp * log_ratio))
    return powers.replace(lambda e: e == sp.log(ratio), lambda e: log_ratio).xreplace({ratio: sp.exp(log_ratio)})
