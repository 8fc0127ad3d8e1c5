"""Equations between given sides, for laws that need not be in the catalogue: finite masses, densities taken as given.

Untrusted: it arranges the steps, the kernel replays them.
"""

from collections.abc import Callable

import sympy as sp

from symbolic_info.core.errors import NoClosedForm, Rejected
from symbolic_info.core.heads import Distribution, Quantity
from symbolic_info.derive.theorem import Theorem, theorem_of
from symbolic_info.derive.unfolding import written_out
from symbolic_info.derive.witness import search_witness
from symbolic_info.proof.bridge import Bridge
from symbolic_info.proof.kernel import Proof, replay, to_text
from symbolic_info.proof.world import World


def identity(left: sp.Expr, right: sp.Expr, *laws: Distribution) -> Theorem:
    """The theorem ``left`` = ``right``; ``laws`` are those whose entries stand in it without them.

    Tried in turn: one normal form of real expressions; one normal form of finite sums; one linear combination of the
    definitions, each expectation of which then has to exist (a condition of the theorem).

    Raises:
        NoClosedForm: None of these proves it, which says nothing about its truth.
    """
    asked = sp.sympify(left, strict=True), sp.sympify(right, strict=True)
    left, right = (written_out(side) for side in asked)
    bridge = Bridge([left, right, *asked, *laws])
    ways: tuple[Callable[[Proof, Bridge, sp.Expr, sp.Expr], int], ...] = (_one_normal_form, _one_sum, _from_definitions)
    for way in ways:
        proof = Proof(World({**bridge.world(), "witness": search_witness(bridge.world())}))
        try:
            last = way(proof, bridge, left, right)
        except Rejected:
            continue
        return finished(proof, bridge, last, *asked)
    raise NoClosedForm(f"{left} = {right} is not proved by normal forms or definitions; check it with numbers first")


def finished(proof: Proof, bridge: Bridge, last: int, *asked: sp.Expr) -> Theorem:
    """The theorem that the step ``last`` of a proof states, replayed; its sides as they were ``asked`` for."""
    statement, spec = proof.done[last], bridge.world()
    certificate = to_text(proof.document(last, search_witness(spec, tuple(sorted(statement.conditions)))))
    return theorem_of(replay(certificate, spec, statement.left, statement.right, statement.relation), bridge, *asked)


def _one_normal_form(proof: Proof, bridge: Bridge, left: sp.Expr, right: sp.Expr) -> int:
    if left.has(Quantity, sp.Sum, sp.Integral) or right.has(Quantity, sp.Sum, sp.Integral):
        raise Rejected("quantities have no normal form before they are unfolded, and sums have a rule of their own")
    start = proof.do("expression", [], bridge.term(left))
    return proof.do("restate", [start], bridge.term(right))


def _one_sum(proof: Proof, bridge: Bridge, left: sp.Expr, right: sp.Expr) -> int:
    return proof.do("same_sum", [], bridge.term(left), bridge.term(right))


def _from_definitions(proof: Proof, bridge: Bridge, left: sp.Expr, right: sp.Expr) -> int:
    """left = E f and E g_i = right's quantities: if f = sum c_i g_i, then left = sum c_i E g_i."""
    if not isinstance(left, Quantity):
        raise Rejected("the left side is no single quantity")
    ones = {law: proof.do("given_density", [], law) for law in bridge.term(left)[1:]}
    parts = sorted(right.atoms(Quantity), key=sp.default_sort_key)
    start, *definitions = (_definition(proof, bridge, q, ones) for q in (left, *parts))
    turned = [proof.do("reverse", [d]) for d in definitions]
    coefficients = tuple(bridge.term(sp.expand(right).coeff(q)) for q in parts)
    law, f = proof.done[start].left[1], proof.done[start].right[2]
    linear = proof.do("linearity", [ones[law], *turned], law, f, coefficients)
    inserted = proof.do("substitute", [proof.do("chain", [start, linear]), *turned])
    return proof.do("restate", [inserted], bridge.term(right))


def _definition(proof: Proof, bridge: Bridge, q: Quantity, ones: dict[str, int]) -> int:
    term = bridge.term(q)
    return proof.do("definition", [ones[law] for law in dict.fromkeys(term[1:])], term)
