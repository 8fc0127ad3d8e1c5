"""Arrays of about 31 digits, each number a sum of two floats: carried by generated modules, for points where float64 cancels.

Source: Dekker (1971), A floating-point technique for extending the available precision, Numerische Mathematik 18; Hida, Li & Bailey (2001),
Algorithms for quad-double precision floating point arithmetic, ARITH-15.
"""

from typing import Any

Array = Any


class Doubled:
    """``high + low``, |low| at most half a unit in the last place of high; arithmetic with floats, integers and its like."""

    __array_ufunc__ = None  # NumPy's arrays leave the operators to this class

    def __init__(self, high: Array, low: Array = 0.0) -> None:
        self.high, self.low = high, low

    def __neg__(self) -> "Doubled":
        return Doubled(-self.high, -self.low)

    def __abs__(self) -> "Doubled":
        sign = 1.0 - 2.0 * (self.high < 0)
        return Doubled(self.high * sign, self.low * sign)

    def __add__(self, other: Any) -> "Doubled":
        other = doubled(other)
        high, error = two_sum(self.high, other.high)
        low, error_low = two_sum(self.low, other.low)
        high, error = quick_two_sum(high, error + low)
        return Doubled(*quick_two_sum(high, error + error_low))

    def __mul__(self, other: Any) -> "Doubled":
        other = doubled(other)
        high, error = two_product(self.high, other.high)
        return Doubled(*quick_two_sum(high, error + (self.high * other.low + self.low * other.high)))

    def __truediv__(self, other: Any) -> "Doubled":
        other = doubled(other)
        first = self.high / other.high
        left = self - other * first
        second = left.high / other.high
        left = left - other * second
        return Doubled(*quick_two_sum(first, second)) + left.high / other.high

    def __pow__(self, exponent: Any) -> "Doubled":
        if not isinstance(exponent, int):
            return exponential(doubled(exponent) * logarithm(self))
        if exponent < 0:
            return 1 / self ** (-exponent)
        power, result = self, Doubled(1.0)
        while exponent:
            result = result * power if exponent % 2 else result
            power, exponent = power * power, exponent // 2
        return result

    def __sub__(self, other: Any) -> "Doubled":
        return self + -doubled(other)

    def __rsub__(self, other: Any) -> "Doubled":
        return doubled(other) - self

    def __rtruediv__(self, other: Any) -> "Doubled":
        return doubled(other) / self

    def __rpow__(self, other: Any) -> "Doubled":
        return doubled(other) ** self

    __radd__, __rmul__ = __add__, __mul__


def doubled(value: Any) -> Doubled:
    """``value`` as it is, a fraction rounded to 31 digits."""
    from fractions import Fraction

    if isinstance(value, Doubled):
        return value
    if isinstance(value, Fraction):
        high = float(value)
        return Doubled(high, float(value - Fraction(high)))
    return Doubled(value)


def two_sum(a: Array, b: Array) -> tuple[Array, Array]:
    """a + b and what rounding lost."""
    total = a + b
    other = total - a
    return total, (a - (total - other)) + (b - other)


def quick_two_sum(a: Array, b: Array) -> tuple[Array, Array]:
    """The same for |a| >= |b|."""
    total = a + b
    return total, b - (total - a)


def two_product(a: Array, b: Array) -> tuple[Array, Array]:
    """a b and what rounding lost."""
    product = a * b
    (a1, a2), (b1, b2) = halves(a), halves(b)
    return product, ((a1 * b1 - product) + a1 * b2 + a2 * b1) + a2 * b2


def halves(a: Array) -> tuple[Array, Array]:
    """a as a sum of two numbers of 26 bits."""
    scaled = 134217729.0 * a
    high = scaled - (scaled - a)
    return high, a - high


def exponential(x: Any) -> Doubled:
    """exp(x): the series of exp(r) - 1 at r = (x - k log 2)/256, squared eight times."""
    from fractions import Fraction

    import numpy as np

    x = doubled(x)
    k = np.rint(x.high / 0.6931471805599453)
    r = x - doubled(Fraction("0.693147180559945309417232121458176568075500134360255254120680009")) * k
    r = Doubled(r.high / 256, r.low / 256)
    total, factorial = doubled(Fraction(1, 362880)), 362880
    for n in range(8, 0, -1):
        factorial //= n + 1
        total = total * r + Fraction(1, factorial)
    total = total * r
    for _ in range(8):
        total = total * 2.0 + total * total
    total = total + 1.0
    steps = k.astype(int) if hasattr(k, "astype") else int(k)
    return Doubled(np.ldexp(total.high, steps), np.ldexp(total.low, steps))


def logarithm(x: Any) -> Doubled:
    """log(x), by one step of Newton's method from float64."""
    import numpy as np

    x = doubled(x)
    y = Doubled(np.log(x.high))
    return y + (x * exponential(-y) - 1.0)


def moved_up(x: Doubled) -> tuple[Doubled, Array]:
    """x + 24 where x < 24, x elsewhere; and where that is."""
    import numpy as np

    small = np.asarray(x.high) < 24
    above = x + 24.0
    return Doubled(np.where(small, above.high, x.high), np.where(small, above.low, x.low)), small


