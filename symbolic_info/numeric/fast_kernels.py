"""The kernels for Numba: one number at a time, without branches, so that a loop over them becomes vector instructions.

Needs Numba; imported only where the extra ``fast`` is asked for.  Generated modules carry the text of what they use.  Arguments lie
between 1e-100 and 1e100 in size (what calls them sees to that); a kernel that cannot serve an argument gives nan, and NumPy is asked.
log and exp are fdlibm's polynomials without its branches: 0.8 ulp.  Nothing is summed in another order than written.

Source: Sun Microsystems (1993), fdlibm: e_log.c, s_log1p.c and e_exp.c.
"""

import math
from typing import Any

import numba
import numpy as np

compiled = numba.njit(error_model="numpy", fastmath={"contract", "nsz"}, nogil=True, forceinline=True)
"""No ``reassoc``: it folds away the rounding to an integer in exp.  Division by zero is inf or nan, not an exception that bars vectors.
"""
kept = numba.njit(error_model="numpy", fastmath={"contract", "nsz"}, nogil=True, cache=True)
"""The loops that call these are kept on disk, and they with them."""


@compiled
def log_parts(w: float, v: float) -> Any:
    """log(v) = h + (f - t) for a normal positive v = 1 + w; of 1 + w as it was before rounding where w > -0.7."""
    near = 1.0 + w
    is_near = w > -0.7
    left = w - (near - 1.0) if is_near else 0.0
    n = np.float64(near if is_near else v).view(np.uint64) + np.uint64(0x0009_5F61_9980_C433)
    scale = np.uint64(np.uint64(0x7FE0_0000_0000_0000) - (n & np.uint64(0xFFF0_0000_0000_0000))).view(np.float64)
    mantissa = np.uint64((n & np.uint64(0x000F_FFFF_FFFF_FFFF)) + np.uint64(0x3FE6_A09E_667F_3BCD)).view(np.float64)  # from sqrt(1/2) on
    f = (mantissa - 1.0) + left * scale
    e = np.uint64((n >> np.uint64(52)) | np.uint64(0x4330_0000_0000_0000)).view(np.float64) - 4503599627371519.0  # 2^52 + 1023
    s = f / (2.0 + f)
    z = s * s
    q = z * z
    odd = q * (0.3999999999940941908 + q * (0.2222219843214978396 + q * 0.1531383769920937332))
    even = z * (0.6666666666666735130 + q * (0.2857142874366239149 + q * (0.1818357216161805012 + q * 0.1479819860511658591)))
    half = 0.5 * f * f
    return e * 6.93147180369123816490e-01, f, half - (s * (half + (odd + even)) + e * 1.90821492927058770002e-10)


@compiled
def fast_log(x: float) -> float:
    """log(x) for a normal positive x, else nan."""
    n = np.float64(x).view(np.uint64) + np.uint64(0x0009_5F61_9980_C433)
    f = np.uint64((n & np.uint64(0x000F_FFFF_FFFF_FFFF)) + np.uint64(0x3FE6_A09E_667F_3BCD)).view(np.float64) - 1.0
    e = np.uint64((n >> np.uint64(52)) | np.uint64(0x4330_0000_0000_0000)).view(np.float64) - 4503599627371519.0
    s = f / (2.0 + f)
    z = s * s
    q = z * z
    odd = q * (0.3999999999940941908 + q * (0.2222219843214978396 + q * 0.1531383769920937332))
    even = z * (0.6666666666666735130 + q * (0.2857142874366239149 + q * (0.1818357216161805012 + q * 0.1479819860511658591)))
    half = 0.5 * f * f
    value = e * 6.93147180369123816490e-01 - ((half - (s * (half + (odd + even)) + e * 1.90821492927058770002e-10)) - f)
    return value if (x >= 2.2250738585072014e-308) & (x < math.inf) else math.nan


