"""``si.diagnose``: each kind of trouble with two arrays is found, named, and told what to do about."""

import numpy as np
import pytest

import symbolic_info as si
from symbolic_info.core.errors import ParameterError

P, Q = np.array([0.5, 0.3, 0.2]), np.array([0.25, 0.25, 0.5])

# p, q, keys of the findings, words of what is said and of what to do
TROUBLE = {
    "p does not total 1": ([0.5, 0.3], [0.6, 0.4], ["total"], ("p totals 0.8", "0.2 below 1", "divide p by its total")),
    "q totals more": (P, 1.1 * Q, ["total"], ("q totals 1.1", "0.1 above 1", "counted twice")),
    "both": (2 * P, 3 * Q, ["total", "total"], ("p totals 2", "q totals 3")),
    "one row of many": ([[0.5, 0.5], [0.5, 0.4]], [[0.5, 0.5], [0.5, 0.5]], ["total"], ("in 1 of 2 rows", "at worst 0.9")),
    "another axis": (np.array([[0.5, 0.2], [0.5, 0.8]]), np.full((2, 2), 0.5), ["axis"], ("along axis 0", "say axis=0")),
    "zeros in q": ([0.5, 0.5, 0], [0.5, 0, 0.5], ["zeros"], ("q[1] is 0 where p is positive", "p has 0.5 there", "smooth q")),
    "zeros and swapped": (P, [0.5, 0.5, 0], ["zeros", "swapped"], ("q[2]", "D(q || p) = 0.255413", "true distribution first")),
    "zeros in rows": ([[0.5, 0.5]] * 2, [[1, 0], [0.5, 0.5]], ["zeros", "swapped"], ("q[(0, 1)]",)),
    "logs for q": (P, np.log(Q), ["logs"], ("q holds logarithms", "give exp(q)")),
    "logs for p and q": (np.log(P), np.log(Q), ["logs", "logs"], ("give exp(p)", "give exp(q)")),
    "as PyTorch's kl_div": (np.log(Q), P, ["logs", "swapped"], ("PyTorch's kl_div", "kl(q, exp(p))")),
    "negative entries": ([0.5, 0.6, -0.1], Q, ["negative"], ("p[2] is negative (down to -0.1)", "softmax")),
    "rounded below 0": (P, [0.5, 0.5, -1e-17], ["negative"], ("q[2]", "set rounding below 0 to 0")),
    "logits": (P, [3.0, -2.0, 0.1], ["negative"], ("apply softmax",)),
    "nan": ([0.5, np.nan, 0.5], Q, ["not_a_number"], ("p[1] is nan or infinite", "no mass")),
    "infinite": (P, [0.5, np.inf, 0.5], ["not_a_number"], ("q[1]",)),
    "single precision": (P.astype("f4"), (P + np.array([1e-5, -1e-5, 0])).astype("f4"), ["precision"] * 2, ("p is float32", "in float64")),
}


@pytest.mark.parametrize("name", TROUBLE)
def test_trouble_is_found(name: str) -> None:
    p, q, keys, words = TROUBLE[name]
    found = si.diagnose(p, q)
    assert [f.key for f in found.findings if f.key != "rounding"] == keys, str(found)
    missing = [word for word in words if word not in str(found)]
    assert not missing, str(found)


def test_nothing_is_the_matter() -> None:
    for p, q in ((P, Q), ([1, 0], [0.5, 0.5]), ([[0.5, 0.5], [1, 0]], [[0.1, 0.9], [1, 0]]), (P, P)):
        found = si.diagnose(p, q)
        assert found.findings == ()
        assert "nothing is the matter" in str(found)
    assert si.diagnose(P, Q).value == pytest.approx(si.kl(P, Q))
    assert si.diagnose(P, Q).naive == pytest.approx(si.kl(P, Q))


def test_rounding_is_told_from_a_mistake() -> None:
    p = np.array([0.1] * 10)
    q = p * (1 + np.array([1, -1] * 5) * 2e-9)
    naive = float((p * np.log(p / q)).sum())
    found = si.diagnose(p, q)
    assert ("rounding" in [f.key for f in found.findings]) == (naive < 0)
    assert found.value >= 0
    mistaken = si.diagnose([0.5, 0.3], [0.6, 0.4])
    assert mistaken.naive < 0
    assert "rounding" not in [f.key for f in mistaken.findings]


def test_a_negative_value_from_rounding() -> None:
    """Equal masses up to a unit in the last place: the sum as programs compute it is negative, and rounding is the reason."""
    generator = np.random.default_rng(0)
    seen = 0
    for _ in range(200):
        p = generator.dirichlet(np.ones(5))
        q = np.nextafter(p, generator.choice([0.0, 1.0], 5))
        found = si.diagnose(p, q)
        assert [f.key for f in found.findings] == (["rounding"] if found.naive < 0 else [])
        seen += found.naive < 0
    assert seen > 20


def test_mended_values_are_divergences() -> None:
    mended = si.diagnose([0.5, 0.3], [0.6, 0.4])
    assert mended.value == pytest.approx(si.kl([0.625, 0.375], [0.6, 0.4]))
    assert si.diagnose(np.log(P), Q).value == pytest.approx(si.kl(P, Q))
    assert np.isnan(si.diagnose([0.5, -0.5], [0.5, 0.5]).value)


def test_the_other_axis_is_taken() -> None:
    p = np.array([[0.5, 0.2], [0.5, 0.8]])
    assert si.diagnose(p, np.full((2, 2), 0.5), axis=0).findings == ()


@pytest.mark.parametrize(
    ("p", "q", "axis", "says"),
    [
        (["a"], [1], -1, "no numbers"),
        ([0.5, 0.5], [1, 2, 3], -1, "belong together"),
        ([0.5, 0.5], [0.5, 0.5], 3, "belong together"),
        (0.5, 0.5, -1, "no numbers that belong together"),
        ([], [], -1, "at least one mass"),
    ],
)
def test_what_is_no_masses_is_refused(p: object, q: object, axis: int, says: str) -> None:
    with pytest.raises(ParameterError, match=says):
        si.diagnose(p, q, axis=axis)
