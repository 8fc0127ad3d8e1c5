"""What makes numeric functions fast changes no value: tapes, blocks, threads, compiled loops' absence; and memory stays small."""

import ast
import pickle
import re
import tracemalloc

import numpy as np
import pytest
from scipy import special

import symbolic_info as si
from symbolic_info.core.errors import MissingExtra, ParameterError
from symbolic_info.numeric import blocks, kernels, rows, softmax
from symbolic_info.numeric.backends import numpy, python
from symbolic_info.numeric.function import NumericFunction
from symbolic_info.numeric.lambdify import lambdify
from symbolic_info.numeric.losses import cross_entropy
from symbolic_info.numeric.modules import text_of
from symbolic_info.numeric.tape import taped

NORMALS = si.KL(si.Normal("m", "s"), si.Normal("n", "t"))
U = 2.0**-53


def columns(count: int, number: int = 4) -> list[np.ndarray]:
    generator = np.random.default_rng(0)
    return [np.exp(generator.uniform(-1, 2, count)) for _ in range(number)]


# -- tapes ---------------------------------------------------------------------------------------------------------------

STATEMENTS = (
    (["t0 = np.log(a / b)", "value = t0 - (a - b)**2 / 2", "size = np.abs(t0) + a**3"], ("value", "size")),
    (["value = (a - 1) * b / (a + b)", "size = -a + np.sqrt(b) * np.pi"], ("value", "size")),
    (["t0 = a * b", "t1 = b * a", "value = t0 / 4 + t1**a", "size = special.gammaln(t1)"], ("value", "size")),
    (["value = phi(a - 1, np.log(a)) + np.euler_gamma / 3", "size = np.abs(value) + b"], ("value", "size")),
)


@pytest.mark.parametrize(("statements", "results"), STATEMENTS)
def test_a_tape_computes_what_its_statements_do(statements: list[str], results: tuple) -> None:
    a, b = columns(50, 2)
    names = {"np": np, "special": special, "phi": kernels.phi, "a": a, "b": b}
    exec("\n".join(statements), names)  # noqa: S102
    lines, places = taped(statements, results, ("a", "b"))
    run = {**names, "spare": list(np.empty((32, 50))), "value": np.empty(50)}
    exec("\n".join(lines), run)  # noqa: S102
    for name, place in zip(results, places, strict=True):
        assert run[place] == pytest.approx(names[name], rel=4 * U)
    assert places[0] == "value"
    assert (run["a"] == a).all(), "an argument was written over"


def test_a_tape_computes_nothing_twice_and_allocates_little() -> None:
    lines, _ = taped(["t = np.log(a / b)", "value = t + np.log(a / b)", "size = t * (b / a)"], ("value", "size"), ("a", "b"))
    assert sum("np.log" in line for line in lines) == 1
    assert lines[0] == "_0, _1 = spare[:2]"


@pytest.mark.parametrize("statement", ["value = a if a else b", "value = a & b", "value = [a, b]", "value = a < b"])
def test_what_is_no_arithmetic_has_no_tape(statement: str) -> None:
    assert taped([statement, "size = a + b"], ("value", "size"), ("a", "b")) is None


def test_results_that_are_inputs_have_no_tape() -> None:
    assert taped(["value = a", "size = a + b"], ("value", "size"), ("a", "b")) is None


# -- blocks and threads --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [0, 1, 7, 64, 65])
@pytest.mark.parametrize("threads", [1, 2, 5])
def test_threads_cover_every_place_once(count: int, threads: int) -> None:
    seen = np.zeros(count, dtype=int)

    def work(first: int, last: int) -> None:
        assert first % 8 == 0
        seen[first:last] += 1

    blocks.in_threads(work, count, threads, 8)
    assert (seen == 1).all()


