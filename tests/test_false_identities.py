"""Statements like those of ``derivations/`` with one edit, which makes them false: none of them is proved."""

import pytest
import sympy as sp

from symbolic_info import (
    KL,
    Categorical,
    Channel,
    ConditionalEntropy,
    CrossEntropy,
    Density,
    Entropy,
    Joint,
    MarkovChain,
    Mixture,
    MutualInformation,
    Product,
    SelfInformation,
)
from symbolic_info.core.errors import NoClosedForm, Rejected
from symbolic_info.derive.identity import identity
from symbolic_info.derive.lines import entropy_of_image, same_logs
from symbolic_info.derive.script import Script

i, j, k = sp.symbols("i j k", integer=True)
a, b, c, t = sp.symbols("a b c t", positive=True)
x = sp.Symbol("x", real=True)
P, Q, R = Categorical("p", "n"), Categorical("q", "n"), Categorical("r", "m")
J, XYZ = Joint("p", ("n", "m")), Joint("p", ("n", "m", "k"))
X, Y = J.marginal(0), J.marginal(1)
W, WEIGHTS = Channel("w", ("r", "n")), Categorical("l", "r")
F = Joint("f", (sp.S.Reals, sp.S.Reals))
n, p, q, w = P.size, P.array[i], Q.array[i], W.array[k, j]
H, C, INFO = Entropy, ConditionalEntropy, MutualInformation


def total(body):
    return sp.Sum(body, (i, 1, n))


def mean_divergence(other):
    return sp.Sum(WEIGHTS.array[k] * w * sp.log(w / other), (k, 1, WEIGHTS.size), (j, 1, n))


FALSE = {
    "another base, upside down": (H(P, base=b), sp.log(b) / sp.log(a) * H(P, base=a)),
    "chain rule without dependence": (H(J), H(X) + H(Y)),
    "chain rule, the other condition": (H(J), H(X) + C(J, 0, given=1)),
    "chain rule given too little": (C(XYZ, (0, 1), given=2), C(XYZ, 0, given=2) + C(XYZ, 1, given=0)),
    "information, the other condition": (INFO(J), H(X) - C(J, 1, given=0)),
    "information, one entropy twice": (INFO(J), H(X) + H(X) - H(J)),
    "information, condition left out": (INFO(XYZ, (0, 1), 2), INFO(XYZ, 0, 2) + INFO(XYZ, 1, 2)),
    "densities without dependence": (H(F), H(F.marginal(0)) + H(F.marginal(1))),
    "divergence without its conditional part": (KL(J, Joint("q", ("n", "m"))), KL(X, Joint("q", ("n", "m")).marginal(0))),
    "divergence backwards": (KL(Product(P, R), Product(Q, R)), KL(Q, P)),
    "gap to the uniform law, doubled": (sp.log(n) - H(P), 2 * total(p * sp.log(p * n))),
    "grouping without its weight": (
        -t * sp.log(t) - total((1 - t) * q * sp.log((1 - t) * q)),
        H(Categorical([t, 1 - t])) + H(Q),
    ),
    "varentropy without the square": (total(p * sp.log(p) ** 2) - H(P), total(p * sp.log(p) ** 2) - H(P) ** 2),
    "compensation with the wrong sign": (
        mean_divergence(Q.array[j]),
        mean_divergence(MarkovChain(WEIGHTS, W).marginal(1).mass(j)) - KL(MarkovChain(WEIGHTS, W).marginal(1), Q),
    ),
    "scaled measures": (total(c * p * sp.log(c * p / (c * q))), KL(P, Q)),
    "the second measure scaled": (total(p * sp.log(p / (c * q))), KL(P, Q) + sp.log(c)),
    "cross-entropy is not symmetric": (CrossEntropy(P, Q), CrossEntropy(Q, P)),
    "divergence is not symmetric": (KL(P, Q), KL(Q, P)),
    "Jensen-Shannon with other weights": (
        KL(P, Mixture([P, Q], ["1/2", "1/2"])) / 2 + KL(Q, Mixture([P, Q], ["1/2", "1/2"])) / 2,
        H(Mixture([P, Q], ["1/2", "1/2"])) - H(P),
    ),
    "information of a product": (SelfInformation(a * b), SelfInformation(a) * SelfInformation(b)),
}


@pytest.mark.parametrize("name", FALSE)
def test_a_false_identity_is_not_proved(name):
    with pytest.raises(NoClosedForm):
        identity(*FALSE[name])


def test_relabelling_needs_distinct_values():
    """If the channel merges values, the masses at pi(i) are not those of i; without that condition nothing is proved."""
    chain = MarkovChain(P, Channel("w", ("n", "m")))
    s = Script(H(chain.marginal(1)), H(P))
    with pytest.raises(Rejected, match="does not vanish"):
        s.proves(H(chain.marginal(1)), "=", H(P), {})


def test_information_with_another_variable_is_not_its_entropy():
    square = Joint("p", ("n", "n"))
    s = Script(INFO(square), H(square.marginal(0)))
    entry = square.array[i, j]
    other = same_logs(s, s.over(square, i, j), entry, entry, square.marginal(0).mass(i))  # X determines Y
    with pytest.raises(Rejected, match="does not vanish"):
        s.proves(INFO(square), "=", H(square.marginal(0)), {other: 1})


@pytest.mark.parametrize("wrong", [-sp.log(a), 2 * sp.log(a), sp.S.Zero])
def test_a_scale_leaves_the_logarithm_once(wrong):
    old = Density(sp.Function("f")(x), x, (-sp.oo, sp.oo))
    new = Density(sp.Function("f")(x / a) / a, x, (-sp.oo, sp.oo))
    s = Script(H(new), H(old) + wrong)
    line = entropy_of_image(s, new, old, x, a * x, x / a)
    with pytest.raises(Rejected, match="not the same number"):
        s.proof.do("restate", [line], s.term(H(old) + wrong))
