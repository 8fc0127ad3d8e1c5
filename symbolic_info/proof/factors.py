"""Forms taken apart into factors: primes, logarithms of monomials, denominators, whole powers.  Trusted."""

from collections.abc import Callable
from fractions import Fraction

from symbolic_info.proof.forms import ONE, Atom, Form, Monomial, const, minus, of_atom, plus, scale, single, times

MAX_CLEARED = 24


def log_of_monomial(monomial: Monomial, coefficient: Fraction) -> Form:
    """log(coefficient * monomial) for positive factors, logs of atoms left as atoms."""
    out = [times(e, ONE if a.head == "E" else of_atom(log_atom(a))) for a, e in monomial.factors]
    return plus(*out, *(scale(of_atom(Atom("log", const(p))), n) for p, n in prime_powers(coefficient)))


def log_atom(atom: Atom) -> Atom:
    """The atom log(atom)."""
    if atom.head == "num":
        return Atom("log", const(atom.args[0]))
    inner = atom.args[0] if atom.head == "poly" else of_atom(atom)
    return Atom("log", inner)


def prime_powers(value: Fraction) -> list[tuple[int, int]]:
    """value > 0 as a product of prime powers, sorted."""
    below = ((p, -n) for p, n in _factors(value.denominator))
    return sorted([*_factors(value.numerator), *below])


def _factors(n: int) -> list[tuple[int, int]]:
    """A cofactor without divisor below 10^5 stays whole (its logarithm is one atom all the same)."""
    out, p = [], 2
    while p * p <= n and p < 100_000:
        count = 0
        while n % p == 0:
            n, count = n // p, count + 1
        out += [(p, count)] if count else []
        p += 1
    return [*out, (n, 1)] if n > 1 else out


def clear_denominator(form: Form, allowed: Callable[[Form], bool]) -> tuple[Form, Form] | None:
    """(``form`` times d, d) for the power d of an ``allowed`` sum that stands in a denominator; None where there is none."""
    for atom in form.atoms():
        if atom.head != "poly":
            continue
        inner, powers = atom.args[0], [k for m, _ in form.terms if (k := m.exponent(atom).integer) is not None]
        if len(powers) < len(form.terms) or max(powers) - min(powers) > MAX_CLEARED:
            continue
        if min(powers) < 0 and allowed(inner):
            terms = zip(form.terms, powers, strict=True)
            cleared = plus(*(times(single(m.without(atom), c), power_of(inner, k - min(powers))) for (m, c), k in terms))
            return cleared, of_atom(atom, const(-min(powers)))
    return None


def without_common_power(form: Form) -> Form | None:
    """``form`` over a power of a sum that all terms share, up to whole powers, and that is none itself; None where there is none."""
    for atom in form.atoms():
        exponents = [m.exponent(atom) for m, _ in form.terms] if atom.head == "poly" else [ONE]
        if exponents[0].integer is not None:
            continue
        shifts = [k for e in exponents if (k := minus(e, exponents[0]).integer) is not None]
        if len(shifts) < len(exponents):
            continue
        if max(shifts) - min(shifts) <= MAX_CLEARED:
            terms = zip(form.terms, shifts, strict=True)
            return plus(*(times(single(m.without(atom), c), power_of(atom.args[0], k - min(shifts))) for (m, c), k in terms))
    return None


def power_of(form: Form, k: int) -> Form:
    """form^k for an integer k >= 0, expanded."""
    out = ONE
    for _ in range(k):
        out = times(out, form)
    return out
