"""Intersection: if X and Y are independent given Z, and X and Z given Y, then X is independent of (Y, Z), if p(y, z) > 0 throughout.

Source: Pearl (1988), Probabilistic Reasoning in Intelligent Systems, section 3.1.2; Dawid (1979), J. Royal Statistical Society B 41.
Idea: p(x|z) = p(x|y) for all y and z, so both are p(x); it shows as sum p(x,y,z)^2/(p(x) p(y,z)) = 1, which bounds exp I(X; Y,Z).
"""

import sympy as sp

from symbolic_info import Joint, MutualInformation
from symbolic_info.derive.script import Script, Where

CLAIMS = ("T078",)
at = sp.symbols("i j k", integer=True)
i, j, k = at
J = Joint("p", ("n", "m", "l"))
X, Y, Z, XY, XZ, YZ = (J.marginal(*axes) for axes in ((0,), (1,), (2,), (0, 1), (0, 2), (1, 2)))
p, x, y, z, xy, xz, yz = J.mass(*at), X.mass(i), Y.mass(j), Z.mass(k), XY.mass(i, j), XZ.mass(i, k), YZ.mass(j, k)
INFORMATION = MutualInformation(J, (0,), (1, 2))


def main():
    """I(X; Y, Z) <= 0: its conditions are the two independences, and that no pair (y, z) of possible values has mass 0."""
    s = Script(J, INFORMATION)
    joint, pairs = s.supports(at, (XZ, (i, k)), (YZ, (j, k))), s.supports(at, (XZ, (i, k)), (Y, (j,)))
    literal = s.supports(at, (YZ, (j, k))).literals[0]
    never = Where(at, (*pairs.literals, ("zero", *literal[1:])))

    def suppose(where, left, right, times):
        return s.proof.do("hypothesis", [], *s._domain(where), *(s.term(e, at) for e in (left, right, times)))

    def split(body):
        return s.proof.do("split_at_zero", [], *s._domain(pairs), s.term(body, at), literal)

    given_z, given_y, start, end = (p * z, xz * yz), (p * y, xy * yz), xz**2 * y / (x * z), xz * xy / x
    lines = {
        s.log_bound(s.over(J, *at), p, p / (x * yz)): 1,
        suppose(joint, *given_z, p / (x * yz * z)): 1,  # sum p^2/(x yz) = sum xz^2/(x z)
        split(start): 1,
        suppose(never, 1, 0, start): 1,
        suppose(joint, *given_z, xz * y / (x * z * yz)): -1,  # sum xz^2 y/(x z) = sum p xz y/(x yz)
        suppose(joint, *given_y, xz / (x * yz)): 1,  # = sum xz xy/x = 1
        split(end): -1,
        suppose(never, 1, 0, end): -1,
    }
    return s.proves(INFORMATION, "<=", 0, lines)


if __name__ == "__main__":
    print(main())
