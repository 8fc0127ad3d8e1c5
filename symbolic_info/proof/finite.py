"""How distributions over index spaces, and sums over them, cross into the kernel.  Trusted, part of the bridge.

A size names a space, so axes of one size run through one space; an axis over the reals has a space without a size.
A joint declares all its marginals, a chain of channels the laws of its later variables and its channels put together.
"""

from collections.abc import Iterable
from itertools import combinations
from typing import TYPE_CHECKING, Any

import sympy as sp

from symbolic_info.core.errors import Rejected
from symbolic_info.core.heads import Distribution
from symbolic_info.core.supports import limits
from symbolic_info.proof.arrays import Arrays
from symbolic_info.proof.terms import Term, add, mul, rat

if TYPE_CHECKING:
    from symbolic_info.proof.bridge import Bridge

Part = tuple[Term, tuple[Term, ...]]


class Tables:
    """Spaces and arrays of one statement, by kernel name."""

    def __init__(self, bridge: "Bridge", expressions: Iterable[sp.Basic]) -> None:
        self.bridge = bridge
        self.arrays: dict[str, dict[str, Any]] = {}
        self.name_of: dict[sp.IndexedBase, str] = {}
        self.alias: dict[str, str] = {}
        bases = set().union(*(e.atoms(sp.IndexedBase) for e in expressions), set())
        channels = {c for law in bridge.laws.values() for c in getattr(law, "channels", ())}
        self.spaces = _spaces(bridge.laws.values(), bases, channels)
        for name, law in bridge.laws.items():
            if _shape(law) is not None:
                self._declare(name, law.array, law.shape, "mass")
                self._marginals(name, law)
        for channel in sorted(channels, key=sp.default_sort_key):
            self._declare(self._fresh("W"), channel.array, channel.shape, "mass", given=1)
        for base in sorted(bases - set(self.name_of), key=sp.default_sort_key):
            self._loose(base)
        for name, law in bridge.laws.items():
            if hasattr(law, "channels"):
                self._chain(name, law)
        self.covers = tuple(sorted({c for e in expressions for s in e.atoms(sp.Sum, sp.Integral) for c in self._compared(s)}))

    # -- declarations ----------------------------------------------------------------------------------------------

    def _declare(self, name: str, base: sp.IndexedBase, shape: tuple, role: str, given: int = 0) -> None:
        axes = tuple(self.spaces[size] for size in shape)
        if base in self.name_of:
            raise Rejected(f"the array {base} belongs to two laws; give one of them another name")
        self.name_of[base] = name
        self.arrays[name] = {"kind": "array", "axes": axes, "given": given, "role": role, "total": ()}

    def _loose(self, base: sp.IndexedBase) -> None:
        """An array that belongs to no law: weights if its entries are declared non-negative, else values."""
        if base.shape is None:
            raise Rejected(
                f"{base} belongs to no distribution and has no shape; write for example IndexedBase('{base}', shape=(n,), real=True)"
            )
        self._declare(self._fresh("A"), base, tuple(base.shape), "weights" if base.is_nonnegative else "values")

    def _fresh(self, letter: str) -> str:
        return next(n for k in range(1000) if (n := f"{letter}_{k}") not in self.arrays and n not in self.bridge.laws)

    def _total(self, name: str, kept: tuple[str, ...], over: tuple[str, ...], factors: tuple[Term, ...]) -> None:
        """Declare a total; one definition has one name, also where two chains share their channels."""
        same = next((n for n, r in self.arrays.items() if r["total"] == (kept, over, factors)), None)
        if same is not None:
            self.alias[name] = same
            return
        axes = {i: space for f in factors for i, space in zip(f[2:], self.arrays[f[1]]["axes"], strict=True)}
        record = {"axes": tuple(axes[i] for i in kept), "given": 0, "role": "total", "total": (kept, over, factors)}
        self.arrays[name] = {"kind": "array", **record}

    def _marginals(self, name: str, law: Distribution) -> None:
        """All marginals of a joint, over all axes but those kept."""
        axes = [f"i{k}" for k in range(len(law.shape))]
        for count in range(1, len(axes)):
            for kept in combinations(range(len(axes)), count):
                over = tuple(a for k, a in enumerate(axes) if k not in kept)
                self._total(marginal_name(name, kept), tuple(axes[k] for k in kept), over, (("idx", name, *axes),))

    def _chain(self, name: str, law: Any) -> None:
        """The law of each later variable of a chain, and the channels from each variable to each later one."""
        count = len(law.shape)
        for a in range(count):
            for b in range(a + 2, count):
                first, second = self._step(name, law, a, b - 1), self._step(name, law, b - 1, b)
                self._total(f"{name}_to_{a}{b}", ("i0", "i2"), ("i1",), (("idx", first, "i0", "i1"), ("idx", second, "i1", "i2")))
        for b in range(1, count):
            factors = (("idx", self._start(name, law, b - 1), "i0"), ("idx", self._step(name, law, b - 1, b), "i0", "i1"))
            self._total(marginal_name(name, (b,)), ("i1",), ("i0",), factors)

    def _start(self, name: str, law: Any, axis: int) -> str:
        return self._named(marginal_name(name, (axis,))) if axis else self.name_of[law.first.array]

    def _step(self, name: str, law: Any, a: int, b: int) -> str:
        return self.name_of[law.channels[a].array] if b == a + 1 else self._named(f"{name}_to_{a}{b}")

    def _named(self, total: str) -> str:
        """The name under which a total is declared."""
        return self.alias.get(total, total)

    def _compared(self, e: sp.Expr) -> Iterable[tuple[str, str, tuple[int, ...]]]:
        """Entries that a sum divides by, or takes the logarithm of, beside the entry that it is weighted with: declared to cover it."""
        for term in sp.Add.make_args(e.function):
            factors = [f.as_base_exp()[0] for f in sp.Mul.make_args(term) if f.as_base_exp()[1].is_positive]
            weights = [f for f in factors if isinstance(f, sp.Indexed) and self._is_product(f)]
            inside = {i for node in term.atoms(sp.log, sp.Pow) if _needs_positive(node) for i in _outside_sums(node.args[0])}
            for q in sorted(inside - set(weights), key=sp.default_sort_key):
                p = next((w for w in weights if set(q.indices) <= set(w.indices)), None)
                if p is not None and self._is_product(q) and self.name_of[q.base] != self.name_of[p.base]:
                    yield self.name_of[q.base], self.name_of[p.base], tuple(p.indices.index(i) for i in q.indices)

    # -- laws ------------------------------------------------------------------------------------------------------

    def parts(self, law: Distribution, at: tuple[str, ...]) -> list[Part]:
        """The masses of a law at indices: terms, each with the domain on which it stands."""
        name = self.bridge.name_of(law)
        if hasattr(law, "channels"):
            return [self._along(name, law, tuple(range(len(law.shape))), at)]
        if getattr(law, "factors", None) is not None:
            return self._product(law, at)
        if getattr(law, "components", None) is not None:
            weighted = zip(law.components, law.weights, strict=True)
            return [(mul(self.bridge.term(w), mass), domain) for part, w in weighted for mass, domain in self.parts(part, at)]
        if getattr(law, "axes", None) is not None and hasattr(law.joint, "channels"):
            return [self._along(self.bridge.name_of(law.joint), law.joint, law.axes, at)]
        if getattr(law, "axes", None) is not None and _shape(law.joint) is not None:
            return [_single(marginal_name(self.bridge.name_of(law.joint), law.axes), at)]
        return [_single(name, at)]

    def _along(self, name: str, law: Any, axes: tuple[int, ...], at: tuple[str, ...]) -> Part:
        """The joint law of some variables of a chain: the first one's, and the channels from each to the next."""
        entries: list[Term] = [("idx", self._start(name, law, axes[0]), at[0])]
        for (a, i), (b, j) in zip(zip(axes, at, strict=False), list(zip(axes, at, strict=True))[1:], strict=False):
            entries.append(("idx", self._step(name, law, a, b), i, j))
        return mul(*entries), tuple(entries)

    def _product(self, law: Any, at: tuple[str, ...]) -> list[Part]:
        out: list[Part] = [(rat(1), ())]
        place = 0
        for factor, count in law.factors:
            for _ in range(int(count)):
                width = rank(factor)
                pieces = self.parts(factor, at[place : place + width])
                out = [(mul(mass, more), (*domain, *extra)) for mass, domain in out for more, extra in pieces]
                place += width
        return out

    def entry_of(self, law: Distribution) -> str:
        """The array whose entries are the masses of a law; "" where they are no entries of one array."""
        if not is_indexed(law):
            return ""
        masses = [mass for mass, _ in self.parts(law, tuple(f"_j{k}" for k in range(rank(law))))]
        return masses[0][1] if len(masses) == 1 and masses[0][0] == "idx" else ""

    def needed(self, covers: Iterable[tuple[str, str, tuple[int, ...]]]) -> tuple:
        """The declarations that the others do not imply; those about totals are the first to go."""
        out = sorted(covers, key=lambda cover: (self.arrays[cover[1]]["role"] != "total", cover))
        for cover in list(out):
            q, p, axes = cover
            at = tuple(f"_j{k}" for k in range(len(self.arrays[p]["axes"])))
            others = Arrays(dict.fromkeys(self.spaces.values(), ()), self.arrays, tuple(c for c in out if c != cover))
            if ("idx", q, *(at[a] for a in axes)) in others.positive([("idx", p, *at)]):
                out.remove(cover)
        return tuple(sorted(out))

    def record(self, law: Distribution) -> dict[str, Any]:
        """A law over index spaces that is no array itself."""
        names = tuple(f"_j{k}" for k in range(rank(law)))
        return {"kind": "finite", "names": names, "parts": tuple(self.parts(law, names))}

    # -- sums ------------------------------------------------------------------------------------------------------

    def sum(self, e: sp.Expr, bound: dict[sp.Symbol, str]) -> Term:
        """A sum over whole spaces; a term with a factor p_i runs over p_i > 0 (0 times anything is 0 in it)."""
        inner, ranges = self._ranges(e, bound)
        names = tuple(inner[s] for s, *_ in e.limits)
        return add(*(self._summand(term, inner, names, tuple(ranges)) for term in sp.Add.make_args(e.function)))

    def _ranges(self, e: sp.Expr, bound: dict[sp.Symbol, str]) -> tuple[dict[sp.Symbol, str], list[Term]]:
        """Fresh names for the indices of a sum, and where they run."""
        inner, ranges = dict(bound), []
        for symbol, *ends in e.limits:
            if len(ends) != 2 or [s for s, *_ in e.limits].count(symbol) > 1:
                raise Rejected(f"{e} binds {symbol} twice, or without limits")
            inner[symbol] = f"_s{1 + max((int(n[2:]) for n in inner.values() if n.startswith('_s')), default=-1)}"
            ranges.append(("in", inner[symbol], self._space(e, symbol, *ends)))
        if _plain(e.function) & {s for s, *_ in e.limits}:
            raise Rejected(f"{e} uses its index as a number; the kernel sums over labels")
        return inner, ranges

    def _summand(self, term: sp.Expr, inner: dict, names: tuple, ranges: tuple) -> Term:
        """One term of a sum; a factor that is itself a sum of a product of entries is summed together with the rest."""
        opened, literals, body = dict(inner), list(ranges), []
        for factor in sp.Mul.make_args(term):
            if isinstance(factor, (sp.Sum, sp.Integral)) and self._is_product(factor.function):
                fresh, more = self._ranges(factor, opened)
                literals += more
                names += tuple(fresh[s] for s, *_ in factor.limits)
                entries = [(f, fresh) for f in sp.Mul.make_args(factor.function)]
            else:
                entries = [(factor, inner)]
            opened |= {sp.Dummy(): name for name in names}
            literals += [e for f, at in entries if (e := self._entry(f, at)) is not None and set(e[2:]) & set(names)]
            body += [self.bridge.term(f, at) for f, at in entries]
        return ("sum", names, tuple(sorted(set(literals))), mul(*body))

    def _is_product(self, e: sp.Expr) -> bool:
        """Whether ``e`` is a product of non-negative entries."""
        factors = sp.Mul.make_args(e)
        bases = [self.name_of.get(f.base) for f in factors if isinstance(f, sp.Indexed)]
        return len(bases) == len(factors) and all(b is not None and self.arrays[b]["role"] != "values" for b in bases)

    def literal(self, e: sp.Expr, inner: dict[sp.Symbol, str]) -> Term:
        """A non-negative entry as the literal that says that it is positive."""
        found = self._entry(e, inner)
        if found is None:
            raise Rejected(f"{e} is no entry of a non-negative array")
        return found

    def _entry(self, factor: sp.Expr, inner: dict[sp.Symbol, str]) -> Term | None:
        """A factor that is a non-negative entry, or a positive power of one, as a literal."""
        base, exponent = factor.as_base_exp()
        if not exponent.is_positive or not self._is_product(base):
            return None
        return self.indexed(base, inner)  # SymPy takes powers of a product of non-negative entries apart

    def _space(self, e: sp.Expr, symbol: sp.Symbol, lo: sp.Expr, hi: sp.Expr) -> str:
        if isinstance(e, sp.Integral):
            if (lo, hi) != (-sp.oo, sp.oo):
                raise Rejected(f"{e}: an integral over labels runs from -oo to oo")
            return self.spaces[sp.S.Reals]
        if lo != 1 or hi not in self.spaces:
            raise Rejected(f"{e}: {symbol} runs from {lo} to {hi}; a sum over labels runs from 1 to the size of an array that it holds")
        return self.spaces[hi]

    def indexed(self, e: sp.Indexed, bound: dict[sp.Symbol, str]) -> Term:
        if e.base not in self.name_of:
            raise Rejected(f"{e} is an entry of no array of the statement")
        key = self.name_of[e.base]
        if len(e.indices) != len(self.arrays[key]["axes"]) or not all(isinstance(i, sp.Symbol) for i in e.indices):
            raise Rejected(f"{e} is no entry of an array with {len(self.arrays[key]['axes'])} axes, at labels that are symbols")
        return ("idx", key, *(bound.get(i) or self.bridge.name(i) for i in e.indices))

    def entry_expr(self, key: str, at: tuple[sp.Symbol, ...]) -> sp.Expr:
        """An entry in SymPy; that of a total as the sum that it is."""
        bases = {name: base for base, name in self.name_of.items()}
        if key in bases:
            return bases[key][at]
        kept, over, factors = self.arrays[key]["total"]
        used = {s.name for s in at} | set(self.bridge.symbols)
        letters = iter([f"{c}{k or ''}" for k in range(9) for c in "ijklm" if f"{c}{k or ''}" not in used])
        symbols = dict(zip(kept, at, strict=True)) | {i: sp.Symbol(next(letters), integer=True) for i in over}
        places = self.places(over, [("idx", *f[1:]) for f in factors])
        body = sp.Mul(*(self.entry_expr(f[1], tuple(symbols[i] for i in f[2:])) for f in factors))
        head = sp.Integral if sp.S.Reals in places.values() else sp.Sum
        return head(body, *((symbols[i], *limits(places[i])) for i in over))

    def places(self, indices: Iterable[str], domain: Iterable[Term]) -> dict[str, sp.Basic]:
        """The size of the space of each index, from the literals of a domain."""
        sizes = {name: size for size, name in self.spaces.items()}
        found: dict[str, sp.Basic] = {}
        for literal in domain:
            axes = (
                [literal[1:]]
                if literal[0] == "in"
                else []
                if literal[0] == "ne"
                else zip(literal[2:], self.arrays[literal[1]]["axes"], strict=True)
            )
            found |= {i: sizes[space] for i, space in axes}
        return {i: found[i] for i in indices}

    def sizes(self) -> dict[str, Term]:
        """The size of each space, as a term; () for the reals."""
        return {name: () if size is sp.S.Reals else self.bridge.term(size) for size, name in self.spaces.items()}


