"""Joint distributions of finitely many finite variables, with their marginals and conditionals."""

from typing import Any

import sympy as sp

from symbolic_info.core.errors import ParameterError
from symbolic_info.core.heads import Distribution
from symbolic_info.core.supports import Support, integers, interval, limits
from symbolic_info.distributions.categorical import Categorical, array_of, masses_of
from symbolic_info.distributions.parameters import symbolic
from symbolic_info.distributions.sizes import index, label, size_of

LETTERS = "ijklm"


class Joint(Distribution):
    r"""``Joint("p", (n, m))``: probabilities p_{ij}, i = 1..n, j = 1..m; ``Joint([[1/4, 1/4], [1/2, 0]])``: explicit ones.

    Axes are counted from 0.  The entries of an array are non-negative and total 1.  ``Joint("f", (Reals, Reals))`` with
    ``sympy.S.Reals`` for each size is a joint density f_{x y} on the plane.

    Raises:
        ParameterError: An entry lies outside [0, 1], the rows have unequal lengths, or a size is no positive integer.
        NotNormalised: Explicit entries do not total 1.

    Examples:
        >>> from symbolic_info import Joint
        >>> J = Joint("p", ("n", "m"))
        >>> i = J.marginal(0).variable()
        >>> J.marginal(0).density(i)
        Sum(p[i, j], (j, 1, m))
        >>> Joint([["1/4", "1/4"], ["1/2", 0]]).marginal(1)
        Categorical([3/4, 1/4])
    """

    def __new__(cls, first: Any, shape: Any = None) -> "Joint":
        if shape is None:
            return sp.Basic.__new__(cls, _matrix(first))
        if isinstance(shape, str) or not hasattr(shape, "__iter__") or not 2 <= len(tuple(shape)) <= len(LETTERS):
            raise ParameterError(
                f"Joint: shape {shape!r} is not a tuple of 2 to {len(LETTERS)} sizes; write for example Joint('p', ('n', 'm'))"
            )
        sizes = sp.Tuple(*(s if s is sp.S.Reals else size_of(s, f"Joint: size {k}") for k, s in enumerate(shape)))
        if len({s is sp.S.Reals for s in sizes}) > 1:
            raise ParameterError("Joint: finite axes beside real ones; keep masses and densities apart")
        return sp.Basic.__new__(cls, array_of(first, "Joint"), sizes)

    @property
    def array(self) -> sp.IndexedBase | None:
        """The array p; None for explicit entries."""
        return self.args[0] if len(self.args) == 2 else None

    @property
    def entries(self) -> tuple[tuple[sp.Expr, ...], ...] | None:
        """The explicit rows; None for an array."""
        return None if len(self.args) == 2 else tuple(tuple(row) for row in self.args[0])

    @property
    def masses(self) -> tuple[sp.Expr, ...] | None:
        """The explicit entries row by row; None for an array."""
        return None if self.entries is None else tuple(e for row in self.entries for e in row)

    @property
    def shape(self) -> tuple[sp.Expr, ...]:
        """How many values each variable has."""
        return tuple(self.args[1]) if self.entries is None else (sp.Integer(len(self.entries)), sp.Integer(len(self.entries[0])))

    @property
    def is_discrete(self) -> bool:
        return sp.S.Reals not in self.shape

    @property
    def parameters(self) -> tuple[sp.Expr, ...]:
        return (self.array, *self.shape) if self.masses is None else self.masses

    @property
    def constraints(self) -> tuple[sp.Expr, ...]:
        return tuple(dict.fromkeys(m for m in self.masses or () if not m.is_number))

    def mass(self, *at: Any) -> sp.Expr:
        """P(X_0 = at[0], X_1 = at[1], ...)."""
        if len(at) != len(self.shape):
            raise ParameterError(f"{self} has {len(self.shape)} axes, got {len(at)} indices; give one index for each axis")
        if self.array is not None:
            return self.array[tuple(label(i, "Joint: index") for i in at)]
        return self.args[0][int(at[0]) - 1][int(at[1]) - 1]

    def indices(self) -> tuple[sp.Symbol, ...]:
        """A symbol for the value of each variable: i, j, ..., those that no parameter is called."""
        used = {s.name for s in self.free_symbols}
        symbols: list[sp.Symbol] = []
        for _ in self.shape:
            symbols.append(index(LETTERS, used | {s.name for s in symbols}))
        return tuple(symbols)

    def marginal(self, *axes: int) -> Distribution:
        """The distribution of one variable, or of several: sums over all others."""
        kept = axes_of(self, axes)
        if len(kept) == len(self.shape):
            return self
        return Marginal(self, *kept) if self.entries is None else Categorical([sum(line) for line in self.lines(kept[0])])

    def conditional(self, axis: int, *, given: int) -> "Conditional":
        """The distribution of the variable ``axis`` at a given value of the variable ``given``; ``.at(value)`` chooses the value."""
        axis, given = self._axis(axis), self._axis(given)
        if axis == given:
            raise ParameterError(f"axis {axis} given itself is certain; condition on another axis")
        return Conditional(self, axis, given, self.indices()[given])

    def flat(self) -> Categorical:
        """Explicit entries, row by row, as one finite distribution."""
        if self.masses is None:
            raise ParameterError(f"{self} has symbolic entries; only explicit entries are listed row by row")
        return Categorical(self.masses)

    def summed_out(self, *kept: tuple[int, sp.Expr]) -> sp.Expr:
        """The mass with the axes ``kept`` at the given values and all others summed (or integrated) over."""
        return summed_out(self, kept)

    def lines(self, axis: int) -> list[tuple[sp.Expr, ...]]:
        """The rows (axis 0) or the columns (axis 1) of explicit entries."""
        rows = self.entries or ()
        return list(rows) if axis == 0 else list(zip(*rows, strict=True))

    def _axis(self, axis: Any) -> int:
        if axis not in range(len(self.shape)):
            raise ParameterError(f"{axis!r} is not an axis of {self}; its axes are {', '.join(map(str, range(len(self.shape))))}")
        return int(axis)

    def letter(self, printer: Any) -> str:
        """The letter of the masses, in LaTeX."""
        return printer._print(self.array)

    def _sympystr(self, printer: Any) -> str:
        if self.entries is None:
            return f"Joint({printer._print(self.array)}, ({', '.join(map(printer._print, self.shape))}))"
        return f"Joint([{', '.join('[' + ', '.join(map(printer._print, row)) + ']' for row in self.entries)}])"

    def _latex(self, printer: Any) -> str:
        if self.entries is None:
            return printer._print(self.mass(*self.indices()))
        return printer._print(sp.Matrix(self.entries))


