"""The bridge between SymPy expressions and kernel terms, and from distributions to a world.  Trusted, tested both ways.

Only what has an exact counterpart crosses.  A symbol crosses under a name of its own; two symbols of one name do not.
"""

from collections.abc import Callable, Iterable
from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef

from symbolic_info.core.errors import Rejected
from symbolic_info.core.heads import Distribution, Mean, Quantity
from symbolic_info.core.registry import Table
from symbolic_info.proof.terms import INFINITY, MINUS_INFINITY, NAME, PI, QUANTITIES, Term, add, div, exp, lgamma, log, mul, neg, power, rat, sub, sym
from symbolic_info.proof.world import X

QUANTITY_KEYS = {"entropy": "entropy", "cross_entropy": "cross", "kl": "kl"}
LETTERS = ("P", "Q", "R", "S", "T", "U", "V", "W")
EULER = neg(("polygamma", 0, rat(1)))


def _lbeta(a: Term, b: Term) -> Term:
    return add(lgamma(a), lgamma(b), neg(lgamma(add(a, b))))


# SymPy head -> term of its arguments' terms
HEADS: dict[type, Callable[..., Term]] = {
    sp.Add: add,
    sp.Mul: mul,
    sp.exp: exp,
    sp.log: log,
    sp.loggamma: lgamma,
    sp.gamma: lambda a: exp(lgamma(a)),
    sp.factorial: lambda a: exp(lgamma(add(a, rat(1)))),
    sp.beta: lambda a, b: exp(_lbeta(a, b)),
    sp.Abs: lambda a: ("abs", a),
    sp.erf: lambda a: ("erf", a),
    sp.erfc: lambda a: sub(rat(1), ("erf", a)),
    sp.uppergamma: lambda s, z: ("ugamma", s, z),
    sp.cosh: lambda a: mul(rat(1, 2), add(exp(a), exp(neg(a)))),
    sp.sinh: lambda a: mul(rat(1, 2), sub(exp(a), exp(neg(a)))),
    sp.tanh: lambda a: sub(rat(1), div(rat(2), add(exp(mul(rat(2), a)), rat(1)))),
}
CONSTANTS: dict[sp.Basic, Term] = {sp.pi: PI, sp.E: exp(rat(1)), sp.EulerGamma: EULER, sp.oo: INFINITY, -sp.oo: MINUS_INFINITY}


