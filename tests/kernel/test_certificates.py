"""Certificates of derived theorems: single edits, another proof of the same statement, a fresh process.

The edits are the smoke test: replay compares conclusions, so that refusing edits says little about the checks (the other
files of this folder are about those).  An edit that is accepted proves the same statement in the same world.
"""

import copy
import json
import os
import random
import subprocess
import sys
from collections import Counter
from functools import cache
from typing import Any

import pytest
import sympy as sp
from edits import edited, texts
from kernel_worlds import Sheet

import symbolic_info as si
from symbolic_info import KL, Beta, Categorical, Entropy, Exponential, Gamma, Laplace, Normal, Poisson, Uniform
from symbolic_info.core.errors import Rejected
from symbolic_info.derive.witness import search_witness
from symbolic_info.proof.bridge import Bridge
from symbolic_info.proof.kernel import replay, to_text
from symbolic_info.proof.terms import add, div, exp, log, mul, neg, rat, sub, sym
from symbolic_info.proof.world import World

EDITS = 20
ASKED = {
    "entropy.normal": Entropy(Normal("mu", "sigma")),
    "entropy.beta": Entropy(Beta("a", "b")),
    "entropy.laplace": Entropy(Laplace("mu", "s")),
    "kl.normal.normal": KL(Normal("mu_1", "sigma_1"), Normal("mu_2", "sigma_2")),
    "kl.gamma.gamma": KL(Gamma("k", rate="a"), Gamma("l", rate="b")),
    "kl.poisson.poisson": KL(Poisson("a"), Poisson("b")),
    "kl.normal.exponential": KL(Normal("mu", "sigma"), Exponential(rate="lam")),
    "kl.categorical": KL(Categorical(["1/3", "2/3"]), Categorical(["1/2", "1/2"])),
    "kl.uniform.uniform": KL(Uniform("a", "b"), Uniform("c", "d")),
}


class Case:
    """A derived theorem: its certificate, and the statement rebuilt from the families."""

    def __init__(self, asked: sp.Expr) -> None:
        theorem = si.derive(asked).theorem
        self.bridge = Bridge([asked])
        self.left, self.right = self.bridge.term(asked), theorem.proven.statement.right
        self.text = theorem.certificate

    def replayed(self, text: str) -> Any:
        return replay(text, self.bridge.world(), self.left, self.right)


@cache
def case(key: str) -> Case:
    return Case(ASKED[key])


def outcome(key: str, choose: random.Random) -> str:
    """What becomes of one random edit."""
    found = case(key)
    document = json.loads(found.text)
    words = sorted(set(texts(document)))
    path, changed = edited(document, choose, words)
    if to_text(changed) == found.text:
        return "no change"
    try:
        proven = found.replayed(to_text(changed))
    except Rejected:
        return "refused"
    assert (proven.statement.left, proven.statement.right) == (found.left, found.right)
    # A value of the witness, or an argument or premise that leads to the very conclusions recorded: another proof.
    equivalent = path[:2] == ("world", "witness") or (path[0] == "steps" and path[2:3] in (("args",), ("premises",)))
    assert equivalent, f"{key}: an edit at {path} is accepted"
    return "equivalent"


def test_single_edits():
    """Twenty random edits of each certificate: refused, or another proof of the same."""
    met: Counter = Counter()
    for key in ASKED:
        choose = random.Random(key)
        results: Counter = Counter()
        while results["refused"] + results["equivalent"] < EDITS:
            results[outcome(key, choose)] += 1
        met += results
    print(dict(met))
    assert met["refused"] + met["equivalent"] == EDITS * len(ASKED)
    assert met["equivalent"] <= EDITS * len(ASKED) // 10, met


@pytest.mark.parametrize("key", ASKED)
def test_each_step_dropped(key):
    """A proof without one of its steps is no proof."""
    found = case(key)
    document = json.loads(found.text)
    for i in range(len(document["steps"])):
        changed = copy.deepcopy(document)
        del changed["steps"][i]
        with pytest.raises(Rejected):
            found.replayed(to_text(changed))


