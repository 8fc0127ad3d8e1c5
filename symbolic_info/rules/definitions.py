"""What the quantities are: expectations, sums, or infinity where the support is not covered.  Trusted."""

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.kernel import Statement, no_infinity, rule
from symbolic_info.proof.normal import Condition, Normal
from symbolic_info.proof.terms import INFINITY, MINUS_INFINITY, QUANTITIES, Term, add, check, log, mul, neg, opaque, rat, sub, subst, sym
from symbolic_info.proof.world import Under, World
from symbolic_info.rules.expectation import is_normalised, mean

Conclusion = tuple[Term, Term, set[Condition]]
SOURCE = "Cover & Thomas (2006), Elements of Information Theory, 2nd ed., chapters 2 and 8"


def quantity(q: Term) -> tuple[str, tuple[str, ...]]:
    """Head and laws of a quantity."""
    if check(q)[0] not in QUANTITIES:
        raise Rejected("not a quantity")
    return q[0], q[1:]


@rule(says="definition", source=SOURCE)
def definition(world: World, under: Under, premises: tuple[Statement, ...], q: Term) -> Conclusion:
    """H(P) = E[-log p], H(P, Q) = E[-log q], D(P || Q) = E[log p - log q], for densities that integrate to 1.

    The support of P lies in that of Q, or that is a condition.
    """
    head, laws = quantity(q)
    all_normalised(premises, laws)
    outer = world.normal(under)
    p, q_record = world.density(laws[0]), world.density(laws[-1])
    covered(outer, p["support"], q_record["support"])
    log_p, log_q = p["logp"], q_record["logp"]
    body = {"entropy": neg(log_p), "cross": neg(log_q), "kl": sub(log_p, log_q)}[head]
    return q, mean(laws[0], body), outer.conditions


def all_normalised(premises: tuple[Statement, ...], laws: tuple[str, ...]) -> None:
    """E[1] = 1 is proved for each law, in order."""
    if len(premises) != len(dict.fromkeys(laws)):
        raise Rejected("E[1] = 1 for each law")
    for premise, law in zip(premises, dict.fromkeys(laws), strict=True):
        is_normalised(premise, law)


def covered(outer: Normal, inner_support: tuple, outer_support: tuple) -> None:
    """The first support lies in the second."""
    (kind, lo, hi), (other, least, most) = inner_support, outer_support
    if kind != other:
        raise Rejected("a discrete law beside a continuous one")
    if least != MINUS_INFINITY:
        if lo == MINUS_INFINITY:
            raise Rejected("the support of P reaches below that of Q")
        outer.need_nonnegative(outer.form(sub(lo, least)))
    if most != INFINITY:
        if hi == INFINITY:
            raise Rejected("the support of P reaches above that of Q")
        outer.need_nonnegative(outer.form(sub(most, hi)))


@rule(says="P has mass where Q has none", source=SOURCE + ": D(P || Q) is infinite unless P is absolutely continuous with respect to Q")
def uncovered(world: World, under: Under, premises: tuple[Statement, ...], q: Term, side: str) -> Conclusion:
    """D(P || Q) = H(P, Q) = +oo where the support of P reaches beyond that of Q on one ``side``, "below" or "above".

    H(P, Q) = H(P) + D(P || Q) of densities needs a finite H(P); a divergence, and a sum of -log q >= 0, cannot be oo - oo.
    """
    head, laws = quantity(q)
    if head == "entropy":
        raise Rejected("only a divergence or a cross-entropy")
    all_normalised(premises, laws)
    outer = world.normal(under)
    kind = reaches_beyond(world, outer, laws, side)
    entropy = {("exists", ("entropy", laws[0]))} if head == "cross" and kind == "interval" else set()
    return q, INFINITY, outer.conditions | entropy


