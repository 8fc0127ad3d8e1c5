"""``derive`` and what it returns: a result with its steps, its theorem, its checks and its exports."""

import dataclasses
import json
from dataclasses import dataclass
from typing import Any

import sympy as sp

from symbolic_info.core.doors import door
from symbolic_info.core.errors import NoClosedForm, ParameterError, Rejected
from symbolic_info.core.heads import Mean, Quantity
from symbolic_info.core.records import Step
from symbolic_info.derive.means import NoMean
from symbolic_info.derive.presentation import Presentation
from symbolic_info.derive.search import Case, Search
from symbolic_info.derive.series import series_of
from symbolic_info.derive.serial import from_document, to_document
from symbolic_info.derive.theorem import Theorem, theorem_of
from symbolic_info.derive.unfolding import written_out
from symbolic_info.derive.witness import search_witness
from symbolic_info.proof.bridge import Bridge
from symbolic_info.proof.kernel import replay, to_text
from symbolic_info.proof.oracle import agree

FORMAT = "symbolic_info.derivation"
VERSION = 1


@dataclass(frozen=True)
class Branch:
    """What holds under some conditions on the parameters: a result, its steps and its theorem."""

    conditions: tuple[sp.Basic, ...]
    result: sp.Expr
    steps: tuple[Step, ...]
    theorem: Theorem


@dataclass(frozen=True)
class Derivation:
    """A derived result.

    Attributes:
        quantity: What was asked.
        result: The closed form, the exact series, ``oo``, or a ``Piecewise`` where the parameters decide.
        form: "closed", "series" or "infinite".
        conditions: What the result needs of the parameters, beyond what their symbols declare.
        branches: One for each case of the parameters; one in most derivations.
    """

    quantity: sp.Expr
    result: sp.Expr
    form: str
    conditions: tuple[sp.Basic, ...]
    branches: tuple[Branch, ...]

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
        bridge = Bridge([self.quantity])
        branches = []
        for branch in self.branches:
            _replayed(bridge, self.quantity, branch.theorem.certificate, branch.theorem.proven.statement.right)
            agreed = tuple(dataclasses.replace(s, evidence=agree(_in_world(s, bridge), points, digits=digits)) for s in branch.steps)
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
        bridge = Bridge([quantity])
        for recorded, branch in zip(document["branches"], fresh.branches, strict=True):
            _replayed(bridge, quantity, to_text(recorded["certificate"]), branch.theorem.proven.statement.right)
        return fresh

    def _repr_latex_(self) -> str:
        return f"$\\displaystyle {door().print_latex(sp.Eq(self.quantity, self.result, evaluate=False))}$"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/plain": self.to_text(), "text/markdown": self.to_markdown(), "text/latex": self._repr_latex_()}

    def __str__(self) -> str:
        return f"{self.quantity} = {self.result}"


