"""The page docs/certified.md from what ``make certify`` found."""

from collections.abc import Iterable, Iterator
from typing import Any

KINDS = {
    "lemma": "lemmas taken on trust",
    "mass": "masses, E[1] = 1",
    "expectation": "expectations that derivations rest on",
    "entropy": "entropies",
    "kl": "KL divergences within a family",
    "cross_entropy": "cross-entropies within a family",
    "pair": "KL divergences between families",
    "steps": "derivations of which every step was held against mpmath",
}
HEAD = """# Certified numbers

Written by `make certify`; do not edit.  Each statement's definition (an integral, a sum, an expectation) was enclosed by ball
arithmetic, with proved bounds for the tails that were cut, and so was the other side, at random rational points: half of them
"usual" (positive parameters between 0.3 and 10), half "wide" (between 0.02 and 300).  *Digits* is the least number of decimal digits
that both enclosures vouch for.  A contradiction is a point at which they are disjoint.
"""

Row = dict[str, Any]


def page(records: list[dict[str, Any]], missing: tuple[str, ...] = ()) -> str:
    """The whole page; ``missing`` are jobs that were not carried out."""
    rows = list(distinct(records))
    parts = [HEAD, table(("statements", "number", "certified", "points", "least digits", "contradictions"), summary(rows))]
    parts += [says] if (says := share(records)) else []
    parts += ["## Lemmas\n", table(("lemma", "points", "least digits", "contradictions"), each(rows, "lemma"))]
    parts += ["## Families\n", table(("family", "statements", "certified", "points", "least digits", "contradictions"), families(records))]
    parts += ["## Without an enclosure\n", "\n".join(without(rows)) or "None.\n"]
    trouble = [f"- `{r['job']}`: {r['trouble']}" for r in records if r["trouble"]]
    parts += ["## Jobs that were ended\n", "\n".join(trouble) + "\n"] if trouble else []
    parts += [f"## Not carried out\n\n{len(missing)} jobs: {', '.join(f'`{name}`' for name in missing)}.\n"] if missing else []
    return "\n".join(parts).rstrip() + "\n"


def share(records: list[dict[str, Any]]) -> str:
    """Which part of the pairs between families was tried, where it is not all of them."""
    shares = {r.get("every", 1) for r in records if r["job"].startswith("pairs/")} - {1}
    return f"Of the pairs between families one in {' to '.join(str(n) for n in sorted(shares))} was tried.\n" if shares else ""


def distinct(records: Iterable[dict[str, Any]]) -> Iterator[Row]:
    """Every row once: one expectation serves several results."""
    seen = set()
    for record in records:
        for row in record["rows"]:
            if (row["kind"], row["key"]) not in seen:
                seen.add((row["kind"], row["key"]))
                yield row


def totals(rows: list[Row]) -> tuple[str, ...]:
    """Number, certified, points, least digits, contradictions."""
    digits = [row["digits"] for row in rows if row["digits"] is not None]
    certified = sum(row["digits"] is not None and not row["contradictions"] for row in rows)
    wrong = sum(len(row["contradictions"]) for row in rows)
    return str(len(rows)), str(certified), str(sum(row["points"] for row in rows)), str(min(digits, default="")), str(wrong)


def summary(rows: list[Row]) -> Iterator[tuple[str, ...]]:
    for kind, says in KINDS.items():
        chosen = [row for row in rows if row["kind"] == kind]
        if chosen:
            yield (says, *totals(chosen))
    yield ("all", *totals(rows))


def each(rows: list[Row], kind: str) -> Iterator[tuple[str, ...]]:
    for row in sorted((r for r in rows if r["kind"] == kind), key=lambda r: r["key"]):
        digits = "" if row["digits"] is None else str(row["digits"])
        yield f"`{row['key']}`", str(row["points"]), digits, str(len(row["contradictions"]))


def families(records: list[dict[str, Any]]) -> Iterator[tuple[str, ...]]:
    """One line a family: what is derived of it alone, and of it and the others."""
    names = sorted({r["job"].split("/")[1] for r in records if not r["job"].startswith("lemma/")})
    for name in names:
        own = [row for r in records if r["job"] in (f"family/{name}", f"pairs/{name}") for row in r["rows"]]
        if own:
            yield (f"`{name}`", *totals(own))


def without(rows: list[Row]) -> Iterator[str]:
    """Statements that have no number, and why."""
    missing = [row for row in rows if row["digits"] is None and not row["contradictions"]]
    if missing:
        yield f"{len(missing)} of {len(rows)} ({100 * len(missing) / len(rows):.1f} %):\n"
    for row in sorted(missing, key=lambda r: (r["kind"], r["key"])):
        reason = row["reason"].replace("|", "\\|") or "no admissible point was found"
        yield f"- {row['kind']} `{row['key']}`: {reason[:160]}"


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A Markdown table, numbers to the right."""
    lines = [f"| {' | '.join(head)} |", f"|---{'|---:' * (len(head) - 1)}|"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)]) + "\n"
