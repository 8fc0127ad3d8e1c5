"""Mutual information: I(X; Y) = D(p_XY || p_X x p_Y), and given a third variable."""

import itertools
from typing import Any

import sympy as sp

from symbolic_info.core.doors import door
from symbolic_info.core.errors import ParameterError
from symbolic_info.core.heads import Distribution, Quantity
from symbolic_info.core.laws import NONNEGATIVE
from symbolic_info.core.supports import limits
from symbolic_info.core.units import NATS, Unit, unit_of
from symbolic_info.quantities.entropy import Entropy


class MutualInformation(Quantity):
    r"""``MutualInformation(J)``: I(X_0; X_1) of a joint law; ``MutualInformation(J, (0,), (2,), given=(1,))``: I(X_0; X_2 | X_1).

    I(X; Y | Z) = E[log p(x, y, z) p(z) / (p(x, z) p(y, z))], in nats unless ``base`` says otherwise.  Non-negative.

    Args:
        law: A joint law (``Joint``, ``MarkovChain``, or a vector with entries such as ``MultivariateNormal``).
        first, second: Axes of the law, counted from 0; by default 0 and 1 of a law with two.
        given: Axes conditioned on.
        base: Base b > 1 of the logarithm, or "nats" or "bits".

    Raises:
        ParameterError: The axes overlap or do not exist.

    References:
        Cover & Thomas (2006), *Elements of Information Theory*, 2nd ed., (2.28) and (2.61).

    Examples:
        >>> from symbolic_info import Joint, MutualInformation
        >>> MutualInformation(Joint("p", ("n", "m")))
        MutualInformation(Joint(p, (n, m)), (0,), (1,), ())
    """

    key = "mutual_information"
    symbol = "I"
    laws = (NONNEGATIVE,)
    is_extended_nonnegative = True

    def __new__(cls, law: Any, first: Any = (0,), second: Any = (1,), given: Any = (), base: Any = None) -> "MutualInformation":
        unit = NATS if base is None else unit_of(base)
        if isinstance(given, Unit):
            given, unit = (), given
        joint = door().as_distribution(law)
        groups = [axes(group) for group in (first, second, given)]
        check_groups(cls.__name__, joint, groups)
        return sp.Expr.__new__(cls, joint, *(sp.Tuple(*group) for group in groups), unit)

    def to(self, unit: Any) -> "MutualInformation":
        return self.func(*self.args[:-1], base=unit)

    def in_nats(self) -> sp.Expr:
        return self.func(*self.args[:-1])

    def definition(self, *arguments: Any) -> sp.Expr:
        """The mean of log p(x, y, z) p(z) / (p(x, z) p(y, z)) as a sum or an integral."""
        law, first, second, given = self.args[:4]
        if not hasattr(law, "mass"):
            return information_of_density(law, first, second, given)
        whole = marginal(law, (*first, *second, *given))
        return mean(whole, lambda at: _ratio(law, first, second, given, at))

    def _sympystr(self, printer: Any) -> str:
        return f"MutualInformation({', '.join(map(printer._print, self.args[:-1]))}{self._unit_suffix(printer)})"

    def _latex(self, printer: Any) -> str:
        _, first, second, given = self.args[:4]
        sub = "" if self.unit == NATS else rf"_{{{printer._print(self.base)}}}"
        return rf"I{sub}\left({variables(first)}; {variables(second)}{' | ' + variables(given) if given else ''}\right)"


def _ratio(law: Distribution, first: Any, second: Any, given: Any, at: dict[int, sp.Symbol]) -> sp.Expr:
    one, two, both = (mass(law, (*group, *given), at) for group in (first, second, (*first, *second)))
    return sp.log(both, evaluate=False) + (sp.log(mass(law, given, at)) if given else 0) - sp.log(one) - sp.log(two)


def information_of_density(law: Any, first: Any, second: Any, given: Any) -> sp.Expr:
    """h(X, Z) + h(Y, Z) - h(X, Y, Z) - h(Z), for a vector with a density; h(Y) - h(N) where Y = X + N."""
    if hasattr(law, "noise"):
        return Entropy(law.output) - Entropy(law.noise)
    groups = [((*first, *given), 1), ((*second, *given), 1), ((*first, *second, *given), -1), *([(given, -1)] if given else [])]
    return sp.Add(*(sign * Entropy(marginal(law, group)) for group, sign in groups))


def mean(whole: Any, f: Any) -> sp.Expr:
    """The expectation of f under a law with several variables, as a sum or an integral; f takes the symbol of each axis."""
    if getattr(whole, "entries", None) is not None:
        places = itertools.product(*(range(1, len(axis) + 1) for axis in (whole.entries, whole.entries[0])))
        return sp.Add(*(whole.mass(*at) * f(dict(enumerate(map(sp.Integer, at)))) for at in places if whole.mass(*at) != 0))
    symbols = whole.indices()
    kept = getattr(whole, "axes", tuple(range(len(whole.shape))))
    head = sp.Sum if whole.is_discrete else sp.Integral
    ranges = [(s, *limits(n)) for s, n in zip(symbols, whole.shape, strict=True)]
    return head(whole.mass(*symbols) * f(dict(zip(kept, symbols, strict=True))), *ranges)


def mass(law: Any, group: Any, at: dict[int, sp.Symbol]) -> sp.Expr:
    """The mass of some variables at the symbols of their axes."""
    kept = tuple(sorted(int(a) for a in group))
    return marginal(law, kept).mass(*(at[a] for a in kept))


def marginal(law: Any, group: Any) -> Any:
    """The law of some variables."""
    kept = tuple(sorted(int(a) for a in group))
    return law if kept == tuple(range(count(law))) else law.marginal(*kept)


def count(law: Any) -> int:
    """How many variables a law has."""
    return len(law.shape) if hasattr(law, "shape") else int(law.dimension)


def every_axis(law: Any) -> tuple[int, ...]:
    """All axes; none of a law whose number of variables is not known."""
    size = len(law.shape) if hasattr(law, "shape") else getattr(law, "dimension", 0)
    return tuple(range(int(size))) if getattr(size, "is_Integer", True) else ()


def axes(group: Any) -> tuple[int, ...]:
    """One axis, or several."""
    return tuple(int(a) for a in (group if hasattr(group, "__iter__") else (group,)))


def check_groups(what: str, law: Any, groups: list[tuple[int, ...]]) -> None:
    """Refuse axes that overlap or that the law has not; only the last group may be empty."""
    if not hasattr(law, "marginal") or not (hasattr(law, "shape") or getattr(law, "dimension", sp.oo).is_Integer):
        raise ParameterError(f"{what}: {law} has no variables to choose from; give a Joint, a MarkovChain or a vector with entries")
    named = [a for group in groups for a in group]
    if not all(groups[:-1]) or len(set(named)) != len(named) or any(a not in range(count(law)) for a in named):
        raise ParameterError(f"{what}: {groups} are not separate groups of the axes 0 to {count(law) - 1} of {law}")


def variables(group: Any) -> str:
    """X_0, X_1 for the axes 0 and 1."""
    return ", ".join(f"X_{{{a}}}" for a in group)
