"""The accuracy of every family's entropy and divergence, of pairs of families, of rows and of Gaussian vectors: errors in u = 2^-53.

``accuracy.py [POINTS] [ROW ...] [--page FILE]``: so many points a region (default 40), these families only.  Prints a Markdown table that
names versions and processor, then each row that misses a limit with its whole report; exit status 1 where one does.  ``--page`` writes the
table into FILE too, between its two marks (docs/numbers.md has them).
"""

import argparse
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
    *("beta arcsine", "binomial poisson", "burr12 pareto", "cauchy logistic", "cauchy student_t", "chi gamma", "chi2 exponential"),
    *("double_gamma laplace", "erlang weibull", "exponential gamma", "exponential half_normal", "exponential lomax", "frechet lognormal"),
    *("gamma inverse_gamma", "gamma inverse_gaussian", "gamma lognormal", "gamma weibull", "geometric0 poisson", "gumbel normal"),
    *("half_normal exponential", "half_normal maxwell", "hyperbolic_secant normal", "inverse_gamma levy", "kumaraswamy beta"),
    *("laplace cauchy", "laplace logistic", "laplace normal", "logistic normal", "logit_normal beta", "lognormal gamma"),
    *("lognormal weibull", "maxwell rayleigh", "moyal gumbel", "nakagami rayleigh", "negative_binomial geometric0", "normal cauchy"),
    *("normal laplace", "normal logistic", "normal student_t", "poisson geometric0", "rayleigh maxwell", "student_t normal"),
    *("triangular uniform", "uniform beta4", "uniform triangular", "weibull exponential", "wrapped_cauchy von_mises"),
)
"""Pairs of families, P and Q: some have a closed form, some are integrated or added up, some are infinite."""
OTHERS = "bernoulli", "gamma", "geometric", "inverse_gaussian", "laplace", "normal", "rayleigh", "uniform", "von_mises"
"""Families of which other divergences are measured too."""
REGIONS = ("usual", "wide", "near P = Q", "extreme")
SECONDS = 60
"""Most seconds of processor time that a row may take."""
MARKS = "<!-- written by benchmarks/accuracy.py --page: begin -->", "<!-- end -->"


def quantities(wanted: list[str]) -> Iterator[tuple[str, sp.Expr]]:
    """The divergence between two members of each family and its entropy, pairs, other divergences, vectors; each with its name."""
    families = {family.key: family for family in si.families()}
    for key, family in families.items():
        if not wanted or key in wanted:
            yield f"D {key}", si.KL(family.with_own_symbols("_1"), family.with_own_symbols("_2"))
            yield f"h {key}", si.Entropy(family.with_own_symbols())
    for p, q in map(str.split, PAIRS):
        if not wanted or p in wanted:
            yield f"D {p}, {q}", si.KL(families[p].with_own_symbols("_1"), families[q].with_own_symbols("_2"))
    for key in OTHERS:
        if not wanted or key in wanted:
            first, second = (families[key].with_own_symbols(f"_{i}") for i in (1, 2))
            yield f"J {key}", si.Jeffreys(first, second)
            yield f"R {key}", si.Renyi(first, second, sp.Rational(1, 2))
            yield f"H2 {key}", si.SquaredHellinger(first, second)
    yield from vectors(wanted)


def vectors(wanted: list[str]) -> Iterator[tuple[str, sp.Expr]]:
    """The same of rows, and of laws of several numbers."""
    rows = si.Categorical("p", "n"), si.Categorical("q", "n")
    gaussians = si.MultivariateNormal("m_1", "S_1", "d"), si.MultivariateNormal("m_2", "S_2", "d")
    shares = si.Dirichlet(["a", "b", "c"]), si.Dirichlet(["d", "e", "f"])
    counts = si.Multinomial("m", ["p", "q", "1 - p - q"]), si.Multinomial("m", ["r", "s", "1 - r - s"])
    for name, (p, q) in (("categorical", rows), ("multivariate_normal", gaussians), ("dirichlet", shares), ("multinomial", counts)):
        if not wanted or name in wanted:
            yield f"D {name}", si.KL(p, q)
            yield f"h {name}", si.Entropy(p)


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
    definition = f"{report.definition_error:.0e}" if report.definition_points else ""
    verdict = "ok" if report.ok else "**no**"
    return f"| {name} | {function.method} | {' | '.join(largest)} | {wrong} | {negative} | {definition} | {plain} | {verdict} |"


def table(wanted: list[str], count: int) -> Iterator[tuple[str, str]]:
    """The lines of the table, each with what is to be said of a row that misses a limit."""
    signal.signal(signal.SIGPROF, late)
    for name, quantity in quantities(wanted):
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        try:
            function, report = measured(quantity, count)
            yield line(name, function, report), "" if report.ok else f"{name}: {report}"
        except (si.SymbolicInfoError, TimeoutError, ArithmeticError, TypeError, ValueError) as problem:
            says = " ".join(f"{type(problem).__name__}: {problem}".split())[:120]
            yield f"| {name} | {says} | | | | | | | | | **no** |", f"{name}: {says}"
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)


def opening(count: int) -> list[str]:
    """What was measured with what, and the head of the table."""
    named = ", ".join(f"{m} {version(m)}" for m in ("numpy", "scipy", "sympy", "mpmath"))
    says = f"At most {count} points a region; Python {platform.python_version()}, {named}; {processor()}."
    letters = "D: KL divergence, h: entropy, J: Jeffreys' divergence, R: Renyi's divergence of order 1/2, H2: squared Hellinger distance."
    columns = ("", "method", *(f"{r}: max u" for r in REGIONS), "wrong", "negative", "definition", "plain form near P = Q", "")
    return [f"{says}  {letters}", "", f"| {' | '.join(columns)} |", f"|{'---|' * len(columns)}"]


def write_page(path: Path, lines: list[str]) -> None:
    """``lines`` between the two marks of a page."""
    before, rest = path.read_text("utf-8").split(MARKS[0])
    after = rest.split(MARKS[1], 1)[1]
    path.write_text("\n".join([before + MARKS[0], "", *lines, "", MARKS[1] + after]), encoding="utf-8")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("points", nargs="?", type=int, default=40)
    parser.add_argument("rows", nargs="*")
    parser.add_argument("--page", type=Path)
    given = parser.parse_args(arguments)
    lines, missed, start = opening(given.points), [], time.process_time()
    print("\n".join(lines))
    for text, problem in table(given.rows, given.points):
        print(text, flush=True)
        lines.append(text)
        missed += [problem] if problem else []
    ending = f"{len(missed)} of {len(lines) - 4} rows miss a limit; {time.process_time() - start:.0f} s of processor time."
    if given.page is not None:
        names = ", ".join(problem.split(":")[0] for problem in missed)
        write_page(given.page, [*lines, "", f"{ending}  {f'They are: {names}.' if missed else ''}".rstrip()])
    print("\n\n".join(["", *missed, ending]))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
