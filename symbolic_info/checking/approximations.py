"""Approximations sold as equalities: decimals for constants, Stirling's formula, the first terms of the digamma function.

Sources: NIST Digital Library of Mathematical Functions, 5.11.1 and 5.11.2 (asymptotic expansions of log-gamma and digamma).
"""

from collections.abc import Callable, Iterator
from itertools import product

import sympy as sp

from symbolic_info.checking.candidates import Candidate

CONSTANTS = tuple(
    sp.sympify(c, strict=True)
    for c in (
        sp.EulerGamma, sp.pi, sp.E, sp.log(2), sp.log(10), sp.log(sp.pi), sp.log(2 * sp.pi), sp.log(2 * sp.pi) / 2,
        sp.log(2 * sp.pi * sp.E) / 2, sp.log(2 * sp.pi * sp.E), sp.sqrt(2), sp.sqrt(sp.pi), sp.sqrt(2 * sp.pi), sp.pi**2 / 6,
        1 / sp.log(2), 2 * sp.pi, 2 * sp.pi * sp.E, 2 * sp.E,
        1 / sp.sqrt(2 * sp.pi), sp.Rational(1, 3), sp.Rational(2, 3), sp.Rational(1, 6),
    )
)  # fmt: skip
NEAR = 0.01
MIN_DENOMINATOR = 20


def _stirling(z: sp.Expr) -> tuple[sp.Expr, ...]:
    first = (z - sp.Rational(1, 2)) * sp.log(z) - z + sp.log(2 * sp.pi) / 2
    return (z * sp.log(z) - z, (z - 1) * sp.log(z) - z, first, first + 1 / (12 * z), first + 1 / (12 * z) - 1 / (360 * z**3))


def _shifted_stirling(z: sp.Expr) -> tuple[sp.Expr, ...]:
    """Of log (z - 1)!, which is how factorials are approximated."""
    n = z - 1
    first = n * sp.log(n) - n
    return (first, first + sp.log(n) / 2, first + sp.log(2 * sp.pi * n) / 2, first + sp.log(2 * sp.pi * n) / 2 + 1 / (12 * n))


def _digamma(z: sp.Expr) -> tuple[sp.Expr, ...]:
    first = sp.log(z) - 1 / (2 * z)
    second = first - 1 / (12 * z**2)
    return (sp.log(z), first, second, second + 1 / (120 * z**4), sp.log(z - sp.Rational(1, 2)))


def _trigamma(z: sp.Expr) -> tuple[sp.Expr, ...]:
    return (1 / z, 1 / z + 1 / (2 * z**2), 1 / z + 1 / (2 * z**2) + 1 / (6 * z**3))


def approximations(formula: sp.Expr, correct: sp.Expr | None) -> Iterator[Candidate]:
    """Exact constants for the decimals of ``formula``; the correct result with functions approximated, which the formula may be."""
    if correct is not None:
        yield from _rounded(formula, correct)
    yield from _decimals(formula)
    if correct is not None:
        yield from _off_everywhere(formula, correct)
        yield from _truncated(correct)


def multiplied_out(e: sp.Expr) -> sp.Expr:
    """A sum of terms, logarithms of products taken apart, so that two formulas can be held against each other term by term."""
    return sp.expand(sp.expand_log(sp.expand(e), force=True))


def _rounded(formula: sp.Expr, correct: sp.Expr) -> Iterator[Candidate]:
    """formula - correct = (r - c) g with a number r near the constant c: r was written for c."""
    difference = multiplied_out(formula - correct)
    constant, rest = sp.factor(difference).as_independent(*difference.free_symbols, as_Add=False)
    off, equals = sp.expand(constant), correct + constant * rest
    written = sp.Add(*(t for t in sp.Add.make_args(off) if t.is_Rational))
    exact = written - off
    if written.q >= MIN_DENOMINATOR and exact.is_positive and not exact.is_Rational and abs(float(off)) < NEAR * float(exact):
        says = f"{_as_written(formula, written, exact)}: an approximation, no equality"
        yield Candidate("approximation", says, None, None, equals)


def _off_everywhere(formula: sp.Expr, correct: sp.Expr) -> Iterator[Candidate]:
    """formula - correct is a small number."""
    off = multiplied_out(formula - correct)
    if off.is_number and off.is_Rational is False and abs(float(off)) < NEAR:
        says = f"rounded constants: off by {float(off):.2g} everywhere; an approximation, no equality"
        yield Candidate("approximation", says, None, None, correct + off)


