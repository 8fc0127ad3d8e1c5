"""``python -m tests.render``: renders every exported formula with KaTeX; ``--pdf FILE`` also sets the derivations with pdflatex.

Exit status: 0 all were rendered, 1 some were refused or hardly any was derived, 2 Node, KaTeX or pdflatex is missing.
"""

import argparse
import sys
from pathlib import Path
from typing import Any

from symbolic_info import export

from .corpus import Formula, derivations, formulas, of_the_book, quantities
from .katex import NotInstalled, refused
from .pdf import typeset

# Fewer than this part derived means that the search is broken, not that few formulas are good.
LEAST_PART = 0.8
MUST_FAIL = Formula("a broken formula", r"\frac{1}{ \ln\left(x")


def main() -> int:
    arguments = argparse.ArgumentParser(prog="python -m tests.render", description=__doc__)
    arguments.add_argument("--pdf", type=Path, metavar="FILE", help="also set the whole derivations with pdflatex")
    target = arguments.parse_args().pdf
    shown = derivations()
    asked = len(quantities())
    print(f"{len(shown)} of {asked} quantities have a derivation to render")
    status = int(len(shown) < LEAST_PART * asked)
    return max(status, _katex([*formulas(shown), *of_the_book()]), _pdf(shown, target) if target else 0)


def _katex(found: list[Formula]) -> int:
    try:
        complaints = refused([*found, MUST_FAIL])
    except NotInstalled as missing:
        print(missing, file=sys.stderr)
        return 2
    if not complaints or complaints.pop()["name"] != MUST_FAIL.name:
        print("KaTeX renders a broken formula: the check does not check", file=sys.stderr)
        return 1
    for complaint in complaints:
        print("{name}\n  {message}\n  {latex}".format(**complaint), file=sys.stderr)
    print(f"KaTeX rendered {len(found) - len(complaints)} of {len(found)} formulas")
    return int(bool(complaints))


def _pdf(shown: list[Any], target: Path) -> int:
    try:
        complaints = typeset((export.render(d, "latex") for d in shown), target)
    except NotInstalled as missing:
        print(missing, file=sys.stderr)
        return 2
    print("\n".join([*complaints, f"pdflatex: {len(complaints)} complaints, {target}"]))
    return int(bool(complaints))


if __name__ == "__main__":
    sys.exit(main())
