"""D(p || p + t (r - p))/t^2 -> sum (r - p)^2/(2 p), half the chi-square; along a score s it is E s^2/2: half the Fisher information.

Source: Kullback (1959), Information Theory and Statistics, chapter 2; Cover & Thomas (2006), Elements of Information Theory, section 11.10.
Idea: the divergence and its first derivative vanish at t = 0, so that the second derivative decides.
"""

import sympy as sp

from symbolic_info import KL, Categorical
from symbolic_info.derive.moving import ratio, t, turned
from symbolic_info.derive.script import Script

CLAIMS = ("S16", "T072")
i, j = sp.symbols("i j", integer=True)
P, R = Categorical("p", "n"), Categorical("r", "n")
p, r, score = P.array[i], R.array[i], sp.IndexedBase("s", shape=(P.size,), real=True)[i]


def mean(f):
    """The expectation under p."""
    return sp.Sum(p * f, (i, 1, P.size))


def main():
    """Towards any law r without mass outside p; in an exponential family; along any smooth curve.  Replayed by the kernel."""
    return towards_a_law(), along_a_score(), along_a_curve()


def towards_a_law():
    """The divergence from (1 - t) p + t r; sum (r - p)^2/p = sum r^2/p - 1."""
    chi_square = sp.Sum(r * (r / p), (i, 1, P.size)) - 1
    s = Script(KL(R, P), chi_square)
    line = ratio(s, mean(sp.log(p / (p + t * (r - p)))), t**2, times=2)
    return s.theorem(turned(s, line, chi_square / 2))


def along_a_score():
    """q_t = p exp(t s)/sum p exp(t s), where s = <d, T> for parameters theta + t d: the variance of s is d^T I(theta) d."""
    s = Script(P, mean(score))
    total = mean(sp.exp(t * score)).xreplace({i: j})
    line = ratio(s, mean(sp.log(total * sp.exp(-t * score))), t**2, times=2)
    return s.theorem(turned(s, line, (mean(score**2) - mean(score) ** 2) / 2))


def along_a_curve():
    """q_t = p (1 + t s + t^2 b) with score s, curvature b: sum p log(p/q_t) - p + q_t, which is D where q_t has total 1."""
    bend = sp.IndexedBase("b", shape=(P.size,), real=True)[i]
    s = Script(P, mean(score), mean(bend))
    line = ratio(s, mean(t * score + t**2 * bend - sp.log(1 + t * score + t**2 * bend)), t**2, times=2)
    return s.theorem(turned(s, line, mean(score**2) / 2))


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
