"""H_b(X) = (log_b a) H_a(X): another base is another unit.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., lemma 2.1.2.
Idea: log_b x = (log_b a) log_a x, for every term.
"""

import sympy as sp

from symbolic_info import Categorical, Entropy
from symbolic_info.derive.identity import identity

CLAIMS = ("T002",)
P = Categorical("p", "n")
a, b = sp.symbols("a b", positive=True)


def main():
    """The theorem for any two bases above 1, replayed by the kernel."""
    return identity(Entropy(P, base=b), sp.log(a) / sp.log(b) * Entropy(P, base=a))


if __name__ == "__main__":
    print(main())
