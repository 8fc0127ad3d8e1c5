"""The mean cross-entropy over pixels is the conditional one given the pixel, and is H(P_IC, Q_IC) - log N: not that of the averages.

Source: chain rule of the cross-entropy, after Cover & Thomas (2006), Elements of Information Theory, 2nd ed., theorem 2.2.1.
Idea: P_IC = t/N and Q_IC = q/N give a pixel to each label, and log(q/N) = log q - log N.
"""

import sympy as sp

from symbolic_info import Categorical, Channel, CrossEntropy, Entropy, MarkovChain
from symbolic_info.derive.identity import identity
from symbolic_info.derive.script import Script

CLAIMS = ("S12",)
i, c = sp.symbols("i c", integer=True)
U, T, Q = Categorical("u", "N"), Channel("t", ("N", "C")), Channel("q", ("N", "C"))  # pixels; targets, one-hot or soft; model
JOINT = CrossEntropy(MarkovChain(U, T), MarkovChain(U, Q))
N, C = T.shape
u, t, q = U.array[i], T.array[i, c], Q.array[i, c]


def over_pixels(f):
    """A sum over pixels and classes."""
    return sp.Sum(f, (i, 1, N), (c, 1, C))


def main():
    """Any law u of the pixel; the uniform one; the averages may have the larger cross-entropy or the smaller.  All replayed."""
    weighted = identity(over_pixels(-u * t * sp.log(q)), JOINT - Entropy(U))
    mean, joint = over_pixels(-t * sp.log(q)) / N, over_pixels(-t / N * sp.log(q / N))
    uniform = Script(JOINT, mean, joint).proves(mean, "=", joint - sp.log(N), {})
    return weighted, uniform, smaller(), larger()


def two(first, second):
    """The cross-entropy of one pixel: target (a, 1 - a), model (b, 1 - b)."""
    return CrossEntropy(*(Categorical([x, 1 - x]) for x in map(sp.Rational, (first, second))))


def smaller():
    """Opposite targets, each well predicted: the mean is log(4/3), the averages (1/2, 1/2) have log 2."""
    mean = two("1", "3/4") / 2 + two("0", "1/4") / 2
    return Script(mean, two("1/2", "1/2")).proves(mean, "<", two("1/2", "1/2"), {})


def larger():
    """Uniform targets, each badly predicted, though the average is right."""
    mean = two("1/2", "1/4") / 2 + two("1/2", "3/4") / 2
    return Script(mean, two("1/2", "1/2")).proves(two("1/2", "1/2"), "<", mean, {})


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
