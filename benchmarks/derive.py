"""How long a derivation takes that the process has never made before, and how long the import takes.

Times depend on the machine, so each is also given as a ratio to a named peer measured in the same run: SymPy's own entropy of a
Normal (``sympy.stats.entropy``, which integrates), and ``import sympy``.  Exit status 1 where a limit is passed.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product

import sympy as sp
import sympy.stats
from sympy.core.cache import clear_cache

import symbolic_info as si
from symbolic_info.core.errors import NoClosedForm, SupportError

MEDIAN_LIMIT = 0.1
WORST_LIMIT = 2.0
IMPORT_LIMIT = 1.5
IMPORT_ROUNDS = 9
TIMED_IMPORT = "import time; start = time.perf_counter(); import {}; print(time.perf_counter() - start)"


@dataclass(frozen=True)
class Timing:
    """Seconds that one derivation took; ``outcome`` is its form, or "none" where the rules ran out."""

    says: str
    seconds: float
    outcome: str


def quantities() -> Iterator[tuple[str, Callable[[], sp.Expr]]]:
    """The entropy of every family, and cross-entropy and KL of every ordered pair, each to be built when it is asked for."""
    families = list(si.families())
    for p in families:
        yield f"Entropy({p.name})", lambda p=p: si.Entropy(p.with_own_symbols())
    for p, q, head in product(families, families, (si.CrossEntropy, si.KL)):
        yield f"{head.__name__}({p.name}, {q.name})", lambda p=p, q=q, head=head: head(p.with_own_symbols("_1"), q.with_own_symbols("_2"))


def seconds_of(action: Callable[[], object]) -> float:
    """Processor time, which other programs on the machine disturb least."""
    clear_cache()
    start = time.process_time()
    action()
    return time.process_time() - start


def derive_once(says: str, make: Callable[[], sp.Expr]) -> Timing:
    """One first-time derivation, SymPy's cache cleared; the quantity itself is built before the clock starts."""
    quantity, outcome = make(), "none"

    def action() -> None:
        nonlocal outcome
        try:
            outcome = si.derive(quantity).form
        except NoClosedForm:
            outcome = "none"

    seconds = seconds_of(action)
    return Timing(says, seconds, outcome)


def derivations() -> list[Timing]:
    si.derive(si.Entropy(si.Bernoulli(sp.Rational(1, 3))))  # loads the rules: imports are not what is timed here
    timings = []
    for says, make in quantities():
        try:
            timings.append(derive_once(says, make))
        except SupportError:
            continue  # one discrete, one continuous: no such quantity
    return timings


def peer() -> float:
    """``sympy.stats.entropy`` of a Normal, the median of three."""
    mu, sigma = sp.Symbol("mu", real=True), sp.Symbol("sigma", positive=True)
    return statistics.median(seconds_of(lambda: sympy.stats.entropy(sympy.stats.Normal("x", mu, sigma))) for _ in range(3))


def import_seconds(module: str) -> float:
    command = [sys.executable, "-c", TIMED_IMPORT.format(module)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def imports() -> tuple[float, float]:
    """Medians for ``import sympy`` and ``import symbolic_info``, in fresh processes that take turns."""
    rounds = [(import_seconds("sympy"), import_seconds("symbolic_info")) for _ in range(IMPORT_ROUNDS + 1)][1:]
    return statistics.median(r[0] for r in rounds), statistics.median(r[1] for r in rounds)


def rows(label: str, timings: list[Timing], entropy: float) -> Iterator[str]:
    """Median and worst of ``timings``, in milliseconds and as ratios to the peer."""
    seconds = [t.seconds for t in timings]
    for name, value in (("median", statistics.median(seconds)), ("worst", max(seconds))):
        yield f"{label:28} {name:7} {value * 1e3:9.1f} ms  {value / entropy:7.3f} x sympy.stats.entropy(Normal)"


def report(timings: list[Timing], entropy: float, sympy_import: float, own_import: float) -> Iterator[str]:
    derived = [t for t in timings if t.outcome != "none"]
    refused = [t for t in timings if t.outcome == "none"]
    yield f"peers in this run: sympy.stats.entropy(Normal) {entropy * 1e3:.0f} ms, import sympy {sympy_import * 1e3:.0f} ms"
    yield from rows(f"{len(derived)} first derivations", derived, entropy)
    if refused:
        yield from rows(f"{len(refused)} without closed form", refused, entropy)
    yield f"{'import symbolic_info':28} {'median':7} {own_import * 1e3:9.1f} ms  {own_import / sympy_import:7.3f} x import sympy"
    yield "slowest:"
    for timing in sorted(timings, key=lambda t: -t.seconds)[:8]:
        yield f"  {timing.seconds * 1e3:9.1f} ms  {timing.outcome:8} {timing.says}"


def failures(timings: list[Timing], import_ratio: float) -> list[str]:
    """The limits that are passed, in words."""
    derived = [t for t in timings if t.outcome != "none"]
    median, worst = statistics.median(t.seconds for t in derived), max(derived, key=lambda t: t.seconds)
    checks = (
        (median > MEDIAN_LIMIT, f"median {median:.3f} s, limit {MEDIAN_LIMIT} s"),
        (worst.seconds > WORST_LIMIT, f"{worst.says} took {worst.seconds:.2f} s, limit {WORST_LIMIT} s"),
        (import_ratio > IMPORT_LIMIT, f"import takes {import_ratio:.2f} x import sympy, limit {IMPORT_LIMIT}"),
    )
    return [says for failed, says in checks if failed]


def main() -> int:
    sympy_import, own_import = imports()
    timings, entropy = derivations(), peer()
    print("\n".join(report(timings, entropy, sympy_import, own_import)))
    failed = failures(timings, own_import / sympy_import)
    for says in failed:
        print(f"over the limit: {says}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
