"""The theorems of ``derivations/``: one runnable file each, found by walking the folder."""

import importlib
import importlib.util
import pkgutil
import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from symbolic_info.core.errors import SymbolicInfoError
from symbolic_info.core.registry import ROOT, Rows
from symbolic_info.derive.theorem import Theorem


@dataclass(frozen=True)
class Entry:
    """A file of ``derivations/``: what it states, which claims it settles, and how to run it.

    ``key`` is its path with dots, ``statement`` the first line of its docstring, ``claims`` the ids in its ``CLAIMS``.
    """

    key: str
    statement: str
    claims: tuple[str, ...]
    module: ModuleType

    def run(self) -> tuple[Theorem, ...]:
        """Derive everything the file states; each theorem has been replayed by the kernel."""
        found = self.module.main()
        return found if isinstance(found, tuple) else (found,)

    @property
    def grade(self) -> str:
        """The weakest grade among the file's theorems, from running it."""
        return min((t.grade for t in self.run()), key=("undecided", "numeric", "certified", "proved").index)

    def __str__(self) -> str:
        return f"{self.key}: {self.statement}"


def theorems() -> Rows:
    """The entries of the derivations that this installation carries."""
    package = _package()
    names = sorted(m.name for m in pkgutil.walk_packages(package.__path__, f"{package.__name__}.") if not m.ispkg)
    modules = [importlib.import_module(n) for n in names if not n.rsplit(".", 1)[1].startswith("_")]
    prefix = len(package.__name__) + 1
    return Rows({m.__name__[prefix:]: _entry(m.__name__[prefix:], m) for m in modules})


def _entry(key: str, module: ModuleType) -> Entry:
    statement = (module.__doc__ or "").strip().split("\n")[0]
    return Entry(key, statement, tuple(module.CLAIMS), module)


def _package() -> ModuleType:
    """``derivations`` inside the package (in a wheel), or beside it (in a checkout)."""
    name = f"{ROOT}.derivations"
    if name in sys.modules:
        return sys.modules[name]
    if importlib.util.find_spec(name) is not None:
        return importlib.import_module(name)
    beside = Path(sys.modules[ROOT].__path__[0]).parent / "derivations" / "__init__.py"
    if not beside.is_file():
        raise SymbolicInfoError("this installation carries no derivations; install the wheel or run from a checkout")
    spec = importlib.util.spec_from_file_location(name, beside, submodule_search_locations=[str(beside.parent)])
    if spec is None or spec.loader is None:
        raise SymbolicInfoError(f"{beside} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
