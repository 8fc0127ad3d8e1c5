"""A rational point at which constraints and conditions hold.  Untrusted: guessed here, checked by the kernel."""

import random
from fractions import Fraction

import mpmath

from symbolic_info.core.errors import MissingAssumption
from symbolic_info.proof.terms import Term, free, rat
from symbolic_info.proof.world import about_arrays

TRIES = 4000
VALUES = [
    Fraction(*v)
    for v in (
        (1, 1),
        (1, 2),
        (2, 1),
        (1, 3),
        (3, 1),
        (2, 3),
        (3, 2),
        (1, 4),
        (3, 4),
        (0, 1),
        (-1, 1),
        (5, 1),
        (-2, 1),
        (4, 1),
        (7, 1),
        (1, 10),
        (-1, 2),
    )
]


def search_witness(spec: dict, conditions: tuple = ()) -> dict[str, Term]:
    """Values for all symbols of the constraints and conditions.

    Raises:
        MissingAssumption: No point was found; the constraints may contradict each other.
    """
    wanted = [("positive", t) for t in spec["constraints"]] + [
        c for c in conditions if c[0] not in ("exists", "all") and not about_arrays(c[1])
    ]
    names = sorted(set().union(*(free(t) for _, t in wanted), set()))
    sides = set().union(*(free(law[side]) for law in spec["laws"].values() for side in ("rows", "cols", "dim") if side in law), set())
    values = dict.fromkeys(names, Fraction(1))
    chooser = random.Random(0)
    for attempt in range(TRIES):
        failing = [t for kind, t in wanted if not _holds(kind, t, values)]
        if not failing:
            return {n: rat(v) for n, v in sorted(values.items())}
        movable = sorted(free(chooser.choice(failing))) or names
        name = chooser.choice(movable)
        values[name] = chooser.choice(VALUES) if attempt % 3 else Fraction(chooser.randint(-40, 80), chooser.randint(1, 8))
        values[name] = Fraction(int(values[name])) if name in sides else values[name]
    raise MissingAssumption("no values satisfy the constraints " + ", ".join(str(t) for _, t in wanted) + "; check the parameters")


def _holds(kind: str, t: Term, values: dict[str, Fraction]) -> bool:
    try:
        value = _value(t, values)
    except (ValueError, ZeroDivisionError, OverflowError):
        return False
    if not mpmath.isfinite(value):
        return False
    return {"positive": value > 0, "nonnegative": value >= 0, "nonzero": value != 0}[kind]


def _value(t: Term, values: dict[str, Fraction]) -> mpmath.mpf:
    head = t[0]
    if head == "sym":
        v = values[t[1]]
        return mpmath.mpf(v.numerator) / v.denominator
    if head == "rat":
        return mpmath.mpf(t[1]) / t[2]
    inner = [_value(a, values) if isinstance(a, tuple) else a for a in t[1:]]
    return FUNCTIONS[head](*inner)


FUNCTIONS = {
    "pi": lambda: +mpmath.pi,
    "add": lambda *a: mpmath.fsum(a),
    "mul": lambda *a: mpmath.fprod(a),
    "pow": lambda b, e: _real(mpmath.power(b, e)),
    "log": lambda a: _real(mpmath.log(a)),
    "exp": mpmath.exp,
    "lgamma": lambda a: _real(mpmath.loggamma(a)),
    "polygamma": mpmath.psi,
    "abs": abs,
    "erf": mpmath.erf,
    "ugamma": mpmath.gammainc,
    "cos": mpmath.cos,
    "sin": mpmath.sin,
    "besseli": mpmath.besseli,
    "besselk": mpmath.besselk,
    "zeta": lambda n, s: mpmath.zeta(s, 1, n),
}


def _real(value: mpmath.mpf) -> mpmath.mpf:
    if isinstance(value, mpmath.mpc):
        raise ValueError("not real")
    return value
