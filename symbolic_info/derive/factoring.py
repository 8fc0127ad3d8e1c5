"""``factor`` for sums with many generators: what is linear in one of them needs no search.  Untrusted.

P = A g + B, where A and B are free of g, is irreducible but for the factors that A and B share.  SymPy looks for factors of P in all
generators at once, which are a dozen where exponentials and error functions stand beside the parameters.
"""

from collections.abc import Iterator

import sympy as sp
from sympy.polys.rings import PolyElement, ring

FEW = 6
"""Sums of no more terms are factored as fast by SymPy itself."""


def factored(expression: sp.Expr) -> sp.Expr:
    """The same as ``sp.factor(expression)``."""
    if all(f.is_Atom or (f.is_Pow and f.base.is_Symbol and f.exp.is_Integer) for f in sp.Mul.make_args(expression)):
        return expression
    whole = sp.together(expression)
    hidden: dict[sp.Expr, sp.Dummy] = {}
    parts = [_with_factors_hidden(f, hidden) for f in sp.Mul.make_args(whole)]
    if not hidden:
        return sp.factor(whole)
    number, rest = sp.factor(sp.Mul(*parts)).as_coeff_Mul()
    shown = rest.xreplace({d: e for e, d in hidden.items()})
    return sp.Mul(number, shown, evaluate=False) if shown.is_Add and number not in (1, -1) else number * shown


def _with_factors_hidden(factor: sp.Expr, hidden: dict[sp.Expr, sp.Dummy]) -> sp.Expr:
    """A sum, or its power, as a product in which a symbol stands for each factor that is a sum; other factors as they are."""
    base, exponent = factor.as_base_exp()
    if not base.is_Add or not exponent.is_Integer:
        return factor
    try:
        poly = sp.Poly(base)
    except (sp.PolynomialError, sp.GeneratorsNeeded):  # no polynomial, or a number once multiplied out
        return factor
    if not (poly.domain.is_ZZ or poly.domain.is_QQ) or len(poly.terms()) <= FEW:
        return factor
    denominator, whole = poly.clear_denoms(convert=True)
    content, primitive = whole.primitive()
    out = content / denominator * (1 if primitive.LC().is_positive else -1)
    polynomials, *_ = ring([f"g{i}" for i in range(len(poly.gens))], sp.ZZ)
    for f in _factors(polynomials.from_dict(primitive.as_dict(native=True))):
        shown = f.as_expr(*poly.gens)
        out *= hidden.setdefault(shown, sp.Dummy(f"s{len(hidden)}")) if shown.is_Add else shown
    return out**exponent


def _factors(p: PolyElement) -> Iterator[PolyElement]:
    """The irreducible factors of a polynomial with whole coefficients, one that is squared twice; each with a leading coefficient > 0."""
    for i, least in enumerate(map(min, zip(*p, strict=True))):
        for _ in range(least):
            yield p.ring.gens[i]
            p = p.quo(p.ring.gens[i])
    p = p.primitive()[1]
    p = p if p.LC > 0 else -p
    if len(p) == 1:
        return
    split = _linear(p)
    if split is None:
        for f, times in p.factor_list()[1]:
            yield from [f] * times
        return
    slope, level = split
    for f in list(_factors(slope)):
        if not slope.rem(f) and not level.rem(f):
            yield f
            slope, level, p = slope.quo(f), level.quo(f), p.quo(f)
    yield p if p.LC > 0 else -p


def _linear(p: PolyElement) -> tuple[PolyElement, PolyElement] | None:
    """(A, B) with p = A g + B for a generator g of degree 1, A as short as may be; None where there is none."""
    degrees = list(map(max, zip(*p, strict=True)))
    counts = [(sum(m[i] for m in p), i) for i, degree in enumerate(degrees) if degree == 1]
    if not counts:
        return None
    _, i = min(counts)
    slope = {(*m[:i], 0, *m[i + 1 :]): c for m, c in p.items() if m[i]}
    level = {m: c for m, c in p.items() if not m[i]}
    return p.ring.from_dict(slope), p.ring.from_dict(level)
