"""Differences that do not cancel: a - b written through the differences of the parameters of P and Q.

k1 l2 - k2 l1 loses all digits where P is near Q; (k1 - k2) l2 + k2 (l2 - l1) loses none, since the differences of the inputs are exact.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import sympy as sp

from symbolic_info.core.heads import Distribution
from symbolic_info.numeric.algebra import factored, quotient_by_difference
from symbolic_info.numeric.heads import Closer, LogRatio, Minus


@dataclass(frozen=True)
class Pairing:
    """Two laws of one kind, parameter beside parameter: ``pairs`` (of P, of Q), and the expressions known to be ``positive``."""

    pairs: tuple[tuple[sp.Expr, sp.Expr], ...]
    positive: tuple[sp.Expr, ...]

    def on_diagonal(self, expression: sp.Expr) -> sp.Expr:
        """``expression`` where Q is P: each parameter of Q replaced by that of P, or the other way round where Q's is a number."""
        return expression.xreplace({q: p for p, q in self.pairs if isinstance(q, sp.Symbol)} | self._by_number())

    def _by_number(self) -> dict[sp.Symbol, sp.Expr]:
        return {p: q for p, q in self.pairs if isinstance(p, sp.Symbol) and not isinstance(q, sp.Symbol)}

    def probes(self, symbols: Iterable[sp.Symbol]) -> list[dict[sp.Symbol, sp.Rational]]:
        """A few points of the domain: a number there is found faster than an expression is simplified."""
        symbols = sorted(symbols, key=sp.default_sort_key)
        points = [{s: sp.Rational(f(i), 31) for i, s in enumerate(symbols)} for f in (lambda i: 2 + 3 * i, lambda i: 29 - 4 * i)]
        return [at for at in points if all(c.xreplace(at).is_positive for c in self.positive if c.free_symbols <= at.keys())]

    def sign(self, expression: sp.Expr) -> int:
        """1 or -1 where the sign of ``expression`` is shown factor by factor, else 0."""
        sign = 1
        for factor in sp.Mul.make_args(factored(expression)):
            base, exponent = factor.as_base_exp()
            if exponent.is_even and base.is_extended_real:
                continue
            if not self.is_positive(base):
                if not self.is_positive(-base):
                    return 0
                sign = sign * (-1) ** int(exponent) if exponent.is_Integer else 0
        return sign

    def is_positive(self, expression: sp.Expr) -> bool:
        """Whether ``expression`` is shown positive by a constraint, or by SymPy's assumptions."""
        return bool(expression in self.positive or expression.is_positive)


def pairing(p: Distribution, q: Distribution) -> Pairing | None:
    """The parameters of two laws of one family side by side; None for laws of different families.

    What follows from the others, as the last of probabilities that total 1, is no parameter of its own.
    """
    if _kind(p) is None or _kind(p) != _kind(q):
        return None
    unlike = [(a, b) for a, b in zip(p.parameters, q.parameters, strict=True) if a != b]
    moved = {a: b for a, b in unlike if isinstance(a, sp.Symbol)}
    pairs = tuple((a, b) for a, b in unlike if isinstance(a, sp.Symbol) or a.xreplace(moved) != b)
    if any(not isinstance(a, sp.Symbol) and not isinstance(b, sp.Symbol) for a, b in pairs):
        return None
    return Pairing(pairs, (*p.constraints, *q.constraints))


def _kind(law: Distribution) -> object:
    """The family of a law, and of the factors of a product; of a law of several coordinates its class; None for others."""
    factors = getattr(law, "factors", None)
    if hasattr(law, "ranges"):
        return type(law), tuple(len(a.args) for a in law.args)
    return getattr(law, "family", None) if factors is None else tuple((_kind(part), count) for part, count in factors)


def difference(a: sp.Expr, b: sp.Expr, known: Pairing) -> sp.Expr:
    """a - b for polynomials a, b: as a product with a difference of parameters, or as a sum of such products."""
    plain = sp.expand(a - b)
    product = factored(plain)
    if all(_keeps_digits(f, known) for f in sp.Mul.make_args(product)):
        return product
    steps, left = [], plain
    for p, q in known.pairs:  # one parameter after the other moves from P to Q
        moved = left.xreplace({p: q} if isinstance(p, sp.Symbol) else {q: p})
        step = _step(sp.expand(left - moved), p, q)
        if step is None:
            return product
        steps.append(step)
        left = sp.expand(moved)
    if left != 0:
        return product
    collected = sp.Add(*steps)
    if all(t.as_coeff_Mul()[1].is_Function for t in sp.Add.make_args(collected)):
        return collected
    negative = sp.Add(*(-t for t in plain.args if t.could_extract_minus_sign()))
    return Closer(plain + negative, negative, *sp.Add.make_args(collected))


def _step(change: sp.Expr, p: sp.Expr, q: sp.Expr) -> sp.Expr | None:
    """A change that vanishes at p = q as a multiple of their difference, or of the logarithm of their ratio; None where it is neither."""
    if change.is_polynomial(*(s for s in (p, q) if isinstance(s, sp.Symbol))):
        return quotient_by_difference(change, p, q) * Minus(p, q)
    factor = change.coeff(sp.log(p))
    if factor != 0 and sp.expand(change - factor * (sp.log(p) - sp.log(q))) == 0:
        return factor * LogRatio(p, q, Minus(p, q))
    return None


def _keeps_digits(factor: sp.Expr, known: Pairing) -> bool:
    """Whether rounding the inputs' sums costs ``factor`` no digits: a difference of two parameters, or no difference at all."""
    base = factor.as_base_exp()[0]
    if not isinstance(base, sp.Add):
        return True
    pairs = {e for p, q in known.pairs for e in (p - q, q - p)}
    return base in pairs or all(known.is_positive(t) for t in base.args) or all(known.is_positive(-t) for t in base.args)
