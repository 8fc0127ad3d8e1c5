"""D is no metric: D(p || q) != D(q || p), and D(p || r) > D(p || q) + D(q || r), for laws with rational masses.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., section 2.3.  Pinsker's inequality is what does hold.
Idea: q between p and r.
"""

from symbolic_info import KL, Categorical
from symbolic_info.derive.script import Script

CLAIMS = ("S18", "S21", "T051")
P, Q, R = (Categorical([a, f"1 - {a}"]) for a in ("1/2", "1/4", "1/8"))


def main():
    """Two strict inequalities between logarithms of rational numbers, decided exactly."""
    pairs = (KL(Q, P), KL(P, Q)), (KL(P, Q) + KL(Q, R), KL(P, R))
    return tuple(Script(*sides).proves(sides[0], "<", sides[1], {}) for sides in pairs)


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
