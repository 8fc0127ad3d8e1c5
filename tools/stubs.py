"""Writes ``symbolic_info/__init__.pyi``: the public names, which the package finds by itself, as type checkers and editors see them.

``make stubs`` runs it; ``tests/test_stubs.py`` keeps the file fresh.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import symbolic_info
from symbolic_info.core.records import Family
from symbolic_info.distributions.signatures import Signature, signatures

PACKAGE = Path(symbolic_info.__file__).parent
STUB = PACKAGE / "__init__.pyi"
HEAD = '''"""The public names.  Written by tools/stubs.py (``make stubs``); a test keeps it fresh."""
'''


def public_names() -> list[str]:
    return sorted(name for name in dir(symbolic_info) if not name.startswith("_"))


def stub() -> str:
    """The text of the stub."""
    named = {name: getattr(symbolic_info, name) for name in public_names()}
    families = {name: value for name, value in named.items() if isinstance(value, Family)}
    own = own_definitions()
    elsewhere = {name: value for name, value in named.items() if name not in families and name not in own and hasattr(value, "__module__")}
    parts = [HEAD, "\n".join(imports(elsewhere)), ""]
    parts += [f"Parameter = str | int | float | Fraction | Decimal | sp.Expr\n__all__ = {sorted(families | own | elsewhere)}\n"]
    parts += [definition for _, definition in sorted(own.items())]
    parts += [constructor(name, family) for name, family in families.items()]
    return "\n".join(parts)


def imports(named: dict[str, Any]) -> Iterator[str]:
    yield from ("from collections.abc import *", "from decimal import Decimal", "from fractions import Fraction")
    yield from (f"from {value.__module__} import {name} as {name}" for name, value in sorted(named.items()))


def own_definitions() -> dict[str, str]:
    """The public functions that the package's ``__init__`` itself defines, without their bodies."""
    tree = ast.parse((PACKAGE / "__init__.py").read_text("utf-8"))
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]
    return {f.name: f"def {f.name}({ast.unparse(f.args)}) -> {ast.unparse(f.returns) if f.returns else 'Any'}: ..." for f in functions}


def constructor(name: str, family: Family) -> str:
    """A class whose call has the family's signatures, and the family as its instance."""
    ways = signatures(family)
    lines = [f"class _{name}(Family):"]
    for way in ways:
        lines += ["    @overload"] * (len(ways) > 1)
        lines += [f"    def __call__(self, {arguments(way)}) -> Distribution: ..."]
    return "\n".join([*lines, "", f"{name}: _{name}", ""])


def arguments(way: Signature) -> str:
    free = [f"{name}: Parameter" for name in way.names if name not in way.named]
    named = [f"{name}: Parameter" for name in way.names if name in way.named]
    return ", ".join([*free, *(["*"] if named else []), *named])


if __name__ == "__main__":
    STUB.write_text(stub(), "utf-8")
    print(f"{STUB.name}: {len(public_names())} public names")
