r"""``symbolic-info check``: statuses, files of formulas, limits on time and memory, files written only where asked."""

import json
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import symbolic_info as si
from symbolic_info.cli import check as verb
from symbolic_info.cli.child import in_child
from symbolic_info.cli.formula_files import entries, where_of
from symbolic_info.cli.main import main
from symbolic_info.core.errors import OutOfTime, ParameterError

GAMMA = "Entropy(Gamma(a, rate=b))"
RIGHT = "a - log(b) + loggamma(a) + (1 - a)*digamma(a)"
WRONG = "a + log(b) + loggamma(a) + (1 - a)*digamma(a)"


def answer(capsys: pytest.CaptureFixture, *words: str) -> tuple[int, str, str]:
    try:
        status = main(words)
    except SystemExit as leaving:
        status = int(leaving.code or 0)
    return status, *capsys.readouterr()


def test_right_is_0(capsys: pytest.CaptureFixture) -> None:
    assert answer(capsys, "check", RIGHT, GAMMA) == (0, "proved: the kernel has replayed quantity = formula\n", "")


def test_wrong_is_1_with_the_witness_and_the_mistake(capsys: pytest.CaptureFixture) -> None:
    status, out, err = answer(capsys, "check", WRONG, GAMMA)
    assert (status, err) == (1, "")
    assert "differs by 2*log(b)\nat a = 2, b = 3: yours 2.675827954, true 0.4786033762\nmistake: " in out


# words after "check", status, what is said
OUTCOMES = (
    ([r"\frac{1}{2}\ln(2\pi e\sigma^2)", "Entropy(Normal(mu, sigma))"], 0, "proved"),
    (["-p*log(p) - (1-p)*log(1-p)", "Entropy(Bernoulli(p))"], 0, "proved"),
    ([r"-\ln\lambda + 1", "Entropy(Exponential(rate=lam))"], 0, "proved"),
    (["k - log(b) + loggamma(k) + (1-k)*digamma(k)", GAMMA, "--where", "k=a"], 0, "read with k = a"),
    (["x - log(y) + loggamma(x) + (1-x)*digamma(x)", GAMMA, "--where", "x=a", "--where", "y=b"], 0, "read with x = a, y = b"),
    (["log(2*pi*E*s^2, 2)/2", "Entropy(Normal(m, s))", "--base", "bits"], 0, "proved"),
    (["log(2*pi*E*s^2)/2", "Entropy(Normal(m, s))", "--base", "bits"], 1, "the formula is in nats, the quantity in bits"),
    (["x - log(y) + loggamma(x)", GAMMA], 2, "where x=a, y=b or where x=b, y=a"),
    (["log(", GAMMA], 2, "column"),
    ([RIGHT, "Gamma(a, rate=b)"], 2, "holds no quantity"),
    ([RIGHT, GAMMA, "--where", "a"], 2, "name=parameter"),
    ([RIGHT], 2, "a formula and a quantity are needed"),
    ([], 2, "a formula and a quantity are needed"),
    ([RIGHT, GAMMA, "--time-limit", "0"], 2, "no time"),
    ([RIGHT, GAMMA, "--memory-limit", "lots"], 2, "no amount of memory"),
    ([RIGHT, GAMMA, "--time-limit", "0.001"], 4, "--time-limit"),
    (["__import__('os').system('true')", GAMMA], 2, "not read"),
    ([r"\input{x}", GAMMA], 2, "not read"),
)


@pytest.mark.parametrize(("words", "status", "says"), OUTCOMES, ids=lambda value: " ".join(value)[:50] if isinstance(value, list) else "")
def test_statuses(capsys: pytest.CaptureFixture, words: list[str], status: int, says: str) -> None:
    found, out, err = answer(capsys, "check", *words)
    assert found == status, out + err
    assert says in out + err
    assert "Traceback" not in err
    assert bool(out) == (status in (0, 1))


