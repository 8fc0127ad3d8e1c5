"""``si.prove``: is a statement about quantities true?  Tried in turn: normal forms, linear programming, a counterexample."""

from collections.abc import Iterable
from typing import Any

import sympy as sp

from symbolic_info.core.doors import door
from symbolic_info.core.errors import NoClosedForm, OutOfTime, ParameterError, Rejected, SupportError, SymbolicInfoError
from symbolic_info.core.heads import Distribution, Quantity
from symbolic_info.core.records import Verdict
from symbolic_info.derive.derivation import derive
from symbolic_info.derive.identity import identity
from symbolic_info.derive.means import Desk, Means
from symbolic_info.derive.refute import counterexample, counterexample_of_families
from symbolic_info.derive.script import Script
from symbolic_info.derive.shannon import combination
from symbolic_info.derive.theorem import Theorem
from symbolic_info.proof.finite import is_indexed
from symbolic_info.quantities.kl import KL

ORDERS = {sp.Le: ("<=", 1), sp.Ge: ("<=", -1), sp.Lt: ("<", 1), sp.Gt: ("<", -1), sp.Eq: ("=", 1)}


def prove(statement: Any, laws: Iterable[Distribution] = ()) -> Verdict:
    """Whether an equation or an inequality between expressions in quantities holds, for all laws that it speaks of.

    Args:
        statement: A SymPy relation (``Eq``, ``<=``, ``>=``, ``<``, ``>``) between expressions in ``KL``, ``Entropy``,
            ``CrossEntropy``, ``MutualInformation``, ``ConditionalEntropy`` and sums over entries; or its text.
        laws: Distributions whose entries stand in the statement without them, as in ``Eq(Sum(P.array[i], (i, 1, n)), 1)``.

    Returns:
        A ``Verdict``: ``proved`` with a ``theorem`` that the kernel replayed, ``refuted`` with an exact ``witness`` and the
        theorem that the statement fails there, or ``undecided`` with the reason.  Never proved from numbers.

    Raises:
        ParameterError: Not a relation, or one that SymPy has evaluated already.
        Rejected: The statement has no meaning in the kernel (two symbols of one name, an index used as a number, ...).

    Examples:
        >>> import sympy as sp
        >>> from symbolic_info import KL, Categorical, CrossEntropy, Entropy, prove
        >>> P, Q = Categorical("p", "n"), Categorical("q", "n")
        >>> prove(sp.Eq(KL(P, Q), CrossEntropy(P, Q) - Entropy(P))).status
        'proved'
        >>> prove(sp.Eq(KL(P, Q), KL(Q, P))).status
        'refuted'
    """
    lower, relation, upper = read_relation(statement)
    script = Script(lower, upper, *laws)
    for side in (lower, upper):
        script.form(side)  # what has no meaning is refused before anything is tried
    reasons = []
    for way in EQUATIONS if relation == "=" else INEQUALITIES:
        try:
            return Verdict("proved", theorem=way(lower, relation, upper, tuple(laws)))
        except (NoClosedForm, OutOfTime, Rejected, SupportError) as reason:
            reasons.append(str(reason))
    found = _refuted(lower, relation, upper, tuple(laws))
    return found or Verdict("undecided", reason="; ".join(dict.fromkeys(reasons)))


def read_relation(statement: Any) -> tuple[sp.Expr, str, sp.Expr]:
    """A statement as (lower, relation, upper).

    Raises:
        ParameterError: It is no relation; the message says how to write one.
    """
    if isinstance(statement, str):
        statement = door().statement(statement)
    if statement in (True, False, sp.true, sp.false):
        raise ParameterError(
            f"the statement has become {statement} before the kernel saw it; write Quantity >= 0 with the quantity first, "
            "or Ge(left, right, evaluate=False), or give it as text"
        )
    if type(statement) not in ORDERS:
        raise ParameterError(f"{statement!r} is no equation or inequality; write for example Eq(KL(P, Q), CrossEntropy(P, Q) - Entropy(P))")
    relation, side = ORDERS[type(statement)]
    sides = (statement.lhs, statement.rhs)[::side]
    loose = {i for e in statement.atoms(sp.Indexed) for i in e.indices} & statement.free_symbols
    if loose:
        raise ParameterError(
            f"the index {min(map(str, loose))} is bound by no sum; a statement is about all labels together, write Sum(..., (i, 1, n))"
        )
    return sides[0], relation, sides[1]


def _as_identity(lower: sp.Expr, relation: str, upper: sp.Expr, laws: tuple) -> Theorem:
    return identity(lower, upper, *laws)


def _as_difference(lower: sp.Expr, relation: str, upper: sp.Expr, laws: tuple) -> Theorem:
    """The difference of two expressions in quantities of families, derived: it has to be 0."""
    difference = lower - upper
    if not difference.has(Quantity):
        raise NoClosedForm("no quantity is left to derive")
    found = derive(difference)
    if found.result != 0:
        raise NoClosedForm(f"the difference is {found.result}")
    return found.theorem


def _as_combination(lower: sp.Expr, relation: str, upper: sp.Expr, laws: tuple) -> Theorem:
    script = Script(lower, upper, *laws)
    return script.proves(lower, relation, upper, combination(script, lower, upper))


def _as_sign(lower: sp.Expr, relation: str, upper: sp.Expr, laws: tuple) -> Theorem:
    """By the sign of the difference alone, where no quantity stands in it."""
    return Script(lower, upper, *laws).proves(lower, relation, upper, {})


def _as_divergence(lower: sp.Expr, relation: str, upper: sp.Expr, laws: tuple) -> Theorem:
    """0 <= D(P || Q) for laws of families: their densities integrate to 1, which is derived first."""
    if lower != 0 or not isinstance(upper, KL):
        raise NoClosedForm("not the sign of a divergence")
    script = Script(upper)
    term = script.term(upper)
    desk = Desk(script.proof, script.bridge, ())
    ones = [Means(desk, law).one for law in dict.fromkeys(term[1:])]
    return script.theorem(script.proof.do("divergence_sign", ones, term), lower, upper)


def _refuted(lower: sp.Expr, relation: str, upper: sp.Expr, laws: tuple) -> Verdict | None:
    quantities = (lower - upper).atoms(Quantity)
    indexed = all(is_indexed(law) for q in quantities for law in q.distributions)
    try:
        found = (counterexample if indexed else counterexample_of_families)(lower, relation, upper, *laws)
    except SymbolicInfoError:
        return None
    if found is None:
        return None
    return Verdict("refuted", reason=f"there {found.theorem.statement}", witness=found.witness, theorem=found.theorem)


EQUATIONS = (_as_identity, _as_difference)
INEQUALITIES = (_as_combination, _as_divergence, _as_sign)
