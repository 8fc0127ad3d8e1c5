"""Kernel terms: nested tuples ``(head, *arguments)`` with a closed list of heads.  Trusted.

Nothing evaluates when a term is built, so nothing is cancelled before a rule looks at it.  No SymPy here.
A name that starts with an underscore is bound or belongs to a lemma; the bridge never gives one to a user's symbol.
"""

import re
from fractions import Fraction
from math import gcd
from typing import Any

from symbolic_info.core.errors import Rejected

Term = tuple
NAME = re.compile(r"_?[A-Za-z][A-Za-z0-9_]{0,60}\Z")
X = "_x"  # the value of a law: the one name that an expectation binds
COORDINATES = tuple(f"{X}{k}" for k in range(1, 9))  # of a value on several lines: an expectation binds them too
H = "_h"  # what moves in a limit and in a derivative: the one name that these bind
MAX_DEPTH = 60
MAX_BITS = 4096
MAX_POLYGAMMA = 16
MAX_DERIVATIVE = 4
INFINITY, MINUS_INFINITY, PI = ("infinity",), ("minus_infinity",), ("pi",)
QUANTITIES = ("entropy", "cross", "kl")
FUNCTIONALS = ("mean", "part", "limit", "derivative")  # what binds one name in its body; what follows the body lies outside
BINDERS = ("sum", "all")  # what binds indices over a domain: a sum (or an integral), an equation at every point
NUMBERS = ("rat", "pi")
LEAVES = ("sym", *NUMBERS)
OPAQUE = ("mean", "part", *QUANTITIES)  # what may fail to exist, and depends on parameters that do not stand in the term


def check(t: Any, depth: int = 0, shapes: Any = None) -> Term:
    """``t`` itself, if it is a well-formed term of bounded depth; infinity stands alone, ends a part or is what a limit tends to."""
    shapes = SHAPES if shapes is None else shapes
    head = t[0] if isinstance(t, tuple) and t else None
    if not isinstance(head, str) or head not in shapes:
        raise Rejected(f"not a term: {t!r:.60}")
    if depth > MAX_DEPTH:
        raise Rejected(f"a term deeper than {MAX_DEPTH}")
    if depth and t in (INFINITY, MINUS_INFINITY):
        raise Rejected("infinity inside a term")
    kinds, more = shapes[head]
    surplus = len(t) - 1 - len(kinds)
    if surplus < 0 or (surplus and more is None):
        raise Rejected(f"wrong number of arguments of {head}")
    for kind, argument in zip((*kinds, *[more] * surplus) if surplus else kinds, t[1:], strict=True):
        kind(argument, depth + 1)
    if head == "rat" and (t[2] < 1 or gcd(t[1], t[2]) != 1):
        raise Rejected(f"not a reduced rational: {t!r:.40}")
    return t


def name(text: Any, depth: int = 0) -> str:
    """``text`` if it can name a symbol, a law or an array."""
    if not isinstance(text, str) or not NAME.match(text):
        raise Rejected(f"not a name: {text!r:.40}")
    return text


def _names(given: Any, depth: int) -> None:
    if not isinstance(given, tuple) or not given or len({name(text) for text in given}) != len(given):
        raise Rejected("the indices of a sum are different names")


def _domain(given: Any, depth: int) -> None:
    """Where a sum or a claim runs: literals, all of which hold (see ``LITERALS``)."""
    if not isinstance(given, tuple):
        raise Rejected("a domain is a tuple of different literals")
    for literal in given:
        if not isinstance(literal, tuple) or len(literal) < 3 or literal[0] not in LITERALS:
            raise Rejected(f"not a literal of a domain: {literal!r:.60}")
        for text in literal[1:]:
            name(text)
        if literal[0] in ("in", "ne") and len(literal) != 3:
            raise Rejected(f"wrong number of names: {literal!r:.60}")
        if literal[0] == "ne" and literal[1] == literal[2]:  # it would be counted as all points but one
            raise Rejected(f"no index differs from itself: {literal!r:.60}")
    if len(set(given)) != len(given):
        raise Rejected("a domain is a tuple of different literals")


def _some_names(given: Any, depth: int) -> None:
    if given != ():
        _names(given, depth)


