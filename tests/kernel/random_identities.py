"""Random identities between sums: true because every rewriting of a sum that is used is true, or false by one edit."""

import random
from typing import NamedTuple

from random_sums import LETTERS, RANK

from symbolic_info.proof.terms import Term, add, log, mul, neg, power, rat, sub, sym

MAX_INDICES = 5
ALIKE = (("P", "Q", "J0", "J1", "Y", "F"), ("J", "W", "V", "WV", "A", "G"))


class Flat(NamedTuple):
    """The sum over ``indices`` where ``literals`` hold of the product of ``factors``."""

    indices: tuple[str, ...]
    literals: frozenset[Term]
    factors: tuple[Term, ...]

    def term(self) -> Term:
        return ("sum", self.indices, tuple(sorted(self.literals)), mul(rat(1), *self.factors))


Sums = list[Flat]


def term_of(sums: Sums, choose: random.Random | None = None) -> Term:
    """The combination as a term; where there is a ``choose``, some sums are written as sums of sums."""
    terms = [nested(choose, flat) if choose and choose.random() < 0.4 else flat.term() for flat in sums]
    return add(rat(0), *terms) if len(terms) != 1 else terms[0]


def nested(choose: random.Random, flat: Flat) -> Term:
    """A sum as a sum of sums, where it has two indices."""
    last = choose.choice(flat.indices)
    if len(flat.indices) == 1:
        return flat.term()
    out = [f for f in flat.factors if f[0] in ("sym", "rat") or (f[0] == "idx" and last not in f[2:])]
    around = tuple(k for k in flat.indices if k != last)
    literals = {li for li in (*flat.literals, *implied(flat.literals)) if last not in li[1:]} | {("in", k, "S") for k in around}
    within = {li for li in flat.literals if last in li[1:]} | {("in", last, "S")}
    inner = ("sum", (last,), tuple(sorted(within)), mul(rat(1), *(f for f in flat.factors if f not in out)))
    return ("sum", around, tuple(sorted(literals)), mul(rat(1), *out, inner))


def entry(key: str, *at: str) -> Term:
    return ("idx", key, *at)


def implied(literals: frozenset[Term]) -> list[Term]:
    """Entries that are positive where these are, by the declarations of ``random_sums.LAWS``."""
    out = {literal for literal in literals if literal[0] == "idx"}
    for _, key, *at in sorted(out):
        if key == "P":
            out.add(entry("Q", *at))
        if key == "J":
            out |= {entry("J0", at[0]), entry("J1", at[1]), entry("Q", at[1])}
    return sorted(out)


def base(choose: random.Random) -> Flat:
    """A sum with one to three indices, of entries, logarithms of positive entries, and values."""
    i, j, r = LETTERS[:3]
    anchors = choose.choice(
        (
            *((entry("P", i),), (entry("J", i, j),), (entry("J", i, j), entry("V", j, r)), (entry("P", i), entry("W", i, j))),
            *((entry("A", i, j),), (entry("P", i), entry("Q", j)), (entry("Y", j),), (entry("P", i), entry("WV", i, r)), (entry("J0", i),)),
        )
    )
    indices = tuple(sorted({k for a in anchors for k in a[2:]}))
    known = implied(frozenset(anchors))
    factors = list(anchors)
    for _ in range(choose.randint(0, 2)):
        at = [choose.choice(indices) for _ in range(2)]
        makers = (
            log(choose.choice(known)),
            log(choose.choice(known)),
            entry("F", at[0]),
            entry("G", *at),
            power(choose.choice(known), rat(2)),
        )
        factors.append(choose.choice(makers))
    return Flat(indices, frozenset(anchors), (*factors, *choose.choice(((), (sym("a"),), (sym("z"),)))))


# -- what is true ----------------------------------------------------------------------------------------------------------


def fresh(flat: Flat) -> str | None:
    return next((k for k in LETTERS if k not in flat.indices), None) if len(flat.indices) < MAX_INDICES else None


