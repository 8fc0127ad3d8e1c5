"""Channels, and Markov chains made of them."""

from typing import Any

import sympy as sp

from symbolic_info.core.errors import ParameterError
from symbolic_info.core.heads import Distribution
from symbolic_info.distributions.categorical import Categorical, array_of
from symbolic_info.distributions.joint import LETTERS, Marginal, axes_of, summed_out
from symbolic_info.distributions.sizes import index, label, size_of


class Channel(sp.Basic):
    """``Channel("w", (n, m))``: conditional probabilities w_{ij} of j given i, j = 1..m, for each i = 1..n.

    The entries are non-negative and each row totals 1.

    Raises:
        ParameterError: The shape is not a pair of sizes.

    References:
        Cover & Thomas (2006), *Elements of Information Theory*, 2nd ed., section 7.1.

    Examples:
        >>> from symbolic_info import Categorical, Channel, MarkovChain
        >>> MarkovChain(Categorical("p", "n"), Channel("w", ("n", "m"))).mass("i", "j")
        p[i]*w[i, j]
    """

    def __new__(cls, first: Any, shape: Any) -> "Channel":
        if isinstance(shape, str) or not hasattr(shape, "__iter__") or len(tuple(shape)) != 2:
            raise ParameterError(f"Channel: shape {shape!r} is not a pair of sizes; write for example Channel('w', ('n', 'm'))")
        sizes = sp.Tuple(*(size_of(s, f"Channel: size {k}") for k, s in enumerate(shape)))
        return sp.Basic.__new__(cls, array_of(first, "Channel"), sizes)

    @property
    def array(self) -> sp.IndexedBase:
        return self.args[0]

    @property
    def shape(self) -> tuple[sp.Expr, ...]:
        return tuple(self.args[1])

    def _sympystr(self, printer: Any) -> str:
        return f"Channel({printer._print(self.array)}, ({', '.join(map(printer._print, self.shape))}))"

    def _latex(self, printer: Any) -> str:
        return printer._print(self.array)


class MarkovChain(Distribution):
    r"""``MarkovChain(P, W, V, ...)``: X_0 with law P, and each further variable the output of a channel whose input is the one before.

    The mass is p_i w_{ij} v_{jk} ...; the variables are counted from 0.

    Raises:
        ParameterError: P is no array, there is no channel, or a channel does not take what the one before gives.

    References:
        Cover & Thomas (2006), *Elements of Information Theory*, 2nd ed., (2.117).

    Examples:
        >>> from symbolic_info import Categorical, Channel, MarkovChain
        >>> X = MarkovChain(Categorical("p", "n"), Channel("w", ("n", "m")), Channel("v", ("m", "k")))
        >>> X.marginal(1).mass("j")
        Sum(p[i]*v[j, l]*w[i, j], (i, 1, n), (l, 1, k))
    """

    def __new__(cls, first: Any, *channels: Channel) -> "MarkovChain":
        if not isinstance(first, Categorical) or first.array is None:
            raise ParameterError(f"MarkovChain: {first} is no array of probabilities; begin with Categorical('p', 'n')")
        if not channels or len(channels) >= len(LETTERS) or not all(isinstance(c, Channel) for c in channels):
            raise ParameterError(
                f"MarkovChain: give 1 to {len(LETTERS) - 1} channels after the first law, such as Channel('w', ('n', 'm'))"
            )
        size = first.size
        for channel in channels:
            if channel.shape[0] != size:
                raise ParameterError(f"MarkovChain: {channel} takes {channel.shape[0]} values, but the variable before it has {size}")
            size = channel.shape[1]
        return sp.Basic.__new__(cls, first, *channels)

    @property
    def first(self) -> Categorical:
        """The law of the first variable."""
        return self.args[0]

    @property
    def channels(self) -> tuple[Channel, ...]:
        return self.args[1:]

    @property
    def array(self) -> None:
        """A chain has no array of its own."""
        return None

    @property
    def shape(self) -> tuple[sp.Expr, ...]:
        """How many values each variable has."""
        return (self.first.size, *(c.shape[1] for c in self.channels))

    @property
    def is_discrete(self) -> bool:
        return True

    @property
    def parameters(self) -> tuple[sp.Expr, ...]:
        return (self.first.array, *(c.array for c in self.channels), *self.shape)

    def indices(self) -> tuple[sp.Symbol, ...]:
        """A symbol for the value of each variable."""
        used = {s.name for s in self.free_symbols}
        symbols: list[sp.Symbol] = []
        for _ in self.shape:
            symbols.append(index(LETTERS, used | {s.name for s in symbols}))
        return tuple(symbols)

    def mass(self, *at: Any) -> sp.Expr:
        """P(X_0 = at[0], X_1 = at[1], ...) = p_i w_{ij} ..."""
        if len(at) != len(self.shape):
            raise ParameterError(f"{self} has {len(self.shape)} variables, got {len(at)} values; give one for each")
        labels = [label(a, "MarkovChain: value") for a in at]
        steps = zip(self.channels, labels, labels[1:], strict=False)
        start = self.first.mass(labels[0])
        return sp.Mul(start, *(c.array[i, j] for c, i, j in steps))

    def marginal(self, *axes: int) -> Distribution:
        """The law of some of the variables."""
        kept = axes_of(self, axes)
        return self if len(kept) == len(self.shape) else self.first if kept == (0,) else Marginal(self, *kept)

    def summed_out(self, *kept: tuple[int, sp.Expr]) -> sp.Expr:
        """The mass with the axes ``kept`` at given values and all others summed over."""
        return summed_out(self, kept)

    def letter(self, printer: Any) -> str:
        """The letters of the masses, in LaTeX."""
        return rf"\left({printer._print(self.first.array)} {' '.join(printer._print(c.array) for c in self.channels)}\right)"

    def _sympystr(self, printer: Any) -> str:
        return f"MarkovChain({', '.join(map(printer._print, self.args))})"

    def _latex(self, printer: Any) -> str:
        return printer._print(self.mass(*self.indices()))
