"""k1 = -log r, k2 = (log r)^2/2, k3 = r - 1 - log r with r = p/q, drawn from q: k1 and k3 have mean D(q || p), k3 >= 0, k2 is biased.

Source: Schulman (2020), Approximating KL divergence (web note that names k1, k2, k3).
Idea: r - 1 has mean 0 under q when q > 0 wherever p > 0; otherwise k3 falls short of D by the mass of p that q misses.
"""

import sympy as sp

from symbolic_info import KL, Categorical
from symbolic_info.derive.script import Script

CLAIMS = ()  # the estimators used in reinforcement learning from feedback
i = sp.Symbol("i", integer=True)
P, Q = Categorical("p", "n"), Categorical("q", "n")
p, q = P.array[i], Q.array[i]
K1 = -sp.log(p / q)
K3 = p / q - 1 - sp.log(p / q)


def mean(f):
    """The expectation under q."""
    return sp.Sum(q * f, (i, 1, Q.size))


def main():
    """The expectations, the sign of k3, and an exact example where the mean of k2 is not the divergence."""
    one = Script(KL(Q, P), mean(K1)).proves(mean(K1), "=", KL(Q, P), {})
    three = Script(KL(Q, P), KL(P, Q), mean(K3)).proves(mean(K3), "=", KL(Q, P), {})
    return one, three, short(), sign(), biased()


def short():
    """Where q misses mass of p, the mean of k3 is smaller than D(q || p)."""
    s = Script(KL(Q, P), mean(K3))
    mass = s.enlarge(s.over(Q, i), s.over(P, i), p)
    return s.proves(mean(K3), "<=", KL(Q, P), {mass: 1})


def sign():
    """r - 1 - log r >= 0, with equality where r = 1."""
    s = Script(KL(Q, P), mean(K3))
    return s.proves(0, "<=", mean(K3), {s.log_bound(s.over(Q, i), q, p / q): 1})


def biased():
    """r = 1/4 or 4: the mean of k2 is 2 (log 2)^2, the divergence (6/5) log 2; log 2 >= 1/4 + 1/5 + 1/6 > 3/5."""
    first, second = (Categorical([sp.Rational(k, 5), sp.Rational(5 - k, 5)]) for k in (4, 1))
    k2 = sum(w * sp.log(r) ** 2 / 2 for w, r in ((sp.Rational(4, 5), sp.Rational(1, 4)), (sp.Rational(1, 5), 4)))
    s = Script(KL(first, second), k2)
    lines = [s.log_bound(s.where(()), 1, sp.Rational(k, k + 1)) for k in (3, 4, 5)]
    return s.proves(KL(first, second), "<", k2, dict.fromkeys(lines, 2 * sp.log(2)))


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
