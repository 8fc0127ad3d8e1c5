r"""Bounds for mixtures of laws on the line from pairs of their components: for what has no closed form.

For f = sum of w_a f_a, H_c = sum of w_a H(f_a) and a distance d between components, H_d = H_c - sum_a w_a log sum_b w_b exp(-d(a, b)) is

    an upper bound of H(f) for d = D(f_a || f_b),    a lower one for d = -log of the integral of sqrt(f_a f_b)  (Kolchinsky & Tracey).

For g = sum of v_b g_b the cross-entropy H(f, g) = -E_f log g lies between

    -sum_a w_a log sum_b v_b E_{f_a} g_b    (Jensen)    and    H_c - sum_a w_a log sum_b v_b exp(-D(f_a || g_b))    (Hershey & Olsen),

so D(f || g) = H(f, g) - H(f) lies between the differences of these bounds (Durrieu, Thiran & Kelly).  Every number of a pair is derived, or
integrated, by ``lambdify``.

Source: Kolchinsky & Tracey (2017), Estimating mixture entropy with pairwise distances, Entropy 19(7), 361; Hershey & Olsen (2007),
Approximating the Kullback Leibler divergence between Gaussian mixture models, ICASSP; Durrieu, Thiran & Kelly (2012), Lower and upper
bounds for approximation of the Kullback-Leibler divergence between Gaussian mixture models, ICASSP.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sympy as sp

from symbolic_info.core.errors import ParameterError
from symbolic_info.core.heads import Distribution, LogDensity, Mean
from symbolic_info.numeric.lambdify import lambdify
from symbolic_info.quantities.entropy import Entropy
from symbolic_info.quantities.kl import KL

Part = tuple[Any, Distribution]
"""A weight and a law without symbols."""


@dataclass(frozen=True)
class Bounds:
    """``lower`` <= the number <= ``upper``, in nats."""

    lower: float
    upper: float

    def __contains__(self, number: float) -> bool:
        return self.lower <= number <= self.upper


def mixture_entropy_bounds(mixture: Sequence[Part]) -> Bounds:
    r"""Bounds of the differential entropy of a mixture, in nats, from the divergences and overlaps of pairs of its components.

    Both bounds are tight where components coincide or lie far apart.

    Args:
        mixture: Pairs (weight, law): positive weights that total 1, laws on the line or on integers, without symbols.

    Raises:
        ParameterError: The weights are not positive or do not total 1, or a law has symbols.

    Examples:
        >>> from symbolic_info import Normal
        >>> found = mixture_entropy_bounds([(0.5, Normal(-2, 1)), (0.5, Normal(2, 1))])
        >>> round(found.lower, 3), round(found.upper, 3)
        (1.985, 2.112)
    """
    import numpy as np

    weights, laws = _checked(mixture)
    own = float(weights @ [lambdify(Entropy(law))() for law in laws])
    far = np.exp(-_pairs(KL, laws, laws))
    near = _pairs(_overlap, laws, laws)
    return Bounds(own - float(weights @ np.log(near @ weights)), own - float(weights @ np.log(far @ weights)))


def mixture_divergence_bounds(first: Sequence[Part], second: Sequence[Part]) -> Bounds:
    r"""Bounds of D(f || g) of two mixtures f and g, in nats, from pairs of components; the lower one is at least 0.

    Args and errors as for ``mixture_entropy_bounds``.  The upper bound is inf where a component of f reaches beyond every one of g.

    Examples:
        >>> from symbolic_info import Normal
        >>> f = [(0.5, Normal(-1, 1)), (0.5, Normal(1, 1))]
        >>> found = mixture_divergence_bounds(f, [(1, Normal(0, 2))])
        >>> 0 <= found.lower <= found.upper < 1
        True
    """
    import numpy as np

    weights, laws = _checked(first)
    others, models = _checked(second)
    own = float(weights @ [lambdify(Entropy(law))() for law in laws])
    low = -float(weights @ np.log(_pairs(_product, laws, models) @ others))
    with np.errstate(divide="ignore"):  # a component of the first that reaches beyond all of the second
        high = own - float(weights @ np.log(np.exp(-_pairs(KL, laws, models)) @ others))
    entropy = mixture_entropy_bounds(first)
    return Bounds(max(0.0, low - entropy.upper), high - entropy.lower)


def _checked(mixture: Sequence[Part]) -> tuple[Any, list[Distribution]]:
    import numpy as np

    try:
        weights = np.array([float(w) for w, _ in mixture])
        laws = [law for _, law in mixture]
    except (TypeError, ValueError):
        raise ParameterError(
            f"{mixture!r} is no list of pairs (weight, law); give such as [(0.5, Normal(0, 1)), (0.5, Normal(4, 1))]"
        ) from None
    if not len(weights) or not (weights > 0).all() or abs(weights.sum() - 1) > 1e-9:
        shown = ", ".join(str(w) for w, _ in mixture) or "of no components"
        raise ParameterError(
            f"the weights {shown} are not positive numbers that total 1; give one for each component, divided by their total"
        )
    for law in laws:
        if not isinstance(law, Distribution) or law.free_symbols:
            raise ParameterError(f"{law} is no law without symbols; give components such as Normal(0, 1)")
    return weights, laws


def _pairs(quantity: Any, rows: list[Distribution], columns: list[Distribution]) -> Any:
    """The number of each pair, rows first."""
    import numpy as np

    return np.array([[lambdify(quantity(a, b))() for b in columns] for a in rows])


def _overlap(p: Distribution, q: Distribution) -> sp.Expr:
    """The integral of sqrt(p q), as E_P sqrt(q/p)."""
    x = p.variable(q)
    return sp.S.One if p == q else Mean(sp.exp((LogDensity(q, x) - LogDensity(p, x)) / 2), x, p)


def _product(p: Distribution, q: Distribution) -> sp.Expr:
    """The integral of p q, as E_P q."""
    x = p.variable(q)
    return Mean(sp.exp(LogDensity(q, x)), x, p)
