"""What SymPy's ``factor``, ``together`` and ``cancel`` would give, found at once for the small expressions that forms are made of.

They go through polynomials and back: milliseconds each, also where nothing is to be done.  Here a symbol, a product of powers, and a sum
that one look shows irreducible come back as they are; a zero and a numerator without squares are told from the polynomials alone.
"""

from collections.abc import Callable
from math import gcd, prod

import sympy as sp
from sympy.polys.orderings import lex
from sympy.polys.rings import PolyElement, PolyRing


def factored(expression: sp.Expr) -> sp.Expr:
    """``sympy.factor(expression)``."""
    return expression if _is_factored(expression) else sp.factor(expression)


def on_one_line(expression: sp.Expr) -> sp.Expr:
    """``sympy.together(expression)``."""
    return expression if _is_factored(expression) else sp.together(expression)


def replaced(expression: sp.Basic, test: Callable[[sp.Basic], bool], make: Callable[[sp.Basic], sp.Basic]) -> sp.Basic:
    """``expression.replace(test, make)``, where what stands in several places is walked once."""
    known: dict[sp.Basic, sp.Basic] = {}

    def walked(node: sp.Basic) -> sp.Basic:
        if node not in known:
            known[node] = rebuilt(node)
        return known[node]

    def rebuilt(node: sp.Basic) -> sp.Basic:
        after = tuple(map(walked, node.args))
        new = node if after == node.args else node.func(*after)
        if any(new == old != made for old, made in zip(node.args, after, strict=True)):
            return new  # it has become one of its own arguments, which is replaced once
        return make(new) if test(new) else new

    return walked(expression)


def with_like_bases(expression: sp.Expr) -> sp.Expr:
    """``expression`` with (p - 1)/sqrt(1 - p) as -sqrt(1 - p): in a product a base and its negative are one, which may be 0."""
    return replaced(expression, lambda e: isinstance(e, sp.Mul), _liked)


def _liked(product: sp.Mul) -> sp.Expr:
    fractional = {b for b, e in (f.as_base_exp() for f in product.args) if isinstance(b, sp.Add) and not e.is_Integer}

    if not fractional:
        return product
    powers = [f.as_base_exp() for f in product.args]
    turned = [e.is_Integer and -b in fractional for b, e in powers]
    sign = (-1) ** sum(int(e) for (_, e), t in zip(powers, turned, strict=True) if t)
    return sign * sp.Mul(*((-b if t else b) ** e for (b, e), t in zip(powers, turned, strict=True)))


def quotient_by_difference(change: sp.Expr, p: sp.Expr, q: sp.Expr) -> sp.Expr:
    """``sympy.cancel(change / (p - q))`` for an expanded polynomial ``change``."""
    slope = change.coeff(p) if isinstance(p, sp.Symbol) else -change.coeff(q)
    is_it = _monomial(slope) is not None and sp.expand(change - slope * (p - q)) == 0
    return slope if is_it else sp.cancel(change / (p - q))


def number_of(ratio: sp.Expr) -> sp.Rational | None:
    """The rational number that ``ratio`` is, if it is one: two places where it differs say that it is none."""
    if ratio.is_Rational or ratio.is_Symbol:
        return ratio if ratio.is_Rational else None
    symbols = sorted(ratio.free_symbols, key=sp.default_sort_key)
    found = [ratio.xreplace({s: sp.Rational(f(i), 31) for i, s in enumerate(symbols)}) for f in (_rising, _falling)]
    if all(v.is_Rational for v in found) and found[0] != found[1]:
        return None
    cancelled = sp.cancel(ratio)
    return cancelled if cancelled.is_Rational else None


def _rising(i: int) -> int:
    return 2 + 3 * i + i * i


def _falling(i: int) -> int:
    return 29 - 4 * i


