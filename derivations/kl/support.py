"""D(p || q) is infinite as soon as q misses mass of p (zero-avoiding), D(q || p) as soon as q has mass beyond p (zero-forcing).

A fit by the forward D(p || q) has to cover p; a fit by the reverse D(q || p) has to stay inside p.

Source: Bishop (2006), Pattern Recognition and Machine Learning, section 10.1.2; Murphy (2012), Machine Learning, section 21.2.2.
Idea: p = (1/2, 1/2, 0); a narrow q = (1, 0, 0) misses mass of p, a wide q = (1/3, 1/3, 1/3) has mass beyond p.
"""

from symbolic_info import KL, Categorical, Uniform, derive

CLAIMS = ("S28",)
P, NARROW, WIDE = (Categorical(masses) for masses in (["1/2", "1/2", 0], [1, 0, 0], ["1/3", "1/3", "1/3"]))
TRUTH, INSIDE, BEYOND = Uniform(0, 2), Uniform(0, 1), Uniform(0, 3)


def main():
    """Forward and reverse, infinite and finite, for masses and for densities.  Each replayed by the kernel."""
    out = []
    for truth, narrow, wide in ((P, NARROW, WIDE), (TRUTH, INSIDE, BEYOND)):
        forward, reverse = [derive(KL(truth, q)).theorem for q in (narrow, wide)], [derive(KL(q, truth)).theorem for q in (narrow, wide)]
        assert [t.claim.rhs.is_infinite for t in (*forward, *reverse)] == [True, False, False, True]
        out += [*forward, *reverse]
    return tuple(out)


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
