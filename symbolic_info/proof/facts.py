"""The facts of a scope: what is declared > 0 and >= 0, found by the text of a form or by the monomials in it.  Trusted."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from symbolic_info.proof.forms import Form, scale


def both_ways(forms: Iterable[Form], sign: int) -> dict[str, int]:
    """The sign of each form by its text, and that of its negative; of a form and its negative, the form's own."""
    forms = tuple(forms)
    return {scale(f, -1).text: -sign for f in forms} | {f.text: sign for f in forms}


class Facts:
    """Facts and the strength that each lends, by the monomials in them: those that share none with a form are passed over."""

    def __init__(self, facts: Iterable[tuple[Form, int]]) -> None:
        self.facts = tuple(facts)
        self._at: dict[tuple[str, bool], list[tuple[int, Fraction]]] = {}
        for i, (fact, _) in enumerate(self.facts):
            for m, c in fact.terms:
                self._at.setdefault((m.text, c.numerator > 0), []).append((i, c))

    def within(self, target: Form) -> Iterator[tuple[Form, int, Fraction]]:
        """Facts with the strength that each lends, and ratios at which taking them off ``target`` removes a term."""
        ratios: dict[int, set[Fraction]] = {}
        for m, c in target.terms:
            for i, d in self._at.get((m.text, c.numerator > 0), ()):
                ratios.setdefault(i, set()).add(c / d)
        for i in sorted(ratios):
            for ratio in sorted(ratios[i]):
                yield *self.facts[i], ratio