def test_numbers_only_is_3(capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    from symbolic_info.checking import check as checking

    monkeypatch.setattr(checking, "proved", lambda *arguments: None)
    monkeypatch.setattr(checking, "certified", lambda *arguments, **options: None)
    status, out, _ = answer(capsys, "check", "log(2*pi*E*s^2)/2", "Entropy(Normal(m, s))")
    assert status == 3
    assert "proves nothing" in out


def test_json(capsys: pytest.CaptureFixture) -> None:
    status, out, _ = answer(capsys, "check", WRONG, GAMMA, "--json")
    document = json.loads(out)
    assert (status, document["status"], document["witness"]) == (1, "refuted", {"a": "2", "b": "3"})


FILES = {
    "formulas.json": json.dumps(
        [
            {"formula": RIGHT, "quantity": GAMMA, "name": "ours"},
            {"formula": WRONG, "quantity": GAMMA, "name": "theirs"},
            {"formula": "x - log(b) + loggamma(x) + (1-x)*digamma(x)", "quantity": GAMMA, "where": {"x": "a"}},
        ]
    ),
    "formulas.csv": f'name,formula,quantity,where\nours,"{RIGHT}","{GAMMA}",\ntheirs,{WRONG},"{GAMMA}",\n'
    f',"x - log(b) + loggamma(x) + (1-x)*digamma(x)","{GAMMA}","x=a"\n',
    "formulas.tex": rf"""
\documentclass{{article}}
% check: {GAMMA}
\begin{{equation}}\label{{eq:one}}
  h(X) = a - \ln b + \ln\Gamma(a) + (1-a)\,\psi(a).
\end{{equation}}
Text, and $x$.
%check: {GAMMA}
\begin{{align*}}
  h(X) &= \mathbb{{E}}[-\ln p(X)] \\
       &= a + \ln b + \ln\Gamma(a) + (1-a)\psi(a) \tag{{2}}
\end{{align*}}
% check: {GAMMA} where x=a
It is $x - \ln b + \ln\Gamma(x) + (1-x)\psi(x)$.
""",
}


@pytest.mark.parametrize("name", FILES)
def test_files_of_formulas(capsys: pytest.CaptureFixture, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(FILES[name], "utf-8")
    status, out, err = answer(capsys, "check", "--file", str(path))
    assert (status, err) == (1, "2 proved, 1 refuted\n"), out
    rows = out.splitlines()
    assert [row.split(GAMMA)[0].split()[-1] for row in rows] == ["proved", "refuted", "proved"]
    assert "log(b)" in rows[1] or "b is taken for the scale" in rows[1]
    status, out, _ = answer(capsys, "check", "--file", str(path), "--json")
    assert [document["status"] for document in json.loads(out)] == ["proved", "refuted", "proved"]


def test_a_file_of_right_formulas_is_0(capsys: pytest.CaptureFixture, tmp_path: Path) -> None:
    path = tmp_path / "right.json"
    path.write_text(json.dumps({"formulas": [{"formula": RIGHT, "quantity": GAMMA}]}), "utf-8")
    assert answer(capsys, "check", "--file", str(path))[0] == 0


def test_one_bad_row_does_not_hide_the_others(capsys: pytest.CaptureFixture, tmp_path: Path) -> None:
    path = tmp_path / "mixed.json"
    rows = [{"formula": "log(", "quantity": GAMMA}, {"formula": RIGHT, "quantity": GAMMA}, {"formula": WRONG, "quantity": GAMMA}]
    path.write_text(json.dumps(rows), "utf-8")
    status, _, err = answer(capsys, "check", "--file", str(path))
    assert (status, err) == (1, "1 proved, 1 bad input, 1 refuted\n")
    path.write_text(json.dumps(rows[:2]), "utf-8")
    assert answer(capsys, "check", "--file", str(path))[0] == 2


BAD_FILES = {
    "a.txt": ("x", "ends in none of"),
    "a.json": ("{", "no JSON"),
    "b.json": ('{"a": 1}', "no list"),
    "c.json": ("[]", "0 formulas"),
    "d.json": ('[{"formula": "x"}]', "row 1 has no quantity"),
    "e.json": ("[3]", "row 1 has no formula and no quantity"),
    "f.json": (json.dumps([{"formula": "x", "quantity": GAMMA, "where": [1]}]), "no mapping"),
    "g.json": (json.dumps([{"formula": 3, "quantity": GAMMA}]), "no formula"),
    "h.json": ("[" * 5000, "no JSON"),
    "i.json": (" " * (2**20 + 1), "larger than"),
    "a.csv": ("x,y\n1,2\n", "no formula"),
    "b.csv": ('formula,quantity\n"a"b,c\n', "no CSV"),
    "a.tex": (r"\frac12", "no formula is marked"),
    "b.tex": (f"% check: {GAMMA}\nno formula", "line 1: no formula follows"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_bad_files_are_refused(capsys: pytest.CaptureFixture, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(BAD_FILES[name][0], "utf-8")
    status, out, err = answer(capsys, "check", "--file", str(path))
    assert (status, out) == (2, "")
    assert BAD_FILES[name][1] in err


def test_a_file_that_is_not_there(capsys: pytest.CaptureFixture, tmp_path: Path) -> None:
    assert "cannot be read" in answer(capsys, "check", "--file", str(tmp_path / "no.json"))[2]
    (tmp_path / "latin.tex").write_bytes(b"\xff\xfe")
    assert "not UTF-8" in answer(capsys, "check", "--file", str(tmp_path / "latin.tex"))[2]
    assert "leave out the others" in answer(capsys, "check", RIGHT, GAMMA, "--file", str(tmp_path / "a.json"))[2]


def test_latex_is_taken_apart(tmp_path: Path) -> None:
    path = tmp_path / "formulas.tex"
    path.write_text(FILES["formulas.tex"], "utf-8")
    found = entries(path)
    assert [entry.name for entry in found] == ["1 (line 3)", "2 (line 8)", "3 (line 13)"]
    assert found[1].formula == r"a + \ln b + \ln\Gamma(a) + (1-a)\psi(a)"
    assert found[2].where == {"x": "a"}


def test_where_is_read() -> None:
    assert where_of(" a = k ;b=l, c=2*k ") == {"a": "k", "b": "l", "c": "2*k"}
    assert where_of("") == {}


def test_a_bar_is_shown_to_people(capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    done = [{"status": "proved"}] * 3
    assert list(verb._with_bar(iter(done), 3)) == done
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert list(verb._with_bar(iter(done), 3)) == done
    assert "3/3" in capsys.readouterr().err


# -- limits ----------------------------------------------------------------------------------------------------------------


def endless() -> str:
    while True:
        pass


def greedy() -> str:
    return str(len(bytearray(2**31)))


def slow_in_c() -> str:
    return str(9 ** (9**9) % 10)


def deadly() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("work", [endless, slow_in_c])
def test_the_time_is_limited(work: Callable) -> None:
    start = time.monotonic()
    with pytest.raises(OutOfTime, match=r"more than 0\.5 s"):
        in_child(work, seconds=0.5)
    assert time.monotonic() - start < 5


@pytest.mark.parametrize("work", [greedy, deadly])
def test_the_memory_is_limited(work: Callable) -> None:
    with pytest.raises(MemoryError, match="more than 100 MiB"):
        in_child(work, seconds=20, mebibytes=100)


def test_a_child_hands_back_plain_data() -> None:
    big = ["x" * 1000] * 1000
    assert in_child(lambda: {"a": [1, None, "\u00e9"], "big": big}) == {"a": [1, None, "\u00e9"], "big": big}


def test_a_child_costs_little() -> None:
    start = time.monotonic()
    for _ in range(5):
        in_child(lambda: 1)
    assert (time.monotonic() - start) / 5 < 0.5


def test_a_check_is_limited_in_memory(capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(si, "check", lambda *arguments, **options: greedy())
    status, out, err = answer(capsys, "check", RIGHT, GAMMA, "--memory-limit", "100")
    assert (status, out) == (4, "")
    assert "more than 100 MiB were needed" in err


def test_other_verbs_are_limited_too(capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(si, "read", lambda text: endless())
    status, out, err = answer(capsys, "derive", GAMMA, "--time-limit", "0.3")
    assert (status, out) == (4, "")
    assert "--time-limit" in err


# -- what is written -------------------------------------------------------------------------------------------------------


def test_a_file_is_written_once(capsys: pytest.CaptureFixture, tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    words = ("check", "1 - log(lam)", "Entropy(Exponential(rate=lam))", "--json", "--output", str(path))
    assert answer(capsys, *words) == (0, "", "")
    first = path.read_text("utf-8")
    assert json.loads(first)["status"] == "proved"
    status, _, err = answer(capsys, *words)
    assert status == 2
    assert "add --force" in err
    path.write_text("mine", "utf-8")
    assert answer(capsys, *words, "--force")[0] == 0
    assert path.read_text("utf-8") == first
    assert [p.name for p in tmp_path.iterdir()] == ["report.json"]


def test_a_link_is_never_followed(capsys: pytest.CaptureFixture, tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("mine", "utf-8")
    link.symlink_to(target)
    words = ("check", "1 - log(lam)", "Entropy(Exponential(rate=lam))", "--force", "--output")
    for path, says in ((link, "is a link"), (tmp_path, "is a folder"), (tmp_path / "no" / "file", "cannot be written")):
        status, _, err = answer(capsys, *words, str(path))
        assert status == 2
        assert says in err
    assert target.read_text("utf-8") == "mine"
    with pytest.raises(ParameterError, match="cannot be written"):
        verb._write(link, "theirs")
    assert target.read_text("utf-8") == "mine"