def _variable(text: Any, depth: int) -> None:
    if text != X:
        raise Rejected(f"an expectation binds {X}, not {text!r:.20}")


def _moving(text: Any, depth: int) -> None:
    if text != H:
        raise Rejected(f"a limit or a derivative binds {H}, not {text!r:.20}")


def _side(text: Any, depth: int) -> None:
    if text not in ("above", "below", "both"):
        raise Rejected(f"a limit from above, from below or from both sides, not {text!r:.20}")


def _times(value: Any, depth: int) -> None:
    if type(value) is not int or not 1 <= value <= MAX_DERIVATIVE:
        raise Rejected(f"derivative of order {value!r:.20}")


def _integer(value: Any, depth: int) -> None:
    if type(value) is not int or value.bit_length() > MAX_BITS:
        raise Rejected(f"not an integer of at most {MAX_BITS} bits: {value!r:.40}")


def _order(value: Any, depth: int) -> None:
    """The order of a polygamma or of a Bessel function I_n; of zeta, how often it is differentiated."""
    if type(value) is not int or not 0 <= value <= MAX_POLYGAMMA:
        raise Rejected(f"a Bessel function, zeta or polygamma of order {value!r:.20}")


def _end(t: Any, depth: int) -> None:
    if t not in (INFINITY, MINUS_INFINITY):
        check(t, depth)


def _matrix(t: Any, depth: int) -> None:
    """A term whose value is a matrix; a vector is a matrix of one column."""
    if not isinstance(t, tuple) or not t or t[0] not in MATRICES:
        raise Rejected(f"not a matrix: {t!r:.60}")
    check(t, depth, MATRICES)


# ("idx", a, i, ...) a[i, ...] > 0; ("zero", a, i, ...) a[i, ...] = 0; ("in", i, s) i runs through the space s; ("ne", i, j) i != j
LITERALS = ("idx", "zero", "in", "ne")
# ("logp", Q, t) is the log-density of the law Q at t, minus infinity off its support; ("score", Q, theta, t) its derivative in the symbol
# theta.  Neither has a normal form: the rules of ``insertion`` put the density in, and only they know what holds off the support.
# head -> kinds of its arguments, and the kind of further ones if there may be more
SHAPES: dict[str, tuple[tuple, Any]] = {
    "sym": ((name,), None),
    "rat": ((_integer, _integer), None),
    "pi": ((), None),
    "infinity": ((), None),
    "minus_infinity": ((), None),
    "add": ((check, check), check),
    "mul": ((check, check), check),
    "pow": ((check, check), None),
    "log": ((check,), None),
    "exp": ((check,), None),
    "lgamma": ((check,), None),
    "polygamma": ((_order, check), None),
    "lgammas": ((check, check), None),
    "polygammas": ((_order, check, check), None),
    "abs": ((check,), None),
    "erf": ((check,), None),
    "ceil": ((check,), None),
    "cos": ((check,), None),
    "sin": ((check,), None),
    "besseli": ((_order, check), None),
    "besselk": ((check, check), None),
    "zeta": ((_order, check), None),
    "ugamma": ((check, check), None),
    "apply": ((name, check), None),
    "idx": ((name, name), name),
    "sum": ((_names, _domain, check), None),
    "logp": ((name, check), None),
    "score": ((name, name, check), None),
    "mean": ((_variable, check, name), None),
    "part": ((_variable, check, name, _end, _end), None),
    "limit": ((_moving, check, _side, _end), None),
    "derivative": ((_moving, check, _times, check), None),
    "all": ((_some_names, _domain, check, check), None),
    "entropy": ((name,), None),
    "cross": ((name, name), None),
    "kl": ((name, name), None),
    "trace": ((_matrix,), None),
    "det": ((_matrix,), None),
    "value": ((name, _matrix), None),
}
# Terms whose values are matrices: a matrix by name, the identity, zeros, explicit entries row by row, and what is made of them
MATRICES: dict[str, tuple[tuple, Any]] = {
    "mat": ((name,), None),
    "eye": ((check,), None),
    "zeros": ((check, check), None),
    "entries": ((_integer, check), check),
    "madd": ((_matrix, _matrix), _matrix),
    "mmul": ((_matrix, _matrix), _matrix),
    "mscale": ((check, _matrix), None),
    "transpose": ((_matrix,), None),
    "inverse": ((_matrix,), None),
    "diagonal": ((_matrix,), None),
}


