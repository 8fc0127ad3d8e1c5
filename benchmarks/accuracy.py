"""The accuracy of every family's entropy and of its divergence, and of some pairs of families: errors in u = 2^-53 against mpmath.

``accuracy.py [POINTS] [FAMILY ...]``: so many points a region (default 40), these families only.  Prints a Markdown table that names
versions and processor (docs/numbers.md holds it), then each row that fails with its whole report.  Exit status 1 where a row fails.
"""

import platform
import signal
import sys
import time
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from types import FrameType

import sympy as sp

import symbolic_info as si
from symbolic_info.numeric.accuracy import Report
from symbolic_info.numeric.function import NumericFunction

PAIRS = (
    ("exponential", "gamma"),
    ("gamma", "weibull"),
    ("half_normal", "exponential"),
    ("laplace", "normal"),
    ("lognormal", "gamma"),
    ("normal", "cauchy"),
    ("normal", "laplace"),
    ("poisson", "geometric0"),
    ("rayleigh", "maxwell"),
    ("weibull", "exponential"),
)
"""Pairs of families, P and Q: some have a closed form, some are integrated."""
REGIONS = ("usual", "wide", "near P = Q", "extreme")
SECONDS = 240
"""Most seconds a row may take."""


def quantities(wanted: list[str]) -> Iterator[tuple[str, sp.Expr]]:
    """The divergence between two members of each family and its entropy, then the pairs; each with its name."""
    families = {family.key: family for family in si.families()}
    for key, family in families.items():
        if not wanted or key in wanted:
            yield f"D {key}", si.KL(family.with_own_symbols("_1"), family.with_own_symbols("_2"))
            yield f"h {key}", si.Entropy(family.with_own_symbols())
    for p, q in PAIRS:
        if not wanted or p in wanted:
            yield f"D {p}, {q}", si.KL(families[p].with_own_symbols("_1"), families[q].with_own_symbols("_2"))


def processor() -> str:
    """The processor's own name, where the system tells it."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text("utf-8").splitlines() if told.exists() else []
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def late(number: int, frame: FrameType | None) -> None:
    """A row took too long."""
    raise TimeoutError(f"not measured within {SECONDS} s")


def measured(quantity: sp.Expr, count: int) -> tuple[NumericFunction, Report]:
    function = si.lambdify(quantity)
    return function, function.verify(count=count)


def line(name: str, function: NumericFunction, report: Report) -> str:
    """A row of the table."""
    rows = {row.region: row for row in report.rows}
    largest = [f"{rows[r].errors.maximum:.2g}" if r in rows and rows[r].points else "" for r in REGIONS]
    wrong = sum(row.errors.wrong for row in report.rows)
    negative = sum(row.errors.negative for row in report.rows)
    near = rows.get("near P = Q")
    plain = "" if near is None or near.plain is None else f"{near.plain.maximum:.0e}"
    verdict = "ok" if report.ok else "**no**"
    return f"| {name} | {function.method} | {' | '.join(largest)} | {wrong} | {negative} | {plain} | {verdict} |"


def main(arguments: list[str]) -> int:
    count = int(arguments[0]) if arguments else 40
    failed = []
    signal.signal(signal.SIGALRM, late)
    named = ", ".join(f"{m} {version(m)}" for m in ("numpy", "scipy", "sympy", "mpmath"))
    print(f"{count} points a region; Python {platform.python_version()}, {named}; {processor()}\n")
    columns = ("", "method", *REGIONS, "wrong", "negative", "plain form near P = Q", "")
    print(f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}")
    start = time.perf_counter()
    for name, quantity in quantities(arguments[1:]):
        signal.alarm(SECONDS)
        try:
            function, report = measured(quantity, count)
            print(line(name, function, report), flush=True)
            failed += [] if report.ok else [str(report)]
        except (si.SymbolicInfoError, TimeoutError) as problem:
            print(f"| {name} | {str(problem)[:120]} | | | | | | | | **no** |", flush=True)
            failed.append(f"{name}: {problem}")
        finally:
            signal.alarm(0)
    print("\n\n".join(["", *failed]))
    print(f"{len(failed)} failed; {time.perf_counter() - start:.0f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
