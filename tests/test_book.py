"""The theorems of ``derivations/``: each runs, is proved, and replays from its certificate in a fresh process."""

import json
import subprocess
import sys

import pytest

import symbolic_info as si
from symbolic_info.core.errors import NoClosedForm, Rejected
from symbolic_info.derive.identity import identity
from symbolic_info.proof.kernel import Proven, replay

ENTRIES = list(si.theorems())
CLAIMED = {"S01", "S03", "S04", "S05", "S14", "S17", "S23", "S25"}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.key)
def test_theorem(entry):
    theorems = entry.run()
    assert theorems
    assert entry.grade == "proved"
    assert entry.statement
    for theorem in theorems:
        assert isinstance(theorem.proven, Proven)
        assert theorem.ledger
        assert theorem.recheck() is theorem


def test_claims_are_covered():
    assert {claim for entry in ENTRIES for claim in entry.claims} >= CLAIMED


def test_replay_in_a_fresh_process():
    """Certificates alone, replayed by a process that has derived nothing."""
    packed = []
    for entry in ENTRIES:
        for theorem in entry.run():
            proven = theorem.proven
            statement = proven.statement
            packed.append([proven.certificate, proven.world.spec, statement.left, statement.right, statement.relation])
    lines = (
        "import json, sys",
        "from symbolic_info.proof.kernel import replay",
        "def tuples(v):",
        "    if isinstance(v, dict): return {k: tuples(w) for k, w in v.items()}",
        "    return tuple(map(tuples, v)) if isinstance(v, list) else v",
        "for text, world, left, right, relation in json.load(sys.stdin): replay(text, *map(tuples, (world, left, right)), relation)",
        "print('ok')",
    )
    code = "\n".join(lines)
    done = subprocess.run([sys.executable, "-c", code], input=json.dumps(packed), capture_output=True, text=True, timeout=120, check=False)
    assert done.stdout == "ok\n", done.stderr


def test_replay_refuses_another_statement():
    theorem = ENTRIES[0].run()[0].proven
    with pytest.raises(Rejected, match="another statement"):
        replay(theorem.certificate, theorem.world.spec, theorem.statement.left, ("rat", 0, 1))


def test_a_false_identity_is_not_proved():
    p, q = si.Categorical("p", "n"), si.Categorical("q", "n")
    with pytest.raises(NoClosedForm):
        identity(si.KL(p, q), si.CrossEntropy(q, p) - si.Entropy(p))


def test_every_file_is_found():
    assert {"kl.normal", "entropy.forms", "self_information.forms"} <= set(si.theorems().keys())
