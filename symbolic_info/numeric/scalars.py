"""The kernels for Python floats, by ``math`` alone: carried by modules of the back end "python".

What float64 cannot hold raises, as Python's arithmetic does; the function that carries them answers that by mpmath.  See ``kernels``
for the formulas.
"""

import math


def phi_near(w: float) -> float:
    """v - 1 - log(v) for v = 1 + w, -1/2 <= w <= 1."""
    s = w / (2 + w)
    z = s * s
    tail = 0.05422589197440007 + z * (0.03746071897775383 + z * 0.07815288900461426)  # (atanh(s)/s - 1)/z: see ``kernels``
    tail = 0.07692271982430275 + z * (0.06667589315724629 + z * (0.05867139530651599 + z * tail))
    tail = 0.1428571428580005 + z * (0.11111111099118386 + z * (0.09090909948981357 + z * tail))
    tail = 0.3333333333333333 + z * (0.19999999999999762 + z * tail)
    return s * (w - 2 * z * tail)


def by_digits(name: str, *arguments: float) -> float:
    """A function that ``math`` has not, by mpmath with 20 digits."""
    import mpmath

    if any(map(math.isinf, arguments)):
        raise OverflowError(name)
    with mpmath.workdps(20):
        return float(getattr(mpmath, name)(*arguments))


def half_sine(a: float, b: float) -> float:
    """sin((a - b)/2); what rounding takes from a - b is put back."""
    d = a - b
    other = d - a
    left = (a - (d - other)) - (b + other)
    return math.sin(d / 2) * math.cos(left / 2) + math.cos(d / 2) * math.sin(left / 2)


def bessel_ratio(x: float) -> float:
    """I_1(x)/I_0(x) for x >= 0, by mpmath."""
    import mpmath

    with mpmath.workdps(20):
        return float(mpmath.besseli(1, x) / mpmath.besseli(0, x))


def log_bessel_remainder(a: float, b: float, d: float) -> float:
    """log I_0(b) - log I_0(a) - d I_1(a)/I_0(a) for a, b >= 0 and d = b - a, by mpmath; of size d^2/(1 + a^2) or more."""
    import mpmath

    if d == 0:
        return 0.0
    with mpmath.workdps(25 + int(3 * math.log10(1 + max(a, b)) + 2 * max(0.0, -math.log10(abs(d))))):
        bent = mpmath.log(mpmath.besseli(0, b) / mpmath.besseli(0, a))
        return float(bent - (mpmath.mpf(b) - a) * (mpmath.besseli(1, a) / mpmath.besseli(0, a)))


def log_ratio(a: float, b: float, d: float) -> float:
    """log(a/b) for a, b > 0 and d = a - b."""
    ratio = a / b
    if 0.5 < ratio < 2:
        return math.log1p(d / b)
    return math.log(ratio) if 1e-290 < ratio < 1e290 else math.log(a) - math.log(b)


def closer(a: float, b: float, *terms: float) -> float:
    """a - b, which is the sum of ``terms`` too: by the one that is rounded less."""
    return sum(terms) if sum(map(abs, terms)) < abs(a) + abs(b) else a - b


def quotient(over: tuple, under: tuple) -> float:
    """The product of ``over`` divided by that of ``under``: overflows or vanishes only where that does."""
    return math.ldexp(*quotient_in_parts(over, under))


def quotient_in_parts(over: tuple, under: tuple) -> tuple[float, int]:
    """The same as a number of moderate size, and the power of 2 that it is multiplied with."""
    value, power = 1.0, 0
    for x in over:
        mantissa, exponent = math.frexp(x)
        value, power = value * mantissa, power + exponent
    for x in under:
        mantissa, exponent = math.frexp(x)
        value, power = value / mantissa, power - exponent
    return value, power


def log_of_quotient(over: tuple, under: tuple) -> float:
    """The logarithm of the product of ``over`` divided by that of ``under``; no product on the way loses digits below 1e-308."""
    for x in over + under:
        if not 1e-60 < abs(x) < 1e60:
            break
    else:
        return math.log(math.prod(over) / math.prod(under))
    value, power = quotient_in_parts(over, under)
    near = max(-64, min(power, 64))
    return math.log(math.ldexp(value, near)) + (power - near) * 0.6931471805599453


def relative_entropy(a: float, b: float, d: float) -> float:
    """a log(a/b) - a + b for a, b >= 0, where d = b - a: b at a = 0, inf at b = 0 < a."""
    if a == 0:
        return b
    if b == 0:
        return math.inf
    if abs(d) < 0.5 * a:
        return a * phi_near(d / a)
    return d - a * log_ratio(b, a, d)


def chi(c: float, z: float, e: float, cz: float) -> float:
    """c (exp(z) - 1 - z), where e = exp(z) - 1 and cz = c z."""
    if abs(z) >= 1:
        return c * e - cz
    tail = 1.0
    for n in range(20, 2, -1):
        tail = tail * z / n + 1
    return tail * z * cz / 2