def reaches_beyond(world: World, outer: Normal, laws: tuple[str, ...], side: str) -> str:
    """The kind of two supports, of which the first reaches beyond the second on a side: there P has mass."""
    (kind, lo, hi), (other, least, most) = (world.density(law)["support"] for law in laws)
    if kind != other:
        raise Rejected("a discrete law beside a continuous one")
    if side not in ("below", "above"):
        raise Rejected("below or above")
    mine, theirs, infinite = (lo, least, MINUS_INFINITY) if side == "below" else (hi, most, INFINITY)
    if theirs == infinite:
        raise Rejected("the support of Q is unbounded on that side")
    if mine != infinite:
        outer.need_positive(outer.form(sub(theirs, mine) if side == "below" else sub(mine, theirs)))
    if kind == "interval" and MINUS_INFINITY not in (lo, hi) and INFINITY not in (lo, hi):
        outer.need_positive(outer.form(sub(hi, lo)))
    return kind


def as_sums(world: World, t: Term) -> Term:
    """``t`` with every quantity of finite laws written out as a sum over the support."""
    if t[0] in QUANTITIES:
        return _written_out(world, t)
    return (t[0], *(as_sums(world, a) if isinstance(a, tuple) and t[0] not in ("sum", "all", "mean", "part") else a for a in t[1:]))


def _written_out(world: World, q: Term) -> Term:
    head, laws = quantity(q)
    kinds = {world.laws[law]["kind"] if law in world.laws else None for law in laws}
    if kinds == {"masses"}:
        return _over_masses(world, head, laws)
    if kinds == {"array"} and all(_is_probability(world, law) for law in laws):
        return _over_arrays(world, head, [(law,) for law in laws])
    if kinds <= {"array", "finite"} and len(kinds) > 0:
        return _over_parts(world, head, laws)
    if kinds == {"product"}:
        factors = [tuple(world.laws[law]["factors"]) for law in laws]
        if len({len(f) for f in factors}) == 1 and all(_is_probability(world, f) for fs in factors for f in fs):
            return _over_arrays(world, head, factors)
    raise Rejected(f"no sum for {q}")


def _summand(head: str, p: Term, log_p: Term, log_q: Term) -> Term:
    body = {"entropy": neg(log_p), "cross": neg(log_q), "kl": sub(log_p, log_q)}[head]
    return mul(p, body)


def _is_probability(world: World, law: str) -> bool:
    """Whether a law is an array of masses that total 1, with nothing given."""
    record = world.laws[law]
    return record["kind"] == "array" and record["role"] == "mass" and not record["given"]


def _over_arrays(world: World, head: str, laws: list[tuple[str, ...]]) -> Term:
    """Nested sums over the supports of the factors of P; that Q is positive there is for the normal form to prove."""
    p, q = laws[0], laws[-1]
    axes = [[world.laws[f]["axes"] for f in fs] for fs in (p, q)]
    if axes[0] != axes[1]:
        raise Rejected("laws on different spaces")
    names = [tuple(f"_i{k}_{j}" for j in range(len(spaces))) for k, spaces in enumerate(axes[0])]
    entries = [[("idx", f, *n) for f, n in zip(fs, names, strict=True)] for fs in (p, q)]
    logs = [add(*(log(e) for e in es)) for es in entries]
    term = _summand(head, mul(*entries[0]), *logs)
    for entry, n in reversed(list(zip(entries[0], names, strict=True))):
        term = ("sum", n, (entry,), term)
    return term


def _over_parts(world: World, head: str, laws: tuple[str, ...]) -> Term:
    """A sum for each part of P; the mass of Q is the sum of its parts, which is right where all of them are defined."""
    (names, parts), (others, theirs) = (_parts_of(world, law) for law in (laws[0], laws[-1]))
    if _spaces(world, names, parts) != _spaces(world, others, theirs):
        raise Rejected("laws on different spaces")
    m = {i: sym(n) for i, n in zip(others, names, strict=True)}
    logs = [log(add(*(mass for mass, _ in ps), rat(0))) for ps in (parts, [(subst(mass, m), ()) for mass, _ in theirs])]
    return add(*(("sum", names, domain, _summand(head, mass, *logs)) for mass, domain in parts), rat(0))


def _parts_of(world: World, law: str) -> tuple[tuple[str, ...], tuple]:
    record = world.laws[law]
    if record["kind"] == "finite":
        return record["names"], record["parts"]
    if not _is_probability(world, law):
        raise Rejected(f"{law} is no probability")
    names = tuple(f"_i0_{j}" for j in range(len(record["axes"])))
    return names, ((("idx", law, *names), (("idx", law, *names),)),)


