"""Derivatives of Riemann's zeta function, which SymPy leaves as unevaluated derivatives of a symbol."""

from typing import Any

import sympy as sp


def differentiable(expression: sp.Expr) -> sp.Expr:
    """``expression`` with zeta as its derivative of order 0, whose derivatives have numbers too."""
    return expression.replace(lambda e: isinstance(e, sp.zeta) and len(e.args) == 1, lambda e: ZetaDerivative(0, *e.args))


class ZetaDerivative(sp.Function):
    """``ZetaDerivative(n, s)``: the n-th derivative of zeta at s, n = 0, 1, ...  Text spells the first one ``zeta_prime(s)``.

    Examples:
        >>> import sympy as sp
        >>> s = sp.Symbol("s", positive=True)
        >>> ZetaDerivative(1, s).diff(s), ZetaDerivative(1, 2).evalf(12)
        (ZetaDerivative(2, s), -0.937548254316)
    """

    def fdiff(self, argindex: int = 1) -> sp.Expr:
        if argindex != 2:
            raise sp.core.function.ArgumentIndexError(self, argindex)
        return ZetaDerivative(self.args[0] + 1, self.args[1])

    def _eval_is_real(self) -> bool | None:
        return True if (self.args[1] - 1).is_positive else None

    def _eval_evalf(self, prec: int) -> sp.Expr | None:
        n, s = self.args
        if not (n.is_Integer and s.is_number):
            return None
        from mpmath import workprec, zeta

        with workprec(prec + 10):
            return sp.Float._new(zeta(s._to_mpmath(prec + 10), 1, int(n))._mpf_, prec)

    def _sympystr(self, printer: Any) -> str:
        n, s = self.args
        return f"zeta_prime({printer._print(s)})" if n == 1 else f"ZetaDerivative({printer._print(n)}, {printer._print(s)})"

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        n, s = self.args
        marks = "'" * int(n) if n.is_Integer and n < 4 else rf"^{{({printer._print(n)})}}"
        text = rf"\zeta{marks}\left({printer._print(s)}\right)"
        return text if exp is None else rf"\left({text}\right)^{{{exp}}}"
