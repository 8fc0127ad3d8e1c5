"""Remove each check of the trusted base, one at a time: a test of ``tests/kernel`` must fail.

``python tests/mutants.py`` (or ``make mutants``) finds the checks in the syntax trees, writes each mutant into a copy of
the package, runs the core tests against it, and lists the mutants that survive.  ``--list`` only lists the checks,
``--only PART`` takes those whose place contains PART (may be repeated), ``--near`` runs the nearest tests alone.  A run that takes
more than ``SECONDS`` of processor time has failed.  Exit status 0: every mutant died, or stands in ``EQUIVALENT``.
"""

import argparse
import ast
import os
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
import sympy  # noqa: F401  loaded once, before the forks

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tools"))
from trusted import trusted_files  # noqa: E402

SECONDS = 120
TestsOf = Callable[[str], Sequence[list[str]]]
# Calls whose whole purpose is to refuse or to record a condition, as statements.
CHECKERS = {
    *(
        "need_positive",
        "need_nonnegative",
        "need_nonzero",
        "need_existence",
        "merge",
        "add",
        "form",
        "kind",
        "check",
        "name",
        "closed",
        "array",
    ),
    *("normal", "finite", "no_infinity", "is_normalised", "hold", "holds_at_witness", "_require", "all_normalised"),
    *("covered", "lies_between"),
    *("_check_law", "_check_density", "_check_unknown", "_check_maps"),
    *("shaped", "is_density", "_direction", "check_variate", "check_place", "check_coordinates", "check_runs", "same_support", "side_of"),
    *("check_record", "check_vector", "check_value", "closed_matrix", "need_positive_definite", "same_space", "_same_side", "_side"),
}
# Files whose every ``and`` counts, those that refuse nothing too.
ARMS = {"arrays", "sums", "inequalities"}
# Calls that hand back their first argument once it has been checked.
PASSING = {"closed", "check", "name"}


class Mutant(NamedTuple):
    """One check taken out: the text between two offsets of a file replaced."""

    path: str
    line: int
    start: int
    end: int
    new: str
    what: str

    @property
    def place(self) -> str:
        return f"{self.path}:{self.line}"

    def __str__(self) -> str:
        return f"{self.place}  {self.what}"


class Source:
    """A file, its tree and the offsets of its lines."""

    def __init__(self, path: Path) -> None:
        self.path = path.relative_to(ROOT).as_posix()
        self.stem = path.stem
        self.text = path.read_text("utf-8")
        self.tree = ast.parse(self.text)
        self.starts = [0]
        for line in self.text.encode().splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))

    def mutant(self, node: ast.AST, new: str, what: str) -> Mutant:
        start = self.starts[node.lineno - 1] + node.col_offset
        end = self.starts[node.end_lineno - 1] + node.end_col_offset
        return Mutant(self.path, node.lineno, start, end, new, what)

    def shown(self, node: ast.AST) -> str:
        return " ".join(ast.unparse(node).split())[:100]


def called(node: ast.AST) -> str:
    """The name of the function that a call calls."""
    func = node.func if isinstance(node, ast.Call) else None
    return func.id if isinstance(func, ast.Name) else func.attr if isinstance(func, ast.Attribute) else ""


def refuses(statements: list[ast.stmt]) -> bool:
    """Whether a block raises ``Rejected``, or gives up on a sign or a sum."""
    last = statements[-1]
    if isinstance(last, ast.Raise):
        return called(last.exc) == "Rejected" if last.exc else False
    return isinstance(last, ast.Continue) or (isinstance(last, ast.Return) and gives_up(last.value))


def gives_up(value: ast.expr | None) -> bool:
    """UNKNOWN, None or False."""
    return (isinstance(value, ast.Name) and value.id == "UNKNOWN") or (isinstance(value, ast.Constant) and value.value in (None, False))


def mutants_of(source: Source) -> Iterator[Mutant]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Raise) and node.exc and called(node.exc) == "Rejected":
            yield source.mutant(node, "pass", f"raise {source.shown(node.exc)}")
        elif isinstance(node, ast.If) and refuses(node.body):
            if not isinstance(node.body[-1], ast.Raise):
                yield source.mutant(node.test, "False", f"guard {source.shown(node.test)}")
            yield from parts_of(source, node.test)
        elif isinstance(node, ast.Expr) and called(node.value) in CHECKERS:
            yield source.mutant(node, "pass", f"call {source.shown(node)}")
            if called(node.value) == "_require":
                yield from parts_of(source, node.value)
        elif isinstance(node, ast.Call) and called(node) in PASSING and node.args:
            yield source.mutant(node, ast.get_source_segment(source.text, node.args[0]), f"wrap {source.shown(node)}")
        elif isinstance(node, ast.AugAssign) and isinstance(node.op, ast.BitOr):
            yield source.mutant(node, "pass", f"union {source.shown(node)}")
        elif isinstance(node, ast.Return):
            yield from conditions_of(source, node)
            if node.value:
                yield from arms_of(source, node.value)
        elif isinstance(node, (ast.If, ast.comprehension)):
            for test in [node.test] if isinstance(node, ast.If) else node.ifs:
                yield from arms_of(source, test)


