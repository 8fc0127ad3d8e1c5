"""Speed of numeric functions and rows: ratios to named peers measured in the same run, on one core, by process time.

``speed.py [--quick]``.  Rounds are interleaved (ours, peer, ours, peer ...) and a row shows medians.  A row passes when its ratio is below
its limit by no more than the spread of its own rounds; the exit status is 1 where one does not.  Peers that are not installed are left
out, and named.  The roofline (bandwidth, log, exp) is measured in the same run.
"""

import math
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy import special

import symbolic_info as si
from symbolic_info.numeric import losses
from symbolic_info.numeric.lambdify import lambdify


class Case(NamedTuple):
    """A workload: ours, its peers by name, the limits of the ratio to each, and how many numbers one call goes through."""

    name: str
    ours: Callable
    peers: dict[str, tuple[Callable, float]]
    size: int


def timed(function: Callable, calls: int) -> float:
    start = time.process_time()
    for _ in range(calls):
        function()
    return (time.process_time() - start) / calls


def rows_of(case: Case, rounds: int) -> Iterator[tuple[str, bool]]:
    """A line for each peer, and whether it passes."""
    functions = {"ours": case.ours, **{name: peer for name, (peer, _) in case.peers.items()}}
    calls = {name: max(1, int(0.02 / max(timed(f, 1), 1e-9))) for name, f in functions.items()}
    times: dict[str, list[float]] = {name: [] for name in functions}
    for _ in range(rounds):
        for name, f in functions.items():
            times[name].append(timed(f, calls[name]))
    ours = statistics.median(times["ours"]) / case.size * 1e9
    for name, (_, limit) in case.peers.items():
        ratios = [a / b for a, b in zip(times["ours"], times[name], strict=True)]
        ratio, spread = statistics.median(ratios), statistics.median(abs(r - statistics.median(ratios)) for r in ratios)
        passed = ratio - spread <= limit
        peer = statistics.median(times[name]) / case.size * 1e9
        yield (
            f"{case.name:<34}{ours:>9.2f}{name:>26}{peer:>9.2f}{ratio:>8.2f} ±{spread:.2f}{limit:>7.2f}  {'ok' if passed else 'SLOW'}",
            passed,
        )


def roofline() -> Iterator[str]:
    x, y = np.random.default_rng(0).uniform(0.5, 1, 16_384), np.empty(16_384)
    for name, f in (("log", np.log), ("exp", np.exp), ("log1p", np.log1p), ("divide", lambda a, out: np.divide(a, 1.1, out=out))):
        best = min(timed(lambda f=f: f(x, out=y), 200) for _ in range(9))
        yield f"{name} {best / x.size * 1e9:.2f} ns"
    big = np.ones(4_000_000)
    best = min(timed(lambda: np.add(big, 1.0, out=big), 3) for _ in range(5))
    yield f"memory {16 * big.size / best / 1e9:.1f} GB/s"


def processor() -> str:
    path = Path("/proc/cpuinfo")
    lines = path.read_text().splitlines() if path.exists() else []
    model = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), "unknown processor")
    wide = any("avx512f" in line for line in lines)
    return f"{model}, {'with' if wide else 'without'} AVX-512"


