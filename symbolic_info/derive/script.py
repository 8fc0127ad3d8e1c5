"""A proof written out by hand: each line is a rule of the kernel, stated in SymPy.  Untrusted: the kernel replays it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import sympy as sp

from symbolic_info.core.heads import Distribution
from symbolic_info.derive.theorem import Theorem, theorem_of
from symbolic_info.derive.unfolding import written_out
from symbolic_info.derive.witness import search_witness
from symbolic_info.proof.bridge import Bridge
from symbolic_info.proof.forms import Form
from symbolic_info.proof.kernel import Proof, Statement, replay, to_text
from symbolic_info.proof.terms import INFINITY, MINUS_INFINITY, Term
from symbolic_info.proof.world import World
from symbolic_info.rules.inequalities import opened

u = sp.Symbol("u", real=True)
MINUS_LOG = -sp.log(u)


class Where(NamedTuple):
    """A domain: its index symbols, and the literals that hold there."""

    indices: tuple[sp.Symbol, ...]
    literals: tuple[Term, ...]


class Script:
    """A proof in the world of the laws and arrays that ``expressions`` hold."""

    def __init__(self, *expressions: sp.Basic) -> None:
        self.given = [sp.sympify(e, strict=True) for e in expressions]
        plain = [written_out(e) for e in self.given]
        self.bridge = Bridge([*plain, *self.given])
        spec = self.bridge.world()
        self.proof = Proof(World({**spec, "witness": search_witness(spec)}))

    # -- terms -----------------------------------------------------------------------------------------------------

    def term(self, e: Any, indices: Sequence[sp.Symbol] = ()) -> Term:
        """The kernel term of an expression at a point of a domain."""
        return self.bridge.term(written_out(e), self._names(indices))

    def form(self, e: Any) -> Form:
        """The normal form of an expression, quantities of finite laws as sums; ``Rejected`` where it has no meaning."""
        world = self.proof.world
        return world.normal().form(opened(world, self.term(e)))

    def _names(self, indices: Sequence[sp.Symbol]) -> dict[sp.Symbol, str]:
        return {s: f"_s{k}" for k, s in enumerate(indices)}

    def over(self, law: Distribution, *indices: sp.Symbol, among: Sequence[sp.Symbol] = ()) -> Where:
        """The support of a law at its index symbols, which may be some ``among`` those of a larger domain."""
        names = self._names(among or indices)
        ((_, literals),) = self.bridge.tables.parts(law, tuple(names[s] for s in indices))
        return Where(tuple(among or indices), tuple(sorted(literals)))

    def parts(self, law: Distribution, *indices: sp.Symbol) -> list[tuple[sp.Expr, Where]]:
        """The masses of a law, those of a mixture component by component, each with its support."""
        if getattr(law, "components", None) is None:
            return [(law.mass(*indices), self.over(law, *indices))]
        weighted = zip(law.weights, law.components, strict=True)
        return [(w * mass, where) for w, part in weighted for mass, where in self.parts(part, *indices)]

    def where(self, indices: Sequence[sp.Symbol], *entries: sp.Expr, ranges: Mapping[sp.Symbol, sp.Expr] | None = None) -> Where:
        """Where the ``entries`` are positive, and indices run through whole spaces of the sizes ``ranges``."""
        names = self._names(indices)
        literals = {self.bridge.tables.literal(e, names) for e in entries}
        literals |= {("in", names[s], self.bridge.tables.spaces[size]) for s, size in (ranges or {}).items()}
        return Where(tuple(indices), tuple(sorted(literals)))

    def supports(self, indices: Sequence[sp.Symbol], *laws: tuple[Distribution, Sequence[sp.Symbol]]) -> Where:
        """Where several laws have mass, each at its own ones of the ``indices``."""
        names, literals = self._names(indices), set()
        for law, at in laws:
            ((_, found),) = self.bridge.tables.parts(law, tuple(names[s] for s in at))
            literals |= set(found)
        return Where(tuple(indices), tuple(sorted(literals)))

    def _domain(self, where: Where) -> tuple[tuple[str, ...], tuple[Term, ...]]:
        return tuple(self._names(where.indices).values()), where.literals

    # -- rules -----------------------------------------------------------------------------------------------------

    def line(self, where: Where, weight: Any, f: sp.Expr, g: Any, c: Any, lo: Any = -sp.oo, hi: Any = sp.oo) -> int:
        """sum w (f(c) + f'(c) (g - c)) <= sum w f(g) for a convex function f of ``u`` on (lo, hi)."""
        return self._line("supporting_line", where, weight, f, g, c, lo, hi)

    def moving_line(self, where: Where, weight: Any, f: sp.Expr, g: Any, c: Any, lo: Any = -sp.oo, hi: Any = sp.oo) -> int:
        """The same, where c may depend on the indices."""
        return self._line("moving_line", where, weight, f, g, c, lo, hi)

    def _line(self, rule: str, where: Where, weight: Any, f: sp.Expr, g: Any, c: Any, lo: Any, hi: Any) -> int:
        ends = [INFINITY if e == sp.oo else MINUS_INFINITY if e == -sp.oo else self.term(e) for e in (lo, hi)]
        function = self.bridge.term(sp.sympify(f, strict=True), {u: "_u"})
        weight, g, c = (self.term(e, where.indices) for e in (weight, g, c))
        return self.proof.do(rule, [], *self._domain(where), weight, function, g, c, *ends)

    def log_bound(self, where: Where, weight: Any, ratio: Any) -> int:
        """log t <= t - 1: sum w (1 - t) <= sum -w log t."""
        return self.line(where, weight, MINUS_LOG, ratio, 1, 0)

    def sign(self, where: Where, body: Any) -> int:
        """0 <= sum of ``body``, where it is >= 0; 0 = sum, where it vanishes."""
        return self.proof.do("pointwise", [], *self._domain(where), self.term(body, where.indices))

    def enlarge(self, where: Where, larger: Where, body: Any) -> int:
        """The sum of ``body`` over a domain <= that over a larger one."""
        indices, literals = self._domain(where)
        return self.proof.do("enlarge", [], indices, literals, larger.literals, self.term(body, where.indices))

    def restricted(self, where: Where, larger: Where, body: Any) -> int:
        """The sum of ``body`` over the part of ``larger`` that lies in a domain <= that over all of ``larger``."""
        both = Where(where.indices, tuple(sorted({*where.literals, *larger.literals})))
        return self.enlarge(both, larger, body)

    def combine(self, lower: Any, relation: str, upper: Any, premises: Mapping[int, Any]) -> int:
        """``lower`` = (or <=, or <) ``upper`` as a non-negative combination of lines."""
        numbers = tuple(self.term(c) for c in premises.values())
        return self.proof.do("combine", list(premises), self.term(lower), self.term(upper), relation, numbers)

    def increasing(self, line: int, f: sp.Expr, lo: Any = -sp.oo, hi: Any = sp.oo) -> int:
        """f of both sides, for an increasing function f of ``u`` on (lo, hi)."""
        ends = [INFINITY if e == sp.oo else MINUS_INFINITY if e == -sp.oo else self.term(e) for e in (lo, hi)]
        return self.proof.do("increasing", [line], self.bridge.term(f, {u: "_u"}), *ends)

    def equality(self, line: int, *new: tuple[Where, Any, Any], forth: Iterable, back: Iterable) -> int:
        """The case of equality, put as ``new`` equations (where, left, right); ``forth`` and ``back`` are the multipliers.

        The old equations are taken in the order of ``self.tight(line)``.
        """
        equations = tuple(("all", *self._domain(w), self.term(a, w.indices), self.term(b, w.indices)) for w, a, b in new)
        rows = []
        for factors in (forth, back):
            rows.append(tuple(tuple(self._multiplier(k, new) for k in row) for row in factors))
        return self.proof.do("tighten", [line], equations, *rows)

    def _multiplier(self, k: Any, new: tuple) -> Term:
        indices = max((w.indices for w, *_ in new), key=len)
        return self.term(k, indices)

    def tight(self, line: int) -> tuple[Term, ...]:
        """The equations of a line's case of equality, in order."""
        return tuple(sorted(self.proof.done[line].tight or ()))

    def said(self, line: int) -> Statement:
        """What a line states."""
        return self.proof.done[line]

    # -- the end ---------------------------------------------------------------------------------------------------

    def theorem(self, line: int, *asked: sp.Expr) -> Theorem:
        """The theorem that a line states, replayed."""
        statement, spec = self.proof.done[line], self.bridge.world()
        certificate = to_text(self.proof.document(line, search_witness(spec, tuple(sorted(statement.conditions)))))
        proven = replay(certificate, spec, statement.left, statement.right, statement.relation)
        return theorem_of(proven, self.bridge, *asked)

    def proves(self, lower: Any, relation: str, upper: Any, premises: Mapping[int, Any]) -> Theorem:
        """``combine``, and the theorem."""
        return self.theorem(self.combine(lower, relation, upper, premises), sp.sympify(lower, strict=True), sp.sympify(upper, strict=True))
