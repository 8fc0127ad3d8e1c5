"""What a lemma states: the integral (or sum) over u of exp(log_kernel(u; s)) is normaliser(s).  Trusted.

``log_kernel`` is affine in each parameter of ``tilt``, so that on the open set where ``conditions`` are positive and ``nonzero`` not 0 the
integral may be differentiated under the sign in those parameters (an exponential family in its interior; Lehmann &
Romano, Testing Statistical Hypotheses, theorem 2.7.1).  Parameters of ``fixed`` may only be given.
"""

from dataclasses import dataclass

from symbolic_info.core.errors import Rejected
from symbolic_info.core.registry import Table
from symbolic_info.proof.terms import INFINITY, Term, name, rat, sym

U, S, T, L, R, C, M = "_u", "_s", "_t", "_l", "_r", "_c", "_m"
u, s, t, left, right, c, m = (sym(n) for n in (U, S, T, L, R, C, M))
HALF_LINE = ("interval", rat(0), INFINITY)
LINE = ("interval", ("minus_infinity",), INFINITY)
UNIT_INTERVAL = ("interval", rat(0), rat(1))
NATURALS = ("integers", rat(0), INFINITY)


@dataclass(frozen=True)
class Lemma:
    """One classical integral or sum over ``_u`` in ``support``."""

    key: str
    says: str
    support: tuple
    tilt: tuple[str, ...]
    log_kernel: Term
    normaliser: Term
    conditions: tuple[Term, ...]
    citation: str
    fixed: tuple[str, ...] = ()
    nonzero: tuple[Term, ...] = ()

    @property
    def parameters(self) -> tuple[str, ...]:
        return self.tilt + self.fixed


@dataclass(frozen=True)
class Integral:
    """One classical integral or sum over ``_u`` in ``support``, absolutely convergent: that of ``integrand`` is ``value``."""

    key: str
    says: str
    support: tuple
    parameters: tuple[str, ...]
    integrand: Term
    value: Term
    conditions: tuple[Term, ...]
    citation: str
    nonzero: tuple[Term, ...] = ()


def lemma(key: str) -> Lemma:
    """The lemma called ``key``."""
    try:
        return Table("rules.lemmas", Lemma).rows_of(name(key))[0]
    except ModuleNotFoundError:
        raise Rejected(f"unknown lemma {key!r:.40}") from None


def integral(key: str) -> Integral:
    """The integral called ``key``."""
    try:
        return Table("rules.integrals", Integral).rows_of(name(key))[0]
    except ModuleNotFoundError:
        raise Rejected(f"unknown integral {key!r:.40}") from None
