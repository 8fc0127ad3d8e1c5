"""Public reference formulas: all proved; single edits of them, each first shown to differ, all refuted.

The rows are those of ``data/reference_public.json`` whose quantity and families are in the house; every fourth of them is tried in
the default run, all of them behind the marker ``wide``.  Slow parts that every mutant of a row shares (the derivation, the value by the
definition) are kept between mutants; the search for the mistake is tried on a sample.
"""

import functools
import itertools
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import mpmath
import pytest
import sympy as sp

import symbolic_info as si
from symbolic_info.checking import check as checking
from symbolic_info.checking.values import trial_points
from symbolic_info.core.errors import ParameterError, ParseError
from symbolic_info.language.names import CONSTANTS
from symbolic_info.language.names import FUNCTIONS as KNOWN
from symbolic_info.language.parser import parse_expression
from symbolic_info.proof.oracle import same, value
from symbolic_info.proof.quadrature import Unverified

TABLE = json.loads((Path(__file__).parent / "data" / "reference_public.json").read_text("utf-8"))["entries"]
ORDER = sp.Symbol("order", positive=True)
HEADS: dict[str, Callable[..., sp.Expr]] = {
    "entropy": si.Entropy, "kl": si.KL, "cross_entropy": si.CrossEntropy, "varentropy": si.Varentropy,
    "bhattacharyya": si.Bhattacharyya, "hellinger2": si.SquaredHellinger, "jeffreys": si.Jeffreys,
    "renyi_entropy": lambda p: si.RenyiEntropy(p, ORDER), "renyi_divergence": lambda p, q: si.Renyi(p, q, ORDER),
    "tsallis_entropy": lambda p: si.TsallisEntropy(p, ORDER),
}  # fmt: skip
P, N, A, B, E, Q, NU = sp.symbols("P N a b e q nu", positive=True)
RHO = sp.Symbol("rho", real=True)
PAIRS = {
    "MI:awgn": si.AdditiveNoise(si.Normal(0, sp.sqrt(P)), si.Normal(0, sp.sqrt(N))),
    "MI:bsc_input": si.BinarySymmetricChannel(E).joint(Q),
    "MI:uniform_plus_uniform": si.AdditiveNoise(si.Uniform(0, A), si.Uniform(0, B)),
    "MI:bivariate_t": si.MultivariateT(NU, [0, 0], [[1, RHO], [RHO, 1]]),
}
HOUSE = {family.key: family for family in si.families()}
ROWS = {row["id"]: row for row in TABLE if row["id"] in PAIRS or (row["kind"] in HEADS and set(row["families"]) <= set(HOUSE))}
SLICE = 4
KEYS = [pytest.param(key, marks=() if i % SLICE == 0 else pytest.mark.wide) for i, key in enumerate(ROWS)]
TOKEN = re.compile(r"[A-Za-z_]\w*|\d+|\*\*|[-+*/(),.]")
SIGNS = {"+": ("-",), "-": ("+",), "*": ("/",), "/": ("*",), "**": ()}
FUNCTIONS = {"digamma": ("loggamma", "log"), "loggamma": ("digamma",), "gamma": ("loggamma",), "log": ("digamma",), "Abs": ()}
SAMPLE = 20


def asked(row: dict) -> sp.Expr:
    """The quantity of a row, at the symbols that its formula uses."""
    if row["id"] in PAIRS:
        return si.MutualInformation(PAIRS[row["id"]])
    suffixes = ("_p", "_q") if len(row["families"]) > 1 else ("",)
    quantity = HEADS[row["kind"]](*(HOUSE[key].with_own_symbols(s) for key, s in zip(row["families"], suffixes, strict=True)))
    named = {s.name: s for s in quantity.free_symbols}
    return quantity.xreplace({named[two]: named[one] for one, two in re.findall(r"(\w+)=(\w+)", row["condition"]) if one in named})


def mutants(text: str) -> Iterator[str]:
    """``text`` with one token changed: a sign, a number, a function, a name."""
    names = sorted({t for t in TOKEN.findall(text) if t[0].isalpha() and t not in (*KNOWN, *CONSTANTS)})
    for match in TOKEN.finditer(text):
        token = match[0]
        others = [*SIGNS.get(token, ()), *FUNCTIONS.get(token, ())]
        if token.isdigit():
            others += [str(int(token) + 1), str(2 * int(token))]
        if token in names:
            others += [f"(1/{token})", f"{token}**2", f"(2*{token})", *[name for name in names if name != token][:2]]
        for other in others:
            yield text[: match.start()] + other + text[match.end() :]


def symbols_of(quantity: sp.Expr, text: str) -> dict[str, sp.Symbol]:
    found = {s.name: s for s in quantity.free_symbols}
    return found | {name: sp.Symbol(name) for name in TOKEN.findall(text) if name[0].isalpha() and name not in found}


