"""``docs/speed.md`` and its plot, from one run of ``speed.py``."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from speed import BUILD_LIMIT, Row, processor, short, timed, versions
from speed_cases import parameters, simplex

import symbolic_info as si
from symbolic_info.numeric.lambdify import lambdify

TOP = """# Speed

<!-- Written by `benchmarks/speed.py --page docs` (benchmarks/speed_page.py): change that, not this. -->

`make speed` (or `benchmarks/speed.py`) measures numeric functions beside named peers, in one run, on one core, by process time, with
interleaved rounds; it ends with status 1 where the median of a row's ratios is above its limit by more than the noise. The limits are aims;
not all of them are met, and the table says which. Lower ratios are better; ns are for an element, a tuple, a logit, a matrix or a call.
"""

KINDS = {
    "quick": "The table is of `--quick`: three rounds, and a tenth of the largest sizes.\n",
    "full": "The table is of the full sizes, in seven rounds.\n",
}


class Run(NamedTuple):
    """What a run measured; ``kind`` is "quick" or "full"."""

    kind: str
    table: list[Row]
    limits: dict[str, float]
    built: dict[str, float]
    compiled: dict[str, float]
    parallel: dict[str, float]
    noise: float


REASONS = (
    ("KL of rows", "numpy", "log + divide", "NumPy's logarithm and one division"),
    ("of rows", "numpy", "log", "NumPy's logarithm"),
    ("of rows", "numba", "log by Numba", "the compiled logarithm (four numbers to an instruction)"),
    ("softmax", "", "exp", "NumPy's exponential"),
    ("Normal", "numpy", "log", "NumPy's logarithm"),
    ("Normal", "numba", "log by Numba", "the compiled logarithm, beside five divisions and a polynomial,"),
    ("Laplace", "numpy", "log + exp", "NumPy's logarithm and exponential"),
    ("Laplace", "numba", "log by Numba + exp by Numba", "the compiled logarithm and exponential"),
)
"""Workload, back end, the roofline's entries that bound it, and these in words."""

OTHERS = (
    ("Gamma", "the peers call three SciPy functions; ours is the non-negative form at every point, a Stirling remainder and two phi"),
    ("Beta", "as Gamma, with three Stirling remainders"),
    ("Weibull", "the peer calls the same power and gamma function, but loses up to 260 units of rounding; a fifth needs the careful form"),
    ("VonMises", "Bessel functions, and the remainder of their logarithm, at every point"),
    ("Gaussian", "calls on small blocks, and LAPACK for large matrices"),
    ("one scalar", "the types of the arguments are looked at before anything is computed"),
)
"""What holds back other workloads, in words."""


def reason(row: Row, limits: dict[str, float]) -> str:
    """Why a row falls short: what its bound alone takes of the time that the limit leaves."""
    allowed = row.limit * row.theirs
    for work, backend, entries, words in REASONS:
        if work in row.name and row.name.endswith(backend):
            floor = sum(limits[e] for e in entries.split(" + "))
            return f"{words} alone take {floor:.1f} ns, at least {floor / row.ours:.0%} of ours; the limit leaves {allowed:.1f}"
    return next(words for work, words in OTHERS if row.name.startswith(work))


NOTES = """## What the numbers say

- **The logarithm is the floor of the default back end.** NumPy's own logarithm and exponential become vector instructions only where the
  processor has AVX-512; elsewhere a number takes them 4 to 5 ns, and a row of divergences cannot take less. With AVX-512 it is about 1 ns,
  and the limits were set there. `backend="numba"` has its own logarithm, 2 ns with AVX2.
- **Rows.** `kl`, `entropy` and `cross_entropy` go through blocks of 131,072 elements: one division, one logarithm, a product and sums.
  Rows whose divergence is below a quarter of their total are computed again in terms that are not negative, so near-equal rows take about
  three times as long, and are right.
- **Elementwise divergences.** From 20,000 points on a function works block by block. A sum of non-negative atoms (most divergences within a
  family) is computed as it is, its costly series on the points alone that are near each other. Of other forms a cheap one is tried first,
  written as a tape of NumPy calls that use a few arrays over and over; where its terms are more than 8 times as large as the value, the
  careful form, on points gathered from a few blocks. What is doubtful still, gathered from all blocks, goes to the layers of more digits.
  A naive closed form may be faster, and has no digit right near P = Q.
- **Gaussian vectors.** Each matrix is factored once, the triangular systems keep their triangle, and many small matrices are worked on
  side by side.
- **One call.** `f.scalar(...)` is the bare function of floats; `f(...)` is written for its own arguments too, and looks at their types.
- **Building** is from a closed form that is known (deriving it is timed by `benchmarks/derive.py`): the search for the non-negative form,
  the second derivative, printing, loading. Numba compiles a function's loop at its first long array, once for a machine: the compiled loop
  is kept in the folder that `SYMBOLIC_INFO_CACHE` names, by default in the user's cache.

## Memory, threads, clusters

- Beyond input and output, rows and functions need some megabytes for each thread at any length (`tests/test_speed.py` measures it).
- `threads=` shares long arrays out: `si.kl(p, q, threads=2)`, `si.lambdify(D, threads=2)`. Results are the same to the last bit.
- Dask arrays are mapped chunk by chunk and never loaded whole; `f(a, b).sum()` stays lazy until somebody computes it:

```python
import dask.array as da
from dask.distributed import Client
import symbolic_info as si

client = Client("tcp://scheduler:8786")  # the address of a cluster; Client() starts one on this machine
f = si.lambdify(si.KL(si.Normal("m", "s"), si.Normal(0, 1)))
m, s = da.from_zarr("means.zarr"), da.from_zarr("deviations.zarr")
print(f(m, s).mean().compute())  # each worker holds a few chunks at a time
```

`tests/test_speed_peers.py` runs that on two workers of one machine, over arrays larger than their memory limit. For rows, the axis of the
outcomes becomes one chunk: `si.kl(p, q).mean()`.
"""


