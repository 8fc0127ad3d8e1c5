"""Proofs about laws on vectors, written out by hand (see ``script``).  Untrusted: the kernel replays them."""

from typing import Any

import sympy as sp

from symbolic_info.core.heads import Quantity
from symbolic_info.derive.gaussian_vectors import plain_square
from symbolic_info.derive.script import Script
from symbolic_info.distributions.multivariate_normal import MultivariateNormal


class VectorScript(Script):
    """A script with the rules for vectors: normal ones, and ones of which mean and covariance are given."""

    def __init__(self, *expressions: sp.Basic) -> None:
        super().__init__(*expressions)
        self.ones: dict[Any, int] = {}

    def matrix(self, e: sp.Basic) -> tuple:
        """The kernel term of a matrix."""
        return self.bridge.matrices.matrix(e, {})

    def one(self, law: Any) -> int:
        """E[1] = 1, stated once."""
        if law not in self.ones:
            self.ones[law] = self._normalised(law)
        return self.ones[law]

    def _normalised(self, law: Any) -> int:
        if isinstance(law, MultivariateNormal):
            return self.proof.do("gaussian_integral", [], self.bridge.name_of(law), self.matrix(law.mean), self.matrix(law.covariance))
        return self.proof.do("given_vector_density", [], self.bridge.name_of(law))

    def square(self, law: Any, centre: sp.Basic, weight: sp.Basic) -> int:
        """E[(X - a)' B (X - a)] = tr(B K) + (m - a)' B (m - a), with the centre a and the weight B."""
        name, at = self.bridge.name_of(law), (self.matrix(centre), self.matrix(weight))
        if isinstance(law, MultivariateNormal):
            step = self.proof.do("gaussian_square", [], name, self.matrix(law.mean), self.matrix(law.covariance), *at)
        else:
            step = self.proof.do("given_square", [], name, *at)
        return plain_square(self.proof, step)

    def definition(self, q: Quantity) -> int:
        """The quantity as an expectation."""
        return self.proof.do("vector_definition", [self.one(law) for law in dict.fromkeys(q.distributions)], self.term(q))

    def expanded(self, q: Quantity, known: dict[int, Any]) -> int:
        """The quantity as a combination of known expectations, with their coefficients, by linearity."""
        start = self.definition(q)
        law, body = self.proof.done[start].right[3], self.proof.done[start].right[2]
        numbers = tuple(self.term(c) for c in known.values())
        linear = self.proof.do("linearity", [self.one(q.distributions[0]), *known], law, body, numbers)
        return self.proof.do("substitute", [self.proof.do("chain", [start, linear]), *dict.fromkeys(known)])

    def turned(self, q: Quantity) -> int:
        """The expectation that defines a quantity, as that quantity: it has to exist."""
        return self.proof.do("reverse", [self.definition(q)])

    def divergence_sign(self, q: Quantity, *value: int) -> int:
        """0 <= D(P || Q), or 0 <= its value."""
        return self.proof.do("vector_divergence_sign", [*(self.one(law) for law in dict.fromkeys(q.distributions)), *value], self.term(q))
