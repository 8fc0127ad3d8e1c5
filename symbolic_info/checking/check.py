"""``check``: is a formula right?  Proved by the kernel, refuted at an exact point, or held against numbers; never proved by numbers."""

import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import mpmath
import sympy as sp

from symbolic_info.balls.agreement import Contradiction
from symbolic_info.checking.certified import certified, number
from symbolic_info.checking.diagnosis import Case, mistake
from symbolic_info.checking.matching import matching
from symbolic_info.checking.proving import Proved, proved
from symbolic_info.checking.record import CheckedFormula, shown
from symbolic_info.checking.values import Point, decimals, differ, quick, trial_points
from symbolic_info.core.doors import door
from symbolic_info.core.errors import NoClosedForm, OutOfTime, ParameterError, Rejected, SupportError
from symbolic_info.core.heads import Quantity
from symbolic_info.core.records import Verdict
from symbolic_info.derive.derivation import Derivation, derive
from symbolic_info.derive.textbook import textbook
from symbolic_info.language.formula import parse_formula
from symbolic_info.proof.oracle import value
from symbolic_info.proof.quadrature import Unverified

DIGITS = 15
BY_DEFINITION = 3


def check(formula: Any, quantity: Any, *, where: Mapping[Any, Any] | None = None, budget: float = 10.0) -> CheckedFormula:
    r"""Hold ``formula`` against ``quantity``: is it right, and if not, where does it fail and what is the mistake?

    Args:
        formula: Text in Python's notation or in LaTeX (what stands left of a ``=`` is taken for the name of the quantity), or a
            SymPy expression.  Decimals are exact: 0.5772 is 1443/2500, not Euler's constant.
        quantity: ``Entropy(P)``, ``KL(P, Q, base=2)``, ..., or its text.  Its base is the unit that the formula must be in.
        where: What names of the formula stand for, as ``{"a": "k"}`` or ``{"v": "sigma^2"}``; other names are matched by name,
            then by assumption.
        budget: Seconds after which it stops looking.

    Returns:
        A record whose ``status`` is ``proved`` (the kernel has replayed quantity = formula), ``numeric`` (no proof; both agree at
        ``verdict.points`` points to ``verdict.digits`` digits), ``refuted`` (``witness`` is an exact point, ``yours`` and ``true``
        the values there, ``mistake`` what is wrong where it can be told) or ``undecided``.

    Raises:
        ParseError: The text is no formula; names the column.
        ParameterError: A name of the formula stands for no parameter, or for one of several; the message lists the choices.

    Examples:
        >>> checked = check("a + loggamma(a) + (1 - a)*digamma(a) + log(b)", "Entropy(Gamma(a, rate=b))")
        >>> print(checked)
        refuted: the values differ at a = 2, b = 3
        differs by 2*log(b)
        at a = 2, b = 3: yours 2.675827954, true 0.4786033762
        mistake: b is taken for the scale, not the rate: this is Entropy(Gamma(a, rate=1/b))
        correct: a - (a - 1)*polygamma(0, a) - log(b) + loggamma(a)
        >>> check(r"\frac{1}{2} \ln(2 \pi e \sigma^2)", "Entropy(Normal(mu, sigma))").status
        'proved'
    """
    deadline = time.monotonic() + budget
    asked = _quantity(quantity)
    derived = _derived(asked, budget / 2)
    stated = _formula(formula, asked)
    depends = derived.result.free_symbols if derived is not None else asked.free_symbols
    meant = matching(stated, asked, frozenset(depends), where or {})
    checked = CheckedFormula(
        formula=stated.xreplace(meant),
        quantity=asked,
        verdict=Verdict("undecided", "not looked at yet"),
        matched={s.name: str(v) for s, v in meant.items() if s.name != str(v)},
        correct=None if derived is None else derived.result,
    )
    return _judged(checked, derived, deadline)


def _quantity(quantity: Any) -> sp.Expr:
    found = door().statement(quantity) if isinstance(quantity, str) else quantity
    if not (isinstance(found, sp.Expr) and found.has(Quantity)):
        raise ParameterError(f"{quantity} holds no quantity; write one, for example Entropy(Gamma(a, rate=b))")
    return found


def _formula(formula: Any, quantity: sp.Expr) -> sp.Expr:
    """The formula with exact numbers, its names plain symbols."""
    if isinstance(formula, str):
        _, sign, right = formula.partition("=")
        side = " " * (len(formula) - len(right)) + right if sign and right.strip() else formula
        return parse_formula(side, own=sorted(s.name for s in quantity.free_symbols if isinstance(s, sp.Symbol)))
    if isinstance(formula, sp.Equality):
        formula = formula.rhs
    if not isinstance(formula, sp.Expr) or formula.has(Quantity):
        raise ParameterError(f"{formula} is no formula; give text or a SymPy expression without quantities")
    return formula.xreplace({f: sp.Rational(str(f)) for f in formula.atoms(sp.Float)})


def _derived(quantity: sp.Expr, budget: float) -> Derivation | None:
    try:
        return derive(quantity, budget=budget)
    except (NoClosedForm, OutOfTime, Rejected, SupportError):
        return None


def _judged(checked: CheckedFormula, derived: Derivation | None, deadline: float) -> CheckedFormula:
    if derived is None or derived.form == "series":
        return _by_definition(checked, deadline)
    if derived.form == "infinite":
        return _against_infinity(checked, derived)
    wrong = _refuted(checked, derived, deadline)
    if wrong is not None:
        return wrong
    found = proved(checked.quantity, checked.formula, max(deadline - time.monotonic(), 0.1))
    return _by_definition(checked, deadline) if found is None else _proved(checked, found)


