"""Closed forms in matrices for arrays: determinants, traces and quadratic forms of derived results through Cholesky factors.

    log det S = 2 sum log L_ii,    tr(T^-1 S) = |M^-1 L|^2,    x' S^-1 x = |L^-1 x|^2,    S = L L', T = M M':

no inverse and no determinant is ever formed.  What a divergence of two Gaussian vectors holds of covariances alone is

    (tr(T^-1 S) - d - log det(T^-1 S))/2 = sum over i of phi(1 + w_i)/2,    w the eigenvalues of M^-1 (S - T) M^-T,  phi(v) = v - 1 - log v,

a sum of non-negative terms that loses nothing where S is near T.

Source: Golub & Van Loan (2013), Matrix Computations, 4th ed., section 4.2 (Cholesky factors).
"""

from dataclasses import dataclass

import sympy as sp
from sympy.matrices.expressions.matexpr import MatrixElement

from symbolic_info.core.errors import ParameterError
from symbolic_info.core.heads import Distribution, Quantity
from symbolic_info.numeric.heads import Dimension, LogDet, Norm, Spread, TraceOf

IDENTITY = sp.Integer(1)
"""Stands for the identity where a matrix is expected."""


@dataclass(frozen=True)
class MatrixForm:
    """``expression`` in symbols that stand for arrays: ``vectors`` with one axis, ``matrices`` with two, after those of the batch."""

    expression: sp.Expr
    vectors: tuple[sp.Symbol, ...]
    matrices: tuple[sp.Symbol, ...]


def matrix_form(asked: sp.Expr) -> MatrixForm | None:
    """The derived form of a quantity of Gaussian vectors whose parameters are symbols; None for any other expression.

    Raises:
        ParameterError: The derived form holds a matrix expression that is not compiled.
    """
    laws = asked.distributions if isinstance(asked, Quantity) else ()
    if not laws or not all(map(is_symbolic_vector, laws)):
        return None
    from symbolic_info.derive.derivation import derive

    arrays = sorted({a for law in laws for a in law.atoms(sp.MatrixSymbol)}, key=sp.default_sort_key)
    stands = {a: sp.Symbol(a.name, real=True) for a in arrays}
    found = Compiler(stands, laws[0].dimension).scalar(derive(asked.in_nats()).result)
    vectors = tuple(s for a, s in stands.items() if a.shape[1] == 1)
    return MatrixForm(_stable(found) / sp.log(asked.base), vectors, tuple(s for s in stands.values() if s not in vectors))


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


def _stable(form: sp.Expr) -> sp.Expr:
    """tr(T^-1 S)/2 - d/2 - (log det S - log det T)/2 as one head, where these stand in ``form`` with these factors."""
    for trace in sorted(form.atoms(TraceOf), key=sp.default_sort_key):
        s, t = trace.args
        (dimension,) = form.atoms(Dimension) or (None,)
        if dimension is None:
            continue
        parts = (trace - dimension - LogDet(s) + (sp.S.Zero if t == IDENTITY else LogDet(t))) / 2
        rest = sp.expand(form - parts)
        if not rest.has(TraceOf, LogDet, Dimension):
            return Spread(s, t) + rest
    return form
