"""The theorems of ``derivations/``: each runs, is proved, is printed, and replays from its certificate in a fresh process."""

import json
import random
import time
from collections import Counter
from functools import cache

import pytest
from edits import edited, texts

import symbolic_info as si
from symbolic_info.cli.book import pages
from symbolic_info.cli.derivations import Ran
from symbolic_info.core.errors import NoClosedForm, Rejected
from symbolic_info.derive.identity import identity
from symbolic_info.derive.replaying import in_a_fresh_process
from symbolic_info.export.page import document, markdown
from symbolic_info.proof.kernel import Proven, replay, to_text

pytestmark = pytest.mark.xdist_group("book")  # so that no file is run twice
ENTRIES = list(si.theorems())
CLAIMED = {f"S{k:02d}" for k in range(1, 30)}
GENERAL = 93  # rows T... of the list of general theorems that a file settles
SECONDS = 2.0


@cache
def ran(entry) -> tuple:
    """The theorems of a file, and the process time that it took."""
    start = time.process_time()
    theorems = entry.run()
    return theorems, time.process_time() - start


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.key)
def test_theorem(entry):
    theorems, seconds = ran(entry)
    assert theorems
    assert entry.statement
    assert seconds < SECONDS * len(theorems), f"{seconds:.1f} s"
    for theorem in theorems:
        assert isinstance(theorem.proven, Proven)
        assert theorem.grade == "proved"
        assert theorem.ledger
        assert theorem.statement


def test_claims_are_covered():
    settled = {claim for entry in ENTRIES for claim in entry.claims}
    assert settled >= CLAIMED
    assert len({claim for claim in settled if claim.startswith("T")}) >= GENERAL


def test_replay_in_a_fresh_process():
    """Certificates alone, replayed by a process that has derived nothing."""
    proven = [theorem.proven for entry in ENTRIES for theorem in ran(entry)[0]]
    assert in_a_fresh_process(proven) == len(proven)


def test_a_fresh_process_refuses():
    good, other = (ran(entry)[0][0].proven for entry in ENTRIES[:2])

    class Forged:
        certificate, world, statement = good.certificate, good.world, other.statement

    with pytest.raises(Rejected, match="not replayed"):
        in_a_fresh_process([Forged()])


def outcome(proven: Proven, choose: random.Random) -> str:
    """What becomes of one random edit of a certificate."""
    document = json.loads(proven.certificate)
    path, changed = edited(document, choose, sorted(set(texts(document))))
    if to_text(changed) == proven.certificate:
        return "no change"
    said = proven.statement
    try:
        again = replay(to_text(changed), proven.world.spec, said.left, said.right, said.relation)
    except Rejected:
        return "refused"
    # Another proof of the same: another witness; a rule, an argument or a premise that leads to the very conclusions recorded;
    # steps that change places; a proof that ends one step earlier, with the same sides.
    assert again.statement[:3] == said[:3]
    assert path[0] == "steps" or path[:2] == ("world", "witness"), f"an edit at {path} is accepted"
    return "equivalent"


@pytest.mark.parametrize("edits", [1, pytest.param(20, marks=pytest.mark.fuzz)])
def test_single_edits_of_certificates(edits):
    """Refused, or another proof of the same statement; the smoke test of tampering, for every theorem of the book."""
    met: Counter = Counter()
    for entry in ENTRIES:
        for k, theorem in enumerate(ran(entry)[0]):
            choose = random.Random(f"{entry.key} {k}")
            results: Counter = Counter()
            while results["refused"] + results["equivalent"] < edits:
                results[outcome(theorem.proven, choose)] += 1
            met += results
    print(dict(met))
    assert met["equivalent"] <= (met["refused"] + met["equivalent"]) // 5, met


@pytest.mark.wide
def test_pages():
    """Every statement and every step has a formula; the pages that use a theorem name it."""
    book = pages(Ran(entry, ran(entry)[0], "proved") for entry in ENTRIES)
    for page in book:
        text = markdown(page)
        assert text.count("## Theorem") == len(page.statements)
        for statement in page.statements:
            assert all(formula and reason for formula, reason, _ in statement.steps)
    assert document(book).count(r"\section{") == len(ENTRIES)
    assert any(page.used_by for page in book)


def test_replay_refuses_another_statement():
    theorem = ran(ENTRIES[0])[0][0].proven
    with pytest.raises(Rejected, match="another statement"):
        replay(theorem.certificate, theorem.world.spec, theorem.statement.left, ("rat", 0, 1))


def test_a_false_identity_is_not_proved():
    p, q = si.Categorical("p", "n"), si.Categorical("q", "n")
    with pytest.raises(NoClosedForm):
        identity(si.KL(p, q), si.CrossEntropy(q, p) - si.Entropy(p))


def test_every_file_is_found():
    assert {"kl.normal", "entropy.forms", "self_information.forms"} <= set(si.theorems().keys())
