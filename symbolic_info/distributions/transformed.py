"""The law of a function of a random variable."""

from typing import Any

import sympy as sp
from sympy.printing.pretty.stringpict import prettyForm

from symbolic_info.core.doors import door
from symbolic_info.core.errors import ParameterError
from symbolic_info.core.heads import Distribution
from symbolic_info.core.supports import Support
from symbolic_info.distributions.density import body_of, bound_of
from symbolic_info.distributions.inverses import Image, image_of
from symbolic_info.distributions.parameters import symbolic
from symbolic_info.distributions.pretty import pretty_call


class Transformed(Distribution):
    r"""``Transformed(P, expr, x)``: the law of Y = g(X), X ~ P, where ``expr`` is g(x).

    With the inverse h of a monotone g the density is p(h(y)) |h'(y)|; a function of |x| or of an even power of x adds those of
    both signs of x.

    Args:
        law: A law on the line; on the integers, g may only shift or reflect.
        expr: g(x), a SymPy expression or text: a chain of shifts, multiples, powers, exp, log, or a quotient of lines.
        x: Its variable, a symbol or a name.

    Raises:
        ParameterError: g is not shown to be monotone on the support, or is no such chain.
        MissingAssumption: A sign decides whether g rises or falls, and nothing declares it.

    Examples:
        >>> from symbolic_info import Entropy, Normal
        >>> P = Transformed(Normal("mu", "sigma"), "exp(x)", "x")
        >>> P, Entropy(P).doit()
        (Transformed(Normal(mu, sigma), exp(x), x), mu + log(2*pi*sigma**2)/2 + 1/2)
    """

    def __new__(cls, law: Any, expr: Any, x: Any) -> "Transformed":
        inner = door().as_distribution(law)
        try:
            where = inner.support
        except TypeError:
            raise ParameterError(f"Transformed: {inner} has no density on the line; transform a law of one variable") from None
        bound = bound_of(where)
        body = body_of(expr, x, bound)
        found = sp.Basic.__new__(cls, inner, body, bound)
        if not body.has(bound):
            raise ParameterError(f"Transformed: {body} does not depend on the variable {x}; a constant has no density")
        found._image = found._image_of(body)
        return found

    @property
    def law(self) -> Distribution:
        """The law of X."""
        return self.args[0]

    @property
    def free_symbols(self) -> set:
        return super().free_symbols - {self.args[2]}

    @property
    def parameters(self) -> tuple[sp.Expr, ...]:
        others = self.args[1].free_symbols - {self.args[2]} - set().union(*(p.free_symbols for p in self.law.parameters), set())
        return (*self.law.parameters, *sorted(others, key=sp.default_sort_key))

    @property
    def constraints(self) -> tuple[sp.Expr, ...]:
        return self.law.constraints

    @property
    def support(self) -> Support:
        return Support(self.law.support.kind, *self._image.ends)

    def log_density(self, x: sp.Expr) -> sp.Expr:
        y = sp.Dummy("y", **_known(self.support))
        at, log_slope = self._image.inverse(y)
        halves = [at, -at] if self._is_folded else [at]
        logs = list(dict.fromkeys(sp.expand(self.law.log_density(h)) for h in halves))
        inside = logs[0] if len(logs) == 1 else sp.log(sp.Add(*map(sp.exp, logs)))
        both = sp.log(2) if len(halves) > len(logs) else sp.Integer(0)
        return (inside + both + log_slope).xreplace({y: symbolic(x, "x")})

    def panels(self) -> tuple[sp.Expr, ...]:
        lo, hi = self._image.ends
        points = [p for p in self.law.panels() if p.is_extended_positive] if self._is_folded else list(self.law.panels())
        at = [self.args[1].xreplace({self.args[2]: p}) for p in points if p.is_finite]
        inside = [p for p in at if (p - lo).is_extended_positive and (hi - p).is_extended_positive]
        falling = len(inside) > 1 and (inside[0] - inside[1]).is_positive
        return (lo, *(reversed(inside) if falling else inside), hi)

    @property
    def _is_folded(self) -> bool:
        return bool(_folded(self.args[1], self.args[2])) and not self.law.support.lo.is_extended_nonnegative

    def _image_of(self, body: sp.Expr) -> Image:
        where, x = self.law.support, self.args[2]
        ends = where.lo, where.hi
        if self._is_folded:
            if where.is_discrete or (where.lo + where.hi != 0 and (where.lo, where.hi) != (-sp.oo, sp.oo)):
                raise ParameterError(
                    f"Transformed: {body} takes a value twice on {where}, which is not symmetric about 0; truncate the law first"
                )
            positive = sp.Dummy("x", positive=True)
            return image_of(body.xreplace({x: positive}), positive, (sp.Integer(0), where.hi))
        image = image_of(body, x, ends)
        if where.is_discrete and sp.diff(body, x) not in (1, -1):
            raise ParameterError(
                f"Transformed: on the integers only shifts and reflections are offered, not {body}; write its masses as a Density"
            )
        return image

    def _shown(self) -> tuple[sp.Expr, sp.Symbol]:
        x = self.law.variable(self.args[1].xreplace({self.args[2]: sp.Integer(0)}))
        return self.args[1].xreplace({self.args[2]: x}), x

    def _sympystr(self, printer: Any) -> str:
        return f"Transformed({', '.join(printer._print(a) for a in (self.law, *self._shown()))})"

    def _pretty(self, printer: Any) -> prettyForm:
        return pretty_call(printer, "Transformed", [("", a) for a in (self.law, *self._shown())])

    def _latex(self, printer: Any) -> str:
        body, x = (printer._print(a) for a in self._shown())
        return rf"\left({body},\ {x} \sim {printer._print(self.law)}\right)"


def _folded(g: sp.Expr, x: sp.Symbol) -> bool:
    """Whether g(-x) = g(x)."""
    return g.has(x) and g.xreplace({x: -x}) == g


def _known(support: Support) -> dict[str, bool]:
    """What is known of a value."""
    kind = {"integer": True} if support.is_discrete else {"real": True}
    if support.is_discrete:
        return kind
    if support.lo.is_extended_nonnegative:
        return {"positive": True}
    return {"negative": True} if support.hi.is_extended_nonpositive else kind
