"""Writes ``symbolic_info/__init__.pyi``: the public names, which the package finds by itself, as type checkers and editors see them.

``make stubs`` runs it, and so does ``make wheel``: a family that was added since, a file that edits no other, is typed from then on.
``tests/test_stubs.py`` keeps the rest of the file fresh.
"""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import symbolic_info
from symbolic_info.core.records import Family
from symbolic_info.core.registry import Rows
from symbolic_info.distributions.signatures import Signature, signatures

STUB = Path(symbolic_info.__file__).with_name("__init__.pyi")
DOCUMENTATION = '"""The public names.  Written by tools/stubs.py (`make stubs`); a test keeps it fresh."""'
IMPORTS = """
from decimal import Decimal
from fractions import Fraction
from typing import overload

import sympy as sp

from symbolic_info.core.heads import Distribution
from symbolic_info.core.registry import Rows
"""
PARAMETER = "_Parameter = str | int | float | Fraction | Decimal | sp.Expr"


def public_names() -> list[str]:
    return sorted(name for name in dir(symbolic_info) if not name.startswith("_"))


def stub(names: Iterable[str]) -> str:
    """The text of the stub that shows ``names``."""
    named = {name: verb(getattr(symbolic_info, name)) for name in sorted(names)}
    families = {name: value for name, value in named.items() if isinstance(value, Family)}
    tables = [name for name, value in named.items() if value is Rows]
    found = {name: value for name, value in named.items() if name not in families and name not in tables}
    parts = [DOCUMENTATION, IMPORTS, "\n".join(imports(found)), "", "__version__: str", PARAMETER, ""]
    parts += [f"def {name}() -> Rows: ..." for name in tables]
    parts += [constructor(name, family) for name, family in families.items()]
    return "\n".join(parts) + "\n"


def shown(text: str) -> set[str]:
    """The public names that a stub's text shows."""
    found: set[str] = set()
    for node in ast.parse(text).body:
        if isinstance(node, ast.ImportFrom):
            found |= {alias.name for alias in node.names if alias.asname == alias.name}
        elif isinstance(node, ast.FunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.AnnAssign):
            found.add(ast.unparse(node.target))
    return {name for name in found if not name.startswith("_")}


def may_be_newer(name: str) -> bool:
    """Whether the name is a family's: of numbers, or of vectors and matrices."""
    row = getattr(symbolic_info, name)
    return isinstance(row, Family) or row in list(symbolic_info.vector_families())


def verb(value: Any) -> Any:
    """What a callable package calls; ``Rows`` itself where that is a table."""
    if not isinstance(value, ModuleType) or not hasattr(value, "__wrapped__"):
        return value
    called: Any = value.__wrapped__
    return Rows if called.__name__ == "<lambda>" else called


def imports(named: dict[str, Any]) -> Iterator[str]:
    """``as`` says to type checkers that a name is meant to be used from here."""
    for name, value in sorted(named.items(), key=lambda item: (home(item[1]), item[0])):
        yield f"from {home(value)} import {name} as {name}"


def home(value: Any) -> str:
    """The module in which a name stands; of a module its package."""
    return value.__name__.rpartition(".")[0] if isinstance(value, ModuleType) else value.__module__


def constructor(name: str, family: Family) -> str:
    """A class whose call has the family's signatures, and the family as its instance."""
    ways = signatures(family)
    lines = ["", f"class _{name}(Family):"]
    for way in ways:
        lines += ["    @overload"] * (len(ways) > 1)
        lines += [f"    def __call__(self, {arguments(way)}) -> Distribution: ..."]
    return "\n".join([*lines, "", f"{name}: _{name}"])


def arguments(way: Signature) -> str:
    free = [f"{name}: _Parameter" for name in way.names if name not in way.named]
    named = [f"{name}: _Parameter" for name in way.names if name in way.named]
    return ", ".join([*free, *(["*"] if named else []), *named])


def main() -> None:
    text = stub(public_names())
    if STUB.read_text("utf-8") != text:
        STUB.write_text(text, "utf-8")
    print(f"{STUB.name}: {len(public_names())} public names")


if __name__ == "__main__":
    main()
