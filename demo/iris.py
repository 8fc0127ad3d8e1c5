"""Fisher's irises: a Gaussian per species for the length of a petal, and the divergences between them."""

import csv
from fractions import Fraction
from itertools import permutations
from math import sqrt
from pathlib import Path
from typing import NamedTuple

import mpmath as mp

import symbolic_info as si
from demo.agreement import DIGITS, digits_of_agreement, shown
from symbolic_info import KL, Normal

DATA = Path(__file__).with_name("iris.csv")
FEATURE = "petal_length_cm"


class Gaussian(NamedTuple):
    """A fitted Gaussian, exact: the maximum-likelihood mean and variance of decimal data are fractions."""

    mean: Fraction
    variance: Fraction


class Row(NamedTuple):
    """D_KL(p || q) in nats and in bits, computed by the derived functions, and how many digits of each agree with mpmath."""

    p: str
    q: str
    nats: float
    bits: float
    digits: tuple[float, float]


def fitted() -> dict[str, Gaussian]:
    lengths: dict[str, list[Fraction]] = {}
    with DATA.open(newline="", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            lengths.setdefault(row["species"], []).append(Fraction(row[FEATURE]))
    return {species: fit(sample) for species, sample in lengths.items()}


def fit(sample: list[Fraction]) -> Gaussian:
    mean = sum(sample) / len(sample)
    return Gaussian(mean, sum((x - mean) ** 2 for x in sample) / len(sample))


def by_definition(p: Gaussian, q: Gaussian) -> mp.mpf:
    """The integral of p (log p - log q), by mpmath's quadrature at 50 digits; nothing of this package is used."""
    with mp.workdps(DIGITS):
        m, v, n, w = (mp.mpf(number.numerator) / number.denominator for number in (*p, *q))

        def integrand(x: mp.mpf) -> mp.mpf:
            log_p = -((x - m) ** 2) / (2 * v) - mp.log(2 * mp.pi * v) / 2
            log_q = -((x - n) ** 2) / (2 * w) - mp.log(2 * mp.pi * w) / 2
            return mp.exp(log_p) * (log_p - log_q)

        return mp.quad(integrand, [m + k * mp.sqrt(v) for k in (-18, -8, -3, 0, 3, 8, 18)])


def divergences() -> list[Row]:
    P, Q = Normal("mu_1", "sigma_1"), Normal("mu_2", "sigma_2")
    in_nats, in_bits = si.lambdify(KL(P, Q)), si.lambdify(KL(P, Q, base=2))
    species, rows = fitted(), []
    for a, b in permutations(species, 2):
        p, q = species[a], species[b]
        at = {"mu_1": float(p.mean), "sigma_1": sqrt(p.variance), "mu_2": float(q.mean), "sigma_2": sqrt(q.variance)}
        nats, bits, exact = float(in_nats(**at)), float(in_bits(**at)), by_definition(p, q)
        with mp.workdps(DIGITS):
            digits = digits_of_agreement(nats, exact), digits_of_agreement(bits, exact / mp.log(2))
        rows.append(Row(a, b, nats, bits, digits))
    return rows


def report() -> None:
    print("species       mean    variance")
    for species, gaussian in fitted().items():
        print(f"{species:12} {float(gaussian.mean):6.3f}  {float(gaussian.variance):10.6f}")
    print("\nP             Q               D_KL(P || Q)                      digits that agree with mpmath")
    print("                                    nats            bits       nats   bits")
    for row in divergences():
        agreeing = "   ".join(shown(digits) for digits in row.digits)
        print(f"{row.p:12}  {row.q:12}  {row.nats:14.9f}  {row.bits:14.9f}       {agreeing}")
