"""JS(p, q) = D(p || m)/2 + D(q || m)/2 = H(m) - H(p)/2 - H(q)/2 with m = (p + q)/2; it is symmetric, >= 0, and at most log 2.

Source: Lin (1991), Divergence measures based on the Shannon entropy, IEEE Trans. Inf. Theory 37(1).
Idea: log(p/m) = log 2 - log(1 + q/p) <= log 2, since p <= 2 m; so D(p || m) <= log 2, and likewise for q.
"""

import sympy as sp

from symbolic_info import KL, Categorical, Entropy, Mixture
from symbolic_info.derive.identity import identity
from symbolic_info.derive.script import Script

CLAIMS = ("T066", "S18")
i = sp.Symbol("i", integer=True)
P, Q = Categorical("p", "n"), Categorical("q", "n")
M, N = Mixture([P, Q], ["1/2", "1/2"]), Mixture([Q, P], ["1/2", "1/2"])
JS = KL(P, M) / 2 + KL(Q, M) / 2
p, q = P.array[i], Q.array[i]
m = (p + q) / 2


def main():
    """The identity, the symmetry and both bounds, each replayed by the kernel."""
    forms = identity(JS, Entropy(M) - Entropy(P) / 2 - Entropy(Q) / 2)
    symmetric = identity(JS, KL(Q, N) / 2 + KL(P, N) / 2)
    return forms, symmetric, nonnegative(), bounded()


def nonnegative():
    """log x <= x - 1 at m/p and at m/q; the means of both make 0; equality where p = q."""
    s = Script(JS)
    lines = [s.log_bound(s.over(law, i), law.array[i], m / law.array[i]) for law in (P, Q)]
    mass = [s.enlarge(s.where((i,), p, q), s.over(other, i), other.array[i]) for law, other in ((P, Q), (Q, P))]
    bound = s.combine(0, "<=", JS, dict.fromkeys(lines, sp.S.Half) | dict.fromkeys(mass, sp.Rational(1, 4)))
    forth, back = [[0, 0, -2, 0], [0, 0, 0, 2]], [[0, 1], [-1, 0], [-sp.S.Half, 0], [0, sp.S.Half]]
    return s.theorem(s.equality(bound, (s.over(P, i), p, q), (s.over(Q, i), p, q), forth=forth, back=back), 0, JS)


def bounded():
    """p log(p/m) <= p log 2, with equality where q = 0; the same for q: equality for laws without a label in common."""
    s = Script(JS)
    lines = [s.sign(s.over(law, i), law.array[i] * (sp.log(2) - sp.log(law.array[i] / m))) for law in (P, Q)]
    return s.proves(JS, "<=", sp.log(2), dict.fromkeys(lines, sp.S.Half))


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
