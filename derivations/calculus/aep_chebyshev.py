"""AEP by Chebyshev: the sequences whose -log p(x^n)/n is at least eps away from H have a mass of at most V/(n eps^2), which tends to 0.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., theorem 3.1.1 (the weak law of large numbers).
Idea: -log p(x^n) has mean n H and variance n V, V that of one draw: both add over independent parts, proved here for two.
The variance n V of n draws is a condition of the first theorem (by induction from two); nothing else is supposed of them.
"""

import sympy as sp

from symbolic_info import Categorical, Entropy, Product
from symbolic_info.derive.lines import POINT, suppose
from symbolic_info.derive.moving import growth, t
from symbolic_info.derive.script import Script

CLAIMS = ("T080",)
i, j = sp.symbols("i j", integer=True)
P, Q, R = Categorical("p", "M"), Categorical("q", "n"), Categorical("r", "m")  # p: the law of all M sequences of length N
p, q, r = P.array[i], Q.array[i], R.array[j]
N, eps, V = sp.symbols("N epsilon V", positive=True)
H = sp.Symbol("H", real=True)
a = sp.IndexedBase("a", shape=(P.size,), nonnegative=True)[i]  # positive at the sequences that are not typical
x, v = (sp.IndexedBase(name, shape=(P.size,), real=True)[i] for name in "xv")
DEVIATION = -sp.log(p) - N * H


def main():
    """Chebyshev's inequality, the limit of its bound, the variance of two independent parts; replayed by the kernel."""
    s = Script(V, eps)
    return chebyshev(), s.theorem(growth(s, V / (t * eps**2), sp.oo)), two_parts()


def chebyshev():
    """x = -log p - N H has the variance N V, and x^2 = (N eps)^2 + v^2 where a > 0: that is what a marks."""
    variance = sp.Sum(p * DEVIATION**2, (i, 1, P.size))
    s = Script(P, variance, N * eps * V, a * x * v)
    here, far = s.over(P, i), s.where((i,), p, a)
    named = [suppose(s, here, x, DEVIATION, p * k) for k in (x, DEVIATION)]
    marked = suppose(s, far, x**2, (N * eps) ** 2 + v**2, p)
    square, larger = s.sign(far, p * v**2), s.enlarge(far, here, p * x**2)
    lines = [*named, marked, square, larger, suppose(s, POINT, variance, N * V)]
    mass = ("sum", ("_s0",), far.literals, s.term(p, (i,)))
    numbers = (s.term(k / (N * eps) ** 2) for k in (1, 1, -1, 1, 1, 1))
    return s.theorem(s.proof.do("combine", lines, mass, s.term(V / (N * eps**2)), "<=", tuple(numbers)))


def two_parts():
    """Var(-log q r) = Var(-log q) + Var(-log r) for independent parts."""
    both = sp.Sum(q * r * (sp.log(q) + sp.log(r)) ** 2, (i, 1, Q.size), (j, 1, R.size)) - Entropy(Product(Q, R)) ** 2
    parts = [sp.Sum(w * sp.log(w) ** 2, (k, 1, law.size)) - Entropy(law) ** 2 for w, k, law in ((q, i, Q), (r, j, R))]
    return Script(both, *parts).proves(both, "=", sum(parts), {})


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