class Bridge:
    """Names for the symbols and laws of one statement."""

    def __init__(self, expressions: Iterable[sp.Basic]) -> None:
        expressions = list(expressions)
        self.laws = _named_laws(expressions)
        self.symbols = _named_symbols(set().union(*(e.free_symbols for e in [*expressions, *self.laws.values()]), set()))
        self._name_of = {s: n for n, s in self.symbols.items()}
        self._law_of = {law: n for n, law in reversed(self.laws.items())}
        self.variable = _variable(self.laws.values(), expressions)
        bases = {q.base for e in expressions for q in e.atoms(Quantity)}
        self.bases = sorted((b for b in bases if b.is_number is False), key=sp.default_sort_key)

    # -- into the kernel -------------------------------------------------------------------------------------------

    def term(self, e: sp.Basic, bound: dict[sp.Symbol, str] | None = None) -> Term:
        """The kernel term of ``e``; ``bound`` names symbols that a binder around it binds."""
        bound = bound or {}
        if e in CONSTANTS:
            return CONSTANTS[e]
        if isinstance(e, sp.Symbol):
            return sym(bound[e] if e in bound else self._name(e))
        if isinstance(e, sp.Rational):
            return rat(int(e.p), int(e.q))
        if isinstance(e, sp.Pow):
            return power(*(self.term(a, bound) for a in e.args))
        if type(e) in HEADS:
            return HEADS[type(e)](*(self.term(a, bound) for a in e.args))
        return self._special(e, bound)

    def _special(self, e: sp.Basic, bound: dict[sp.Symbol, str]) -> Term:
        if isinstance(e, sp.polygamma) and isinstance(e.args[0], sp.Integer):
            return ("polygamma", int(e.args[0]), self.term(e.args[1], bound))
        if isinstance(e, AppliedUndef) and len(e.args) == 1 and NAME.match(e.func.__name__):
            return ("apply", e.func.__name__, self.term(e.args[0], bound))
        if isinstance(e, Quantity) and e.key in QUANTITY_KEYS and e.base == sp.E:
            return (QUANTITY_KEYS[e.key], *(self._law_of[d] for d in e.distributions))
        if isinstance(e, Quantity) and e.key in QUANTITY_KEYS:
            return div(self.term(e.in_nats(), bound), log(self.term(e.base, bound)))
        if isinstance(e, Mean):
            return self._mean(e, bound)
        raise Rejected(f"{e} has no counterpart in the kernel")

    def _mean(self, e: Mean, bound: dict[sp.Symbol, str]) -> Term:
        f = e.integrand.replace(lambda n: type(n).__name__ == "LogDensity", lambda n: n.doit())
        body = self.term(f, {**bound, e.variable: X})
        law = self._law_of[e.law]
        return ("part", X, body, law, *(self.term(a) for a in e.ends)) if len(e.args) > 3 else ("mean", X, body, law)

    def _name(self, symbol: sp.Symbol) -> str:
        if symbol not in self._name_of:
            raise Rejected(f"{symbol} is not a symbol of the statement")
        return self._name_of[symbol]

    # -- out of the kernel -----------------------------------------------------------------------------------------

    def expr(self, t: Term) -> sp.Expr:
        """The SymPy expression of a kernel term."""
        head = t[0]
        if head == "sym":
            return self.variable if t[1] == X else self.symbols[t[1]]
        if head == "rat":
            return sp.Rational(t[1], t[2])
        if head in QUANTITIES:
            return self._quantity(t)
        if head in ("mean", "part"):
            ends = [self.expr(e) for e in t[4:]]
            return Mean(self.expr(t[2]), self.variable, self.laws[t[3]], *ends)
        if head == "sum":
            return self._sum(t)
        if head == "exp" and t[1][0] == "lgamma":
            return sp.gamma(self.expr(t[1][1]))
        if head == "idx":
            return self.laws[t[1]].array[tuple(_index(i) for i in t[2:])]
        return OUT[head](*(self.expr(a) if isinstance(a, tuple) else a for a in t[1:]))

    def _quantity(self, t: Term) -> sp.Expr:
        key = {v: k for k, v in QUANTITY_KEYS.items()}[t[0]]
        return Table("quantities", Quantity).rows_of(key)[0](*(self.laws[law] for law in t[1:]))

    def _sum(self, t: Term) -> sp.Expr:
        law = self.laws[t[2]]
        limits = [(_index(i), 1, n) for i, n in zip(t[1], law.shape, strict=True)]
        return sp.Sum(self.expr(t[3]), *limits)

    def condition(self, kind: str, t: Term) -> sp.Basic:
        """A condition as a SymPy relation; ``exists`` as |E f| < oo."""
        e = self.expr(t)
        if kind == "exists":
            return sp.Lt(sp.Abs(e, evaluate=False), sp.oo, evaluate=False)
        if kind == "nonzero":
            return sp.Ne(e, 0)
        return _inequality(sp.expand(e), strict=kind == "positive")

    # -- the world -------------------------------------------------------------------------------------------------

    def world(self, witness: dict[str, Term] | None = None, covers: tuple = ()) -> dict[str, Any]:
        """The specification of the world: laws, constraints on their parameters, what covers what."""
        return {
            "constraints": tuple(sorted({t for law in self.laws.values() for t in self._constraints(law)} | self._assumed() | {self.term(b - 1) for b in self.bases})),
            "laws": {n: self._law(law) for n, law in self.laws.items()},
            "covers": covers or self._covers(),
            "witness": witness or {},
        }

    def _constraints(self, law: Distribution) -> list[Term]:
        return [self.term(c) for c in law.constraints if c.is_number is False]

    def _assumed(self) -> set[Term]:
        """What the symbols' own assumptions say."""
        positive = {sym(n) for n, s in self.symbols.items() if s.is_positive}
        return positive | {neg(sym(n)) for n, s in self.symbols.items() if s.is_negative}

    def _covers(self) -> tuple:
        """Arrays of masses of one shape are declared to cover the first: q_i > 0 wherever p_i > 0."""
        arrays = [n for n, law in self.laws.items() if getattr(law, "array", None) is not None]
        return tuple((q, p) for p in arrays for q in arrays if p != q and self.laws[p].shape == self.laws[q].shape)

    def _law(self, law: Distribution) -> dict[str, Any]:
        if getattr(law, "factors", None) is not None:
            return self._product(law)
        if getattr(law, "array", None) is not None:
            return {"kind": "array", "indices": len(law.shape)}
        if getattr(law, "masses", None) is not None:
            return {"kind": "masses", "masses": tuple(self.term(m) for m in law.masses)}
        support = law.support
        log_density = self.term(law.log_density(self.variable), {self.variable: X})
        unknown = {f.func.__name__ for f in law.log_density(self.variable).atoms(AppliedUndef)}
        ends = (self.term(support.lo), self.term(support.hi))
        return {"kind": "density", "support": (support.kind, *ends), "logp": log_density, "unknown": tuple(sorted(unknown))}

    def _product(self, law: Distribution) -> dict[str, Any]:
        parts = [(self._law_of[part], count) for part, count in law.factors]
        if len(parts) == 1 and parts[0][1] != 1:
            return {"kind": "power", "factor": parts[0][0], "count": self.term(parts[0][1])}
        return {"kind": "product", "factors": tuple(n for n, count in parts for _ in range(int(count)))}


