"""The marker ``fuzz``: the same random tests with 20,000 terms and 2,500 identities, which run when they are asked for (``-m fuzz``)."""

import pytest


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "fuzz: 20,000 random terms for each property, 2,500 identities; runs with `-m fuzz` only")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if "fuzz" not in config.getoption("-m"):
        kept = [item for item in items if item.get_closest_marker("fuzz") is None]
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = kept
