"""A family at given parameters, as a SymPy object that checks its parameters whenever it is built or substituted into."""

from typing import Any, cast

import sympy as sp
from sympy.core.symbol import Str
from sympy.printing.pretty.stringpict import prettyForm

from symbolic_info.core.domains import declared, one_symbol_per_name
from symbolic_info.core.errors import ParameterError
from symbolic_info.core.heads import Distribution
from symbolic_info.core.records import Family
from symbolic_info.core.registry import Table
from symbolic_info.core.supports import Support
from symbolic_info.distributions.parameters import Reader, check_domain, exact, exact_expression, symbolic
from symbolic_info.distributions.pretty import pretty_call
from symbolic_info.distributions.signatures import bind, usage


class Law(Distribution):
    """``Law(name, *parameters)``: the family called ``name`` at its own parameters, in the family's order.

    Users write ``Normal(0, 1)``; this is what they get.  ``constraints`` lists what must be positive and is not a number:
    parameters with a positive domain (also where a symbol's own assumptions say nothing) and the family's constraints.

    Raises:
        ParameterError: A parameter contradicts its domain, or a constraint fails; also after ``subs``.

    Examples:
        >>> from symbolic_info import Normal
        >>> P = Normal("mu", "sigma")
        >>> P.constraints
        (sigma,)
        >>> P.subs(P.parameters[0], 0)
        Normal(0, sigma)
    """

    def __new__(cls, name: "Str | str", *parameters: Any) -> "Law":
        family = _family_named(str(name))
        if len(parameters) != len(family.params):
            raise ParameterError(f"{family.name} takes {len(family.params)} parameter(s), got {len(parameters)}; write {usage(family)}")
        values = []
        for word, given, own in zip(family.names, parameters, family.params, strict=True):
            where = f"{family.name}: {word}"
            values.append(exact_expression(symbolic(given, where), where))
            check_domain(values[-1], where, own)
        law = sp.Basic.__new__(cls, Str(family.name), *values)
        law._family = family
        law._check_constraints()
        return law

    @property
    def family(self) -> Family:
        """The family's record."""
        return self._family

    @property
    def parameters(self) -> tuple[sp.Expr, ...]:
        return self.args[1:]

    @property
    def support(self) -> Support:
        own = cast(Support, self.family.support)  # a pair of bounds has become one
        return Support(own.kind, self._at_parameters(own.lo), self._at_parameters(own.hi))

    def log_density(self, x: sp.Expr) -> sp.Expr:
        # One pass with the variable among the replacements: a parameter that is itself called x is not captured.
        return self.family.log_density.xreplace(self._replacements() | {self.family.variable: symbolic(x, "x")})

    @property
    def constraints(self) -> tuple[sp.Expr, ...]:
        own = zip(self.parameters, self.family.params, strict=True)
        positive = [value for value, symbol in own if symbol.is_positive]
        stated = [self._at_parameters(c) for c in self.family.constraints]
        return tuple(dict.fromkeys(c for c in positive + stated if not (c.is_number and c.is_positive)))

    @property
    def reals(self) -> tuple[sp.Expr, ...]:
        """The parameters that must be real: all whose domain is real, numbers left out."""
        own = zip(self.parameters, self.family.params, strict=True)
        return tuple(dict.fromkeys(value for value, symbol in own if symbol.is_real and not value.is_number))

    def panels(self) -> tuple[sp.Expr, ...]:
        return tuple(self._at_parameters(symbolic(p, "panel")) for p in self.family.panels)

    def _replacements(self) -> dict[sp.Expr, sp.Expr]:
        return dict(zip(self.family.params, self.parameters, strict=True))

    def _at_parameters(self, expression: sp.Expr) -> sp.Expr:
        return expression.xreplace(self._replacements())

    def _check_constraints(self) -> None:
        named = {s: sp.Symbol(n) for s, n in zip(self.family.params, self.family.names, strict=True)}
        for constraint in self.family.constraints:
            if self._at_parameters(constraint).is_positive is False:
                values = ", ".join(f"{n} = {v}" for n, v in zip(self.family.names, self.parameters, strict=True))
                rule = _inequality(constraint.xreplace(named))
                raise ParameterError(f"{self.family.name}: {values} breaks {rule}; give parameters with {rule}")

    def _words(self) -> list[str]:
        """What is printed before each parameter: "rate=" for one that must be named."""
        return [f"{name}=" if name in self.family.keyword_only else "" for name in self.family.names]

    def _sympystr(self, printer: Any) -> str:
        inside = ", ".join(word + printer._print(p) for word, p in zip(self._words(), self.parameters, strict=True))
        return f"{self.family.name}({inside})"

    def _latex(self, printer: Any) -> str:
        words = [rf"\mathrm{{{word[:-1]}}}=" if word else "" for word in self._words()]
        inside = ", ".join(word + printer._print(p) for word, p in zip(words, self.parameters, strict=True))
        return rf"\mathrm{{{self.family.name}}}\left({inside}\right)"

    def _pretty(self, printer: Any) -> prettyForm:
        return pretty_call(printer, self.family.name, zip(self._words(), self.parameters, strict=True))


def law(family: Family, args: tuple, kwargs: dict[str, Any], read: Reader) -> Law:
    """The distribution of ``family`` at ``args`` and ``kwargs``; ``read`` turns text into an expression.

    Raises:
        ParameterError: The call fits no signature of the family, or a value lies outside its domain.
    """
    signature, given = bind(family, args, kwargs)
    values = []
    for name, symbol in zip(signature.names, signature.params, strict=True):
        where = f"{family.name}: {name}"
        values.append(exact(given[name], where, read, declared(symbol)))
        check_domain(values[-1], where, symbol)
    same = one_symbol_per_name(tuple(values))
    replacements = {s: v.xreplace(same) for s, v in zip(signature.params, values, strict=True)}
    return Law(family.name, *(own.xreplace(replacements) for own in signature.own))


def _inequality(positive: sp.Expr) -> str:
    """``b - a`` as a reader says that it is positive: "a < b"."""
    terms = sp.Add.make_args(positive)
    minus = [t for t in terms if t.could_extract_minus_sign()]
    return f"{-sp.Add(*minus)} < {positive - sp.Add(*minus)}"


def _family_named(name: str) -> Family:
    try:
        return Table("families", Family).named(name)
    except KeyError as unknown:
        raise ParameterError(f"{unknown.args[0]}; a family is one file in families/") from None
