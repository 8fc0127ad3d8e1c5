"""SciPy's entropies and PyTorch's divergences against certified values: every disagreement, and docs/peers.md.

Truth is an enclosure of the definition by ball arithmetic (or the kernel's proof that a divergence is infinite); our closed forms do
not come into it.  A peer disagrees where its relative error is above 1e-6 (absolute, for values below 1).  Where neither encloses a
value, nothing is compared, and that is counted.
"""

import argparse
import math
import platform
import sys
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

import sympy as sp

import symbolic_info as si
from benchmarks.peers_scipy import scipy_laws, torch_laws
from symbolic_info.balls.enclose import enclose
from symbolic_info.core.errors import SymbolicInfoError
from symbolic_info.core.records import Family
from symbolic_info.proof.sampling import points

PAGE = Path(__file__).resolve().parents[1] / "docs" / "peers.md"
TOLERANCE = 1e-6
SECONDS = 8.0
FURTHER = {
    "uniform": (("1/5", "4/5"), ("2", "3")),
    "pareto": (("1/2", "7/2"),),
    "normal": (("0", "1/100"),),
}
"""Parameters at which supports lie within one another, and other corners."""
HEAD = """# Peers

Written by `make differential`; do not edit.  Entropies of SciPy and divergences of PyTorch held against enclosures of the definitions
(ball arithmetic; infinite ones are proved by the kernel), at the points that the family files call typical and at random ones.
"""


@dataclass(frozen=True)
class Compared:
    """One number of a peer beside the certified one."""

    quantity: str
    theirs: float | str
    true: float

    @property
    def agrees(self) -> bool:
        if isinstance(self.theirs, str):
            return False
        if not (math.isfinite(self.theirs) and math.isfinite(self.true)):
            return self.theirs == self.true
        return abs(self.theirs - self.true) <= TOLERANCE * max(1.0, abs(self.true))


def truth(quantity: sp.Expr) -> float | None:
    """The certified value; +inf where the kernel proves that; None where neither is had."""
    try:
        return float(enclose(quantity, {}, 20, seconds=SECONDS).ball.mid())
    except (SymbolicInfoError, ArithmeticError, TypeError, ValueError):
        pass
    try:
        return math.inf if si.derive(quantity).result == sp.oo else None
    except SymbolicInfoError:
        return None


def parameters(family: Family, typical: int, drawn: int = 0) -> Iterator[tuple[sp.Expr, ...]]:
    """So many typical points, corners, and so many random ones in each region."""
    for text in (*family.typical[:typical], *FURTHER.get(family.key, ())):
        yield tuple(map(sp.Rational, text))
    law = family.with_own_symbols()
    for region, count in (("usual", drawn), ("wide", drawn)):
        yield from (tuple(point[s] for s in law.parameters) for point in points((law,), count, 7, region))


def same_density(law: Any, peer: Any) -> bool:
    """Whether the peer means the same law: its log-density at a point in the middle of the mass."""
    at = float(peer.ppf(0.6))
    here = sp.Rational(round(at)) if law.is_discrete else sp.Rational(at)
    own = law.log_density(here).evalf(20)
    theirs = float((peer.logpmf if law.is_discrete else peer.logpdf)(float(here)))
    return bool(own.is_real) and abs(float(own) - theirs) <= 1e-7 * max(1.0, abs(theirs))


def theirs(compute: Callable[[], Any]) -> float | str:
    """A peer's number, or the name of its error."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return float(compute())
    except Exception as error:  # whatever a peer raises is a finding
        return type(error).__name__


def entropies(skipped: list[str], drawn: int) -> Iterator[Compared]:
    """SciPy's."""
    for key, make in scipy_laws().items():
        family = si.families()[key]
        for values in parameters(family, 3, drawn):
            law = si.Entropy(_law(family, values)).distributions[0]
            peer = make(*map(float, values))
            if not same_density(law, peer):
                skipped.append(f"{law}: the densities differ, so nothing is compared")
                continue
            true = truth(si.Entropy(law))
            if true is None:
                skipped.append(f"Entropy({law})")
                continue
            yield Compared(f"Entropy({law})", theirs(peer.entropy), true)
        print(".", end="", file=sys.stderr, flush=True)


def divergences(skipped: list[str], typical: int) -> Iterator[Compared]:
    """PyTorch's, of every pair that it registers."""
    from torch.distributions import kl_divergence

    laws = torch_laws()
    for one, other in product(laws, laws):
        for p, q in product(*(list(parameters(si.families()[key], typical)) for key in (one, other))):
            first, second = _law(si.families()[one], p), _law(si.families()[other], q)
            if first.is_discrete != second.is_discrete:
                continue
            found = theirs(partial(_of_two, kl_divergence, (laws[one], p), (laws[other], q)))
            if found == "NotImplementedError":
                continue
            true = truth(si.KL(first, second))
            if true is None:
                skipped.append(f"KL({first}, {second})")
                continue
            yield Compared(f"KL({first}, {second})", found, true)
        print(".", end="", file=sys.stderr, flush=True)


def _of_two(divergence: Callable, one: tuple, other: tuple) -> Any:
    """A peer's divergence of two of its laws, each given as what makes it and its parameters."""
    return divergence(*(make(*map(float, values)) for make, values in (one, other)))


def _law(family: Family, values: tuple) -> Any:
    return family(**dict(zip(family.names, values, strict=True)))


def section(title: str, compared: list[Compared], skipped: list[str]) -> str:
    """One peer's part of the page."""
    wrong = [c for c in compared if not c.agrees]
    kinds = {
        c.quantity.split("(")[0] + " " + "/".join(part.split("(")[0] for part in c.quantity[:-1].split("(", 1)[1].split("), "))
        for c in wrong
    }
    lines = [
        f"## {title}\n",
        f"{len(compared)} values compared, {len(wrong)} disagree, of {len(kinds)} kinds; {len(skipped)} not compared.\n",
    ]
    if wrong:
        lines += ["| quantity | theirs | certified |", "|---|---:|---:|"]
        lines += [f"| `{c.quantity}` | {_shown(c.theirs)} | {_shown(c.true)} |" for c in wrong]
    lines += ["\nNot compared:\n", *(f"- `{says}`" for says in skipped)] if skipped else []
    return "\n".join(lines) + "\n"


def _shown(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:.12g}"


def main() -> int:
    import flint
    import scipy

    versions = f"Python {platform.python_version()}, SciPy {scipy.__version__}, python-flint {flint.__version__}"
    parser = argparse.ArgumentParser(prog="make differential", description=__doc__)
    parser.add_argument("--typical", type=int, default=3, help="typical points of each law of a divergence")
    parser.add_argument("--random", type=int, default=1, help="random points of an entropy, in each of two regions")
    options = parser.parse_args()
    left: list[str] = []
    parts = [section("SciPy: `.entropy()`", list(entropies(left, options.random)), left)]
    try:
        import torch
    except ImportError:
        parts.append("## PyTorch\n\nNot installed where this page was written.\n")
    else:
        versions += f", PyTorch {torch.__version__}"
        left = []
        parts.append(section("PyTorch: `kl_divergence`", list(divergences(left, options.typical)), left))
    text = "\n".join([HEAD, f"Versions: {versions}.\n", *parts]).rstrip() + "\n"
    PAGE.write_text(text, "utf-8")
    print("\n" + text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