def stirling_remainder(a: float, b: float, d: float) -> float:
    """S(b) - S(a) - d S'(a) for Binet's S(x) = loggamma(x) - (x - 1/2) log(x) + x - log(2 pi)/2."""
    if min(a, b) >= 8:
        return stirling_series(a, b, d)
    if d < -0.97 * a:
        return binet(b) - binet(a) - d * binet_slope(a)
    total = stirling_series(a + 8, b + 8, d)
    for k in range(7, -1, -1):
        x, y = a + k, b + k
        w = -(d / y) / (x + 1)
        bent = phi_near(w) if -0.5 < w < 1 else w - (math.log(x / (x + 1)) - math.log(y / (y + 1)))
        total += (d / x) * (d / y) / (2 * (x + 1)) - (y + 0.5) * bent
    return total


def stirling_series(a: float, b: float, d: float) -> float:
    """The same for a, b >= 8."""
    bernoulli = (1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400, 43867 / 244188, -174611 / 125400)
    p, q = 1 / a, 1 / b
    total, power, factor, remainder = 0.0, q, p + q, p
    for c in bernoulli:
        total += c * remainder
        for _ in range(2):
            remainder, power, factor = p * (remainder + factor), power * q, p * factor + power * q
    return (d * p) * (d * q) * total


def binet(x: float) -> float:
    """loggamma(x) - (x - 1/2) log(x) + x - log(2 pi)/2 for x > 0."""
    if x <= 8:
        return math.lgamma(x) - (x - 0.5) * math.log(x) + x - 0.5 * math.log(2 * math.pi)
    total = 0.0
    for c in (-3617 / 122400, 1 / 156, -691 / 360360, 1 / 1188, -1 / 1680, 1 / 1260, -1 / 360, 1 / 12):
        total = total / (x * x) + c
    return total / x


def binet_slope(x: float) -> float:
    """digamma(x) - log(x) + 1/(2 x) for x > 0."""
    steps = 0.0
    while x <= 8:  # digamma(x) = digamma(x + 1) - 1/x, the logarithm and the reciprocal taken along
        steps += math.log1p(1 / x) - 0.5 / x - 0.5 / (x + 1)
        x += 1
    total = 0.0
    for c in (3617 / 8160, -1 / 12, 691 / 32760, -1 / 132, 1 / 240, -1 / 252, 1 / 120, -1 / 12):
        total = total / (x * x) + c
    return steps + total / (x * x)


def digamma(x: float) -> float:
    """The derivative of loggamma(x) for x > 0."""
    return math.log(x) - 0.5 / x + binet_slope(x)


def loggamma_remainder(a: float, b: float, d: float) -> float:
    """loggamma(b) - loggamma(a) - d digamma(a) for a, b > 0 and d = b - a."""
    down, up = relative_entropy(b, a, -d), relative_entropy(a, b, d) / a
    return down + 0.5 * up + stirling_remainder(a, b, d)


def loggamma1p(x: float, d: float) -> float:
    """loggamma(1 + x) for x > 0, where d = x - 1."""
    if abs(d) >= 0.25:
        return math.lgamma(1 + x)
    zeta = (
        0.6449340668482264, 0.2020569031595943, 0.08232323371113819, 0.03692775514336993, 0.01734306198444914, 0.008349277381922827,
        0.004077356197944339, 0.002008392826082214, 0.0009945751278180853, 0.0004941886041194646, 0.0002460865533080483,
        0.0001227133475784891, 6.124813505870483e-05, 3.058823630702049e-05, 1.528225940865187e-05, 7.637197637899762e-06,
        3.817293264999840e-06, 1.908212716553939e-06, 9.539620338727961e-07, 4.769329867878065e-07, 2.384505027277329e-07,
        1.192199259653111e-07, 5.960818905125948e-08, 2.980350351465228e-08, 1.490155482836504e-08,
    )  # zeta(2) - 1, ..., zeta(26) - 1  # fmt: skip
    tail = 0.0
    for n in range(26, 1, -1):
        tail = tail * d + (-1) ** n * zeta[n - 2] / n
    return d * (0.42278433509846713 + d * tail)  # 1 - Euler's constant


def times_log(c: float, v: float) -> float:
    """c log(v), and 0 where c = 0; -inf or inf where v = 0."""
    return 0.0 if c == 0 else c * (math.log(v) if v else -math.inf)


def x_log_x(x: float, d: float) -> float:
    """x log(x), where d = x - 1; 0 where x is 0, or below it by rounding."""
    return 0.0 if x <= 0 else x * (math.log(x) if x < 0.5 else math.log1p(d))


def times_log1p(c: float, v: float) -> float:
    """c log(1 + v), and 0 where c = 0."""
    return 0.0 if c == 0 else c * (math.log1p(v) if v != -1 else -math.inf)
