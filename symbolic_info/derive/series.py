"""An expectation over the integers, written out as the series that a textbook would print."""

import sympy as sp

from symbolic_info.core.heads import Distribution, Mean


def series_of(mean: Mean) -> sp.Expr:
    """E_P[f(X)] as sum_k p(k) f(k), factors free of k in front: exp(-lam) * Sum(lam**k*log(k!)/k!, (k, 0, oo))."""
    f, x, law = mean.args[:3]
    if hasattr(law, "ranges"):
        return _over_all(f, x, law)
    used = {s.name for s in mean.free_symbols}
    name = next(n for n in ("k", "j", "n", "m", "i") if n not in used) if len(used & {"k", "j", "n", "m", "i"}) < 5 else f"{x}_k"
    k = sp.Symbol(name, integer=True, nonnegative=True)
    body = sp.Mul(*(_factor(t) for t in sp.Add.make_args(sp.expand(law.log_density(x), log=False)))) * f.replace(
        sp.loggamma, _log_factorial
    )
    constant, inner = body.as_independent(x, as_Add=False)
    return constant * sp.Sum(inner.xreplace({x: k}), (k, *mean.ends))


def _over_all(f: sp.Expr, x: sp.Tuple, law: Distribution) -> sp.Expr:
    """The same for several integers, the last one summed first."""
    body = sp.Mul(*(_factor(t) for t in sp.Add.make_args(law.log_density(x)))) * f.replace(sp.loggamma, _log_factorial)
    named = {s: sp.Symbol(s.name, integer=True, nonnegative=True) for s in x}
    limits = [(named[s], r.lo.xreplace(named), r.hi.xreplace(named)) for s, r in zip(x, law.ranges(x), strict=True)]
    return sp.Sum(body.xreplace(named), *reversed(limits))


def _factor(term: sp.Expr) -> sp.Expr:
    """exp(term), with c log(a) as a^c and -loggamma(x + 1) as 1/x!."""
    logs = [g for g in sp.Mul.make_args(term) if isinstance(g, sp.log)]
    if len(logs) == 1:
        return logs[0].args[0] ** (term / logs[0])
    sign, g = term.as_coeff_Mul()
    return sp.factorial(g.args[0] - 1) ** sign if isinstance(g, sp.loggamma) and abs(sign) == 1 else sp.exp(term)


def _log_factorial(argument: sp.Expr) -> sp.Expr:
    return sp.log(sp.factorial(argument - 1))