def test_threads_change_no_bit() -> None:
    at = columns(100_003)
    assert (lambdify(NORMALS)(*at) == lambdify(NORMALS, threads=3)(*at)).all()
    p, q = (np.random.default_rng(i).dirichlet(np.ones(9), 20_001) for i in range(2))
    p[5], q[7] = q[5] * (1 + 1e-9), 0
    for f in (si.kl, si.cross_entropy, si.js):
        assert (f(p, q) == f(p, q, threads=3)).all()
    assert (si.entropy(p) == si.entropy(p, threads=2)).all()


def test_blocks_of_functions_change_no_bit() -> None:
    f = lambdify(NORMALS)
    at = columns(100_003)
    whole = f(*at)
    parts = [f(*[a[i : i + 33_333] for a in at]) for i in range(0, 99_999, 33_333)]
    assert (np.concatenate(parts) == whole[:99_999]).all()


def test_threads_are_counted() -> None:
    for bad in (0, -1, 1.5):
        with pytest.raises(ParameterError, match="whole number from 1 on"):
            lambdify(NORMALS, threads=bad)
    with pytest.raises(ParameterError, match="numpy or numba"):
        lambdify(NORMALS, backend="python", threads=2)


@pytest.mark.parametrize("columns_of", [1, 3, 63, 64, 700])
def test_rows_do_not_depend_on_blocks(columns_of: int, monkeypatch: pytest.MonkeyPatch) -> None:
    p, q = (np.random.default_rng(i).dirichlet(np.ones(columns_of), 211) for i in range(2))
    q[::3] = p[::3] * (1 + 1e-3 * np.sin(np.arange(columns_of)))
    whole = si.kl(p, q)
    monkeypatch.setattr(rows, "BLOCK", 5 * columns_of)
    assert (si.kl(p, q) == whole).all()


def test_little_memory_beyond_input_and_output() -> None:
    at = columns(2_000_000)
    f = lambdify(NORMALS)
    tracemalloc.start()
    f(*at)
    peak = tracemalloc.get_traced_memory()[1] - 8 * 2_000_000
    tracemalloc.stop()
    assert peak < 32e6
    p = np.random.default_rng(0).dirichlet(np.ones(10), 200_000)
    tracemalloc.start()
    si.kl(p, p[::-1], threads=2)
    peak = tracemalloc.get_traced_memory()[1] - 8 * 200_000
    tracemalloc.stop()
    assert peak < 16e6


# -- signs that only rows in doubt are looked at for ------------------------------------------------------------------------

NEGATIVE = (
    ([0.5, 0.5], [1.5, -0.5]),
    ([-0.5, 1.5], [-0.5, 1.5]),
    ([0.0, 1.0], [-1.0, 2.0]),
    ([0.0, 1.0], [-1.0, 3.0]),
    ([0.5, 0.5], [3.0, -1.0]),
    ([1.5, -0.5], [0.5, 0.5]),
)


@pytest.mark.parametrize(("p", "q"), NEGATIVE)
@pytest.mark.parametrize("f", [si.kl, si.cross_entropy, si.js])
def test_negative_masses_are_found_wherever_they_hide(f: type, p: list, q: list) -> None:
    even = [[0.5, 0.5]] * 9
    with pytest.raises(ParameterError, match="is negative"):
        f([*even, p], [*even, q])


# -- kernels -------------------------------------------------------------------------------------------------------------


def test_a_quotient_is_rounded_alike_on_both_ways() -> None:
    a, b, c, d = columns(1000)
    assert (kernels.quotient((a, b), (c, d)) == kernels.quotient_by_exponents((a, b), (c, d))).all()
    huge = np.array([1e300]), np.array([1e250])
    assert kernels.quotient(huge, huge)[0] == pytest.approx(1.0, rel=4 * U)
    assert kernels.quotient((np.array([1e-200]),) * 2, (np.array([1e-200]),))[0] == pytest.approx(1e-200, rel=4 * U)


