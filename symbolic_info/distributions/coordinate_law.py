"""Laws of several real numbers, each on an interval or a run of integers that the earlier ones may decide."""

from collections.abc import Sequence
from typing import Any, ClassVar

import sympy as sp
from sympy.printing.pretty.stringpict import prettyForm

from symbolic_info.core.domains import one_symbol_per_name
from symbolic_info.core.doors import door
from symbolic_info.core.errors import ParameterError, SupportError
from symbolic_info.core.heads import VARIABLES, Distribution
from symbolic_info.core.supports import Support
from symbolic_info.distributions.parameters import check_domain, exact
from symbolic_info.distributions.pretty import pretty_call

POSITIVE, REAL = {"positive": True}, {"real": True}
MOST = 8


class CoordinateLaw(Distribution):
    """A law of several numbers: a subclass states how many (``count``), their ``ranges`` in order, and ``log_density``.

    The arguments of a subclass are parameters, or tuples of them.  The density stands with respect to the coordinates that
    are listed: where the last one is what is left of a total, it is none of them.
    """

    letters: ClassVar[tuple[str, ...]] = ()

    @property
    def count(self) -> int:
        """The number of coordinates."""
        return len(self.letters)

    def ranges(self, x: sp.Tuple) -> tuple[Support, ...]:
        """Where each coordinate lies, given those before it."""
        raise TypeError(f"{type(self).__name__} states no ranges")

    @property
    def support(self) -> Support:
        raise SupportError(f"{self} is a law of {self.count} numbers; ranges(x) tells where each lies, and derive or doit() need no more")

    @property
    def is_discrete(self) -> bool:
        return False

    @property
    def parameters(self) -> tuple[sp.Expr, ...]:
        return tuple(p for a in self.args for p in (a if isinstance(a, sp.Tuple) else (a,)))

    def variable(self, *others: sp.Basic) -> sp.Tuple:
        """A symbol for each coordinate, which no parameter is called."""
        used = {s.name for b in (self, *others) for s in b.free_symbols}
        names = self.letters or _numbered(self.count, used)
        names = names if not used.intersection(names) else _numbered(self.count, used)
        return sp.Tuple(*(sp.Symbol(n, integer=True) if self.is_discrete else sp.Symbol(n, real=True) for n in names))

    def _sympystr(self, printer: Any) -> str:
        return f"{type(self).__name__}({', '.join(_text(printer, a) for a in self.args)})"

    def _pretty(self, printer: Any) -> prettyForm:
        return pretty_call(printer, type(self).__name__, [("", sp.Tuple(*a) if isinstance(a, sp.Tuple) else a) for a in self.args])

    def _latex(self, printer: Any) -> str:
        inside = ", ".join(printer._print(p) for p in self.parameters)
        return rf"\mathrm{{{type(self).__name__}}}\left({inside}\right)"


def _numbered(count: int, used: set[str]) -> tuple[str, ...]:
    """x_1, x_2, ..., or the same of the first letter that is free."""
    letters = (*VARIABLES, *(f"x{i}" for i in range(1000)))
    return next(names for v in letters if not used.intersection(names := tuple(f"{v}_{k}" for k in range(1, count + 1))))


def _text(printer: Any, value: sp.Basic) -> str:
    return f"[{', '.join(map(printer._print, value))}]" if isinstance(value, sp.Tuple) else printer._print(value)


# -- reading -----------------------------------------------------------------------------------------------------------


def parameter_of(value: Any, where: str, domain: dict[str, bool]) -> sp.Expr:
    """One parameter, exact and inside its domain.

    Raises:
        ParameterError: ``value`` is no such number.
    """
    found = exact(value, where, door().read, domain)
    check_domain(found, where, sp.Symbol(where.split()[-1], **domain))
    return found


def parameters_of(values: Any, where: str, domain: dict[str, bool], least: int = 1) -> sp.Tuple:
    """A list of parameters.

    Raises:
        ParameterError: No list, too short or too long, or an entry outside its domain.
    """
    if isinstance(values, str) or not hasattr(values, "__iter__"):
        raise ParameterError(f"{where} = {values!r} is not a list; write for example {where.split(':')[0]}(['a', 'b', 'c'])")
    entries = list(values)
    if not least <= len(entries) <= MOST:
        raise ParameterError(f"{where} has {len(entries)} entries, and takes {least} to {MOST}; give so many")
    found = [parameter_of(v, f"{where} {k}", domain) for k, v in enumerate(entries, 1)]
    same = one_symbol_per_name(tuple(found))
    return sp.Tuple(*(f.xreplace(same) for f in found))


def not_known_positive(values: Sequence[sp.Expr]) -> tuple[sp.Expr, ...]:
    """Those of ``values`` that are no positive numbers, each once."""
    return tuple(dict.fromkeys(v for v in values if not (v.is_number and v.is_positive)))
