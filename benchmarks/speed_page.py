"""``docs/speed.md`` and its plot, from one run of ``speed.py``."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from speed import BUILD_LIMIT, Row, processor, timed, versions
from speed_cases import parameters, simplex

import symbolic_info as si
from symbolic_info.numeric.lambdify import lambdify

TOP = """# Speed

<!-- Written by `benchmarks/speed.py --quick --page docs` (benchmarks/speed_page.py): change that, not this. -->

`make speed` (or `benchmarks/speed.py`) measures numeric functions beside named peers, in one run, on one core, by process time, with
interleaved rounds; it ends with status 1 where the median of a row's ratios is above its limit by more than the noise. The limits are aims;
not all of them are met, and the table says which. Lower ratios are better; ns are for an element, a tuple, a logit, a matrix or a call.
The table is of `--quick`: three rounds, and a tenth of the largest sizes.
"""

NOTES = """## What the numbers say

- **The logarithm is the floor of the default back end.** NumPy's own logarithm and exponential become vector instructions only where the
  processor has AVX-512; elsewhere a number takes them 4 to 5 ns, and a row of divergences cannot take less. With AVX-512 it is about 1 ns,
  and the limits were set there. `backend="numba"` has its own logarithm, 2 ns with AVX2.
- **Rows.** `kl`, `entropy` and `cross_entropy` go through blocks of 32,768 elements: one division, one logarithm, one product, three sums.
  Rows whose divergence is below a quarter of their total are computed again in terms that are not negative, so near-equal rows take about
  three times as long, and are right.
- **Elementwise divergences.** From 20,000 points on a function works in blocks of 16,384: first a cheap form, written as a tape of NumPy
  calls that use a few arrays over and over; where its terms are more than 8 times as large as the value, the careful form. A naive closed
  form is faster, and has no digit right near P = Q; `backend="numba"` takes the careful form everywhere.
- **Slower than the peers:** every elementwise divergence by NumPy alone, since 12 % (Normal) to 88 % (Beta) of the points of this benchmark
  (parameters from 0.3 to 10) need the careful form; Weibull above all, many of whose points go through layers of more digits, and which
  Numba does not have; batches of multivariate Gaussians, each factored more than once; softmax losses, which wait for the exponential.
- **One call.** `f.scalar(...)` is the bare function of floats, `f(...)` checks its arguments before.
- **Building** a function from its closed form takes longer than the 20 ms aimed at for most families: the search for the non-negative form
  and the second derivative take it. Numba compiles a function's loop at its first long array (1 to 2 s), once for a machine: the compiled
  loop is kept in the folder that `SYMBOLIC_INFO_CACHE` names, by default in the user's cache.

## Memory, threads, clusters

- Beyond input and output, rows and functions need a few megabytes at any length (`tests/test_speed.py` measures it).
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


def write(folder: Path, table: list[Row], limits: dict[str, float], built: dict[str, float], noise: float) -> None:
    """The page and the plot, into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    plot(folder / "speed.svg")
    (folder / "speed.md").write_text("\n".join(page(table, limits, built, noise)) + "\n", encoding="utf-8")


def page(table: list[Row], limits: dict[str, float], built: dict[str, float], noise: float) -> Iterator[str]:
    slow = sum(not row.passed for row in table) + sum(value > BUILD_LIMIT * (1 + noise) for value in built.values())
    yield TOP
    yield f"{processor()}; {versions()}; one core, process time, a shared machine.\n"
    yield f"Noise: the ratio of one function to itself was spread by {noise:.1%}. {slow} of {len(table) + len(built)} rows fall short.\n"
    yield "| roofline | " + " | ".join(limits) + " |"
    yield "|---|" + "---|" * len(limits)
    yield "| ns a number in the cache | " + " | ".join(f"{value:.2f}" for value in limits.values()) + " |\n"
    yield "| workload | ours, ns | peer | its, ns | ratio | limit | |"
    yield "|---|---|---|---|---|---|---|"
    for r in table:
        yield f"| {r.name} | {r.ours:.3g} | {r.peer} | {r.theirs:.3g} | {r.ratio:.2f} ±{r.spread:.2f} | {r.limit:.2f} | {r.verdict} |"
    yield "\n| building, limit 20 ms | " + " | ".join(built) + " |"
    yield "|---|" + "---|" * len(built)
    yield "| ms | " + " | ".join(f"{value:.0f}" for value in built.values()) + " |\n"
    yield "![Cost against length, against the width of rows, against the dimension](speed.svg)\n"
    yield NOTES


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
