"""docs/atlas.md: fresh (a sample of its cells is derived anew; all of them behind the marker ``wide``), and whole.

A family may be newer than the page: its row is derived here, and `make atlas` writes it.
"""

import json
import random
from pathlib import Path

import pytest

from symbolic_info.cli.main import main
from symbolic_info.cli.outcomes import Outcome, families, outcome, outcomes, quantities
from tools.atlas import page, read_cells

PAGE = Path(__file__).resolve().parents[1] / "docs" / "atlas.md"
QUICK = ("entropy", "kl", "cross_entropy")
CELLS = {place: cell for place, cell in read_cells(PAGE.read_text("utf-8")).items() if cell}


def sampled(count: int, kinds: tuple[str, ...]) -> list[tuple[str, str]]:
    """Cells that hold a result: those without one take the search's whole patience."""
    places = sorted(place for place, cell in CELLS.items() if place[1] in kinds and "not derived" not in cell)
    return random.Random(20).sample(places, count)


@pytest.mark.parametrize("place", sampled(10, QUICK), ids="/".join)
def test_a_sample_of_the_page_is_fresh(place: tuple[str, str]) -> None:
    assert outcome(*place).cell == CELLS[place]


@pytest.mark.wide
@pytest.mark.parametrize("key", sorted({family for family, _ in CELLS}))
def test_the_whole_page_is_fresh(key: str) -> None:
    heads = tuple(dict.fromkeys(head for _, head in CELLS))
    assert {(c.family, c.quantity): c.cell for c in outcomes([key], heads)} == {
        place: cell for place, cell in CELLS.items() if place[0] == key
    }


def test_every_row_is_of_a_family_and_none_has_fallen_out() -> None:
    shown = {family for family, _ in CELLS}
    assert shown <= set(families())
    assert f"\n{len(shown)} families.\n" in PAGE.read_text("utf-8")
    assert len(shown) >= 111


def rows_that_break(newer: list[str]) -> list[Outcome]:
    """Cells of families without a row that are no answer: no law, or an error that no user should see."""
    cells = [outcome(key, head) for key in newer for head in ("entropy", "kl")]
    return [cell for cell in cells if not cell.form or cell.reason.partition(":")[0].endswith("Error")]


def test_a_family_newer_than_the_page_is_derived() -> None:
    assert not rows_that_break(sorted(set(families()) - {family for family, _ in CELLS}))


def test_a_newer_family_that_breaks_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not rows_that_break(["exponential"])
    monkeypatch.setattr("symbolic_info.cli.outcomes.families", lambda: {"new": None})
    assert rows_that_break(["new"])


def test_every_quantity_has_a_column_or_no_family() -> None:
    heads = {head for _, head in CELLS}
    assert heads <= set(quantities())
    assert set(QUICK) <= heads


def test_a_page_is_read_as_it_was_written() -> None:
    cells = [
        Outcome("a", "entropy", "closed"),
        Outcome("a", "kl", "none", reason="KL(a) has no closed form by the rules there are; left: Mean(x | y)"),
        Outcome("b", "entropy", "series", cases=2),
        Outcome("b", "kl", "infinite"),
    ]
    text = page(cells[::-1])
    assert text == page(cells)
    assert read_cells(text)[("b", "entropy")] == "series, 2 cases"
    assert read_cells(text)[("b", "kl")] == "oo"
    assert "- a: `left: Mean(x | y)`" in text


def test_a_stale_cell_is_seen() -> None:
    assert outcome("exponential", "entropy").cell == "closed"
    assert outcome("logistic", "entropy").cell != "series"


def test_the_command_derives_a_row(capsys: pytest.CaptureFixture) -> None:
    assert main(["list", "atlas", "--family", "exponential", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {"family": "exponential", "quantity": "kl", "form": "closed", "cases": 1, "reason": ""} in rows
    assert main(["list", "atlas", "--family", "exponentail"]) == 2
