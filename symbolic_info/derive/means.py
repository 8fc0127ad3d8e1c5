"""Expectations under one law: its normalisation and the means of its statistics, as proved equations.

Untrusted: it chooses lemmas, maps and combinations; every equation is a step that the kernel has accepted.
"""

from collections.abc import Iterator
from contextlib import suppress
from itertools import pairwise

from symbolic_info.core.errors import NotNormalised, Rejected
from symbolic_info.derive.elimination import Row
from symbolic_info.derive.equations import Desk as Desk
from symbolic_info.derive.equations import NoMean as NoMean
from symbolic_info.derive.equations import Part, Routed
from symbolic_info.derive.equations import Undecided as Undecided
from symbolic_info.derive.refusals import total_of, what_is_wrong
from symbolic_info.derive.routes import centres, kinks
from symbolic_info.derive.statistics import Route, by_variable
from symbolic_info.proof.forms import ONE, UNIT, ZERO, Atom, Form, Monomial, const, minus, of_atom, scale, single, to_term
from symbolic_info.proof.normal import Normal
from symbolic_info.proof.signs import POSITIVE
from symbolic_info.proof.terms import INFINITY, MINUS_INFINITY, Term, free, rat, subst
from symbolic_info.proof.world import X


class Means:
    """Means E f of a law on its whole support."""

    def __init__(self, desk: Desk, law: str, before: "Means | None" = None) -> None:
        self.desk, self.law = desk, law
        self.record = desk.proof.world.density(law)
        self.scope = desk.proof.world.law_scope(desk.normal(), law)
        self.before = before
        self._known: dict[Monomial, int] = {}
        self._parts: dict[tuple[Term, Term], Part] = {}
        self.routed = Routed(desk, law, (), before.routes if before else None)
        self._bent: bool = before._bent if before else False
        self.bends: tuple[Term, ...] = before.bends if before else self._own_bends()
        self.total: int = before.total if before else self._totalled()

    @property
    def routes(self) -> list[Route]:
        return self.routed.routes

    def _own_bends(self) -> tuple[Term, ...]:
        """The points at which the density itself bends, in order; or about which it is symmetric where no lemma fits the whole."""
        kind, lo, hi = self.record["support"]
        log_density = self.scope.form(self.record["logp"])
        found = kinks(log_density, X, self.scope) if kind == "interval" else []
        self._bent = bool(found)
        if not found and kind == "interval" and not self.routes:
            found = [at for at in (*centres(log_density, X), ZERO) if self._is_inside(at, lo, hi)][:1]
        signs = self.desk.normal().signs
        rank = {point.text: sum(signs.is_positive(minus(point, other)) for other in found) for point in found}
        return tuple(to_term(p) for p in sorted(found, key=lambda p: rank[p.text])) if sorted(rank.values()) == [*range(len(found))] else ()

    @property
    def one(self) -> int:
        """The step E[1] = 1."""
        if self.desk.right(self.total) != rat(1):
            law, value = self.desk.bridge.laws[self.law], self.desk.bridge.expr(self.desk.right(self.desk.tidy(self.total)))
            near = value.is_number and abs(value.evalf(30) - 1) < 1e-20
            what = "which is 1 in numbers, but no rule proves it" if near else "not 1"
            raise NotNormalised(f"{law} has total mass {value}, {what}; normalized(density, x, support) divides by it")
        return self.total

    def _totalled(self) -> int:
        """The step E[1] = Z, where Z is 1 for a density."""
        if self.record["unknown"]:
            return self.desk.do("given_density", [], self.law)
        found = []
        for step in self._totals():
            found.append(self._as_one(step))
            if self.desk.right(found[-1]) == rat(1):
                break
        if not found:
            law = self.desk.bridge.laws[self.law]
            if wrong := what_is_wrong(law):
                raise NotNormalised(f"{law}: {wrong}")
            raise NoMean(f"no rule integrates the density of {law}; left: {total_of(law)}")
        return found[-1] if self.desk.right(found[-1]) == rat(1) else found[0]

    def _is_infinite(self) -> bool:
        """Whether the law lives on more than finitely many points."""
        kind, lo, hi = self.record["support"]
        return kind == "interval" or lo == MINUS_INFINITY or hi == INFINITY

    @property
    def _is_point(self) -> bool:
        """Whether the law lives on one integer."""
        kind, lo, hi = self.record["support"]
        return kind == "integers" and lo == hi

    def _as_one(self, step: int) -> int:
        try:
            return self.desk.do("restate", [step], rat(1))
        except Rejected:
            return step

    def _is_inside(self, at: Form, lo: Term, hi: Term) -> bool:
        outer = self.desk.normal()
        above, below = lo == MINUS_INFINITY or minus(at, outer.form(lo)), hi == INFINITY or minus(outer.form(hi), at)
        return all(gap is True or outer.signs.is_positive(gap) for gap in (above, below))

    def _totals(self) -> Iterator[int]:
        """Steps E[1] = Z, by one way after the other."""
        if self.bends:
            with suppress(NoMean, *([] if self._bent else [Rejected])):
                yield self._in_parts(rat(1))
        steps = (self.routed.equation(route, (route.s0, ())) for route in self.routes)
        yield from (step for step in steps if step is not None)
        if self._is_infinite():
            yield from self.routed.sums(rat(1))
            yield from [] if self.bends else self._in_halves()
        with suppress(Rejected):
            yield self.desk.do("point_by_point", [], self.law, rat(1))

    def _in_halves(self) -> Iterator[int]:
        """E[1] by its halves below and above 0."""
        _, lo, hi = self.record["support"]
        if self._is_inside(ZERO, lo, hi):
            with suppress(NoMean, Rejected):
                halves = [self.part(lo, rat(0)).value(rat(1)), self.part(rat(0), hi).value(rat(1))]
                yield self.desk.do("split", halves, self.law, rat(1), rat(0))

    def _in_parts(self, f: Term) -> int:
        """E f as the sum of its parts between the bends."""
        _, lo, hi = self.record["support"]
        first, *others = (self.part(a, b).value(f) for a, b in pairwise((lo, *self.bends, hi)))
        for part, at, end in zip(others, self.bends, self.bends[1:], strict=False):
            first = self.desk.do("split_part", [first, part], self.law, f, lo, at, end)
        return self.desk.do("split", [first, others[-1]], self.law, f, self.bends[-1])

    def part(self, lo: Term, hi: Term) -> Part:
        """The part of the law between two points; its routes are found once."""
        if (lo, hi) not in self._parts:
            self._parts[lo, hi] = Part(self.desk, self.law, (lo, hi))
        return self._parts[lo, hi]

    def combination(self, f: Term) -> list[int]:
        """E f = c_0 + sum c_i E[g_i] with every E[g_i] known, then the values put in: the steps [facts ..., linearity, result].

        A statistic whose mean no rule gives is left standing.  Where f has no normal form on both sides of the bend, it is
        taken apart there.
        """
        if self._is_point:
            whole = self.desk.do("single_point", [], self.law, f)
            return [whole, whole]
        rows = by_variable(self.scope.form(f), X)
        if self._bends_much(rows):
            return self._whole_in_parts(f)
        facts, coefficients = self._known_of(rows)
        linear = self.desk.do("linearity", [self.one, *facts], self.law, f, coefficients)
        return [*facts, linear, self.desk.do("substitute", [linear, *dict.fromkeys(facts)])]

    def _known_of(self, rows: Row) -> tuple[list[int], tuple[Term, ...]]:
        """The means of the statistics that have one, with their coefficients; those first that are none of the law's own.

        On the line a statistic left standing is the end of it: no cases are made then for the sake of another.
        """
        own = by_variable(self.scope.form(self.record["logp"]), X)
        found: dict[Monomial, int] = {}
        standing, question = False, None
        for monomial in sorted(rows, key=own.__contains__):
            if monomial == UNIT or (standing and question and self.record["support"][0] == "interval"):
                continue
            try:
                found[monomial] = self._value_or_existence(monomial)
            except Undecided as asked:
                question = question or asked
            except NoMean:
                standing = True
        together = self.routed.solve_together({m: c for m, c in rows.items() if m != UNIT}) if standing and not self.bends else []
        if together:
            return [s for s, _ in together], tuple(to_term(c) for _, c in together)
        if question is not None and not (standing and self.record["support"][0] == "interval"):
            raise question
        return [found[m] for m in rows if m in found], tuple(to_term(c) for m, c in rows.items() if m in found)

    def _value_or_existence(self, monomial: Monomial) -> int:
        """The step E[monomial] = v; or that it exists, where no rule computes it."""
        try:
            return self.value(monomial)
        except NoMean:
            existing = self._existing(monomial)
            if existing is None:
                raise
            return existing

    def _whole_in_parts(self, f: Term) -> list[int]:
        """E f by its parts between the bends; less its value at a bend first, where it has one."""
        try:
            level = self.desk.normal().form(subst(f, {X: self.bends[0]}))
            whole = self.desk.tidy(self._in_parts(to_term(minus(self.scope.form(f), level))))
            linear = self.desk.do("linearity", [self.one, whole], self.law, f, (rat(1),))
            return [whole, linear, self.desk.do("substitute", [linear, whole])]
        except Rejected:
            whole = self._in_parts(f)
            return [whole, whole]

    def _bends_much(self, rows: Row) -> bool:
        """Whether a function is better taken apart at the density's own bends than term by term."""
        if not self.bends:
            return False
        bent = [{to_term(k) for k in kinks(single(m), X, self.scope)} for m in rows]
        alone = sum(map(bool, bent)) > 1 and set().union(*bent) <= set(self.bends)
        return alone or any(X in free(t) for _, t in self.scope.conditions)

    def _existing(self, monomial: Monomial) -> int | None:
        """A mean that no rule computes, but that is known to exist."""
        square = Monomial([(Atom("sym", X), const(2))])
        try:
            return self.desk.do("log_factorial", [self.value(square)], self.law, to_term(single(monomial)))
        except (Rejected, NoMean):
            return None

    def value(self, monomial: Monomial) -> int:
        """The step E[monomial] = v."""
        if monomial not in self._known:
            found = self._known_before(monomial)
            self._known[monomial] = self._value(monomial) if found is None else found
        return self._known[monomial]

    def _known_before(self, monomial: Monomial) -> int | None:
        """What holds under fewer assumptions holds here."""
        try:
            return None if self.before is None else self.before.value(monomial)
        except (NoMean, Undecided, Rejected):
            return None

    def _value(self, monomial: Monomial) -> int:
        form = single(monomial)
        bends = [to_term(k) for k in kinks(form, X, self.scope)] if self.record["support"][0] == "interval" else []
        if self.bends and not self._bent:
            try:
                return self._combined(monomial, self.routed.by_pieces(monomial))
            except NoMean:
                pass
        if self.bends and set(bends) <= set(self.bends):
            return self.desk.tidy(self._in_parts(to_term(form)))
        if bends:
            return self.desk.tidy(self._distance(monomial, bends))
        if self._is_infinite() or self.routes:
            return self._combined(monomial, self.routed.solve(monomial))
        try:
            return self.desk.tidy(self.desk.do("point_by_point", [], self.law, to_term(form)))
        except Rejected:
            raise NoMean(self.desk.named(monomial, self.law)) from None

    def _combined(self, monomial: Monomial, found: list[tuple[int, Form]]) -> int:
        term = to_term(single(monomial))
        if len(found) == 1 and self.desk.left(found[0][0])[2] == term:
            return self.desk.tidy(found[0][0])
        steps = [s for s, _ in found]
        linear = self.desk.do("linearity", [self.one, *steps], self.law, term, tuple(to_term(c) for _, c in found))
        return self.desk.tidy(self.desk.do("substitute", [linear, *dict.fromkeys(steps)]))

    # -- E|X - c| ----------------------------------------------------------------------------------------------------

    def _distance(self, monomial: Monomial, bends: list[Term]) -> int:
        """E|X - c|, c inside the support: both parts, one of them from the whole."""
        outer = self.desk.normal()
        if len(bends) != 1 or len(monomial.factors) != 1 or monomial.factors[0][1] != ONE:
            raise NoMean(self.desk.named(monomial, self.law))
        at, f = bends[0], to_term(single(monomial))
        self._require_inside(outer, at)
        sides = self._sides(outer, at)
        gap = self._signed_distance(monomial.factors[0][0], at)
        whole = self.combination(gap)[-1]
        for side in sides:
            try:
                return self._from_side(side, at, f, gap, whole)
            except (NoMean, Rejected):
                continue
        raise NoMean(self.desk.named(monomial, self.law))

    def _signed_distance(self, distance: Atom, at: Term) -> Term:
        """g, for a distance |g| that vanishes at one point and is g above it."""
        if distance.head != "abs":
            return to_term(minus(of_atom(Atom("sym", X)), self.desk.normal().form(at)))
        above = self.desk.proof.world.part_scope(self.desk.normal(), self.law, at, self.record["support"][2])
        inner = above.form(to_term(distance.args[0]))
        return to_term(inner if above.signs.is_nonnegative(inner) else scale(inner, -1))

    def _from_side(self, side: str, at: Term, f: Term, gap: Term, whole: int) -> int:
        """The part on ``side`` by a lemma, the other one as what is left of the whole."""
        _, lo, hi = self.record["support"]
        ends = {"below": (lo, at), "above": (at, hi)}
        other = "below" if side == "above" else "above"
        parts = {side: self.part(*ends[side]).value(gap)}
        parts[other] = self.desk.do("complement", [whole, parts[side]], self.law, gap, at, other)
        signed = {s: self.desk.do("linearity_of_part", [parts[s]], self.law, f, (rat(1 if s == "above" else -1),), *ends[s]) for s in ends}
        return self.desk.do("split", [signed["below"], signed["above"]], self.law, f, at)

    def _require_inside(self, outer: Normal, at: Term) -> None:
        _, lo, hi = self.record["support"]
        gaps = [minus(outer.form(at), outer.form(lo))] if lo != MINUS_INFINITY else []
        gaps += [minus(outer.form(hi), outer.form(at))] if hi != INFINITY else []
        for gap in gaps:
            if outer.signs.sign(gap) != POSITIVE:
                raise Undecided(to_term(gap))

    def _sides(self, outer: Normal, at: Term) -> tuple[str, ...]:
        """On which side of ``at`` the density does not bend."""
        if not self.bends:
            return ("above", "below")
        gaps = [minus(outer.form(at), outer.form(bend)) for bend in (self.bends[-1], self.bends[0])]
        if outer.signs.is_nonnegative(gaps[0]):
            return ("above",)
        if outer.signs.is_nonnegative(scale(gaps[1], -1)):
            return ("below",)
        raise Undecided(_question(gaps[0]))


def _question(gap: Form) -> Term:
    """``gap``, or of e^a - e^b the difference a - b, which has its sign and says more."""
    if len(gap.terms) == 2 and all([a.head for a, _ in m.factors] == ["E"] for m, _ in gap.terms):
        (first, c), (second, d) = gap.terms
        if c == -d:
            return to_term(scale(minus(first.factors[0][1], second.factors[0][1]), 1 if c > 0 else -1))
    return to_term(gap)
