"""What of the catalogue is derived: KL over all ordered pairs of families, its outcome, how it closes, how long it took.

    python benchmarks/catalogue.py OUT.json [--head KL] [--jobs 2] [--slice 1/4] [--p KEY ...] [--q KEY ...] [--table TABLE.json]

Every row is derived as if for the first time (SymPy's cache cleared) within 5 s of processor time, and recorded as JSON.  Rows
that OUT.json holds already are kept, so that a run can be cut into slices.  ``--table`` puts the outcomes into a small file, which
the tests read (tests/data/catalogue.json).  Exit status 1 where a derivation breaks.
"""

import argparse
import json
import multiprocessing
import signal
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

from sympy.core.cache import clear_cache

import symbolic_info as si
from symbolic_info.core.errors import NoClosedForm, OutOfTime, SupportError, SymbolicInfoError
from symbolic_info.core.records import Family

BUDGET, PATIENCE, SLOW = 5.0, 60.0, 0.5  # CPU seconds, wall-clock seconds (other programs may share the machine), CPU seconds
HEADS = {"KL": si.KL, "CrossEntropy": si.CrossEntropy, "Entropy": si.Entropy}
LOGS_AND_POWERS = "powers and logarithms of x"


def rows(head: str, ps: list[str], qs: list[str], same: bool) -> Iterator[tuple[str, ...]]:
    """(head, P) or (head, P, Q) by key; of one family only where ``same``."""
    keys = [f.key for f in si.families()]
    first, second = ([k for k in keys if not chosen or k in chosen] for chosen in (ps, qs))
    if head == "Entropy":
        yield from ((head, p) for p in first)
    else:
        yield from ((head, p, q) for p, q in product(first, second) if p == q or not same)


def quantity(row: tuple[str, ...]) -> Any:
    """The quantity of a row, each law with symbols of its own."""
    head, *keys = row
    table: dict[str, Family] = {f.key: f for f in si.families()}
    suffixes = ("",) if len(keys) == 1 else ("_1", "_2")
    return HEADS[head](*(table[k].with_own_symbols(s) for k, s in zip(keys, suffixes, strict=True)))


def record(row: tuple[str, ...]) -> dict:
    """The outcome of one derivation, and the processor time it took."""
    clear_cache()
    signal.signal(signal.SIGPROF, _too_long)
    signal.setitimer(signal.ITIMER_PROF, BUDGET)
    start = time.process_time()
    try:
        found = _outcome(quantity(row))
    except (OutOfTime, TooLong) as error:
        found = {"outcome": "out of time", "left": str(error)}
    except SupportError as error:
        found = {"outcome": "different kinds", "left": str(error)}
    except NoClosedForm as error:
        found = {"outcome": "not derived", "left": "; ".join(map(str, error.left)) or str(error)}
    except SymbolicInfoError as error:
        found = {"outcome": f"breaks: {type(error).__name__}", "left": str(error)[:500]}
    except Exception as error:
        found = {"outcome": f"breaks: {type(error).__name__}", "left": str(error)[:500]}
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return {"row": row, **found, "seconds": round(time.process_time() - start, 4)}


class TooLong(BaseException):
    """The budget is used up; nothing that catches an ``Exception`` on the way takes it for its own."""


def _too_long(*_: object) -> None:
    raise TooLong(f"no answer within {BUDGET} s")


def _outcome(asked: Any) -> dict:
    derivation = si.derive(asked, budget=PATIENCE)
    steps = [step for branch in derivation.branches for step in json.loads(branch.theorem.certificate)["steps"]]
    outcome = "conditional" if len(derivation.branches) > 1 and derivation.form == "closed" else derivation.form
    lemmas = {step["args"][1] for step in steps if step["rule"] == "moment"}
    known = {piece[2] for step in steps if step["rule"] == "pieces" for piece in step["args"][4]}
    reasons = sorted({branch.steps[-1].reason for branch in derivation.branches if branch.result.is_infinite and branch.steps})
    return {
        "outcome": outcome,
        "branches": len(derivation.branches),
        "lemmas": sorted(lemmas | known),
        "closes": closing(steps),
        "infinite": reasons,
        "result": str(derivation.result)[:1000],
    }


# -- how a derivation closes ---------------------------------------------------------------------------------------------


def closing(steps: Iterable[dict]) -> str:
    """Which statistics had to be averaged: powers and logarithms of x alone, or what lies beyond them."""
    asked = [step["left"] for step in steps if step["rule"] != "linearity" and step["left"][0] in ("mean", "part")]
    beyond = sorted({kind for left in asked for kind in _kinds(left[2])} | {"parts" for left in asked if left[0] == "part"})
    return ", ".join(beyond) or LOGS_AND_POWERS


def _kinds(f: Any) -> Iterator[str]:
    """What stands in a function of x besides its powers and its logarithm."""
    if not isinstance(f, list) or not _mentions(f):
        return
    head, *inner = f
    if head == "log" and inner[0] != ["sym", "_x"]:
        yield "logarithms of other functions"
    elif head == "pow" and _mentions(inner[1]):
        yield "exponentials"
    elif head in ("exp", "abs", "lgamma", "erf", "cos", "sin", "ugamma", "polygamma"):
        yield {"exp": "exponentials", "abs": "absolute values", "lgamma": "factorials"}.get(head, head)
    for part in inner:
        yield from _kinds(part)


