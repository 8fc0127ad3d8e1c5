"""Every family file: data only, a density that totals 1 at its typical points, panels that hold its mass."""

import ast
import importlib
import inspect
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import mpmath as mp
import pytest
import sympy as sp

from symbolic_info.core.records import Family
from symbolic_info.core.registry import Table, module_name
from symbolic_info.distributions.law import Law

FAMILIES = Table("families", Family)
DIGITS, AGREE = 32, 20
HEAVY = [0, 5, 20, 60, 200, 1000]
"""Where log(distance) is broken up beyond the last panel of a heavy tail."""


def number(value: sp.Expr) -> mp.mpf:
    """``value`` to the working precision."""
    return mp.mpf(str(sp.N(value, mp.mp.dps + 10)))


def at(family: Family, point: tuple[str, ...]) -> dict[sp.Symbol, sp.Rational]:
    return dict(zip(family.params, map(sp.Rational, point), strict=True))


def total(family: Family, point: tuple[str, ...]) -> mp.mpf:
    """The mass between the panels, by the density as the record states it."""
    with mp.workdps(DIGITS):
        here = at(family, point)
        panels = [sp.S(p).xreplace(here) for p in family.panels]
        log_density = family.log_density.xreplace(here)
        if family.support.is_discrete:
            return mass_of_integers(family.variable, log_density, panels)
        return mp.fsum(mass(family.variable, log_density, lo, hi) for lo, hi in pairwise(panels))


def mass_of_integers(x: sp.Symbol, log_density: sp.Expr, panels: list[sp.Expr]) -> mp.mpf:
    constant, moving = log_density.as_independent(x, as_Add=True)
    p = sp.lambdify(x, sp.exp(moving), "mpmath")
    if panels[-1] == sp.oo:
        return mp.exp(number(constant)) * mp.nsum(lambda n: p(mp.mpf(n)), [int(panels[0]), mp.inf], method="euler-maclaurin")
    return mp.exp(number(constant)) * mp.fsum(p(mp.mpf(n)) for n in range(int(sp.floor(panels[0])), int(sp.ceiling(panels[-1])) + 1))


def mass(x: sp.Symbol, log_density: sp.Expr, lo: sp.Expr, hi: sp.Expr) -> mp.mpf:
    """By the distance y from each end, y = t^6 near a finite one, where the density may be singular; y = e^t - 1 in a tail."""
    t = sp.Dummy("t", positive=True)
    if sp.oo in (-lo, hi):
        y = sp.exp(t) - 1
        return integral(log_density.xreplace({x: lo + y if hi == sp.oo else hi - y}) + t, t, HEAVY)
    half = [0, number((hi - lo) / 2) ** (mp.mpf(1) / 6)]
    return mp.fsum(integral(log_density.xreplace({x: z}) + sp.log(6) + 5 * sp.log(t), t, half) for z in (lo + t**6, hi - t**6))


def integral(log_density: sp.Expr, t: sp.Symbol, between: list) -> mp.mpf:
    density = sp.lambdify(t, sp.exp(log_density), "mpmath")
    return mp.quad(lambda s: density(s) if s else mp.zero, between)


def is_one(value: mp.mpf, digits: int) -> bool:
    with mp.workdps(DIGITS):
        return abs(value - 1) < mp.mpf(10) ** -digits


def test_density_totals_one(family: Family) -> None:
    for point in family.typical[:1]:
        assert is_one(total(family, point), AGREE), (family.key, point)


@pytest.mark.wide
def test_density_totals_one_at_the_other_points(family: Family) -> None:
    for point in family.typical[1:]:
        assert is_one(total(family, point), AGREE), (family.key, point)


def test_a_wrong_density_is_seen(family: Family) -> None:
    wrong = replace(family, log_density=family.log_density + sp.Rational(1, 10**12))
    found = total(wrong, family.typical[0])
    assert not is_one(found, 15)
    assert is_one(found, 10)


