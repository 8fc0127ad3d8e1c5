"""H(p, q) != H(q, p): for p = (1/2, 1/2), q = (1/4, 3/4) the one is larger; p = (a, 1-a), q = (1-a, a) are unequal and have both equal.

Source: an exact example; Cover & Thomas (2006), Elements of Information Theory, 2nd ed., section 2.3, remark on asymmetry.
Idea: H(q, p) = log 2 for the uniform p, whatever q is; exchanging the two classes exchanges p = (a, 1-a) and q = (1-a, a).
"""

import sympy as sp

from symbolic_info import Categorical, CrossEntropy
from symbolic_info.derive.identity import identity
from symbolic_info.derive.script import Script

CLAIMS = ("S10",)
a = sp.Symbol("a", positive=True)
P, Q = Categorical(["1/2", "1/2"]), Categorical(["1/4", "3/4"])


def main():
    """The counterexample; and unequal laws with equal cross-entropies (p = q suffices, plainly).  Each replayed by the kernel."""
    unequal = Script(CrossEntropy(P, Q), CrossEntropy(Q, P)).proves(CrossEntropy(Q, P), "<", CrossEntropy(P, Q), {})
    one, other = Categorical([a, 1 - a]), Categorical([1 - a, a])
    return unequal, identity(CrossEntropy(one, other), CrossEntropy(other, one))


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
