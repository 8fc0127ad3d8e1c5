"""Rational bounds of pi and of logarithms of numbers.  Trusted."""

from fractions import Fraction

from symbolic_info.proof.forms import ONE, ZERO, Atom, Monomial, of_atom

MAX_LOG_BITS = 64
LOG_TERMS = 40
PI_BOUNDS = Fraction(314159265358979, 10**14), Fraction(314159265358980, 10**14)  # DLMF 3.12.1


def bounds_of(monomial: Monomial) -> tuple[Fraction, Fraction] | None:
    """Rational bounds of pi, of log pi, or of the logarithm of a number."""
    atom, exponent = monomial.factors[0] if len(monomial.factors) == 1 else (None, ZERO)
    if atom is None or exponent != ONE or atom.head not in ("log", "pi"):
        return None
    if atom.head == "pi":
        return PI_BOUNDS
    if atom.args[0] == of_atom(Atom("pi")):
        return log_bounds(PI_BOUNDS[0])[0], log_bounds(PI_BOUNDS[1])[1]
    base = atom.args[0].constant
    if base is None or base <= 0 or max(base.numerator, base.denominator).bit_length() > MAX_LOG_BITS:
        return None
    return log_bounds(base)


def log_bounds(a: Fraction) -> tuple[Fraction, Fraction]:
    """Rational bounds of log a, a > 0: log(m 2^k) = k log 2 + log m, and log m = 2 artanh((m - 1)/(m + 1))  (DLMF 4.6.4)."""
    k = a.numerator.bit_length() - a.denominator.bit_length()
    m = a / Fraction(2) ** k  # 1/2 < m < 2
    low, high = _artanh(Fraction(1, 3))
    least, most = _artanh((m - 1) / (m + 1))
    twos = sorted((k * low, k * high))
    return 2 * (twos[0] + least), 2 * (twos[1] + most)


def _artanh(z: Fraction) -> tuple[Fraction, Fraction]:
    """Bounds of artanh z for |z| <= 1/3: the partial sum of z^(2j+1)/(2j+1), and a geometric bound of the rest."""
    total = sum(z ** (2 * j + 1) / (2 * j + 1) for j in range(LOG_TERMS))
    rest = abs(z) ** (2 * LOG_TERMS + 1) / (1 - z * z)
    return total - rest, total + rest
