"""The accuracy of every family's entropy and of its divergence: errors in u = 2^-53 against mpmath, beside the plain ``sympy.lambdify``.

``accuracy.py [POINTS] [FAMILY ...]``: so many points a region (default 200), these families only.  Exit status 1 where a row fails.
"""

import sys
import time
from collections.abc import Iterator

import sympy as sp

import symbolic_info as si


def quantities(wanted: list[str]) -> Iterator[sp.Expr]:
    """The entropy of each family and the divergence between two of its members."""
    for family in si.families():
        if not wanted or family.key in wanted:
            yield si.Entropy(family.with_own_symbols())
            yield si.KL(family.with_own_symbols("_1"), family.with_own_symbols("_2"))


def main(arguments: list[str]) -> int:
    count = int(arguments[0]) if arguments else 200
    failed = []
    for quantity in quantities(arguments[1:]):
        start = time.perf_counter()
        function = si.lambdify(quantity)
        built = time.perf_counter() - start
        report = function.verify(count=count)
        print(f"{report}\n{function.method}, built in {built:.2f} s, measured in {time.perf_counter() - start - built:.1f} s\n")
        failed += [] if report.ok else [report.title]
    print(f"failed: {', '.join(failed) or 'none'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
