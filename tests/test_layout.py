"""The house keeps its floor plan: imports go down, files and functions stay small, text never reaches an evaluator.

Each check is a function from one file to its complaints.  It runs over every file of the project, and over a bad file of its
own (``BAD``), where it must complain.
"""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tools.trusted import trusted_files

ROOT = Path(__file__).resolve().parents[1]
TOP = 9
FLOOR = {
    "core": 0,
    "language": 1,
    "families": 1,
    "distributions": 1,
    "quantities": 1,
    "proof": 2,
    "rules": 3,
    "derive": 4,
    "balls": 5,
    "numeric": 5,
    "export": 5,
    "checking": 6,
    "derivations": 6,
    "plot": 6,
    "cli": 7,
}
CORE_ONLY = {"language", "families", "distributions", "quantities", "proof"}
HEAVY = {"numpy", "scipy", "torch", "jax", "matplotlib", "numba", "dask", "flint"}
BUILT_IN = {"eval", "exec", "compile", "__import__"}
EVALUATORS = {"sympify", "_sympify", "parse_expr", "parse_latex", "S"}
# Where an evaluator or a solver may stand, and why it never sees a user's text, or decides nothing.
ALLOWED = {
    ("symbolic_info/core/supports.py", "sympify"): "bounds that a family file states",
    ("symbolic_info/core/units.py", "sympify"): "a number or an expression; text is looked up in a table before",
    ("symbolic_info/numeric/function.py", "compile"): "code that a back end printed, whose names it made itself",
    ("symbolic_info/numeric/function.py", "exec"): "the same",
    ("symbolic_info/quantities/self_information.py", "sympify"): "text has become a symbol before",
}
SOLVERS = {
    "simplify", "integrate", "doit", "equals", "expand", "factor", "solve", "solveset", "limit", "summation", "nsimplify", "trigsimp",
    "powsimp", "logcombine", "expand_log", "gammasimp", "combsimp", "radsimp", "ratsimp", "cancel", "together", "apart", "refine",
    "ask", "series", "rewrite", "evalf", "subs",
}  # fmt: skip
# What of proof/ is not the kernel: the numbers that a theorem is held against, and the way in from SymPy.
ORACLE = {
    *("oracle", "sampling", "tape", "expectations", "quadrature", "tails"),
    *("vector_oracle", "coordinate_oracle", "variate_oracle", "matrix_scalars"),
}
BRIDGE = {"bridge", "finite", "functions", "matrix_bridge"}
NAMELESS = re.compile(r"(?i)^(utils?|helpers?|managers?|base|misc|common|info|engine)(_|$)|_(utils?|helpers?|manager)$")
VAGUE_CLASS = re.compile(r"^_?(Base|Info)[A-Z]|(Manager|Helper|Utils?|Engine)$")
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:home|work|root|farm|tmp|Users|opt|mnt)/\w")
SKIPPED_FOLDERS = {".git", ".venv", ".hypothesis", "__pycache__", "node_modules", "dist", "build"}
TEXT = {".py", ".pyi", ".md", ".toml", ".cff", ".json", ".csv", ".txt", ""}


class File(NamedTuple):
    """One Python file: its path from the repository's root, its text, its tree."""

    path: str
    text: str
    tree: ast.Module

    @property
    def room(self) -> str | None:
        """The package that the file stands in; None outside ``symbolic_info``."""
        parts = self.path.split("/")
        return None if parts[0] != "symbolic_info" else parts[1] if len(parts) > 2 else ""


def parsed(path: str, text: str) -> File:
    return File(path, text, ast.parse(text))


def every_text_file() -> Iterator[Path]:
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        if path.is_file() and path.suffix in TEXT and not any(p in SKIPPED_FOLDERS or p.endswith("_cache") for p in parts):
            yield path


def python_files() -> list[File]:
    return [parsed(p.relative_to(ROOT).as_posix(), p.read_text("utf-8")) for p in every_text_file() if p.suffix == ".py"]