@compiled
def fast_exp(x: float) -> float:
    """exp(x)."""
    inside = min(max(x, -745.2), 709.8)
    t = inside * 1.4426950408889634 + 6755399441055744.0  # 3/2 2^52: the mantissa ends in a whole number
    k = t - 6755399441055744.0
    high, low = inside - k * 6.93147180369123816490e-01, k * 1.90821492927058770002e-10
    r = high - low
    z = r * r
    tail = -2.77777777770155933842e-03 + z * (
        6.61375632143793436117e-05 + z * (-1.65339022054652515390e-06 + z * 4.13813679705723846039e-08)
    )
    c = r - z * (1.66666666666666019037e-01 + z * tail)
    y = 1.0 - ((low - (r * c) / (2.0 - c)) - high)
    t = k * 0.5 + 6755399441055744.0  # 2^k in two factors, so that neither overflows
    first = np.uint64((np.float64(t).view(np.uint64) << np.uint64(52)) + np.uint64(0x3FF0_0000_0000_0000)).view(np.float64)
    t = k - (t - 6755399441055744.0) + 6755399441055744.0
    y = y * first * np.uint64((np.float64(t).view(np.uint64) << np.uint64(52)) + np.uint64(0x3FF0_0000_0000_0000)).view(np.float64)
    return y if x == x else x


@compiled
def fast_log_ratio(a: float, b: float, d: float) -> float:
    """log(a/b) for a, b > 0 and d = a - b."""
    v = a / b
    h, f, t = log_parts(d / b, v)
    return h + (f - t) if v >= 2.2250738585072014e-308 else math.nan


@compiled
def fast_phi(w: float, v: float) -> float:
    """v - 1 - log(v) >= 0 for v > 0, where w = v - 1: of log(1 + w) the part w cancels before anything is rounded."""
    h, f, t = log_parts(w, v)
    return ((w - h) - f) + t if v >= 2.2250738585072014e-308 else math.nan


@compiled
def fast_relative_entropy(a: float, b: float, d: float) -> float:
    """a log(a/b) - a + b >= 0 for a, b > 0, where d = b - a."""
    return a * fast_phi(d / a, b / a)


@compiled
def fast_chi(c: float, z: float, e: float, cz: float) -> float:
    """c (exp(z) - 1 - z) >= 0, where e = exp(z) - 1 and cz = c z."""
    tail = 9.676794981660217e-14
    for k in (
        1.5506579818122603e-12, 2.2939720167498006e-11, 3.2114897038026675e-10, 4.175352751703927e-09, 5.01042411690459e-08,
        5.511463839254656e-07, 5.511463834810311e-06, 4.960317460329103e-05, 0.0003968253968274948, 0.002777777777777767,
        0.016666666666666472, 0.08333333333333333, 0.3333333333333333, 1.0,
    ):  # fmt: skip
        tail = tail * z + k
    return tail * z * cz / 2.0 if abs(z) < 1.0 else c * e - cz


@compiled
def fast_closer(a: float, b: float, *terms: float) -> float:
    """a - b, which is the sum of ``terms`` too: by the one that is rounded less."""
    total, size = 0.0, 0.0
    for t in terms:
        total += t
        size += abs(t)
    return total if size < abs(a) + abs(b) else a - b


@compiled
def fast_stirling_remainder(a: float, b: float, d: float) -> float:
    """S(b) - S(a) - d S'(a) >= 0 for a, b > 0, d = b - a and Binet's S(x) = f(y), y = 2/(x + 1/2) - 1/2.

    With E = 2/(x + 1/2), as in ``bessel``, it is d^2 E(a)^2 E(b) (E(b) f[y(a), y(a), y(b)] + f'(y(a)))/4.  f'' is Chebyshev's fit of 21
    terms over x >= 1, integrated twice (``tools/bessel_fits.py`` prints it); below, one step up is taken:
    S(x) = S(x + 1) + (x + 1/2) log(1 + 1/x) - 1.
    """
    is_small = min(a, b) < 1.0
    up = 1.0 if is_small else 0.0
    p, q = 2.0 / (a + up + 0.5), 2.0 / (b + up + 0.5)
    x, y = p - 0.5, q - 0.5
    value, slope, bend = 0.0, 0.0, 0.0
    for c in (
        1.3899326575088633e-10, -1.506787045296855e-09, 5.679880048904547e-09, -9.994118620293118e-09, 6.136083752906807e-09,
        9.722899200646645e-09, -2.7869078764646342e-08, 3.1175395680129787e-08, -2.8259113148555718e-09, -5.331690491093017e-08,
        1.296721851208752e-07, -5.0272356657963576e-08, 2.2713007759082094e-08, 1.2463263831422087e-06, 1.7416564016265146e-06,
        8.809259723547683e-06, 4.609283301328492e-05, 0.00015321256548069836, 0.0006361430682031314, 0.0032436914786928496,
        0.01448164348306974, 0.05399347994385561, 0.0,
    ):  # fmt: skip
        bend, slope, value = bend * y + slope, slope * x + value, value * x + c
    fall = d / b
    w = -fall / (a + 1.0)
    v = (a / (a + 1.0)) * ((b + 1.0) / b)
    h, f, t = log_parts(w, v)
    near = (d / a) * fall / (2.0 * (a + 1.0)) - (b + 0.5) * (((w - h) - f) + t)
    far = (b + 0.5) * (h + (f - t)) + d * (a + 0.5) / (a * (a + 1.0))  # the same, for b far below a
    step = far if d < -0.9 * a else near
    return (d * p) * (d * p) * q * (q * bend + slope) / 4.0 + (step if is_small else 0.0)


