"""What is known to be >= 0 of the laws of a statement: entropies, informations, divergences.  Untrusted: the kernel proves each."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from itertools import combinations

import sympy as sp

from symbolic_info.core.heads import Distribution
from symbolic_info.derive.script import Script, Where
from symbolic_info.distributions.joint import Marginal
from symbolic_info.proof.finite import is_indexed, rank
from symbolic_info.quantities.conditional_entropy import ConditionalEntropy
from symbolic_info.quantities.entropy import Entropy
from symbolic_info.quantities.kl import KL
from symbolic_info.quantities.mutual_information import MutualInformation, mean

MAX_VARIABLES = 4
MAX_COMPARED = 3


@dataclass(frozen=True)
class Candidate:
    """A quantity that is >= 0, the combination of entropies that it is where it is one, and how to prove it."""

    quantity: sp.Expr
    parts: tuple[tuple[sp.Expr, int], ...]
    line: Callable[[Script], int]


def candidates(script: Script) -> list[Candidate]:
    """For every law of the statement, and every pair of laws on one space."""
    named = [law for law in script.bridge.laws.values() if is_indexed(law)]
    laws = list(dict.fromkeys(law.joint if isinstance(law, Marginal) else law for law in named))
    out = [c for law in laws if hasattr(law, "marginal") and hasattr(law, "mass") for c in _of_joint(law)]
    out += [c for law in laws if not hasattr(law, "marginal") and hasattr(law, "mass") and rank(law) == 1 for c in _of_one(law)]
    pairs = [(p, q) for p in dict.fromkeys((*laws, *named)) for q in dict.fromkeys((*laws, *named)) if p != q and _alike(p, q)]
    return out + [c for p, q in pairs for c in _divergences(p, q)]


def _alike(p: Distribution, q: Distribution) -> bool:
    return all(hasattr(law, "mass") for law in (p, q)) and tuple(p.shape) == tuple(q.shape)


def _of_joint(law: Distribution) -> Iterable[Candidate]:
    """The elemental inequalities: H(X_i | all others) >= 0, I(X_i; X_j | X_K) >= 0; and H(X_i) <= log n."""
    axes = range(len(law.shape))
    if len(axes) > MAX_VARIABLES:
        return
    if law.is_discrete:
        for i in axes:
            rest = tuple(a for a in axes if a != i)
            parts = tuple((_sum(law.marginal(*group)), sign) for group, sign in ((axes, 1), (rest, -1)) if group)
            yield Candidate(ConditionalEntropy(law, i, rest), parts, partial(_conditional, law=law, of=i, given=rest))
            yield from _size(law.marginal(i) if len(axes) > 1 else law)
    for i, j in combinations(axes, 2):
        others = [a for a in axes if a not in (i, j)]
        for count in range(len(others) + 1):
            for given in combinations(others, count):
                yield _information(law, i, j, given)


def _information(law: Distribution, i: int, j: int, given: tuple[int, ...]) -> Candidate:
    groups = [((i, *given), 1), ((j, *given), 1), ((i, j, *given), -1), (given, -1)]
    parts = tuple((_sum(law.marginal(*sorted(group))), sign) for group, sign in groups if group)
    return Candidate(MutualInformation(law, i, j, given), parts, lambda s: _mutual(s, law, i, j, given))


def _of_one(law: Distribution) -> Iterable[Candidate]:
    if law.is_discrete:
        yield Candidate(Entropy(law), ((_sum(law), 1),), lambda s: _conditional(s, law, 0, ()))
        yield from _size(law)


def _size(law: Distribution) -> Iterable[Candidate]:
    """log n - H(X) >= 0."""
    gap = sp.log(law.shape[0]) - _sum(law)
    if getattr(law, "components", None) is None:
        yield Candidate(gap, ((sp.log(law.shape[0]), 1), (_sum(law), -1)), lambda s: _log_size(s, law))


def _sum(law: Distribution) -> sp.Expr:
    """The entropy of a law written out, so that laws which the statement does not name need no name."""
    return -mean(law, lambda at: sp.log(law.mass(*at.values())))


def _between(p: Distribution, q: Distribution) -> sp.Expr:
    """The divergence of two laws written out."""
    return mean(p, lambda at: sp.log(p.mass(*at.values())) - sp.log(q.mass(*at.values())))


def _divergences(p: Distribution, q: Distribution) -> Iterable[Candidate]:
    """D(P || Q) >= 0, and that it does not grow where variables are left out."""
    yield Candidate(KL(p, q), ((_between(p, q), 1),), lambda s: _gibbs(s, p, q))
    if not all(hasattr(law, "marginal") for law in (p, q)) or len(p.shape) > MAX_COMPARED:
        return
    groups = [group for count in range(1, len(p.shape) + 1) for group in combinations(range(len(p.shape)), count)]
    for large in groups:
        for small in [(), *groups]:
            if set(small) < set(large):
                yield _gap(p, q, large, small)


def _gap(p: Distribution, q: Distribution, large: tuple[int, ...], small: tuple[int, ...]) -> Candidate:
    """D(P || Q) of some variables less that of fewer."""
    parts = tuple((_between(p.marginal(*group), q.marginal(*group)), sign) for group, sign in ((large, 1), (small, -1)) if group)
    return Candidate(sp.Add(*(sign * part for part, sign in parts)), parts, lambda s: _chain(s, p, q, large, small))


# -- the proofs ------------------------------------------------------------------------------------------------------------


def _symbols(count: int) -> tuple[sp.Symbol, ...]:
    return sp.symbols(f"i_0:{count}", integer=True)


def _conditional(s: Script, law: Distribution, of: int, given: tuple[int, ...]) -> int:
    """0 <= H(X | Y): p(x, y) <= p(y), term by term."""
    at = _symbols(rank(law))
    mass = law.mass(*at)
    below = law.marginal(*given).mass(*(at[a] for a in given)) if given else sp.Integer(1)
    line = s.sign(s.over(law, *at), mass * (sp.log(below) - sp.log(mass)))
    quantity = ConditionalEntropy(law, of, given) if given else _sum(law)
    return s.combine(0, "<=", quantity, {line: 1})


def _mutual(s: Script, law: Distribution, i: int, j: int, given: tuple[int, ...]) -> int:
    """0 <= I(X; Y | Z): log t <= t - 1 at t = p(x, z) p(y, z) / (p(x, y, z) p(z)), whose mean is at most 1."""
    kept = tuple(sorted((i, j, *given)))
    at = dict(zip(kept, _symbols(len(kept)), strict=True))

    def part(*axes: int) -> tuple[sp.Expr, Where]:
        group = tuple(sorted(axes))
        marginal = law.marginal(*group)
        here = tuple(at[a] for a in group)
        return marginal.mass(*here), s.over(marginal, *here, among=tuple(at.values()))

    (both, here), (first, one), (second, two) = part(*kept), part(i, *given), part(j, *given)
    below = part(*given)[0] if given else sp.Integer(1)
    line = s.log_bound(here, both, first * second / (both * below))
    wide = Where(here.indices, tuple(sorted({*one.literals, *two.literals})))
    mass = s.enlarge(here, wide, first * second / below)
    return s.combine(0, "<=", MutualInformation(law, i, j, given), {line: 1, mass: 1})


def _log_size(s: Script, law: Distribution) -> int:
    """0 <= log n - H: log t <= t - 1 at t = 1/(n p)."""
    (i,), size = _symbols(1), law.shape[0]
    here, mass = s.over(law, i), law.mass(i)
    line = s.log_bound(here, mass, 1 / (size * mass))
    whole = s.enlarge(here, s.where((i,), ranges={i: size}), 1 / size)
    return s.combine(0, "<=", sp.log(size) - _sum(law), {line: 1, whole: 1})


def _gibbs(s: Script, p: Distribution, q: Distribution) -> int:
    """0 <= D(P || Q), P a single array: log t <= t - 1 at t = q/p, part by part of Q."""
    at = _symbols(rank(p))
    here = s.over(p, *at)
    mine = p.mass(*at)
    lines = {s.log_bound(here, mine, q.mass(*at) / mine): 1}
    for mass, where in s.parts(q, *at):
        lines[s.restricted(here, where, mass)] = 1
    return s.combine(0, "<=", _between(p, q), lines)


def _chain(s: Script, p: Distribution, q: Distribution, large: tuple[int, ...], small: tuple[int, ...]) -> int:
    """D of fewer variables <= D of more: log t <= t - 1 at t = p(x) q(x, y) / (p(x, y) q(x)), whose mean is at most 1."""
    at = dict(zip(large, _symbols(len(large)), strict=True))
    everything, few = tuple(at.values()), tuple(at[a] for a in small)
    (mine, here), (theirs, there) = ((law.marginal(*large).mass(*everything), s.over(law.marginal(*large), *everything)) for law in (p, q))
    above, below = (law.marginal(*small).mass(*few) if small else sp.Integer(1) for law in (p, q))
    line = s.log_bound(here, mine, above * theirs / (mine * below))
    known = s.over(p.marginal(*small), *few, among=everything).literals if small else ()
    mass = s.enlarge(here, Where(everything, tuple(sorted({*known, *there.literals}))), above * theirs / below)
    lesser = _between(p.marginal(*small), q.marginal(*small)) if small else sp.S.Zero
    return s.combine(lesser, "<=", _between(p.marginal(*large), q.marginal(*large)), {line: 1, mass: 1})
