"""E log(a + b X) under laws on a segment whose logarithmic potential is known: the arcsine and the semicircle law.  Untrusted.

A proposal tells the arguments of the rule ``pieces``.
"""

from collections.abc import Iterator
from fractions import Fraction

from symbolic_info.derive.statistics import Proposal, Statistics, U, Y, line_of
from symbolic_info.proof.forms import ONE, UNIT, ZERO, Form, const, minus, names, scale, times, to_term
from symbolic_info.proof.terms import Term, add, exp, log, sub, sym

y = sym(Y)
KNOWN = {const(Fraction(-1, 2)): "arcsine_log", const(Fraction(1, 2)): "semicircle_log"}


def potential(st: Statistics, f: Term) -> Iterator[Proposal]:
    """A density c (y (w - y))^(-1/2), or ^(1/2), and f = log(d + e y)."""
    width = st.where.width
    near, far = st.of(log(y)), st.of(log(sub(width, y)))
    if near != far or near not in KNOWN:
        return
    at_zero = exp(to_term(st.table.get(UNIT, ZERO)))
    for gap, up in _gaps(st, st.scope.form(f)):
        u = y if up else sub(width, y)
        phi = U if up else sub(width, U)
        c = to_term(gap if up else minus(gap, st.scope.form(width)))
        yield Proposal(log(add(c, u)), phi, u, ((at_zero, "integral", KNOWN[near], (c, width), ()),))


def _gaps(st: Statistics, form: Form) -> Iterator[tuple[Form, bool]]:
    """(d/|e|, e > 0) of the logarithms log(d + e y) in ``form``."""
    for monomial, _ in form.terms:
        for atom, _ in monomial.factors:
            line = line_of(atom.args[0], Y) if atom.head == "log" and Y in names(atom.args[0]) else None
            if line is not None and line.power == ONE and line.level.terms:
                sign = st.scope.signs.sign(line.slope)
                if sign:
                    size = line.slope if sign > 0 else scale(line.slope, -1)
                    yield times(line.level, st.scope.power(size, const(-1))), sign > 0