def simplex(rows: int, columns: int) -> tuple[np.ndarray, np.ndarray]:
    generator = np.random.default_rng(0)
    return tuple(np.tile(generator.dirichlet(np.ones(columns), min(rows, 10_000)), (max(1, rows // 10_000), 1)) for _ in range(2))


def row_cases(scale: int) -> Iterator[Case]:
    for rows, columns in ((100_000, 10), (10_000, 1000), (1_000_000 // scale, 21)):
        p, q = simplex(rows, columns)
        peers = {"scipy rel_entr.sum": (lambda p=p, q=q: special.rel_entr(p, q).sum(axis=1), 0.25)}
        if find_spec("torch"):
            import torch

            a, b = torch.tensor(p), torch.tensor(q)
            peers["torch F.kl_div"] = (lambda a=a, b=b: torch.nn.functional.kl_div(b.log(), a, reduction="none").sum(1), 0.4)
        yield Case(f"KL of rows {rows} x {columns}", lambda p=p, q=q: si.kl(p, q), peers, p.size)
        entr = {"scipy entr.sum": (lambda p=p: special.entr(p).sum(axis=1), 1.0)}
        yield Case(f"entropy of rows {rows} x {columns}", lambda p=p: si.entropy(p), entr, p.size)


def parameters(count: int, number: int) -> list[np.ndarray]:
    generator = np.random.default_rng(1)
    return [np.exp(generator.uniform(math.log(0.3), math.log(10), count)) for _ in range(number)]


def naive_normal(m: np.ndarray, s: np.ndarray, n: np.ndarray, t: np.ndarray) -> np.ndarray:
    return np.log(t / s) + (s**2 + (m - n) ** 2) / (2 * t**2) - 0.5


def naive_gamma(k: np.ndarray, a: np.ndarray, m: np.ndarray, b: np.ndarray) -> np.ndarray:
    return (k - m) * special.digamma(k) - special.gammaln(k) + special.gammaln(m) + m * np.log(a / b) + k * (b - a) / a


def naive_laplace(m: np.ndarray, s: np.ndarray, n: np.ndarray, t: np.ndarray) -> np.ndarray:
    d = np.abs(m - n)
    return np.log(t / s) + (s * np.exp(-d / s) + d) / t - 1


def elementwise_cases(count: int) -> Iterator[Case]:
    at = parameters(count, 4)
    named = {
        "Normal": (si.KL(si.Normal("m", "s"), si.Normal("n", "t")), naive_normal, 0.9),
        "Gamma": (si.KL(si.Gamma("k", rate="a"), si.Gamma("m", rate="b")), naive_gamma, 0.8),
        "Laplace": (si.KL(si.Laplace("m", "s"), si.Laplace("n", "t")), naive_laplace, 0.8),
    }
    for name, (quantity, naive, limit) in named.items():
        f = lambdify(quantity)
        peers = {"hand-written NumPy": (lambda naive=naive: naive(*at), limit)}
        if find_spec("torch"):
            import torch
            from torch import distributions

            tensors = [torch.tensor(a) for a in at]
            law = getattr(distributions, name)
            peers["torch.distributions"] = (
                lambda law=law, v=tensors: distributions.kl_divergence(
                    law(v[0], v[1], validate_args=False), law(v[2], v[3], validate_args=False)
                ),
                limit,
            )
        yield Case(f"{name} KL, {count} tuples", lambda f=f: f(*at), peers, count)


def loss_cases() -> Iterator[Case]:
    generator = np.random.default_rng(2)
    if not find_spec("torch"):
        return
    import torch

    for shape in ((4, 21, 256, 256), (100_000, 10), (10_000, 1000)):
        z = generator.normal(size=shape)
        target = generator.integers(0, shape[1], (shape[0], *shape[2:]))
        logits, indices = torch.tensor(z), torch.tensor(target)
        peers = {"torch F.cross_entropy": (lambda a=logits, b=indices: torch.nn.functional.cross_entropy(a, b), 0.85)}
        yield Case(f"softmax CE {' x '.join(map(str, shape))}", lambda z=z, t=target: losses.cross_entropy(z, t), peers, z.size)


def scalar_cases() -> Iterator[Case]:
    from math import log

    def hand(m: float, s: float, n: float, t: float) -> float:
        return log(t / s) + (s**2 + (m - n) ** 2) / (2 * t**2) - 0.5

    f = lambdify(si.KL(si.Normal("m", "s"), si.Normal("n", "t")))
    at = (0.1, 1.3, 1.7, 2.2)
    scalar = f.scalar

    def repeated(function: Callable) -> Callable:
        def run() -> None:
            for _ in range(10_000):
                function(*at)

        return run

    yield Case("one scalar call, f.scalar", repeated(scalar), {"hand-written math": (repeated(hand), 1.2)}, 10_000)
    yield Case("one scalar call, f", repeated(f), {"hand-written math": (repeated(hand), 1.2)}, 10_000)


def building() -> Iterator[str]:
    """How long a function takes to write and load once its closed form is known: the limit is 20 ms."""
    from symbolic_info.numeric.lambdify import regenerated

    for family in si.families():
        f = lambdify(si.KL(family.with_own_symbols("_1"), family.with_own_symbols("_2")))
        took = statistics.median(
            timed(lambda f=f: regenerated(f.quantity, f.closed_form, f.symbols, f.conditions, f.method, "numpy"), 1) for _ in range(3)
        )
        yield f"{family.key} {took * 1e3:.0f} ms"


def main(arguments: list[str]) -> int:
    quick = "--quick" in arguments
    if find_spec("torch"):
        import torch

        torch.set_num_threads(1)
    absent = [name for name in ("torch",) if not find_spec(name)]
    print(f"{processor()}; NumPy {np.__version__}; one core, process time{f'; not installed: {absent}' if absent else ''}")
    print("roofline: " + ", ".join(roofline()))
    print(f"{'workload':<34}{'ours, ns':>9}{'peer':>26}{'its, ns':>9}{'ratio':>14}{'limit':>7}")
    failed = 0
    for cases in (row_cases(10 if quick else 1), elementwise_cases(100_000 if quick else 1_000_000), loss_cases(), scalar_cases()):
        for case in cases:
            for line, passed in rows_of(case, 3 if quick else 7):
                print(line, flush=True)
                failed += not passed
    print("building, limit 20 ms: " + ", ".join(building()))
    print(f"{failed} rows fall short")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
