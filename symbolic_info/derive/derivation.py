"""``derive`` and what it returns: a result with its steps, its theorem, its checks and its exports."""

import dataclasses
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sympy as sp

from symbolic_info.core.doors import door
from symbolic_info.core.errors import NoClosedForm, OutOfTime, ParameterError, Rejected
from symbolic_info.core.records import Step
from symbolic_info.derive.branches import Branch, branch_of, edges_of, in_world, replayed, shared, whole
from symbolic_info.derive.equal_supports import in_part
from symbolic_info.derive.means import NoMean
from symbolic_info.derive.search import Case, Search
from symbolic_info.derive.serial import from_document, to_document
from symbolic_info.derive.theorem import Theorem
from symbolic_info.proof.bridge import Bridge
from symbolic_info.proof.kernel import to_text
from symbolic_info.proof.oracle import agree

FORMAT = "symbolic_info.derivation"
VERSION = 1


@dataclass(frozen=True, repr=False)
class Derivation:
    """A derived result.

    Attributes:
        quantity: What was asked.
        result: The closed form, the exact series, ``oo``, or a ``Piecewise`` where the parameters decide.
        form: "closed", "series" or "infinite".
        conditions: What the result needs of the parameters, beyond what their symbols declare.
        branches: One for each case of the parameters; one in most derivations.
        complete: False where the branches speak of equal supports, and of uncovered ones, alone: ``conditions`` says so.
    """

    quantity: sp.Expr
    result: sp.Expr
    form: str
    conditions: tuple[sp.Basic, ...]
    branches: tuple[Branch, ...]
    complete: bool = True

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of the main branch (the finite one, where there are several)."""
        return self._main.steps

    @property
    def theorem(self) -> Theorem:
        """The theorem of the main branch."""
        return self._main.theorem

    @property
    def reason(self) -> str:
        """Why the quantity is infinite, where it is; the last step's reason otherwise."""
        return self.steps[-1].reason if self.steps else ""

    @property
    def _main(self) -> Branch:
        return next((b for b in self.branches if b.result != sp.oo), self.branches[0])

    def check(self, points: int = 2, digits: int = 40) -> "Derivation":
        """Replay every branch in the kernel against the statement rebuilt from the families, and evaluate both sides of each step.

        Returns:
            The derivation with evidence on its steps.

        Raises:
            Rejected: Names the rule or the step, and the condition that failed.
        """
        branches = []
        for branch in self.branches:
            bridge = Bridge([branch.quantity])
            replayed(bridge, branch.quantity, branch.theorem.certificate, branch.theorem.proven.statement.right)
            agreed = tuple(dataclasses.replace(s, evidence=agree(in_world(s, bridge), points, digits=digits)) for s in branch.steps)
            branches.append(dataclasses.replace(branch, steps=agreed))
        return dataclasses.replace(self, branches=tuple(branches))

    # -- exports -----------------------------------------------------------------------------------------------------

    def to_latex(self) -> str:
        """An ``align`` block with a reason per line."""
        return door().export(self, "latex")

    def to_markdown(self) -> str:
        """Markdown with display mathematics."""
        return door().export(self, "markdown")

    def to_text(self) -> str:
        """Plain text, a step a line."""
        return door().export(self, "text")

    def to_json(self) -> str:
        """Canonical JSON with the certificates; ``Derivation.from_json`` replays it."""
        return door().export(self, "json")

    def to_document(self) -> dict:
        """What ``to_json`` writes: the quantity, and a certificate for each branch."""
        branches = [{"certificate": json.loads(b.theorem.certificate), "result": b.theorem.proven.statement.right} for b in self.branches]
        return {"format": FORMAT, "version": VERSION, "quantity": to_document(self.quantity), "branches": branches}

    @staticmethod
    def from_json(text: str) -> "Derivation":
        """Rebuild the statement from the families, and replay the certificates against it.

        Raises:
            Rejected: The text is no derivation, or proves something else.
        """
        document = _document(text)
        quantity = from_document(document["quantity"])
        fresh = derive(quantity)
        for recorded, branch in zip(document["branches"], fresh.branches, strict=True):
            replayed(Bridge([branch.quantity]), branch.quantity, to_text(recorded["certificate"]), branch.theorem.proven.statement.right)
        return fresh

    def _repr_latex_(self) -> str:
        return f"$\\displaystyle {door().print_latex(sp.Eq(self.quantity, self.result, evaluate=False))}$"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return door().mimebundle(self)

    def __str__(self) -> str:
        return f"{self.quantity} = {self.result}"

    def __repr__(self) -> str:
        return f"<derivation, {self.form}: {self}>"


