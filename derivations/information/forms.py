"""I(X; Y) = H(X) - H(X | Y) = H(X) + H(Y) - H(X, Y) = H(X, Y) - H(X | Y) - H(Y | X) = D(p_XY || p_X x p_Y).

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., theorem 2.4.1 and (2.28).
Idea: log p(x, y) - log p(x) - log p(y), split and averaged in four ways; log p(x) needs the marginal only.
"""

from symbolic_info import KL, ConditionalEntropy, Entropy, Joint, MutualInformation, Product
from symbolic_info.derive.identity import identity

CLAIMS = ("T008", "T009", "T010")
J = Joint("p", ("n", "m"))
X, Y = J.marginal(0), J.marginal(1)
X_GIVEN_Y, Y_GIVEN_X = ConditionalEntropy(J, 0, given=1), ConditionalEntropy(J, 1, given=0)
FORMS = (
    Entropy(X) - X_GIVEN_Y,
    Entropy(X) + Entropy(Y) - Entropy(J),
    Entropy(J) - X_GIVEN_Y - Y_GIVEN_X,
    KL(J, Product(X, Y)),
)


def main():
    """Each form, replayed by the kernel."""
    return tuple(identity(MutualInformation(J), form) for form in FORMS)


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
