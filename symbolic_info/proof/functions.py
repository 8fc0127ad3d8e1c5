"""Which SymPy function is which head of the kernel, both ways.  Trusted."""

from collections.abc import Callable
from typing import Any

import sympy as sp

from symbolic_info.core.zeta import ZetaDerivative
from symbolic_info.proof.terms import INFINITY, MINUS_INFINITY, PI, Term, add, div, exp, lgamma, log, mul, neg, power, rat, sub

EULER = neg(("polygamma", 0, rat(1)))


def _lbeta(a: Term, b: Term) -> Term:
    return add(lgamma(a), lgamma(b), neg(lgamma(add(a, b))))


# SymPy head -> term of its arguments' terms
HEADS: dict[Any, Callable[..., Term]] = {
    sp.Add: add,
    sp.Mul: mul,
    sp.exp: exp,
    sp.log: log,
    sp.loggamma: lgamma,
    sp.gamma: lambda a: exp(lgamma(a)),
    sp.factorial: lambda a: exp(lgamma(add(a, rat(1)))),
    sp.beta: lambda a, b: exp(_lbeta(a, b)),
    sp.Abs: lambda a: ("abs", a),
    sp.erf: lambda a: ("erf", a),
    sp.ceiling: lambda a: ("ceil", a),
    sp.erfc: lambda a: sub(rat(1), ("erf", a)),
    sp.uppergamma: lambda s, z: ("ugamma", s, z),
    sp.Ei: lambda a: neg(("ugamma", rat(0), neg(a))),
    sp.expint: lambda n, z: mul(power(z, sub(n, rat(1))), ("ugamma", sub(rat(1), n), z)),  # DLMF 8.19.1
    sp.cosh: lambda a: mul(rat(1, 2), add(exp(a), exp(neg(a)))),
    sp.sinh: lambda a: mul(rat(1, 2), sub(exp(a), exp(neg(a)))),
    sp.cos: lambda a: ("cos", a),
    sp.sin: lambda a: ("sin", a),
    sp.besselk: lambda v, z: ("besselk", v, z),
    sp.tanh: lambda a: sub(rat(1), div(rat(2), add(exp(mul(rat(2), a)), rat(1)))),
    sp.coth: lambda a: add(rat(1), div(rat(2), sub(exp(mul(rat(2), a)), rat(1)))),
    sp.asinh: lambda a: log(add(a, power(add(power(a, rat(2)), rat(1)), rat(1, 2)))),
    sp.acosh: lambda a: log(add(a, power(sub(power(a, rat(2)), rat(1)), rat(1, 2)))),
    sp.atanh: lambda a: mul(rat(1, 2), sub(log(add(rat(1), a)), log(sub(rat(1), a)))),
}
CONSTANTS: dict[sp.Basic, Term] = {sp.pi: PI, sp.E: exp(rat(1)), sp.EulerGamma: EULER, sp.oo: INFINITY, -sp.oo: MINUS_INFINITY}

# SymPy head whose first argument, an integer >= 0, is no term -> head of the kernel
ORDERED: dict[Any, str] = {sp.polygamma: "polygamma", sp.besseli: "besseli", ZetaDerivative: "zeta"}


def ordered(e: sp.Basic, inner: Callable[[sp.Basic], Term]) -> Term | None:
    """The term of a function with an order; of zeta without one, its own value."""
    if isinstance(e, sp.zeta) and len(e.args) == 1:
        return ("zeta", 0, inner(e.args[0]))
    if type(e) in ORDERED and len(e.args) == 2 and e.args[0].is_Integer and e.args[0] >= 0:
        return (ORDERED[type(e)], int(e.args[0]), inner(e.args[1]))
    return None


# head of the kernel -> SymPy function
OUT: dict[str, Callable[..., sp.Expr]] = {
    "pi": lambda: sp.pi,
    "infinity": lambda: sp.oo,
    "minus_infinity": lambda: -sp.oo,
    "add": sp.Add,
    "mul": sp.Mul,
    "pow": sp.Pow,
    "log": sp.log,
    "exp": sp.exp,
    "lgamma": sp.loggamma,
    "polygamma": sp.polygamma,
    "abs": sp.Abs,
    "erf": sp.erf,
    "ceil": sp.ceiling,
    "ugamma": sp.uppergamma,
    "cos": sp.cos,
    "sin": sp.sin,
    "besseli": sp.besseli,
    "besselk": sp.besselk,
    "zeta": lambda n, s: ZetaDerivative(n, s) if n else sp.zeta(s),
}
