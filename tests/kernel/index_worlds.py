"""A world of tables for the tests of sums and inequalities: P, Q that covers P, values F, weights A, a density D, a joint J."""

from kernel_worlds import ARRAYS, CAUCHY, ONE, Q_COVERS_P, Sheet, array, normal, support, total, u, x

from symbolic_info.proof.terms import INFINITY, MINUS_INFINITY, Term, div, log, neg, power, rat, sym

a, b, z, n = sym("a"), sym("b"), sym("z"), sym("n")
p, q, v = ("idx", "P", "i"), ("idx", "Q", "i"), ("idx", "F", "i")
OVER_P, OVER_Q, ALL = support("P", "i"), support("Q", "i"), (("in", "i", "S"),)
LAWS = {**ARRAYS, "F": array(role="values"), "A": array(role="weights"), "D": array(space="R"), "C": CAUCHY, "N": normal()}
LAWS |= {"J": array(2), "J0": total(("i",), ("j",), ("J", "i", "j")), "W": array(2, given=1)}
KL = ("kl", "P", "Q")
MEAN, CAUCHY_MEAN = ("mean", "_x", x, "N"), ("mean", "_x", x, "C")
SQUARE, MINUS_LOG = power(u, rat(2)), neg(log(u))
LINE, POSITIVE = (MINUS_INFINITY, INFINITY), (rat(0), INFINITY)


def sheet(*positive: Term, **witness: int) -> Sheet:
    """A proof to write in this world."""
    return Sheet.of(LAWS, positive, (Q_COVERS_P,), **witness)


def s(domain: tuple, body: Term, indices: tuple[str, ...] = ("i",)) -> Term:
    """A sum."""
    return ("sum", indices, domain, body)


def gibbs(here: Sheet) -> tuple[int, int]:
    """The steps of 0 <= D(P || Q)."""
    line = here.do("supporting_line", [], ("i",), OVER_P, p, MINUS_LOG, div(q, p), ONE, *POSITIVE)
    return line, here.do("enlarge", [], ("i",), OVER_P, OVER_Q, q)
