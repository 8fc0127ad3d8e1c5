"""``python -m tests.render``: renders every exported formula with KaTeX; ``--pdf FILE`` also sets the derivations with pdflatex.

Exit status: 0 all were rendered, 1 some were refused, 2 Node, KaTeX or pdflatex is missing.
"""

import argparse
import sys
from pathlib import Path

from symbolic_info import export

from .corpus import Formula, derivations, formulas
from .katex import NotInstalled, refused
from .pdf import typeset

MUST_FAIL = Formula("a broken formula", r"\frac{1}{ \ln\left(x")


def main() -> int:
    arguments = argparse.ArgumentParser(prog="python -m tests.render", description=__doc__)
    arguments.add_argument("--pdf", type=Path, metavar="FILE", help="also set the whole derivations with pdflatex")
    asked = arguments.parse_args()
    found = list(formulas())
    try:
        complaints = refused([*found, MUST_FAIL])
    except NotInstalled as missing:
        print(missing, file=sys.stderr)
        return 2
    if complaints.pop()["name"] != MUST_FAIL.name:
        print("KaTeX renders a broken formula: the check does not check", file=sys.stderr)
        return 1
    for complaint in complaints:
        print("{name}\n  {message}\n  {latex}".format(**complaint), file=sys.stderr)
    print(f"KaTeX rendered {len(found) - len(complaints)} of {len(found)} formulas")
    return max(int(bool(complaints)), _pdf(asked.pdf) if asked.pdf else 0)


def _pdf(target: Path) -> int:
    complaints = typeset((export.render(d, "latex") for d in derivations()), target)
    print("\n".join([*complaints, f"pdflatex: {len(complaints)} complaints, {target}"]))
    return int(any(c.startswith("!") for c in complaints)) or 2 * any(c.startswith("pdflatex is not") for c in complaints)


if __name__ == "__main__":
    sys.exit(main())
