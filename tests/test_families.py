"""Every family file: data only, a density that totals 1 at its typical points, panels that hold its mass."""

import ast
import importlib
import inspect
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import mpmath as mp
import sympy as sp

from symbolic_info.core.records import Family
from symbolic_info.core.registry import Table, module_name
from symbolic_info.distributions.law import Law

FAMILIES = Table("families", Family)
DIGITS = 40


def number(value: sp.Expr) -> mp.mpf:
    """``value`` to the working precision."""
    return mp.mpf(str(sp.N(value, mp.mp.dps + 10)))


def at(family: Family, point: tuple[str, ...]) -> dict[sp.Symbol, sp.Rational]:
    return dict(zip(family.params, map(sp.Rational, point), strict=True))


def total(family: Family, point: tuple[str, ...]) -> mp.mpf:
    """The mass between the panels, by the density as the record states it."""
    with mp.workdps(DIGITS):
        panels = [number(sp.S(p).xreplace(at(family, point))) for p in family.panels]
        density = sp.lambdify(family.variable, sp.exp(family.log_density.xreplace(at(family, point))), "mpmath")
        if family.support.is_discrete:
            return mp.fsum(density(mp.mpf(n)) for n in range(int(panels[0]), int(mp.ceil(panels[-1])) + 1))
        return mp.quad(density, panels)


def is_one(value: mp.mpf, digits: int) -> bool:
    with mp.workdps(DIGITS):
        return abs(value - 1) < mp.mpf(10) ** -digits


def test_density_totals_one(family: Family) -> None:
    for point in family.typical:
        assert is_one(total(family, point), 35), (family.key, point)


def test_a_wrong_density_is_seen(family: Family) -> None:
    for point in family.typical:
        wrong = replace(family, log_density=family.log_density + sp.Rational(1, 10**20))
        assert not is_one(total(wrong, point), 25)
        assert is_one(total(wrong, point), 15)


def test_a_short_panel_is_seen() -> None:
    normal = FAMILIES["normal"]
    short = replace(normal, panels=normal.panels[1:])
    assert not is_one(total(short, normal.typical[0]), 25)


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
        assert all((b - a).is_positive for a, b in pairwise(panels))
        assert (panels[0] - lo).is_extended_nonnegative
        assert (hi - panels[-1]).is_extended_nonnegative


def test_record_is_found_by_its_name(family: Family) -> None:
    assert FAMILIES.named(family.name) is family
    assert FAMILIES[family.key] is family
    assert family.key == module_name(family.name)


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
    module = importlib.import_module(f"symbolic_info.families.{family.key}")
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
        values = [sp.Rational(5 + i, 3) for i in range(len(names))]
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
