"""Inequalities by linear programming: R - L as a non-negative combination of entropies, informations and divergences.  Untrusted.

The idea is Yeung's (IEEE Trans. Inf. Theory 43, 1997, A framework for linear information inequalities).  The program is
solved in floating point and made exact; the kernel then proves each inequality that it uses, and the combination.
"""

from collections.abc import Iterable
from fractions import Fraction
from itertools import product

import sympy as sp

from symbolic_info.core.errors import NoClosedForm, Rejected
from symbolic_info.derive.candidates import Candidate, candidates
from symbolic_info.derive.script import Script
from symbolic_info.proof.forms import Form, Monomial, minus, plus, scale, times
from symbolic_info.rules.inequalities import opened

MAX_DENOMINATOR = 60
Row = dict[Monomial, Fraction]


def combination(script: Script, lower: sp.Expr, upper: sp.Expr) -> dict[int, sp.Expr]:
    """Lines of the script with the coefficients that make ``upper`` - ``lower`` out of them.

    Raises:
        NoClosedForm: There is no such combination of what is known; the statement may be true for other reasons.
    """
    reader = Forms(script)
    target = minus(reader.form(upper), reader.form(lower))
    known = [(c, w, form) for c, w in _weighted(script) if (form := reader.combined(c, w)) is not None]
    numbers = _solve(dict(target.terms), [dict(form.terms) for *_, form in known])
    if numbers is None:
        raise NoClosedForm(f"{lower} <= {upper} is no combination of the entropies, informations and divergences of its laws")
    lines: dict[int, sp.Expr] = {}
    for (candidate, weight, _), number in zip(known, numbers, strict=True):
        if number:
            line = candidate.line(script)
            lines[line] = lines.get(line, sp.S.Zero) + sp.Rational(number.numerator, number.denominator) * weight
    return lines


class Forms:
    """Normal forms of expressions in the quantities of a script, each computed once."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.scope = script.proof.world.normal()
        self.known: dict[sp.Expr, Form | None] = {}

    def form(self, e: sp.Expr) -> Form:
        return self.scope.form(opened(self.script.proof.world, self.script.term(e)))

    def combined(self, candidate: Candidate, weight: sp.Expr) -> Form | None:
        """The form of a candidate times a weight; None where the kernel has none (a pair of laws that is not comparable, say)."""
        out = []
        for part, sign in candidate.parts:
            if part not in self.known:
                try:
                    self.known[part] = self.form(part)
                except Rejected:
                    self.known[part] = None
            form = self.known[part]
            if form is None:
                return None
            out.append(scale(form, sign))
        return times(plus(*out), self.form(weight))


def _weighted(script: Script) -> Iterable[tuple[Candidate, sp.Expr]]:
    """Each candidate by itself, and times the weights of the mixtures of the statement."""
    weights = {w for law in script.bridge.laws.values() for w in getattr(law, "weights", ()) if not w.is_number}
    return product(candidates(script), [sp.S.One, *sorted(weights, key=sp.default_sort_key)])


def _solve(target: Row, rows: list[Row]) -> list[Fraction] | None:
    """Non-negative numbers c with target = sum c_i rows_i, exactly; few of them."""
    keys = sorted({m for row in (target, *rows) for m in row}, key=lambda m: m.text)
    if not target:
        return [Fraction(0)] * len(rows)
    if not rows or any(m not in {k for row in rows for k in row} for m in target):
        return None
    # Here, because scipy takes as long to import as this package: only those who ask for inequalities wait for it.
    from scipy.optimize import linprog

    matrix = [[float(row.get(m, 0)) for row in rows] for m in keys]
    found = linprog([1.0] * len(rows), A_eq=matrix, b_eq=[float(target.get(m, 0)) for m in keys], method="highs-ds")
    if not found.success:
        return None
    numbers = [Fraction(x).limit_denominator(MAX_DENOMINATOR) for x in found.x]
    exact = all(sum(c * row.get(m, 0) for c, row in zip(numbers, rows, strict=True)) == target.get(m, 0) for m in keys)
    return numbers if exact and min(numbers) >= 0 else None