def _as_written(formula: sp.Expr, written: sp.Rational, exact: sp.Expr) -> str:
    """A decimal as it stands in the formula, from which simple numbers may have been taken, and what it stands for."""
    numbers = [n for n in sorted(formula.atoms(sp.Rational)) if n.q >= MIN_DENOMINATOR]
    literal = [sp.S.Zero] if written in numbers or -written in numbers else []
    shifts = [*literal, *(n - written for n in numbers if (n - written).q < MIN_DENOMINATOR), sp.S.Zero]
    ways = [(shift, c) for shift in shifts for c in CONSTANTS if abs(float(c - exact - shift)) < 1e-12]
    shift, constant = ways[0] if ways else (sp.S.Zero, sp.logcombine(exact, force=True))
    return f"{decimal(written + shift)} stands for {constant}"


def decimal(number: sp.Rational) -> str:
    """A number as somebody would have typed it."""
    digits = next((k for k in range(1, 30) if (number * 10**k).is_Integer), None)
    return str(number) if digits is None else str(sp.Float(number, 30).round(digits)).rstrip("0")


def _decimals(formula: sp.Expr) -> Iterator[Candidate]:
    """Decimals near a constant, one by one, then all at once."""
    found: dict[sp.Expr, sp.Expr] = {}
    for number in sorted({abs(n) for n in formula.atoms(sp.Rational) if n.q >= MIN_DENOMINATOR}):
        exact = _constant_near(number)
        if exact is not None:
            found[number] = exact
            says = f"{decimal(number)} stands for {exact}: an approximation, no equality"
            yield Candidate("approximation", says, formula.xreplace({number: exact, -number: -exact}))
    if len(found) > 1:
        says = " and ".join(f"{decimal(n)} stands for {c}" for n, c in found.items())
        every = found | {-n: -c for n, c in found.items()}
        yield Candidate("approximation", f"{says}: an approximation, no equality", formula.xreplace(every))


def _constant_near(number: sp.Rational) -> sp.Expr | None:
    """The constant that a positive number may be a rounding of."""
    off, _, constant = min((abs(float(number) / float(c) - 1), i, c) for i, c in enumerate(CONSTANTS))
    return None if off > NEAR else constant


def _truncated(correct: sp.Expr) -> Iterator[Candidate]:
    heads: list[tuple[str, type, Callable[[sp.Expr], tuple[sp.Expr, ...]]]] = [
        ("log-gamma", sp.loggamma, lambda z: (*_stirling(z), *_shifted_stirling(z))),
        ("digamma", sp.polygamma, lambda z: _digamma(z)),
        ("gamma", sp.gamma, lambda z: tuple(sp.exp(s) for s in (*_stirling(z), *_shifted_stirling(z)))),
    ]
    ways = [(name, _replacements(correct, head, forms)) for name, head, forms in heads]
    for name, replacements in ways:
        for replacement in replacements:
            yield _approximate(correct, [name], replacement)
    (one, first), (other, second), _ = ways
    for a, b in product(first, second):
        yield _approximate(correct, [one, other], a | b)


def _replacements(correct: sp.Expr, head: type, forms: Callable[[sp.Expr], tuple[sp.Expr, ...]]) -> list[dict[sp.Expr, sp.Expr]]:
    """Every function of this kind by the same form; then each alone."""
    if head is sp.polygamma:
        found = sorted((f for f in correct.atoms(head) if f.args[0] == 0), key=sp.default_sort_key)
        derivatives = sorted((f for f in correct.atoms(head) if f.args[0] == 1), key=sp.default_sort_key)
    else:
        found, derivatives = sorted(correct.atoms(head), key=sp.default_sort_key), []
    tables = [dict(zip(found, row, strict=True)) for row in zip(*(forms(f.args[-1]) for f in found), strict=True)]
    tables += [{f: form} for f in found for form in forms(f.args[-1])] if len(found) > 1 else []
    return tables + [{f: form} for f in derivatives for form in _trigamma(f.args[-1])]


def _approximate(correct: sp.Expr, names: list[str], replacement: dict[sp.Expr, sp.Expr]) -> Candidate:
    written = ", ".join(f"{f} by {form}" for f, form in replacement.items())
    says = f"the {' and '.join(names)} function is approximated ({written}): good for large arguments, but no equality"
    return Candidate("approximation", says, None, None, correct.xreplace(replacement))
