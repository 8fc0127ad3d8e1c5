"""In an exponential family D(p_1 || p_2) = <theta_1 - theta_2, E_1 T> - A(theta_1) + A(theta_2): the Bregman divergence of A.

Source: Wainwright & Jordan (2008), Graphical models, exponential families, and variational inference, chapter 5.
Idea: log(p_1/p_2) is affine in T, so its mean under p_1 is; and the derivative of A along v is E<v, T>, so E_1 T is A's gradient.
"""

import sympy as sp

from symbolic_info import KL, Categorical
from symbolic_info.derive.lines import suppose
from symbolic_info.derive.moving import derivative, double_sum, t
from symbolic_info.derive.script import Script

CLAIMS = ("T109",)
i, k = sp.symbols("i k", integer=True)
P, Q = Categorical("p", "n"), Categorical("q", "n")
p, q, n, d = P.array[i], Q.array[i], P.size, sp.Symbol("d", integer=True, positive=True)
T = sp.IndexedBase("T", shape=(d, n), real=True)[k, i]
theta_1, theta_2, v = (sp.IndexedBase(name, shape=(d,), real=True)[k] for name in ("theta_1", "theta_2", "v"))
A_1, A_2 = sp.symbols("A_1 A_2", real=True)  # the log-normaliser at both parameters
h = sp.IndexedBase("h", shape=(n,), nonnegative=True)[i]


def over_statistics(f):
    """A sum over the statistics."""
    return sp.Sum(f, (k, 1, d))


def over_labels(f):
    """A sum over the labels."""
    return sp.Sum(f, (i, 1, n))


def main():
    """The divergence, by hypothesis on the log-ratio; the derivative of A along v.  Each replayed by the kernel."""
    difference = over_statistics((theta_1 - theta_2) * T)
    value = over_statistics((theta_1 - theta_2) * over_labels(p * T)) - A_1 + A_2
    s = Script(KL(P, Q), difference, value)
    here, each = s.over(P, i), s.where((k,), ranges={k: d})
    affine = suppose(s, here, sp.log(p) - sp.log(q), difference - A_1 + A_2, p)
    sums = [double_sum(s, here, p, difference), double_sum(s, each, theta_1 - theta_2, over_labels(p * T))]
    return s.proves(KL(P, Q), "=", value, {affine: 1, sums[0]: 1, sums[1]: -1}), gradient()


def gradient():
    """A(theta) = log sum h exp<theta, T>: its derivative along v is the mean of <v, T> under h exp<theta, T>/exp A."""
    along = over_labels(h * sp.exp(over_statistics((theta_1 + t * v) * T)))
    s = Script(along.subs(t, 0), v)
    return s.theorem(derivative(s, sp.log(along)))


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