def test_rows_losses_agree_with_the_general_way() -> None:
    generator = np.random.default_rng(0)
    for shape in ((50, 7), (50, 100), (2, 5, 4, 3), (7,)):
        z = generator.normal(size=shape) * 30
        axis = 0 if len(shape) == 1 else 1
        target = generator.integers(0, shape[axis], shape[:axis] + shape[axis + 1 :])
        plain = special.logsumexp(z, axis=axis) - np.take_along_axis(z, np.expand_dims(target, axis), axis).squeeze(axis)
        assert cross_entropy(z, target, reduction="none") == pytest.approx(plain, rel=1e-14, abs=1e-14)
        assert cross_entropy(z, target, reduction="none", weight=np.ones(shape[axis])) == pytest.approx(plain, rel=1e-14, abs=1e-14)


def test_losses_do_not_depend_on_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    z = np.random.default_rng(0).normal(size=(100, 7))
    target = np.arange(100) % 7
    whole = cross_entropy(z, target, reduction="none")
    monkeypatch.setattr(softmax, "BLOCK", 21)
    assert (cross_entropy(z, target, reduction="none") == whole).all()


# -- texts ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", [numpy.KERNELS, python.KERNELS], ids=["numpy", "python"])
def test_texts_of_kernels_are_whole(table: dict) -> None:
    for name, item in table.items():
        (part,) = ast.parse(text_of(item)).body
        assert part.name == name
        assert ast.unparse(part.body[-1])


def test_squares_of_scalars_are_products() -> None:
    text = python.fast(lambdify(NORMALS).program)
    written = text[text.index("def scalar") :]
    assert not re.search(r"\*\*\d", written)
    assert not re.search(r"(?<![\w.])\d+(?![\w.])", written)  # and no whole numbers, which arithmetic of floats would convert
    f = lambdify(si.KL(si.Normal("m", "s"), si.Normal("n", "t")))
    at = (0.3, 1.7, -0.4, 0.9)
    assert f.scalar(*at) == pytest.approx(float(f(*map(np.array, at))), rel=4 * U)


ONES = (1.0, 2.0, 3.0, 4.0)


@pytest.mark.parametrize(
    ("values", "named"),
    [(ONES[:2], {}), ((), {"m": 1.0}), ((*ONES, 5.0), {}), (ONES, {"u": 1.0}), (ONES, {"m": 1.0}), (("1", 1.0, 2.0, 1.0), {})],
    ids=["too few", "one by name", "too many", "unknown name", "given twice", "text"],
)
def test_the_written_call_refuses_as_the_general_one(values: tuple, named: dict) -> None:
    f = lambdify(si.KL(si.Normal("m", "s"), si.Normal("n", "t")))
    with pytest.raises(ParameterError) as before:
        f(*values, **named)
    assert f(0.0, 1.0, 1.0, 2.0) == f(n=1.0, t=2.0, m=0.0, s=1.0) == f(0, 1, 1, 2)  # from here on f has its own class
    assert type(f) is not NumericFunction
    with pytest.raises(ParameterError) as after:
        f(*values, **named)
    assert str(before.value) == str(after.value)
    assert isinstance(f, NumericFunction)
    assert repr(pickle.loads(pickle.dumps(f))) == repr(f)
    assert f(np.array([0.0, 0.0]), 1.0, 1.0, 2.0) == pytest.approx([f(0.0, 1.0, 1.0, 2.0)] * 2, rel=4 * U)
    assert f(0.0, -1.0, 1.0, 1.0) != f(0.0, -1.0, 1.0, 1.0)  # nan
    assert type(f(np.float32(0), np.float32(1), np.float32(1), np.float32(2))) is np.float32


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for place in ("symbolic_info.numeric.fast", "symbolic_info.numeric.lambdify"):
        monkeypatch.setattr(f"{place}.find_spec", lambda name: None)
    for act in (lambda: si.kl([1.0], [1.0], backend="numba"), lambda: lambdify(NORMALS, backend="numba")):
        with pytest.raises(MissingExtra, match=r"numba.*symbolic-info\[fast\]"):
            act()
    with pytest.raises(ParameterError, match="'cuda' has no rows"):
        si.kl([1.0], [1.0], backend="cuda")
