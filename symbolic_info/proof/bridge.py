"""The bridge between SymPy expressions and kernel terms, and from distributions to a world.  Trusted, tested both ways.

Only what has an exact counterpart crosses.  A symbol crosses under a name of its own; two symbols of one name do not.
"""

from collections.abc import Iterable
from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef, UndefinedFunction

from symbolic_info.core.errors import Rejected
from symbolic_info.core.heads import Distribution, LogDensity, Mean, Quantity, Score
from symbolic_info.core.registry import Table
from symbolic_info.core.supports import limits
from symbolic_info.proof.finite import Tables, is_indexed
from symbolic_info.proof.functions import CONSTANTS, HEADS, OUT, ordered
from symbolic_info.proof.matrix_bridge import SCALARS, MatrixNames, is_of_coordinates, is_variate, is_vector, value_names
from symbolic_info.proof.terms import (
    NAME,
    QUANTITIES,
    Term,
    X,
    div,
    free,
    log,
    neg,
    power,
    rat,
    subterms,
    sym,
)

QUANTITY_KEYS = {"entropy": "entropy", "cross_entropy": "cross", "kl": "kl"}
LETTERS = ("P", "Q", "R", "S", "T", "U", "V", "W")
INDICES = "ijklm"


class Bridge:
    """Names for the symbols and laws of one statement."""

    def __init__(self, expressions: Iterable[sp.Basic]) -> None:
        expressions = list(expressions)
        self.quantities = _quantities(expressions)
        self.laws = _named_laws([*expressions, *sorted(self.quantities, key=sp.default_sort_key)])
        everything = [*expressions, *self.laws.values()]
        self.symbols = _named_symbols(set().union(*(e.free_symbols for e in everything), set()))
        self.functions = _named_functions({f.func for e in everything for f in e.atoms(AppliedUndef)})
        self._name_of = {s: n for n, s in self.symbols.items()}
        self._law_of = {law: n for n, law in self.laws.items()}
        self.variable = _variable({s.name for e in everything for s in e.free_symbols})
        bases = {q.base for q in self.quantities}
        self.tables = Tables(self, expressions)
        self.matrices = MatrixNames(self, expressions)
        self._densities: dict[Distribution, tuple[sp.Expr, Term]] = {}
        self.bases = sorted((b for b in bases if b.is_number is False), key=sp.default_sort_key)

    # -- into the kernel -------------------------------------------------------------------------------------------

    def term(self, e: sp.Basic, bound: dict[sp.Symbol, str] | None = None) -> Term:
        """The kernel term of ``e``; ``bound`` names symbols that a binder around it binds."""
        bound = bound or {}
        if e in CONSTANTS:
            return CONSTANTS[e]
        if isinstance(e, sp.Symbol):
            return sym(bound[e] if e in bound else self.name(e))
        if isinstance(e, sp.Rational):
            return rat(int(e.p), int(e.q))
        if isinstance(e, sp.Indexed):
            return self.tables.indexed(e, bound)
        if isinstance(e, (sp.Sum, sp.Integral)):
            return self.matrices.gammas(e, bound) or self.tables.sum(e, bound)
        if isinstance(e, sp.Pow):
            return power(*(self.term(a, bound) for a in e.args))
        if type(e) in HEADS:
            return HEADS[type(e)](*(self.term(a, bound) for a in e.args))
        return self._special(e, bound)

    def _special(self, e: sp.Basic, bound: dict[sp.Symbol, str]) -> Term:
        found = ordered(e, lambda a: self.term(a, bound))
        if found is not None:
            return found
        if isinstance(e, AppliedUndef) and len(e.args) == 1:
            return ("apply", e.func.__name__, self.term(e.args[0], bound))
        if isinstance(e, Quantity) and e.key in QUANTITY_KEYS and e.base == sp.E:
            return (QUANTITY_KEYS[e.key], *(self._law_of[d] for d in e.distributions))
        if isinstance(e, Quantity) and e.key in QUANTITY_KEYS:
            return div(self.term(e.in_nats(), bound), log(self.term(e.base, bound)))
        if isinstance(e, Mean):
            return self._mean(e, bound)
        if isinstance(e, LogDensity):
            return ("logp", self._law_of[e.args[0]], self.term(e.args[1], bound))
        if isinstance(e, Score):
            return ("score", self._law_of[e.args[0]], self.name(e.args[1]), self.term(e.args[2], bound))
        if isinstance(e, SCALARS):
            return self.matrices.scalar(e, bound)
        raise Rejected(f"{e} has no counterpart in the kernel")

    def _mean(self, e: Mean, bound: dict[sp.Symbol, str]) -> Term:
        if e.integrand.has(Mean):
            raise Rejected(f"{e} holds another expectation, whose variable would be taken for its own")
        f = e.integrand.replace(LogDensity, lambda law, x: law.log_density(x) if law == e.law else LogDensity(law, x))
        body = self.term(f, {**bound, **value_names(e.variable)})
        law = self._law_of[e.law]
        return ("part", X, body, law, *(self.term(a) for a in e.ends)) if len(e.args) > 3 else ("mean", X, body, law)

    def name_of(self, law: Distribution) -> str:
        """The kernel name of a law; "" for one that only stands inside another."""
        return self._law_of.get(law, "")

    def name(self, symbol: sp.Symbol) -> str:
        """The kernel name of a symbol."""
        if symbol not in self._name_of:
            raise Rejected(f"{symbol} is not a symbol of the statement")
        return self._name_of[symbol]

    # -- out of the kernel -----------------------------------------------------------------------------------------

    def expr(self, t: Term, at: dict[str, sp.Symbol] | None = None) -> sp.Expr:
        """The SymPy expression of a kernel term; ``at`` holds the symbols of the indices around it."""
        head, at = t[0], at or {}
        if head == "sym":
            return at.get(t[1]) or (self.variable if t[1] == X else self.symbols[t[1]])
        if head == "rat":
            return sp.Rational(t[1], t[2])
        if head in QUANTITIES:
            return self._quantity(t)
        if head in ("mean", "part"):
            x = self.matrices.variable(self.laws[t[3]])
            inside = {**at, **{n: s for s, n in value_names(x).items()}}
            return Mean(self.expr(t[2], inside), x, self.laws[t[3]], *(self.expr(e, at) for e in t[4:]))
        if head == "logp":
            return LogDensity(self.laws[t[1]], self.expr(t[2], at))
        if head == "score":
            return Score(self.laws[t[1]], self.symbols[t[2]], self.expr(t[3], at))
        if head in ("trace", "det", "value", "lgammas", "polygammas"):
            return self.matrices.expr(t, at)
        if head in ("limit", "derivative"):
            return self._moving(t, at)
        if head == "sum":
            return self._sum(t, at)
        if head == "all":
            return self._claim(t, at)
        if head == "idx":
            return self.tables.entry_expr(t[1], tuple(at.get(i) or self.symbols[i] for i in t[2:]))
        if head == "apply":
            return self._applied(t[1], self.expr(t[2], at))
        if head == "exp" and t[1][0] == "lgamma":
            return sp.gamma(self.expr(t[1][1], at))
        return OUT[head](*(self.expr(a, at) if isinstance(a, tuple) else a for a in t[1:]))

    def _moving(self, t: Term, at: dict[str, sp.Symbol]) -> sp.Expr:
        """A limit, or a derivative at a point; what moves is called as no symbol and no index is."""
        head, name, body, how, end = t
        inner, point = self.expr(body, {**at, name: self.variable}), self.expr(end, at)
        if head == "limit":
            return sp.Limit(inner, self.variable, point, {"above": "+", "below": "-", "both": "+-"}[how])
        return sp.Subs(sp.Derivative(inner, (self.variable, how)), self.variable, point)

    def _applied(self, name: str, argument: sp.Expr) -> sp.Expr:
        """An unknown function; the slope of a supporting line of a convex one is written as its derivative."""
        function = self.functions.get(name)
        return function(argument) if function else UndefinedFunction(f"{name[2:]}'", __dict__={"slope_of": name[2:]}, real=True)(argument)

    def _quantity(self, t: Term) -> sp.Expr:
        key = {v: k for k, v in QUANTITY_KEYS.items()}[t[0]]
        return Table("quantities", Quantity).rows_of(key)[0](*(self.laws[law] for law in t[1:]))

    def _sum(self, t: Term, at: dict[str, sp.Symbol]) -> sp.Expr:
        """A sum over the support as one over all classes: where the mass is 0, so is the term (0 log 0 = 0)."""
        _, indices, domain, body = t
        inner = self._letters(indices, at)
        places = self.tables.places(indices, domain)
        apart = [li for li in domain if li[0] in ("zero", "ne") or (li[0] == "idx" and not _vanishes(body, li))]
        term = self.expr(body, inner)
        if apart:
            term = sp.Piecewise((term, sp.And(*(self.literal(li, inner) for li in apart))), (0, True))
        head = sp.Integral if sp.S.Reals in places.values() else sp.Sum
        return head(term, *((inner[i], *limits(places[i])) for i in indices))

    def _letters(self, indices: Iterable[str], at: dict[str, sp.Symbol]) -> dict[str, sp.Symbol]:
        """A symbol for each index that nothing around it is called."""
        used = {*self.symbols, *(s.name for s in at.values())}
        letters = [letter for letter in (*INDICES, *(f"i{k}" for k in range(len(used)))) if letter not in used]
        return {**at, **{i: sp.Symbol(letter, integer=True, positive=True) for i, letter in zip(indices, letters, strict=False)}}

    def literal(self, literal: Term, at: dict[str, sp.Symbol]) -> sp.Basic:
        """A literal of a domain as a SymPy condition."""
        if literal[0] == "ne":
            return sp.Ne(*(at.get(i) or self.symbols[i] for i in literal[1:]))
        entry = self.expr(("idx", *literal[1:]), at)
        return sp.Eq(entry, 0) if literal[0] == "zero" else sp.Gt(entry, 0)

    def _claim(self, t: Term, at: dict[str, sp.Symbol]) -> sp.Basic:
        """An equation at every point of a domain: Implies(p_i > 0, a_i = b_i)."""
        _, indices, domain, left, right = t
        inner = self._letters(indices, at)
        claim = sp.Eq(self.expr(left, inner), self.expr(right, inner), evaluate=False)
        where = [self.literal(li, inner) for li in domain if li[0] != "in"]
        return sp.Implies(sp.And(*where), claim) if where else claim

    def condition(self, kind: str, t: Term) -> sp.Basic:
        """A condition as a SymPy relation; ``exists`` as |E f| < oo."""
        e = self.expr(t)
        if kind == "all":
            return e
        if kind == "exists":
            return sp.Lt(sp.Abs(e, evaluate=False), sp.oo, evaluate=False)
        if kind == "nonzero":
            return sp.Ne(e, 0)
        return _inequality(e, strict=kind == "positive")

    # -- the world -------------------------------------------------------------------------------------------------

    def world(self, witness: dict[str, Term] | None = None) -> dict[str, Any]:
        """The specification of the world: laws, constraints on their parameters, what covers what."""
        limits = (c for stating in (self.laws.values(), self.quantities) for one in stating for c in one.constraints)
        stated = {self.term(c) for c in limits if c.is_number is False}
        above_one = {self.term(b - 1) for b in self.bases}
        return {
            "constraints": tuple(sorted(stated | self._assumed() | above_one, key=lambda t: (len(repr(t)), t))),  # theta before 1/theta
            "laws": {n: self._law(law) for n, law in self.laws.items() if not _is_array(law)}
            | (self.tables.arrays | self.matrices.records() | self._convex()),
            "spaces": self.tables.sizes(),
            "covers": self.covers(),
            "witness": witness or {},
        }

    def _assumed(self) -> set[Term]:
        """What the symbols' own assumptions say."""
        positive = {sym(n) for n, s in self.symbols.items() if s.is_positive}
        return positive | {neg(sym(n)) for n, s in self.symbols.items() if s.is_negative}

    def _convex(self) -> dict[str, dict]:
        """Unknown functions that are declared convex."""
        ends = {n: f.convex_on for n, f in self.functions.items() if hasattr(f, "convex_on")}
        return {n: {"kind": "convex", "lo": self.term(lo), "hi": self.term(hi)} for n, (lo, hi) in ends.items()}

    def covers(self) -> tuple:
        """For quantities of finite laws, and of their parts: q_i > 0 wherever p_i > 0 is declared."""
        compared = {pair for q in self.quantities for pair in zip(*(_parts(law) for law in q.distributions), strict=False) if len(pair) > 1}
        pairs = [(self.tables.entry_of(q), self.tables.entry_of(p)) for p, q in compared if p != q]
        named = {(q, p, tuple(range(len(self._axes(p))))) for q, p in pairs if q and p and self._axes(q) == self._axes(p)}
        return self.tables.needed(named.union(self.tables.covers))

    def _axes(self, array: str) -> tuple[str, ...]:
        return self.tables.arrays[array]["axes"]

    def _law(self, law: Distribution) -> dict[str, Any]:
        if getattr(law, "factors", None) is not None and all(_is_array(f) or not is_indexed(f) for f, _ in law.factors):
            return self._product(law)
        if is_vector(law):
            return self.matrices.law(law)
        if is_variate(law):
            return self.matrices.variate(law)
        if is_of_coordinates(law):
            return self.matrices.coordinate_law(law)
        if is_indexed(law):
            return self.tables.record(law)
        if getattr(law, "masses", None) is not None:
            return {"kind": "masses", "masses": tuple(self.term(m) for m in law.masses)}
        support, (density, logp) = law.support, self._density(law)
        if support.is_discrete and any(end.is_finite is not False and not end.is_integer for end in (support.lo, support.hi)):
            raise Rejected(f"the support {support} does not end at integers")
        unknown = [f for f in density.atoms(AppliedUndef) if density == sp.log(f) and f.args == (self.variable,)]
        return {
            "kind": "density",
            "support": (support.kind, self.term(support.lo), self.term(support.hi)),
            "logp": logp,
            "unknown": tuple(f.func.__name__ for f in unknown),
        }

    def _density(self, law: Distribution) -> tuple[sp.Expr, Term]:
        """The log-density of a law in SymPy and in the kernel, read once."""
        if law not in self._densities:
            density = law.log_density(self.variable)
            self._densities[law] = density, self.term(density, {self.variable: X})
        return self._densities[law]

    def _product(self, law: Distribution) -> dict[str, Any]:
        parts = [(self._law_of[part], count) for part, count in law.factors]
        if len(parts) == 1 and parts[0][1] != 1:
            return {"kind": "power", "factor": parts[0][0], "count": self.term(parts[0][1])}
        return {"kind": "product", "factors": tuple(n for n, count in parts for _ in range(int(count)))}


