"""What somebody may have meant: a mended formula for the quantity, or another quantity that the formula is right for."""

from typing import NamedTuple

import sympy as sp


class Candidate(NamedTuple):
    """A repair to be tried.

    ``formula`` is right for the quantity if this is the mistake; or the formula as it stands is right for ``quantity``, whose value is
    ``equals`` where that is known; or, of an approximation, the formula as it stands is ``equals``.
    """

    key: str
    says: str
    formula: sp.Expr | None = None
    quantity: sp.Expr | None = None
    equals: sp.Expr | None = None
