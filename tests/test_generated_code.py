"""What ``lambdify`` prints: runs alone, reads well, is the same every time, pickles, and is harmless whatever a symbol is called."""

import ast
import os
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import sympy as sp

import symbolic_info as si
from symbolic_info.numeric.backends import numpy
from symbolic_info.numeric.lambdify import lambdify
from symbolic_info.numeric.names import fresh, harmless, identifier, identifiers
from symbolic_info.numeric.printing import wrapped

ROOT = Path(__file__).resolve().parents[1]
F = lambdify(si.KL(si.Normal("mu_1", "sigma_1"), si.Normal("mu_2", "sigma_2")))


def test_the_source_runs_alone() -> None:
    script = F.source + "\nprint(repr(float(kl_normal_normal(0.0, 1.0, 1.0, 2.0))))\nimport sys\nprint('symbolic_info' in sys.modules)\n"
    done = subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [repr(F(0, 1, 1, 2)), "False"]


def test_the_source_is_readable() -> None:
    body = F.source[F.source.index("def kl_normal_normal") :]
    assert "def kl_normal_normal(mu_1, sigma_1, mu_2, sigma_2):" in body
    assert "KL(Normal(mu_1, sigma_1), Normal(mu_2, sigma_2)), in nats." in F.__doc__
    assert "broadcast" in F.__doc__
    assert "phi(((sigma_1 + sigma_2) / sigma_2) * ((sigma_1 - sigma_2) / sigma_2)" in body
    assert max(len(line) for line in F.source.splitlines()) <= 150
    assert repr(F).startswith("<kl_normal_normal(mu_1, sigma_1, mu_2, sigma_2): KL(")
    assert "non-negative" in F.explain()


FAMILIES = {family.key: family for family in si.families()}
SOME = ("beta", "exponential", "gamma", "laplace", "normal", "poisson")  # of each kind one: all take minutes


@pytest.mark.parametrize("key", SOME)
def test_pickling_regenerates(key: str) -> None:
    family = FAMILIES[key]
    f = lambdify(si.KL(family.with_own_symbols("_1"), family.with_own_symbols("_2")))
    again = pickle.loads(pickle.dumps(f))
    assert again.source == f.source
    assert again.args == f.args


def test_threads_agree() -> None:
    generator = np.random.default_rng(0)
    columns = [[generator.uniform(0.5, 2, 1000) for _ in F.args] for _ in range(8)]
    alone = [F(*c) for c in columns]
    with ThreadPoolExecutor(8) as pool:
        assert all((u == v).all() for u, v in zip(pool.map(lambda c: F(*c), columns), alone, strict=True))


DETERMINISM = f"""
import symbolic_info as si
for family in (family for family in si.families() if family.key in {SOME[1:]}):
    print(si.lambdify(si.KL(family.with_own_symbols("_1"), family.with_own_symbols("_2"))).source)
    print(si.lambdify(si.Entropy(family.with_own_symbols())).source)
"""


def test_the_same_text_under_every_hash_seed() -> None:
    texts = {
        subprocess.run(
            [sys.executable, "-c", DETERMINISM], capture_output=True, check=True, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("0", "1")
    }
    assert len(texts) == 1


HOSTILE = (
    'x"""); import os; os.system("echo hacked")\n#',
    "lambda",
    "np",
    "phi",
    "value",
    "kl_exponential_exponential",
    "σ_1",
    "p'q\\",
    "1st",
    "",
    " ",
    "inside",
    "t0",
    "C0",
    "RULES",
    "log_ratio",
    "__import__",
    "x\u2028y",
    "a" * 200,
)


@pytest.mark.parametrize("name", HOSTILE)
def test_any_name_is_harmless(name: str) -> None:
    symbol = sp.Symbol(name, positive=True)
    f = lambdify(si.KL(si.Exponential(rate=symbol), si.Exponential(rate="b")))
    assert f(1, 2) == pytest.approx(1 - np.log(2), rel=1e-14)
    assert all(argument.isidentifier() and argument.isascii() for argument in f.args)
    written = [part for part in ast.parse(f.source).body if getattr(part, "name", None) not in numpy.KERNELS]
    calls = {ast.unparse(node.func) for part in written for node in ast.walk(part) if isinstance(node, ast.Call)}
    ours = {"phi", "log_ratio", "far_log", "by_blocks", "careful", "within"}
    assert all(call.startswith(("np.", "special.")) or call in ours for call in calls), calls


def test_names_do_not_collide() -> None:
    symbols = [sp.Symbol(name) for name in ("p_1", "p-1", "p+1", "class")]
    assert list(identifiers(symbols).values()) == ["p_1", "p_1_", "p_1_2", "class_"]
    assert (identifier("λ"), identifier("Δx"), identifier("é")) == ("lamda", "deltax", "x")
    assert fresh("a", ["a", "a_"]) == "a_2"
    assert harmless('a"b\\c\nd') == "a b c d"


def test_long_statements_are_broken_at_their_outermost_signs() -> None:
    assert wrapped("value = a + b", 8) == "value = a + b"
    assert max(map(len, wrapped("value = " + " & ".join("ab" for _ in range(90)), 8).splitlines())) <= 120
    terms = [f"f(x + {i}, [y - 1], 'long enough to stand alone')" for i in range(12)]
    lines = wrapped("value = " + " - ".join(terms), 8).splitlines()
    assert [line.strip() for line in lines] == ["value = (", terms[0], *(f"- {t}" for t in terms[1:]), ")"]
