"""From a quantity to a proof: support first, then the definition, the expectations, the textbook form.  Untrusted.

Where an undeclared sign decides how to go on, both cases are derived, each under its assumption.
"""

import time
from contextlib import suppress
from typing import NamedTuple

import sympy as sp

from symbolic_info.core.errors import MissingAssumption, NoClosedForm, OutOfTime, ParameterError, Rejected, SupportError
from symbolic_info.core.heads import Distribution, Mean, Quantity
from symbolic_info.derive.coordinates import Coordinates
from symbolic_info.derive.divergence import essential, failing, heavy_tail
from symbolic_info.derive.gaussian_vectors import GaussianVectors
from symbolic_info.derive.insertion import insertion
from symbolic_info.derive.means import Desk, Means, NoMean, Undecided
from symbolic_info.derive.powers import combination, part_of
from symbolic_info.derive.shapes import length, shapes
from symbolic_info.derive.textbook import with_absolute_values
from symbolic_info.derive.unfolding import written_out
from symbolic_info.derive.variates import Variates
from symbolic_info.derive.witness import search_witness
from symbolic_info.proof.bridge import QUANTITY_KEYS, Bridge
from symbolic_info.proof.forms import scale, to_term
from symbolic_info.proof.kernel import Proof
from symbolic_info.proof.normal import Condition
from symbolic_info.proof.signs import POSITIVE
from symbolic_info.proof.terms import INFINITY, MINUS_INFINITY, Term, neg, rat, sub
from symbolic_info.proof.world import Under, World, X

MAX_ASSUMPTIONS = 6
OFF_THE_LINE = "of laws on vectors and matrices it takes entropies, cross-entropies and divergences, and no other means of log-densities"
MAX_CASES = 16


class Line(NamedTuple):
    """A step of the proof to show: ``role`` is definition, fact, linearity, substitute, restate, infinite, sum, parts, unit or cases.

    A line off the main ``chain`` belongs to the derivation of a part that the main line uses.
    """

    role: str
    step: int
    chain: bool = True


class Case(NamedTuple):
    """What was derived under assumptions: the last step, and the lines that lead to it."""

    under: Under
    step: int
    lines: list[Line]


def is_on_the_line(law: Distribution) -> bool:
    """Whether a law is one of a number."""
    try:
        return bool(law.support)
    except (AttributeError, SupportError, TypeError):  # laws of vectors and matrices have no support there
        return False


