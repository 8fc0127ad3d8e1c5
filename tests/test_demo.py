"""The demo on its real data: what it counts and fits, and every number it shows against mpmath."""

import mpmath as mp
import pytest

from demo import gaussians, iris, letters
from demo.__main__ import main
from demo.agreement import ALL, digits_of_agreement

ENOUGH = 14.5  # a few ulps: a float holds 15.95 digits


def test_the_data_are_those_of_the_sources() -> None:
    lines = iris.DATA.read_text("utf-8").splitlines()
    assert len(lines) == 151
    assert {line.rsplit(",", 1)[1] for line in lines[1:]} == {"setosa", "versicolor", "virginica"}
    assert float(iris.fitted()["setosa"].mean) == 1.462
    english, spanish, _ = letters.tables().values()
    assert max(range(26), key=english.__getitem__) == letters.ascii_lowercase.index("e")
    assert [c for c, f in zip(letters.ascii_lowercase, spanish, strict=True) if not f] == ["k", "w"]


def test_the_derivation_is_checked() -> None:
    steps = gaussians.derivation().steps
    assert steps
    assert all(step.evidence.digits >= 15 for step in steps)


def test_irises_agree_with_mpmath() -> None:
    rows = iris.divergences()
    assert len(rows) == 6
    assert not [row for row in rows if min(row.digits) < ENOUGH]


def test_letters_agree_with_mpmath() -> None:
    rows = list(letters.measures())
    assert len(rows) == 10
    assert not [row for row in rows if row.digits < ENOUGH]


def test_it_runs(capsys: pytest.CaptureFixture) -> None:
    main()
    assert r"\ln\frac{\sigma_{2}}{\sigma_{1}}" in capsys.readouterr().out


def test_disagreement_is_seen() -> None:
    assert digits_of_agreement(1.001, mp.mpf(1)) < 3.1
    assert digits_of_agreement(float("inf"), mp.mpf(1)) == 0
    assert digits_of_agreement(1.0, mp.inf) == 0
    assert digits_of_agreement(float("inf"), mp.inf) == ALL
