"""Random tables, sums over them, and identities between sums: true by the way they are made, or false by one edit."""

import random
from fractions import Fraction
from itertools import product

from kernel_worlds import array, total, world

from symbolic_info.proof.terms import Term, add, div, exp, log, mul, power, rat, sub, sym

LAWS = {
    "P": array(),
    "Q": array(),
    "J": array(2),
    "J0": total(("i",), ("j",), ("J", "i", "j")),
    "J1": total(("j",), ("i",), ("J", "i", "j")),
    "W": array(2, given=1),
    "V": array(2, given=1),
    "Y": total(("j",), ("i",), ("P", "i"), ("W", "i", "j")),
    "WV": total(("i", "k"), ("j",), ("W", "i", "j"), ("V", "j", "k")),
    "A": array(2, role="weights"),
    "F": array(role="values"),
    "G": array(2, role="values"),
}
COVERS = (("Q", "P", (0,)), ("Q", "J", (1,)))
RANK = {name: len(law["axes"]) for name, law in LAWS.items()}
NONNEGATIVE = tuple(name for name, law in LAWS.items() if law["role"] != "values")
LETTERS = ("i", "j", "l", "r", "s", "t")
WORLD = world(LAWS, (sym("a"),), COVERS, a=1)


def tables(choose: random.Random) -> dict[str, dict | int]:
    """Tables over two or three labels, with many zeros, that keep what their declarations say."""
    n = choose.choice((2, 3))
    one, two = [(i,) for i in range(n)], list(product(range(n), repeat=2))
    out: dict = {"n": n, "F": _numbers(choose, one, -4), "G": _numbers(choose, two, -4), "A": _numbers(choose, two, 0)}
    out["P"], out["J"] = _masses(_numbers(choose, one, 0)), _masses(_numbers(choose, two, 0))
    needed = {(i,) for i in range(n) if out["P"][i,] or any(out["J"][k, i] for k in range(n))}
    out["Q"] = _masses({i: max(v, Fraction(1)) if i in needed else v for i, v in _numbers(choose, one, 0).items()})
    for name in ("W", "V"):
        rows = [_masses(_numbers(choose, one, 0)) for _ in range(n)]
        out[name] = {(i, j): rows[i][j,] for i, j in two}
    out["J0"] = {(i,): sum(out["J"][i, j] for j in range(n)) for i in range(n)}
    out["J1"] = {(j,): sum(out["J"][i, j] for i in range(n)) for j in range(n)}
    out["Y"] = {(j,): sum(out["P"][i,] * out["W"][i, j] for i in range(n)) for j in range(n)}
    out["WV"] = {(i, k): sum(out["W"][i, j] * out["V"][j, k] for j in range(n)) for i, k in two}
    return out


def _numbers(choose: random.Random, places: list, least: int) -> dict:
    out = {place: Fraction(choose.choice((0, 0, *range(least, 8))), choose.randint(1, 3)) for place in places}
    return out if least < 0 or any(out.values()) else out | {choose.choice(places): Fraction(1)}


def _masses(weights: dict) -> dict:
    return {place: Fraction(w, 1) / sum(weights.values()) for place, w in weights.items()}


def entry(choose: random.Random, names: tuple[str, ...], among: tuple[str, ...] = NONNEGATIVE) -> Term:
    """An entry at some of these indices, perhaps at one of them twice."""
    key = choose.choice(among)
    return ("idx", key, *(choose.choice(names) for _ in range(RANK[key])))


def domain_of(choose: random.Random, fresh: list[str], names: tuple[str, ...]) -> tuple[Term, ...]:
    """Literals that say where fresh indices run; entries may hold indices from around."""
    literals = {literal for _ in range(choose.randint(0, 2)) if set((literal := entry(choose, names))[2:]) & set(fresh)}
    stated = {i for literal in literals for i in literal[2:]}
    literals |= {("in", i, "S") for i in fresh if i not in stated or choose.random() < 0.2}
    if choose.random() < 0.2:
        literals.add(("zero", choose.choice(("P", "Q", "J0")), choose.choice(fresh)))
    if len(fresh) > 1 and choose.random() < 0.2:
        literals.add(("ne", *choose.sample(fresh, 2)))
    return tuple(sorted(literals))


def sum_term(choose: random.Random, depth: int, around: tuple[str, ...] = (), known: tuple[Term, ...] = ()) -> Term:
    """A random sum of products and logarithms of entries, with sums inside; ``known`` entries are positive here."""
    fresh = [name for name in LETTERS if name not in around][: choose.choice((1, 1, 2))]
    names = (*around, *fresh)
    domain = domain_of(choose, fresh, names)
    positive = (*known, *(literal for literal in domain if literal[0] == "idx"))
    more = positive or (entry(choose, names),)
    factors = [choose.choice((*more, entry(choose, names))) for _ in range(choose.randint(0, 2))]
    factors += [log(choose.choice((*more, *more, entry(choose, names)))) for _ in range(choose.randint(0, 2))]
    first, second = choose.choices(more, k=2)
    others = (
        *(sym("a"), sym("z"), rat(2), div(first, second), log(div(first, second)), entry(choose, names)),
        *(entry(choose, names, ("F", "G")), power(first, rat(choose.choice((1, 2, -1)), choose.choice((1, 2)))), exp(second)),
    )
    factors.append(choose.choice(others))
    if depth > 0 and len(names) < 4 and choose.random() < 0.5:
        factors.append(sum_term(choose, depth - 1, names, positive))
    body = mul(*factors) if len(factors) > 1 else factors[0]
    if choose.random() < 0.3:
        body = add(body, choose.choice((*more, sub(first, second))))
    return ("sum", tuple(fresh), domain, body)
