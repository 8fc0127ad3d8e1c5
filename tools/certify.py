"""The falsifier at length: every derivation of the tables is replayed, and both sides of each step computed at 40 digits.

Exit status 1 where the kernel or the numbers refuse one.  ``--points N`` (default 3) says at how many admissible points.
"""

import argparse
import sys

import symbolic_info as si
from benchmarks.derive import quantities
from symbolic_info.core.errors import NoClosedForm, Rejected, SupportError


def outcome(quantity: object, points: int) -> str:
    """What the check says of one quantity, in a word or a sentence."""
    try:
        checked = si.derive(quantity).check(points=points)
    except NoClosedForm:
        return "no closed form"
    except Rejected as refusal:
        return f"REJECTED {refusal}"
    return f"{checked.form}, {len(checked.steps)} steps agree"


def main() -> int:
    parser = argparse.ArgumentParser(prog="make certify", description=__doc__)
    parser.add_argument("--points", type=int, default=3, metavar="N", help="points at which both sides are computed")
    points = parser.parse_args().points
    rejected = 0
    for says, make in quantities():
        try:
            quantity = make()
        except SupportError:
            continue  # one discrete, one continuous: no such quantity
        found = outcome(quantity, points)
        rejected += found.startswith("REJECTED")
        print(f"{says:40} {found}", flush=True)
    print(f"{rejected} rejected")
    return int(rejected > 0)


if __name__ == "__main__":
    sys.exit(main())
