"""Proved equations about the expectations of one law, or of a part of it: by its lemmas, and by sums of known integrals.

Untrusted: it chooses lemmas, maps and combinations; every equation is a step that the kernel has accepted.
"""

import math
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress

import sympy as sp

from symbolic_info.core.errors import OutOfTime, Rejected
from symbolic_info.derive.elimination import Row, eliminate
from symbolic_info.derive.pieces import proposals
from symbolic_info.derive.routes import own_scale_routes, pictures, routes, segment_routes
from symbolic_info.derive.statistics import Proposal, Route, by_variable
from symbolic_info.derive.textbook import forms
from symbolic_info.proof.bridge import Bridge
from symbolic_info.proof.forms import ONE, UNIT, Atom, Form, Monomial, const, minus, of_atom, plus, scale, single, times, to_term
from symbolic_info.proof.kernel import Proof
from symbolic_info.proof.normal import Normal
from symbolic_info.proof.signs import POSITIVE
from symbolic_info.proof.terms import INFINITY, MINUS_INFINITY, Term, diff, subst
from symbolic_info.proof.world import Under, X
from symbolic_info.rules.lemma import lemma

Equation = tuple[tuple[Term, ...], tuple[int, ...]]


class Undecided(Exception):
    """The sign of ``term`` decides how to go on, and nothing declares it."""

    def __init__(self, term: Term) -> None:
        super().__init__(term)
        self.term = term


class NoMean(Exception):
    """No route gives the mean of a statistic."""


class Desk:
    """What all searches of one proof share: the proof, the bridge, and the assumptions in force."""

    def __init__(self, proof: Proof, bridge: Bridge, under: Under = (), deadline: float = math.inf) -> None:
        self.proof, self.bridge, self.under, self.deadline = proof, bridge, under, deadline

    def do(self, rule: str, premises: list[int], *arguments: object) -> int:
        if time.thread_time() > self.deadline:
            raise OutOfTime(f"the search stopped at the rule {rule}; give a larger budget=")
        return self.proof.do(rule, premises, *arguments, under=self.under)

    def right(self, step: int) -> Term:
        return self.proof.done[step].right

    def left(self, step: int) -> Term:
        return self.proof.done[step].left

    def normal(self) -> Normal:
        return self.proof.world.normal(self.under)

    def named(self, monomial: Monomial, law: str) -> str:
        """What is missing, in words."""
        return f"no rule gives the mean of {self.bridge.expr(to_term(single(monomial)))} under {self.bridge.laws[law]}"

    def tidy_sum(self, step: int) -> int:
        """``tidy`` of a combination of textbook forms: logarithms of ratios are taken apart first, so that they can cancel."""
        return self.tidy(self.do("restate", [step], to_term(self.normal().form(self.right(step)))))

    def tidy(self, step: int) -> int:
        """The same statement, its right side in the shortest of the forms for print that need no further condition."""
        right, kept = self.bridge.expr(self.right(step)), self.proof.done[step].conditions
        if right.has(sp.cos, sp.sin):  # products of waves are sums in normal form
            right = self.bridge.expr(to_term(self.normal().form(self.right(step))))
        for form in sorted(forms(right), key=sp.count_ops):
            with suppress(Rejected):
                short = self.do("restate", [step], self.bridge.term(form, {self.bridge.variable: X}))
                if self.proof.done[short].conditions <= kept:
                    return short
        return self.do("restate", [step], to_term(self.normal().form(self.right(step))))


