"""The log-normaliser A and the negative entropy are Legendre duals: A(theta) >= H(q) + <theta, E_q T>, with equality at q = p_theta.

Source: Wainwright & Jordan (2008), Graphical models, exponential families, and variational inference, theorem 3.4.
Idea: the difference is D(q || p_theta), since log p_theta = <theta, T> - A.
"""

import sympy as sp

from symbolic_info import KL, Categorical, Entropy
from symbolic_info.derive.lines import suppose
from symbolic_info.derive.script import Script

CLAIMS = ("T109",)
i = sp.Symbol("i", integer=True)
P, Q = Categorical("p", "n"), Categorical("q", "n")
p, q, n = P.array[i], Q.array[i], P.size
T = sp.IndexedBase("T", shape=(n,), real=True)[i]
theta, A = sp.symbols("theta A", real=True)


def main():
    """The duality gap is a divergence; it is >= 0, and 0 at q = p.  Supposed: p_i = exp(theta T_i - A)."""
    mean_q, mean_p = (sp.Sum(mass * theta * T, (i, 1, n)) for mass in (q, p))
    s = Script(KL(Q, P), Entropy(P), mean_q, mean_p, A)
    along = [suppose(s, s.over(law, i), sp.log(p), theta * T - A, law.array[i]) for law in (Q, P)]
    gap = s.proves(A - Entropy(Q) - mean_q, "=", KL(Q, P), {along[0]: 1})
    here = s.over(Q, i)
    gibbs = {s.log_bound(here, q, p / q): 1, s.enlarge(here, s.over(P, i), p): 1}
    least = s.proves(Entropy(Q) + mean_q, "<=", A, gibbs | {along[0]: -1})
    return gap, least, s.proves(Entropy(P) + mean_p, "=", A, {along[1]: -1})


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
