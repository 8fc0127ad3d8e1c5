"""Closed forms in matrices for arrays: determinants, traces and quadratic forms of derived results through Cholesky factors.

    log det S = 2 sum log L_ii,    tr(T^-1 S) = |M^-1 L|^2,    x' S^-1 x = |L^-1 x|^2,    S = L L', T = M M':

no inverse and no determinant is ever formed.  What a divergence of two Gaussian vectors holds of covariances alone is

    (tr(T^-1 S) - d - log det(T^-1 S))/2 = sum over i of phi(1 + w_i)/2,    w the eigenvalues of M^-1 (S - T) M^-T,  phi(v) = v - 1 - log v,

a sum of non-negative terms that loses nothing where S is near T.  Two Wishart laws with degrees of freedom 2 a and 2 b have

    b sum over i of phi(a (1 + w_i)/b)  +  sum over k of (R(a_k, b_k) - (b log(b/a) - b + a)),    a_k = a + (1 - k)/2,

R what loggamma lies above its tangent: the first part vanishes where a S = b T, the second where a = b, and none is negative.

Source: Golub & Van Loan (2013), Matrix Computations, 4th ed., section 4.2 (Cholesky factors).
"""

from dataclasses import dataclass

import sympy as sp
from sympy.matrices.expressions.matexpr import MatrixElement

from symbolic_info.core.errors import ParameterError
from symbolic_info.core.gamma_sums import as_gamma_sum
from symbolic_info.core.heads import Distribution, Quantity
from symbolic_info.numeric.degree_heads import DigammaSum, LoggammaSum, LoggammaSumRemainder, ScaledSpread
from symbolic_info.numeric.heads import Dimension, LogDet, Norm, Spread, TraceOf

IDENTITY = sp.Integer(1)
"""Stands for the identity where a matrix is expected."""


@dataclass(frozen=True)
class MatrixForm:
    """``expression`` in symbols that stand for arrays: ``vectors`` with one axis, ``matrices`` with two, after those of the batch.

    ``numbers`` have none.
    """

    expression: sp.Expr
    vectors: tuple[sp.Symbol, ...]
    matrices: tuple[sp.Symbol, ...]
    numbers: tuple[sp.Symbol, ...] = ()


def matrix_form(asked: sp.Expr) -> MatrixForm | None:
    """The derived form of a quantity of Gaussian vectors or Wishart laws whose parameters are symbols; None for any other expression.

    Raises:
        ParameterError: The derived form holds a matrix expression that is not compiled.
    """
    laws = asked.distributions if isinstance(asked, Quantity) else ()
    if not laws or not all(map(is_symbolic_law, laws)) or not asked.has(sp.MatrixSymbol):
        return None
    several = sorted({str(dimension_of_value(law)) for law in laws})
    if len(several) > 1:
        raise ParameterError(f"{asked} is of laws of {' and of '.join(several)} dimensions; give all of them the same number or name")
    from symbolic_info.derive.derivation import derive

    asked = of_any_order(asked)
    laws = asked.distributions
    arrays = sorted({a for law in laws for a in law.atoms(sp.MatrixSymbol)}, key=sp.default_sort_key)
    stands = {a: sp.Symbol(a.name, real=True) for a in arrays}
    dimension = dimension_of_value(laws[0])
    found = Compiler(stands, dimension).scalar(derive(asked.in_nats()).result)
    vectors = tuple(s for a, s in stands.items() if a.shape[1] == 1)
    matrices = tuple(s for s in stands.values() if s not in vectors)
    numbers = {s for law in laws for p in law.parameters if not isinstance(p, sp.MatrixExpr) for s in p.free_symbols} - {dimension}
    return MatrixForm(_stable(found) / sp.log(asked.base), vectors, matrices, tuple(sorted(numbers, key=sp.default_sort_key)))


def is_symbolic_law(law: Distribution) -> bool:
    """Whether a law of vectors or of positive definite matrices has names for its arrays."""
    return is_symbolic_vector(law) or is_symbolic_scatter(law)


def is_symbolic_scatter(law: Distribution) -> bool:
    """Whether a law on positive definite matrices has degrees of freedom and a scale that is a name or the identity."""
    return getattr(law, "space", "") == "positive" and all(
        isinstance(p, sp.MatrixSymbol | sp.Identity) for p in law.parameters if isinstance(p, sp.MatrixExpr | sp.MatrixBase)
    )


def dimension_of_value(law: Distribution) -> sp.Expr:
    """Of how many coordinates a vector is, or of how many rows a matrix."""
    return law.dimension if hasattr(law, "mean") else law.shape_of_value[0]


def of_any_order(asked: Quantity) -> Quantity:
    """The same quantity of laws whose dimension is a name, where it is a number: sums over coordinates stay together."""
    if all(dimension_of_value(law).is_Symbol for law in asked.distributions):
        return asked
    used = {s.name for s in asked.free_symbols}
    free = next(name for name in ("n", "d", *(f"n_{i}" for i in range(len(used)))) if name not in used)
    n = sp.Symbol(free, integer=True, positive=True)
    means = {law.mean for law in asked.distributions if hasattr(law, "mean")}
    found: dict[sp.Basic, sp.Basic] = {a: sp.MatrixSymbol(a.name, n, 1 if a in means else n) for a in asked.atoms(sp.MatrixSymbol)}
    found |= {a: sp.Identity(n) for a in asked.atoms(sp.Identity)} | {a: sp.ZeroMatrix(n, 1) for a in asked.atoms(sp.ZeroMatrix)}
    return asked.xreplace(found)


