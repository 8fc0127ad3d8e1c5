"""Channels with a name and explicit transition probabilities: binary symmetric, binary erasure, Z."""

from typing import Any

import sympy as sp

from symbolic_info.core.domains import one_symbol_per_name
from symbolic_info.core.doors import door
from symbolic_info.core.errors import ParameterError
from symbolic_info.distributions.categorical import Categorical
from symbolic_info.distributions.joint import Joint


class FiniteChannel(sp.Basic):
    """``FiniteChannel(rows, best)``: row i holds the probabilities of the outputs at input i; the input law ``best`` attains capacity.

    That it does is what ``capacity`` rests on: all rows have one divergence from the output law (Gallager, *Information Theory and Reliable
    Communication*, theorem 4.5.1).  ``BinarySymmetricChannel``, ``BinaryErasureChannel`` and ``ZChannel`` make them.
    """

    @property
    def rows(self) -> sp.Matrix:
        """The transition probabilities."""
        return self.args[0]

    @property
    def best(self) -> tuple[sp.Expr, ...]:
        """An input law that attains capacity."""
        return tuple(self.args[1])

    @property
    def output(self) -> Categorical:
        """The law of the output at the best input."""
        masses = [sp.factor(sum(p * self.rows[i, j] for i, p in enumerate(self.best))) for j in range(self.rows.cols - 1)]
        return Categorical([*masses, 1 - sum(masses)])

    def row(self, i: int) -> Categorical:
        """The law of the output at input i, counted from 0."""
        return Categorical(list(self.rows.row(i)))

    def joint(self, probability: Any = None) -> Joint:
        """The law of input and output; ``probability`` is that of the first input, by default the best."""
        first = self.best[0] if probability is None else _probability(probability, "FiniteChannel: probability")
        inputs = (first, 1 - first)
        if self.rows.rows != 2:
            raise ParameterError(f"{self} has {self.rows.rows} inputs; give a Joint for another law of the input")
        return Joint([[inputs[i] * self.rows[i, j] for j in range(self.rows.cols)] for i in range(2)])

    def _sympystr(self, printer: Any) -> str:
        return f"FiniteChannel({printer._print(self.rows.tolist())})"


def _probability(value: Any, where: str) -> sp.Expr:
    """A probability; a name in text is a positive symbol."""
    value = door().read(value) if isinstance(value, str) else value
    value = sp.Rational(str(value)) if isinstance(value, float) else sp.sympify(value, strict=True)
    plain = {s: sp.Symbol(s.name, positive=True) for s in value.free_symbols if s.is_positive is None}
    value = value.xreplace(plain | one_symbol_per_name((value,)))
    if value.is_positive is False or (1 - value).is_negative:
        raise ParameterError(f"{where} {value} lies outside (0, 1)")
    return value


def BinarySymmetricChannel(error: Any) -> FiniteChannel:
    r"""Two inputs, two outputs; each input is turned into the other with probability ``error``; capacity log 2 - H(error).

    References:
        Cover & Thomas (2006), *Elements of Information Theory*, 2nd ed., section 7.1.4.

    Examples:
        >>> from symbolic_info import BinarySymmetricChannel, Capacity
        >>> Capacity(BinarySymmetricChannel("1/4"), base=2).doit()
        -1 + 3*log(3)/(4*log(2))
    """
    e = _probability(error, "BinarySymmetricChannel: error")
    return FiniteChannel(sp.ImmutableDenseMatrix([[1 - e, e], [e, 1 - e]]), sp.Tuple(sp.S.Half, sp.S.Half))


def BinaryErasureChannel(erasure: Any) -> FiniteChannel:
    r"""Two inputs; each is lost, which the receiver sees as a third output, with probability ``erasure``; capacity (1 - erasure) log 2.

    References:
        Cover & Thomas (2006), *Elements of Information Theory*, 2nd ed., section 7.1.5.

    Examples:
        >>> from symbolic_info import BinaryErasureChannel, Capacity
        >>> Capacity(BinaryErasureChannel("1/4"), base=2).doit()
        3/4
    """
    e = _probability(erasure, "BinaryErasureChannel: erasure")
    return FiniteChannel(sp.ImmutableDenseMatrix([[1 - e, e, 0], [0, e, 1 - e]]), sp.Tuple(sp.S.Half, sp.S.Half))


def ZChannel(error: Any) -> FiniteChannel:
    r"""Two inputs; the first always arrives, the second turns into the first with probability ``error``.

    References:
        Cover & Thomas (2006), *Elements of Information Theory*, 2nd ed., problem 7.8.

    Examples:
        >>> from symbolic_info import Capacity, ZChannel
        >>> Capacity(ZChannel("1/2"), base=2).doit()
        -2 + log(5)/log(2)
    """
    e = _probability(error, "ZChannel: error")
    second = 1 / ((1 - e) * (1 + sp.exp(-(e * sp.log(e) + (1 - e) * sp.log(1 - e)) / (1 - e))))
    return FiniteChannel(sp.ImmutableDenseMatrix([[1, 0], [e, 1 - e]]), sp.Tuple(1 - second, second))
