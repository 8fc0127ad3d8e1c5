"""A user's own density or mass function on an interval or a run of integers."""

from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef
from sympy.core.symbol import Str
from sympy.printing.pretty.stringpict import prettyForm

from symbolic_info.core.doors import door
from symbolic_info.core.errors import ParameterError
from symbolic_info.core.heads import Distribution, Mean
from symbolic_info.core.supports import Support
from symbolic_info.distributions.logs import log_of
from symbolic_info.distributions.parameters import exact_expression, read_name, symbolic
from symbolic_info.distributions.piecewise import Piece, is_piecewise, log_of_pieces, pieces_of, positive_part_opened
from symbolic_info.distributions.pretty import pretty_call
from symbolic_info.distributions.sets import support_of


class Density(Distribution):
    """``Density(expr, x, support)``: the law with density (or masses, on integers) ``expr``, a function of ``x``.

    The density must total 1; a derivation proves that before it uses it (``normalized`` divides by the total of one that does
    not).  A ``Piecewise`` is split where it says.  ``p(x)`` with an undefined function p is an abstract density.

    Args:
        expr: The density as a SymPy expression or text.
        x: Its variable, a symbol or a name.
        support: A pair of bounds (an interval), or a SymPy set: ``Interval``, ``Range``, ``Naturals0`` ...

    Raises:
        ParameterError: The expression is no density.
        SupportError: The support is no interval and no run of integers.

    Examples:
        >>> from symbolic_info import Density
        >>> P = Density("2*x", "x", (0, 1))
        >>> P, P.log_density(P.variable())
        (Density(2*x, x, (0, 1)), log(x) + log(2))
    """

    def __new__(cls, expr: Any, x: Any, support: Any) -> "Density":
        where = support_of(support, door().read)
        bound = bound_of(where)
        body = positive_part_opened(body_of(expr, x, bound))
        if body.is_number and body.is_positive is False:
            raise ParameterError(f"Density: {body} is not positive, so it is no density; give an expression that is positive on {where}")
        if is_piecewise(body):
            pieces_of(body, bound, where)
        return sp.Basic.__new__(cls, body, bound, sp.Tuple(Str(where.kind), where.lo, where.hi))

    @property
    def expression(self) -> sp.Expr:
        """The density as a function of ``bound``."""
        return self.args[0]

    @property
    def bound(self) -> sp.Dummy:
        """The bound variable, which no user can spell."""
        return self.args[1]

    @property
    def total(self) -> Mean:
        """E[1], the integral or sum of the density, unevaluated: ``derive(P.total)`` is 1, or what to divide by."""
        return Mean(sp.Integer(1), self.variable(), self)

    @property
    def is_abstract(self) -> bool:
        """Whether the density holds an undefined function."""
        return bool(self.expression.atoms(AppliedUndef))

    @property
    def support(self) -> Support:
        kind, lo, hi = self.args[2]
        return Support(str(kind), lo, hi)  # type: ignore[arg-type]

    @property
    def parameters(self) -> tuple[sp.Expr, ...]:
        return tuple(sorted(self.free_symbols, key=sp.default_sort_key))

    @property
    def free_symbols(self) -> set:
        return super().free_symbols - {self.bound}

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Where the density is told in pieces, these from left to right; one piece otherwise."""
        if not is_piecewise(self.expression):
            return (Piece(self.expression, self.support.lo, self.support.hi),)
        return pieces_of(self.expression, self.bound, self.support)

    @property
    def constraints(self) -> tuple[sp.Expr, ...]:
        lengths = [piece.hi - piece.lo for piece in self.pieces]
        return () if self.is_discrete else tuple(length for length in lengths if not length.is_extended_positive)

    def density(self, x: sp.Expr) -> sp.Expr:
        return self.expression.xreplace({self.bound: symbolic(x, "x")})

    def log_density(self, x: sp.Expr) -> sp.Expr:
        log = log_of_pieces(self.pieces, self.bound) if len(self.pieces) > 1 else log_of(self.pieces[0].body, self.bound, self.support)
        return log.xreplace({self.bound: symbolic(x, "x")})

    def panels(self) -> tuple[sp.Expr, ...]:
        lo, hi = self.support.lo, self.support.hi
        inside = [piece.hi for piece in self.pieces[:-1]] or ([sp.Integer(0)] if lo is -sp.oo and hi is sp.oo else [])
        return (lo, *inside, hi)

    def _parts(self, printer: Any) -> tuple[str, str, str, str]:
        x = self.variable()
        body, lo, hi = self.density(x), self.support.lo, self.support.hi
        return printer._print(body), printer._print(x), printer._print(lo), printer._print(hi)

    def _sympystr(self, printer: Any) -> str:
        body, x, lo, hi = self._parts(printer)
        where = printer._print(self.support.as_set()) if self.is_discrete else f"({lo}, {hi})"
        return f"Density({body}, {x}, {where})"

    def _pretty(self, printer: Any) -> prettyForm:
        x = self.variable()
        ends = sp.Tuple(self.support.lo, self.support.hi)
        return pretty_call(printer, "Density", [("", part) for part in (self.density(x), x, ends)])

    def _latex(self, printer: Any) -> str:
        body, x, lo, hi = self._parts(printer)
        where = rf"{x} \in \{{{lo}, \ldots, {hi}\}}" if self.is_discrete else rf"{lo} < {x} < {hi}"
        return rf"\left({body},\ {where}\right)"


def _variable(x: Any) -> sp.Symbol | str:
    """The variable: a symbol means itself, a name means every symbol called so."""
    found = read_name(x) if isinstance(x, str) else x
    if not isinstance(found, sp.Symbol):
        raise ParameterError(f"Density: {x!r} is not a variable; give a symbol or a name such as 'x'")
    return x


def bound_of(support: Support) -> sp.Dummy:
    """The bound variable: equal densities are equal objects, whatever their variable was called."""
    known = {"integer": True} if support.is_discrete else {"real": True}
    if support.lo.is_positive or (support.lo.is_nonnegative and not support.is_discrete):
        known["positive"] = True
    elif support.lo.is_nonnegative:
        known["nonnegative"] = True
    return sp.Dummy("x", dummy_index=0, **known)


def body_of(expr: Any, x: Any, bound: sp.Dummy) -> sp.Expr:
    """A function of ``x`` as one of ``bound``; other names in text are real."""
    variable = _variable(x)
    text = isinstance(expr, str)
    body = door().read(expr) if text else exact_expression(symbolic(expr, "Density: the density"), "Density: the density")
    by_name = str(variable) if text or isinstance(variable, str) else None
    body = body.xreplace({s: bound for s in body.free_symbols if s == variable or s.name == by_name})
    others = body.free_symbols - {bound} if text else set()
    return body.xreplace({s: sp.Symbol(s.name, real=True) for s in others})
