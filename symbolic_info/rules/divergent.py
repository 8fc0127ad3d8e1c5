"""Divergences that are infinite although Q has mass wherever P has: the tail of P is too heavy for that of Q.  Trusted."""

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.forms import ONE, Form, plus, times
from symbolic_info.proof.kernel import Statement, finite, rule
from symbolic_info.proof.normal import Condition, Normal
from symbolic_info.proof.terms import INFINITY, MINUS_INFINITY, Term, add, div, log, mul, rat, sub, subst, sym
from symbolic_info.proof.world import Under, World, X
from symbolic_info.rules.asymptotics import LOGARITHM, AtInfinity
from symbolic_info.rules.definitions import all_normalised, quantity
from symbolic_info.rules.lemma import U

Conclusion = tuple[Term, Term, set[Condition]]
u = sym(U)


@rule(
    says="the integrand falls no faster than 1/x",
    source="Billingsley (1995), Probability and Measure, 3rd ed., theorem 16.1 (i), beside the integral (or sum) of 1/x; log t <= t - 1",
)
def divergent(world: World, under: Under, premises: tuple[Statement, ...], q: Term, side: str) -> Conclusion:
    """D(P || Q) = +oo: p log(p/q) >= C/u, C > 0, beyond some u, where u = |x|, or 1/|x - end|, tends to infinity on one ``side``.

    That is enough: p log(q/p) <= q - p, so what is negative of the integrand is integrable, and D cannot be oo - oo.  Where P reaches
    beyond Q on that side D is infinite anyway.  H(P, Q) = H(P) + D(P || Q) is infinite too, where the last premise gives H(P).
    """
    head, laws = quantity(q)
    count = len(dict.fromkeys(laws))
    if head == "entropy" or len(premises) != count + (head == "cross"):
        raise Rejected("a divergence, or a cross-entropy and the value of the entropy")
    all_normalised(premises[:count], laws)
    finite(*premises[count:])
    if any(p.left != ("entropy", laws[0]) for p in premises[count:]):
        raise Rejected("the value of another quantity than the entropy")
    outer = world.normal(under)
    phi, log_slope = end_of(world, outer, laws, side)
    log_p, log_q = (subst(world.density(law)["logp"], {X: phi}) for law in laws)
    at = AtInfinity(outer)
    if not outweighs(at, at.inner.form(add(log_p, log_slope)), at.inner.form(sub(log_p, log_q))):
        raise Rejected("the integrand is not proved to fall no faster than 1/x")
    at.settle()
    return q, INFINITY, outer.conditions


def outweighs(at: AtInfinity, log_density: Form, f: Form) -> bool:
    """Whether density * f >= C/u, C > 0, beyond some u."""
    top = at.leading(f)
    if not at.outer.signs.is_positive(top.coefficient) or top.order.logs < 0:
        return False
    powers = times(plus(top.order.power, ONE), LOGARITHM.form)
    return at.is_bounded_below(at.parts(log_density, top.order.exponent, powers))


def end_of(world: World, outer: Normal, laws: tuple[str, ...], side: str) -> tuple[Term, Term]:
    """x as a function of u, which tends to an end of the support of P as u tends to infinity, and log|dx/du|."""
    (kind, lo, hi), (other, _, _) = (world.density(law)["support"] for law in laws)
    if kind != other or side not in ("below", "above"):
        raise Rejected("two laws of one kind, and below or above")
    end = lo if side == "below" else hi
    way = rat(1 if side == "above" else -1)
    if end in (INFINITY, MINUS_INFINITY):
        return (u if side == "above" else mul(way, u)), rat(0)
    if kind != "interval":
        raise Rejected("a run of integers has no tail where it ends")
    if lo != MINUS_INFINITY and hi != INFINITY:
        outer.need_positive(outer.form(sub(hi, lo)))
    return sub(end, div(way, u)), mul(rat(-2), log(u))
