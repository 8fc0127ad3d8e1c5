"""Quantities of laws of several numbers: the statistics of the log-densities, and for each the lemmas that integrate it out.

Untrusted: every equation is a step that the kernel has accepted.
"""

from collections.abc import Callable
from contextlib import suppress

from symbolic_info.core.errors import NoClosedForm, Rejected
from symbolic_info.derive.equations import Desk
from symbolic_info.derive.statistics import by_variable
from symbolic_info.proof.coordinates import coordinates_of
from symbolic_info.proof.forms import UNIT, ZERO, Form, Monomial, depends, of_atom, plus, single, to_term
from symbolic_info.proof.normal import Normal
from symbolic_info.proof.signs import content
from symbolic_info.proof.terms import INFINITY, H, Term, add, free, log, mul, neg, power, rat, sub, sym
from symbolic_info.rules.iterated import over_coordinate, tilted_scopes
from symbolic_info.rules.lemma import HALF_LINE, LINE, U, lemma
from symbolic_info.rules.matching import hold

Lines = list[tuple[str, int]]
Layer = tuple[str, Term, Term, tuple[Term, ...]]
MAX_NEAR = 8


class NeedsFact(Exception):
    """A lemma's parameter is positive at h = 0, which has to be said to be near 0 too."""

    def __init__(self, term: Term) -> None:
        super().__init__(term)
        self.term = term


class Coordinates:
    """The search for one quantity of laws of several numbers."""

    def __init__(self, desk: Desk, term: Term) -> None:
        self.desk, self.term = desk, term
        self.world = desk.proof.world

    def run(self) -> tuple[int, Lines]:
        """The step q = value, and the steps to show, each with its role."""
        ones = {law: self._mean(law, rat(0), 0) for law in dict.fromkeys(self.term[1:])}
        start = self.desk.do("coordinate_definition", list(ones.values()), self.term)
        law, body = self.term[1], self.desk.right(start)[2]
        statistics = self._statistics(law, body)
        facts = [self._fact(law, to_term(single(m))) for m in statistics]
        linear = self.desk.do("linearity", [ones[law], *facts], law, body, tuple(to_term(c) for c in statistics.values()))
        inserted = self.desk.do("chain", [start, self.desk.do("substitute", [linear, *facts])])
        last = self.desk.tidy(inserted)
        roles = [("definition", start), *(("fact", f) for f in facts), ("linearity", linear)]
        return last, [*roles, ("substitute", inserted), ("restate", last)]

    def _statistics(self, law: str, body: Term) -> dict[Monomial, Form]:
        """What of the coordinates stands in a function of them, with its coefficients."""
        names_ = self.world.values(law)
        out: dict[Monomial, Form] = {}
        for monomial, c in self.world.law_scope(self.desk.normal(), law).form(body).terms:
            inside, outside = depends(monomial, names_)
            out[inside] = plus(out.get(inside, ZERO), single(outside, c))
        return {m: c for m, c in out.items() if c.terms and m != UNIT}

    def _fact(self, law: str, statistic: Term) -> int:
        """The step E[T] = v; T is left standing where no lemma fits, and it has finitely many values."""
        try:
            return self.desk.tidy(self._mean(law, statistic, 1))
        except NoClosedForm as gap:
            with suppress(Rejected):
                return self.desk.do("finite_points", [], law, statistic)
            raise gap

    def _mean(self, law: str, statistic: Term, times: int) -> int:
        """The step E[T^times] = v, v = 1 for ``times`` = 0."""
        near: tuple[Term, ...] = ()
        for _ in range(MAX_NEAR):
            try:
                layers = tuple(self._layers(law, statistic, near))
                return self.desk.do("iterated", [], law, statistic, times, near, layers)
            except NeedsFact as need:
                near = (*near, need.term)
        raise NoClosedForm(f"no neighbourhood of 0 was found for the tilt of {self.desk.bridge.laws[law]}")

    def _layers(self, law: str, statistic: Term, near: tuple[Term, ...]) -> list[Layer]:
        """A lemma with its map for each coordinate, found from the last to the first."""
        record = self.world.laws[law]
        scopes = tilted_scopes(self.world, self.desk.normal(), record, near)
        body = add(record["logp"], mul(sym(H), statistic))
        layers: list[Layer] = []
        for k in reversed(range(len(record["supports"]))):
            x, support = coordinates_of(record)[k], record["supports"][k]
            layer = self._layer(scopes[k], scopes[k + 1], support, x, body, law)
            body = over_coordinate(self.world, scopes[k], support, x, body, *layer)
            layers.insert(0, layer)
        return layers

    def _layer(self, outer: Normal, inner: Normal, support: tuple, x: str, body: Term, law: str) -> Layer:
        rows = {m: c for m, c in by_variable(inner.form(body), x).items() if m != UNIT}
        for read in READERS:
            layer = read(inner, support, x, rows)
            if layer is not None:
                self._need(outer, layer)
                return layer
        raise NoClosedForm(f"no lemma integrates the density of {self.desk.bridge.laws[law]} over its coordinate {x[2:]}")

    def _need(self, outer: Normal, layer: Layer) -> None:
        """Ask for a fact where a condition of the lemma speaks of h and is not proved."""
        entry = lemma(layer[0])
        trial = Normal(outer.world, outer.signs, outer.bound, outer.zero)
        hold(trial, entry, dict(zip(entry.parameters, layer[3], strict=True)))
        for _, term in sorted(trial.conditions):
            if H in free(term):
                raise NeedsFact(to_term(_without_coordinates(outer, outer.form(term))))


