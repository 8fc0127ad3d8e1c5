"""log n - H(p) = D(p || u), u uniform on n classes: what is missing to the largest entropy is a divergence.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., (2.94).
Idea: log(p_i / (1/n)) = log p_i + log n, and the p_i total 1.
"""

import sympy as sp

from symbolic_info import KL, Categorical, Entropy
from symbolic_info.derive.identity import identity
from symbolic_info.derive.lines import same_logs
from symbolic_info.derive.script import Script

CLAIMS = ("T025",)
i = sp.Symbol("i", integer=True)
P, U = Categorical("p", "n"), Categorical("u", "n")
n, p = P.size, P.array[i]


def main():
    """With 1/n written out; and for a law u with u_i = 1/n, which is then a condition.  Each replayed by the kernel."""
    gap = sp.log(n) - Entropy(P)
    written_out = identity(gap, sp.Sum(p * sp.log(p / (1 / n)), (i, 1, n)))
    s = Script(gap, KL(P, U))
    uniform = same_logs(s, s.over(P, i), p, U.array[i], 1 / n)
    return written_out, s.proves(gap, "=", KL(P, U), {uniform: 1})


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
