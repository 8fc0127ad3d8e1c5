"""Softmax with cross-entropy: the loss is logsumexp(z) - z_y; its gradient softmax(z) - onehot(y); its Hessian diag(q) - q q^T >= 0.

Source: Bishop (2006), Pattern Recognition and Machine Learning, section 4.3.4, (4.109) and (4.110).
Idea: along any direction v the first derivative of logsumexp is the mean of v under q = softmax(z), the second its variance.
"""

import sympy as sp

from symbolic_info import Categorical
from symbolic_info.derive.identity import identity
from symbolic_info.derive.moving import derivative, t
from symbolic_info.derive.script import Script, u

CLAIMS = ("S11", "T071")
i, j, y = sp.symbols("i j y", integer=True)
P = Categorical("p", "C")  # soft or smoothed targets
C, p = P.size, P.array[i]
logits, direction = (sp.IndexedBase(name, shape=(C,), real=True) for name in "zv")
z, v = logits[i], direction[i]


def total(f):
    """A sum over the classes."""
    return sp.Sum(f, (i, 1, C))


Z = total(sp.exp(z)).xreplace({i: j})
MEAN, SQUARE = total(v * sp.exp(z)) / Z, total(v**2 * sp.exp(z)) / Z  # of v and v^2 under softmax(z)


def main():
    """Forms, gradients (onehot, soft) and Hessian along every direction v, and its sign; each replayed by the kernel."""
    onehot = identity(-sp.log(sp.exp(logits[y]) / Z), sp.log(Z) - logits[y])
    moved = sp.log(total(sp.exp(z + t * v)))
    s = Script(P, Z, MEAN, logits[y], direction[y])
    soft = s.proves(-total(p * sp.log(sp.exp(z) / Z)), "=", sp.log(Z) - total(p * z), {})
    hard = s.theorem(derivative(s, moved - logits[y] - t * direction[y]))  # <softmax(z) - onehot(y), v>
    softly = s.theorem(derivative(s, moved - total(p * (z + t * v))))  # <softmax(z) - p, v>
    return onehot, soft, hard, softly, s.theorem(derivative(s, moved, times=2)), variance()


def variance():
    """v^T (diag(q) - q q^T) v is the variance of v under q: >= 0 by Jensen's inequality for u^2, and 0 where v is constant."""
    s = Script(MEAN)
    everywhere = s.where((i,), ranges={i: C})
    line = s.line(everywhere, sp.exp(z) / Z, u**2, v, MEAN)
    below = s.combine(0, "<=", SQUARE - MEAN**2, {line: 1})
    return s.theorem(s.equality(below, (everywhere, v, MEAN), forth=[[Z * sp.exp(-z)]], back=[[sp.exp(z) / Z]]), 0, SQUARE - MEAN**2)


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