def _parts(law: Distribution) -> list[Distribution]:
    """The parts of a product, or the law itself."""
    return [part for part, _ in getattr(law, "factors", None) or ((law, 1),)]


def _is_array(law: Distribution) -> bool:
    return getattr(law, "array", None) is not None


def _inequality(e: sp.Expr, *, strict: bool) -> sp.Basic:
    """e > 0 with positive terms on one side and negative ones on the other: a_2 - a_1 > 0 as a_1 < a_2."""
    terms = sorted(sp.Add.make_args(e), key=sp.default_sort_key)
    below = [-t for t in terms if t.could_extract_minus_sign()]
    above = [t for t in terms if not t.could_extract_minus_sign()]
    lower, upper = sp.Add(*below), sp.Add(*above)
    if not lower.free_symbols:
        return sp.Gt(upper, lower) if strict else sp.Ge(upper, lower)
    return sp.Lt(lower, upper) if strict else sp.Le(lower, upper)


def _vanishes(t: Term, entry: Term) -> bool:
    """Whether ``t`` is 0 where ``entry`` is: each term has the factor ``entry``, and otherwise holds it in logarithms only."""
    if t[0] == "add":
        return all(_vanishes(a, entry) for a in subterms(t))
    if t[0] == "pow" and t[1] == entry:
        return t[2][0] == "rat" and t[2][1] > 0
    return t == entry or (t[0] == "mul" and any(_vanishes(a, entry) for a in t[1:]) and all(_is_tame(a, entry) for a in t[1:]))