@compiled
def fast_loggamma_remainder(a: float, b: float, d: float) -> float:
    """loggamma(b) - loggamma(a) - d fast_digamma(a) >= 0 for a, b > 0 and d = b - a."""
    return b * fast_phi(-d / b, a / b) + 0.5 * fast_phi(d / a, b / a) + fast_stirling_remainder(a, b, d)


@compiled
def fast_digamma(x: float) -> float:
    """The derivative of loggamma(x) for x > 0, by seven shifts and Stirling's series."""
    steps = 0.0
    for k in range(7):
        steps += 1.0 / (x + k)
    y = x + 7.0
    p = 1.0 / (y * y)
    tail = 1 / 240 - p * (1 / 132 - p * (691 / 32760 - p * (1 / 12 - p * (3617 / 8160 - p * (43867 / 14364)))))
    return fast_log(y) - 0.5 / y - p * (1 / 12 - p * (1 / 120 - p * (1 / 252 - p * tail))) - steps


@compiled
def fast_half_sine(a: float, b: float) -> float:
    """sin((a - b)/2), nan for differences beyond 4e6: what rounding takes from a - b is put back."""
    d = a - b
    other = d - a
    left = (a - (d - other)) - (b + other)
    x = 0.5 * d
    turns = x * 0.3183098861837907 + 6755399441055744.0
    k = turns - 6755399441055744.0
    r = ((x - k * 3.1415926534682512) - k * 1.21542009963449e-10) - k * 1.6667485837041758e-19  # pi in three parts
    z = r * r
    tail = -7.647139127585031e-13 + z * (2.810468917237882e-15 - z * 8.006084005972008e-18)
    tail = 2.7557319223971273e-06 + z * (-2.5052108382392762e-08 + z * (1.605904347953611e-10 + z * tail))
    tail = -0.16666666666666666 + z * (0.008333333333333333 + z * (-0.00019841269841269806 + z * tail))
    sine = r + r * z * tail
    value = sine + math.sqrt(1.0 - sine * sine) * (0.5 * left)
    odd = (np.float64(turns).view(np.uint64) & np.uint64(1)) << np.uint64(63)
    value = np.uint64(np.float64(value).view(np.uint64) ^ odd).view(np.float64)
    return value if abs(d) <= 4e6 else math.nan


