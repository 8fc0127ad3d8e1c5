"""In an exponential family D(p_1 || p_2) = <theta_1 - theta_2, E_1 T> - A(theta_1) + A(theta_2): the Bregman divergence of A.

Source: Wainwright & Jordan (2008), Graphical models, exponential families, and variational inference, section 5.2.2.
Idea: log(p_1/p_2) is affine in T; its mean under p_1 is taken term by term, and E_1 T is the gradient of A at theta_1.
"""

import sympy as sp

from symbolic_info import KL, Categorical
from symbolic_info.derive.script import Script

CLAIMS = ("T109",)
i, k = sp.symbols("i k", integer=True)
P, Q = Categorical("p", "n"), Categorical("q", "n")
p, q, n, d = P.array[i], Q.array[i], P.size, sp.Symbol("d", integer=True, positive=True)
T = sp.IndexedBase("T", shape=(d, n), real=True)[k, i]
theta_1, theta_2 = (sp.IndexedBase(f"theta_{j}", shape=(d,), real=True)[k] for j in (1, 2))
A_1, A_2 = sp.symbols("A_1 A_2", real=True)  # the log-normaliser at both parameters
LOG_RATIO = sp.Sum((theta_1 - theta_2) * T, (k, 1, d)) - A_1 + A_2
MEANS = sp.Sum((theta_1 - theta_2) * p * T, (i, 1, n), (k, 1, d))  # <theta_1 - theta_2, E_1 T>


def main():
    """By hypothesis p_i = h_i exp(<theta_1, T_i> - A_1), q_i likewise, so the log-ratio is affine; replayed by the kernel."""
    s = Script(KL(P, Q), LOG_RATIO, MEANS, A_1, A_2)
    names, domain = ("_s0",), s.over(P, i).literals
    given = s.proof.do("hypothesis", [], names, domain, *(s.term(e, (i,)) for e in (sp.log(p) - sp.log(q), LOG_RATIO, p)))
    return s.proves(KL(P, Q), "=", MEANS - A_1 + A_2, {given: 1})


if __name__ == "__main__":
    print(main())