def derive(quantity: Any, *, budget: float = 5.0) -> Derivation:
    r"""Derive ``quantity`` from the densities of its distributions; the kernel replays every step.

    For a density, entropy is *differential* entropy E_P[-log p(X)]: it may be negative, and it moves by log|c| when X is
    multiplied by c.  Results are in nats unless the quantity carries another base.

    Args:
        quantity: Any expression built from quantities, for example ``KL(P, Q) - CrossEntropy(P, Q)``.
        budget: Seconds of processor time of this thread that the search may take before it gives up.  What else the machine does has no
            say in the result.

    Returns:
        A derivation whose ``result`` is exact: no floats, no unevaluated integrals.

    Raises:
        NoClosedForm: The rules ran out; the message shows the expectation that is left, ``left`` holds it.  Nothing is ever
            approximated in silence: ask ``lambdify`` when a number will do.
        OutOfTime: ``budget`` was used up.
        ParameterError: ``quantity`` holds no quantity.

    References:
        Cover & Thomas (2006), *Elements of Information Theory*, 2nd ed., section 8.1.

    Examples:
        >>> from symbolic_info import Entropy, Laplace
        >>> derive(Entropy(Laplace("mu", "s"))).result
        log(2*s) + 1
    """
    if not isinstance(quantity, sp.Expr):
        raise ParameterError(f"derive takes a quantity such as KL(P, Q), not {type(quantity).__name__}; read text with symbolic_info.read")
    begun = time.thread_time()
    try:
        branches, exhaustive = _branches(quantity, budget)
        complete = True
    except NoClosedForm:
        left = budget - (time.thread_time() - begun)
        branches = in_part(quantity, left, lambda q: _branches(q, left)[0]) if left > 0 else ()
        exhaustive = complete = False
        if not branches:
            raise
    result = whole(branches, exhaustive)
    form = "infinite" if result == sp.oo else "series" if _has_series(result) else "closed"
    conditions = branches[0].theorem.conditions if len(branches) == 1 else shared(branches)
    known = () if complete else (sp.Or(*(sp.And(*b.conditions) for b in branches)),)
    return Derivation(quantity, result, form, (*conditions, *known), branches, complete)


def _branches(quantity: sp.Expr, budget: float) -> tuple[tuple[Branch, ...], bool]:
    """The branches of a derivation, and whether they are exhaustive."""
    begun = time.thread_time()
    search, cases = _searched(quantity, budget)
    try:
        inside = tuple(branch_of(search, case) for case in cases)
    except Rejected as refusal:
        raise NoClosedForm(f"{quantity} is not derived: {refusal.condition}; lambdify gives a number") from None
    return (*inside, *_on_edges(inside, begun + budget)), search.exhaustive


def _searched(quantity: sp.Expr, budget: float) -> tuple[Search, list[Case]]:
    """The cases of a search; what the kernel has no terms or no lemma for has no closed form here."""
    try:
        search = Search(quantity, budget)
        return search, search.run()
    except NoMean as gap:
        raise NoClosedForm(f"{quantity} is not derived: {gap}; lambdify gives a number") from None
    except Rejected as refusal:
        raise NoClosedForm(f"{quantity} is not derived: {refusal.condition}; lambdify gives a number") from None


def _has_series(result: sp.Expr) -> bool:
    """Whether a sum over infinitely many terms is left; one over n classes is closed."""
    return any(sp.oo in (-lo, hi) for s in result.atoms(sp.Sum) for _, lo, hi in s.limits)


def _on_edges(inside: tuple[Branch, ...], deadline: float) -> Iterator[Branch]:
    """What holds where a parameter stands at the edge of a region that a branch leaves out, derived with the parameter put there."""
    edges = dict.fromkeys(edge for branch in inside for edge in edges_of(branch)) if len(inside) > 1 else {}
    for at, quantity in edges:
        left = deadline - time.thread_time()
        if left <= 0:
            raise OutOfTime(f"the search stopped before {quantity}, which holds at an edge; give a larger budget=")
        for branch in derive(quantity, budget=left).branches:
            yield dataclasses.replace(branch, conditions=(at, *branch.conditions))


def _document(text: str) -> dict:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Rejected(f"not JSON: {error}") from None
    if not isinstance(document, dict) or set(document) != {"format", "version", "quantity", "branches"} or document["format"] != FORMAT:
        raise Rejected("not a derivation written by to_json")
    if document["version"] != VERSION or not isinstance(document["branches"], list):
        raise Rejected(f"version {document['version']!r:.20} of the format is not {VERSION}")
    return document