def arms_of(source: Source, value: ast.expr) -> Iterator[Mutant]:
    """Each operand of an ``and`` that decides what is known of arrays and sums, left out."""
    if source.stem in ARMS:
        for node in ast.walk(value):
            for operand in node.values if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.And) else ():
                yield source.mutant(operand, "True", f"operand {source.shown(operand)}")


def parts_of(source: Source, test: ast.AST) -> Iterator[Mutant]:
    """Each operand of ``or`` and ``and``, and each link of a chain of comparisons, left out."""
    for node in ast.walk(test):
        if isinstance(node, ast.BoolOp):
            neutral = "False" if isinstance(node.op, ast.Or) else "True"
            for operand in node.values:
                yield source.mutant(operand, neutral, f"operand {source.shown(operand)}")
        elif isinstance(node, ast.Compare) and len(node.ops) == 2:
            texts = [ast.get_source_segment(source.text, n) for n in (node.left, *node.comparators)]
            signs = [{ast.Lt: "<", ast.LtE: "<="}[type(op)] for op in node.ops]
            yield source.mutant(node, f"{texts[0]} {signs[0]} {texts[1]}", f"upper bound of {source.shown(node)}")
            yield source.mutant(node, f"{texts[1]} {signs[1]} {texts[2]}", f"lower bound of {source.shown(node)}")


def conditions_of(source: Source, node: ast.Return) -> Iterator[Mutant]:
    """The conditions that a rule returns, or that the kernel unites, left out."""
    value = node.value
    if isinstance(value, ast.Tuple) and len(value.elts) == 3 and "conditions" in ast.unparse(value.elts[2]):
        yield source.mutant(value.elts[2], "set()", f"conditions {source.shown(value.elts[2])}")
    for inner in ast.walk(value) if value else ():
        if isinstance(inner, ast.BinOp) and isinstance(inner.op, ast.BitOr):
            for kept, gone in ((inner.left, inner.right), (inner.right, inner.left)):
                yield source.mutant(inner, ast.get_source_segment(source.text, kept), f"union without {source.shown(gone)}")
        elif isinstance(inner, ast.Call) and called(inner) == "union" and "conditions" in ast.unparse(inner.args[0]):
            yield source.mutant(
                inner, ast.get_source_segment(source.text, inner.func.value), f"union without {source.shown(inner.args[0])}"
            )
        elif isinstance(inner, ast.BinOp) and isinstance(inner.op, ast.Sub) and "under" in ast.unparse(inner):
            yield source.mutant(inner, "set()", f"conditions {source.shown(inner)}")


def all_mutants() -> list[Mutant]:
    """Every check of the trusted base, taken out; each change once."""
    found = {(m.path, m.start, m.end, m.new): m for path in trusted_files() for m in mutants_of(Source(path))}
    return sorted(found.values())


# -- running -----------------------------------------------------------------------------------------------------------


# Where the tests of a file stand; they run first.
NEAREST = {
    **dict.fromkeys(("forms", "factors"), ("normal",)),
    "facts": ("signs",),
    "expectation": ("expectation", "parts"),
    "existence": ("expectation",),
    "asymptotics": ("divergent",),
    "matching": ("moment", "pieces", "parts"),
    "lemma": ("moment",),
    "entries": ("matrices",),
    "arrays": ("index_arrays", "sums", "traps"),
    "domains": ("hypotheses",),
    "divergence": ("divergence", "unknown_density"),
    "finite": ("finite_bridge", "bridge", "finite_laws"),
    **dict.fromkeys(("coordinates", "iterated"), ("vectors_coordinates", "vectors_arguments")),
    **dict.fromkeys(("variates", "wishart", "sphere", "student_vector"), ("vectors_variates", "vectors_arguments")),
    "gamma_sums": ("vectors_gamma_sums",),
    "terms": ("relations", "terms", "traps", "limits", "matrices"),
    "kernel": ("relations", "kernel", "inequalities"),
    "bridge": ("relations", "bridge", "finite_bridge", "matrix_bridge"),
    "sums": ("sums", "index_arrays", "traps"),
    "inequalities": ("inequalities", "supporting_line", "equality_cases", "traps"),
    "world": ("relations", "world", "finite_laws", "sums", "matrices", "moment"),
    "definitions": ("relations", "definitions", "finite_laws"),
}


def core_tests(path: str) -> tuple[list[str], list[str]]:
    """The fast tests of the kernel: those nearest to a file, and the others.  None derives, fuzzes, integrates."""
    folder, stem = ROOT / "tests" / "kernel", Path(path).stem
    near = [folder / f"test_{name}.py" for name in NEAREST.get(stem, (stem,))]
    slow = {"test_certificates.py", "test_fuzz.py", "test_identities.py", "test_lemmas.py"}
    far = [p for p in sorted(folder.glob("test_*.py")) if p not in near and p.name not in slow]
    return [str(p) for p in near], [str(p) for p in far]


def near_tests(path: str) -> tuple[list[str]]:
    """Of these the nearest alone."""
    return core_tests(path)[:1]


