"""D(p || q) != D(q || p): for p = (1/2, 1/2) and q = (1/4, 3/4) the first is larger.

Source: an exact example; Cover & Thomas (2006), Elements of Information Theory, 2nd ed., example 2.3.1 shows another.
Idea: D(p || q) = log 2 - log(3)/2 and D(q || p) = 3 log(3)/4 - log 2; compare 16 log 2 with 10 log 3.
"""

from symbolic_info import KL, Categorical
from symbolic_info.derive.script import Script

CLAIMS = ("S18",)
P, Q = Categorical(["1/2", "1/2"]), Categorical(["1/4", "3/4"])


def main():
    """The refutation of symmetry, replayed by the kernel."""
    return Script(KL(P, Q), KL(Q, P)).proves(KL(Q, P), "<", KL(P, Q), {})


if __name__ == "__main__":
    print(main())