def _mentions(f: Any) -> bool:
    return f == ["sym", "_x"] or (isinstance(f, list) and any(map(_mentions, f)))


# -- running and reporting -----------------------------------------------------------------------------------------------


def derived(todo: list[tuple[str, ...]], jobs: int) -> Iterator[dict]:
    """The records, as they come, with a progress bar on stderr."""
    with multiprocessing.Pool(jobs, maxtasksperchild=300) as pool:
        yield from shown(pool.imap_unordered(record, todo, chunksize=4), len(todo))


def shown(records: Iterable[dict], total: int) -> Iterator[dict]:
    """``records`` with a bar: by rich where it is installed, else a line that is written over."""
    try:
        from rich.console import Console
        from rich.progress import track
    except ImportError:
        for i, found in enumerate(records, 1):
            if i % 10 == 0 or i == total:
                print(f"\r{i:6} of {total}", end="" if i < total else "\n", file=sys.stderr, flush=True)
            yield found
    else:
        yield from track(records, total=total, description="deriving", console=Console(stderr=True))


def report(found: list[dict]) -> Iterator[str]:
    """What came out, in lines."""
    outcomes = Counter(r["outcome"] for r in found)
    yield f"{len(found)} derivations: " + ", ".join(f"{n} {what}" for what, n in sorted(outcomes.items(), key=lambda wn: -wn[1]))
    cross = [r for r in found if r["outcome"] in ("closed", "conditional") and len(set(r["row"][1:])) == 2]
    same = [r for r in found if r["outcome"] in ("closed", "conditional") and len(r["row"]) == 3 and r["row"][1] == r["row"][2]]
    beyond = [r for r in cross if r["closes"] != LOGS_AND_POWERS]
    yield f"{len(same)} same-family and {len(cross)} cross-family closed forms, {len(beyond)} of these beyond {LOGS_AND_POWERS}"
    for what, n in Counter(r["closes"] for r in cross).most_common():
        yield f"  {n:5} by means of {what}"
    for what, n in Counter(x for r in cross for x in r["lemmas"]).most_common():
        yield f"  {n:5} with {what}"
    for what, n in Counter("; ".join(r["infinite"]) for r in found if r["outcome"] == "infinite").most_common():
        yield f"  {n:5} infinite: {what}"
    seconds = sorted(r["seconds"] for r in found)
    at95 = seconds[int(0.95 * (len(seconds) - 1))]
    yield f"CPU: median {statistics.median(seconds):.3f} s, 95 % {at95:.3f} s, worst {seconds[-1]:.3f} s, in all {sum(seconds):.0f} s"
    for r in sorted((r for r in found if r["seconds"] > SLOW), key=lambda r: -r["seconds"])[:60]:
        yield f"  {r['seconds']:7.2f} s  {' '.join(r['row'])}: {r['outcome']}"


def put_into(table: Path, found: list[dict]) -> None:
    """The outcomes into the table {quantity: {outcome: ["P", ...] or ["P Q", ...]}}, in place of older ones."""
    known = json.loads(table.read_text("utf-8")) if table.exists() else {}
    outcomes = {(head, keys): what for head, by in known.items() for what, rows_ in by.items() for keys in rows_}
    outcomes |= {(r["row"][0], " ".join(r["row"][1:])): r["outcome"] for r in found}
    made: dict[str, dict[str, list[str]]] = {}
    for (head, keys), what in sorted(outcomes.items()):
        made.setdefault(head, {}).setdefault(what, []).append(keys)
    table.write_text(json.dumps(made, indent=1, sort_keys=True) + "\n", "utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("out", type=Path, help="the file of records")
    parser.add_argument("--head", choices=sorted(HEADS), default="KL")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--slice", default="1/1", help="i/n: the i-th of n equal shares of the rows")
    parser.add_argument("--p", nargs="*", default=[], help="keys of P; all families without it")
    parser.add_argument("--q", nargs="*", default=[], help="keys of Q")
    parser.add_argument("--same", action="store_true", help="P and Q of one family only")
    parser.add_argument("--table", type=Path, help="a file of outcomes to bring up to date")
    asked = parser.parse_args()
    i, n = map(int, asked.slice.split("/"))
    kept = json.loads(asked.out.read_text("utf-8")) if asked.out.exists() else []
    known = {tuple(r["row"]) for r in kept}
    todo = [row for row in list(rows(asked.head, asked.p, asked.q, asked.same))[i - 1 :: n] if row not in known]
    found = list(kept)
    for made in derived(todo, asked.jobs):
        found.append(json.loads(json.dumps(made)))
        if len(found) % 50 == 0:
            asked.out.write_text(json.dumps(found, indent=0), "utf-8")
    found.sort(key=lambda r: r["row"])
    asked.out.write_text(json.dumps(found, indent=0) + "\n", "utf-8")
    if asked.table:
        put_into(asked.table, found)
    print("\n".join(report(found)) if found else "no such rows")
    return int(any(r["outcome"].startswith("breaks") for r in found))


if __name__ == "__main__":
    sys.exit(main())
