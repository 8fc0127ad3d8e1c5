"""What ``check`` returns."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sympy as sp

from symbolic_info.core.records import Verdict
from symbolic_info.export.names import plain_text

MARKS = {"proved": "yes", "certified": "yes", "numeric": "agrees", "refuted": "no", "undecided": "undecided"}


@dataclass(frozen=True)
class Mistake:
    """What is wrong with a formula.

    Attributes:
        key: A permanent word: ``reversed``, ``rate_for_scale``, ``unit``, ``sign``, ``factor``, ``approximation`` ...
        says: The mistake in words.
        formula: The formula mended, where it is the formula that is wrong.
        quantity: The quantity that the formula is right for, where there is one.
        proved: Whether the kernel has proved the mended statement, or one that it is an instance of; otherwise numbers suggest it.
    """

    key: str
    says: str
    formula: sp.Expr | None = None
    quantity: sp.Expr | None = None
    proved: bool = True


@dataclass(frozen=True)
class CheckedFormula:
    """A formula held against a quantity.

    Attributes:
        formula: As it was read, in the parameters of the quantity.
        quantity: What it was held against.
        verdict: Status, reason, points, digits; the witness of a refutation maps symbols to exact numbers.
        matched: Names of the formula that were spelled otherwise in the quantity.
        correct: The closed form, where one was derived.
        conditions: What the statement needs of the parameters.
        yours, true: Both values at the witness, in decimals.
        difference: formula - correct, where both are closed forms.
        mistake: What is wrong, where it can be told.
        theorem: The kernel's theorem that quantity = formula, where it is proved.
    """

    formula: sp.Expr
    quantity: sp.Expr
    verdict: Verdict
    matched: Mapping[str, str]
    correct: sp.Expr | None = None
    conditions: tuple[sp.Basic, ...] = ()
    yours: str = ""
    true: str = ""
    difference: sp.Expr | None = None
    mistake: Mistake | None = None
    theorem: Any = None

    @property
    def status(self) -> str:
        """``proved``, ``certified``, ``numeric``, ``refuted`` or ``undecided``."""
        return self.verdict.status

    @property
    def witness(self) -> dict[sp.Symbol, sp.Expr]:
        """Where the formula is wrong: exact numbers for the symbols."""
        return dict(self.verdict.witness)

    @property
    def is_wrong(self) -> bool:
        return self.status == "refuted"

    def to_document(self) -> dict[str, Any]:
        """The same as plain data, for JSON."""
        mistake = self.mistake
        return {
            "formula": str(self.formula),
            "quantity": str(self.quantity),
            "status": self.status,
            "reason": self.verdict.reason,
            "points": self.verdict.points,
            "digits": self.verdict.digits,
            "matched": dict(self.matched),
            "correct": None if self.correct is None else str(self.correct),
            "conditions": [str(c) for c in self.conditions],
            "witness": {s.name: str(v) for s, v in sorted(self.witness.items(), key=lambda item: item[0].name)},
            "yours": self.yours,
            "true": self.true,
            "difference": None if self.difference is None else str(self.difference),
            "mistake": None if mistake is None else {"key": mistake.key, "says": mistake.says, "proved": mistake.proved},
        }

    def __str__(self) -> str:
        return "\n".join(map(plain_text, self._lines()))

    def _lines(self) -> list[str]:
        lines = [f"{self.status}: {self.verdict.reason}"]
        if self.matched:
            lines.append("read with " + ", ".join(f"{name} = {meant}" for name, meant in sorted(self.matched.items())))
        if self.conditions:
            lines.append(f"holds where {', '.join(map(str, self.conditions))}")
        if self.is_wrong and self.difference is not None:
            lines.append(f"differs by {self.difference}")
        if self.is_wrong and self.yours:
            where = f"at {shown(self.witness)}: " if self.witness else ""
            lines.append(f"{where}yours {self.yours}, true {self.true}")
        if self.mistake is not None:
            lines.append(f"mistake: {self.mistake.says}")
        if self.is_wrong and self.correct is not None:
            lines.append(f"correct: {self.correct}")
        return lines

    def __repr__(self) -> str:
        return plain_text(f"<{self.status}: {self.quantity} = {self.formula}>")


def shown(point: Mapping[sp.Symbol, sp.Expr]) -> str:
    """A point in words."""
    return ", ".join(f"{s} = {point[s]}" for s in sorted(point, key=str)) or "no symbols"
