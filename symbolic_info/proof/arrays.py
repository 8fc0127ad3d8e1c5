"""Arrays over index spaces: probabilities, kernels, weights, values; what is positive where, and what sums to what.  Trusted.

A space is a finite set of ``size`` points, or any sigma-finite measure space where the size is left out; then a sum
over it is an integral.  The record of an array:

    {"kind": "array", "axes": spaces, "given": how many leading axes are given, "role": role, "total": definition}

``mass``     >= 0, and the sum over the axes that are not given is 1 for every value of those that are
``weights``  >= 0, with a positive finite sum
``values``   any real numbers
``total``    a[kept] = the sum over ``over`` of the product of ``factors``; ``definition`` is (kept, over, factors)
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.terms import Term, name, renamed, sym

FIELDS = {"kind", "axes", "given", "role", "total"}
ROLES = ("mass", "weights", "values", "total")
MAX_INDICES = 6
Literals = frozenset[Term]


class Arrays:
    """The arrays of a world, with the facts that their records state."""

    def __init__(self, spaces: Mapping[str, Term], laws: Mapping[str, dict[str, Any]], covers: tuple) -> None:
        self.spaces = spaces
        self.records = {key: law for key, law in sorted(laws.items()) if law.get("kind") == "array"}
        self._positive: dict[Literals, Literals] = {}
        for key in self.records:
            self._check(name(key))
        self.totals = {key: _canonical(*r["total"]) for key, r in self.records.items() if r["total"]}
        if len(set(self.totals.values())) != len(self.totals):
            raise Rejected("two names for one total")
        self._total_called = {definition: key for key, definition in self.totals.items()}
        for key in self.records:
            self._layer(key, ())
        self.covers = tuple(covers)
        for cover in self.covers:
            self._check_cover(*cover)

    # -- records ---------------------------------------------------------------------------------------------------

    def _check(self, key: str) -> None:
        record = self.records[key]
        axes, given, role = record.get("axes"), record.get("given"), record.get("role")
        if set(record) != FIELDS or role not in ROLES or not isinstance(axes, tuple) or not 0 < len(axes) <= MAX_INDICES:
            raise Rejected(f"the record of array {key}")
        if type(given) is not int or not 0 <= given < len(axes) or (given and role != "mass"):
            raise Rejected(f"the given axes of array {key}")
        if any(space not in self.spaces for space in axes):
            raise Rejected(f"array {key} has an unknown space")
        if (role == "total") != bool(record["total"]):
            raise Rejected(f"array {key} is a total exactly when it says of what")
        if role == "total":
            self._check_total(key, axes, *record["total"])

    def _check_total(self, key: str, axes: tuple, kept: tuple, over: tuple, factors: tuple) -> None:
        if not factors or any(f[0] != "idx" or f[1] not in self.records or f[1] == key for f in factors):
            raise Rejected(f"{key} is a total of unknown arrays")
        if any(self.records[f[1]]["role"] == "values" or len(set(f[2:])) != len(f) - 2 for f in factors):
            raise Rejected(f"{key} is a total of products of non-negative arrays at different indices")
        if len(set(factors)) != len(factors):  # ``matches`` would find one entry for both
            raise Rejected(f"{key} is a total of a product with one entry twice")
        if len(factors) == 1 and set(factors[0][2 : 2 + self.records[factors[0][1]]["given"]]) & set(over):
            raise Rejected(f"{key} sums over what is given: such a total may exceed 1")
        places = self.places((*kept, *over), factors)
        if not over or tuple(places[i] for i in kept) != axes:
            raise Rejected(f"the axes of {key} are not those of its definition")
        if len(factors) > 1 and len(over) > 1:
            raise Rejected(f"{key} sums a product over more than one index")
        if len(factors) == 1 and self.records[factors[0][1]]["role"] == "total":
            raise Rejected(f"{key} is a total of a total")

    def _layer(self, key: str, above: tuple[str, ...]) -> None:
        """Refuse a definition that goes round in a circle."""
        if key in above:
            raise Rejected(f"the definition of {key} goes round in a circle")
        for factor in self.records[key]["total"][2] if self.records[key]["total"] else ():
            self._layer(factor[1], (*above, key))

    def _check_cover(self, q: str, p: str, axes: tuple) -> None:
        if q not in self.records or p not in self.records or any(type(a) is not int for a in axes):
            raise Rejected("an array is covered by an array")
        mine, theirs = self.records[p]["axes"], self.records[q]["axes"]
        if any(not 0 <= a < len(mine) for a in axes) or tuple(mine[a] for a in axes) != theirs:
            raise Rejected("an array is covered by an array over the same spaces")
        if "values" in (self.records[p]["role"], self.records[q]["role"]):
            raise Rejected("an array that may be negative covers nothing")

    def of(self, key: str, count: int) -> dict[str, Any]:
        """The record of an array with ``count`` indices."""
        if key not in self.records or len(self.records[key]["axes"]) != count:
            raise Rejected(f"{key!r:.30} is not an array of {count} indices")
        return self.records[key]

    def entry(self, t: Term) -> dict[str, Any]:
        """The record of the array of an entry or of a literal.

        One index at two places of a space without a size is refused: densities say nothing about a set of measure zero.
        """
        record = self.of(t[1], len(t) - 2)
        spread = [i for i, space in zip(t[2:], record["axes"], strict=True) if not self.is_sized(space)]
        if len(set(spread)) != len(spread):
            raise Rejected(f"a density at one place twice: {t[1]}")
        return record

    def is_signed(self, key: str) -> bool:
        return self.records[key]["role"] == "values"

    def is_inhabited(self, key: str) -> bool:
        """Whether the support has a point by declaration: masses, weights, their marginals, and totals along a chain of these."""
        root = self._marginal(key)[0]
        if self.records[root]["role"] != "total":
            return self.records[root]["role"] in ("mass", "weights")
        found: set[str] = set()
        left = list(self.totals[root][2])
        while left:
            step = next((f for f in left if self._goes_on(f, found)), None)
            if step is None:
                return False
            left.remove(step)
            found |= set(step[2:])
        return True

    def _goes_on(self, factor: Term, found: set[str]) -> bool:
        """Whether an entry is positive at some values of its new indices, whatever the ``found`` ones are: it is given just these."""
        given = self.records[factor[1]]["given"]
        return set(factor[2 : 2 + given]) <= found and not set(factor[2 + given :]) & found and self.is_inhabited(factor[1])

    def is_sized(self, space: str) -> bool:
        return bool(self.spaces[space])

    # -- domains ---------------------------------------------------------------------------------------------------

    def places(self, names: Iterable[str], literals: Iterable[Term]) -> dict[str, str]:
        """The space of each index; each has one, stated by the literals."""
        found: dict[str, str] = {}
        for literal in literals:
            for i, space in self._stated(literal):
                if found.setdefault(i, space) != space:
                    raise Rejected(f"the index {i} runs through two spaces")
        missing = [i for i in names if i not in found]
        if missing:
            raise Rejected(f"no literal says where the index {missing[0]} runs")
        return found

    def _stated(self, literal: Term) -> list[tuple[str, str]]:
        if literal[0] == "in":
            if literal[2] not in self.spaces:
                raise Rejected(f"unknown space {literal[2]}")
            return [literal[1:]]
        if literal[0] == "ne":
            return []
        record = self.entry(literal)
        if literal[0] == "idx" and record["role"] == "values":
            raise Rejected(f"the sign of {literal[1]} is not known")
        return list(zip(literal[2:], record["axes"], strict=True))

    def positive(self, literals: Iterable[Term]) -> Literals:
        """Every entry that is positive where the ``literals`` hold."""
        given = frozenset(literal for literal in literals if literal[0] == "idx")
        if given not in self._positive:
            self._positive[given] = self._closure(given)
        return self._positive[given]

    def _closure(self, given: Literals) -> Literals:
        used = {i for literal in given for i in literal[2:]}
        found = {*given} | self._somewhere({*given}, (n for k in range(1000) if (n := f"_e{k}") not in used))
        while True:
            more = set().union(*map(self._implied, sorted(found)), self._products(found)) - found
            if not more:
                named = {i for entry in found for i in entry[2:]} - used
                return frozenset(entry for entry in found if not named & set(entry[2:]))
            found |= more

    def _somewhere(self, entries: set[Term], fresh: Iterator[str]) -> set[Term]:
        """A positive total has a positive term: its factors, at some index for which a ``fresh`` name stands."""
        out: set[Term] = set()
        for entry in sorted(e for e in entries if e[1] in self.totals):
            kept, over, factors = self.totals[entry[1]]
            at = {i: sym(j) for i, j in zip(kept, entry[2:], strict=True)} | {i: sym(next(fresh)) for i in over}
            out |= {renamed(f, at) for f in factors}
        return out | self._somewhere(out, fresh) if out else out

    def _implied(self, entry: Term) -> set[Term]:
        """What is positive because ``entry`` is: sums in which it stands, sums of the same over more, and what covers it."""
        key, at = entry[1], entry[2:]
        out = {("idx", q, *(at[a] for a in axes)) for q, p, axes in self.covers if p == key}
        root, mine = self._marginal(key)
        for other, (kept, _, factors) in self.totals.items():
            if len(factors) == 1 and factors[0][1] == root and set(kept) <= set(mine):
                out.add(("idx", other, *(at[mine.index(i)] for i in kept)))
        return out

    def _marginal(self, key: str) -> tuple[str, tuple[str, ...]]:
        """An array as a marginal of a root: the root, and the root's canonical indices that are kept."""
        if key in self.totals and len(self.totals[key][2]) == 1:
            kept, _, ((_, root, *_),) = self.totals[key]
            return root, kept
        return key, tuple(f"_c{j}" for j in range(len(self.records[key]["axes"])))

    def _products(self, found: set[Term]) -> set[Term]:
        """Totals of products that have a positive term."""
        out = set()
        for key, (kept, _, factors) in sorted(self.totals.items()):
            if len(factors) > 1:
                out |= {("idx", key, *(at[i] for i in kept)) for at in matches(factors, sorted(found))}
        return out

    def reduced(self, literals: Iterable[Term], kept: Iterable[Term] = ()) -> Literals:
        """The literals without those that others imply; ``kept`` ones are the last to go."""
        last = set(kept)
        out = set(literals)
        for literal in sorted(out, key=lambda item: (item in last, item)):
            others = out - {literal}
            if literal[0] == "in":
                implied = any(literal[1:] in self._stated(other) for other in others)
            else:
                implied = literal[0] == "idx" and literal in self.positive(others)
            out = others if implied else out
        return frozenset(out)

    # -- sums ------------------------------------------------------------------------------------------------------

    def summed(self, entry: Term, index: str) -> Term | None:
        """The sum of ``entry`` over one of its indices: () for 1, another entry, or None where nothing is stated."""
        key, at = entry[1], entry[2:]
        record = self.records[key]
        if at.count(index) != 1:
            return None
        axis = at.index(index)
        if record["role"] == "mass" and axis == record["given"] == len(at) - 1:
            return ()
        root, mine = self._marginal(key)
        if record["given"] or self.records[root]["given"]:
            return None
        left = tuple(i for i in mine if i != mine[axis])
        if not left and self.records[root]["role"] == "mass":
            return ()
        over = tuple(f"_c{j}" for j in range(len(self.records[root]["axes"])) if f"_c{j}" not in left)
        wanted = _canonical(left, over, (("idx", root, *(f"_c{j}" for j in range(len(self.records[root]["axes"])))),))
        other = self._total_called.get(wanted)
        if other is None:
            return None
        kept = self.totals[other][0]
        return ("idx", other, *(at[mine.index(i)] for i in kept))

    def total_of(self, factors: tuple[Term, ...], index: str) -> Term | None:
        """The entry that is declared to be the sum of a product of entries over ``index``."""
        for key, (kept, over, parts) in sorted(self.totals.items()):
            if len(parts) == len(factors) > 1:
                for at in matches(parts, factors):
                    if at[over[0]] == index and len({at[f] for f in at}) == len(at):
                        return ("idx", key, *(at[i] for i in kept))
        return None

    def definition(self, entry: Term, fresh: str) -> tuple[tuple[str, ...], tuple[Term, ...]] | None:
        """A total of a product, written out: the index summed over, under a ``fresh`` name, and the factors."""
        if entry[1] not in self.totals or len(self.totals[entry[1]][2]) == 1:
            return None
        kept, over, factors = self.totals[entry[1]]
        at = {i: sym(j) for i, j in zip(kept, entry[2:], strict=True)} | {over[0]: sym(fresh)}
        return (fresh,), tuple(renamed(f, at) for f in factors)

    # -- bounds ----------------------------------------------------------------------------------------------------

    def below(self, entries: Literals) -> list[tuple[Term, Term]]:
        """Pairs (a, b) of entries with a <= b, b = () for 1: masses of finite spaces, and marginals of masses."""
        out: list[tuple[Term, Term]] = []
        for entry in sorted(entries):
            root, mine = self._marginal(entry[1])
            record = self.records[root]
            if record["role"] == "mass" and all(map(self.is_sized, record["axes"][record["given"] :])):
                out.append((entry, ()))
                out += [(entry, other) for other in sorted(entries) if other != entry and self._is_within(root, mine, entry, other)]
        return out

    def _is_within(self, root: str, mine: tuple[str, ...], entry: Term, other: Term) -> bool:
        base, theirs = self._marginal(other[1])
        place = dict(zip(mine, entry[2:], strict=True))
        return base == root and set(theirs) < set(mine) and tuple(place[i] for i in theirs) == other[2:]


