"""The term of a finite quantity: what its definition adds up for each outcome, as a function of the masses there."""

import sympy as sp

from symbolic_info.core.errors import ParameterError
from symbolic_info.core.heads import Quantity


def summand(quantity: Quantity) -> sp.Expr:
    """The term of the sum that defines ``quantity`` of symbolic masses: p_i and q_i become symbols p and q.

    Raises:
        ParameterError: The definition is no single sum over the outcomes.

    Examples:
        >>> from symbolic_info import KL, Categorical, Entropy
        >>> P, Q = Categorical("p", "n"), Categorical("q", "n")
        >>> summand(Entropy(P)), summand(KL(P, Q))
        (-p*log(p), p*(log(p) - log(q)))
    """
    body = quantity.rewrite(sp.Sum)
    sums = sorted(body.atoms(sp.Sum), key=sp.default_sort_key)
    if len(sums) != 1 or not body.atoms(sp.Indexed):
        raise ParameterError(f"{quantity} is no single sum over outcomes; give one of Categorical('p', 'n')")
    term = body.xreplace({sums[0]: sums[0].function})
    return term.replace(lambda e: isinstance(e, sp.Indexed), lambda e: sp.Symbol(str(e.base), nonnegative=True))