def write(folder: Path, run: Run) -> None:
    """The page and the plot, into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    plot(folder / "speed.svg")
    (folder / "speed.md").write_text("\n".join(page(run)) + "\n", encoding="utf-8")


def page(run: Run) -> Iterator[str]:
    yield TOP + KINDS[run.kind]
    yield f"{processor()}; {versions()}; one core, process time, a shared machine.\n"
    slow, count = short(run.table, run.built, run.compiled, run.noise), len(run.table) + len(run.built) + len(run.compiled)
    yield f"Noise: the ratio of one function to itself was spread by {run.noise:.1%}. {slow} of {count} rows fall short.\n"
    yield from listed("roofline", "ns a number in the cache", {key: f"{value:.2f}" for key, value in run.limits.items()})
    yield "| workload | ours, ns | peer | its, ns | ratio | limit | |"
    yield "|---|---|---|---|---|---|---|"
    for r in run.table:
        yield f"| {r.name} | {r.ours:.3g} | {r.peer} | {r.theirs:.3g} | {r.ratio:.2f} ±{r.spread:.2f} | {r.limit:.2f} | {r.verdict} |"
    yield ""
    yield from listed(f"building, limit {BUILD_LIMIT:.0f} ms", "ms", {key: f"{value:.0f}" for key, value in run.built.items()})
    if run.compiled:
        yield from listed("first long array with Numba, limit 1 s", "s", {key: f"{value:.2f}" for key, value in run.compiled.items()})
    yield from threads(run.parallel)
    yield "![Cost against length, against the width of rows, against the dimension](speed.svg)\n"
    yield "## What falls short, and why\n"
    for r in run.table:
        if not r.passed:
            yield f"- {r.name}, {r.ratio:.2f} of {r.peer} (limit {r.limit:.2f}): {reason(r, run.limits)}."
    late = ", ".join(f"{key} {value:.0f} ms" for key, value in run.built.items() if value > BUILD_LIMIT * (1 + run.noise))
    yield f"- Building {late}: SymPy's factoring and expanding while the non-negative form is found and printed.\n" if late else ""
    yield NOTES


def listed(title: str, unit: str, values: dict[str, str]) -> Iterator[str]:
    """A table of one row."""
    yield f"| {title} | " + " | ".join(values) + " |"
    yield "|---|" + "---|" * len(values)
    yield f"| {unit} | " + " | ".join(values.values()) + " |\n"


def threads(parallel: dict[str, float]) -> Iterator[str]:
    """How much two threads help, and whether the machine had a core to spare."""
    count = os.cpu_count() or 1
    faster = ", ".join(f"{value:.2f} times as fast for {key}" for key, value in parallel.items() if key != "load")
    load = parallel["load"]
    busy = load - 1 > count - 2 + 0.5
    says = "so other programs held the second core, and these are no figures of a free one" if busy else "so a second core was free"
    yield f"Two threads are {faster}, by the clock on the wall; the load before was {load:.1f} on {count} cores, {says}.\n"


def costs() -> Iterator[tuple[str, str, int, list[tuple[int, float]]]]:
    """What grows, what it is the cost of, the power it should grow with, and seconds at sizes."""
    f = lambdify(si.KL(si.Normal("m", "s"), si.Normal("n", "t")))
    g = lambdify(si.KL(si.MultivariateNormal("mu", "A", "d"), si.MultivariateNormal("nu", "B", "d")))
    lengths, widths, dimensions = (30_000, 100_000, 300_000, 1_000_000), (10, 30, 100, 300, 1000, 3000), (64, 128, 256, 384)
    yield "number of tuples", "Normal KL", 1, [(n, seconds(f, parameters(n, 4))) for n in lengths]
    yield "outcomes K, 1000 rows", "KL of rows", 1, [(k, seconds(si.kl, simplex(1000, k))) for k in widths]
    yield "dimension d, 20 matrices", "Gaussian KL", 3, [(d, seconds(g, gaussians(20, d))) for d in dimensions]


def seconds(function: Callable[..., object], at: Sequence) -> float:
    return min(timed(lambda: function(*at), 1) for _ in range(5))


def gaussians(count: int, d: int) -> tuple[np.ndarray, ...]:
    generator = np.random.default_rng(4)
    roots = [generator.normal(size=(count, d, 2 * d)) for _ in range(2)]
    a, b = (r @ r.swapaxes(-2, -1) / d for r in roots)
    return generator.normal(size=(count, d)), a, generator.normal(size=(count, d)), b


def plot(path: Path) -> None:
    """Measured costs beside the line that they should follow, both axes logarithmic."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "speed"
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(1, 3, figsize=(12, 3.6), layout="constrained")
    for ax, (grows, of, power, points) in zip(axes, costs(), strict=True):
        sizes, times = (np.array(column) for column in zip(*points, strict=True))
        ax.loglog(sizes, times * 1e3, "o", label="measured")
        ax.loglog(sizes, times[-1] * 1e3 * (sizes / sizes[-1]) ** power, "-", label="linear" if power == 1 else f"power {power}")
        ax.set(xlabel=grows, ylabel="ms", title=of)
        ax.legend()
    figure.savefig(path, metadata={"Date": None})
    pyplot.close(figure)