def derive(quantity: Any, *, budget: float = 5.0) -> Derivation:
    r"""Derive ``quantity`` from the densities of its distributions; the kernel replays every step.

    For a density, entropy is *differential* entropy E_P[-log p(X)]: it may be negative, and it moves by log|c| when X is
    multiplied by c.  Results are in nats unless the quantity carries another base.

    Args:
        quantity: Any expression built from quantities, for example ``KL(P, Q) - CrossEntropy(P, Q)``.
        budget: Seconds that the search may take before it gives up.

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
    search, cases = _searched(quantity, budget)
    try:
        branches = tuple(_branch(search, case) for case in cases)
    except Rejected as refusal:
        raise NoClosedForm(f"{quantity} is not derived: {refusal.condition}; lambdify gives a number") from None
    result = _whole(branches)
    form = "infinite" if result == sp.oo else "series" if result.has(sp.Sum) else "closed"
    conditions = branches[0].theorem.conditions if len(branches) == 1 else _shared(branches)
    return Derivation(quantity, result, form, conditions, branches)


def _searched(quantity: sp.Expr, budget: float) -> tuple[Search, list[Case]]:
    """The cases of a search; what the kernel has no terms or no lemma for has no closed form here."""
    try:
        search = Search(quantity, budget)
        return search, search.run()
    except NoMean as gap:
        raise NoClosedForm(f"{quantity} is not derived: {gap}; lambdify gives a number") from None
    except Rejected as refusal:
        raise NoClosedForm(f"{quantity} is not derived: {refusal.condition}; lambdify gives a number") from None


def _branch(search: Search, case: Case) -> Branch:
    """The theorem of a case: its assumptions made conditions, a witness found, the certificate replayed."""
    proof, bridge = search.proof, search.bridge
    last = proof.do("keep", [case.step]) if case.under else case.step
    statement = proof.done[last]
    spec = proof.world.spec
    witness = search_witness(spec, tuple(sorted(statement.conditions)))
    certificate = to_text(proof.document(last, witness))
    theorem = theorem_of(_replayed(bridge, search.expression, certificate, statement.right), bridge, search.expression)
    result, steps = bridge.expr(statement.right), Presentation(search, case).build()
    standing = sorted(result.atoms(Mean), key=sp.default_sort_key)
    if standing:
        result, steps = _as_series(search.expression, result, steps, standing)
    if isinstance(result, sp.Expr) and result.has(Quantity):
        raise NoClosedForm(f"no closed form of {search.expression} was found", tuple(standing))
    return Branch(_needed(bridge, statement.conditions), result, steps, theorem)


def _replayed(bridge: Bridge, quantity: sp.Expr, certificate: str, right: tuple) -> Any:
    """Replay in the kernel, given the statement rebuilt from the families."""
    return replay(certificate, bridge.world(), bridge.term(written_out(quantity)), right)


def _in_world(step: Step, bridge: Bridge) -> Step:
    """The step with the constraints of all laws as conditions: where the laws have dropped out, they still hold."""
    constraints = (sp.Gt(c, 0) for law in bridge.laws.values() for c in law.constraints)
    return dataclasses.replace(step, conditions=(*step.conditions, *(c for c in constraints if c != sp.true)))


def _as_series(quantity: sp.Expr, result: sp.Expr, steps: tuple[Step, ...], standing: list[Mean]) -> tuple[sp.Expr, tuple[Step, ...]]:
    """Means that no rule computes, written out as series over the integers; on the line they are no answer."""
    if any(not m.law.is_discrete for m in standing):
        named = ", ".join(str(m) for m in standing)
        raise NoClosedForm(f"{quantity} has no closed form by the rules there are; left: {named}.  lambdify gives a number", tuple(standing))
    written = sp.expand_mul(result.xreplace({m: series_of(m) for m in standing}))
    return written, (*steps, Step(result, written, "definition", "expectation written out as its exact series"))


def _needed(bridge: Bridge, conditions: frozenset) -> tuple[sp.Basic, ...]:
    return tuple(bridge.condition(kind, term) for kind, term in sorted(conditions) if kind != "exists")


def _shared(branches: tuple[Branch, ...]) -> tuple[sp.Basic, ...]:
    """Conditions that every branch needs; the others stand in the ``Piecewise``."""
    return tuple(c for c in branches[0].theorem.conditions if all(c in b.theorem.conditions for b in branches))


def _whole(branches: tuple[Branch, ...]) -> sp.Expr:
    """One result, or a ``Piecewise`` over the branches; the rest is ``oo`` where all that is left is infinite."""
    if len(branches) == 1:
        return branches[0].result
    finite = [b for b in branches if b.result != sp.oo]
    if not finite:
        return sp.oo
    pieces = [(b.result, sp.And(*b.conditions)) for b in finite]
    if len(finite) == len(branches):
        return sp.Piecewise(*pieces[:-1], (pieces[-1][0], True), evaluate=False)
    if any(_edge(b) for b in finite):
        return sp.Piecewise(*pieces, *((sp.oo, sp.And(*b.conditions)) for b in branches if b.result == sp.oo), evaluate=False)
    return sp.Piecewise(*pieces, (sp.oo, True), evaluate=False)


def _edge(branch: Branch) -> bool:
    """Whether a branch leaves out the edge of its region: a strict condition beside the weak one."""
    weak = {c.args for c in branch.conditions if isinstance(c, sp.Le | sp.Ge)}
    return any(isinstance(c, sp.Lt | sp.Gt) and c.args in weak for c in branch.conditions)


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
