"""How long a derivation takes that the process has never made before, and how long the import takes, and where that time goes.

Every family's entropy and divergence from itself, and a seeded sample of divergences between families.  SymPy's cache is cleared before
each.  Times depend on the machine, so each is also given as a ratio to a named peer measured in the same run: SymPy's own entropy of a
Normal (``sympy.stats.entropy``, which integrates), and ``import sympy``.  Exit status 1 where a limit is passed.
"""

import argparse
import cProfile
import pstats
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

import sympy as sp
import sympy.stats
from sympy.core.cache import clear_cache

import symbolic_info as si
from symbolic_info.core.errors import NoClosedForm, OutOfTime, SupportError

MEDIAN_LIMIT = 0.05
MOST_LIMIT = 0.5
"""For 95 of 100."""
WORST_LIMIT = 2.0
IMPORT_LIMIT = 1.5
IMPORT_ROUNDS = 9
PAIRS = 200
MODULES = 12
"""So many modules of the import's profile are shown."""
STAGES = (
    ("the statement: laws, constraints, a witness", (("search.py", "__init__"),)),
    ("rules that the search tries and applies", (("kernel.py", "do"),)),
    ("forms for print (SymPy)", (("textbook.py", "forms"),)),
    ("replay of the certificate", (("kernel.py", "replay"),)),
    ("theorem and steps as SymPy expressions", (("theorem.py", "theorem_of"), ("presentation.py", "build"))),
)
"""Parts of a derivation that do not overlap, each by the functions that make it up; what is left is the search's own choice."""
TIMED_IMPORT = "import time; start = time.process_time(); import {}; print(time.process_time() - start)"


@dataclass(frozen=True)
class Timing:
    """Seconds that one derivation took; ``outcome`` is its form, "none" where the rules ran out, "late" where the budget did."""

    kind: str
    says: str
    seconds: float
    outcome: str


def quantities(pairs: int = PAIRS, seed: int = 0) -> Iterator[tuple[str, str, Callable[[], sp.Expr]]]:
    """Kind, name, and what builds it: the entropy of every family, KL within each, and ``pairs`` of the KLs between two."""
    families = list(si.families())
    for p in families:
        yield "entropy", f"Entropy({p.name})", lambda p=p: si.Entropy(p.with_own_symbols())
    for p in families:
        yield "own KL", f"KL({p.name}, {p.name})", lambda p=p: si.KL(p.with_own_symbols("_1"), p.with_own_symbols("_2"))
    every = [(p, q) for p, q in permutations(families, 2) if p.support.is_discrete == q.support.is_discrete]
    for p, q in random.Random(seed).sample(every, min(pairs, len(every))):
        yield "pair", f"KL({p.name}, {q.name})", lambda p=p, q=q: si.KL(p.with_own_symbols("_1"), q.with_own_symbols("_2"))


def seconds_of(action: Callable[[], object]) -> float:
    """Processor time, which other programs on the machine disturb least."""
    clear_cache()
    start = time.process_time()
    action()
    return time.process_time() - start


def derive_once(kind: str, says: str, make: Callable[[], sp.Expr]) -> Timing:
    """One first-time derivation, SymPy's cache cleared; the quantity itself is built before the clock starts."""
    quantity, outcome = make(), "none"

    def action() -> None:
        nonlocal outcome
        try:
            outcome = si.derive(quantity).form
        except NoClosedForm:
            outcome = "none"
        except OutOfTime:
            outcome = "late"

    seconds = seconds_of(action)
    return Timing(kind, says, seconds, outcome)