def from_json(value: Any) -> Any:
    """Lists become tuples; floats, truth values, dictionaries, null and empty text are refused."""
    if isinstance(value, list):
        return tuple([from_json(v) for v in value])
    if type(value) not in (str, int) or value == "":
        raise Rejected(f"{value!r:.20} has no place in a certificate")
    return value


def sym(text: str) -> Term:
    return ("sym", text)


def rat(p: int | Fraction, q: int = 1) -> Term:
    value = Fraction(p, q)
    return ("rat", value.numerator, value.denominator)


def add(*terms: Term) -> Term:
    return terms[0] if len(terms) == 1 else ("add", *terms)


def mul(*terms: Term) -> Term:
    return terms[0] if len(terms) == 1 else ("mul", *terms)


def power(base: Term, exponent: Term) -> Term:
    return ("pow", base, exponent)


def neg(t: Term) -> Term:
    return ("mul", rat(-1), t)


def sub(a: Term, b: Term) -> Term:
    return ("add", a, neg(b))


def div(a: Term, b: Term) -> Term:
    return ("mul", a, ("pow", b, rat(-1)))


def log(t: Term) -> Term:
    return ("log", t)


def exp(t: Term) -> Term:
    return ("exp", t)


def lgamma(t: Term) -> Term:
    return ("lgamma", t)


def subterms(t: Term) -> tuple[Term, ...]:
    """The terms right under the head of ``t``."""
    return t[3:] if t[0] in BINDERS else tuple([a for a in t[1:] if isinstance(a, tuple)])


def opaque(t: Term) -> set[Term]:
    """The expectations and quantities that stand in ``t``, not those inside others."""
    return {t} if t[0] in OPAQUE else set().union(*[opaque(a) for a in subterms(t) if a[0] not in LEAVES])


def bound(t: Term) -> set[str]:
    """Names that ``t`` itself binds; the ends of a part lie outside."""
    if t[0] == "mean":
        return {t[1], *COORDINATES}
    return set(t[1]) if t[0] in BINDERS else {t[1]} if t[0] in FUNCTIONALS else set()


def free(t: Term) -> set[str]:
    """Names that ``t`` leaves free: symbols and indices (not laws, arrays or functions, nor the parameters of a law)."""
    if t[0] in ("sym", "mat"):
        return {t[1]}
    if t[0] == "idx":
        return set(t[2:])
    if t[0] in BINDERS:
        return set().union(*map(free, t[3:]), *map(indices_of, t[2])) - set(t[1])
    if t[0] in FUNCTIONALS:
        return (free(t[2]) - bound(t)).union(*map(free, t[4:]))
    return set().union(*[free(a) for a in subterms(t) if a[0] not in NUMBERS])


def numbers(t: Term) -> set[str]:
    """Free names that stand in ``t`` as numbers; an index is a label, and is none."""
    return {t[1]} if t[0] == "sym" else set().union(*map(numbers, subterms(t))) - bound(t)


def subst(t: Term, m: dict[str, Term]) -> Term:
    """Replace free symbols by terms.  Where a replacement's symbol would be captured it refuses rather than renames."""
    head = t[0]
    if head in ("sym", "mat"):
        return m.get(t[1], t)
    if head in NUMBERS:
        return t
    if head == "idx":
        return renamed(t, m)
    if binds := bound(t):
        inner = {k: v for k, v in m.items() if k not in binds}
        if any(binds & free(v) for k, v in inner.items() if k in free(t)):
            raise Rejected(f"capture of {sorted(binds)}")
        if head in BINDERS:
            return (head, t[1], tuple(renamed(literal, inner) for literal in t[2]), *(subst(a, inner) for a in t[3:]))
        return (head, t[1], subst(t[2], inner), t[3], *(subst(end, m) for end in t[4:]))
    return (head, *[subst(a, m) if isinstance(a, tuple) else a for a in t[1:]])


def indices_of(literal: Term) -> set[str]:
    """The names of indices in a literal of a domain."""
    return set(literal[1:2] if literal[0] == "in" else literal[1:] if literal[0] == "ne" else literal[2:])


