"""Tests are written against the tables: a test that asks for ``family`` or ``quantity`` runs once a row.

``pytest --family gamma`` runs one family only.
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