def differ_somewhere(one: sp.Expr, other: sp.Expr, points: list[dict]) -> bool:
    """Whether two expressions differ at a point, by numbers that two precisions vouch for."""
    for point in points:
        try:
            if not same(value(one, point, 25), value(other, point, 25), 20):
                return True
        except Unverified:
            continue
    return False


def conditions(row: dict, quantity: sp.Expr) -> tuple[sp.Basic, ...]:
    """The row's condition as relations, where it consists of chains of inequalities between names and numbers."""
    named = {s.name: s for s in quantity.free_symbols}
    if not re.fullmatch(r"[\w<>=, ]*", row["condition"]) or re.search(r"[a-z] [a-z]", row["condition"]):
        return ()
    found = []
    for chain in re.findall(r"[^,]*[<>][^,]*", row["condition"]):
        sides = [named[s.strip()] if s.strip() in named else sp.Integer(s) for s in re.split("[<>]?=|[<>]", chain)]
        found += [sp.Ge(a, b) if ">" in chain else sp.Le(a, b) for a, b in itertools.pairwise(sides)]
    return tuple(c for c in found if c != sp.true)


@functools.cache
def differing(key: str) -> list[sp.Expr]:
    """The mutants of a row that say something else, none twice."""
    row = ROWS[key]
    quantity = asked(row)
    symbols = symbols_of(quantity, row["formula_python"])
    true = parse_expression(row["formula_python"], symbols)
    points = trial_points(quantity, conditions(row, quantity), count=3)
    found: dict[sp.Expr, None] = {}
    for text in dict.fromkeys(mutants(row["formula_python"])):
        try:
            mutant = parse_expression(text, symbols)
        except ParseError:
            continue
        if mutant != true and mutant not in found and differ_somewhere(mutant, true, points):
            found[mutant] = None
    return list(found)


def remembering(function: Callable) -> Callable:
    """The same function; what it was asked before it answers from memory."""
    known: dict = {}

    def remembered(*arguments: object, **options: object) -> object:
        key = tuple(frozenset(a.items()) if isinstance(a, dict) else a for a in arguments)
        if key not in known:
            known[key] = function(*arguments, **options)
        return known[key]

    return remembered


@pytest.mark.parametrize("key", KEYS)
def test_every_reference_formula_is_proved(key: str) -> None:
    row = ROWS[key]
    checked = si.check(row["formula_python"], asked(row))
    assert checked.status == "proved", str(checked)
    assert checked.theorem.recheck()


@pytest.mark.parametrize("key", KEYS)
def test_the_rows_are_what_they_say(key: str) -> None:
    """The formulas at the points of the table, whose values somebody else computed from the definition."""
    row = ROWS[key]
    quantity = asked(row)
    formula = parse_expression(row["formula_python"], symbols_of(quantity, row["formula_python"]))
    for check in row["check_points"]:
        point = {s: sp.Rational(check["params"][s.name]) for s in formula.free_symbols}
        with mpmath.workdps(17):
            assert abs(value(formula, point, 20) - mpmath.mpf(check["value"])) < 1e-14 * (1 + abs(mpmath.mpf(check["value"])))


@pytest.mark.slow
@pytest.mark.parametrize("key", KEYS)
def test_every_single_edit_is_refuted(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    row = ROWS[key]
    quantity = asked(row)
    monkeypatch.setattr(checking, "mistake", lambda case: None)
    monkeypatch.setattr(checking, "value", remembering(checking.value))
    derived = checking._derived(quantity, 10.0)
    monkeypatch.setattr(checking, "_derived", lambda *arguments: derived)
    found = differing(key)
    assert found
    kept = [mutant for mutant in found if si.check(mutant, quantity).status != "refuted"]
    assert not kept


@pytest.mark.wide
def test_there_are_enough_of_them() -> None:
    assert sum(len(differing(key)) for key in ROWS) >= 430


@pytest.mark.wide
def test_a_mistake_is_told_of_most() -> None:
    """A sample, with the search for the mistake; told mistakes are right, since the kernel proves the mended statement."""
    every = [(row, mutant) for key, row in ROWS.items() for mutant in differing(key)]
    sample = every[:: len(every) // SAMPLE]
    checked = [si.check(mutant, asked(row), budget=60.0) for row, mutant in sample]
    told = [c for c in checked if c.mistake is not None and c.mistake.proved]
    assert {c.status for c in checked} == {"refuted"}
    assert len(told) >= len(sample) * 0.8, f"{len(told)} of {len(sample)}"


def test_a_name_that_is_no_parameter_is_refused() -> None:
    with pytest.raises(ParameterError):
        si.check("log(nonsense_1) + nonsense_2*nonsense_3", asked(ROWS["H:laplace"]))
