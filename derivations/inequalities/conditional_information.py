"""I(X; Y | Z) >= 0, with equality exactly where X and Y are independent given Z: p(x,y,z) p(z) = p(x,z) p(y,z).

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., corollary 2.6.3.
Idea: log t <= t - 1 at t = p(x,z) p(y,z)/(p(z) p(x,y,z)), whose mean is at most 1.
"""

import sympy as sp

from symbolic_info import Joint, MutualInformation
from symbolic_info.derive.script import Script

CLAIMS = ("T023",)
SHAPES = ((sp.symbols("i j k", integer=True), ("n", "m", "l")), (sp.symbols("x y z", real=True), (sp.S.Reals,) * 3))


def independent_or_more(at, shape):
    """0 <= I(X; Y | Z), with its case of equality."""
    joint = Joint("p", shape)
    (x, y, z), information = at, MutualInformation(joint, (0,), (1,), given=(2,))
    given, first, second = joint.marginal(2), joint.marginal(0, 2), joint.marginal(1, 2)
    p, c, a, b = joint.mass(*at), given.mass(z), first.mass(x, z), second.mass(y, z)
    s = Script(information)
    here = s.over(joint, *at)
    line = s.log_bound(here, p, a * b / (c * p))
    mass = s.enlarge(here, s.supports(at, (first, (x, z)), (second, (y, z))), a * b / c)
    bound = s.combine(0, "<=", information, {line: 1, mass: 1})
    equal = s.equality(bound, (here, p * c, a * b), forth=[[0, -c]], back=[[-1 / c], [-1 / c]])
    return s.theorem(equal, 0, information)


def main():
    """Finite variables, and variables with a joint density.  Each replayed by the kernel."""
    return tuple(independent_or_more(*shape) for shape in SHAPES)


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
