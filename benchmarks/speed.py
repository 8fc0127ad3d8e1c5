"""Speed of numeric functions and rows: ratios to named peers measured in the same run, on one core, by process time.

``speed.py [--quick] [--page FOLDER]``: ``--page`` writes speed.md and its plot into a folder.  Rounds are interleaved (ours, peer, ours,
peer ...), each ratio is taken within its round, and a row shows the median of the ratios.  A row passes when that is below its limit by
no more than the noise: the larger of the spread of its own rounds and of that of the same function timed twice.  The exit status is 1
where one does not.  Peers that are not installed are left out, and named.  The roofline (bandwidth, log, exp) is measured in the same run.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # one core: before NumPy loads it

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import numpy as np
from speed_cases import LAWS, Case, elementwise_cases, loss_cases, matrix_cases, parameters, row_cases, scalar_cases, simplex

import symbolic_info as si
from symbolic_info.numeric.lambdify import lambdify

BUILDING = ("bernoulli", "beta", "exponential", "gamma", "geometric", "laplace", "normal", "poisson", "uniform", "weibull")
BUILD_LIMIT = 20.0


class Row(NamedTuple):
    """One workload beside one peer; times in ns for each number."""

    name: str
    ours: float
    peer: str
    theirs: float
    ratio: float
    spread: float
    limit: float
    passed: bool

    @property
    def verdict(self) -> str:
        return "ok" if self.passed else "SLOW"

    def __str__(self) -> str:
        ratio = f"{self.ratio:.2f} ±{self.spread:.2f}"
        return f"{self.name:<44}{self.ours:>10.2f}{self.peer:>24}{self.theirs:>10.2f}{ratio:>13}{self.limit:>6.2f}  {self.verdict}"


def timed(function: Callable, calls: int) -> float:
    start = time.process_time()
    for _ in range(calls):
        function()
    return (time.process_time() - start) / calls


def spread_of(values: list[float]) -> float:
    middle = statistics.median(values)
    return statistics.median(abs(v - middle) for v in values)


def rows_of(case: Case, rounds: int, noise: float) -> Iterator[Row]:
    """A row for each peer."""
    functions = {"ours": case.ours, **{name: peer for name, (peer, _) in case.peers.items()}}
    calls = {name: max(1, int(0.05 / max(timed(f, 1), 1e-9))) for name, f in functions.items()}
    times: dict[str, list[float]] = {name: [] for name in functions}
    for _ in range(rounds):
        for name, f in functions.items():
            times[name].append(timed(f, calls[name]))
    ours = statistics.median(times["ours"]) / case.size * 1e9
    for name, (_, limit) in case.peers.items():
        ratios = [a / b for a, b in zip(times["ours"], times[name], strict=True)]
        ratio, spread = statistics.median(ratios), spread_of(ratios)
        passed = ratio - max(spread, noise * ratio) <= limit
        yield Row(case.name, ours, name, statistics.median(times[name]) / case.size * 1e9, ratio, spread, limit, passed)


def measured_noise(rounds: int) -> float:
    """The spread of the ratio of one function to itself."""
    a, b = np.random.default_rng(0).uniform(0.5, 1, (2, 1_000_000))

    def same() -> np.ndarray:
        return np.log(a / b) * a

    return spread_of([timed(same, 2) / timed(same, 2) for _ in range(max(9, rounds))])


def roofline() -> dict[str, float]:
    """Nanoseconds for a number in the cache, and GB/s past it."""
    x, y = np.random.default_rng(0).uniform(0.5, 1, 16_384), np.empty(16_384)
    named = (("log", np.log), ("exp", np.exp), ("log1p", np.log1p), ("divide", lambda a, out: np.divide(a, 1.1, out=out)))
    found = {name: min(timed(lambda f=f: f(x, out=y), 200) for _ in range(9)) / x.size * 1e9 for name, f in named}
    if find_spec("numba"):
        log, exp = compiled_loops()
        found["log by Numba"] = min(timed(lambda: log(x, y), 200) for _ in range(9)) / x.size * 1e9
        found["exp by Numba"] = min(timed(lambda: exp(x, y), 200) for _ in range(9)) / x.size * 1e9
    big = np.ones(4_000_000)
    found["memory, GB/s"] = 16 * big.size / min(timed(lambda: np.add(big, 1.0, out=big), 3) for _ in range(5)) / 1e9
    return found


def compiled_loops() -> list[Callable]:
    from symbolic_info.numeric.fast_kernels import compiled, fast_exp, fast_log

    def over(kernel: Callable) -> Callable:
        @compiled
        def loop(x: np.ndarray, y: np.ndarray) -> None:
            for i in range(x.size):
                y[i] = kernel(x[i])

        loop(np.ones(2), np.ones(2))
        return loop

    return [over(fast_log), over(fast_exp)]


def processor() -> str:
    path = Path("/proc/cpuinfo")
    lines = path.read_text().splitlines() if path.exists() else []
    model = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), "unknown processor")
    wide = any("avx512f" in line for line in lines)
    return f"{model}, {'with' if wide else 'without'} AVX-512"


def versions() -> str:
    """What is installed of the package's own needs and of the peers."""

    def of(name: str) -> str:
        try:
            return f"{name} {version(name)}"
        except PackageNotFoundError:
            return f"{name} not installed"

    return ", ".join([f"Python {sys.version.split()[0]}", *map(of, ("numpy", "scipy", "sympy", "numba", "torch", "jax", "dask"))])