def marginal_name(name: str, kept: Iterable[int]) -> str:
    return f"{name}_{''.join(map(str, kept))}"


def rank(law: Distribution) -> int:
    """How many indices the masses of a law have."""
    if getattr(law, "factors", None) is not None:
        return sum(rank(factor) * int(count) for factor, count in law.factors)
    if getattr(law, "components", None) is not None:
        return rank(law.components[0])
    return len(law.axes) if getattr(law, "axes", None) is not None else len(law.shape)


def is_indexed(law: Distribution) -> bool:
    """Whether a law is made of arrays over index spaces."""
    if getattr(law, "factors", None) is not None:
        return all(is_indexed(factor) and count.is_Integer for factor, count in law.factors)
    if getattr(law, "components", None) is not None:
        return all(map(is_indexed, law.components))
    if getattr(law, "axes", None) is not None:
        return is_indexed(law.joint)
    return hasattr(law, "channels") or _shape(law) is not None


def _single(name: str, at: tuple[str, ...]) -> Part:
    entry = ("idx", name, *at)
    return entry, (entry,)


def _shape(law: Distribution) -> tuple | None:
    return None if getattr(law, "array", None) is None else law.shape


def _needs_positive(node: sp.Expr) -> bool:
    return isinstance(node, sp.log) or not (node.exp.is_Integer and node.exp > 0)


