"""Frozen records: a family (data), a rule's presentation, evidence and verdict."""

from dataclasses import dataclass, field
from typing import Any

import sympy as sp

from symbolic_info.core import doors
from symbolic_info.core.supports import Support, interval


@dataclass(frozen=True)
class Alternative:
    """Other parameters for a family: ``params`` replace it, ``own`` gives the family's parameters through them.

    ``Alternative(params=(k, theta), own=(k, 1 / theta))`` lets ``Gamma(k, scale=theta)`` be written.
    """

    params: tuple[sp.Symbol, ...]
    own: tuple[sp.Expr, ...]
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Family:
    """A parametric family: what its density is, and nothing that follows from it.

    Args:
        name: The constructor's name, ``Normal``; the file is its snake case.
        key: The permanent key, ``normal``.
        params: Symbols with their domains, in positional order.
        names: The words for the parameters that are keywords of the constructor (default: the symbols' names).
        variable: The density's variable.
        support: Where the density is positive: a pair of bounds (an interval) or a ``Support``.
        log_density: The logarithm of the density or of the mass function, in nats.
        constraints: Expressions in the parameters that must be positive, beyond the symbols' own assumptions.
        keyword_only: Parameters that must be named because their meaning is ambiguous (rate or scale).
        alternatives: Other parameters.
        typical: Exact points, asymmetric, as strings.
        panels: Break points that tell a quadrature where the mass is.
        source: Where the density is stated.
    """

    name: str
    key: str
    params: tuple[sp.Symbol, ...]
    variable: sp.Symbol
    support: Support | tuple
    log_density: sp.Expr
    names: tuple[str, ...] = ()
    constraints: tuple[sp.Expr, ...] = ()
    keyword_only: tuple[str, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    typical: tuple[tuple[str, ...], ...] = ()
    panels: tuple[sp.Expr, ...] = ()
    source: str = ""

    def __post_init__(self) -> None:
        if isinstance(self.support, tuple):
            object.__setattr__(self, "support", interval(*self.support))
        if not self.names:
            object.__setattr__(self, "names", tuple(s.name for s in self.params))

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """The distribution with these parameters: SymPy objects, exact numbers or strings."""
        return doors.door().law(self, args, kwargs)

    def with_own_symbols(self, suffix: str = "") -> Any:
        """The distribution at its own symbols, e.g. ``Normal(mu, sigma)``; ``suffix`` "_1" gives ``Normal(mu_1, sigma_1)``."""
        symbols = [sp.Symbol(s.name + suffix, **s._assumptions_orig) for s in self.params]
        return doors.door().law(self, (), dict(zip(self.names, symbols, strict=True)))

    def __repr__(self) -> str:
        return f"{self.name}({', '.join(self.names)})"


@dataclass(frozen=True)
class Evidence:
    """Independent numbers for one step: both sides evaluated at ``points`` admissible points agree to ``digits``."""

    points: int
    digits: int
    source: str = "mpmath"


@dataclass(frozen=True)
class Verdict:
    """What is known of a statement: ``proved``, ``certified``, ``numeric``, ``refuted`` or ``undecided``.

    ``theorem`` is what the kernel accepted: the statement itself, or that it fails at the ``witness``.
    """

    status: str
    reason: str = ""
    points: int = 0
    digits: int = 0
    witness: dict = field(default_factory=dict)
    theorem: Any = None


@dataclass(frozen=True)
class Step:
    """One step of a derivation: ``before`` equals ``after`` (or is <=, or <) by the rule ``rule``, under ``conditions``.

    ``chain`` tells the steps of the main line (each starts where the last one ended) from the facts that they use.
    """

    before: sp.Expr
    after: sp.Expr
    rule: str
    reason: str
    conditions: tuple[sp.Basic, ...] = ()
    evidence: Evidence | None = None
    chain: bool = True
    citation: str = ""
    relation: str = "="