@compiled
def fast_log_bessel_remainder(a: float, b: float, d: float) -> float:
    """log I_0(b) - log I_0(a) - d I_1(a)/I_0(a) >= 0 for a, b > 0 and d = b - a, nan where 12 lies between them: see ``bessel``."""
    s, r = math.sqrt(a * a + 5.75), math.sqrt(b * b + 5.75)
    p, q = 32.0 / (s + 5.5), 32.0 / (r + 5.5)
    x, y = p - 3.0, q - 3.0
    value, slope, bend = 0.0, 0.0, 0.0
    for c in (
        2.7205830011004974e-13, 1.1129416814384894e-12, 7.638387525890998e-14, -1.0138517024049008e-11, -1.1897392785370648e-12,
        -1.1085944384427012e-11, -5.877271017624518e-11, 2.764793665203798e-11, -1.6241900046303103e-09, -1.0118720277485091e-08,
        6.284294500952107e-09, 6.532183989910059e-10, -3.048196044980714e-07, -8.766339884001264e-07, 5.047874803411617e-07,
        -3.241338892303805e-06, -2.680835271618797e-05, -8.607784643087806e-05, -5.5717511721682486e-05, -0.0004627656170599539,
        -0.0021392943697542653, -0.01251581452490943, -0.02722445298063656, -0.11108542637327641, 0.013001080301857506,
        0.0,
    ):  # fmt: skip
        bend, slope, value = bend * y + slope, slope * x + value, value * x + c
    gap = d * ((a + b) / (s + r))
    curved = gap * gap * (p * p * q) * (q * bend + slope) / 1024.0
    near = (1.0 - p * p * slope / 32.0) * (5.75 * d * d / (s * ((s * r + 5.75) + a * b))) + curved
    p, q, w = 24.0 / a, 24.0 / b, d / a
    x, y = p - 1.0, q - 1.0
    value, slope, bend = 0.0, 0.0, 0.0
    for c in (
        1.7400903368011796e-13, -1.9960039941651592e-13, -1.449985376824313e-12, 1.0867516960618928e-12, 5.887344381271758e-12,
        -9.111877553525658e-13, -1.3712994193701212e-11, -8.547993840815768e-12, 9.468841785150219e-12, 1.8895338176516896e-11,
        2.4789788349563838e-11, 4.722897745006049e-11, 1.1843264401204292e-10, 3.789922746168693e-10, 1.5596302061605471e-09,
        8.19005765333562e-09, 5.543428297445809e-08, 4.976689656470945e-07, 6.269798343638225e-06, 0.00012478685955373908,
        0.005440851664911896,
        0.0,
    ):  # fmt: skip
        bend, slope, value = bend * y + slope, slope * x + value, value * x + c
    far = 0.5 * fast_phi(w, b / a) + w * w * q * (q * bend + slope)
    return near if max(a, b) <= 12.0 else far if min(a, b) >= 12.0 else math.nan


@compiled
def fast_bessel_ratio(x: float) -> float:
    """I_1(x)/I_0(x) for x > 0: see ``bessel``."""
    s = math.sqrt(x * x + 5.75)
    p, q = 32.0 / (s + 5.5), 24.0 / x
    y, z = p - 3.0, q - 1.0
    slope = 2.6710600354523744e-11 + y * 6.801457502751244e-12
    slope = -2.4984524849278363e-11 + y * (-2.2304737452907818e-10 + y * (1.7568291309549296e-12 + y * slope))
    slope = 4.976628597366836e-10 + y * (-1.1166814933486585e-09 + y * (-2.2171888768854025e-10 + y * slope))
    slope = 9.42644175142816e-08 + y * (-1.6189952443976146e-07 + y * (-2.7611230078715277e-08 + y * slope))
    slope = -1.0519607860801518e-05 + y * (-3.9626548584749285e-06 + y * (9.145057585874081e-09 + y * slope))
    slope = -0.00024127517444569175 + y * (-3.241338892303805e-05 + y * (5.552662283752779e-06 + y * slope))
    slope = -0.0027765937023597233 + y * (-0.0003900225820517774 + y * (-0.0006886227714470245 + y * slope))
    slope = -0.08167335894190969 + y * (-0.05006325809963772 + y * (-0.010696471848771327 + y * slope))
    slope = 0.013001080301857506 + y * (-0.22217085274655282 + y * slope)
    near = x / s * (1.0 - p * p * slope / 32.0)
    slope = -3.992007988330318e-12 + z * 3.654189707282477e-12
    slope = 1.0008485448161989e-10 + z * (1.9561530529114072e-11 + z * (-2.754972215966195e-11 + z * slope))
    slope = -1.1967191377142075e-10 + z * (-2.056949129055182e-10 + z * (-1.4579004085641052e-11 + z * slope))
    slope = 2.726876718452022e-10 + z * (2.2674405811820275e-10 + z * (1.2309494320695284e-10 + z * slope))
    slope = 3.0319381969349542e-09 + z * (1.0658937961083862e-09 + z * (4.72289774500605e-10 + z * slope))
    slope = 2.7717141487229044e-07 + z * (4.914034592001371e-08 + z * (1.091741144312383e-08 + z * slope))
    slope = 0.00024957371910747816 + z * (1.8809395030914676e-05 + z * (1.990675862588378e-06 + z * slope))
    slope = 0.005440851664911896 + z * slope
    return near if x <= 12.0 else 1.0 - (0.5 + q * slope) / x