def imported(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """(line, module) of every import, wherever it stands; ``from a import b`` counts as ``a.b``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = "." * node.level + (node.module or "")
            yield from ((node.lineno, f"{start}.{alias.name}") for alias in node.names)


def imports_go_down(file: File) -> Iterator[str]:
    """A floor imports lower floors; the floors 1 and 2 import core and their own package."""
    room = file.room
    if not room:
        return
    for line, name in imported(file.tree):
        target = name.split(".")[1] if name.startswith("symbolic_info.") else name if name.startswith(".") else None
        if target is None or target == room:
            continue
        allowed = target == "core" if room in CORE_ONLY else FLOOR.get(target, TOP) < FLOOR.get(room, TOP)
        if not allowed and not (room == "cli" and target not in FLOOR and not name.startswith(".")):
            yield f"{line}: {room} imports {name}"


def files_are_small(file: File) -> Iterator[str]:
    lines = file.text.count("\n")
    if lines > 400:
        yield f"1: {lines} lines, at most 400"


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from ``def`` to the end, the docstring apart."""
    first = function.body[0]
    documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    return function.end_lineno - function.lineno + 1 - (first.end_lineno - first.lineno + 1 if documented else 0)


def functions_are_small(file: File) -> Iterator[str]:
    for node in ast.walk(file.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and body_lines(node) > 40:
            yield f"{node.lineno}: {node.name} has {body_lines(node)} lines, at most 40"


def names_say_something(file: File) -> Iterator[str]:
    for part in file.path.removesuffix(".py").split("/"):
        if NAMELESS.search(part):
            yield f"1: {part!r} names no concept"
    for node in ast.walk(file.tree):
        if isinstance(node, ast.ClassDef) and VAGUE_CLASS.search(node.name):
            yield f"{node.lineno}: class {node.name} names no concept"


def no_star_imports(file: File) -> Iterator[str]:
    for line, name in imported(file.tree):
        if name.endswith(".*"):
            yield f"{line}: import *"


def called(tree: ast.AST) -> Iterator[tuple[int, str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr if isinstance(node.func, ast.Attribute) else ""
            yield node.lineno, name, node


def no_text_is_evaluated(file: File) -> Iterator[str]:
    """SymPy's evaluators and Python's own (a method may be called ``compile``) need a line in ``ALLOWED``.

    ``sympify(..., strict=True)`` refuses text by itself.
    """
    if file.room is None:
        return
    for line, name, call in called(file.tree):
        evaluates = name in EVALUATORS or (name in BUILT_IN and isinstance(call.func, ast.Name))
        strict = any(k.arg == "strict" and isinstance(k.value, ast.Constant) and k.value.value is True for k in call.keywords)
        if evaluates and not strict and (file.path, name) not in ALLOWED:
            yield f"{line}: {name}(...)"


def from_elsewhere(tree: ast.AST) -> set[str]:
    """Names bound by imports from outside the package."""
    return {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and not (node.module or "").startswith("symbolic_info")
        for alias in node.names
    }


def own_modules(tree: ast.AST) -> set[str]:
    """Names of modules of ours: ``forms`` in ``from symbolic_info.proof import forms``."""
    nodes = [n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and (n.module or "").startswith("symbolic_info")]
    return {alias.asname or alias.name for node in nodes for alias in node.names}


def is_trusted(file: File) -> bool:
    """Whether a wrong line in the file could let a wrong theorem through."""
    return file.room == "rules" or (file.room == "proof" and Path(file.path).stem not in ORACLE)


def trusted_code_computes_itself(file: File) -> Iterator[str]:
    """The kernel and the rules call no solver of SymPy, neither as a function nor as a method."""
    if not is_trusted(file):
        return
    foreign, own = from_elsewhere(file.tree), own_modules(file.tree)
    for line, name, call in called(file.tree):
        method = isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value) not in own
        if name in SOLVERS and (file.path, name) not in ALLOWED and (method or (isinstance(call.func, ast.Name) and name in foreign)):
            yield f"{line}: {ast.unparse(call.func)}(...)"


def the_kernel_knows_no_sympy(file: File) -> Iterator[str]:
    """Only the bridge leads in from SymPy, and nothing that is trusted asks the oracle."""
    if not is_trusted(file):
        return
    for line, name in imported(file.tree):
        parts = name.split(".")
        sympy = parts[0] == "sympy" and file.room == "proof" and Path(file.path).stem not in BRIDGE
        if sympy or (parts[:2] == ["symbolic_info", "proof"] and parts[2] in ORACLE):
            yield f"{line}: trusted code imports {name}"


COMPILED = {f"symbolic_info/numeric/fast_{name}.py" for name in ("kernels", "matrices", "rows")}
"""Loops for Numba, which a decorator hands over as the module is read: only the extra ``fast`` imports them, inside functions."""


def heavy_imports_wait(file: File) -> Iterator[str]:
    """NumPy and the like are imported inside functions: ``import symbolic_info`` stays light."""
    if file.room is None:
        return
    kept = () if file.path in COMPILED else HEAVY
    inside = {id(n) for f in ast.walk(file.tree) if isinstance(f, ast.FunctionDef) for n in ast.walk(f)}
    at_import = ast.Module([n for n in ast.walk(file.tree) if isinstance(n, ast.Import | ast.ImportFrom) and id(n) not in inside], [])
    for line, name in imported(at_import):
        if name.split(".")[0] in kept:
            yield f"{line}: {name} is imported at once"
        if kept and any(name.replace(".", "/").startswith(path.removesuffix(".py")) for path in sorted(COMPILED)):
            yield f"{line}: {name} is imported at once, and Numba with it"


def one_row_a_file(file: File) -> Iterator[str]:
    """A family file defines one ``Family``, a file of ``plot`` at most one ``Picture``, one of ``cli`` at most one ``Verb``."""
    kind = {"families": "Family", "plot": "Picture", "cli": "Verb"}.get(file.room or "")
    made = [n for n in file.tree.body if isinstance(n, ast.Assign) and isinstance(n.value, ast.Call) and ast.unparse(n.value.func) == kind]
    if kind and len(made) > 1:
        yield f"{made[1].lineno}: a second {kind}"


def nothing_is_skipped(file: File) -> Iterator[str]:
    for node in ast.walk(file.tree):
        if isinstance(node, ast.Attribute) and node.attr in {"skip", "skipif", "xfail", "importorskip"}:
            if ast.unparse(node.value) in {"pytest", "mark", "pytest.mark"}:
                yield f"{node.lineno}: {ast.unparse(node)}"
        elif isinstance(node, ast.Name) and node.id == "NotImplementedError":
            yield f"{node.lineno}: {node.id}"


CHECKS: tuple[Callable[[File], Iterator[str]], ...] = (
    imports_go_down,
    files_are_small,
    functions_are_small,
    names_say_something,
    no_star_imports,
    no_text_is_evaluated,
    trusted_code_computes_itself,
    the_kernel_knows_no_sympy,
    heavy_imports_wait,
    one_row_a_file,
    nothing_is_skipped,
)

LONG = "def f():\n" + "    x = 1\n" * 41
BAD = (
    (imports_go_down, "symbolic_info/core/a.py", "from symbolic_info.derive import search\n"),
    (imports_go_down, "symbolic_info/families/a.py", "from symbolic_info.quantities.kl import KL\n"),
    (imports_go_down, "symbolic_info/proof/a.py", "from symbolic_info.families import normal\n"),
    (imports_go_down, "symbolic_info/numeric/a.py", "import symbolic_info.export.latex\n"),
    (imports_go_down, "symbolic_info/derive/a.py", "from symbolic_info import KL\n"),
    (imports_go_down, "symbolic_info/derive/a.py", "def f():\n    from ..cli import main\n"),
    (files_are_small, "symbolic_info/core/a.py", "x = 1\n" * 401),
    (functions_are_small, "symbolic_info/core/a.py", LONG),
    (functions_are_small, "tests/a.py", LONG),
    (names_say_something, "symbolic_info/core/utils.py", ""),
    (names_say_something, "symbolic_info/derive/a.py", "class SearchManager: ...\n"),
    (names_say_something, "symbolic_info/derive/a.py", "class BaseRule: ...\n"),
    (no_star_imports, "tests/a.py", "from sympy import *\n"),
    (no_text_is_evaluated, "symbolic_info/language/a.py", "import sympy\nx = sympy.sympify(text)\n"),
    (no_text_is_evaluated, "symbolic_info/language/a.py", "x = eval(text)\n"),
    (trusted_code_computes_itself, "symbolic_info/rules/a.py", "y = x.expand()\n"),
    (trusted_code_computes_itself, "symbolic_info/proof/a.py", "from sympy import simplify\ny = simplify(x)\n"),
    (the_kernel_knows_no_sympy, "symbolic_info/proof/a.py", "import sympy as sp\n"),
    (the_kernel_knows_no_sympy, "symbolic_info/proof/kernel.py", "from symbolic_info.proof.oracle import agree\n"),
    (the_kernel_knows_no_sympy, "symbolic_info/rules/a.py", "from symbolic_info.proof import sampling\n"),
    (heavy_imports_wait, "symbolic_info/numeric/a.py", "import scipy.special\n"),
    (heavy_imports_wait, "symbolic_info/numeric/a.py", "if True:\n    from numpy import exp\n"),
    (heavy_imports_wait, "symbolic_info/numeric/a.py", "from symbolic_info.numeric.fast_rows import divergence_rows\n"),
    (one_row_a_file, "symbolic_info/families/a.py", "A = Family('a')\nB = Family('b')\n"),
    (one_row_a_file, "symbolic_info/plot/a.py", "A = Picture('a')\nB = Picture('b')\n"),
    (nothing_is_skipped, "tests/a.py", "import pytest\npytest.skip()\n"),
    (nothing_is_skipped, "symbolic_info/derive/a.py", "def f():\n    raise NotImplementedError\n"),
)
GOOD = (
    (imports_go_down, "symbolic_info/rules/a.py", "from symbolic_info.proof import kernel\nfrom symbolic_info.core.heads import Mean\n"),
    (imports_go_down, "symbolic_info/cli/a.py", "import symbolic_info as si\nfrom symbolic_info.core.errors import Rejected\n"),
    (functions_are_small, "symbolic_info/core/a.py", 'def f():\n    """' + "\n    long" * 60 + '"""\n' + "    x = 1\n" * 30),
    (no_text_is_evaluated, "symbolic_info/core/a.py", "import re\nx = re.compile('a')\n"),
    (no_text_is_evaluated, "symbolic_info/core/a.py", "x = sp.sympify(y, strict=True)\n"),
    (trusted_code_computes_itself, "symbolic_info/rules/a.py", "from symbolic_info.proof import forms\ny = forms.expand(x)\n"),
    (trusted_code_computes_itself, "symbolic_info/rules/a.py", "def expand(x):\n    return expand(x)\n"),
    (heavy_imports_wait, "symbolic_info/numeric/a.py", "def f():\n    import numpy\n"),
)


@pytest.fixture(scope="module")
def files() -> list[File]:
    return python_files()


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_every_file_keeps(files: list[File], check: Callable) -> None:
    complaints = [f"{file.path}:{complaint}" for file in files for complaint in check(file)]
    assert not complaints, "\n".join(complaints)


@pytest.mark.parametrize(("check", "path", "text"), BAD)
def test_each_check_can_fail(check: Callable, path: str, text: str) -> None:
    assert list(check(parsed(path, text)))


@pytest.mark.parametrize(("check", "path", "text"), GOOD)
def test_each_check_lets_good_files_be(check: Callable, path: str, text: str) -> None:
    assert not list(check(parsed(path, text)))


def test_every_check_has_a_bad_file() -> None:
    assert {check for check, _, _ in BAD} == set(CHECKS)


def test_whitelist_has_no_dead_line(files: list[File]) -> None:
    used = {(file.path, name) for file in files for _, name, _ in called(file.tree)}
    assert not set(ALLOWED) - used


def machine_paths(text: str) -> list[str]:
    return [line for line in text.splitlines() if MACHINE_PATH.search(line)]


def test_no_machine_paths() -> None:
    found = {path.relative_to(ROOT).as_posix(): machine_paths(path.read_text("utf-8")) for path in every_text_file()}
    assert not {path: lines for path, lines in found.items() if lines}


def test_machine_paths_are_seen() -> None:
    assert machine_paths("x = '/" + "work/main'")
    assert machine_paths("see /" + "home/me")
    assert not machine_paths("https://example.org/work/x")


def test_what_is_trusted_is_counted() -> None:
    """The list that is counted and mutated holds every file of the kernel; oracles and records stay outside."""
    listed = {path.stem for path in trusted_files() if path.parent.name == "proof"}
    found = {path.stem for path in (ROOT / "symbolic_info" / "proof").glob("*.py")} - ORACLE - {"__init__"}
    assert listed == found