def renamed(literal: Term, m: dict[str, Term]) -> Term:
    """A literal with other indices."""
    if literal[0] == "in":
        return ("in", *_renamed(literal[1:2], m), literal[2])
    at = 1 if literal[0] == "ne" else 2
    return (*literal[:at], *_renamed(literal[at:], m))


def _renamed(indices: tuple[str, ...], m: dict[str, Term]) -> tuple[str, ...]:
    return tuple(_index(m[i]) if i in m else i for i in indices)


def _index(t: Term) -> str:
    if t[0] != "sym":
        raise Rejected("an index is replaced by an index")
    return t[1]


def diff(t: Term, x: str) -> Term:
    """The derivative of ``t`` in the reserved name ``x``: laws, whose parameters do not stand in ``t``, cannot depend on it."""
    if not x.startswith("_"):
        raise Rejected(f"a law may depend on {x}")
    if x not in free(t):
        return rat(0)
    if t[0] not in DERIVATIVES:
        raise Rejected(f"no derivative of {t[0]}")
    return DERIVATIVES[t[0]](t, x)


def _one_less(b: Term, e: Term) -> Term:
    """b^(e - 1); b^0 is written as 1, since b^1 has a derivative at b = 0 too."""
    if e[0] != "rat":
        return power(b, sub(e, rat(1)))
    lower = Fraction(e[1], e[2]) - 1
    return power(b, rat(lower)) if lower else rat(1)


def _diff_pow(t: Term, x: str) -> Term:
    _, b, e = t
    out = []
    if x in free(b):
        out.append(mul(e, _one_less(b, e), diff(b, x)))
    if x in free(e):
        out.append(mul(t, log(b), diff(e, x)))
    return add(*out)


def _diff_ugamma(t: Term, x: str) -> Term:
    _, s, z = t
    if x in free(s):
        raise Rejected("no derivative of the incomplete gamma function in its order")
    return mul(rat(-1), power(z, sub(s, rat(1))), exp(neg(z)), diff(z, x))


def _diff_besseli(t: Term, x: str) -> Term:
    """I_n' = I_(n+1) + n I_n/z  (DLMF 10.29.2)."""
    _, n, z = t
    slope = add(("besseli", n + 1, z), mul(rat(n), power(z, rat(-1)), t)) if n else ("besseli", 1, z)
    return mul(slope, diff(z, x))


def _diff_besselk(t: Term, x: str) -> Term:
    """K_v' = v K_v/z - K_(v+1)  (DLMF 10.29.2)."""
    _, v, z = t
    if x in free(v):
        raise Rejected("no derivative of the modified Bessel function in its order")
    return mul(sub(mul(v, power(z, rat(-1)), t), ("besselk", add(v, rat(1)), z)), diff(z, x))


def _diff_erf(t: Term, x: str) -> Term:
    return mul(rat(2), power(PI, rat(-1, 2)), exp(neg(mul(t[1], t[1]))), diff(t[1], x))


DERIVATIVES = {
    "sym": lambda t, x: rat(1),
    "add": lambda t, x: add(*(diff(a, x) for a in t[1:])),
    "mul": lambda t, x: add(*(mul(*t[1:i], diff(t[i], x), *t[i + 1 :]) for i in range(1, len(t)))),
    "pow": _diff_pow,
    "log": lambda t, x: mul(diff(t[1], x), power(t[1], rat(-1))),
    "exp": lambda t, x: mul(t, diff(t[1], x)),
    "lgamma": lambda t, x: mul(("polygamma", 0, t[1]), diff(t[1], x)),
    "polygamma": lambda t, x: mul(("polygamma", t[1] + 1, t[2]), diff(t[2], x)),
    "erf": _diff_erf,
    "cos": lambda t, x: mul(rat(-1), ("sin", t[1]), diff(t[1], x)),
    "sin": lambda t, x: mul(("cos", t[1]), diff(t[1], x)),
    "besseli": _diff_besseli,
    "besselk": _diff_besselk,
    "zeta": lambda t, x: mul(("zeta", t[1] + 1, t[2]), diff(t[2], x)),
    "ugamma": _diff_ugamma,
}
