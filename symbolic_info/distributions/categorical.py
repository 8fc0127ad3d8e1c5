"""Finite distributions on the labels 1, ..., n: n symbolic probabilities p_1, ..., p_n, or explicit ones."""

from typing import Any

import sympy as sp

from symbolic_info.core.domains import one_symbol_per_name
from symbolic_info.core.doors import door
from symbolic_info.core.errors import NotNormalised, ParameterError
from symbolic_info.core.heads import Distribution
from symbolic_info.core.supports import Support, integers
from symbolic_info.distributions.parameters import exact, read_name, symbolic
from symbolic_info.distributions.sizes import index, size_of


class Categorical(Distribution):
    r"""``Categorical("p", n)``: probabilities p_1, ..., p_n, n a symbol or an integer; ``Categorical([1/2, 1/2])``: explicit ones.

    The p_i of an array are non-negative and total 1 (a point of the closed simplex).  Explicit masses are exact; an outcome
    without mass is written 0, and a mass that is a symbol is positive.

    Args:
        first: The array's name (or a SymPy ``IndexedBase``), or the masses of the outcomes 1, 2, ..., n.
        size: The number of outcomes of an array.

    Raises:
        ParameterError: A mass lies outside [0, 1], or the size is no positive integer.
        NotNormalised: The masses do not total 1, or are not shown to by expanding the total.

    Examples:
        >>> from symbolic_info import Categorical
        >>> P = Categorical("p", "n")
        >>> P.log_density(P.variable())
        log(p[i])
        >>> Categorical(["p", "1 - p"]).masses
        (p, 1 - p)
    """

    def __new__(cls, first: Any, size: Any = None) -> "Categorical":
        if size is not None:
            return sp.Basic.__new__(cls, array_of(first, "Categorical"), size_of(size, "Categorical: n"))
        if isinstance(first, (str, sp.IndexedBase)):
            raise ParameterError(f"Categorical({str(first)!r}) needs its number of outcomes; write Categorical({str(first)!r}, 'n')")
        return sp.Basic.__new__(cls, sp.Tuple(*masses_of(first, "Categorical")))

    @property
    def masses(self) -> tuple[sp.Expr, ...] | None:
        """The explicit masses of 1, ..., n; None for an array."""
        return None if len(self.args) == 2 else tuple(self.args[0])

    @property
    def array(self) -> sp.IndexedBase | None:
        """The array p of an array; None for explicit masses."""
        return self.args[0] if len(self.args) == 2 else None

    @property
    def size(self) -> sp.Expr:
        """The number n of outcomes."""
        return self.args[1] if len(self.args) == 2 else sp.Integer(len(self.args[0]))

    @property
    def shape(self) -> tuple[sp.Expr, ...]:
        """The sizes of the array's axes: one axis of n."""
        return (self.size,)

    @property
    def parameters(self) -> tuple[sp.Expr, ...]:
        return self.args if self.masses is None else self.masses

    @property
    def support(self) -> Support:
        return integers(1, self.size)

    @property
    def constraints(self) -> tuple[sp.Expr, ...]:
        return tuple(dict.fromkeys(m for m in self.masses or () if not m.is_number))

    def indices(self) -> tuple[sp.Symbol, ...]:
        """A symbol for the label, one that no parameter is called."""
        return (self.variable(),)

    def mass(self, i: Any) -> sp.Expr:
        """P(X = i), for a label or a symbol that stands for one; 0 where i is no label."""
        i = symbolic(i, "Categorical: label")
        if self.array is not None:
            return self.array[i]
        if i.is_Integer:
            return self.args[0][int(i) - 1] if 1 <= i <= self.size else sp.Integer(0)
        return sp.Indexed(self.args[0], i - 1)

    def log_density(self, x: sp.Expr) -> sp.Expr:
        return sp.log(self.mass(x))

    def density(self, x: sp.Expr) -> sp.Expr:
        return self.mass(x)

    def outcomes(self) -> tuple[tuple[int, sp.Expr], ...]:
        """The labels that carry mass, with their masses.

        Raises:
            ParameterError: The number of outcomes is a symbol.
        """
        if not self.size.is_Integer:
            raise ParameterError(f"{self} has {self.size} outcomes, a symbol; substitute a number to list them")
        pairs = ((i, self.mass(i)) for i in range(1, int(self.size) + 1))
        return tuple((i, m) for i, m in pairs if m != 0)

    def variable(self, *others: sp.Basic) -> sp.Symbol:
        return index("ijklm", {s.name for b in (self, *others) for s in b.free_symbols})

    def _sympystr(self, printer: Any) -> str:
        if self.masses is None:
            return f"Categorical({printer._print(self.array)}, {printer._print(self.size)})"
        return f"Categorical([{', '.join(printer._print(m) for m in self.masses)}])"

    def _latex(self, printer: Any) -> str:
        inside = (self.array, self.size) if self.masses is None else self.masses
        return rf"\mathrm{{Categorical}}\left({', '.join(printer._print(a) for a in inside)}\right)"


def array_of(name: Any, where: str) -> sp.IndexedBase:
    """The array called ``name``, with non-negative entries.

    Raises:
        ParameterError: ``name`` is no name.
    """
    if isinstance(name, sp.IndexedBase):
        return name
    symbol = read_name(name) if isinstance(name, str) else name
    if not isinstance(symbol, sp.Symbol):
        raise ParameterError(f"{where}: {name!r} is not a name for an array of probabilities; write for example {where}('p', 'n')")
    return sp.IndexedBase(symbol.name, nonnegative=True)


def masses_of(values: Any, where: str) -> tuple[sp.Expr, ...]:
    """Explicit masses that total 1.

    Raises:
        ParameterError: No list of masses, or a mass outside [0, 1].
        NotNormalised: The total is not 1.
    """
    if isinstance(values, (str, bytes)) or not hasattr(values, "__iter__") or not list(values):
        raise ParameterError(f"{where}: {values!r} is not a list of probabilities; write for example {where}([1/2, 1/4, 1/4])")
    masses = [exact(v, f"{where}: mass {i}", door().read, {"positive": True}) for i, v in enumerate(values, 1)]
    same = one_symbol_per_name(tuple(masses))
    masses = [m.xreplace(same) for m in masses]
    for i, mass in enumerate(masses, 1):
        if mass.is_negative or (1 - mass).is_negative or mass.is_extended_real is False:
            raise ParameterError(f"{where}: mass {i} = {mass} is not a probability; masses lie in [0, 1] and total 1")
    check_total(masses, where)
    return tuple(masses)


def check_total(masses: list[sp.Expr], where: str) -> None:
    """Refuse masses whose expanded total is not 1.

    Raises:
        NotNormalised: The message names the total.
    """
    total = sp.expand(sp.Add(*masses))
    if total == 1:
        return
    if total.is_number:
        raise NotNormalised(f"{where}: the masses total {total}, not 1; divide each by {total}, or write exact fractions such as '1/3'")
    raise NotNormalised(
        f"{where}: the masses total {total}, which expanding does not show to be 1; write the last mass as 1 minus the others"
    )
