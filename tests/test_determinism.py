"""The same words come out whatever the hash seed: LaTeX and JSON of derivations are byte-identical under two seeds."""

import os
import subprocess
import sys

SEEDS = ("0", "1")
DERIVE_ALL = """
import symbolic_info as si
from symbolic_info import KL, Categorical, Entropy

quantities = [Entropy(f.with_own_symbols()) for f in si.families()]
quantities += [KL(f.with_own_symbols("_1"), f.with_own_symbols("_2")) for f in si.families()]
quantities += [Entropy(Categorical("p", "n")), KL(Categorical("p", 3), Categorical("q", 3), base=2)]
for quantity in quantities[::3]:
    try:
        found = si.derive(quantity, budget=60)
    except si.NoClosedForm as refusal:
        print(refusal)
        continue
    print(si.latex(quantity), str(found.result), found.to_latex(), found.to_json(), found.to_markdown(), sep="\\n")
"""
WALKS_A_SET = "print(*{'alpha', 'beta', 'gamma', 'delta', 'epsilon'})"


def outputs(program: str) -> list[bytes]:
    """What ``program`` prints under each seed; the processes run side by side."""
    running = [
        subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, env={**os.environ, "PYTHONHASHSEED": seed})
        for seed in SEEDS
    ]
    printed = [process.communicate()[0] for process in running]
    assert [process.returncode for process in running] == [0] * len(SEEDS)
    return printed


def test_derivations_do_not_depend_on_the_hash_seed() -> None:
    first, second = outputs(DERIVE_ALL)
    assert len(first) > 1000
    assert first == second


def test_an_unsorted_set_would_be_seen() -> None:
    first, second = outputs(WALKS_A_SET)
    assert first != second
