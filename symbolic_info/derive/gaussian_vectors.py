"""Quantities of Gaussian vectors: which quadratic forms stand in the log-densities, and their means.

Untrusted: it arranges the steps, each of which the kernel has accepted.
"""

from collections.abc import Iterator

from symbolic_info.core.errors import Rejected
from symbolic_info.derive.means import Desk
from symbolic_info.distributions.multivariate_normal import MultivariateNormal
from symbolic_info.proof.forms import to_term, word_term
from symbolic_info.proof.kernel import Proof
from symbolic_info.proof.matrices import matrix
from symbolic_info.proof.terms import Term, add, mul, rat, subterms
from symbolic_info.proof.world import Under

Lines = list[tuple[str, int]]
SIGNS = {"entropy": (1,), "cross": (0, 1), "kl": (-1, 1)}


class GaussianVectors:
    """The search for one quantity of Gaussian vectors."""

    def __init__(self, desk: Desk, term: Term) -> None:
        self.desk, self.term = desk, term
        matrices = desk.bridge.matrices
        laws = {name: desk.bridge.laws[name] for name in term[1:]}
        self.unknown = {name for name, law in laws.items() if not isinstance(law, MultivariateNormal)}
        self.parameters = {n: (matrices.matrix(law.mean, {}), matrices.matrix(law.covariance, {})) for n, law in laws.items()}

    def run(self) -> tuple[int, Lines]:
        """The step q = value, and the steps to show, each with its role."""
        ones = {law: self._one(law) for law in dict.fromkeys(self.term[1:])}
        start = self.desk.do("vector_definition", list(ones.values()), self.term)
        law, body = self.term[1], self.desk.right(start)[2]
        squares = list(self._squares())
        facts = [step for _, step in squares]
        linear = self.desk.do("linearity", [ones[law], *facts], law, body, tuple(c for c, _ in squares))
        inserted = self.desk.do("chain", [start, self.desk.do("substitute", [linear, *dict.fromkeys(facts)])])
        shown = [("definition", start), *(("fact", f) for f in dict.fromkeys(facts)), ("linearity", linear), ("substitute", inserted)]
        return self._finished(inserted, shown)

    def _one(self, law: str) -> int:
        """E[1] = 1."""
        if law in self.unknown:
            return self.desk.do("given_vector_density", [], law)
        return self.desk.do("gaussian_integral", [], law, *self.parameters[law])

    def _square(self, law: str, centre: Term, weight: Term) -> int:
        """The mean of a quadratic form under a law."""
        if law in self.unknown:
            return self.desk.do("given_square", [], law, centre, weight)
        return self.desk.do("gaussian_square", [], law, *self.parameters[law], centre, weight)

    def _squares(self) -> Iterator[tuple[Term, int]]:
        """For each log-density, the mean of its quadratic form under the first law, and the coefficient of that form."""
        for sign, law in zip(SIGNS[self.term[0]], self.term[1:], strict=True):
            if sign and law not in self.unknown:
                centre, covariance = self.parameters[law]
                c, weight = self._without_factor(("inverse", covariance), covariance)
                yield mul(rat(sign, 2), c), plain_square(self.desk.proof, self._square(self.term[1], centre, weight), self.desk.under)

    def _without_factor(self, t: Term, covariance: Term) -> tuple[Term, Term]:
        """A matrix that is a multiple of one word, as (factor, word)."""
        inner = matrix(self.desk.normal(), t)
        ((word, c),) = inner.words.items()
        return to_term(c), word_term(word) if word else ("eye", to_term(inner.rows))

    def _finished(self, inserted: int, shown: Lines) -> tuple[int, Lines]:
        """The textbook form; computed from the entries, where every matrix has them."""
        try:
            computed = self.desk.do("from_entries", [inserted])
        except Rejected:
            last = self.desk.tidy(inserted)
            return last, [*shown, ("restate", last)]
        final = self.desk.tidy_sum(computed)
        same = self.desk.right(computed) == self.desk.right(inserted)
        return final, [*shown, *([] if same else [("entries", computed)]), ("restate", final)]


def plain_square(proof: Proof, step: int, under: Under = ()) -> int:
    """The mean of a quadratic form, each term of whose value is in normal form where that is one term, and left out where it is 0."""
    scope = proof.world.normal(under)
    forms = [(part, scope.form(part)) for part in subterms(proof.done[step].right)]
    parts = [to_term(form) if len(form.terms) == 1 else part for part, form in forms if form.terms]
    return proof.do("restate", [step], add(*(parts or [rat(0)])), under=under)
