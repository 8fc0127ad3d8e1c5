"""If X and Y are independent, then H(X, Y) = H(X) + H(Y); for n independent copies H(X^n) = n H(X).

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., theorem 2.6.6 (equality) and section 3.1.
Idea: log(p_i q_j) = log p_i + log q_j, and the masses of the other part total 1.
"""

import sympy as sp

from symbolic_info import Categorical, Entropy, Joint, Product
from symbolic_info.derive.identity import identity
from symbolic_info.derive.lines import same_logs
from symbolic_info.derive.script import Script

CLAIMS = ("T028", "T079")
P, Q = Categorical("p", "n"), Categorical("q", "m")
J = Joint("p", ("n", "m"))
i, j = sp.symbols("i j", integer=True)


def factorised():
    """For a joint law: if p_ij is the product of its marginals (a condition of the theorem), the entropies add up."""
    parts = [J.marginal(0), J.marginal(1)]
    total = Entropy(parts[0]) + Entropy(parts[1])
    s = Script(Entropy(J), total)
    product = same_logs(s, s.over(J, i, j), J.array[i, j], J.array[i, j], parts[0].mass(i) * parts[1].mass(j))
    return s.proves(Entropy(J), "=", total, {product: -1})


def copies():
    """d independent copies, d a symbol."""
    power = Product(P, "d")
    s = Script(Entropy(power), Entropy(P))
    one = s.proof.do("sum_definition", [], s.term(Entropy(P)))
    return s.theorem(s.proof.do("additivity", [one], s.term(Entropy(power))), Entropy(power))


def main():
    """Two independent parts, a joint law that factorises, d copies; each replayed by the kernel."""
    return identity(Entropy(Product(P, Q)), Entropy(P) + Entropy(Q)), factorised(), copies()


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
