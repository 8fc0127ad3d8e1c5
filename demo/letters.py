"""The letters of two texts: entropies, and what coding one with the other's code costs, in bits per letter."""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from string import ascii_lowercase
from typing import NamedTuple

import mpmath as mp

import symbolic_info as si
from demo.agreement import DIGITS, digits_of_agreement, shown

FOLDER = Path(__file__).parent
TEXTS = {"English (1776)": "declaration_1776_en.txt", "Spanish (1909)": "genesis_1_es.txt"}
UNIFORM = "uniform"
Frequencies = list[Fraction]


class Row(NamedTuple):
    """A number in bits, and the digits that agree with mpmath."""

    says: str
    bits: float
    digits: float


def letters(text: str) -> str:
    """The letters a to z of ``text``, case and accents ignored."""
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if c in ascii_lowercase)


def frequencies(text: str) -> Frequencies:
    counts = Counter(letters(text))
    return [Fraction(counts[c], counts.total()) for c in ascii_lowercase]


def tables() -> dict[str, Frequencies]:
    found = {name: frequencies((FOLDER / file).read_text("utf-8")) for name, file in TEXTS.items()}
    return found | {UNIFORM: [Fraction(1, 26)] * 26}


def cost(p: Frequencies, q: Frequencies) -> mp.mpf:
    """The sum of -p log2 q by mpmath at 50 digits; nothing of this package is used."""
    with mp.workdps(DIGITS):
        if any(a and not b for a, b in zip(p, q, strict=True)):
            return mp.inf
        terms = [(mp.mpf(a.numerator) / a.denominator, mp.mpf(b.numerator) / b.denominator) for a, b in zip(p, q, strict=True) if a]
        return -mp.fsum(a * mp.log(b) for a, b in terms) / mp.log(2)


def measures() -> Iterator[Row]:
    exact = tables()
    floats = {name: [float(f) for f in table] for name, table in exact.items()}
    for p in TEXTS:
        bits = float(si.entropy(floats[p], base=2))
        yield Row(f"H({p})", bits, digits_of_agreement(bits, cost(exact[p], exact[p])))
        for q in exact:
            if q == p:
                continue
            bits, expected = float(si.cross_entropy(floats[p], floats[q], base=2)), cost(exact[p], exact[q])
            yield Row(f"H({p}, {q})", bits, digits_of_agreement(bits, expected))
            bits = float(si.kl(floats[p], floats[q], base=2))
            with mp.workdps(DIGITS):
                expected -= cost(exact[p], exact[p])
            yield Row(f"D({p} || {q})", bits, digits_of_agreement(bits, expected))


def report() -> None:
    exact = tables()
    for name, file in TEXTS.items():
        missing = [c for c, f in zip(ascii_lowercase, exact[name], strict=True) if not f]
        count = len(letters((FOLDER / file).read_text("utf-8")))
        print(f"{name}: {count} letters of demo/{file}; never used: {', '.join(missing) or 'none'}")
    print(f"\n{'':40}  {'bits per letter':>16}  digits that agree with mpmath")
    for row in measures():
        print(f"{row.says:40}  {row.bits:16.12f}  {shown(row.digits):>6}")
    print("\nA cost is infinite where the true text uses a letter for which the other text's code has no word.")
