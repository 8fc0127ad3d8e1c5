"""The multivariate normal law: a mean vector and a covariance matrix, symbolic of any dimension, or with entries."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import sympy as sp
from sympy.matrices.expressions.matexpr import MatrixElement
from sympy.printing.pretty.stringpict import prettyForm

from symbolic_info.core.doors import door
from symbolic_info.core.errors import NotPositiveDefinite, ParameterError, SupportError
from symbolic_info.core.heads import VARIABLES, Distribution
from symbolic_info.core.supports import Support
from symbolic_info.distributions.parameters import exact, read_name, symbolic
from symbolic_info.distributions.pretty import pretty_call
from symbolic_info.distributions.sizes import size_of

WHERE = "MultivariateNormal"
MOST_SYMBOLIC = 6
USAGE = 'write MultivariateNormal("mu", "Sigma", "d"), or MultivariateNormal([0, 0], [[1, "r"], ["r", 1]])'


class MultivariateNormal(Distribution):
    r"""``MultivariateNormal(mean, covariance)``: the law of a vector of d real numbers, mean mu and covariance Sigma.

        log p(x) = -(d log(2 pi) + log det Sigma + (x - mu)' Sigma^(-1) (x - mu))/2,    x of shape (d, 1).

    Differential entropies and divergences of it are in nats unless the quantity carries another base.

    Args:
        mean: The name of a vector, a SymPy matrix expression of shape (d, 1), a list of d entries, or 0.
        covariance: The name of a matrix, a SymPy matrix expression of shape (d, d), rows of entries, or a number c > 0 for c
            times the identity.  Symmetric positive definite: checked where the entries are numbers, a condition where they are
            symbols (leading minors, up to 6 rows), taken as declared where the matrix is one symbol, or larger.
        dimension: d, a positive integer, or a symbol or name for one; needed where neither argument has a shape.

    Raises:
        ParameterError: A shape does not fit; the message names both shapes.
        NotPositiveDefinite: The covariance is not symmetric, or a leading minor is not positive.

    References:
        Anderson (2003), *An Introduction to Multivariate Statistical Analysis*, 3rd ed., section 2.3.

    Examples:
        >>> from symbolic_info import Entropy, MultivariateNormal
        >>> P = MultivariateNormal("mu", "Sigma", "d")
        >>> P, P.dimension
        (MultivariateNormal(mu, Sigma), d)
        >>> Entropy(P).doit()
        d/2 + d*log(2*pi)/2 + log(Determinant(Sigma))/2
        >>> Entropy(MultivariateNormal([0, 0], [[1, "r"], ["r", 1]])).doit()
        log(4*pi**2*(1 - r**2))/2 + 1
    """

    def __new__(cls, mean: Any, covariance: Any, dimension: Any = None) -> "MultivariateNormal":
        d = None if dimension is None else size_of(dimension, f"{WHERE}: dimension")
        shaped = [v for v in (_shaped(covariance, "covariance", d), _shaped(mean, "mean", d)) if v is not None]
        d = d or next(iter(sorted({v.shape[0] for v in shaped}, key=lambda n: (isinstance(n, sp.Symbol), str(n)))), None)
        if d is None:
            raise ParameterError(f"{WHERE}: neither {mean!r} nor {covariance!r} says how many dimensions there are; {USAGE}")
        d = symbolic(d, "dimension")
        vector, matrix = _vector(mean, d), _matrix(covariance, d)
        _check_shape(vector, (d, sp.Integer(1)), "mean")
        _check_shape(matrix, (d, d), "covariance")
        law = sp.Basic.__new__(cls, vector, matrix)
        law._minors = _leading_minors(matrix)
        return law

    @classmethod
    def with_own_symbols(cls, suffix: str = "") -> "MultivariateNormal":
        """The law at its own symbols; ``suffix`` ends the names of those that two laws do not share."""
        return cls(f"m{suffix}", f"S{suffix}", "n")

    @property
    def mean(self) -> sp.MatrixExpr:
        """The mean vector, of shape (d, 1)."""
        return self.args[0]

    @property
    def covariance(self) -> sp.MatrixExpr:
        """The covariance matrix, of shape (d, d)."""
        return self.args[1]

    @property
    def dimension(self) -> sp.Expr:
        """The number d of dimensions."""
        return symbolic(self.covariance.shape[0], "dimension")

    @property
    def parameters(self) -> tuple[sp.Expr, ...]:
        return self.args

    @property
    def free_symbols(self) -> set:
        return super().free_symbols | self.dimension.free_symbols

    @property
    def support(self) -> Support:
        says = f"{self} lives on vectors of shape ({self.dimension}, 1), not on the line"
        raise SupportError(f"{says}; its density is log_density(x) of such an x, and derive or doit() need no more")

    @property
    def is_discrete(self) -> bool:
        return False

    @property
    def constraints(self) -> tuple[sp.Expr, ...]:
        """The dimension, and leading minors of explicit entries, whose sign is not known."""
        sides = () if self.dimension.is_positive else (self.dimension,)
        return tuple(dict.fromkeys((*sides, *self._minors)))

    def log_density(self, x: sp.Expr) -> sp.Expr:
        """log p(x), for a matrix expression x of shape (d, 1)."""
        parts = (x, sp.MatMul(-1, self.mean))  # unevaluated: entries stay beside names
        away = x if isinstance(self.mean, sp.ZeroMatrix) else sp.MatAdd(*sorted(parts, key=sp.default_sort_key))
        square = MatrixElement(sp.MatMul(sp.Transpose(away), sp.Inverse(self.covariance), away), 0, 0)
        return -(self.dimension * sp.log(2 * sp.pi) + sp.log(sp.Determinant(self.covariance)) + square) / 2

    def variable(self, *others: sp.Basic) -> sp.MatrixSymbol:
        """A vector that no parameter is called."""
        used = {s.name for b in (self, *others) for s in b.free_symbols}
        name = next((v for v in VARIABLES if v not in used), None) or next(f"x{i}" for i in range(1000) if f"x{i}" not in used)
        return sp.MatrixSymbol(name, self.dimension, 1)

    def marginal(self, *axes: int) -> "MultivariateNormal":
        """The law of some coordinates, counted from 0; needs explicit entries.

        Raises:
            ParameterError: There are no entries to take, or no such coordinates.
        """
        if not all(isinstance(a, sp.MatrixBase) for a in self.args):
            raise ParameterError(f"{self} has no entries to choose from; give the mean and the covariance as lists to take marginals")
        if not axes or len(set(axes)) != len(axes) or any(a not in range(int(self.dimension)) for a in axes):
            raise ParameterError(f"{axes} are no coordinates of {self}; give different ones out of 0 to {self.dimension - 1}")
        return MultivariateNormal(self.mean.extract(list(axes), [0]), self.covariance.extract(list(axes), list(axes)))

    def _sympystr(self, printer: Any) -> str:
        return f"{WHERE}({_text(printer, self.mean)}, {_text(printer, self.covariance)})"

    def _pretty(self, printer: Any) -> prettyForm:
        return pretty_call(printer, WHERE, [("", a) for a in self.args])

    def _latex(self, printer: Any) -> str:
        return rf"\mathcal{{N}}\left({printer._print(self.mean)}, {printer._print(self.covariance)}\right)"


def _text(printer: Any, value: sp.Basic) -> str:
    """Entries as lists, other matrices as they print."""
    if not isinstance(value, sp.MatrixBase):
        return printer._print(value)
    rows = value.tolist() if value.shape[1] > 1 or value.shape[0] == 1 else [[e for (e,) in value.tolist()]]
    texts = [f"[{', '.join(map(printer._print, row))}]" for row in rows]
    return texts[0] if value.shape[1] == 1 else f"[{', '.join(texts)}]"


# -- reading -----------------------------------------------------------------------------------------------------------


def _shaped(value: Any, what: str, d: sp.Expr | None) -> Any:
    """A value that has a shape of its own; None for a name or a number."""
    if isinstance(value, (sp.MatrixExpr, sp.MatrixBase)):
        return sp.ImmutableMatrix(value) if isinstance(value, sp.MatrixBase) else value
    if isinstance(value, str) or not hasattr(value, "__iter__"):
        return None
    rows = [list(row) if hasattr(row, "__iter__") and not isinstance(row, (str, sp.Basic)) else [row] for row in value]
    if len({len(row) for row in rows}) != 1 or not rows[0]:
        raise ParameterError(f"{WHERE}: {what} = {value!r} has rows of different lengths; {USAGE}")
    return sp.ImmutableMatrix([[_entry(e, what) for e in row] for row in rows])


def _entry(value: Any, what: str) -> sp.Expr:
    return exact(value, f"{WHERE}: {what}", door().read, {"real": True})


def _vector(value: Any, d: sp.Expr) -> sp.Basic:
    given = _shaped(value, "mean", d)
    if given is not None:
        return _exact_matrix(given, "mean")
    if isinstance(value, str) and not value.strip().lstrip("-").isdigit():
        return sp.MatrixSymbol(read_name(value).name, d, 1)
    if _entry(value, "mean") != 0:
        raise ParameterError(f"{WHERE}: mean = {value!r} is one number; give a list of {d} entries, the name of a vector, or 0")
    return sp.ZeroMatrix(d, 1)


def _matrix(value: Any, d: sp.Expr) -> sp.Basic:
    given = _shaped(value, "covariance", d)
    if given is not None:
        return _exact_matrix(given, "covariance")
    if isinstance(value, str) and not value[:1].isdigit():
        return sp.MatrixSymbol(read_name(value).name, d, d)
    return _entry(value, "covariance") * sp.Identity(d)


def _exact_matrix(value: Any, what: str) -> Any:
    """Entries as exact expressions; other matrix expressions as they are."""
    return value.applyfunc(lambda e: _entry(e, what)) if isinstance(value, sp.MatrixBase) else value


def _check_shape(value: Any, shape: tuple, what: str) -> None:
    """Refuse a shape that is certainly another; symbolic sides may be substituted later."""
    if any(symbolic(a - b, what).is_zero is False for a, b in zip(value.shape, shape, strict=True)):
        wanted = f"({', '.join(map(str, shape))})"
        raise ParameterError(
            f"{WHERE}: {what} has the shape {value.shape}, not {wanted}; give {'a column' if what == 'mean' else 'a square matrix'}"
        )


# -- positive definite -------------------------------------------------------------------------------------------------


def _leading_minors(matrix: Any) -> tuple[sp.Expr, ...]:
    """Factors of the leading minors whose sign is not known (Sylvester's criterion).

    Raises:
        NotPositiveDefinite: A minor is not positive, or the entries are not symmetric.
    """
    if not isinstance(matrix, sp.MatrixBase):
        return _factor_of_identity(matrix)
    if any(sp.expand(matrix[i, j] - matrix[j, i]) != 0 for i in range(matrix.rows) for j in range(i)):
        raise NotPositiveDefinite(f"{WHERE}: covariance = {_short(matrix)} is not symmetric; a covariance equals its transpose")
    unknown: list[sp.Expr] = []
    for n, minor in enumerate(_minors(matrix), 1):
        if minor.is_positive is False or minor == 0:
            says = f"{WHERE}: covariance = {_short(matrix)} is not positive definite: its leading minor of order {n} is {minor}"
            raise NotPositiveDefinite(f"{says}; give a covariance with positive variances and no exact dependence")
        unknown += _unsure(minor)
    return tuple(unknown)


def _minors(matrix: Any) -> Iterator[sp.Expr]:
    """The leading minors: of numbers by elimination; of at most ``MOST_SYMBOLIC`` rows of symbols as determinants, of more none."""
    if not all(e.is_Rational for e in matrix):
        yield from (sp.factor(matrix[:n, :n].det(method="berkowitz")) for n in range(1, matrix.rows + 1) if matrix.rows <= MOST_SYMBOLIC)
        return
    rows = [[Fraction(int(e.p), int(e.q)) for e in row] for row in matrix.tolist()]
    minor = Fraction(1)
    while rows:
        (pivot, *first), *others = rows
        minor *= pivot
        yield sp.Rational(minor.numerator, minor.denominator)
        if pivot <= 0:
            return
        rows = [[a - row[0] / pivot * b for a, b in zip(row[1:], first, strict=True)] for row in others]


def _short(matrix: Any) -> str:
    text = str(matrix.tolist())
    return text if len(text) < 100 else f"{text[:96]} ..."


def _factor_of_identity(matrix: Any) -> tuple[sp.Expr, ...]:
    """c of c times the identity, where its sign is not known; () for other matrices, which are taken as declared."""
    factors = matrix.args if isinstance(matrix, sp.MatMul) else (matrix,)
    if isinstance(matrix, sp.ZeroMatrix) or any(isinstance(f, sp.Identity) and len(factors) < 3 for f in factors):
        factor = sp.Integer(0) if isinstance(matrix, sp.ZeroMatrix) else sp.Mul(*(f for f in factors if not f.is_Matrix))
        if factor.is_positive is False:
            raise NotPositiveDefinite(f"{WHERE}: covariance = {factor} times the identity is not positive definite; give a factor > 0")
        return tuple(_unsure(factor))
    return ()


def _unsure(minor: sp.Expr) -> list[sp.Expr]:
    """``minor`` without the factors that are known to be positive, as [p] with p > 0; [] where none is left."""
    rest = sp.expand(sp.Mul(*(f for f in sp.Mul.make_args(minor) if f.is_positive is not True)))
    return [] if rest == 1 else [rest]