def building() -> dict[str, float]:
    """Milliseconds to write and load a function once its closed form is known."""
    from symbolic_info.numeric.lambdify import regenerated

    found = {}
    for family in si.families():
        if family.key in BUILDING:
            f = lambdify(si.KL(family.with_own_symbols("_1"), family.with_own_symbols("_2")))
            work = (f.quantity, f.closed_form, f.symbols, f.conditions, f.method, "numpy")
            found[family.key] = statistics.median(timed(lambda w=work: regenerated(*w), 1) for _ in range(5)) * 1e3
    return found


def compiling() -> dict[str, float]:
    """Seconds that a function's first long array takes with Numba, its loop compiled and written into an empty folder."""
    if not find_spec("numba"):
        return {}
    found = {}
    kept = os.environ.get("SYMBOLIC_INFO_CACHE")
    work: dict[str, tuple] = {name: (si.KL(*LAWS[name][0]), parameters(30_000, 4)) for name in ("Normal", "Gamma", "Weibull", "VonMises")}
    zeros, ones = np.zeros((100, 8)), np.broadcast_to(np.eye(8), (100, 8, 8))
    vectors = si.KL(si.MultivariateNormal("mu", "A", "d"), si.MultivariateNormal("nu", "B", "d"))
    for name, (quantity, at) in {**work, "Gaussian vectors": (vectors, [zeros, ones, zeros, 2 * ones])}.items():
        with tempfile.TemporaryDirectory() as folder:
            os.environ["SYMBOLIC_INFO_CACHE"] = folder
            f = lambdify(quantity, backend="numba")
            found[name] = timed(lambda f=f, at=at: f(*at), 1)
    os.environ.pop("SYMBOLIC_INFO_CACHE")
    os.environ.update({} if kept is None else {"SYMBOLIC_INFO_CACHE": kept})
    return found


def threaded(is_quick: bool) -> dict[str, float]:
    """How many times as fast two threads are, by the clock on the wall; and how busy the machine was before."""
    found = {"load": os.getloadavg()[0]}
    count = 300_000 if is_quick else 2_000_000
    (p, q), at = simplex(count // 20, 20), parameters(count, 4)
    one, two = (lambdify(si.KL(*LAWS["Gamma"][0]), threads=n) for n in (1, 2))
    pairs = {"Gamma KL": (lambda: one(*at), lambda: two(*at)), "KL of rows": (lambda: si.kl(p, q), lambda: si.kl(p, q, threads=2))}
    for name, functions in pairs.items():
        rounds = []
        for _ in range(5):
            times = [time.perf_counter()]
            for f in functions:
                f()
                times.append(time.perf_counter())
            rounds.append((times[1] - times[0]) / (times[2] - times[1]))
        found[name] = statistics.median(rounds)
    return found


def cases(is_quick: bool) -> Iterator[Case]:
    scale = 10 if is_quick else 1
    yield from row_cases(scale)
    yield from elementwise_cases(1_000_000 // scale)
    yield from () if is_quick else elementwise_cases(10_000_000, ("Normal",))
    yield from matrix_cases(scale)
    yield from loss_cases(scale)
    yield from scalar_cases()


def main(arguments: list[str]) -> int:
    is_quick = "--quick" in arguments
    rounds = 3 if is_quick else 7
    if find_spec("torch"):
        import torch

        torch.set_num_threads(1)
    noise, limits = measured_noise(rounds), roofline()
    print(f"{processor()}; {versions()}; one core, process time\nnoise of a ratio: {noise:.1%}")
    print("roofline: " + ", ".join(f"{name} {value:.2f}{'' if 'GB' in name else ' ns'}" for name, value in limits.items()))
    print(f"{'workload':<44}{'ours, ns':>10}{'peer':>24}{'its, ns':>10}{'ratio':>13}{'limit':>6}")
    table = []
    for case in cases(is_quick):
        for row in rows_of(case, rounds, noise):
            print(row, flush=True)
            table.append(row)
    built = building()
    print("building, limit 20 ms: " + ", ".join(f"{key} {value:.0f} ms" for key, value in built.items()))
    compiled, parallel = compiling(), threaded(is_quick)
    print("compiled, limit 1 s: " + ", ".join(f"{key} {value:.2f} s" for key, value in compiled.items()))
    print("two threads: " + ", ".join(f"{key} {value:.2f}" for key, value in parallel.items()))
    slow = short(table, built, compiled, noise)
    print(f"{slow} of {len(table) + len(built) + len(compiled)} fall short")
    if "--page" in arguments:
        from speed_page import Run, write

        kind = "quick" if is_quick else "full"
        write(Path(arguments[arguments.index("--page") + 1]), Run(kind, table, limits, built, compiled, parallel, noise))
    return 1 if slow else 0


def short(table: list[Row], built: dict[str, float], compiled: dict[str, float], noise: float) -> int:
    """How many rows fall short."""
    late = [value / BUILD_LIMIT for value in built.values()] + list(compiled.values())
    return sum(not row.passed for row in table) + sum(value > 1 + noise for value in late)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
