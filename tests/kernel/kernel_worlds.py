"""Small worlds and proofs for the tests of the kernel, in its own terms: nothing here asks SymPy."""

import re
from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.kernel import Proof, Proven, Statement, replay, to_text
from symbolic_info.proof.terms import INFINITY, MINUS_INFINITY, PI, Term, X, add, div, lgamma, log, mul, neg, power, rat, sub, sym
from symbolic_info.proof.world import World

x, u = sym(X), sym("_u")
ZERO, ONE, HALF, THIRD = rat(0), rat(1), rat(1, 2), rat(1, 3)
LINE, POSITIVE_LINE, UNIT = ("interval", MINUS_INFINITY, INFINITY), ("interval", rat(0), INFINITY), ("interval", rat(0), ONE)
NATURALS = ("integers", rat(0), INFINITY)


def density(support: tuple, logp: Term, unknown: tuple[str, ...] = ()) -> dict:
    return {"kind": "density", "support": support, "logp": logp, "unknown": unknown}


def given(name: str, support: tuple = LINE) -> dict:
    """A density taken as given."""
    return density(support, log(("apply", name, x)), (name,))


def array(indices: int = 1, given: int = 0, role: str = "mass", total: tuple = (), space: str = "S") -> dict:
    """An array over so many copies of one space."""
    return {"kind": "array", "axes": (space,) * indices, "given": given, "role": role, "total": total}


def support(array: str, *indices: str) -> tuple:
    """The domain where one entry is positive."""
    return (("idx", array, *indices),)


def total(kept: tuple[str, ...], over: tuple[str, ...], *factors: tuple, spaces: tuple[str, ...] = ()) -> dict:
    """An array that is the sum of a product of entries, here ``("P", "i", "j")``."""
    definition = (kept, over, tuple(("idx", *factor) for factor in factors))
    return {"kind": "array", "axes": spaces or ("S",) * len(kept), "given": 0, "role": "total", "total": definition}


def masses(*values: Term) -> dict:
    return {"kind": "masses", "masses": values}


def product(*factors: str) -> dict:
    return {"kind": "product", "factors": factors}


def normal(mu: Term = ZERO, sigma: Term = ONE) -> dict:
    """The density of a Gaussian."""
    square = power(div(sub(x, mu), sigma), rat(2))
    return density(LINE, add(mul(rat(-1, 2), square), neg(log(sigma)), mul(rat(-1, 2), log(mul(rat(2), PI)))))


def exponential(rate: Term = ONE) -> dict:
    return density(POSITIVE_LINE, sub(log(rate), mul(rate, x)))


def uniform(lo: Term = ZERO, hi: Term = ONE) -> dict:
    return density(("interval", lo, hi), neg(log(sub(hi, lo))))


def bernoulli(p: Term = THIRD) -> dict:
    return density(("integers", rat(0), ONE), add(mul(x, log(p)), mul(sub(ONE, x), log(sub(ONE, p)))))


def poisson(rate: Term = ONE, least: int = 0) -> dict:
    """The law of ``least`` plus a Poisson variable."""
    n = sub(x, rat(least)) if least else x
    return density(("integers", rat(least), INFINITY), sub(sub(mul(n, log(rate)), rate), lgamma(add(n, ONE))))


CAUCHY = density(LINE, neg(add(log(PI), log(add(ONE, power(x, rat(2)))))))
ARRAYS = {"P": array(), "Q": array()}
Q_COVERS_P = ("Q", "P", (0,))
BOTH_WAYS = (Q_COVERS_P, ("P", "Q", (0,)))
SPACES = {"S": sym("n"), "R": ()}


def world(laws: dict | None = None, positive: tuple[Term, ...] = (), covers: tuple = (), **witness: Any) -> World:
    """A world with these laws; ``positive`` are its constraints, the witness is given by name."""
    values = {n: rat(v) for n, v in {"n": 2, **witness}.items()}
    return World({"constraints": positive, "laws": laws or {}, "spaces": SPACES, "covers": covers, "witness": values})


def equation(left: Term, right: Term, conditions: Iterable = ()) -> Statement:
    """left = right under these conditions, without assumptions."""
    return Statement((), left, right, frozenset(conditions))


def refused(reason: str) -> AbstractContextManager:
    """``Rejected`` for this reason, and for no other."""
    return pytest.raises(Rejected, match=re.escape(reason))


class Sheet(Proof):
    """A proof that is written step by step; ``of`` starts one in a small world."""

    @classmethod
    def of(cls, laws: dict | None = None, positive: tuple[Term, ...] = (), covers: tuple = (), **witness: Any) -> "Sheet":
        return cls(world(laws, positive, covers, **witness))

    def said(self, rule: str, premises: list[int], *arguments: Any, under: tuple = ()) -> Statement:
        """The statement of a new step."""
        return self.done[self.do(rule, premises, *arguments, under=under)]

    def one(self, law: str, *route: Any) -> int:
        """The step E[1] = 1, by a lemma or by definition."""
        record = self.world.density(law)
        if record["unknown"]:
            return self.do("given_density", [], law)
        if route:
            return self.do("moment", [], law, *route, route[-1], ())
        return self.do("moment", [], law, *ROUTES[record["logp"]], ROUTES[record["logp"]][-1], ())

    def take(self, statement: Statement) -> int:
        """A step that states what nothing proves; replay knows no such rule."""
        self.done.append(statement)
        said = {"left": statement.left, "right": statement.right, "conditions": (), "relation": statement.relation, "tight": ()}
        self.steps.append({"rule": "taken", "premises": [], "args": [], "under": [], **said})
        return len(self.done) - 1

    def replayed(self, last: int, **witness: Any) -> Proven:
        text = to_text(self.document(last, {n: rat(v) for n, v in {"n": 2, **witness}.items()}))
        return replay(text, self.world.spec, self.done[last].left, self.done[last].right, self.done[last].relation)


def halves(law: dict) -> tuple[Term, Term]:
    """The ends of the support."""
    return law["support"][1], law["support"][2]


# A route for each of the plain laws: lemma, phi, psi, s0.
ROUTES = {
    normal()["logp"]: ("gauss", u, x, (rat(0), HALF)),
    exponential()["logp"]: ("euler_gamma", u, x, (ONE, ONE)),
    uniform()["logp"]: ("euler_beta", u, x, (ONE, ONE)),
    poisson()["logp"]: ("exponential_series", u, x, (rat(0),)),
}