class Search:
    """The search for one expression: one proof in one world."""

    def __init__(self, expression: sp.Expr, budget: float) -> None:
        if not isinstance(expression, sp.Expr) or not expression.has(Quantity, Mean):
            raise ParameterError(f"{expression} holds no quantity; derive takes an expression such as KL(P, Q) - Entropy(P)")
        self.expression = expression
        self.deadline = time.thread_time() + budget
        self.budget = budget
        self.bridge = Bridge([expression])
        spec = self.bridge.world()
        self.proof = Proof(World({**spec, "witness": search_witness(spec)}))
        self.quantities = _quantities(expression)
        self._laws: dict[str, Means] = {}
        self.exhaustive = True

    def run(self) -> list[Case]:
        """All cases; ``exhaustive`` says whether they are, for what a finite one keeps as a condition may be all that is known."""
        cases = self._cases(())
        beyond: dict[Under, Case] = {}
        for case in cases:
            self._settle(case, ((), case.under), beyond)
        while len(beyond) < MAX_CASES and (new := [case for case in beyond.values() if case not in cases]):
            cases += new
            for case in new:
                self._settle(case, (case.under,), beyond)
        self.exhaustive &= all(case in cases for case in beyond.values())
        return cases

    def _settle(self, case: Case, besides: tuple[Under, ...], beyond: dict[Under, Case]) -> None:
        """What is where a condition that a case keeps fails, under that alone or ``besides`` other assumptions."""
        for condition in essential(self.proof, case.step, case.under):
            self.exhaustive &= self._is_infinite_without(condition, besides, beyond)

    def uncovered(self) -> list[Case]:
        """The cases in which the support of P reaches beyond that of Q on one side, of the one divergence that is asked."""
        (quantity,) = self.quantities
        outer = self.proof.world.normal()
        found = []
        for gap in self._beyond(self.bridge.term(quantity)).values():
            if outer.form(gap).terms and outer.signs.sign(outer.form(gap)) >= 0:
                case = self._case(Desk(self.proof, self.bridge, (("positive", gap),), self.deadline))
                found += [case] if self.proof.done[case.step].right == INFINITY else []
        return found

    def _is_infinite_without(self, condition: Condition, besides: tuple[Under, ...], beyond: dict[Under, Case]) -> bool:
        """Whether all is infinite where a condition fails; the case goes ``beyond``."""
        ways = [("nonnegative", t) for t in failing(self.proof, condition)] if condition[0] == "positive" else []
        for assumed in dict.fromkeys(tuple(sorted({*others, way})) for others in besides for way in ways):
            case = beyond.get(assumed) or self._infinite_case(assumed)
            if case is not None:
                beyond[assumed] = case
                return True
        return False

    def _infinite_case(self, under: Under) -> Case | None:
        """What is infinite by a tail under assumptions that some parameters satisfy."""
        desk = Desk(self.proof, self.bridge, under, self.deadline)
        with suppress(Rejected, NoMean, Undecided, NoClosedForm, OutOfTime, MissingAssumption):
            pairs = [self.bridge.term(q)[1:] for q in self.quantities if not isinstance(q, Mean)]
            dense = [laws for laws in pairs if len(laws) == 2 and all(self.proof.world.laws[law]["kind"] == "density" for law in laws)]
            if any(heavy_tail(desk, self._ones(laws), ("kl", *laws)) is not None for laws in dense):
                case = self._case(desk)
                search_witness(self.proof.world.spec, tuple(sorted({*under, *self.proof.done[case.step].conditions})))
                return case if desk.right(case.step) == INFINITY else None
        return None

    def _cases(self, under: Under) -> list[Case]:
        if time.thread_time() > self.deadline:
            raise OutOfTime(f"no derivation of {self.expression} within {self.budget} s; give a larger budget=")
        try:
            return [self._case(Desk(self.proof, self.bridge, under, self.deadline))]
        except Undecided as question:
            if len(under) >= MAX_ASSUMPTIONS:
                raise NoClosedForm(f"too many undecided signs in {self.expression}; declare what is known, e.g. positive=True") from None
            term = question.term
        halves = self._cases((*under, ("positive", term))), self._cases((*under, ("nonnegative", neg(term))))
        joined = [] if len(halves[0]) > 1 or len(halves[1]) > 1 else self._joined(under, term, halves[0][0], halves[1][0])
        return joined or [*halves[0], *halves[1]]

    def _joined(self, under: Under, term: Term, first: Case, second: Case) -> list[Case]:
        """Both cases as one, where they have one form (with an absolute value, say)."""
        desks = [Desk(self.proof, self.bridge, case.under, self.deadline) for case in (first, second)]
        right = desks[0].right(first.step)
        if self._is_strict(desks[1], second.step, term):
            return []  # what holds for t < 0 alone says nothing at t = 0
        if right == INFINITY or desks[1].right(second.step) == INFINITY:
            candidates = [right] if right == desks[1].right(second.step) else []
        else:
            candidates = [self.bridge.term(c) for c in with_absolute_values(self.bridge.expr(right), self.bridge.expr(term))]
        for candidate in candidates:
            try:
                steps = [
                    case.step if candidate == INFINITY else desk.do("restate", [case.step], candidate)
                    for desk, case in zip(desks, (first, second), strict=True)
                ]
                whole = self.proof.do("cases", steps, term, under=under)
                return [Case(under, whole, [*first.lines[:-1], Line("restate", steps[0]), Line("cases", whole)])]
            except Rejected:
                continue
        return []

    def _is_strict(self, desk: Desk, step: int, term: Term) -> bool:
        """Whether a step keeps the condition -t > 0."""
        outer = desk.normal()
        return any(kind == "positive" and outer.same(t, neg(term)) for kind, t in self.proof.done[step].conditions)

    def _case(self, desk: Desk) -> Case:
        lines: list[Line] = []
        steps = [self._quantity(desk, q, lines) for q in self.quantities]
        goal = self.bridge.term(written_out(self.expression))
        if steps and goal == desk.left(steps[0]):
            unnamed = isinstance(self.expression, Quantity) and self.expression.key not in QUANTITY_KEYS
            return Case(desk.under, steps[0], [*([Line("unit", steps[0])] if unnamed else []), *lines])
        values = list({desk.left(s): s for s in steps}.values())
        if any(desk.right(s) == INFINITY for s in steps):
            last = self._infinite(desk, goal, values)
            return Case(desk.under, last, [Line("infinite", last)])
        inserted = desk.do("evaluation", values, goal)
        last = self._evaluated(desk, values, goal, inserted)
        main = [Line("unit", inserted), Line("substitute", inserted), Line("restate", last)]
        return Case(desk.under, last, [*(line._replace(chain=False) for line in lines), *main])

    def _evaluated(self, desk: Desk, values: list[int], goal: Term, inserted: int) -> int:
        """The shortest form of the value that needs no more conditions."""
        right, kept = desk.right(inserted), self.proof.done[inserted].conditions
        for form in sorted(self._forms(desk, right, values), key=length):
            with suppress(Rejected):  # a sum over classes has no way back into the kernel; its normal form stands
                step = desk.do("evaluation", values, goal, self.bridge.term(form, {self.bridge.variable: X}))
                if self.proof.done[step].conditions <= kept:
                    return step
        return desk.do("evaluation", values, goal, to_term(desk.normal().form(right)))

    def _forms(self, desk: Desk, right: Term, values: list[int]) -> list[sp.Expr]:
        """Forms of a value; of one quantity in another unit, that in nats over the logarithm of the base."""
        if isinstance(self.expression, Quantity) and self.expression.key in QUANTITY_KEYS and values:
            return [self.bridge.expr(desk.right(values[0])) / sp.log(self.expression.base)]
        informed = self.proof.world.informed(desk.under, tuple(self.proof.done[v] for v in values))
        return shapes(self.bridge.expr(to_term(informed.form(right))), self.bridge.expr(right))

    def _infinite(self, desk: Desk, goal: Term, values: list[int]) -> int:
        if len(values) == 1 and goal[0] == "mul" and len(goal) == 3 and goal[1] == desk.left(values[0]):
            return desk.do("multiple_of_infinity", values, goal[2])
        try:
            return desk.do("infinite", values, goal)
        except Rejected as refusal:
            raise NoClosedForm(f"{self.expression} contains an infinite quantity: {refusal.condition}; ask for each alone") from None

    # -- one quantity ------------------------------------------------------------------------------------------------

    def _quantity(self, desk: Desk, q: Quantity, lines: list[Line]) -> int:
        """The step q = value."""
        if isinstance(q, Mean) and not is_on_the_line(q.law):
            raise NoClosedForm(f"{self.expression} has no closed form by the rules there are: {OFF_THE_LINE}; left: {q}", (q,))
        term = self.bridge.term(q)
        if isinstance(q, Mean):
            return self._mean(desk, term, lines)
        kinds = {self.proof.world.laws[law]["kind"] for law in term[1:]}
        if kinds == {"density"}:
            return self._of_densities(desk, term, lines)
        if kinds == {"vector"}:
            return self._of_vectors(desk, term, lines)
        if kinds == {"variate"}:
            return self._arranged(*Variates(desk, term).run(), lines)
        if kinds == {"coordinates"}:
            return self._arranged(*Coordinates(desk, term).run(), lines)
        if kinds == {"masses"}:
            return self._of_masses(desk, term, lines)
        if kinds == {"array"}:
            return _shown(desk.do("sum_definition", [], term), "sum", lines)
        if kinds in ({"product"}, {"power"}):
            return self._of_products(desk, q, term, lines)
        raise SupportError(f"{q} compares different kinds of distributions ({', '.join(sorted(kinds))}); write both as the same kind")

    def _of_densities(self, desk: Desk, term: Term, lines: list[Line]) -> int:
        ones = self._ones(term[1:])
        side = self._uncovered(desk, term) if len(term) > 2 else None
        if side is not None:
            return _shown(desk.do("uncovered", ones, term, side), "infinite", lines)
        if len(term) > 2 and (heavy := self._heavy_tail(desk, term, ones, lines)) is not None:
            return _shown(heavy, "infinite", lines)
        start = _shown(desk.do("definition", ones, term), "definition", lines)
        means = Means(desk, term[1], self._law(term[1])) if desk.under else self._law(term[1])
        *facts, linear, inserted = means.combination(desk.right(start)[2])
        lines += [Line("fact", f) for f in facts if desk.left(f) != desk.right(f)]
        lines += [Line(desk.proof.steps[linear]["rule"], linear)]
        joined = desk.do("chain", [start, inserted])
        lines += [Line("substitute", joined)]
        return _shown(desk.tidy(joined), "restate", lines)

    def _ones(self, laws: tuple[str, ...]) -> list[int]:
        """The steps E[1] = 1 of some laws."""
        return [self._law(law).one for law in dict.fromkeys(laws)]

    def _heavy_tail(self, desk: Desk, term: Term, ones: list[int], lines: list[Line]) -> int | None:
        """The step that a divergence is infinite by a tail, or a cross-entropy, which needs the value of the entropy."""
        head, *laws = term
        found = heavy_tail(desk, ones, ("kl", *laws))
        if found is None or head == "kl":
            return found
        inner: list[Line] = []
        try:
            entropy = self._of_densities(desk, ("entropy", laws[0]), inner)
        except (NoMean, Rejected):
            return None
        lines += [line._replace(chain=False) for line in inner]
        return heavy_tail(desk, ones, term, entropy)

    def _of_vectors(self, desk: Desk, term: Term, lines: list[Line]) -> int:
        return self._arranged(*GaussianVectors(desk, term).run(), lines)

    def _arranged(self, last: int, shown: list[tuple[str, int]], lines: list[Line]) -> int:
        lines += [Line(role, step) for role, step in shown]
        return last

    def _mean(self, desk: Desk, term: Term, lines: list[Line]) -> int:
        """The step E f = value."""
        if term[0] != "mean":
            raise NoClosedForm("parts of an expectation are not derived by themselves")
        if term[2] == rat(1):
            return _shown(desk.tidy(self._law(term[3]).total), "split", lines)
        means = Means(desk, term[3], self._law(term[3])) if desk.under else self._law(term[3])
        start = insertion(desk, term, self._law, self._uncovered)
        if start is not None and desk.right(start) == INFINITY:
            return _shown(start, "infinite", lines)
        body = term if start is None else desk.right(_shown(start, "inserted", lines))
        if body[0] == "part":
            inserted = part_of(means.part(*body[4:]), body[2])
        else:
            *facts, linear, inserted = combination(means, body[2])
            lines += [Line("fact", f) for f in facts if desk.left(f) != desk.right(f)]
            lines += [Line("opening", linear), Line("linearity", linear)]
        last = inserted if start is None else desk.do("chain", [start, inserted])
        lines += [Line("substitute", last)]
        return _shown(desk.tidy(last), "restate", lines)

    def _law(self, law: str) -> Means:
        """What holds of a law without assumptions: its normalisation and its routes."""
        if law not in self._laws:
            self._laws[law] = Means(Desk(self.proof, self.bridge, (), self.deadline), law)
        return self._laws[law]

    def _uncovered(self, desk: Desk, term: Term) -> str | None:
        """The side on which P reaches beyond Q; None where it does not; ``Undecided`` where the parameters decide."""
        (kind, lo, hi), (other, least, most) = (self.proof.world.density(law)["support"] for law in term[1:])
        if kind != other:
            raise SupportError("a discrete distribution beside a continuous one")
        if lo == MINUS_INFINITY != least or hi == INFINITY != most:
            return "below" if lo == MINUS_INFINITY != least else "above"
        outer, beyond = desk.normal(), self._beyond(term)
        signs = {side: outer.signs.sign(outer.form(b)) for side, b in beyond.items()}
        for side in signs:
            if signs[side] == POSITIVE:
                return side
        for side, sign in signs.items():
            if sign >= 0 and not outer.signs.is_nonnegative(scale(outer.form(beyond[side]), -1)):
                raise Undecided(beyond[side])
        return None

    def _beyond(self, term: Term) -> dict[str, Term]:
        """How far the support of P reaches beyond that of Q on the sides where both end."""
        (_, lo, hi), (_, least, most) = (self.proof.world.density(law)["support"] for law in term[1:])
        below = {"below": sub(least, lo)} if MINUS_INFINITY not in (lo, least) else {}
        return below | ({"above": sub(hi, most)} if INFINITY not in (hi, most) else {})

    def _of_masses(self, desk: Desk, term: Term, lines: list[Line]) -> int:
        p, q = (self.proof.world.laws[law]["masses"] for law in (term[1], term[-1]))
        outer = desk.normal()
        for k, (a, b) in enumerate(zip(p, q, strict=False)):
            if outer.form(a).terms and not outer.form(b).terms and len(term) > 2:
                return _shown(desk.do("uncovered_class", [], term, k), "infinite", lines)
        return _shown(desk.tidy(_shown(desk.do("sum_definition", [], term), "sum", lines)), "restate", lines)

    def _of_products(self, desk: Desk, q: Quantity, term: Term, lines: list[Line]) -> int:
        """The value of products from those of their parts."""
        parts = list(zip(*(_parts(d) for d in q.distributions), strict=True))
        inner: list[Line] = []
        steps = [self._quantity(desk, q.func(*part), inner) for part in dict.fromkeys(parts)]
        steps = [steps[list(dict.fromkeys(parts)).index(part)] for part in parts]
        lines += [line._replace(chain=False) for line in inner]
        if any(desk.right(s) == INFINITY for s in steps):
            raise NoClosedForm(f"{q} has a part whose value is infinite")
        total = _shown(desk.do("additivity", steps, term), "parts", lines)
        inserted = _shown(desk.do("substitute", [total, *dict.fromkeys(steps)]), "substitute", lines)
        return _shown(desk.tidy(inserted), "restate", lines)


def _parts(product: Distribution) -> list[Distribution]:
    """The parts of a product one by one; of independent copies of one law, that law."""
    if len(product.factors) == 1:
        return [product.factors[0][0]]
    return [part for part, count in product.factors for _ in range(int(count))]


def _shown(step: int, role: str, lines: list[Line]) -> int:
    lines.append(Line(role, step))
    return step


def _quantities(expression: sp.Expr) -> list[sp.Expr]:
    """The quantities in nats, and the means, in order of appearance."""
    found: dict[sp.Expr, None] = {}
    for node in sp.preorder_traversal(written_out(expression)):
        if isinstance(node, Quantity):
            found[node.in_nats()] = None
        elif isinstance(node, Mean):
            found[node] = None
    return list(found)
