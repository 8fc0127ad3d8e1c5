"""Arguments taken together: arrays for the entries of a law, in values, derivatives, text and errors."""

import pickle

import numpy as np
import pytest

import symbolic_info as si
from symbolic_info.core.errors import ParameterError
from symbolic_info.numeric.function import loaded
from symbolic_info.numeric.lambdify import lambdify

ASKED = si.KL(si.Dirichlet(["a_1", "a_2", "a_3"]), si.Dirichlet(["b_1", "b_2", "b_3"]))
TOGETHER = [("a_1", "a_2", "a_3"), ("b_1", "b_2", "b_3")]
F, PLAIN = lambdify(ASKED, args=TOGETHER), lambdify(ASKED)
A, B = np.array([[1.0, 2.0, 3.0], [2.0, 2.0, 2.0]]), np.array([1.0, 1.0, 0.5])


def test_values_are_those_of_single_numbers() -> None:
    assert F.args == ("a", "b")
    assert F(A, B).tolist() == [PLAIN(*row, *B) for row in A.tolist()]
    assert F(a=A[:, None], b=A).shape == (2, 2)
    assert F([1, 2, 3], [1, 2, 3]) == 0
    assert F(A.astype(np.float32), B.astype(np.float32)).dtype == np.float32
    assert np.isnan(F([-1, 1, 1], B))
    assert F.strict(A, B).shape == F.with_bound(A, B).bound.shape == (2,)
    assert pickle.loads(pickle.dumps(F))(A, B).tolist() == F(A, B).tolist()


def test_derivatives_lie_along_the_axis() -> None:
    flat = [PLAIN.grad(*row, *B) for row in A.tolist()]
    (of_a, of_b), hess = F.grad(A, B), F.hess(A, B)
    assert np.concatenate([of_a, of_b], axis=-1) == pytest.approx(np.array(flat), rel=1e-14)
    assert np.block([list(row) for row in hess])[0] == pytest.approx(np.array(PLAIN.hess(*A[0], *B)), rel=1e-14)


def test_single_arguments_beside_arrays() -> None:
    f = lambdify(si.KL(si.Gamma("k", rate="l"), si.Gamma("m", rate="r")), args=["k", ("l", "r"), "m"])
    plain = lambdify(si.KL(si.Gamma("k", rate="l"), si.Gamma("m", rate="r")))
    assert f.args == ("k", "l_r", "m")
    assert f(1.5, [1.0, 2.0], 2.0) == plain(1.5, 1.0, 2.0, 2.0)
    block = f.hess(1.5, [1.0, 2.0], 2.0)
    whole = plain.hess(1.5, 1.0, 2.0, 2.0)  # k, l, m, r
    assert block[0][1].tolist() == [whole[0][1], whole[0][3]]
    assert block[1][1].tolist() == [[whole[1][1], whole[1][3]], [whole[3][1], whole[3][3]]]
    assert block[1][2].tolist() == [whole[1][2], whole[3][2]]


def test_the_source_has_the_function_of_arrays_and_says_shapes() -> None:
    module = loaded(F.source)
    assert module["kl_dirichlet_dirichlet_of_arrays"](A, B).tolist() == F(A, B).tolist()
    assert "a: shape (..., 3), a_1, a_2, a_3 along the last axis" in F.__doc__
    assert (F.ungrouped.args, F.ungrouped.source) == (PLAIN.args, PLAIN.source)


BAD = (
    (lambda: F(A[:, :2], B), r"a has the shape \(2, 2\); give an array of shape \(\.\.\., 3\)"),
    (lambda: F([[1, 2, 3], [1]], B), "is no array"),
    (lambda: F(2.0, B), r"a has the shape \(\)"),
    (lambda: F(A, np.ones((5, 3))), "do not broadcast"),
    (lambda: F(A), "missing: b"),
    (lambda: F.strict(-A, B), "needs a_1 > 0"),
    (lambda: lambdify(ASKED, args=[("a_1", "a_2", "a_3"), ("b_1", "b_2")]), "missing: b_3"),
    (lambda: lambdify(ASKED, args=[("a_1", "a_1", "a_2", "a_3"), ("b_1", "b_2", "b_3")]), "name an argument twice"),
    (lambda: lambdify(ASKED, args=[("a_1", "a_2", "a_3"), (), ("b_1", "b_2", "b_3")]), "empty group"),
    (lambda: lambdify(ASKED, args=TOGETHER, backend="python"), "does not take"),
)


@pytest.mark.parametrize(("act", "says"), BAD, ids=[s for _, s in BAD])
def test_bad_arrays_are_named(act, says: str) -> None:
    with pytest.raises(ParameterError, match=says):
        act()
