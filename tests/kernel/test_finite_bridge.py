"""Sums over entries on their way into the kernel: what crosses, and what has no meaning there."""

import pytest
import sympy as sp
from kernel_worlds import refused

from symbolic_info import Categorical, Channel, Entropy, Joint, MarkovChain, Mixture, Normal
from symbolic_info.derive.script import Script
from symbolic_info.proof.bridge import Bridge

P, Q = Categorical("p", "n"), Categorical("q", "n")
J, D = Joint("r", ("n", "m")), Joint("f", (sp.S.Reals, sp.S.Reals))
p, q, n = P.array, Q.array, P.size
i, j, k = sp.symbols("i j k", integer=True)
v = sp.IndexedBase("v", shape=(n,), real=True)
LAWS = (Entropy(P), Entropy(Q), Entropy(J), Entropy(D))


def crossed(e):
    return Bridge([e, *LAWS]).term(e)


def test_a_factor_restricts_a_sum():
    """p_i > 0 where p_i is a factor, or a power of it; not where it is divided by, and not for signed values."""
    names = Bridge([p[i] * v[i], *LAWS]).tables.name_of
    for factor in (p[i], p[i] ** 2, p[i] ** sp.Rational(1, 2)):
        assert ("idx", names[p], "_s0") in crossed(sp.Sum(factor * v[i], (i, 1, n)))[2]
    for factor in (1 / p[i], v[i], sp.log(p[i]), sp.Integer(2)):
        assert len(crossed(sp.Sum(factor, (i, 1, n)))[2]) == 1


def test_inner_sums_of_entries_are_summed_together():
    rows, columns = J.marginal(0).mass(i), J.marginal(1).mass(j)
    flat = crossed(sp.Sum(rows * columns, (i, 1, n), (j, 1, J.shape[1])))
    assert len(set(flat[1])) == 4
    script = Script(*LAWS)
    assert script.form(sp.Sum(rows * columns, (i, 1, n), (j, 1, J.shape[1]))) == script.form(sp.Integer(1))
    assert len(crossed(sp.Sum(p[i] * sp.Sum(v[j], (j, 1, n)), (i, 1, n)))[1]) == 1  # values may be summed outside


def test_a_free_label_keeps_its_name():
    assert crossed(p[k])[2:] == ("k",)


WRONG = {
    "a number as a label": (p[1], "at labels that are symbols"),
    "too many labels": (p[i, j], "is no entry of an array with 1 axes"),
    "no limits": (sp.Integral(D.array[i, j], i, (j, -sp.oo, sp.oo)), "twice, or without limits"),
    "bound twice": (sp.Sum(p[i], (i, 1, n), (i, 1, n)), "twice, or without limits"),
    "an index as a number": (sp.Sum(p[i] * i, (i, 1, n)), "uses its index as a number"),
    "an index as a number inside": (sp.Sum(p[i] * sp.Sum(q[j] * i, (j, 1, n)), (i, 1, n)), "uses its index as a number"),
    "an index as a limit": (sp.Sum(p[i] * sp.Sum(q[j], (j, 1, i)), (i, 1, n)), "uses its index as a number"),
    "from two": (sp.Sum(p[i], (i, 2, n)), "runs from 2"),
    "to another size": (sp.Sum(p[i], (i, 1, n + 1)), "runs from 1 to n + 1"),
    "part of the line": (sp.Integral(D.array[i, j], (i, 0, 1), (j, -sp.oo, sp.oo)), "runs from -oo to oo"),
    "half the line": (sp.Integral(D.array[i, j], (i, 0, sp.oo), (j, -sp.oo, sp.oo)), "runs from -oo to oo"),
}


@pytest.mark.parametrize("key", WRONG)
def test_what_does_not_cross(key):
    e, why = WRONG[key]
    with refused(why):
        crossed(e)


def test_arrays_belong_to_one_law():
    for other in (Categorical("r", "n"), Joint("r", ("n", "k"))):
        with refused("belongs to two laws"):
            Bridge([Entropy(J), Entropy(other)])
    with refused("belongs to two laws"):
        Bridge([Entropy(MarkovChain(P, Channel("p", ("n", "m"))))])
    with refused("has no shape"):
        Bridge([sp.Sum(sp.IndexedBase("x", real=True)[i] * p[i], (i, 1, n)), Entropy(P)])


def test_an_array_of_another_statement():
    with refused("is an entry of no array of the statement"):
        Bridge([Entropy(P)]).term(sp.IndexedBase("x", shape=(n,), real=True)[i])


def test_a_literal_is_an_entry():
    script = Script(*LAWS, v[i])
    assert script.where((i,), p[i]).literals == (("idx", script.bridge.tables.name_of[p], "_s0"),)
    for e in (v[i], sp.log(p[i]), 1 / p[i]):
        with refused("is no entry of a non-negative array"):
            script.where((i,), e)


def test_mixtures_and_chains_have_masses():
    """Every law over index spaces is one whose masses total 1, which the world checks."""
    chain = MarkovChain(P, Channel("w", ("n", "m")), Channel("u", ("m", "k")))
    laws = [Mixture([P, Q], ["t", "1 - t"]), chain, chain.marginal(0, 2), chain.marginal(2), J.marginal(1), Entropy(D).args[0]]
    for law in laws:
        script = Script(Entropy(law), Entropy(Normal(0, 1)))
        name = script.bridge.name_of(law)
        assert script.proof.world.laws[name]["kind"] in ("finite", "array")