def _spaces(world: World, names: tuple[str, ...], parts: tuple) -> tuple[str, ...]:
    """The spaces of a law's indices, which all its parts share."""
    found = {tuple(world.arrays.places(names, domain)[i] for i in names) for _, domain in parts}
    if len(found) != 1:
        raise Rejected("the parts of a law run through different spaces")
    return found.pop()


def _over_masses(world: World, head: str, laws: tuple[str, ...]) -> Term:
    """An explicit sum; masses of P that are zero fall out (0 log 0 = 0)."""
    pairs = [(a, b) for a, b in _masses(world, (), laws) if a]
    if not all(b for _, b in pairs):
        raise Rejected("a class of P has no mass under Q")
    return add(*(_summand(head, a, log(a), log(b)) for a, b in pairs), rat(0))


def _masses(world: World, under: Under, laws: tuple[str, ...]) -> list[tuple[Term, Term]]:
    """The masses of P beside those of Q, () for 0; all others are proved positive, and both total 1."""
    records = [world.laws.get(law, {}).get("masses", ()) for law in (laws[0], laws[-1])]
    if len(records[0]) != len(records[1]):
        raise Rejected("masses on different sets")
    scope = world.normal(under)
    for masses in records:
        if not scope.same(add(*masses, rat(0), rat(0)), rat(1)):
            raise Rejected("masses that do not total 1")
        if not all(scope.signs.is_positive(scope.form(m)) for m in masses if scope.form(m).terms):
            raise Rejected("the sign of a mass is not known")
    if scope.conditions:
        raise Rejected("a mass needs conditions of its own")
    return [(a if scope.form(a).terms else (), b if scope.form(b).terms else ()) for a, b in zip(*records, strict=True)]


@rule(says="definition: a sum over the support", source=SOURCE)
def sum_definition(world: World, under: Under, premises: tuple[Statement, ...], q: Term) -> Conclusion:
    """A quantity of finite laws as its sum, every term of which is defined: q_i > 0 wherever p_i > 0."""
    scope, right = world.normal(under), _written_out(world, q)
    scope.form(right)
    return q, right, {condition for condition in scope.conditions if condition[0] != "exists"}


@rule(says="a class of positive mass under P has none under Q", source=SOURCE)
def uncovered_class(world: World, under: Under, premises: tuple[Statement, ...], q: Term, k: int) -> Conclusion:
    """D(P || Q) = H(P, Q) = +oo where q_k = 0 < p_k."""
    head, laws = quantity(q)
    pairs = _masses(world, under, laws)
    if head == "entropy" or type(k) is not int or not 0 <= k < len(pairs):
        raise Rejected("no such class")
    if not pairs[k][0] or pairs[k][1]:
        raise Rejected("the class is covered")
    return q, INFINITY, set()


@rule(
    says="the parts are independent, so the values add up",
    source="Cover & Thomas (2006), theorems 2.5.1 and 2.5.3 with independent parts; 8.6.2 for densities",
)
def additivity(world: World, under: Under, premises: tuple[Statement, ...], q: Term) -> Conclusion:
    """The quantity of products is the sum over the parts, whose values are proved, so that the parts are normalised."""
    head, laws = quantity(q)
    records = [world.laws.get(law, {}) for law in laws]
    kinds = {r.get("kind") for r in records}
    no_infinity(*premises)
    if kinds == {"product"} and len({len(r["factors"]) for r in records}) == 1:
        expected = [(head, *parts) for parts in zip(*(r["factors"] for r in records), strict=True)]
        counts: list[Term] = [rat(1)] * len(expected)
    elif kinds == {"power"}:
        expected = [(head, *(r["factor"] for r in records))]
        counts = [records[0]["count"]]
        if any(not world.normal(under).same(r["count"], counts[0]) for r in records):
            raise Rejected("products of different length")
    else:
        raise Rejected("not products of the same shape")
    if [p.left for p in premises] != expected:
        raise Rejected("the premises are not the parts")
    if any(part[0] in QUANTITIES for p in premises for part in opaque(p.right)):
        raise Rejected("the value of a part is not computed")
    return q, add(*(mul(c, p.left) for c, p in zip(counts, premises, strict=True))), set()
