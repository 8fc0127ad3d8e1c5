"""What the documentation shows is what happens: doctests of every module and page, consoles of every page, links between files.

A page is Markdown: ``>>>`` lines are Python; in a ``console`` block, lines after ``$`` are command lines and the others are what
they print; a relative link names a file.
"""

import doctest
import importlib
import io
import re
import shlex
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from symbolic_info.cli.main import main

ROOT = Path(__file__).resolve().parents[1]
OPTIONS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("*/README.md")])
MODULES = sorted(p.relative_to(ROOT) for p in (ROOT / "symbolic_info").rglob("*.py") if ">>>" in p.read_text("utf-8"))
CONSOLE = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!\w+:)([^)#\s]+)")


def module_of(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def complaints(tests: list[doctest.DocTest]) -> str:
    """What the examples print instead of what is written; empty where they agree."""
    said = io.StringIO()
    runner = doctest.DocTestRunner(verbose=False, optionflags=OPTIONS)
    for test in tests:
        runner.run(test, out=said.write)
    return said.getvalue()


def agree(said: str) -> None:
    if said:
        pytest.fail(said, pytrace=False)


def page_tests(text: str, name: str) -> list[doctest.DocTest]:
    without_fences = re.sub(r"^```.*$", "", text, flags=re.MULTILINE)
    return [doctest.DocTestParser().get_doctest(without_fences, {}, name, name, 0)]


def sessions(text: str) -> Iterator[tuple[str, str]]:
    """(command line, what it prints) of the consoles that show this program."""
    for block in CONSOLE.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            if command.startswith("symbolic-info "):
                yield command, output.strip()


def printed(command: str) -> str:
    out = io.StringIO()
    with redirect_stdout(out):
        main(shlex.split(command)[1:])
    return out.getvalue().strip()


def dead_links(page: Path, text: str) -> list[str]:
    return [target for target in LINK.findall(text) if not (page.parent / target).exists()]


@pytest.mark.parametrize("path", MODULES, ids=module_of)
def test_module(path: Path) -> None:
    module = importlib.import_module(module_of(path))
    agree(complaints(doctest.DocTestFinder().find(module, module.__name__)))


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_page(page: Path) -> None:
    text = page.read_text("utf-8")
    agree(complaints(page_tests(text, page.name)))
    agree("\n".join(f"$ {command}\n{got}" for command, output in sessions(text) if (got := printed(command)) != output))
    assert not dead_links(page, text)


def test_readme_shows_both() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert text.count(">>> ") >= 5
    assert list(sessions(text))


def test_a_wrong_page_is_seen() -> None:
    assert complaints(page_tests("```python\n>>> 1 + 1\n3\n```\n", "wrong"))
    assert not complaints(page_tests("```python\n>>> 1 + 1\n2\n```\n", "right"))
    assert list(sessions("```console\n$ symbolic-info list quantities\nno\n```\n")) == [("symbolic-info list quantities", "no")]
    assert printed("symbolic-info list quantities") != "no"
    assert dead_links(ROOT / "README.md", "[a](no/such/file.md) [b](https://example.org) [c](LICENSE)") == ["no/such/file.md"]
