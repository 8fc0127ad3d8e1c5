"""Which supports have a point by declaration: a sum of positive terms over one is positive, over another only not negative."""

import pytest
from kernel_worlds import array, support, total, world

from symbolic_info.proof.signs import NONNEGATIVE, POSITIVE

LAWS = {
    "P": array(),
    "A": array(role="weights"),
    "J": array(2),
    "W": array(2, given=1),
    "U": array(2, given=1),
    "J_0": total(("i",), ("j",), ("J", "i", "j")),
    "R": total(("j",), ("i",), ("P", "i"), ("W", "i", "j")),
    "S": total(("k",), ("j",), ("R", "j"), ("U", "j", "k")),
    "B": total(("j",), ("i",), ("A", "i"), ("W", "i", "j")),
    "V": total(("i", "k"), ("j",), ("W", "i", "j"), ("U", "j", "k")),
    "M": total(("j",), ("i",), ("J", "i", "j"), ("W", "i", "j")),
}


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        *(((key, POSITIVE)) for key in ("P", "A", "J_0", "R", "S", "B")),
        ("V", NONNEGATIVE),  # given its first index
        ("M", NONNEGATIVE),  # J and W may have no label in common
    ],
)
def test_sum_over_a_support(key, expected):
    indices = tuple("abc"[: len(LAWS[key]["axes"])])
    scope = world(LAWS).normal()
    term = ("sum", indices, support(key, *indices), ("exp", ("idx", key, *indices)))
    assert scope.signs.sign(scope.form(term)) == expected
