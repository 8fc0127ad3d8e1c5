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
MAX_DEPTH = 60
MAX_BITS = 4096
MAX_POLYGAMMA = 16

# head -> arity of term arguments; None: two or more
PLAIN = {"pi": 0, "add": None, "mul": None, "pow": 2, "log": 1, "exp": 1, "lgamma": 1, "abs": 1, "erf": 1, "ugamma": 2, "infinity": 0, "minus_infinity": 0}
QUANTITIES = {"entropy": 1, "cross": 2, "kl": 2}
INFINITY, MINUS_INFINITY, PI = ("infinity",), ("minus_infinity",), ("pi",)


def check(t: Any, depth: int = 0) -> Term:
    """``t`` itself, if it is a well-formed term of bounded depth."""
    if not isinstance(t, tuple) or not t or not isinstance(t[0], str):
        raise Rejected(f"not a term: {t!r:.60}")
    if depth > MAX_DEPTH:
        raise Rejected(f"a term deeper than {MAX_DEPTH}")
    head, arguments = t[0], t[1:]
    if head in PLAIN:
        _check_plain(head, arguments, depth)
    elif head in SPECIAL:
        SPECIAL[head](arguments, depth)
    else:
        raise Rejected(f"unknown head {head!r:.30}")
    return t


def _check_plain(head: str, arguments: tuple, depth: int) -> None:
    arity = PLAIN[head]
    if (arity is None and len(arguments) < 2) or (arity is not None and len(arguments) != arity):
        raise Rejected(f"wrong number of arguments of {head}")
    for a in arguments:
        check(a, depth + 1)


def name(text: Any) -> str:
    """``text`` if it can name a symbol, a law or an array."""
    if not isinstance(text, str) or not NAME.match(text):
        raise Rejected(f"not a name: {text!r:.40}")
    return text


def _arguments(given: tuple, count: int, head: str) -> None:
    if len(given) != count:
        raise Rejected(f"wrong number of arguments of {head}")


def _check_sym(a: tuple, depth: int) -> None:
    _arguments(a, 1, "sym")
    name(a[0])


def _check_rat(a: tuple, depth: int) -> None:
    _arguments(a, 2, "rat")
    p, q = a
    if type(p) is not int or type(q) is not int or q < 1 or gcd(p, q) != 1 or max(p.bit_length(), q.bit_length()) > MAX_BITS:
        raise Rejected(f"not a reduced rational: {a!r:.40}")


def _check_polygamma(a: tuple, depth: int) -> None:
    _arguments(a, 2, "polygamma")
    if type(a[0]) is not int or not 0 <= a[0] <= MAX_POLYGAMMA:
        raise Rejected(f"polygamma of order {a[0]!r:.20}")
    check(a[1], depth + 1)


def _check_apply(a: tuple, depth: int) -> None:
    _arguments(a, 2, "apply")
    name(a[0])
    check(a[1], depth + 1)


def _check_idx(a: tuple, depth: int) -> None:
    if len(a) < 2:
        raise Rejected("an entry needs an index")
    for part in a:
        name(part)


def _check_sum(a: tuple, depth: int) -> None:
    _arguments(a, 3, "sum")
    if not isinstance(a[0], tuple) or not a[0] or len(set(a[0])) != len(a[0]):
        raise Rejected("the indices of a sum are different names")
    for index in a[0]:
        name(index)
    name(a[1])
    check(a[2], depth + 1)


def _check_mean(a: tuple, depth: int) -> None:
    _arguments(a, 3, "mean")
    name(a[0])
    check(a[1], depth + 1)
    name(a[2])


def _check_part(a: tuple, depth: int) -> None:
    _arguments(a, 5, "part")
    _check_mean(a[:3], depth)
    for end in a[3:]:
        check(end, depth + 1)


def _check_quantity(count: int) -> Any:
    def checker(a: tuple, depth: int) -> None:
        _arguments(a, count, "quantity")
        for law in a:
            name(law)

    return checker


SPECIAL = {
    "sym": _check_sym,
    "rat": _check_rat,
    "polygamma": _check_polygamma,
    "apply": _check_apply,
    "idx": _check_idx,
    "sum": _check_sum,
    "mean": _check_mean,
    "part": _check_part,
    **{head: _check_quantity(count) for head, count in QUANTITIES.items()},
}


def from_json(value: Any) -> Any:
    """Lists become tuples; floats, dictionaries and null are refused."""
    if isinstance(value, list):
        return tuple(from_json(v) for v in value)
    if type(value) in (str, int):
        return value
    raise Rejected(f"{type(value).__name__} has no place in a certificate")


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


def free(t: Term) -> set[str]:
    """Names that ``t`` leaves free: symbols and indices (not laws, arrays or functions)."""
    head = t[0]
    if head == "sym":
        return {t[1]}
    if head == "idx":
        return set(t[2:])
    if head == "sum":
        return free(t[3]) - set(t[1])
    if head == "mean":
        return free(t[2]) - {t[1]}
    if head == "part":
        return (free(t[2]) - {t[1]}) | free(t[4]) | free(t[5])
    return set().union(*(free(a) for a in t[1:] if isinstance(a, tuple)), set())


def bound(t: Term) -> set[str]:
    """Names that a binder of ``t`` itself binds."""
    return set(t[1]) if t[0] == "sum" else {t[1]} if t[0] in ("mean", "part") else set()


def heads(t: Term) -> set[str]:
    """All heads in ``t``."""
    return {t[0]}.union(*(heads(a) for a in t[1:] if isinstance(a, tuple) and a and isinstance(a[0], str) and (a[0] in PLAIN or a[0] in SPECIAL)))


def subst(t: Term, m: dict[str, Term]) -> Term:
    """Replace free symbols by terms.  Where a replacement's symbol would be captured it refuses rather than renames."""
    head = t[0]
    if head == "sym":
        return m.get(t[1], t)
    if head == "idx":
        return ("idx", t[1], *(_index(m[i]) if i in m else i for i in t[2:]))
    binds = bound(t)
    if binds:
        inner = {k: v for k, v in m.items() if k not in binds}
        if any(binds & free(v) for k, v in inner.items() if k in free(t)):
            raise Rejected(f"capture of {sorted(binds)}")
        if head == "sum":
            return ("sum", t[1], t[2], subst(t[3], inner))
        return (head, t[1], subst(t[2], inner), t[3], *(subst(end, m) for end in t[4:]))
    return (head, *(subst(a, m) if isinstance(a, tuple) else a for a in t[1:]))


def _index(t: Term) -> str:
    if t[0] != "sym":
        raise Rejected("an index is replaced by an index")
    return t[1]


def diff(t: Term, x: str) -> Term:
    """The derivative of ``t`` in the free symbol ``x``."""
    if x not in free(t):
        return rat(0)
    if t[0] not in DERIVATIVES:
        raise Rejected(f"no derivative of {t[0]}")
    return DERIVATIVES[t[0]](t, x)


def _diff_pow(t: Term, x: str) -> Term:
    _, b, e = t
    out = []
    if x in free(b):
        out.append(mul(e, power(b, sub(e, rat(1))), diff(b, x)))
    if x in free(e):
        out.append(mul(t, log(b), diff(e, x)))
    return add(*out)


def _diff_ugamma(t: Term, x: str) -> Term:
    _, s, z = t
    if x in free(s):
        raise Rejected("no derivative of the incomplete gamma function in its order")
    return mul(rat(-1), power(z, sub(s, rat(1))), exp(neg(z)), diff(z, x))


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
    "ugamma": _diff_ugamma,
}