def survives(copy: Path, mutant: Mutant, tests_of: TestsOf) -> bool:
    """Whether these tests pass with the mutant in the package's copy."""
    target, original = copy / mutant.path, (ROOT / mutant.path).read_bytes()
    target.write_bytes(original[: mutant.start] + mutant.new.encode() + original[mutant.end :])
    passed = all(_passes(copy, tests) for tests in tests_of(mutant.path))
    target.write_bytes(original)
    return passed


def _passes(copy: Path, tests: list[str]) -> bool:
    """Run tests against the copy, silently, in a forked process."""
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        for stream in (1, 2):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
        os.chdir(copy)
        sys.path[:0] = [str(copy)]
        os._exit(int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", *tests])))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def worker(share: list[Mutant], out: Path, tests_of: TestsOf) -> None:
    """Run a share of the mutants in a copy of its own; write those that survive."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        shutil.copytree(ROOT / "symbolic_info", copy / "symbolic_info", ignore=shutil.ignore_patterns("__pycache__"))
        sys.dont_write_bytecode = True
        alive = [str(i) for i, m in enumerate(share) if survives(copy, m, tests_of)]
    out.write_text("\n".join(alive))


def run(mutants: list[Mutant], jobs: int, tests_of: TestsOf = core_tests) -> list[Mutant]:
    """The mutants that survive, found by ``jobs`` processes."""
    alive = []
    with tempfile.TemporaryDirectory() as folder:
        shares = [(mutants[j::jobs], Path(folder) / str(j)) for j in range(jobs)]
        children = []
        for share, out in shares:
            child = os.fork()
            if child == 0:
                worker(share, out, tests_of)
                os._exit(0)
            children.append(child)
        for child in children:
            os.waitpid(child, 0)
        for share, out in shares:
            alive += [share[int(i)] for i in out.read_text().split()]
    return sorted(alive)


# Mutants that no test can tell from the original: file, what was taken out, and why nothing changes.
EQUIVALENT = {
    ("arrays", "wrap name(key)"): "the world checks the name of every law, arrays too",
    ("sums", "operand a.head != 'idx'"): "what is no entry stands in no declaration",
    ("sums", "operand len(ranges) + len(others) != len(where)"): "a literal that says where an index runs leaves no range beside it",
    ("sums", "operand len(ranges) != 1"): "an index without a range has another literal, or is refused before",
    ("sums", "guard fresh in piece.indices"): "an index is written out once, so that its name is new; a belt beside braces",
    ("inequalities", "call scope.form(f)"): "the second derivative is defined nowhere else than the function",
    ("inequalities", "call outer.merge(inner)"): "the two sides hold all that was formed at the point, and leave the same conditions",
    ("arrays", "operand other != entry"): "no entry keeps fewer indices than itself",
    ("arrays", "operand len(entry) != len(part)"): "entries of one array have one number of indices",
    ("arrays", "operand record['given']"): "the root of an array with something given is that array",
    ("inequalities", "wrap world.closed(check(f), {U})"): "the conclusion, in which the function stands, is closed",
    ("inequalities", "operand t[0] not in ('sum', 'all', 'mean', 'part')"): "a quantity inside a binder is refused anyway",
    ("sums", "operand plain"): "no index with a plain name meets no name at all",
    ("sums", "operand atom_names(a) & set(indices)"): "an inner sum that does not depend on the index falls out again as a component",
    ("sums", "call scope.merge(inner)"): "in a sum of sums: its parts have left these conditions before",
    ("sums", "operand (exponent.integer or 0) > 0"): "a power that needs a positive base stands only where literals say that it is",
    ("signs", "guard outside == UNIT"): "the search goes on with the same form, one level deeper, and finds the same or less",
    (
        "signs",
        "operand form.terms[0][1] * form.terms[1][1] > 0",
    ): "two terms of one sign, positive atoms: term by term the sign is known before",
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--list", action="store_true", help="list the checks and stop")
    parser.add_argument("--only", action="append", default=[], help="mutants whose place contains this")
    parser.add_argument("--near", action="store_true", help="run the tests nearest to a file, and no others")
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    chosen = [m for m in all_mutants() if any(part in m.place for part in arguments.only or [""])]
    if arguments.list:
        print("\n".join(map(str, chosen)))
        return 0
    begun = time.monotonic()
    untouched = Mutant("symbolic_info/proof/kernel.py", 0, 0, 0, "", "nothing")
    if run([untouched], 1, near_tests if arguments.near else core_tests) != [untouched]:
        print("the core tests fail without any mutant; mend them first")
        return 2
    alive = run(chosen, arguments.jobs, near_tests if arguments.near else core_tests)
    known = [m for m in alive if (Path(m.path).stem, m.what) in EQUIVALENT]
    for m in alive:
        print(f"{'equivalent' if m in known else 'SURVIVES'}  {m}")
    left, took = len(alive) - len(known), time.monotonic() - begun
    print(f"{len(chosen) - len(alive)} of {len(chosen)} mutants killed, {len(known)} equivalent, {left} survive; {took:.0f} s")
    return int(len(alive) > len(known))


if __name__ == "__main__":
    sys.exit(main())
