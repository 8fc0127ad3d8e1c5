"""Tables: the rows of a package are the records found in its files.  Nothing is registered by import order.

Adding a row is adding a file.  A row is found by the file it stands in, so one row is loaded without the others.
"""

import difflib
import importlib
import importlib.util
import pkgutil
import re
from collections.abc import Iterator, Mapping
from typing import Any

ROOT = __name__.split(".")[0]


def module_name(name: str) -> str:
    """The file that holds the row called ``name``: ``StudentT`` stands in ``student_t``."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()


class Table(Mapping[str, Any]):
    """The instances of ``kind`` defined in the files of ``symbolic_info.<package>``, by ``.key``; read-only, sorted."""

    def __init__(self, package: str, kind: type) -> None:
        self.package = f"{ROOT}.{package}"
        self.kind = kind

    def modules(self) -> list[str]:
        """Names of the files, without loading them."""
        path = importlib.import_module(self.package).__path__
        return sorted(m.name for m in pkgutil.iter_modules(path) if not m.name.startswith("_"))

    def rows_of(self, module: str) -> list[Any]:
        """The rows that one file defines."""
        loaded = importlib.import_module(f"{self.package}.{module}")
        named = [(k, v) for k, v in vars(loaded).items() if isinstance(v, (self.kind, type))]
        found = [(k, v) for k, v in named if self._is_row(v, k, loaded.__name__)]
        return [v for _, v in sorted(found, key=lambda kv: kv[0])]

    def _is_row(self, value: Any, name: str, module: str) -> bool:
        if name.startswith("_"):
            return False
        if isinstance(self.kind, type) and isinstance(value, type):
            return issubclass(value, self.kind) and value is not self.kind and value.__module__ == module
        return isinstance(value, self.kind) and getattr(value, "__module__", module) in (module, type(value).__module__)

    def rows(self) -> dict[str, Any]:
        """All rows by key; loads every file."""
        rows: dict[str, Any] = {}
        for module in self.modules():
            rows |= {row.key: row for row in self.rows_of(module)}
        return dict(sorted(rows.items()))

    def named(self, name: str) -> Any:
        """The row with public name ``name``, loading only its file; ``KeyError`` lists the nearest names."""
        module = module_name(name)
        if module.isidentifier() and importlib.util.find_spec(f"{self.package}.{module}") is not None:
            for row in self.rows_of(module):
                if getattr(row, "name", getattr(row, "__name__", None)) == name:
                    return row
        raise KeyError(f"{name!r} is not in {self.package}; nearest: {', '.join(self.nearest(name)) or 'none'}")

    def nearest(self, name: str) -> list[str]:
        """Public names that look like ``name``."""
        names = [getattr(row, "name", getattr(row, "__name__", row.key)) for row in self.values()]
        folded = {n.lower(): n for n in names}
        close = difflib.get_close_matches(name.lower(), list(folded), n=3, cutoff=0.5)
        return [folded[c] for c in close]

    def __getitem__(self, key: str) -> Any:
        return self.rows()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.rows())

    def values(self):  # type: ignore[no-untyped-def]
        return self.rows().values()

    def items(self):  # type: ignore[no-untyped-def]
        return self.rows().items()

    def __len__(self) -> int:
        return len(self.rows())


class Rows:
    """A table as users see it: read-only, sorted by key; iterating gives the rows, ``rows[key]`` one of them."""

    def __init__(self, rows: Mapping[str, Any]) -> None:
        self._rows = dict(sorted(rows.items()))

    def __iter__(self) -> Iterator[Any]:
        return iter(self._rows.values())

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, key: object) -> bool:
        return key in self._rows

    def __getitem__(self, key: str) -> Any:
        if key not in self._rows:
            near = difflib.get_close_matches(str(key), list(self._rows), n=3, cutoff=0.5)
            raise KeyError(f"{key!r} is not in the table; nearest: {', '.join(near) or 'none'}")
        return self._rows[key]

    def keys(self) -> tuple[str, ...]:
        """The keys, sorted."""
        return tuple(self._rows)

    def __repr__(self) -> str:
        return f"<table of {len(self)}: {', '.join(self._rows)}>"
