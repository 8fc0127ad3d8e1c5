"""The command line: the answer on stdout and nothing else, messages on stderr, the outcome as the exit status."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import symbolic_info as si
from symbolic_info.cli import derive as derive_verb
from symbolic_info.cli.main import main
from symbolic_info.core.errors import Rejected

ROOT = Path(__file__).resolve().parents[1]
NORMALS = "KL(Normal(mu_1, sigma_1), Normal(mu_2, sigma_2))"
ANSWERS = (
    (["eval", "KL(Normal(m, 1), Normal(0, 2))", "m=3"], "1.44314718055995"),
    (["eval", "KL(Normal(m, 1), Normal(0, 2))", "m=3", "--digits", "30"], "1.44314718055994530941723212146"),
    (["eval", "KL(Normal(m, 1), Normal(0, 2))", "m=0.5"], "0.349397180559945"),
    (["eval", "KL(Normal(m, 1), Normal(0, 2))", "m=-7/3"], "0.998702736115501"),
    (["eval", "Entropy(Bernoulli(p))", "p=1/2", "--base", "bits"], "1.00000000000000"),
    (["eval", "Entropy(Bernoulli(p))", "p=0.5", "--base", "2"], "1.00000000000000"),
    (["eval", "Entropy(Uniform(0, b), base=2)", "b=8"], "3.00000000000000"),
    (["eval", "KL(Normal(m, s), Normal(m, s))", "m=1", "s=2"], "0"),
    (["eval", "KL(Normal(a, 1), Normal(b, 1)) + Entropy(Uniform(0, 1))", "a=0", "b=1"], "0.500000000000000"),
    (["derive", "Entropy(Exponential(rate=lam))", "--result"], "1 - log(lam)"),
    (["derive", "-Entropy(Exponential(rate=lam))", "--result"], "log(lam) - 1"),
    (["derive", "Entropy(Exponential(rate=lam))", "--result", "--format", "latex"], r"1 - \ln\lambda"),
)
# (words, exit status, what the message says)
REFUSALS = (
    (["derve", NORMALS], 2, "did you mean 'derive'"),
    (["frobnicate"], 2, "verbs: "),
    ([], 2, "VERB"),
    (["derive", "KL(Normall(0, 1), Normal(0, 1))"], 2, "Normal"),
    (["derive", "Kl(Normal(0, 1), Normal(0, 1))"], 2, "KL"),
    (["derive", "Normal(0, 1)"], 2, "no quantity"),
    (["derive", "x + 1"], 2, "no quantity"),
    (["derive", "KL(Normal(0, 1)"], 2, "expression"),
    (["derive", ""], 2, "empty"),
    (["derive", NORMALS, "--format", "word"], 2, "invalid choice"),
    (["derive", NORMALS, "--budget", "soon"], 2, "seconds"),
    (["derive", NORMALS, "--base", "1"], 2, "above 1"),
    (["derive", NORMALS, "--base", "-2"], 2, "base"),
    (["derive", "__import__('os').system('true')"], 2, "not read"),
    (["derive", "().__class__"], 2, "not"),
    (["derive", "9**9**9**9"], 2, "power"),
    (["derive", "KL(Normal(0, 1), Poisson(2))"], 2, "kind"),
    (["derive", "Entropy(Bernoulli(3/2))"], 2, "Bernoulli"),
    (["derive", "Entropy(Normal(0, -1))"], 2, "sigma"),
    (["eval", "Entropy(Normal(0, s))", "s=-1"], 2, "sigma"),
    (["eval", "Entropy(Normal(0, s))"], 2, "no value for s; add s="),
    (["eval", "Entropy(Normal(0, sigma))", "sigm=2"], 2, "did you mean 'sigma'"),
    (["eval", "Entropy(Normal(0, s))", "s=1", "s=2"], 2, "twice"),
    (["eval", "Entropy(Normal(0, s))", "s"], 2, "name=value"),
    (["eval", "Entropy(Normal(0, s))", "=2"], 2, "name=value"),
    (["eval", "Entropy(Categorical(p, 3))", "p=1/3"], 2, "write numbers"),
    (["eval", "Entropy(Normal(0, s))", "s=two"], 2, "no real number"),
    (["eval", "Entropy(Normal(0, s))", "s=oo"], 2, "s=oo"),
    (["eval", "Entropy(Normal(0, s))", "s=1", "--digits", "0"], 2, "1 to 1000"),
    (["list", "famlies"], 2, "families"),
    (["derivations", "run", "kl.nromal"], 2, "did you mean 'kl.normal'"),
    (["derivations", "build", "kl.normal"], 2, "say run"),
    (["derivations", "build", "--index", "no/such/folder/index.md"], 2, "cannot be written"),
    (["derive", "KL(Beta(a, b), Laplace(m, s))"], 3, "Abs(m - x)"),
    (["derive", NORMALS, "--budget", "1e-9"], 4, "budget"),
)


def answer(capsys: pytest.CaptureFixture, *words: str) -> tuple[int, str, str]:
    """(status, stdout, stderr) of a command line; argparse leaves by SystemExit."""
    try:
        status = main(words)
    except SystemExit as leaving:
        status = int(leaving.code or 0)
    return status, *capsys.readouterr()


@pytest.mark.parametrize(("words", "expected"), ANSWERS, ids=lambda x: " ".join(x) if isinstance(x, list) else "")
def test_answers(capsys: pytest.CaptureFixture, words: list[str], expected: str) -> None:
    assert answer(capsys, *words) == (0, expected + "\n", "")


@pytest.mark.parametrize(("words", "status", "says"), REFUSALS, ids=lambda x: " ".join(x)[:60] if isinstance(x, list) else "")
def test_refusals(capsys: pytest.CaptureFixture, words: list[str], status: int, says: str) -> None:
    found, out, err = answer(capsys, *words)
    assert (found, out) == (status, ""), err
    assert says in err
    assert "Traceback" not in err


@pytest.mark.parametrize("name", sorted(derive_verb.formats()))
@pytest.mark.parametrize("base", ["nats", "bits"])
def test_every_format(capsys: pytest.CaptureFixture, name: str, base: str) -> None:
    status, out, err = answer(capsys, "derive", NORMALS, "--format", name, "--base", base)
    assert (status, err) == (0, "")
    assert "sigma" in out


@pytest.mark.parametrize("base", ["nats", "bits"])
def test_checked(capsys: pytest.CaptureFixture, base: str) -> None:
    status, out, err = answer(capsys, "derive", "KL(Exponential(rate=a), Exponential(rate=b))", "--base", base, "--check")
    assert (status, err) == (0, "")
    assert "log(a/b)" in out


def test_json_is_json_and_comes_back(capsys: pytest.CaptureFixture) -> None:
    _, out, _ = answer(capsys, "derive", NORMALS, "--format", "json")
    assert si.Derivation.from_json(out).result == si.derive(si.read(NORMALS)).result
    _, out, _ = answer(capsys, "derive", NORMALS, "--format", "json", "--result")
    assert json.loads(out)["form"] == "closed"


@pytest.mark.parametrize("kind", ["families", "quantities", "theorems"])
def test_lists(capsys: pytest.CaptureFixture, kind: str) -> None:
    keys = [row.key for row in getattr(si, kind)()]
    _, lines, _ = answer(capsys, "list", kind)
    _, rows, _ = answer(capsys, "list", kind, "--json")
    assert [line.split()[0] for line in lines.splitlines()] == keys
    assert [row["key"] for row in json.loads(rows)] == keys


def test_a_number_only_is_status_3(capsys: pytest.CaptureFixture) -> None:
    status, out, err = answer(capsys, "eval", "KL(Bradford(a), Bradford(b))", "a=2", "b=5", "--digits", "5")
    assert (status, out) == (3, "0.018937\n")
    assert "number only" in err


def test_a_symbolic_base_keeps_its_condition(capsys: pytest.CaptureFixture) -> None:
    status, out, err = answer(capsys, "derive", "Entropy(Exponential(rate=lam))", "--base", "b", "--result")
    assert (status, out, err) == (0, "(1 - log(lam))/log(b)\n", "holds where b > 1\n")


def test_infinite_says_why(capsys: pytest.CaptureFixture) -> None:
    status, out, err = answer(capsys, "derive", "KL(Normal(m, s), Exponential(rate=r))", "--result")
    assert (status, out) == (0, "oo\n")
    assert err


def test_a_failed_check_is_status_1(capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(derivation: si.Derivation) -> None:
        raise Rejected("the two sides differ", rule="moment")

    monkeypatch.setattr(si.Derivation, "check", refuse)
    status, out, err = answer(capsys, "derive", NORMALS, "--check")
    assert (status, out) == (1, "")
    assert "moment: the two sides differ" in err


def test_derivations_run(capsys: pytest.CaptureFixture) -> None:
    status, out, err = answer(capsys, "derivations", "run", "kl.normal")
    assert (status, err) == (0, "theorems: 2, files: 1\n")
    assert out.startswith("kl.normal [proved]: D(N(")


def test_the_index_is_fresh(capsys: pytest.CaptureFixture, tmp_path: Path) -> None:
    written = tmp_path / "index.md"
    assert answer(capsys, "derivations", "build", "--index", str(written))[0] == 0
    assert written.read_text("utf-8") == (ROOT / "derivations" / "index.md").read_text("utf-8"), "run: make derivations"


def test_a_file_that_claims_something_else_is_status_1(capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = si.theorems()["kl.normal"]
    monkeypatch.setattr(entry.module, "CLAIM", 0)
    status, out, err = answer(capsys, "derivations", "run", "kl.normal")
    assert (status, out) == (1, "")
    assert "claims something else" in err


def test_a_defect_is_not_called_bad_input(capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(si, "read", lambda text: 1 // 0)
    status, out, err = answer(capsys, "derive", NORMALS)
    assert (status, out) == (70, "")
    assert "defect" in err
    assert "ZeroDivisionError" in err


def test_a_reader_that_leaves_early_is_no_error() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([sys.executable, "-m", "symbolic_info", "list", "families"], stdout=writing, stderr=subprocess.PIPE, text=True)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


def test_module_is_the_same_program() -> None:
    command = [sys.executable, "-m", "symbolic_info", "derive", "Entropy(Normal(mu, s))", "--result"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "log(2*pi*s**2)/2 + 1/2\n", "")