def bernoulli_over(n: int) -> Any:
    """B_(2n)/(2n), a fraction."""
    from fractions import Fraction

    numerators = (1, -1, 1, -1, 5, -691, 7, -3617, 43867, -174611, 854513, -236364091, 8553103, -23749461029, 8615841276005)
    denominators = (6, 30, 42, 30, 66, 2730, 6, 510, 798, 330, 138, 2730, 6, 870, 14322)
    return Fraction(numerators[n - 1], denominators[n - 1] * 2 * n)


def doubled_loggamma(x: Any) -> Doubled:
    """log(Gamma(x)) for x > 0: Stirling's series, below 24 after as many steps up."""
    from fractions import Fraction

    import numpy as np

    x = doubled(x)
    y, small = moved_up(x)
    inverse = 1 / y
    square, total = inverse * inverse, Doubled(0.0)
    for n in range(15, 0, -1):
        total = total * square + bernoulli_over(n) / (2 * n - 1)
    half_log_two_pi = Fraction("0.918938533204672741780329736405617639861397473637783412817151540")
    value = (y - 0.5) * logarithm(y) - y + half_log_two_pi + total * inverse
    low = Doubled(np.where(small, x.high, 1.0), np.where(small, x.low, 0.0))
    product = low
    for k in range(1, 24):
        product = product * (low + float(k))
    steps = logarithm(product)
    return value - Doubled(np.where(small, steps.high, 0.0), np.where(small, steps.low, 0.0))


def doubled_digamma(x: Any) -> Doubled:
    """The derivative of log(Gamma(x)) for x > 0, likewise."""
    import numpy as np

    x = doubled(x)
    y, small = moved_up(x)
    inverse = 1 / y
    square, total = inverse * inverse, Doubled(0.0)
    for n in range(15, 0, -1):
        total = total * square + bernoulli_over(n)
    steps = Doubled(np.zeros_like(y.high))
    for k in range(24):
        steps = steps + 1 / (x + float(k))
    return logarithm(y) - inverse * 0.5 - total * square - Doubled(np.where(small, steps.high, 0.0), np.where(small, steps.low, 0.0))


def doubled_cosine(x: Any, quarters: int = 0) -> Doubled:
    """cos(x + quarters pi/2): the series of sine and cosine at what is left of x by quarters of a turn; nan beyond 1,000 of them."""
    from fractions import Fraction
    from math import factorial

    import numpy as np

    x = doubled(x)
    k = np.rint(x.high * 0.6366197723675814)
    r = x - doubled(Fraction("1.57079632679489661923132169163975144209858469968755291048747230")) * k
    square, even, odd = r * r, Doubled(0.0), Doubled(0.0)
    for n in range(28, -1, -2):
        even = even * square + Fraction((-1) ** (n // 2), factorial(n))
        odd = odd * square + Fraction((-1) ** (n // 2), factorial(n + 1))
    odd = odd * r
    turn = np.where(abs(k) < 1000, (k + quarters) % 4, np.nan)
    cases, pairs = [turn == 0, turn == 1, turn == 2, turn == 3], ((even.high, odd.high), (even.low, odd.low))
    return Doubled(*(np.select(cases, [e, -o, -e, o], np.nan) for e, o in pairs))


def doubled_bessel_i(n: int, x: Any) -> Doubled:
    """I_n(x) for n = 0, 1, ...: the sum of (x/2)^(2 j + n)/(j! (j + n)!); nan beyond |x| = 64."""
    from math import factorial

    import numpy as np

    x = doubled(x)
    half = Doubled(np.where(abs(x.high) <= 64, x.high, np.nan) * 0.5, x.low * 0.5)
    square = half * half
    term = total = Doubled(np.ones_like(half.high))
    for j in range(1, 200):
        term = term * square / float(j * (j + n))
        total = total + term
        if not np.any(term.high > 1e-34 * total.high):
            break
    for _ in range(n):
        total = total * half
    return total / float(factorial(n))


class DoubledFunctions:
    """What a closed form calls, for arrays of 31 digits."""

    exp, log, loggamma, digamma = map(staticmethod, (exponential, logarithm, doubled_loggamma, doubled_digamma))

    def __init__(self) -> None:
        from fractions import Fraction

        self.pi = doubled(Fraction("3.14159265358979323846264338327950288419716939937510582097494459"))
        self.euler = doubled(Fraction("0.577215664901532860606512090082402431042159335939923598805767235"))

    def ratio(self, p: int, q: int) -> Doubled:
        from fractions import Fraction

        return doubled(Fraction(p, q))

    def sqrt(self, x: Any) -> Doubled:
        import numpy as np

        x = doubled(x)
        root = np.sqrt(x.high)
        return (x / root + root) * 0.5

    def sign(self, x: Any) -> Doubled:
        import numpy as np

        return Doubled(np.sign(doubled(x).high))

    def besseli(self, n: int, x: Any) -> Doubled:
        return doubled_bessel_i(n, x)

    def cos(self, x: Any) -> Doubled:
        return doubled_cosine(x)

    def sin(self, x: Any) -> Doubled:
        return doubled_cosine(x, -1)

    def gamma(self, x: Any) -> Doubled:
        return exponential(doubled_loggamma(x))
