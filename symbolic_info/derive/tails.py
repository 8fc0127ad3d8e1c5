"""Known integrals that make up E[f; X > c]: the tails of laws that are exponential or logistic in some coordinate.  Untrusted.

A proposal tells the arguments of the rule ``pieces``.
"""

from collections.abc import Iterator

from symbolic_info.derive.statistics import Proposal, Statistics, U, Y, by_variable
from symbolic_info.proof.forms import ONE, UNIT, ZERO, Atom, Monomial, const, single, times, to_term
from symbolic_info.proof.terms import Term, div, exp, mul, power, rat, sym

y = sym(Y)
LOG = Monomial([(Atom("log", single(Monomial([(Atom("sym", Y), ONE)]))), ONE)])


def exponential_tail(st: Statistics, f: Term) -> Iterator[Proposal]:
    """A density c e^(-t y) on y > 1, and f = a + b log y."""
    rates = {m: c for m, c in st.table.items() if m != UNIT}
    here = Monomial([(Atom("sym", Y), ONE)])
    found = _line_in_log(st, f)
    if found is None or set(rates) != {here}:
        return
    rate = to_term(times(rates[here], const(-1)))
    whole = exp(to_term(st.table.get(UNIT, ZERO)))
    a, b = found
    known = ((mul(whole, b), "lemma", "gamma_log_tail", (rate,), ()), (mul(whole, a), "lemma", "gamma_tail", (rat(1), rate, rat(1)), ()))
    yield Proposal(f, U, y, known)


def logistic_tail(st: Statistics, f: Term) -> Iterator[Proposal]:
    """A density c/(d + e y)^2 on 0 < y < 1, and f = a + b log y."""
    found = _line_in_log(st, f)
    if found is None or len([m for m in st.table if m != UNIT]) != 1:
        return
    for line, k in st.logarithms():
        if k != const(-2) or line.power != ONE or not line.level.terms:
            continue
        slope = div(to_term(line.slope), to_term(line.level))
        at_zero = mul(exp(to_term(st.table.get(UNIT, ZERO))), power(to_term(line.level), rat(-2)))
        both = zip(("logistic_unit", "logistic_log_unit"), found, strict=True)
        yield Proposal(f, U, y, tuple((mul(at_zero, k), "integral", key, (slope,), ()) for key, k in both))


def _line_in_log(st: Statistics, f: Term) -> tuple[Term, Term] | None:
    """(a, b) where f = a + b log y."""
    table = by_variable(st.scope.form(f), Y)
    return (to_term(table.get(UNIT, ZERO)), to_term(table.get(LOG, ZERO))) if set(table) <= {LOG, UNIT} else None