class Marginal(Distribution):
    """Some variables of a joint distribution with symbolic entries: its mass is a sum over the other variables."""

    def __new__(cls, joint: Distribution, *axes: Any) -> "Marginal":
        return sp.Basic.__new__(cls, joint, *map(sp.Integer, axes))

    @property
    def joint(self) -> Any:
        return self.args[0]

    @property
    def axes(self) -> tuple[int, ...]:
        """The variables that are kept."""
        return tuple(int(a) for a in self.args[1:])

    @property
    def shape(self) -> tuple[sp.Expr, ...]:
        return tuple(self.joint.shape[a] for a in self.axes)

    @property
    def array(self) -> None:
        """A marginal has no array of its own."""
        return None

    @property
    def is_discrete(self) -> bool:
        return self.joint.is_discrete

    @property
    def parameters(self) -> tuple[sp.Expr, ...]:
        return self.joint.parameters

    @property
    def support(self) -> Support:
        if len(self.axes) > 1:
            raise TypeError(f"{self} has no support on the line; it has {len(self.axes)} variables")
        return integers(1, self.shape[0]) if self.is_discrete else interval(-sp.oo, sp.oo)

    def indices(self) -> tuple[sp.Symbol, ...]:
        """A symbol for each variable that is kept."""
        return tuple(self.joint.indices()[a] for a in self.axes)

    def mass(self, *at: Any) -> sp.Expr:
        """P(X_a = at[0], X_b = at[1], ...), for the axes a < b < ... that are kept."""
        values = [label(x, "Marginal: value") for x in at]
        return self.joint.summed_out(*zip(self.axes, values, strict=True))

    def density(self, x: sp.Expr) -> sp.Expr:
        return self.mass(x)

    def log_density(self, x: sp.Expr) -> sp.Expr:
        return sp.log(self.density(x))

    def variable(self, *others: sp.Basic) -> sp.Symbol:
        first = self.axes[0]
        return index(LETTERS[first:] + LETTERS[:first], {s.name for b in (self, *others) for s in b.free_symbols})

    def _sympystr(self, printer: Any) -> str:
        return f"{printer._print(self.joint)}.marginal({', '.join(map(str, self.axes))})"

    def _latex(self, printer: Any) -> str:
        dots = [LETTERS[a] if a in self.axes else r"\cdot" for a in range(len(self.joint.shape))]
        return rf"{self.joint.letter(printer)}_{{{' '.join(dots)}}}"


def axes_of(law: Distribution, axes: tuple) -> tuple[int, ...]:
    """Axes of a law with several variables, checked and sorted.

    Raises:
        ParameterError: No axis, one twice, or one that the law has not.
    """
    count = len(law.shape)
    wrong = [a for a in axes if a not in range(count)]
    if wrong:
        raise ParameterError(f"{wrong[0]!r} is not an axis of {law}; its axes are {', '.join(map(str, range(count)))}")
    if not axes or len(set(axes)) != len(axes):
        raise ParameterError(f"{axes!r} names no axis of {law}, or one twice; its axes are {', '.join(map(str, range(count)))}")
    return tuple(sorted(int(a) for a in axes))


