"""Lines of a ``Script`` about what moves: derivatives, limits, and sums of sums.  Untrusted: the kernel replays them."""

from typing import Any

import sympy as sp

from symbolic_info.derive.script import Script, Where
from symbolic_info.derive.unfolding import written_out
from symbolic_info.proof.terms import INFINITY, H, Term

t = sp.Symbol("t", real=True)  # what moves


def moving(s: Script, body: Any) -> Term:
    """The kernel term of an expression in ``t``."""
    return s.bridge.term(written_out(body), {t: H})


def derivative(s: Script, body: Any, point: Any = 0, times: int = 1) -> int:
    """The derivative of ``body`` in ``t`` at a point = what it is."""
    return s.proof.do("derivative", [], moving(s, body), times, s.term(point))


def ratio(s: Script, f: Any, g: Any, times: int = 1, point: Any = 0) -> int:
    """The limit of f/g at a point where both vanish, with their derivatives of orders below ``times``."""
    return s.proof.do("vanishing_ratio", [], moving(s, f), moving(s, g), times, s.term(point))


def growth(s: Script, body: Any, end: Any = 0) -> int:
    """The limit of a sum of powers and powers of logarithms of ``t``, at 0 from above or at infinity."""
    return s.proof.do("growth", [], moving(s, body), INFINITY if end == sp.oo else s.term(end))


def continuous(s: Script, body: Any, point: Any, side: str = "both") -> int:
    """The limit at a point where ``body`` is differentiable is its value there."""
    return s.proof.do("continuity", [], moving(s, body), side, s.term(point))


def double_sum(s: Script, where: Where, a: Any, inner: sp.Expr) -> int:
    """The sum over ``where`` of a times the sum ``inner`` = one sum over pairs."""
    return s.proof.do(
        "double_sum",
        [],
        tuple(f"_s{k}" for k in range(len(where.indices))),
        where.literals,
        *(s.term(e, where.indices) for e in (a, inner)),
    )


def turned(s: Script, line: int, value: Any) -> int:
    """The right side of an equation written another way: quantities of finite laws are their sums."""
    same = s.proof.do("same_sum", [], s.said(line).right, s.term(value))
    return s.proof.do("chain", [line, same])