@pytest.mark.parametrize("key", ASKED)
def test_it_replays_as_it_is(key):
    assert case(key).replayed(case(key).text).recheck()


def test_another_proof_by_another_map():
    """H(Exponential(lam)) = 1 - log lam, by hand: through u = lam x, and the mean as a ratio instead of a derivative."""
    asked = Entropy(Exponential(rate="lam"))
    found, bridge = Case(asked), Bridge([asked])
    lam, x, u, one = sym("lam"), sym("_x"), sym("_u"), rat(1)
    s = Sheet(World({**bridge.world(), "witness": search_witness(bridge.world())}))
    route = ("euler_gamma", mul(u, div(one, lam)), mul(lam, x), (one, one))
    total = s.do("moment", [], "P", *route, (one, one), ())
    scaled = s.do("moment", [], "P", *route, (rat(2), one), ())
    start = s.do("definition", [total], ("entropy", "P"))
    linear = s.do("linearity", [total, scaled], "P", s.done[start].right[2], (one,))
    inserted = s.do("substitute", [s.do("chain", [start, linear]), scaled])
    last = s.do("restate", [inserted], found.right)
    text = to_text(s.document(last, {"lam": one}))
    assert text != found.text
    assert found.replayed(text).statement == found.replayed(found.text).statement


def test_another_proof_of_a_divergence():
    """D(Poisson(a) || Poisson(b)), by hand: E[X] as a ratio of normalisers, log lambda kept as a tilt."""
    asked = KL(Poisson("a"), Poisson("b"))
    found, bridge = Case(asked), Bridge([asked])
    a, b, x, u = sym("a"), sym("b"), sym("_x"), sym("_u")
    s = Sheet(World({**bridge.world(), "witness": search_witness(bridge.world())}))
    ones = [s.do("moment", [], law, "exponential_series", u, x, (log(r),), (log(r),), ()) for law, r in (("P", a), ("Q", b))]
    mean = s.do("moment", [], "P", "exponential_series", u, x, (log(a),), (log(a),), (0,))
    start = s.do("definition", ones, ("kl", "P", "Q"))
    linear = s.do("linearity", [ones[0], mean], "P", s.done[start].right[2], (sub(log(a), log(b)),))
    inserted = s.do("substitute", [s.do("chain", [start, linear]), mean])
    other = s.do("restate", [inserted], add(mul(a, log(a)), neg(mul(a, log(b))), b, neg(a), mul(rat(0), exp(a))))
    last = s.do("restate", [other], found.right)
    assert found.replayed(to_text(s.document(last, {"a": rat(1), "b": rat(2)}))).statement.right == found.right


FRESH = """
import json, sys
import symbolic_info as si
from symbolic_info.derive.serial import from_document
from symbolic_info.proof.bridge import Bridge
from symbolic_info.proof.kernel import replay, to_text
for line in sys.stdin:
    document = json.loads(line)
    asked = from_document(document["quantity"])
    bridge = Bridge([asked])
    for branch in document["branches"]:
        text = to_text(branch["certificate"])
        right = branch["certificate"]["steps"][-1]["right"]
        tuples = lambda v: tuple(map(tuples, v)) if isinstance(v, list) else v
        proven = replay(text, bridge.world(), bridge.term(asked), tuples(right))
        print(proven.statement.right == tuples(branch["result"]), len(proven.steps))
"""


@pytest.mark.parametrize("seed", ["1", "2"])
def test_a_fresh_process_replays_the_json(seed):
    """Out of text alone, with another hash seed: the statement rebuilt from the families, every rule run again."""
    derivations = [si.derive(asked) for asked in ASKED.values()]
    lines = "\n".join(d.to_json().replace("\n", " ") for d in derivations)
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", FRESH], input=lines, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == sum(len(d.branches) for d in derivations)
    assert all(line.startswith("True") for line in done.stdout.splitlines())