def test_a_short_panel_is_seen() -> None:
    normal = FAMILIES["normal"]
    short = replace(normal, panels=normal.panels[1:])
    assert not is_one(total(short, normal.typical[0]), 15)


def test_typical_points_are_exact_admissible_and_not_symmetric(family: Family) -> None:
    assert len(family.typical) >= 3
    for point in family.typical:
        law = Law(family.name, *map(sp.Rational, point))
        assert not law.constraints, "a number that is not shown to be admissible"
    assert any(len(set(point)) == len(point) and point != ("0", "1") for point in family.typical)


def test_panels_increase_within_the_support(family: Family) -> None:
    for point in family.typical:
        panels = [sp.S(p).xreplace(at(family, point)) for p in family.panels]
        lo, hi = (e.xreplace(at(family, point)) for e in (family.support.lo, family.support.hi))
        assert all((b - a).is_extended_positive for a, b in pairwise(panels))
        assert panels[0] == lo or (panels[0] - lo).is_extended_nonnegative
        assert panels[-1] == hi or (hi - panels[-1]).is_extended_nonnegative


def test_record_is_found_by_its_name(family: Family) -> None:
    assert FAMILIES.named(family.name) is family
    assert FAMILIES[family.key] is family


def test_density_mentions_nothing_else(family: Family) -> None:
    stated = family.log_density.free_symbols | set().union(*(c.free_symbols for c in family.constraints))
    assert stated <= {*family.params, family.variable}
    assert not (family.log_density.atoms(sp.Float, sp.Integral, sp.Sum))
    assert all(symbol.is_real for symbol in (*family.params, family.variable))


def data_only(source: str) -> list[str]:
    """Statements of a family file that are not a docstring, an import from SymPy or core, or an assignment."""
    tree = ast.parse(source)
    imports = [
        n for n in tree.body if isinstance(n, ast.ImportFrom) and (n.module == "sympy" or str(n.module).startswith("symbolic_info.core."))
    ]
    assignments = [n for n in tree.body if isinstance(n, ast.Assign)]
    return [ast.unparse(n) for n in tree.body[1:] if n not in imports and n not in assignments]


def test_file_is_data_with_its_source(family: Family) -> None:
    module = importlib.import_module(f"symbolic_info.families.{module_name(family.name)}")
    source = Path(str(module.__file__)).read_text("utf-8")
    assert not data_only(source)
    assert 15 <= source.count("\n") <= 50
    assert family.source
    assert "Source: " + family.source in inspect.getdoc(module)


def test_a_file_with_behaviour_is_seen() -> None:
    assert data_only('"""A family."""\ndef entropy(mu):\n    return mu\n')
    assert data_only('"""A family."""\nfrom symbolic_info.rules import moment\n')


def test_alternatives_give_the_same_law(family: Family) -> None:
    for other in family.alternatives:
        names = other.names or tuple(s.name for s in other.params)
        values = [sp.Integer(5 + i) if s.is_integer else sp.Rational(5 + i, 3) for i, s in enumerate(other.params)]
        stated = family(**dict(zip(names, values, strict=True)))
        own = [e.xreplace(dict(zip(other.params, values, strict=True))) for e in other.own]
        assert stated == Law(family.name, *own)


def test_own_symbols(family: Family) -> None:
    law = family.with_own_symbols("_1")
    assert [p.name for p in law.parameters] == [s.name + "_1" for s in family.params]
    assert [p.is_positive for p in law.parameters] == [s.is_positive for s in family.params]


def test_special_cases_agree() -> None:
    x = sp.Symbol("x", positive=True)
    cases = (
        (FAMILIES["gamma"](1, rate="7/3"), FAMILIES["exponential"](rate="7/3")),
        (FAMILIES["beta"](1, 1), FAMILIES["uniform"](0, 1)),
        (FAMILIES["weibull"](1, "3/7"), FAMILIES["exponential"](rate="7/3")),
    )
    for general, special in cases:
        assert sp.simplify(general.log_density(x) - special.log_density(x)) == 0
