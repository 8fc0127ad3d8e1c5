"""D(p_XY || q_XY) = D(p_X || q_X) + D(p_Y|X || q_Y|X | p_X), the last a mean over p of log p(y|x)/q(y|x); sums and densities.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., theorem 2.5.3.
Idea: the ratio of the joint masses is the ratio of the marginals times that of the conditionals.
"""

import sympy as sp

from symbolic_info import KL, Joint
from symbolic_info.derive.identity import identity

CLAIMS = ("S17", "T015")
i, j = sp.symbols("i j", integer=True)


def chain(shape: tuple):
    """The theorem for two joint laws; log p_ij/p_i is the logarithm of the conditional mass of j given i."""
    p, q = Joint("p", shape), Joint("q", shape)
    (log_p, x_p), (log_q, x_q) = ((sp.log(law.array[i, j] / law.marginal(0).mass(i)), law.marginal(0)) for law in (p, q))
    head, ends = (sp.Sum, [(1, n) for n in p.shape]) if p.is_discrete else (sp.Integral, [(-sp.oo, sp.oo)] * 2)
    conditional = head(p.array[i, j] * (log_p - log_q), (i, *ends[0]), (j, *ends[1]))
    return identity(KL(p, q), KL(x_p, x_q) + conditional)


def main():
    """For n and m values, and for densities where the parts exist; each replayed by the kernel."""
    return chain(("n", "m")), chain((sp.S.Reals, sp.S.Reals))


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
