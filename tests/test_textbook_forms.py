"""Derived forms beside the formulas of the books: equal in value, no longer, and the same whatever the parameters are called.

``data/textbook_forms.json`` holds the formulas, each with its source; they are never an input of a derivation.
"""

import json
import os
import pathlib
import subprocess
import sys

import pytest
import sympy as sp

import symbolic_info as si
from symbolic_info.language.parser import parse_expression

ROWS = json.loads((pathlib.Path(__file__).parent / "data" / "textbook_forms.json").read_text())
FAMILIES = {family.key: family for family in si.families()}
RENAMED = ("gamma", "beta", "weibull", "normal", "kumaraswamy", "student_t")


def quantity(row: dict, first: str = "_1", second: str = "_2") -> sp.Expr:
    """The entropy at the family's own symbols, or the divergence at two sets of them."""
    family = FAMILIES[row["family"]]
    if row["quantity"] == "entropy":
        return si.Entropy(family.with_own_symbols())
    return si.KL(family.with_own_symbols(first), family.with_own_symbols(second))


def main_form(asked: sp.Expr) -> sp.Expr:
    """The derived form, on the region where it is finite."""
    found = si.derive(asked).result
    return found.args[0][0] if isinstance(found, sp.Piecewise) else found


def admissible(symbols: set[sp.Symbol]) -> dict[sp.Symbol, sp.Rational]:
    """A point inside every domain of the table: a < c < b, 0 < p < 1, whole numbers where they must be."""
    order = sorted(symbols, key=lambda s: ({"a": 0, "c": 1, "b": 2}.get(s.name, 3), s.name))
    return {s: sp.Integer(k + 2) if s.is_integer else sp.Rational(3 + 7 * k, 11 + 5 * k) for k, s in enumerate(order)}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['quantity']}-{row['family']}")
def test_the_derived_form_is_the_books(row: dict) -> None:
    asked = quantity(row)
    derived, symbols = main_form(asked), {s.name: s for s in asked.free_symbols}
    formula = parse_expression(row["formula"], symbols)
    gap = (derived - formula).xreplace(admissible(asked.free_symbols))
    assert abs(sp.N(gap, 30)) < 1e-25, f"{derived} is not {formula}"
    assert sp.count_ops(derived) <= sp.count_ops(formula), f"{derived} is longer than {formula}"
    assert not derived.has(sp.Piecewise)
    assert row["source"]


def test_forty_families_are_held() -> None:
    assert len({row["family"] for row in ROWS}) >= 40
    assert len([row for row in ROWS if row["quantity"] == "kl"]) >= 15


def test_a_longer_form_is_seen() -> None:
    """The measure tells a factored form from an expanded one, and a joined logarithm from two."""
    a, b = sp.symbols("a b", positive=True)
    assert sp.count_ops((a - b) ** 2) < sp.count_ops(sp.expand((a - b) ** 2))
    assert sp.count_ops(sp.log(a / b)) < sp.count_ops(sp.log(a) - sp.log(b))


@pytest.mark.parametrize("key", RENAMED)
def test_a_form_does_not_depend_on_names(key: str) -> None:
    """Parameters called in the opposite alphabetical order give the same form, up to the order of its terms."""
    family = FAMILIES[key]
    names = [f"z{len(family.params) - k}" for k in range(len(family.params))]
    symbols = [sp.Symbol(name, **own._assumptions_orig) for name, own in zip(names, family.params, strict=True)]
    renamed = family(**dict(zip(family.names, symbols, strict=True)))
    back = dict(zip(symbols, family.params, strict=True))
    own = family(**dict(zip(family.names, family.params, strict=True)))
    first, second = (main_form(si.Entropy(law)) for law in (own, renamed))
    assert sp.count_ops(first) == sp.count_ops(second)
    assert sp.expand(sp.expand_log(first - second.xreplace(back), force=True)) == 0


def test_a_form_does_not_depend_on_the_hash_seed() -> None:
    script = (
        "import symbolic_info as si\n"
        "f = {family.key: family for family in si.families()}\n"
        "for k in ('gamma', 'cauchy', 'student_t', 'inverse_gaussian'):\n"
        "    print(si.derive(si.Entropy(f[k].with_own_symbols())).result)\n"
    )
    environments = ({**os.environ, "PYTHONHASHSEED": seed} for seed in ("1", "2"))
    runs = [subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, text=True, check=True) for env in environments]
    first, second = (run.stdout for run in runs)
    assert first == second
    assert len(first.splitlines()) == 4
