"""Certify: enclose both sides of every lemma, expectation and derived result by ball arithmetic, at random rational points.

Each job (a lemma, a family, a family's pairs) runs in a process of its own, which is ended when it takes too long.  What a job found
is appended to a log at once; the next run goes on where the last one stopped, unless the code has changed.  Then docs/certified.md
is written.  ``--falsify`` also replays every derivation and holds both sides of each step against mpmath.

Exit status 1 where a contradiction was found.
"""

import argparse
import hashlib
import json
import multiprocessing
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

import symbolic_info as si
from symbolic_info.balls.agreement import Contradiction, agree_at
from symbolic_info.balls.library import NoOracle
from symbolic_info.core.errors import Rejected, SymbolicInfoError
from tools.certified_page import page
from tools.claims import Claim, derivation, family_claims, lemma_claim, lemmas, pair_claims

ROOT = Path(__file__).resolve().parents[1]
LOG = ROOT / "build" / "certified.jsonl"
PAGE = ROOT / "docs" / "certified.md"
DIGITS = 30
POINTS = {"lemma": 10, "expectation": 5, "mass": 3, "pair": 1}
"""In each of the two regions; derived results of one family get three."""
SPARE = 3
"""So many times as many points are tried where some have no enclosure."""
SECONDS_PER_POINT = 10.0
SECONDS_PER_JOB = 420.0


@dataclass(frozen=True)
class Job:
    """A share of the work: ``lemma/gauss``, ``family/gamma``, ``pairs/gamma``."""

    key: str
    every: int = 1
    """Of the pairs between families one in so many is tried."""

    def claims(self) -> Iterator[Claim]:
        kind, name = self.key.split("/")
        if kind == "lemma":
            yield lemma_claim(next(row for row in lemmas() if row.key == name))
        elif kind == "family":
            yield from family_claims(si.families()[name])
        else:
            yield from pair_claims(si.families()[name], self.every)


def jobs() -> list[Job]:
    """Everything, the quickest first."""
    families = list(si.families().keys())
    names = [f"lemma/{row.key}" for row in lemmas()] + [f"family/{key}" for key in families] + [f"pairs/{key}" for key in families]
    return [Job(name) for name in names]


def row_of(claim: Claim, scale: float) -> dict[str, Any]:
    """What balls say of one claim: points, least digits, contradictions, and why there is no number where there is none."""
    wanted = max(1, round(POINTS.get(claim.kind, 3) * scale))
    row: dict[str, Any] = {"kind": claim.kind, "key": claim.key, "points": 0, "digits": None, "contradictions": [], "reason": ""}
    for region in ("usual", "wide"):
        done = 0
        for point in claim.points(region, wanted * SPARE, seed=1):
            if done == wanted:
                break
            try:
                digits = agree_at(claim.left, claim.right, point, DIGITS, SECONDS_PER_POINT)
            except Contradiction as found:
                row["contradictions"].append(str(found))
            except (NoOracle, SymbolicInfoError) as gap:
                row["reason"] = str(gap)[:200]
                continue
            else:
                row["digits"] = digits if row["digits"] is None else min(digits, row["digits"])
            done += 1
        row["points"] += done
    return row


def falsified(job: Job) -> Iterator[dict[str, Any]]:
    """Every step of a family's derivations, both sides at 40 digits by mpmath."""
    if not job.key.startswith("family/"):
        return
    family = si.families()[job.key.split("/")[1]]
    for quantity in (si.Entropy(family.with_own_symbols()), si.KL(family.with_own_symbols("_1"), family.with_own_symbols("_2"))):
        derived = derivation(quantity)
        if derived is None:
            continue
        row: dict[str, Any] = {"kind": "steps", "key": str(quantity), "points": 1, "digits": 39, "contradictions": [], "reason": ""}
        try:
            derived.check(points=1)
        except Rejected as refusal:
            row["contradictions"].append(str(refusal))
        except SymbolicInfoError as gap:
            row |= {"points": 0, "digits": None, "reason": str(gap)[:200]}
        yield row


def work(job: Job, scale: float, falsify: bool, out: Connection) -> None:
    """One job in a process of its own: its rows, one by one, then a word on what went wrong, if anything did."""
    seen = set()
    try:
        for claim in job.claims():
            if (claim.left, claim.right) not in seen:
                seen.add((claim.left, claim.right))
                out.send(row_of(claim, scale))
        for row in falsified(job) if falsify else ():
            out.send(row)
    except Exception as error:  # whatever it is, the parent must hear of it
        out.send(f"{type(error).__name__}: {error}"[:200])
    else:
        out.send("")


