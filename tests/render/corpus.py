"""Everything that the package prints: names, densities, quantities, definitions and whole derivations in each format, by name."""

import itertools
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import sympy as sp

import symbolic_info as si
from symbolic_info import export
from symbolic_info.core.errors import SymbolicInfoError
from symbolic_info.core.records import Family
from symbolic_info.core.registry import Table
from symbolic_info.export.mime import latex_display
from symbolic_info.export.page import statement_of
from symbolic_info.export.printing import latex

HOSTILE = (
    r"\input{x}",
    "<script>",
    "x y",
    "%",
    "a$b$c",
    "#&~^_",
    "}{",
    "\\",
    "a\nb",
    "\x1b[31m",
    "",
    "`",
    '"',
    "|",
    "é",
    "漢",
    "a_b_c",
    "mu_hat",
    "σ_1",
)
FORMULA = re.compile(r"\\begin\{align\*\}.*?\\end\{align\*\}|\$\$(.+?)\$\$|\$([^$]+)\$", re.DOTALL)


class Formula(NamedTuple):
    """A piece of LaTeX for math mode and what it is."""

    name: str
    latex: str


def of_the_book() -> Iterator[Formula]:
    """Statements, conditions, cases of equality and steps of every theorem of ``derivations/``."""
    for entry in si.theorems():
        for k, theorem in enumerate(entry.run(), 1):
            said = statement_of(theorem)
            shown = [said.claim, *said.laws, *said.conditions, *(said.equality or ()), *(formula for formula, *_ in said.steps)]
            yield from (Formula(f"{entry.key} {k}", text) for text in shown)


def formulas(derivations: Iterable[Any]) -> Iterator[Formula]:
    """Every formula; a whole derivation comes apart into its displays and the formulas of its sentences."""
    yield from (Formula(f"name {name!r}", latex(sp.Symbol(name) ** 2 + 1)) for name in HOSTILE)
    for law in laws("_1"):
        x = law.variable()
        yield Formula(f"density of {law}", latex(law.density(x)))
        yield Formula(f"log-density of {law}", latex(law.log_density(x)))
    for quantity in quantities():
        yield Formula(f"{quantity}", latex(quantity))
        yield Formula(f"definition of {quantity}", latex(quantity.unfold()))
    for derivation in derivations:
        name = str(derivation.quantity)
        yield Formula(f"result of {name}", latex(derivation.result))
        yield Formula(f"display of {name}", latex_display(derivation).removeprefix("$$").removesuffix("$$"))
        for key in ("latex", "markdown"):
            yield from (Formula(f"{key} of {name}", found) for found in pieces(export.render(derivation, key)))


def pieces(text: str) -> list[str]:
    """The formulas in a piece of LaTeX or Markdown."""
    return [display or inline or whole.group(0) for whole in FORMULA.finditer(text) for display, inline in [whole.groups()]]


def laws(suffix: str) -> list[Any]:
    return [family.with_own_symbols(suffix) for family in Table("families", Family).values()]


def quantities() -> list[sp.Expr]:
    """Entropies of the families, quantities of their ordered pairs, and some of distributions that are no families."""
    pairs = [(p, q) for p, q in itertools.product(laws("_1"), laws("_2")) if p.is_discrete is q.is_discrete]
    found = [si.Entropy(law) for law in laws("_1")] + [head(p, q) for p, q in pairs for head in (si.KL, si.CrossEntropy)]
    n, x = sp.Symbol("n", integer=True, positive=True), sp.Symbol("x", real=True)
    normal, density = si.Normal("mu", "sigma"), si.Density(2 * x, x, (0, 1))
    return [
        *found,
        si.Entropy(si.Categorical("p", n), base=2),
        si.KL(si.Categorical("p", n), si.Categorical("q", n)),
        si.Entropy(si.Joint("p_1", (n, 3))),
        si.Entropy(si.Joint("p_1", (n, 3)).marginal(0)),
        si.Entropy(si.Product(normal, density)),
        si.KL(density, si.Beta(2, 1)),
        si.KL(normal, si.Normal("m", "s"), base=2),
        si.SelfInformation(normal, "x", base=10),
    ]


def derivations() -> list[Any]:
    """The derivation of every quantity that has one."""
    return [derivation for quantity in quantities() for derivation in derived(quantity)]


def derived(quantity: sp.Expr) -> Iterator[Any]:
    """The derivation, or nothing where there is none: that is for other tests."""
    try:
        yield si.derive(quantity)
    except SymbolicInfoError:
        return