def in_dimensions(asked: Quantity, rules: tuple[sp.Rel, ...], matrices: set[sp.Symbol]) -> tuple[sp.Rel, ...]:
    """Rules for numbers, in which the dimension is that of a matrix; and which it is, where it is a number."""
    dimension, here = dimension_of_value(asked.distributions[0]), Dimension(min(matrices, key=sp.default_sort_key), 2)
    found = tuple(rule.func(*(side.xreplace({dimension: here}) for side in rule.args), evaluate=False) for rule in rules)
    return found if dimension.is_Symbol else (sp.Eq(here, dimension, evaluate=False), *found)


def is_symbolic_vector(law: Distribution) -> bool:
    """Whether a law has a mean and a covariance that are names, zero, or the identity."""
    if not hasattr(law, "covariance") or not hasattr(law, "mean"):
        return False
    mean, covariance = law.mean, law.covariance
    return isinstance(mean, sp.MatrixSymbol | sp.ZeroMatrix) and isinstance(covariance, sp.MatrixSymbol | sp.Identity)


@dataclass(frozen=True)
class Compiler:
    """``stands``: the symbol of each array; ``dimension``: what the derived form calls the number of coordinates."""

    stands: dict[sp.MatrixSymbol, sp.Symbol]
    dimension: sp.Expr

    def scalar(self, e: sp.Expr) -> sp.Expr:
        """A derived form with a head for each determinant, trace and quadratic form."""
        opened = sp.expand_log(e, force=True)  # determinants of covariances are positive
        found = opened.replace(_is_log_det, lambda n: LogDet(self._of(n.args[0].arg)))
        found = found.replace(lambda n: isinstance(n, sp.Trace), lambda n: self._trace(n.arg))
        found = found.replace(lambda n: isinstance(n, MatrixElement), self._square)
        found = found.replace(lambda n: isinstance(n, sp.Sum), _gamma_sum)
        if self.dimension.is_Symbol:
            found = found.xreplace({self.dimension: Dimension(next(iter(self.stands.values())), int(self._first_axes()))})
        if found.has(sp.MatrixExpr, sp.Determinant):
            raise ParameterError(f"{e} holds a matrix expression that is not compiled; give the parameters as lists of entries")
        return sp.expand(found)

    def _first_axes(self) -> int:
        return 1 if next(iter(self.stands)).shape[1] == 1 else 2

    def _of(self, m: sp.Expr) -> sp.Expr:
        """The symbol of a matrix; 1 for the identity."""
        if isinstance(m, sp.Identity):
            return IDENTITY
        if m not in self.stands:
            raise ParameterError(f"{m} is no matrix of the parameters; give them as lists of entries")
        return self.stands[m]

    def _trace(self, m: sp.Expr) -> sp.Expr:
        """tr(T^-1 S), or tr(S)."""
        if isinstance(m, sp.MatMul) and len(m.args) == 2 and isinstance(m.args[0], sp.Inverse):
            return TraceOf(self._of(m.args[1]), self._of(m.args[0].arg))
        return TraceOf(IDENTITY, self._of(m.arg)) if isinstance(m, sp.Inverse) else TraceOf(self._of(m), IDENTITY)

    def _square(self, element: MatrixElement) -> sp.Expr:
        """x' S^-1 x, or x' x."""
        left, *middle, right = element.parent.args
        if not isinstance(left, sp.Transpose) or left.arg != right or len(middle) > 1 or any(not isinstance(m, sp.Inverse) for m in middle):
            raise ParameterError(f"{element} is no quadratic form of the parameters; give them as lists of entries")
        parts = right.args if isinstance(right, sp.MatAdd) else (right,)
        vector = sp.Add(*(self._multiple(part) for part in parts))
        return Norm(vector, self._of(middle[0].arg) if middle else IDENTITY)

    def _multiple(self, part: sp.Expr) -> sp.Expr:
        """A number times a vector."""
        number, word = part.as_coeff_mmul() if isinstance(part, sp.MatMul) else (sp.S.One, part)
        return number * self._of(word.args[0] if isinstance(word, sp.MatMul) and len(word.args) == 1 else word)


def _is_log_det(e: sp.Basic) -> bool:
    return isinstance(e, sp.log) and isinstance(e.args[0], sp.Determinant)


def _gamma_sum(e: sp.Sum) -> sp.Expr:
    known = as_gamma_sum(e)
    if known is None or known[0] > 0:
        raise ParameterError(f"{e} is no sum that is compiled; give the order as a number and the parameters as lists of entries")
    order, a, n = known
    return LoggammaSum(a, n) if order < 0 else DigammaSum(a, n)


def _stable(form: sp.Expr) -> sp.Expr:
    """a tr(T^-1 S) - b (log det S - log det T) as heads that are not negative, where all else of such a kind goes with them."""
    for trace in sorted(form.atoms(TraceOf), key=sp.default_sort_key):
        (dimension,) = form.atoms(Dimension) or (None,)
        if dimension is None:
            continue
        s, t = trace.args
        a, b = form.coeff(trace), form.coeff(LogDet(t)) if t != IDENTITY else -form.coeff(LogDet(s))
        if b == 0:
            continue
        heads = Spread(s, t) if a == b else ScaledSpread(s, t, a, b)
        meant = (trace * a / b - dimension - dimension * sp.log(a / b) - LogDet(s) + (sp.S.Zero if t == IDENTITY else LogDet(t))) / 2
        degrees = sp.S.Zero if a == b else LoggammaSumRemainder(a, b, dimension)
        rest = sp.expand(sp.expand_log(form - 2 * b * meant - degrees.doit(), force=True))  # degrees of freedom are positive
        if not rest.has(TraceOf, LogDet, Dimension, LoggammaSum, DigammaSum):
            return 2 * b * heads + degrees + rest
    return form
