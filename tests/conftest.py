"""Tests are written against the tables: a test that asks for ``family`` or ``quantity`` runs once a row.

``pytest --family gamma`` runs one family only; ``pytest -m fuzz`` runs the random tests with their full counts.
"""

import pytest

from symbolic_info.core.heads import Quantity
from symbolic_info.core.records import Family
from symbolic_info.core.registry import Table

TABLES = {"family": Table("families", Family), "quantity": Table("quantities", Quantity)}


def pytest_addoption(parser: pytest.Parser) -> None:
    for name in TABLES:
        parser.addoption(f"--{name}", action="append", default=[], metavar="KEY", help=f"run the tests of this {name} only")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    for name, table in TABLES.items():
        if name in metafunc.fixturenames:
            keys = metafunc.config.getoption(f"--{name}") or list(table)
            metafunc.parametrize(name, [table[key] for key in keys], ids=keys)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "fuzz: 20,000 random terms for each property, 2,500 identities; runs with `-m fuzz` only")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if "fuzz" not in config.getoption("-m"):
        kept = [item for item in items if item.get_closest_marker("fuzz") is None]
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = kept
