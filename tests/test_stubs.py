"""Type checkers and editors see every public name: the stub is fresh, mypy accepts right calls and refuses wrong ones.

A family is one new file that edits no other, so that it may be newer than the stub; `make stubs` and `make wheel` write it anew.
"""

import subprocess
import sys
from pathlib import Path

import pytest

import symbolic_info
from tools import stubs

ROOT = Path(__file__).resolve().parents[1]
RIGHT = """
import symbolic_info as si
from symbolic_info import KL, Gamma, Normal

d = si.derive(KL(Normal("mu", 1), Normal(0, sigma="s")))
d.check()
d.to_latex().upper()
Gamma("k", rate="a")
Gamma("k", scale="a")
"""
WRONG = ("si.Normal('mu')", "si.Gamma('k', speed='a')", "si.no_such_name", "from symbolic_info import Nromal", "si.derive().check()")


def mypy(program: Path) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "mypy", "--config-file", str(ROOT / "pyproject.toml"), "--no-error-summary", str(program)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


TEXT = stubs.STUB.read_text("utf-8")


def test_the_stub_is_fresh() -> None:
    """Of every name that it shows it says what is so."""
    assert stubs.stub(stubs.shown(TEXT)) == TEXT, "run: make stubs"


def missing(text: str) -> list[str]:
    """Public names that a stub does not show; families may be newer than it."""
    return [name for name in stubs.public_names() if name not in stubs.shown(text) and not stubs.may_be_newer(name)]


def test_every_public_name_is_there() -> None:
    assert not missing(TEXT)
    assert len(stubs.shown(TEXT)) >= 192


def test_a_missing_or_stale_name_is_seen() -> None:
    line = "from symbolic_info.quantities.kl import KL as KL\n"
    assert missing(TEXT.replace(line, "")) == ["KL"]
    stale = TEXT.replace("self, mu: _Parameter, kappa: _Parameter", "self, mu: _Parameter")
    assert stubs.stub(stubs.shown(stale)) != stale
    assert not missing(TEXT.replace("Zipf: _Zipf\n", ""))
    assert "Zipf: _Zipf" in stubs.stub([*stubs.shown(TEXT.replace("Zipf: _Zipf\n", "")), "Zipf"])


def test_every_signature_is_there() -> None:
    text = stubs.constructor("Gamma", symbolic_info.Gamma)
    assert "self, shape: _Parameter, *, rate: _Parameter" in text
    assert "self, shape: _Parameter, *, scale: _Parameter" in text


@pytest.mark.slow
def test_types(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(RIGHT + "\n".join(WRONG), "utf-8")
    first_wrong = RIGHT.count("\n") + 1
    complaints = [int(line.split(":")[1]) for line in mypy(program).stdout.splitlines() if ": error:" in line]
    assert sorted(set(complaints)) == list(range(first_wrong, first_wrong + len(WRONG)))
