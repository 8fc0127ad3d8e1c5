"""A term of the correct result that a formula lacks: a constant dropped, a normalising term forgotten."""

from collections.abc import Iterator

import sympy as sp

from symbolic_info.checking.approximations import multiplied_out
from symbolic_info.checking.candidates import Candidate
from symbolic_info.derive.textbook import textbook


def missing(formula: sp.Expr, correct: sp.Expr | None) -> Iterator[Candidate]:
    """What ``correct`` has more, where that is one of its own terms; any other difference says nothing about the mistake."""
    if correct is None or correct.has(sp.oo, sp.Piecewise, sp.Sum):
        return
    lacking, own = multiplied_out(correct - formula), {*sp.Add.make_args(multiplied_out(correct)), *_terms(correct)}
    for term in (lacking, textbook(lacking)):
        if term != 0 and term in own:
            yield Candidate("missing_term", f"the term {term} is missing", formula + term)
            return


def _terms(correct: sp.Expr) -> Iterator[sp.Expr]:
    """Its terms, and those of a numerator over the common denominator."""
    for term in sp.Add.make_args(correct):
        yield term
        yield from (term / factor * part for factor in term.args if factor.is_Add for part in factor.args)