def numerator(expression: sp.Expr) -> PolyElement | None:
    """Of a rational function of symbols with rational numbers, up to a factor that it shares with the denominator; None for anything else.

    It is 0 where the function is.
    """
    symbols = sorted(expression.free_symbols, key=sp.default_sort_key)
    if not symbols or not all(map(_is_rational_term, sp.Add.make_args(expression))):
        return None
    ring = PolyRing(symbols, sp.QQ, lex)
    above, _ = _over(expression, ring, dict(zip(symbols, ring.gens, strict=True)))
    low = tuple(map(min, zip(*above.itermonoms(), strict=True)))  # powers that all terms share say nothing of squares that count
    return ring.from_dict({tuple(n - m for n, m in zip(powers, low, strict=True)): c for powers, c in above.iterterms()})


def _over(e: sp.Expr, ring: PolyRing, generators: dict[sp.Expr, PolyElement]) -> tuple[PolyElement, PolyElement]:
    """Two polynomials whose quotient ``e`` is: nothing is cancelled, which takes most of the time."""
    if e in generators:
        return generators[e], ring.one
    if e.is_Rational:
        return ring(sp.QQ.from_sympy(e)), ring.one
    if e.is_Pow:
        above, below = _over(e.base, ring, generators)
        power = int(e.exp)
        return (above**power, below**power) if power > 0 else (below**-power, above**-power)
    parts = [_over(a, ring, generators) for a in e.args]
    if e.is_Mul:
        return prod((n for n, _ in parts), start=ring.one), prod((d for _, d in parts), start=ring.one)
    sums: dict[PolyElement, PolyElement] = {}
    for above, below in parts:
        sums[below] = sums.get(below, ring.zero) + above
    total = sum((n * prod((d for d in sums if d != below), start=ring.one) for below, n in sums.items()), start=ring.zero)
    return total, prod(sums, start=ring.one)


def has_no_square(polynomial: PolyElement) -> bool:
    """Whether no factor stands in ``polynomial`` twice: it would be one of each derivative too."""
    slopes = (d for d in (polynomial.diff(x) for x in polynomial.ring.gens) if d != 0)
    return any(polynomial.gcd(d).is_ground for d in slopes)


def _is_rational_term(term: sp.Expr) -> bool:
    """Whether ``term`` is a product of rational numbers, and of whole powers of sums and symbols."""
    bases = [f.as_base_exp() for f in sp.Mul.make_args(term)]
    return all(
        e.is_Integer and (b.is_Symbol or b.is_Rational or (isinstance(b, sp.Add) and all(map(_is_rational_term, b.args)))) for b, e in bases
    )


def _is_factored(e: sp.Expr) -> bool:
    """Whether ``e`` is a number or symbol, or a product of whole powers of symbols and of irreducible sums."""
    if e.is_Symbol or e.is_Rational:
        return True
    if isinstance(e, sp.Add):
        return _is_irreducible(e)
    for f in sp.Mul.make_args(e):
        base, exponent = (f, sp.S.One) if f.is_Rational else f.as_base_exp()
        if isinstance(base, sp.Add) and exponent.is_Integer:
            if not (_is_irreducible(base) and _has_plus_alone(base)):
                return False  # SymPy turns signs
        elif not (f.is_Rational or (base.is_Symbol and exponent.is_Integer)):
            return False
    return True


def _has_plus_alone(total: sp.Add) -> bool:
    return all(t.as_coeff_Mul()[0] > 0 for t in total.args)


def _monomial(term: sp.Expr) -> tuple[int, dict[sp.Expr, int]] | None:
    """The whole coefficient and the exponents of a term of a polynomial; None for anything else."""
    number, rest = term.as_coeff_Mul()
    powers = {} if rest == 1 else rest.as_powers_dict()
    if not number.is_Integer or not all(b.is_Symbol and e.is_Integer and e > 0 for b, e in powers.items()):
        return None
    return int(number), {b: int(e) for b, e in powers.items()}


def _is_irreducible(total: sp.Add) -> bool:
    """Whether one look shows it: u x + v has no factors where x stands in no v, and u and v have none in common."""
    terms = [_monomial(t) for t in total.args]
    if None in terms or gcd(*(t[0] for t in terms if t)) != 1:
        return False
    listed = [t[1] for t in terms if t]
    for i, powers in enumerate(listed):
        others = listed[:i] + listed[i + 1 :]
        alone = [x for x, n in powers.items() if n == 1 and not any(x in other for other in others)]
        if alone and all(any(s not in other for other in others) for s in powers):
            return True
    return False