def _is_tame(t: Term, entry: Term) -> bool:
    if t[0] in ("add", "mul"):
        return all(_is_tame(a, entry) for a in subterms(t))
    return t == entry or t[0] == "log" or not _occurs(t, entry)


def _occurs(t: Term, entry: Term) -> bool:
    return t == entry or any(_occurs(a, entry) for a in subterms(t)) or (t[0] == "sum" and bool(set(entry[2:]) & free(t)))


def _quantities(expressions: list[sp.Basic]) -> set[Quantity]:
    """The quantities that are asked for, and those by which others are defined."""
    found: set[Quantity] = set()
    todo = set().union(*(e.atoms(Quantity) for e in expressions), set())
    while todo:
        found |= todo
        unnamed = [q for q in sorted(todo, key=sp.default_sort_key) if q.key not in QUANTITY_KEYS and q.distributions]
        todo = set().union(*(q.unfold().atoms(Quantity) for q in unnamed), set()) - found
    return found


def _named_laws(expressions: list[sp.Basic]) -> dict[str, Distribution]:
    """Laws in order of appearance: P, Q, R, ...; the parts of a product after it."""
    found: list[Distribution] = []
    for expression in expressions:
        for node in sp.preorder_traversal(expression):
            if isinstance(node, Distribution) and node not in found:
                found.append(node)
    return {(LETTERS[i] if i < len(LETTERS) else f"P{i}"): law for i, law in enumerate(found)}


