"""Floor 4: the search.  May be wrong, is always checked.  ``si.derive(quantity)`` is its verb."""

from collections.abc import Callable

from symbolic_info.core.verbs import make_callable


def _verb() -> Callable:
    from symbolic_info.derive.derivation import derive

    return derive


make_callable(__name__, _verb)