def derivations(pairs: int, seed: int) -> list[Timing]:
    si.derive(si.Entropy(si.Bernoulli(sp.Rational(1, 3))))  # loads the rules: imports are not what is timed here
    timings = []
    for kind, says, make in quantities(pairs, seed):
        try:
            timings.append(derive_once(kind, says, make))
        except SupportError:
            continue
        print(f"\r{len(timings):5} {says:50.50}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
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


def import_profile() -> list[tuple[float, str]]:
    """Our own modules and what of SymPy stands at the top, with milliseconds each took by itself and all below it, longest first."""
    command = [sys.executable, "-X", "importtime", "-c", "import symbolic_info"]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stderr.splitlines()
    rows = [line.removeprefix("import time:").split("|") for line in lines if line.startswith("import time:")]
    times = [(int(total) / 1000, name.rstrip()) for _, total, name in rows if total.strip().isdigit()]
    shallow = [(spent, name.strip()) for spent, name in times if len(name) - len(name.lstrip()) <= 7 or "symbolic_info" in name]
    return sorted(shallow, reverse=True)[:MODULES]


def stages(profiler: cProfile.Profile) -> Iterator[str]:
    """Shares of the time of all derivations, under the profiler."""
    table = pstats.Stats(profiler).stats  # type: ignore[attr-defined]
    spent = {(Path(file).name, name): row[3] for (file, _, name), row in table.items() if "symbolic_info" in file}
    whole = spent["derivation.py", "derive"]
    shares = [(says, sum(spent.get(f, 0.0) for f in functions) / whole) for says, functions in STAGES]
    yield "where a derivation's time goes (under the profiler):"
    yield from (f"  {share:6.1%}  {says}" for says, share in [*shares, ("which lemma, which combination", 1 - sum(s for _, s in shares))])


def percentile(values: list[float], share: float) -> float:
    """The value that this share of them does not exceed."""
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def figures(timings: list[Timing]) -> tuple[tuple[str, float], ...]:
    """Median, 95 % and worst, in seconds."""
    seconds = [t.seconds for t in timings]
    return ("median", statistics.median(seconds)), ("95 %", percentile(seconds, 0.95)), ("worst", max(seconds))


def rows(label: str, timings: list[Timing], entropy: float) -> Iterator[str]:
    """The figures in milliseconds, and as ratios to the peer."""
    for name, value in figures(timings):
        yield f"{label:34} {name:7} {value * 1e3:9.1f} ms  {value / entropy:7.3f} x sympy.stats.entropy(Normal)"


def report(timings: list[Timing], entropy: float, sympy_import: float, own_import: float) -> Iterator[str]:
    derived = [t for t in timings if t.outcome not in ("none", "late")]
    refused = [t for t in timings if t.outcome in ("none", "late")]
    yield f"peers in this run: sympy.stats.entropy(Normal) {entropy * 1e3:.0f} ms, import sympy {sympy_import * 1e3:.0f} ms"
    yield from rows(f"{len(derived)} first derivations", derived, entropy)
    for kind in dict.fromkeys(t.kind for t in timings):
        found = [t for t in derived if t.kind == kind]
        if found:
            yield from rows(f"  {kind}: {len(found)} of {sum(t.kind == kind for t in timings)}", found, entropy)
    if refused:
        yield from rows(f"{len(refused)} without closed form", refused, entropy)
    yield f"{'import symbolic_info':34} {'median':7} {own_import * 1e3:9.1f} ms  {own_import / sympy_import:7.3f} x import sympy"
    yield "slowest:"
    for timing in sorted(timings, key=lambda t: -t.seconds)[:12]:
        yield f"  {timing.seconds * 1e3:9.1f} ms  {timing.outcome:8} {timing.says}"
    yield "where the import's time goes:"
    yield from (f"  {spent:9.1f} ms  {name}" for spent, name in import_profile())


def failures(timings: list[Timing], import_ratio: float) -> list[str]:
    """The limits that are passed, in words."""
    derived = [t for t in timings if t.outcome not in ("none", "late")]
    (_, median), (_, most), (_, worst) = figures(derived)
    checks = (
        (median > MEDIAN_LIMIT, f"median {median:.3f} s, limit {MEDIAN_LIMIT} s"),
        (most > MOST_LIMIT, f"95 % within {most:.3f} s, limit {MOST_LIMIT} s"),
        (worst > WORST_LIMIT, f"{max(derived, key=lambda t: t.seconds).says} took {worst:.2f} s, limit {WORST_LIMIT} s"),
        (import_ratio > IMPORT_LIMIT, f"import takes {import_ratio:.2f} x import sympy, limit {IMPORT_LIMIT}"),
    )
    return [says for failed, says in checks if failed]


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--pairs", type=int, default=PAIRS, help="how many divergences between two families")
    parser.add_argument("--seed", type=int, default=0, help="of the sample")
    parser.add_argument("--profile", action="store_true", help="only where the time of the derivations goes")
    options = parser.parse_args()
    if options.profile:
        with cProfile.Profile() as profiler:
            derivations(options.pairs, options.seed)
        print("\n".join(stages(profiler)))
        return 0
    sympy_import, own_import = imports()
    timings, entropy = derivations(options.pairs, options.seed), peer()
    print("\n".join(report(timings, entropy, sympy_import, own_import)))
    failed = failures(timings, own_import / sympy_import)
    for says in failed:
        print(f"over the limit: {says}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