def _without_coordinates(scope: Normal, form: Form) -> Form:
    """A form without the positive factors that all its terms share."""
    outside, inside = content(form)
    keep = Monomial((a, e) for a, e in outside.factors if not scope.signs.is_positive(of_atom(a)))
    return inside if not keep.factors else single(keep)


# -- which lemma ---------------------------------------------------------------------------------------------------------


Rows = dict[Monomial, Form]


def _coefficients(scope: Normal, rows: Rows, *statistics: Term) -> list[Term] | None:
    """The coefficients of these statistics, 0 where one is missing; None where another statistic is left."""
    forms = [scope.form(t) for t in statistics]
    wanted = [f.terms[0][0] if len(f.terms) == 1 and f.terms[0][1] == 1 else None for f in forms]
    if None in wanted or set(rows) - set(wanted):
        return None
    return [to_term(rows.get(m, ZERO)) for m in wanted if m is not None]


def _beta(scope: Normal, support: tuple, x: str, rows: Rows) -> Layer | None:
    """(s - 1) log u + (t - 1) log(r - u) over 0 < u < r."""
    kind, lo, hi = support
    if kind != "interval" or lo != rat(0) or hi == INFINITY:
        return None
    found = _coefficients(scope, rows, log(sym(x)), log(sub(hi, sym(x))))
    return None if found is None else ("beta_segment", sym(U), sym(x), (*(_plain(scope, add(c, rat(1))) for c in found), hi))


def _gamma(scope: Normal, support: tuple, x: str, rows: Rows) -> Layer | None:
    """(s - 1) log u - t u over u > 0."""
    if support != HALF_LINE:
        return None
    found = _coefficients(scope, rows, log(sym(x)), sym(x))
    return None if found is None else ("euler_gamma", sym(U), sym(x), (_plain(scope, add(found[0], rat(1))), _plain(scope, neg(found[1]))))


def _inverse_gamma(scope: Normal, support: tuple, x: str, rows: Rows) -> Layer | None:
    """-(s + 1) log u - t/u over u > 0."""
    if support != HALF_LINE:
        return None
    found = _coefficients(scope, rows, log(sym(x)), power(sym(x), rat(-1)))
    if found is None:
        return None
    return "gamma_inverse_power", sym(U), sym(x), (_plain(scope, neg(add(found[0], rat(1)))), _plain(scope, neg(found[1])), rat(1))


def _gauss(scope: Normal, support: tuple, x: str, rows: Rows) -> Layer | None:
    """s u - t u^2 over the line."""
    if support != LINE:
        return None
    found = _coefficients(scope, rows, sym(x), power(sym(x), rat(2)))
    return None if found is None else ("gauss", sym(U), sym(x), (found[0], _plain(scope, neg(found[1]))))


def _binomial(scope: Normal, support: tuple, x: str, rows: Rows) -> Layer | None:
    """s u - log u! - log (r - u)! over u = 0, ..., r."""
    kind, lo, hi = support
    if kind != "integers" or lo != rat(0) or hi == INFINITY:
        return None
    factorials = (("lgamma", add(at, rat(1))) for at in (sym(x), sub(hi, sym(x))))
    found = _coefficients(scope, rows, *factorials, sym(x))
    return None if found is None or found[:2] != [rat(-1), rat(-1)] else ("binomial_series", sym(U), sym(x), (found[2], hi))


def _plain(scope: Normal, t: Term) -> Term:
    return to_term(scope.form(t))


READERS: tuple[Callable[[Normal, tuple, str, Rows], Layer | None], ...] = (_beta, _gamma, _inverse_gamma, _gauss, _binomial)
