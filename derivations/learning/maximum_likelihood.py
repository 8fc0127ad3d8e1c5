"""Maximum likelihood = least forward divergence from the empirical law: mean log q(x_j) = -H(p, q) = -H(p) - D(p || q).

Source: Bishop (2006), Pattern Recognition and Machine Learning, section 1.6.1.
Idea: the empirical law p_i is the mean over the sample of x_{ji}, the one-hot row of observation j; exchange the two sums.
"""

import sympy as sp

from symbolic_info import KL, Categorical, Channel, CrossEntropy, Entropy, MarkovChain
from symbolic_info.derive.identity import identity

CLAIMS = ("S26",)
j, i = sp.symbols("j i", integer=True)
U, X, Q = Categorical("u", "N"), Channel("x", ("N", "n")), Categorical("q", "n")  # weights u_j = 1/N, rows x_j, model q
N, n = X.shape
EMPIRICAL = MarkovChain(U, X).marginal(1)
LIKELIHOOD = sp.Sum(U.array[j] * X.array[j, i] * sp.log(Q.array[i]), (j, 1, N), (i, 1, n))


def main():
    """The mean log-likelihood as a cross-entropy and as a divergence, whose second part is free of the model.  Replayed."""
    cross = identity(-CrossEntropy(EMPIRICAL, Q), LIKELIHOOD)
    return cross, identity(-Entropy(EMPIRICAL) - KL(EMPIRICAL, Q), LIKELIHOOD)


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