OUT: dict[str, Callable[..., sp.Expr]] = {
    "pi": lambda: sp.pi,
    "infinity": lambda: sp.oo,
    "minus_infinity": lambda: -sp.oo,
    "add": sp.Add,
    "mul": sp.Mul,
    "pow": sp.Pow,
    "log": sp.log,
    "exp": sp.exp,
    "lgamma": sp.loggamma,
    "polygamma": sp.polygamma,
    "abs": sp.Abs,
    "erf": sp.erf,
    "ugamma": sp.uppergamma,
    "apply": lambda f, x: sp.Function(f)(x),
}


def _inequality(e: sp.Expr, *, strict: bool) -> sp.Basic:
    """e > 0 with positive terms on one side and negative ones on the other: a_2 - a_1 > 0 as a_1 < a_2."""
    terms = sorted(sp.Add.make_args(e), key=sp.default_sort_key)
    below = [-t for t in terms if t.could_extract_minus_sign()]
    above = [t for t in terms if not t.could_extract_minus_sign()]
    lower, upper = sp.Add(*below), sp.Add(*above)
    if not lower.free_symbols:
        return sp.Gt(upper, lower) if strict else sp.Ge(upper, lower)
    return sp.Lt(lower, upper) if strict else sp.Le(lower, upper)


def _index(text: str) -> sp.Symbol:
    return sp.Symbol({"_i0_0": "i", "_i1_0": "j", "_i0_1": "j", "_k0_0": "i", "_k0_1": "j"}.get(text, text.strip("_")), integer=True, positive=True)


def _named_laws(expressions: list[sp.Basic]) -> dict[str, Distribution]:
    """Laws in order of appearance: P, Q, R, ...; the parts of a product after it."""
    found: list[Distribution] = []
    for expression in expressions:
        for node in sp.preorder_traversal(expression):
            if isinstance(node, Distribution) and node not in found:
                found.append(node)
    return {(LETTERS[i] if i < len(LETTERS) else f"P{i}"): law for i, law in enumerate(found)}


def _named_symbols(symbols: set[sp.Symbol]) -> dict[str, sp.Symbol]:
    """Kernel names: the symbol's own where it can be one, else v1, v2, ..."""
    plain = [s for s in symbols if isinstance(s, sp.Symbol)]
    texts = [s.name for s in plain]
    if len(set(texts)) != len(texts):
        raise Rejected("two symbols of one name")
    out: dict[str, sp.Symbol] = {}
    for symbol in sorted(plain, key=lambda s: s.name):
        own = NAME.match(symbol.name) and not symbol.name.startswith("_")
        name = symbol.name if own else next(f"v{i}" for i in range(1, 10**6) if f"v{i}" not in texts and f"v{i}" not in out)
        out[name] = symbol
    return out


def _variable(laws: Iterable[Distribution], expressions: list[sp.Basic]) -> sp.Symbol:
    laws = list(laws)
    used = {s.name for b in [*laws, *expressions] for s in b.free_symbols}
    name = next((v for v in ("x", "y", "z", "t", "u", "v", "w") if v not in used), None) or next(f"x{i}" for i in range(10**6) if f"x{i}" not in used)
    return sp.Symbol(name, real=True)