def _named_symbols(symbols: set[sp.Symbol]) -> dict[str, sp.Symbol]:
    """Kernel names: the symbol's own where it can be one, else v1, v2, ...; the kernel takes each for a real number."""
    plain = sorted((s for s in symbols if isinstance(s, sp.Symbol)), key=lambda s: s.name)
    texts = [s.name for s in plain]
    if len(set(texts)) != len(texts):
        raise Rejected("two symbols of one name")
    out: dict[str, sp.Symbol] = {}
    for symbol in plain:
        if symbol.is_extended_real is False or symbol.is_finite is False:
            raise Rejected(f"{symbol} is not a real number")
        own = NAME.match(symbol.name) and not symbol.name.startswith("_")
        name = symbol.name if own else next(f"v{i}" for i in range(1, 10**6) if f"v{i}" not in texts and f"v{i}" not in out)
        out[name] = symbol
    return out


def _named_functions(functions: set[Any]) -> dict[str, Any]:
    """Unknown functions by name."""
    out = {f.__name__: f for f in functions}
    if len(out) != len(functions):
        raise Rejected("two functions of one name")
    for text in sorted(out):  # _df is the slope of a convex f
        if not NAME.match(text) or text.startswith("_"):
            raise Rejected(f"not a name for a function: {text!r:.40}")
    return out


def _variable(used: set[str]) -> sp.Symbol:
    return sp.Symbol(next(v for v in ("x", "y", "z", "t", "u", "v", "w", *(f"x{i}" for i in range(len(used)))) if v not in used), real=True)