def put(flat: Flat, old: Term, new: tuple[Term, ...], index: str) -> Flat:
    """One factor replaced by others, which hold a new index."""
    at = flat.factors.index(old)
    factors = (*flat.factors[:at], *new, *flat.factors[at + 1 :])
    return Flat((*flat.indices, index), flat.literals | set(new), factors)


def marginal(choose: random.Random, flat: Flat) -> Sums | None:
    """A marginal is the sum of its joint, an output that of its channel."""
    index = fresh(flat)
    found = [f for f in flat.factors if f[0] == "idx" and f[1] in ("J0", "J1", "Y", "WV")]
    if not found or index is None:
        return None
    old = choose.choice(found)
    _, key, *at = old
    parts = {"J0": (("J", 0, 9),), "J1": (("J", 9, 0),), "Y": (("P", 9), ("W", 9, 0)), "WV": (("W", 0, 9), ("V", 9, 1))}[key]
    return [put(flat, old, tuple(entry(a, *(index if k == 9 else at[k] for k in where)) for a, *where in parts), index)]


def one(choose: random.Random, flat: Flat) -> Sums | None:
    """Times the total of a law, or of a row of a channel."""
    index = fresh(flat)
    if index is None:
        return None
    new = choose.choice((entry("P", index), entry("W", choose.choice(flat.indices), index), entry("V", choose.choice(flat.indices), index)))
    return [Flat((*flat.indices, index), flat.literals | {new}, (*flat.factors, new))]


def counted(choose: random.Random, flat: Flat) -> Sums | None:
    """One label more, divided by their number."""
    index = fresh(flat)
    if index is None:
        return None
    return [Flat((*flat.indices, index), flat.literals | {("in", index, "S")}, (*flat.factors, power(sym("n"), rat(-1))))]


def cancelled(choose: random.Random, flat: Flat) -> Sums | None:
    """Times y/y where y > 0."""
    y = choose.choice(implied(flat.literals))
    return [flat._replace(factors=(*flat.factors, y, power(y, rat(-1))))]


def logarithm(choose: random.Random, flat: Flat) -> Sums | None:
    """log x = log(x y) - log y, in two sums."""
    found = [f for f in flat.factors if f[0] == "log"]
    if not found:
        return None
    old, y = choose.choice(found), choose.choice(implied(flat.literals))
    at = flat.factors.index(old)
    rest = (*flat.factors[:at], *flat.factors[at + 1 :])
    return [flat._replace(factors=(*rest, log(mul(old[1], y)))), flat._replace(factors=(*rest, neg(log(y))))]


def parted(choose: random.Random, flat: Flat) -> Sums | None:
    """Two parts of weights a and 1 - a, or of values f and 1 - f."""
    weight = choose.choice((sym("a"), entry("F", choose.choice(flat.indices))))
    return [flat._replace(factors=(*flat.factors, w)) for w in (weight, sub(rat(1), weight))]


def restricted(choose: random.Random, flat: Flat) -> Sums | None:
    """A literal that others imply, or a factor, or where an index runs, said once more."""
    more = [f for f in flat.factors if f[0] == "idx" and f[1] not in ("F", "G")] + implied(flat.literals)
    more += [("in", i, "S") for i in flat.indices]
    return [flat._replace(literals=flat.literals | {choose.choice(more)})]


def added(choose: random.Random, flat: Flat) -> Sums | None:
    """Another sum, and less it, rewritten."""
    other = base(choose)
    return [flat, other, *(f._replace(factors=(rat(-1), *f.factors)) for f in rewritten(choose, [other], 1))]


def renamed(choose: random.Random, flat: Flat) -> Flat:
    """Other names, in another order, for the indices; the factors in another order."""
    names = choose.sample(LETTERS, len(flat.indices))
    m = dict(zip(flat.indices, names, strict=True))
    factors = choose.sample(flat.factors, len(flat.factors))
    return Flat(tuple(choose.sample(names, len(names))), frozenset(_at(li, m) for li in flat.literals), tuple(_at(f, m) for f in factors))


