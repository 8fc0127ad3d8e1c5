"""H(Bernoulli(p)) = -p log p - (1-p) log(1-p), H(uniform on n) = log n, and H(Poisson) as an exact series.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., example 2.1.1.
Idea: finite sums; for the Poisson law the mean of log X! is left as a series, for it has no closed form.
Binomial and multinomial laws are not among the families here.
"""

import sympy as sp

from symbolic_info import Bernoulli, Categorical, Entropy, Poisson, derive
from symbolic_info.derive.lines import same_logs
from symbolic_info.derive.script import Script

CLAIMS = ("T106",)
i = sp.Symbol("i", integer=True)
p, q = sp.symbols("p q", positive=True)
BINARY = -p * sp.log(p) - (1 - p) * sp.log(1 - p)
THREE = -p * sp.log(p) - q * sp.log(q) - (1 - p - q) * sp.log(1 - p - q)
LOG_FACTORIAL = "Sum(lam**k*log(factorial(k))/factorial(k), (k, 0, oo))"
U = Categorical("u", "n")


def uniform():
    """H(u) = log n, where u_i = 1/n wherever u_i > 0."""
    s = Script(Entropy(U), sp.log(U.size))
    return s.proves(Entropy(U), "=", sp.log(U.size), {same_logs(s, s.over(U, i), U.array[i], U.array[i], 1 / U.size): -1})


def main():
    """Two and three classes, n equally likely ones, the series; each replayed by the kernel."""
    binary = derive(Entropy(Bernoulli("p"))).theorem
    three = derive(Entropy(Categorical([p, q, 1 - p - q]))).theorem
    poisson = derive(Entropy(Poisson("lam")))
    assert sp.expand(binary.claim.rhs - BINARY) == sp.expand(three.claim.rhs - THREE) == 0, (binary.claim, three.claim)
    assert str(poisson.result) == f"-lam*log(lam) + lam + exp(-lam)*{LOG_FACTORIAL}", poisson
    return binary, three, uniform(), poisson.theorem


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