class Running:
    """A process at work; its rows as far as they have come."""

    def __init__(self, name: str, options: argparse.Namespace) -> None:
        self.name, self.every = name, options.every
        self.rows: list[dict[str, Any]] = []
        self.inbox, outbox = multiprocessing.Pipe(duplex=False)
        job = Job(name, options.every)
        self.process = multiprocessing.Process(target=work, args=(job, options.points, options.falsify, outbox), daemon=True)
        self.process.start()
        outbox.close()
        self.deadline = time.monotonic() + options.seconds

    def step(self) -> dict[str, Any] | None:
        """Take what has come; the job's record when it is over."""
        try:
            while self.inbox.poll():
                row = self.inbox.recv()
                if isinstance(row, str):
                    return self._end(row)
                self.rows.append(row)
        except EOFError:
            return self._end("the process ended")
        return self._end("out of time") if time.monotonic() > self.deadline else None

    def _end(self, trouble: str) -> dict[str, Any]:
        self.process.terminate()
        self.process.join()
        self.inbox.close()
        return {"job": self.name, "every": self.every, "trouble": trouble, "rows": self.rows}


def stamp(options: argparse.Namespace) -> str:
    """Changes when the code or the options do."""
    digest = hashlib.sha256(repr((options.points, options.falsify, options.every)).encode())
    for path in sorted((ROOT / "symbolic_info").rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def remembered(mark: str | None) -> dict[str, dict[str, Any]]:
    """Records of jobs that were finished, by job; only those with this mark, where one is given."""
    lines = LOG.read_text("utf-8").splitlines() if LOG.exists() else []
    records = [json.loads(line) for line in lines if line.endswith("}")]
    return {r["job"]: r for r in records if not r["trouble"] and (mark is None or r["stamp"] == mark)}


def progress(done: int, total: int, started: float, says: str) -> None:
    width = 30
    bar = "#" * (width * done // max(total, 1))
    print(f"\r[{bar:{width}}] {done}/{total} {time.monotonic() - started:6.0f} s  {says:40.40}", end="", file=sys.stderr, flush=True)


def carry_out(names: list[str], options: argparse.Namespace, mark: str, total: int) -> Iterator[dict[str, Any]]:
    """Run the jobs, so many at a time; each record is in the log before it is handed on."""
    waiting, running, started, done = list(names), [], time.monotonic(), total - len(names)
    LOG.parent.mkdir(exist_ok=True)
    with LOG.open("a", encoding="utf-8") as log:
        while waiting or running:
            while waiting and len(running) < options.jobs:
                running.append(Running(waiting.pop(0), options))
            wait([r.inbox for r in running], timeout=1.0)
            for each in list(running):
                record = each.step()
                if record is not None:
                    running.remove(each)
                    done += 1
                    log.write(json.dumps({"stamp": mark, **record}) + "\n")
                    log.flush()
                    yield record
            progress(done, total, started, ", ".join(r.name for r in running))
    print(file=sys.stderr)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make certify", description=__doc__)
    parser.add_argument("--jobs", type=int, default=2, help="processes at a time")
    parser.add_argument("--points", type=float, default=1.0, help="how many points, as a multiple of the usual number")
    parser.add_argument("--every", type=int, default=1, help="of the pairs between families only one in so many")
    parser.add_argument("--seconds", type=float, default=SECONDS_PER_JOB, help="longest job")
    parser.add_argument("--only", default="", help="jobs whose name begins so: lemma/, family/gamma, pairs/")
    parser.add_argument("--falsify", action="store_true", help="replay the derivations, and both sides of each step by mpmath")
    parser.add_argument("--keep", action="store_true", help="use what an earlier version of the code has found")
    parser.add_argument("--page", action="store_true", help="only write the page from the log")
    return parser.parse_args()


def main() -> int:
    options = arguments()
    mark = stamp(options)
    every = [job.key for job in jobs() if job.key.startswith(options.only)]
    known = remembered(None if options.keep or options.page else mark)
    derivation(si.Entropy(si.Exponential(rate=1)))  # loads the rules before the processes part
    todo = [] if options.page else [name for name in every if name not in known]
    for record in carry_out(todo, options, mark, len(every)):
        known[record["job"]] = record
        for row in record["rows"]:
            for says in row["contradictions"]:
                print(f"\nCONTRADICTION {row['key']}: {says}", file=sys.stderr)
    records = [known[name] for name in every if name in known]
    if not options.only:
        PAGE.write_text(page(records, tuple(name for name in every if name not in known)), "utf-8")
    contradictions = sum(len(row["contradictions"]) for record in records for row in record["rows"])
    print(f"{sum(row['points'] for r in records for row in r['rows'])} points, {contradictions} contradictions")
    return int(contradictions > 0)


if __name__ == "__main__":
    sys.exit(main())