def _at(t: Term, m: dict[str, str]) -> Term:
    if t[0] == "idx":
        return (*t[:2], *(m[i] for i in t[2:]))
    if t[0] == "in":
        return ("in", m[t[1]], t[2])
    return (t[0], *(_at(part, m) if isinstance(part, tuple) else part for part in t[1:]))


TRUE = (marginal, marginal, one, counted, cancelled, logarithm, logarithm, parted, restricted, added)


def rewritten(choose: random.Random, sums: Sums, steps: int) -> Sums:
    """An equal combination of sums."""
    for _ in range(steps):
        at = choose.randrange(len(sums))
        new = choose.choice(TRUE if len(sums) < 6 else TRUE[:5])(choose, sums[at])
        sums = sums if new is None else [*sums[:at], *new, *sums[at + 1 :]]
    return choose.sample([renamed(choose, flat) for flat in sums], len(sums))


def identity(choose: random.Random) -> tuple[Sums, Sums]:
    """Two combinations of sums that are one number."""
    start = [base(choose) for _ in range(choose.randint(1, 2))]
    if choose.random() < 0.2:  # the product of two sums is one sum
        first, second = base(choose), base(choose)
        m = dict(zip(second.indices, LETTERS[3:], strict=False))
        moved = Flat(tuple(m.values()), frozenset(_at(li, m) for li in second.literals), tuple(_at(f, m) for f in second.factors))
        start.append(Flat(first.indices + moved.indices, first.literals | moved.literals, first.factors + moved.factors))
    return rewritten(choose, start, 1), rewritten(choose, start, choose.randint(1, 4))


# -- what is false ---------------------------------------------------------------------------------------------------------


def edited(choose: random.Random, sums: Sums) -> Sums:
    """One edit: another index or array in a factor, a factor more or less, a literal less, another number."""
    at = choose.randrange(len(sums))
    return [*sums[:at], choose.choice(FALSE)(choose, sums[at]), *sums[at + 1 :]]


def _with(flat: Flat, at: int, *new: Term) -> Flat:
    return flat._replace(factors=(*flat.factors[:at], *new, *flat.factors[at + 1 :]))


def _other_index(choose: random.Random, flat: Flat) -> Flat:
    at = choose.choice([k for k, f in enumerate(flat.factors) if f[0] == "idx"])
    f = flat.factors[at]
    place = choose.randrange(2, len(f))
    return _with(flat, at, (*f[:place], choose.choice(flat.indices), *f[place + 1 :]))


def _other_array(choose: random.Random, flat: Flat) -> Flat:
    at = choose.choice([k for k, f in enumerate(flat.factors) if f[0] == "idx"])
    f = flat.factors[at]
    return _with(flat, at, (f[0], choose.choice(ALIKE[RANK[f[1]] - 1]), *f[2:]))


def _turned(choose: random.Random, flat: Flat) -> Flat:
    at = choose.choice([k for k, f in enumerate(flat.factors) if f[0] == "idx"])
    f = flat.factors[at]
    return _with(flat, at, (*f[:2], *reversed(f[2:])))


def _less(choose: random.Random, flat: Flat) -> Flat:
    return _with(flat, choose.randrange(len(flat.factors)))


def _more(choose: random.Random, flat: Flat) -> Flat:
    return flat._replace(factors=(*flat.factors, choose.choice((rat(2), rat(-1), sym("a"), *implied(flat.literals)))))


def _in_logarithm(choose: random.Random, flat: Flat) -> Flat:
    found = [k for k, f in enumerate(flat.factors) if f[0] == "log"]
    return _with(flat, choose.choice(found), log(choose.choice(implied(flat.literals)))) if found else _more(choose, flat)


def _wider(choose: random.Random, flat: Flat) -> Flat:
    gone = choose.choice(sorted(flat.literals))
    left = flat.literals - {gone}
    return flat._replace(literals=left | {("in", i, "S") for i in flat.indices})


FALSE = (_other_index, _other_array, _turned, _less, _more, _in_logarithm, _wider)
