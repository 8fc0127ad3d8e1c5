"""D(p || q) = D(p || r) + D(r || q) for p and r in a linear family, r = q exp(s g - a) in it; >= for a convex set and its projection.

The linear family is all p with E_p g = E_r g.  For a convex set, r is at least as near to q as every t p + (1 - t) r in it, and
then D(p || q) >= D(p || t p + (1 - t) r) + D(r || q) for every t in (0, 1); as t -> 0 the first term tends to D(p || r).

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., theorem 11.6.1; Csiszar (1975), Annals of Probability 3.
Idea: D(p || q) - D(p || r) = E_p log(r/q) is linear in p; and D(t p + (1 - t) r || q) as a mean of log-ratios.
"""

import sympy as sp

from symbolic_info import KL, Categorical, Mixture
from symbolic_info.derive.script import Script

CLAIMS = ("T110",)
i = sp.Symbol("i", integer=True)
P, Q, R = (Categorical(name, "n") for name in "pqr")
p, q, r, n = P.array[i], Q.array[i], R.array[i], P.size
g = sp.IndexedBase("g", shape=(n,), real=True)[i]
a, s = sp.symbols("a s", real=True)
RIGHT = KL(P, R) + KL(R, Q)


def linear():
    """Equality: the conditions say that log(r/q) = s g - a, and that p and r have one mean of g."""
    proof = Script(KL(P, Q), RIGHT, s * g - a)
    ratio, tilt = (proof.term(e, (i,)) for e in (sp.log(r / q), s * g - a))
    at_p, at_r = (proof.proof.do("hypothesis", [], *proof._domain(proof.over(R, i)), ratio, tilt, proof.term(m, (i,))) for m in (p, r))
    means = [proof.term(sp.Sum(m * g, (i, 1, n))) for m in (p, r)]
    same = proof.proof.do("hypothesis", [], (), (), *means, proof.term(1))
    return proof.proves(KL(P, Q), "=", RIGHT, {at_p: 1, at_r: -1, same: s})


def convex():
    """If D(r || q) <= D(m || q) for a mixture m of p and r, written out in the condition, then D(p || q) >= D(p || m) + D(r || q)."""
    m = Mixture([P, R], ["t", "1 - t"])
    t, rest = m.weights
    right = KL(P, m) + KL(R, Q)
    near, far = (sp.Sum(f * sp.log(m.mass(i) / q), (i, 1, n)) for f in (r, p))
    proof = Script(KL(P, Q), KL(R, Q), right, KL(P, m), KL(R, m))
    nearer = proof.proof.do("assumed_order", [], proof.term(t * far + rest * near - sp.Sum(r * sp.log(r / q), (i, 1, n))))
    here, everywhere = proof.over(R, i), proof.where([i], ranges={i: n})
    line, mass = proof.log_bound(here, r, m.mass(i) / r), proof.enlarge(here, everywhere, m.mass(i))
    return proof.proves(right, "<=", KL(P, Q), {nearer: 1 / t, line: rest / t, mass: rest / t})


def main():
    """The equality and the inequality, replayed by the kernel."""
    return linear(), convex()


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
