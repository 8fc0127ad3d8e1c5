"""The forward projection on an exponential family matches the moments: D(p || q) = D(p || s) + D(s || q), so s is the one minimiser.

Source: Csiszar (1975), I-divergence geometry of probability distributions, Ann. Probab. 3(1); Bishop (2006), section 10.7.
Idea: log(s/q) is affine in the statistics T, so it has one mean under p and under s, which have the same moments.
"""

import sympy as sp

from symbolic_info import KL, Categorical
from symbolic_info.derive.lines import suppose
from symbolic_info.derive.moving import double_sum
from symbolic_info.derive.script import Script

CLAIMS = ("S19",)
i, k = sp.symbols("i k", integer=True)
P, S, Q = (Categorical(name, "n") for name in "psq")  # p any law; s and q in the family, s with the moments of p
p, s_i, q = (law.array[i] for law in (P, S, Q))
n, d = P.size, sp.Symbol("d", integer=True, positive=True)
T = sp.IndexedBase("T", shape=(d, n), real=True)[k, i]
delta, A = sp.IndexedBase("delta", shape=(d,), real=True)[k], sp.Symbol("A", real=True)  # differences of parameters, log-normalisers
TILT = sp.Sum(delta * T, (k, 1, d))


def moment(w):
    """The mean of the k-th statistic under masses w."""
    return sp.Sum(w * T, (i, 1, n))


def script():
    """By hypothesis log(s/q) = <delta, T> - A where s > 0, and E_p T = E_s T; the lines for Pythagoras' identity."""
    s = Script(KL(P, Q), KL(P, S), KL(S, Q), TILT, A, moment(p))
    here, each = s.over(S, i), s.where((k,), ranges={k: d})
    affine = [suppose(s, here, sp.log(s_i) - sp.log(q), TILT - A, w) for w in (p, s_i)]
    nested = [double_sum(s, here, w, TILT) for w in (p, s_i)]
    flat = [double_sum(s, each, delta, moment(w)) for w in (p, s_i)]
    same = suppose(s, each, moment(p), moment(s_i), delta)
    return s, {affine[0]: 1, affine[1]: -1, nested[0]: 1, nested[1]: -1, flat[0]: -1, flat[1]: 1, same: 1}


def main():
    """Pythagoras' identity, and the minimum with its case of equality; replayed by the kernel."""
    s, lines = script()
    pythagoras = s.combine(KL(P, Q), "=", KL(P, S) + KL(S, Q), lines)
    here = s.over(S, i)
    gibbs = {s.log_bound(here, s_i, q / s_i): 1, s.enlarge(here, s.over(Q, i), q): 1}
    least = s.combine(KL(P, S), "<=", KL(P, Q), {pythagoras: -1, **gibbs})
    unique = s.equality(least, (here, s_i, q), forth=[[0, -1]], back=[[-1], [-1]])
    return s.theorem(pythagoras, KL(P, Q), KL(P, S) + KL(S, Q)), s.theorem(unique, KL(P, S), KL(P, Q))


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
