"""Floor 1: one data-only file a family.  ``si.families()`` is the table of them."""

from symbolic_info.core.records import Family
from symbolic_info.core.registry import Rows, Table
from symbolic_info.core.verbs import make_callable

make_callable(__name__, lambda: lambda: Rows(Table("families", Family).rows()))
