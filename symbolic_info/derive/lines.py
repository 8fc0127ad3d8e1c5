"""Lines for a ``Script`` that take several rules: hypotheses, closed forms, images of laws.  Untrusted: the kernel replays them."""

import json
from typing import Any

import sympy as sp

from symbolic_info.derive.script import Script, Where
from symbolic_info.derive.theorem import Theorem
from symbolic_info.proof.terms import from_json, rat

POINT = Where((), ())


def suppose(s: Script, where: Where, a: Any, b: Any, k: Any = 1) -> int:
    """sum k a = sum k b, if a = b at every point of a domain; at ``POINT``: a = b, if a = b."""
    indices, domain = s._domain(where)
    return s.proof.do("hypothesis", [], indices, domain, *(s.term(e, where.indices) for e in (a, b, k)))


def same_logs(s: Script, where: Where, weight: Any, a: Any, b: Any) -> int:
    """sum w log a = sum w log b, if a = b at every point of a domain on which w > 0.

    By the case of equality in log t <= t - 1 at t = a/b.
    """
    bound = s.log_bound(where, weight, a / b)
    equal = s.proof.do("equality_case", [s.equality(bound, (where, a, b), forth=[[b / weight]], back=[[weight / b]])])
    sides = (("sum", *s._domain(where), s.term(weight * sp.log(e), where.indices)) for e in (a, b))
    return s.proof.do("combine", [equal, suppose(s, where, a, b, weight / b)], *sides, "=", (rat(1), rat(1)))


def recalled(s: Script, theorem: Theorem) -> int:
    """A theorem about the laws of the script, proved again as a line of it."""
    first = len(s.proof.done)
    for step in json.loads(theorem.certificate)["steps"]:
        premises = [first + i for i in step["premises"]]
        s.proof.do(step["rule"], premises, *map(from_json, step["args"]), under=from_json(step["under"]))
    return len(s.proof.done) - 1