@compiled
def fast_lost(a: float, b: float, product: float) -> float:
    """a b - product, where product is a b rounded: exactly, by halves of 26 bits."""
    high = np.uint64(np.float64(a).view(np.uint64) & np.uint64(0xFFFF_FFFF_F800_0000)).view(np.float64)
    large = np.uint64(np.float64(b).view(np.uint64) & np.uint64(0xFFFF_FFFF_F800_0000)).view(np.float64)
    low, small = a - high, b - large
    return ((high * large - product) + high * small + low * large) + low * small


@compiled
def fast_log_pair(v: float) -> Any:
    """log(v) in two parts for a normal positive v."""
    h, f, t = log_parts(-1.0, v)
    high = h + f
    total = high - t
    return total, ((high - total) - t) + ((h - high) + f)


@compiled
def fast_power_of_quotient(a: float, b: float, e: float) -> float:
    """(a/b)^e for a, b > 0: the exponent e log(a/b) in two parts, the second with what rounding takes from a/b."""
    v = a / b
    product = v * b
    high, low = fast_log_pair(v)
    z = e * high
    left = ((a - product) - fast_lost(v, b, product)) / a
    value = fast_exp(z) * (1.0 + (fast_lost(e, high, z) + e * (low + left)))
    return value if v >= 2.2250738585072014e-308 else math.nan


@compiled
def fast_gamma_one_plus(p: float, q: float) -> float:
    """Gamma(1 + p/q) for p, q > 0: the exponent (y - 1/2) log(y) - y + log(2 pi)/2 + S(y) in two parts, with what rounding takes from y."""
    x = p / q
    product = x * q
    y = 1.0 + x
    back = y - 1.0
    left = (1.0 - (y - back)) + (x - back) + ((p - product) - fast_lost(x, q, product)) / q
    k = 2.0 / (y + 0.5)
    z = k - 0.5
    series = -1.506787045296855e-09 + z * 1.3899326575088633e-10
    series = 6.136083752906807e-09 + z * (-9.994118620293118e-09 + z * (5.679880048904547e-09 + z * series))
    series = 3.1175395680129787e-08 + z * (-2.7869078764646342e-08 + z * (9.722899200646645e-09 + z * series))
    series = 1.296721851208752e-07 + z * (-5.331690491093017e-08 + z * (-2.8259113148555718e-09 + z * series))
    series = 1.2463263831422087e-06 + z * (2.2713007759082094e-08 + z * (-5.0272356657963576e-08 + z * series))
    series = 4.609283301328492e-05 + z * (8.809259723547683e-06 + z * (1.7416564016265146e-06 + z * series))
    series = 0.0032436914786928496 + z * (0.0006361430682031314 + z * (0.00015321256548069836 + z * series))
    series = 0.023746163656297496 + z * (0.05399347994385561 + z * (0.01448164348306974 + z * series))
    high, low = fast_log_pair(y)
    z = (y - 0.5) * high
    rest = 0.9189385332046728 + series
    total = z - y
    other = total - z
    rounded = (z - (total - other)) - (y + other)
    exponent = total + rest
    rounded += rest - (exponent - total) if abs(total) >= rest else total - (exponent - rest)
    rounded += fast_lost(y - 0.5, high, z) + (y - 0.5) * low
    slope = high - k * (0.25 + 0.1375 * k)  # digamma(y), to 0.02
    return fast_exp(exponent) * (1.0 + (rounded + left * slope))


@compiled
def fast_loggamma1p(p: float, q: float, d: float) -> float:
    """loggamma(1 + p/q) for p, q > 0, to a few u also near its zero p = q, where d = p/q - 1."""
    tail = 4.608313824821321e-06 - d * 2.15710974473332e-06
    tail = -4.4926864724639234e-05 + d * (2.048527969936267e-05 + d * (-9.427396424552356e-06 + d * tail))
    tail = 0.0005096695006184912 + d * (-0.00022315474102722465 + d * (9.94585291360249e-05 + d * tail))
    tail = -0.0073855510286724305 + d * (0.002890510331013912 + d * (-0.0011927539119512124 + d * tail))
    tail = 0.3224670334241132 + d * (-0.0673523010531981 + d * (0.020580808427783395 + d * tail))
    tail = 0.42278433509846713 + d * tail
    return d * tail if abs(d) < 0.25 else fast_log(fast_gamma_one_plus(p, q))
