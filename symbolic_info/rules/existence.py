"""Expectations that are not computed but exist: dominated by one that is.  Trusted."""

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.kernel import Statement, finite, rule
from symbolic_info.proof.normal import Condition
from symbolic_info.proof.terms import MINUS_INFINITY, Term, add, check, lgamma, log, mul, power, rat, sub, sym
from symbolic_info.proof.world import Under, World, X
from symbolic_info.rules.expectation import mean

SQUARE = power(sym(X), rat(2))
# f(n) and the least n from which 0 <= f(n) <= n^2 holds for integers: n! <= n^n and log n <= n.
BOUNDED = ((lgamma(add(rat(1), sym(X))), 0), (lgamma(sym(X)), 1), (log(sym(X)), 1), (mul(log(sym(X)), sym(X)), 1))


@rule(
    says="0 <= log n! <= n^2 for integers n, and the second moment is finite",
    source="n! <= n^n; Billingsley (1995), Probability and Measure, 3rd ed., theorem 16.4 (iii)",
)
def log_factorial(world: World, under: Under, premises: tuple[Statement, ...], law: str, f: Term) -> tuple[Term, Term, set[Condition]]:
    """E[X^2] = v finite, X an integer >= 0: E[log X!] (and E[log (X-1)!], E[log X], E[X log X] from X >= 1) exists; it is left standing."""
    (square,) = premises
    finite(square)
    if square.left != mean(law, SQUARE):
        raise Rejected("the premise is not the second moment")
    kind, lo, _ = world.density(law)["support"]
    least = next((n for g, n in BOUNDED if g == check(f)), None)
    if least is None or kind != "integers" or lo == MINUS_INFINITY:
        raise Rejected("not the logarithm of a factorial of an integer")
    outer = world.normal(under)
    if not outer.signs.is_nonnegative(outer.form(sub(lo, rat(least)))):
        raise Rejected("the support reaches below the bound")
    return mean(law, f), mean(law, f), outer.conditions
