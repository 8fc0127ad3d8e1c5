"""Traces, determinants and entries of matrices that have entries, as numbers and symbols.  For the oracles; not trusted."""

from typing import Any

from symbolic_info.proof.matrix_bridge import SCALARS


def computed(expression: Any) -> Any:
    """``expression`` with its traces, determinants and entries multiplied out."""
    return expression.replace(lambda e: isinstance(e, SCALARS), lambda e: e.doit())
