"""Floor 5: a format a file."""

import difflib
from typing import Any

from symbolic_info.core.errors import ParameterError
from symbolic_info.core.registry import Table
from symbolic_info.export.record import Exporter

EXPORTERS = Table("export", Exporter)


def render(derivation: Any, key: str) -> str:
    """``derivation`` in the format called ``key``: "latex", "markdown", "text", "json", or that of a file added here.

    Raises:
        ParameterError: There is no such format; the message lists those that there are, the nearest first.
    """
    if key not in EXPORTERS:
        near = difflib.get_close_matches(str(key).lower(), list(EXPORTERS), n=1, cutoff=0.4)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise ParameterError(f"unknown format {key!r}{hint} (formats: {', '.join(EXPORTERS)})")
    return EXPORTERS[key].render(derivation)
