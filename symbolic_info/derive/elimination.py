"""Linear algebra over normal forms: is a target a combination of rows?  Untrusted."""

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.forms import ONE, ZERO, Atom, Form, Monomial, const, minus, times
from symbolic_info.proof.normal import Normal

Row = dict[Monomial, Form]


def eliminate(target: Row, rows: list[Row], scope: Normal) -> list[Form] | None:
    """Coefficients c_i with target = sum c_i rows_i, or None."""
    pivots: list[tuple[Monomial, Row, Row]] = []
    for i, row in enumerate(rows):
        reduced, how = _reduce(row, {_mark(i): ONE}, pivots, scope)
        pivot = _pivot(reduced)
        if pivot is not None:
            pivots.append((pivot, reduced, how))
    rest, how = _reduce(target, {}, pivots, scope)
    if rest:
        return None
    return [_negative(how.get(_mark(i), ZERO)) for i in range(len(rows))]


def _mark(i: int) -> Monomial:
    """A key for row i among the keys of combinations."""
    return Monomial([(Atom("row", i), ONE)])


def _negative(form: Form) -> Form:
    return minus(ZERO, form)


def _pivot(row: Row) -> Monomial | None:
    """The monomial to eliminate by: one with a coefficient of a single term if there is one."""
    ordered = sorted(row, key=lambda m: (len(row[m].terms), -len(m.text), m.text))
    return ordered[0] if ordered else None


def _reduce(row: Row, how: Row, pivots: list[tuple[Monomial, Row, Row]], scope: Normal) -> tuple[Row, Row]:
    for pivot, base, base_how in pivots:
        if pivot in row:
            factor = _quotient(row[pivot], base[pivot], scope)
            row, how = _subtract(row, base, factor), _subtract(how, base_how, factor)
            row.pop(pivot, None)
    return row, how


def _quotient(a: Form, b: Form, scope: Normal) -> Form:
    try:
        return times(a, scope.power(b, const(-1)))
    except Rejected:
        return ZERO


def _subtract(row: Row, base: Row, factor: Form) -> Row:
    out = dict(row)
    for m, c in base.items():
        out[m] = minus(out.get(m, ZERO), times(factor, c))
    return {m: c for m, c in out.items() if c.terms}