def matches(pattern: tuple[Term, ...], entries: Iterable[Term]) -> list[dict[str, str]]:
    """Every way to name the indices of ``pattern`` so that its entries are among ``entries``, in order."""
    entries = list(entries)
    ways: list[dict[str, str]] = [{}]
    for part in pattern:
        ways = [extended for way in ways for entry in entries if (extended := _unified(part, entry, way)) is not None]
    return ways


def _unified(part: Term, entry: Term, way: dict[str, str]) -> dict[str, str] | None:
    if entry[:2] != part[:2] or len(entry) != len(part):
        return None
    out = dict(way)
    for i, j in zip(part[2:], entry[2:], strict=True):
        if out.setdefault(i, j) != j:
            return None
    return out


def _canonical(kept: tuple, over: tuple, factors: tuple) -> tuple[tuple, tuple, tuple]:
    """A definition under canonical index names: in order of appearance in the factors, which are sorted by array."""
    factors = tuple(sorted(factors))
    names: dict[str, str] = {}
    for factor in factors:
        for i in factor[2:]:
            names.setdefault(i, f"_c{len(names)}")
    if set(names) != {*kept, *over} or len({*kept, *over}) != len(kept) + len(over):
        raise Rejected("the indices of a total are those kept and those summed over")
    new = tuple((f[0], f[1], *(names[i] for i in f[2:])) for f in factors)
    return tuple(names[i] for i in kept), tuple(sorted(names[i] for i in over)), new