class Routed:
    """Means of a law, or of its part between ``ends``, by the lemmas that fit it."""

    def __init__(self, desk: Desk, law: str, ends: tuple = (), known: "list[Route] | None" = None) -> None:
        self.desk, self.law, self.ends = desk, law, ends
        world, outer = desk.proof.world, desk.normal()
        self.scope = world.part_scope(outer, law, *ends) if ends else world.law_scope(outer, law)
        self._steps: dict[tuple[Route, Equation], int | None] = {}
        self._before = known
        self._found: list[Route] | None = None

    @property
    def routes(self) -> list[Route]:
        """The routes that the kernel accepts; ``known`` ones were accepted before, under fewer assumptions."""
        if self._found is None:
            find = routes if self._before is None else own_scale_routes
            more = find(self.desk.proof.world, self.desk.under, self.law, self.ends)
            self._found = [*(self._before or ()), *self._accepted(r for r in more if r not in (self._before or ()))]
        return self._found

    def _accepted(self, candidates: Iterable[Route]) -> list[Route]:
        return [r for r in dict.fromkeys(candidates) if self.equation(r, (r.s0, ())) is not None]

    def equation(self, route: Route, what: Equation) -> int | None:
        """The step that ``moment`` gives, or None where the kernel refuses."""
        if (route, what) not in self._steps:
            try:
                self._steps[route, what] = self.desk.do("moment", [], self.law, *route, *what, *self.ends)
            except Rejected:
                self._steps[route, what] = None
        return self._steps[route, what]

    def row(self, step: int) -> Row:
        """The integrand of a step's left side by its monomials in x."""
        return by_variable(self.scope.form(self.desk.left(step)[2]), X)

    def solve(self, monomial: Monomial) -> list[tuple[int, Form]]:
        """Equations and coefficients that add up to the monomial (and, on the whole support, a constant)."""
        for route in [*self.routes, *self._accepted(segment_routes(self.scope, self.law, self.ends, monomial))]:
            steps: list[int] = []
            for candidates in self._candidates(route, monomial):
                steps += [s for s in (self.equation(route, c) for c in candidates) if s is not None and s not in steps]
                found = eliminate({monomial: ONE}, [self._keyed(self.row(s)) for s in steps], self.scope)
                if found is not None:
                    return [(s, c) for s, c in zip(steps, found, strict=True) if c.terms]
        return self._by_all(monomial)

    def _by_all(self, monomial: Monomial) -> list[tuple[int, Form]]:
        """Equations of several routes that add up to the monomial."""
        steps = list(dict.fromkeys(s for s in self._steps.values() if s is not None))
        found = eliminate({monomial: ONE}, [self._keyed(self.row(s)) for s in steps], self.scope) if len(self._found or ()) > 1 else None
        if found is None:
            return self.by_pieces(monomial)
        return [(s, c) for s, c in zip(steps, found, strict=True) if c.terms]

    def solve_together(self, target: Row) -> list[tuple[int, Form]]:
        """Equations and coefficients of one route that add up to all of ``target``, whose terms have no means by themselves."""
        for route in self.routes:
            tilts = range(len(lemma(route.lemma).tilt))
            orders = [*((j,) for j in tilts), *((i, j) for i in tilts for j in tilts if i <= j)]
            steps = [s for s in (self.equation(route, (route.s0, js)) for js in orders) if s is not None]
            found = eliminate(target, [self._keyed(self.row(s)) for s in steps], self.scope)
            if found is not None:
                return [(s, c) for s, c in zip(steps, found, strict=True) if c.terms]
        return []

    def by_pieces(self, monomial: Monomial) -> list[tuple[int, Form]]:
        """One equation about a sum of known integrals."""
        for step in self.sums(to_term(single(monomial))):
            found = eliminate({monomial: ONE}, [self._keyed(self.row(step))], self.scope)
            if found is not None:
                return [(step, found[0])]
        raise NoMean(self.desk.named(monomial, self.law))

    def sums(self, f: Term) -> Iterator[int]:
        """Equations about f, or f and a constant, by sums of known integrals."""
        for statistics in pictures(self.desk.proof.world, self.desk.under, self.law, self.ends):
            steps = (self._piece(proposal) for proposal in proposals(statistics, f))
            yield from (step for step in steps if step is not None)

    def _piece(self, proposal: Proposal) -> int | None:
        try:
            return self.desk.do("pieces", [], self.law, *proposal, *self.ends)
        except Rejected:
            return None

    def _keyed(self, row: Row) -> Row:
        """Without the constant, which on the whole support is known."""
        return row if self.ends else {m: c for m, c in row.items() if m != UNIT}

    def _candidates(self, route: Route, monomial: Monomial) -> Iterator[list[Equation]]:
        """Equations to try, cheap ones first: tilts, ratios that make the monomial, products of two tilts."""
        tilts = range(len(lemma(route.lemma).tilt))
        if self.ends:
            yield [(route.s0, ())]
        yield [(route.s0, (j,)) for j in tilts]
        yield list(self._ratios(route, monomial))
        degree = _degree(monomial)
        first = self.desk.normal().form(route.s0[0])
        yield [((to_term(plus(first, const(k))), *route.s0[1:]), ()) for k in range(1, max(degree, 1) + 1)] if tilts else []
        yield list(self._powers_of_gap(route, degree))
        yield [(route.s0, (i, j)) for i in tilts for j in range(i, len(tilts))]

    def _ratios(self, route: Route, monomial: Monomial) -> Iterator[Equation]:
        """Shifted parameters s1 with k(u; s1)/k(u; s0) equal to the monomial, or to its part without logarithms."""
        plain = Monomial((a, e) for a, e in monomial.factors if a.head != "log")
        for target in dict.fromkeys((monomial, plain)):
            s1 = self._shifted(route, target)
            if s1 is not None:
                yield s1, ()
                if target != monomial:
                    yield from ((s1, (j,)) for j in range(len(lemma(route.lemma).tilt)))

    def _powers_of_gap(self, route: Route, degree: int) -> Iterator[Equation]:
        """Ratios that make (x - e)^k, e an end, for k up to the degree: they add up to x^degree."""
        _, lo, hi = (None, *self.ends) if self.ends else self.desk.proof.world.density(self.law)["support"]
        for end, side in ((lo, 1), (hi, -1)):
            if end in (MINUS_INFINITY, INFINITY) or not degree:
                continue
            gap = scale(minus(of_atom(Atom("sym", X)), self.scope.form(end)), side)
            for k in range(1, degree + 1):
                s1 = self._moved(route, scale(self.scope.log(gap), k))
                if s1 is not None:
                    yield s1, ()

    def _shifted(self, route: Route, target: Monomial) -> tuple[Term, ...] | None:
        if not target.factors or self.scope.signs.monomial_sign(target) != POSITIVE:
            return None
        return self._moved(route, self.scope.log(single(target)))

    def _moved(self, route: Route, log_ratio: Form) -> tuple[Term, ...] | None:
        """s1 with log k(u; s1) - log k(u; s0) = log_ratio, up to a constant."""
        steps = [self.equation(route, (route.s0, (j,))) for j in range(len(lemma(route.lemma).tilt))]
        known = [s for s in steps if s is not None]
        log_target = {m: c for m, c in by_variable(log_ratio, X).items() if m != UNIT}
        rows = [{m: c for m, c in self._statistic(route, j).items() if m != UNIT} for j in range(len(steps))]
        found = eliminate(log_target, rows, self.scope) if known or not steps or self.ends else None
        if found is None:
            return None
        outer = self.desk.normal()
        moved = [to_term(plus(outer.form(s), c)) for s, c in zip(route.s0, found, strict=False)]
        return (*moved, *route.s0[len(moved) :])

    def _statistic(self, route: Route, j: int) -> Row:
        """d log k/d s_j in x."""
        entry = lemma(route.lemma)
        statistic = subst(diff(entry.log_kernel, entry.tilt[j]), {"_u": route.psi})
        return by_variable(self.scope.form(statistic), X)


def _degree(monomial: Monomial) -> int:
    """The power of x, where the monomial is one; integer shifts up to it give polynomials of that degree."""
    k = monomial.exponent(Atom("sym", X)).integer if len(monomial.factors) == 1 else None
    return k if k is not None and 0 < k <= 6 else 0


class Part(Routed):
    """Parts E[f; lo < X < hi] of a law."""

    def value(self, f: Term) -> int:
        """E[f; lo < X < hi] = v."""
        rows = by_variable(self.scope.form(f), X)
        steps, coefficients = [], []
        for monomial, c in rows.items():
            for step, k in self.solve(monomial):
                steps.append(step)
                coefficients.append(to_term(times(c, k)))
        return self.desk.do("linearity_of_part", steps, self.law, f, tuple(coefficients), *self.ends)
