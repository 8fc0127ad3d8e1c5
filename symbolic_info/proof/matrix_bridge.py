"""The bridge between SymPy's matrix expressions and the kernel's.  Trusted, tested both ways.

Every covariance crosses as a matrix of its own that is declared positive definite, unless it is a multiple of the identity;
one with entries takes them along.  Other matrices cross as what they are made of.
"""

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

import sympy as sp
from sympy.matrices.expressions.diagonal import DiagonalMatrix
from sympy.matrices.expressions.matexpr import MatrixElement

from symbolic_info.core.errors import Rejected
from symbolic_info.core.gamma_sums import as_gamma_sum, gamma_sum
from symbolic_info.core.heads import Distribution
from symbolic_info.proof.entries import MAX_SIDE
from symbolic_info.proof.terms import COORDINATES, NAME, Term, X, log

if TYPE_CHECKING:
    from symbolic_info.proof.bridge import Bridge

SCALARS = (sp.Trace, sp.Determinant, MatrixElement)


class MatrixNames:
    """Names for the matrices of one statement."""

    def __init__(self, bridge: "Bridge", expressions: Iterable[sp.Basic]) -> None:
        self.bridge = bridge
        everything = [*expressions, *bridge.laws.values()]
        laws = [law for law in bridge.laws.values() if is_vector(law)]
        variates = [law for law in bridge.laws.values() if is_variate(law)]
        covariances = {law.covariance for law in laws}.union(*(law.scales for law in variates))
        self.is_complex = any(law.space == "complex" for law in variates)
        self.positive = {e for e in covariances if not _is_multiple_of_identity(e) and getattr(e, "arg", None) not in covariances}
        plain = {s for e in everything for s in e.free_symbols if isinstance(s, sp.MatrixSymbol)}
        places = {law.mean for law in laws}.union(*(law.places for law in variates))
        explicit = {place for place in places if isinstance(place, sp.MatrixBase)}
        taken = {*bridge.symbols, *bridge.laws, *bridge.functions}
        self.name_of: dict[sp.Basic, str] = {}
        for e in sorted(plain | explicit | self.positive, key=sp.default_sort_key):
            self.name_of[e] = _name(e, taken)
            taken.add(self.name_of[e])
        self.matrix_of = {name: e for e, name in self.name_of.items()}

    # -- into the kernel -------------------------------------------------------------------------------------------

    def scalar(self, e: sp.Basic, bound: dict) -> Term:
        """A trace, a determinant, or the only entry of a 1 x 1 matrix, which is its trace."""
        if isinstance(e, MatrixElement) and (e.parent.shape != (1, 1) or e.indices != (0, 0)):
            raise Rejected(f"{e} is an entry of a matrix; the kernel knows the entries of explicit matrices only")
        return ("det" if isinstance(e, sp.Determinant) else "trace", self.matrix(e.args[0], bound))

    def matrix(self, e: sp.Basic, bound: dict) -> Term:
        """The kernel's term of a matrix."""
        if e in bound or e in self.name_of:
            return ("mat", bound[e] if e in bound else self.name_of[e])
        if isinstance(e, sp.Identity):
            return ("eye", self.bridge.term(e.shape[0], bound))
        if isinstance(e, sp.ZeroMatrix):
            return ("zeros", *(self.bridge.term(sp.Integer(n) if isinstance(n, int) else n, bound) for n in e.shape))
        if isinstance(e, sp.MatAdd):
            return ("madd", *(self.matrix(a, bound) for a in e.args))
        if isinstance(e, (sp.MatMul, sp.Mul)):
            return self._product(e, bound)
        if isinstance(e, sp.Adjoint if self.is_complex else sp.Transpose):
            return ("transpose", self.matrix(e.arg, bound))
        if isinstance(e, DiagonalMatrix):
            return ("diagonal", self.matrix(e.arg, bound))
        if isinstance(e, sp.MatPow) and e.exp == -1:
            return ("inverse", self.matrix(e.base, bound))
        raise Rejected(f"{e} has no counterpart in the kernel; give a matrix of its own a name (MatrixSymbol)")

    def _product(self, e: sp.Basic, bound: dict) -> Term:
        scalars = [a for a in e.args if not getattr(a, "is_Matrix", False)]
        factors = [self.matrix(a, bound) for a in e.args if getattr(a, "is_Matrix", False)]
        out: Term = factors[0] if len(factors) == 1 else ("mmul", *factors)
        return ("mscale", self.bridge.term(sp.Mul(*scalars), bound), out) if scalars else out

    def records(self) -> dict[str, dict[str, Any]]:
        """The records of the matrices."""
        return {name: self._record(e) for e, name in self.name_of.items()}

    def _record(self, e: Any) -> dict[str, Any]:
        sides = [self.bridge.term(sp.Integer(n) if isinstance(n, int) else n) for n in e.shape]
        small = isinstance(e, sp.MatrixBase) and max(e.shape) <= MAX_SIDE  # a larger one is taken as declared
        value = ("entries", int(e.shape[1]), *map(self.bridge.term, e.flat())) if small else ()
        return {"kind": "matrix", "rows": sides[0], "cols": sides[1], "positive": int(e in self.positive), "value": value}

    def law(self, law: Any) -> dict[str, Any]:
        """The record of a law on vectors."""
        x = law.variable()
        unknown = getattr(law, "function", None)
        logp = log(("value", unknown, ("mat", X))) if unknown else self.bridge.term(law.log_density(x), {x: X})
        moments = (self.matrix(law.mean, {}), self.matrix(law.covariance, {})) if unknown else ()
        dim = self.bridge.term(law.dimension)
        return {"kind": "vector", "dim": dim, "logp": logp, "unknown": (unknown,) if unknown else (), "moments": moments}

    def gammas(self, e: sp.Basic, bound: dict) -> Term | None:
        """A sum of gamma functions at half steps; None for another sum."""
        found = as_gamma_sum(e)
        if found is None:
            return None
        a, n = (self.bridge.term(part, bound) for part in found[1:])
        return ("lgammas", a, n) if found[0] < 0 else ("polygammas", found[0], a, n)

    def variate(self, law: Any) -> dict[str, Any]:
        """The record of a law on a space of matrices."""
        x = law.variable()
        rows, cols = (self.bridge.term(side) for side in law.shape_of_value)
        squares = tuple(tuple(self.matrix(side, {}) for side in square) for square in law.squares)
        logp = self.bridge.term(law.log_density(x), {x: X})
        return {"kind": "variate", "space": law.space, "rows": rows, "cols": cols, "logp": logp, "squares": squares}

    def coordinate_law(self, law: Any) -> dict[str, Any]:
        """The record of a law of several coordinates."""
        x = law.variable()
        names = value_names(x)
        if any(r.is_discrete and any(not s.is_integer for end in (r.lo, r.hi) for s in end.free_symbols) for r in law.ranges(x)):
            raise Rejected(f"the support of {law} does not end at integers")
        supports = tuple((r.kind, self.bridge.term(r.lo, names), self.bridge.term(r.hi, names)) for r in law.ranges(x))
        return {"kind": "coordinates", "supports": supports, "logp": self.bridge.term(law.log_density(x), names)}

    # -- out of the kernel -----------------------------------------------------------------------------------------

    def variable(self, law: Any) -> sp.Basic:
        """What stands for the value of a law: a real number, or a vector."""
        x = self.bridge.variable
        if is_of_coordinates(law):
            return law.variable(*self.bridge.symbols.values())
        if is_variate(law):
            return sp.MatrixSymbol(x.name, *law.shape_of_value)
        return sp.MatrixSymbol(x.name, law.dimension, 1) if is_vector(law) else x

    def expr(self, t: Term, at: dict) -> sp.Basic:
        """The SymPy expression of a matrix term, or of a trace or determinant."""
        if t[0] == "mat":
            return at[X] if t[1] == X else self.matrix_of[t[1]]
        if t[0] == "trace":
            return self._trace(t[1], at)
        if t[0] in ("lgammas", "polygammas"):
            a, n = (self.bridge.expr(part, at) for part in t[-2:])
            return gamma_sum(sp.loggamma if t[0] == "lgammas" else partial(sp.polygamma, t[1]), a, n)
        if t[0] == "transpose" and self.is_complex:
            return sp.Adjoint(self.expr(t[1], at))
        if t[0] == "value":
            return sp.Function(t[1], positive=True)(self.expr(t[2], at))
        if t[0] in ("eye", "zeros"):
            return {"eye": sp.Identity, "zeros": sp.ZeroMatrix}[t[0]](*(self.bridge.expr(a, at) for a in t[1:]))
        if t[0] == "mscale":
            inner = self.expr(t[2], at)
            return inner if isinstance(inner, sp.ZeroMatrix) else sp.MatMul(self.bridge.expr(t[1], at), inner)
        parts = [self.expr(a, at) for a in t[1:]]
        if t[0] == "mmul":
            parts = [p for p in parts if not isinstance(p, sp.Identity)] or parts[:1]
        if t[0] == "madd":
            parts = [p for p in parts if not isinstance(p, sp.ZeroMatrix)] or parts[:1]
        return parts[0] if len(parts) == 1 and t[0] in ("mmul", "madd") else OUT[t[0]](*parts)

    def _trace(self, t: Term, at: dict) -> sp.Expr:
        """tr(w), or the 1 x 1 matrix that it stands for: the word is turned until it starts with a row, or with an inverse."""
        word = t[1:] if t[0] == "mmul" else (t,)
        turned = [self.expr(("mmul", *word[k:], *word[:k]), at) for k in range(len(word))]
        row = next((e for e in turned if e.shape == (1, 1)), None)
        if row is not None:
            return MatrixElement(row, 0, 0)
        return sp.Trace(next((e for e in turned if isinstance(e, sp.MatMul) and isinstance(e.args[0], sp.Inverse)), turned[0]))


