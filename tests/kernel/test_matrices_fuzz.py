"""Random scalars made of matrices: the normal form has the value of the term, at random matrices of random size."""

import random

import numpy as np
import pytest
from kernel_worlds import world
from test_matrices import SYMBOLS, A, B, K, S, U, V, c, n

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.forms import to_term
from symbolic_info.proof.terms import Term, add, log, mul, rat

SQUARE = (A, B, K, S, ("eye", n), ("diagonal", K), ("zeros", n, n))
COLUMNS = (U, V, ("zeros", n, rat(1)))


def random_square(chooser: random.Random, depth: int) -> Term:
    if depth == 0:
        return chooser.choice(SQUARE)
    inner = [random_square(chooser, depth - 1) for _ in range(2)]
    kind = chooser.choice(("mmul", "mmul", "madd", "mscale", "transpose", "inverse", "outer", "same"))
    if kind == "mscale":
        return ("mscale", chooser.choice((c, rat(-2), rat(1, 3))), inner[0])
    if kind == "outer":
        return ("mmul", chooser.choice(COLUMNS), ("transpose", chooser.choice(COLUMNS)), inner[0])
    if kind == "same":
        return ("mmul", inner[0], ("inverse", inner[0]))
    return (kind, inner[0]) if kind in ("transpose", "inverse") else (kind, *inner)


def random_scalar(chooser: random.Random) -> Term:
    square = random_square(chooser, chooser.randint(0, 3))
    kind = chooser.choice(("trace", "trace", "det", "form", "logs", "sum"))
    if kind == "form":
        return ("trace", ("mmul", ("transpose", chooser.choice(COLUMNS)), square, chooser.choice(COLUMNS)))
    if kind == "logs":
        return add(log(("det", ("mmul", K, S))), ("trace", square))
    if kind == "sum":
        return mul(add(("trace", square), c), ("trace", random_square(chooser, 1)))
    return (kind, square)


def numbers(seed: int) -> dict:
    """Random matrices of one random size, and a positive number for c."""
    rng = np.random.default_rng(seed)
    side = int(rng.integers(1, 5))
    general = {name: rng.standard_normal((side, side)) + 2 * np.eye(side) for name in "AB"}
    positive = {name: (a := rng.standard_normal((side, side))) @ a.T + np.eye(side) for name in "KS"}
    return {**general, **positive, **{name: rng.standard_normal((side, 1)) for name in "uv"}, "n": side, "c": float(rng.uniform(0.5, 2))}


def number(t: Term, at: dict):
    """The value of a term, by NumPy."""
    if t[0] in ("sym", "mat"):
        return at[t[1]]
    if t[0] == "rat":
        return t[1] / t[2]
    parts = [number(a, at) for a in t[1:]]
    return VALUES[t[0]](*parts)


def product(*parts):
    out = parts[0]
    for part in parts[1:]:
        out = out @ part
    return out


VALUES = {
    "eye": lambda k: np.eye(int(k)),
    "zeros": lambda k, m: np.zeros((int(k), int(m))),
    "madd": lambda *a: sum(a),
    "mmul": product,
    "mscale": lambda k, a: k * a,
    "transpose": np.transpose,
    "inverse": np.linalg.inv,
    "diagonal": lambda a: np.diag(np.diag(a)),
    "trace": np.trace,
    "det": np.linalg.det,
    "add": lambda *a: sum(a),
    "mul": lambda *a: np.prod(a),
    "pow": lambda a, b: a**b,
    "log": np.log,
}


def changed(count: int) -> tuple[list, int]:
    """Terms whose normal form has another value, and how many have a normal form."""
    scope = world(SYMBOLS).normal()
    wrong, formed = [], 0
    for seed in range(count):
        term, at = random_scalar(random.Random(seed)), numbers(seed)
        try:
            form = to_term(scope.form(term))
            expected, found = float(number(term, at)), float(number(form, at))
        except (Rejected, np.linalg.LinAlgError):
            continue
        formed += 1
        scale = 1 + abs(expected)
        if not abs(expected - found) <= 1e-6 * scale and np.isfinite(expected) and abs(expected) < 1e8:
            wrong.append((seed, term, expected, found))
    return wrong, formed


def test_the_normal_form_keeps_the_value():
    wrong, formed = changed(400)
    assert not wrong, wrong[:3]
    assert formed > 200


@pytest.mark.fuzz
def test_the_normal_form_keeps_the_value_of_many():
    wrong, formed = changed(20_000)
    assert not wrong, wrong[:3]
    assert formed > 10_000


def test_the_fuzzer_sees_a_wrong_form(monkeypatch):
    monkeypatch.setitem(VALUES, "transpose", lambda a: a if a.shape[0] == a.shape[1] else np.transpose(a))
    assert changed(400)[0]
