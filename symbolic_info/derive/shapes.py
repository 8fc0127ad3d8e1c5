"""Short forms of combinations of logarithms and special functions whose coefficients are fractions: c/(a - 1) (log x + log y).

Untrusted: the kernel checks that a form equals what was derived.
"""

import math

import sympy as sp

from symbolic_info.derive.textbook import forms

HEADS = (sp.log, sp.loggamma, sp.polygamma, sp.uppergamma, sp.erf)


def shapes(normal: sp.Expr, plain: sp.Expr) -> list[sp.Expr]:
    """Forms that may be fit for print, of one number as a normal form and as it came about."""
    more = [] if normal.has(sp.Sum, sp.Integral) else [collected(normal), powers_joined(normal)]
    return list(dict.fromkeys([*more, *forms(normal), *([] if more else forms(plain))]))


def length(form: sp.Expr) -> int:
    """How long a form reads: operations, those in the arguments of logarithms that belong outside several times."""
    inside = [f for a in form.atoms(sp.log) for f in a.args[0].atoms(sp.Pow, sp.exp, sp.gamma) if f.as_base_exp()[1].free_symbols]
    special = [f for a in form.atoms(sp.log) for f in a.args[0].atoms(sp.gamma)]
    return int(sp.count_ops(form)) + 6 * len(inside) + 4 * len(special)


def collected(value: sp.Expr) -> sp.Expr:
    """Each logarithm and special function once, with its coefficient as one fraction; logarithms of one coefficient as one."""
    table: dict[sp.Expr, sp.Expr] = {}
    for term in sp.Add.make_args(sp.expand(sp.expand_log(value, force=False), power_base=False, power_exp=False, func=False)):
        head = sp.Mul(*(f for f in sp.Mul.make_args(term) if f.has(*HEADS)))
        table[head] = table.get(head, sp.S.Zero) + term / head
    reduced = {head: _fraction(c) for head, c in table.items()}
    logs = {head: c for head, c in reduced.items() if isinstance(head, sp.log)}
    others = [c * head for head, c in reduced.items() if head not in logs]
    return sp.Add(*others, *_joined(logs))


def _fraction(c: sp.Expr) -> sp.Expr:
    return sp.factor(sp.together(c))


def _joined(logs: dict[sp.Expr, sp.Expr]) -> list[sp.Expr]:
    """Logarithms with coefficients that differ by a small rational factor as one."""
    classes: list[tuple[sp.Expr, list[tuple[sp.Rational, sp.Expr]]]] = []
    for head in sorted(logs, key=sp.default_sort_key):
        number, unit = logs[head].as_coeff_Mul()
        for known, members in classes:
            ratio = sp.cancel(unit / known)
            if ratio.is_Rational:
                members.append((number * ratio, head.args[0]))
                break
        else:
            classes.append((unit, [(number, head.args[0])]))
    return [_one(unit, members) for unit, members in classes if unit != 0]


def _one(unit: sp.Expr, members: list[tuple[sp.Rational, sp.Expr]]) -> sp.Expr:
    size = sp.Rational(math.gcd(*(int(n.p) for n, _ in members)) or 1, math.lcm(*(int(n.q) for n, _ in members)))
    size = -size if sum(1 for n, _ in members if n.is_negative) * 2 > len(members) else size
    if any(abs(n / size) > 4 for n, _ in members):
        return sp.Add(*(n * unit * sp.log(a) for n, a in members))
    return size * unit * sp.log(sp.Mul(*(a ** (n / size) for n, a in members)))


def powers_joined(value: sp.Expr) -> sp.Expr:
    """Powers of one base as one, exponentials of logarithms as powers, exponents as single fractions."""
    plain = value.replace(lambda e: isinstance(e, sp.exp) and e.args[0].has(sp.loggamma), _gammas)
    terms = sp.Add.make_args(sp.expand(plain, log=False, power_base=False, power_exp=False, func=False))
    joined = sp.Add(*(sp.powsimp(term, combine="exp") for term in terms))
    powers = joined.replace(lambda e: isinstance(e, sp.Pow) and bool(e.exp.free_symbols), lambda e: _fraction(e.base) ** _fraction(e.exp))
    return powers.replace(lambda e: isinstance(e, sp.Mul) and e.has(sp.exp), _one_exponential)


def _one_exponential(product: sp.Mul) -> sp.Expr:
    """One exponential of one fraction for the exponentials of a product."""
    exponents = [f.args[0] for f in product.args if isinstance(f, sp.exp)]
    others = sp.Mul(*(f for f in product.args if not isinstance(f, sp.exp)))
    return sp.Mul(others, sp.exp(_fraction(sp.Add(*exponents)), evaluate=False)) if exponents else product


def _gammas(e: sp.exp) -> sp.Expr:
    """exp(a + c loggamma(z)) as exp(a) gamma(z)**c."""
    plain, out = [], []
    for part in sp.Add.make_args(sp.expand(e.args[0])):
        found = [f for f in sp.Mul.make_args(part) if isinstance(f, sp.loggamma)]
        if len(found) == 1:
            out.append(sp.gamma(found[0].args[0]) ** (part / found[0]))
        else:
            plain.append(part)
    return sp.Mul(*out, sp.exp(sp.Add(*plain)))
