"""Floor 1: one file a quantity.  ``si.quantities()`` is the table of them."""

from symbolic_info.core.heads import Quantity
from symbolic_info.core.registry import Rows, Table
from symbolic_info.core.verbs import make_callable

make_callable(__name__, lambda: lambda: Rows(Table("quantities", Quantity).rows()))