def summed_out(law: Any, kept: tuple[tuple[int, sp.Expr], ...]) -> sp.Expr:
    """The mass of a law with the axes ``kept`` at given values and all others summed (or integrated) over."""
    at = list(law.indices())
    values = dict(kept)
    used = {s.name for v in values.values() for s in v.free_symbols} | {s.name for s in law.free_symbols}
    bounds = []
    for axis, size in enumerate(law.shape):
        if axis in values:
            at[axis] = values[axis]
        else:
            at[axis] = index(LETTERS[axis:] + LETTERS[:axis], used)
            used.add(at[axis].name)
            bounds.append((at[axis], *limits(size)))
    head = sp.Sum if law.is_discrete else sp.Integral
    return head(law.mass(*at), *bounds) if bounds else law.mass(*at)


class Conditional(Distribution):
    """One variable of a joint distribution at a given value of another; ``value`` is a symbol until ``at`` chooses it."""

    def __new__(cls, joint: Joint, axis: Any, given: Any, value: Any) -> "Conditional":
        return sp.Basic.__new__(cls, joint, sp.Integer(axis), sp.Integer(given), symbolic(value, "Conditional: value"))

    @property
    def joint(self) -> Joint:
        return self.args[0]

    @property
    def axis(self) -> int:
        return int(self.args[1])

    @property
    def given(self) -> int:
        return int(self.args[2])

    @property
    def value(self) -> sp.Expr:
        """The given value of the other variable."""
        return self.args[3]

    @property
    def parameters(self) -> tuple[sp.Expr, ...]:
        return self.joint.parameters

    @property
    def support(self) -> Support:
        return integers(1, self.joint.shape[self.axis])

    @property
    def constraints(self) -> tuple[sp.Expr, ...]:
        return (self._given_mass(),) if self.joint.entries is None else ()

    def at(self, value: Any) -> Distribution:
        """The distribution given that the other variable is ``value``.

        Raises:
            ParameterError: Nothing has that value: a conditional needs mass to condition on.
        """
        value = size_of(value, f"Conditional: value of axis {self.given}")
        if self.joint.entries is None:
            return Conditional(self.joint, self.axis, self.given, value)
        lines = self.joint.lines(self.given)
        if not value.is_Integer or value > len(lines):
            raise ParameterError(f"{value} is not a value of axis {self.given}; its values are 1 to {len(lines)}")
        line = lines[int(value) - 1]
        if sum(line) == 0:
            raise ParameterError(
                f"axis {self.given} is never {value} (its mass is 0), so nothing can be conditioned on it; choose another value"
            )
        return Categorical([entry / sum(line) for entry in line])

    def density(self, x: sp.Expr) -> sp.Expr:
        if self.joint.entries is not None:
            raise ParameterError(f"{self} depends on the value of axis {self.given}; choose it, for example .at(1)")
        pair = self.joint.summed_out((self.axis, symbolic(x, "x")), (self.given, self.value))
        return pair / self._given_mass()

    def log_density(self, x: sp.Expr) -> sp.Expr:
        return sp.log(self.density(x))

    def variable(self, *others: sp.Basic) -> sp.Symbol:
        return index(LETTERS[self.axis :] + LETTERS[: self.axis], {s.name for b in (self, *others) for s in b.free_symbols})

    def _given_mass(self) -> sp.Expr:
        return self.joint.summed_out((self.given, self.value))

    def _sympystr(self, printer: Any) -> str:
        return f"{printer._print(self.joint)}.conditional({self.axis}, given={self.given}).at({printer._print(self.value)})"

    def _latex(self, printer: Any) -> str:
        name = "p" if self.joint.array is None else printer._print(self.joint.array)
        return rf"{name}_{{{LETTERS[self.axis]} \mid {printer._print(self.value)}}}"


def _matrix(rows: Any) -> sp.Tuple:
    """Explicit entries, checked, as rows."""
    if isinstance(rows, str) or not hasattr(rows, "__iter__") or any(isinstance(r, str) or not hasattr(r, "__iter__") for r in rows):
        raise ParameterError(f"Joint: {rows!r} is not a list of rows; write Joint([['1/4', '1/4'], ['1/2', 0]]) or Joint('p', ('n', 'm'))")
    table = [list(row) for row in rows]
    if len({len(row) for row in table}) != 1:
        raise ParameterError(f"Joint: the rows have {', '.join(str(len(row)) for row in table)} entries; give rows of equal length")
    masses = iter(masses_of([entry for row in table for entry in row], "Joint"))
    return sp.Tuple(*(sp.Tuple(*(next(masses) for _ in row)) for row in table))