def _outside_sums(e: sp.Basic) -> set[sp.Indexed]:
    """Entries that stand in ``e``, not those inside a sum."""
    if isinstance(e, (sp.Sum, sp.Integral, sp.Indexed)):
        return {e} if isinstance(e, sp.Indexed) else set()
    return set().union(*map(_outside_sums, e.args), set())


def _plain(e: sp.Basic) -> set[sp.Symbol]:
    """Symbols that stand in ``e`` as numbers, not as indices."""
    if isinstance(e, sp.Indexed):
        return set()
    if isinstance(e, sp.Symbol):
        return {e}
    if isinstance(e, (sp.Sum, sp.Integral)):
        return _plain(e.function) | set().union(*(_plain(b) for _, *ends in e.limits for b in ends))
    return set().union(*map(_plain, e.args), set())


def _spaces(laws: Iterable[Distribution], bases: Iterable[sp.IndexedBase], channels: Iterable[Any]) -> dict[sp.Basic, str]:
    """A name for each size of an axis."""
    shapes = [_shape(law) or () for law in laws] + [c.shape for c in channels] + [b.shape or () for b in bases]
    sizes = sorted({size for shape in shapes for size in shape}, key=sp.default_sort_key)
    return {size: f"S{k}" for k, size in enumerate(sizes)}
