"""Mixtures: a law drawn with given weights, then a value drawn from it."""

from typing import Any

import sympy as sp

from symbolic_info.core.doors import door
from symbolic_info.core.errors import ParameterError
from symbolic_info.core.heads import Distribution
from symbolic_info.distributions.parameters import exact
from symbolic_info.distributions.sizes import label


class Mixture(Distribution):
    """``Mixture([P, Q], ["t", "1 - t"])``: the law with masses t p_i + (1 - t) q_i; the weights are positive and total 1.

    Raises:
        ParameterError: No components, components on different sets, or weights that do not total 1.

    References:
        Cover & Thomas (2006), *Elements of Information Theory*, 2nd ed., section 2.7.

    Examples:
        >>> from symbolic_info import Categorical, Mixture
        >>> M = Mixture([Categorical("p", "n"), Categorical("q", "n")], ["t", "1 - t"])
        >>> M.mass("i")
        t*p[i] + (1 - t)*q[i]
    """

    def __new__(cls, components: Any, weights: Any) -> "Mixture":
        laws = [door().as_distribution(law) for law in components]
        numbers = [exact(w, f"Mixture: weight {k}", door().read, {"positive": True}) for k, w in enumerate(weights, 1)]
        same = {s: sp.Symbol(s.name, positive=True) for w in numbers for s in w.free_symbols}
        numbers = [w.xreplace(same) for w in numbers]
        if len(laws) < 2 or len(laws) != len(numbers):
            raise ParameterError(f"Mixture: {len(laws)} components and {len(numbers)} weights; give two or more of each, in one order")
        if any(not hasattr(law, "shape") for law in laws) or len({tuple(law.shape) for law in laws}) > 1:
            raise ParameterError(f"Mixture: {', '.join(map(str, laws))} do not live on one finite set")
        if sp.expand(sp.Add(*numbers)) != 1:
            raise ParameterError(
                f"Mixture: the weights total {sp.expand(sp.Add(*numbers))}, not 1; write the last one as 1 minus the others"
            )
        return sp.Basic.__new__(cls, sp.Tuple(*laws), sp.Tuple(*numbers))

    @property
    def components(self) -> tuple[Distribution, ...]:
        return tuple(self.args[0])

    @property
    def weights(self) -> tuple[sp.Expr, ...]:
        return tuple(self.args[1])

    @property
    def array(self) -> None:
        """A mixture has no array of its own."""
        return None

    @property
    def shape(self) -> tuple[sp.Expr, ...]:
        return self.components[0].shape

    @property
    def is_discrete(self) -> bool:
        return self.components[0].is_discrete

    @property
    def parameters(self) -> tuple[sp.Expr, ...]:
        return (*self.weights, *(p for law in self.components for p in law.parameters))

    @property
    def constraints(self) -> tuple[sp.Expr, ...]:
        own = [w for w in self.weights if not w.is_number]
        return tuple(dict.fromkeys([*own, *(c for law in self.components for c in law.constraints)]))

    def indices(self) -> tuple[sp.Symbol, ...]:
        """A symbol for the value of each variable."""
        return self.components[0].indices()

    def mass(self, *at: Any) -> sp.Expr:
        """The weighted sum of the components' masses."""
        labels = [label(a, "Mixture: value") for a in at]
        return sp.Add(*(w * law.mass(*labels) for w, law in zip(self.weights, self.components, strict=True)))

    def _sympystr(self, printer: Any) -> str:
        laws, weights = ([printer._print(a) for a in each] for each in self.args)
        return f"Mixture([{', '.join(laws)}], [{', '.join(weights)}])"

    def _latex(self, printer: Any) -> str:
        return " + ".join(rf"{_bracketed(w, printer)} {printer._print(law)}" for w, law in zip(self.weights, self.components, strict=True))


def _bracketed(weight: sp.Expr, printer: Any) -> str:
    text = printer._print(weight)
    return rf"\left({text}\right)" if weight.is_Add else text
