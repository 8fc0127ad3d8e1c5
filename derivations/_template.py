"""The statement that a reader would search for, in one line.

Source: author (year), title, number; checked.
Idea: the one idea of the proof, in one line.
"""

import sympy as sp

from symbolic_info import Entropy, Exponential, derive

CLAIMS = ()  # ids of the statements that this file settles, for example ("S23",)
lam = sp.Symbol("lam", positive=True)
CLAIM = 1 - sp.log(lam)  # typed by hand from the source; the engine must reach it


def main():
    """The theorem, replayed by the kernel."""
    theorem = derive(Entropy(Exponential(rate="lam"))).theorem
    assert theorem.claim.rhs == CLAIM, theorem.claim
    return theorem


if __name__ == "__main__":
    print(main())