OUT: dict[str, Callable[..., sp.Basic]] = {
    "det": sp.Determinant,
    "madd": lambda *parts: sp.MatAdd(*sorted(parts, key=sp.default_sort_key)),  # as SymPy orders a sum that it is given
    "mmul": sp.MatMul,
    "transpose": sp.Transpose,
    "inverse": sp.Inverse,
    "diagonal": DiagonalMatrix,
}
HEADS = ("trace", "det")


def is_variate(law: Distribution) -> bool:
    """Whether a law is one on a space of matrices."""
    return hasattr(law, "shape_of_value")


def is_of_coordinates(law: Distribution) -> bool:
    """Whether a law is one of several real numbers."""
    return hasattr(law, "ranges")


def value_names(variable: sp.Basic) -> dict[sp.Basic, str]:
    """The kernel's name of a law's value, or of each of its coordinates."""
    return dict(zip(variable, COORDINATES, strict=False)) if isinstance(variable, sp.Tuple) else {variable: X}


def is_vector(law: Distribution) -> bool:
    """Whether a law is one of vectors."""
    return hasattr(law, "covariance")


def _is_multiple_of_identity(e: Any) -> bool:
    if isinstance(e, (sp.MatMul, sp.Mul)):
        matrices = [a for a in e.args if getattr(a, "is_Matrix", False)]
        return len(matrices) == 1 and isinstance(matrices[0], sp.Identity)
    return isinstance(e, sp.Identity)


def _name(e: Any, taken: set[str]) -> str:
    """The symbol's own name where it can be one."""
    own = e.name if isinstance(e, sp.MatrixSymbol) else ""
    if NAME.match(own) and not own.startswith("_") and own not in taken:
        return own
    return next(n for k in range(1000) if (n := f"M{k}") not in taken)