def _proved(checked: CheckedFormula, found: Proved) -> CheckedFormula:
    """The kernel's word; elsewhere the quantity may be infinite."""
    reason = "the kernel has replayed quantity = formula"
    if found.infinite:
        reason += "; elsewhere the quantity is oo"
    theorem, conditions = found.branches[0].theorem, found.conditions
    return replace(checked, verdict=Verdict("proved", reason), theorem=theorem, conditions=conditions)


def _against_infinity(checked: CheckedFormula, derived: Derivation) -> CheckedFormula:
    if checked.formula == sp.oo:
        return replace(checked, verdict=Verdict("proved", derived.reason), theorem=derived.theorem, conditions=derived.theorem.conditions)
    point = trial_points(checked.quantity, derived.conditions, count=1)[0]
    yours = quick(checked.formula, point)
    verdict = Verdict("refuted", f"the quantity is infinite: {derived.reason}", points=1, witness=point)
    return replace(checked, verdict=verdict, yours="" if yours is None else decimals(yours), true="oo")


def _refuted(checked: CheckedFormula, derived: Derivation, deadline: float) -> CheckedFormula | None:
    """A point of one of the cases where the formula and the derived result differ."""
    for branch in derived.branches:
        if branch.result == sp.oo or any(isinstance(c, sp.Equality) for c in branch.conditions):
            continue
        points = trial_points(checked.quantity, branch.conditions)
        true = [quick(branch.result, point) for point in points]
        for point, value_there in zip(points, true, strict=True):
            yours = quick(checked.formula, point)
            if yours is not None and value_there is not None and differ(yours, value_there):
                case = Case(checked.formula, checked.quantity, branch.result, tuple(points), tuple(true), deadline)
                return _wrong(checked, case, point, yours, value_there)
    return None


def _wrong(checked: CheckedFormula, case: Case, point: Point, yours: mpmath.mpf, true: mpmath.mpf) -> CheckedFormula:
    """A refutation: the closed form's value at the witness is first held against the definition.

    Raises:
        Rejected: They disagree, which is a defect of the derivation.
    """
    held = ""
    if case.correct is not None and case.left > 0:
        try:
            by_definition = value(checked.quantity, point, 8)
        except (Unverified, SupportError):  # of a law on vectors there is no number
            held = "; the definition was not computed there"
        else:
            if differ(true, by_definition, 7):
                raise Rejected(f"{checked.quantity} at {shown(point)}: derived {decimals(true)}, by definition {decimals(by_definition)}")
    where = f" at {shown(point)}" if point else ""
    return replace(
        checked,
        verdict=Verdict("refuted", f"the values differ{where}{held}", points=1, digits=DIGITS, witness=point),
        yours=decimals(yours),
        true=decimals(true),
        difference=_difference(checked.formula, case.correct),
        mistake=mistake(case),
    )


def _difference(formula: sp.Expr, correct: sp.Expr | None) -> sp.Expr | None:
    """formula - correct as one would write it, where that is shorter than both."""
    if correct is None or formula.has(sp.oo, sp.nan):
        return None
    difference = textbook(formula - correct)
    return difference if difference.count_ops() < max(correct.count_ops(), 8) else None


def _by_definition(checked: CheckedFormula, deadline: float) -> CheckedFormula:
    """Without a proof: both sides at a few points, the quantity by its definition."""
    points = trial_points(checked.quantity, count=BY_DEFINITION - 1)
    found = _by_balls(checked, points, deadline)
    if found is not None:
        return found
    true = _values(checked.quantity, points, deadline)
    known = tuple(point for point, there in zip(points, true, strict=False) if there is not None)
    case = Case(checked.formula, checked.quantity, None, known, tuple(there for there in true if there is not None), deadline)
    for point, there in zip(case.points, case.true, strict=True):
        yours = quick(checked.formula, point)
        if yours is not None and differ(yours, there, DIGITS - 2):
            return _wrong(checked, case, point, yours, there)
    if not known:
        return replace(checked, verdict=Verdict("undecided", "no closed form, and no number of the definition within the budget"))
    reason = f"no proof; both agree at {len(known)} points to {DIGITS - 2} digits, which proves nothing"
    return replace(checked, verdict=Verdict("numeric", reason, points=len(known), digits=DIGITS - 2))


def _by_balls(checked: CheckedFormula, points: list[Point], deadline: float) -> CheckedFormula | None:
    """Certified where enclosures agree, refuted where they are disjoint; None where they say too little."""
    try:
        agreed = certified(checked.quantity, checked.formula, points, time.monotonic() + max(deadline - time.monotonic(), 0) / 2)
    except Contradiction as found:
        there, yours = (number(side) for side in found.balls)
        case = Case(checked.formula, checked.quantity, None, (found.point,), (there,), deadline)
        return _wrong(checked, case, found.point, yours, there)
    if agreed is None:
        return None
    reason = f"no proof; enclosures of both agree at {agreed.points} points to {agreed.digits} digits"
    return replace(checked, verdict=Verdict("certified", reason, points=agreed.points, digits=agreed.digits))


def _values(quantity: sp.Expr, points: list[Point], deadline: float) -> list[mpmath.mpf | None]:
    """The numbers of the definition, while there is time; None where none can be vouched for."""
    found: list[mpmath.mpf | None] = []
    for point in points:
        if time.monotonic() > deadline:
            break
        try:
            found.append(value(quantity, point, DIGITS))
        except (Unverified, SupportError):
            found.append(None)
    return found
