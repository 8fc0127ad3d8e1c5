"""Entropy rate of a Markov chain: H = -sum_i mu_i sum_j w_ij log w_ij, mu the stationary law."""

from typing import Any

import sympy as sp

from symbolic_info.core.doors import door
from symbolic_info.core.errors import NotNormalised, ParameterError
from symbolic_info.core.heads import Quantity
from symbolic_info.core.units import NATS, Unit, unit_of


class EntropyRate(Quantity):
    r"""``EntropyRate(rows)``: the entropy per step, -sum mu_i w_ij log w_ij, of the stationary chain with the transition matrix w.

    Args:
        rows: The transition matrix as rows of probabilities: numbers, expressions or text; each row totals 1.
        base: Base b > 1 of the logarithm, or "nats" or "bits".

    Raises:
        ParameterError: The matrix is not square, or no single stationary law belongs to it.
        NotNormalised: A row does not total 1.

    References:
        Cover & Thomas (2006), *Elements of Information Theory*, 2nd ed., (4.27).

    Examples:
        >>> from symbolic_info import EntropyRate
        >>> EntropyRate([["1/2", "1/2"], ["1/4", "3/4"]], base=2).doit()
        -log(3)/(2*log(2)) + 5/3
    """

    key = "entropy_rate"
    symbol = r"\mathcal{H}"
    is_extended_nonnegative = True

    def __new__(cls, rows: Any, base: Any = None) -> "EntropyRate":
        unit = base if isinstance(base, Unit) else NATS if base is None else unit_of(base)
        listed = rows.tolist() if hasattr(rows, "tolist") else rows
        if not isinstance(listed, (list, tuple)) or not all(isinstance(row, (list, tuple, sp.Tuple)) for row in listed):
            raise ParameterError(f"EntropyRate: {rows} is no matrix; give the transition probabilities as a list of rows")
        matrix = sp.ImmutableDenseMatrix([[_entry(e) for e in row] for row in listed])
        if matrix.rows != matrix.cols:
            raise ParameterError(f"EntropyRate: a matrix of shape {matrix.shape} is not square; give one row for each state")
        for i in range(matrix.rows):
            if sp.expand(sum(matrix.row(i)) - 1) != 0:
                raise NotNormalised(
                    f"EntropyRate: row {i + 1} totals {sp.expand(sum(matrix.row(i)))}, not 1; write the last entry as the rest"
                )
        stationary(matrix)
        return sp.Expr.__new__(cls, matrix, unit)

    def definition(self, matrix: sp.Matrix) -> sp.Expr:
        places = ((m, matrix[i, j]) for i, m in enumerate(stationary(matrix)) for j in range(matrix.cols))
        return -sp.Add(*(m * w * sp.log(w) for m, w in places if w != 0))

    @property
    def is_differential(self) -> bool:
        return False

    @property
    def constraints(self) -> tuple[sp.Expr, ...]:
        """The entries that are not 0 are positive."""
        return tuple(dict.fromkeys(w for w in self.args[0] if not w.is_number))

    def _sympystr(self, printer: Any) -> str:
        return f"EntropyRate({printer._print(self.args[0].tolist())}{self._unit_suffix(printer)})"

    def _latex(self, printer: Any) -> str:
        sub = "" if self.unit == NATS else rf"_{{{printer._print(self.base)}}}"
        return rf"{self.symbol}{sub}\left({printer._print(self.args[0])}\right)"


def _entry(value: Any) -> sp.Expr:
    """An entry made exact; a name in text is a positive symbol."""
    if isinstance(value, str):
        read = door().read(value)
        return read.xreplace({s: sp.Symbol(s.name, positive=True) for s in read.free_symbols})
    entry = sp.Rational(str(value)) if isinstance(value, float) else sp.sympify(value, strict=True)
    if entry.is_negative or (1 - entry).is_negative:
        raise ParameterError(f"EntropyRate: {entry} is not a probability; entries lie in [0, 1]")
    return entry


def stationary(matrix: sp.Matrix) -> tuple[sp.Expr, ...]:
    """The law mu with mu w = mu.

    Raises:
        ParameterError: There is none, or more than one.
    """
    space = (matrix.T - sp.eye(matrix.rows)).nullspace()
    if len(space) != 1:
        raise ParameterError(
            f"EntropyRate: {matrix.tolist()} has {len(space)} stationary laws that are independent; give an irreducible chain"
        )
    total = sum(space[0])
    return tuple(sp.factor(sp.together(e / total)) for e in space[0])
