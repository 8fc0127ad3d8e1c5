"""What ``symbolic_info`` shows: the public names and where they live, and the doors that it opens for the floors below.

Everything is imported when it is asked for, so that ``import symbolic_info`` costs little more than ``import sympy``.
"""

import importlib
from collections.abc import Callable, Mapping
from typing import Any

import sympy as sp

from symbolic_info.core.errors import NoClosedForm, OutOfTime, Rejected, SupportError
from symbolic_info.core.heads import Distribution, Quantity
from symbolic_info.core.records import Family
from symbolic_info.core.registry import ROOT, Table

HOMES = {
    "AdditiveNoise": "distributions.additive_noise",
    "Alternative": "core.records",
    "BinaryErasureChannel": "distributions.finite_channel",
    "BinarySymmetricChannel": "distributions.finite_channel",
    "Categorical": "distributions.categorical",
    "Channel": "distributions.chain",
    "Density": "distributions.density",
    "Derivation": "derive.derivation",
    "Evidence": "core.records",
    "Family": "core.records",
    "FiniteChannel": "distributions.finite_channel",
    "Joint": "distributions.joint",
    "LogDensity": "core.heads",
    "MarkovChain": "distributions.chain",
    "Mean": "core.heads",
    "Mixture": "distributions.mixture",
    "MultivariateNormal": "distributions.multivariate_normal",
    "Product": "distributions.product",
    "Support": "core.supports",
    "Transformed": "distributions.transformed",
    "Truncated": "distributions.truncated",
    "VectorDensity": "distributions.vector_density",
    "Verdict": "core.records",
    "convex_function": "core.convex",
    "check": "checking.check",
    "cross_entropy": "numeric.arrays",
    "diagnose": "checking.diagnose",
    "entropy": "numeric.arrays",
    "exponential_family": "derive.exponential_family",
    "js": "numeric.arrays",
    "estimate": "numeric.monte_carlo",
    "gaussian_from_samples": "numeric.from_samples",
    "gaussian_kl": "numeric.from_samples",
    "kl": "numeric.arrays",
    "lambdify": "numeric.lambdify",
    "normalized": "derive.normalizing",
    "latex": "export.printing",
    "mixture_divergence_bounds": "numeric.mixture_bounds",
    "mixture_entropy_bounds": "numeric.mixture_bounds",
    "prove": "derive.prove",
    "perplexity": "numeric.arrays",
    "read": "opening",
    "theorems": "opening",
    "vector_families": "opening",
    "ZChannel": "distributions.finite_channel",
    **dict.fromkeys(
        (
            "MissingAssumption",
            "MissingExtra",
            "NoClosedForm",
            "NotNormalised",
            "NotPositiveDefinite",
            "OutOfTime",
            "ParameterError",
            "ParseError",
            "Rejected",
            "SupportError",
            "SymbolicInfoError",
        ),
        "core.errors",
    ),
}
MODULES = {"losses": "numeric.losses"}
CALLABLE_PACKAGES = ("derive", "families", "quantities")


def public(name: str) -> Any:
    """The public object called ``name``; ``AttributeError`` names the nearest."""
    if name == "__all__":
        return public_names()
    if name in HOMES:
        return getattr(importlib.import_module(f"{ROOT}.{HOMES[name]}"), name)
    if name in MODULES:
        return importlib.import_module(f"{ROOT}.{MODULES[name]}")
    if name in CALLABLE_PACKAGES:
        return importlib.import_module(f"{ROOT}.{name}")
    if not name.startswith("_"):
        for table in (Table("families", Family), Table("quantities", Quantity), Table("distributions.multivariate", Distribution)):
            try:
                return table.named(name)
            except KeyError:
                continue
    raise AttributeError(f"symbolic_info has no {name!r}{_did_you_mean(name)}")


def _did_you_mean(name: str) -> str:
    """The nearest names, for a name that looks public."""
    if name.startswith("_"):
        return ""
    import difflib

    near = difflib.get_close_matches(name, public_names(), n=3, cutoff=0.6)
    return f"; did you mean {', '.join(near)}?" if near else ""


def public_names() -> list[str]:
    """All public names."""
    rows = [row.name for row in Table("families", Family).values()] + [row.__name__ for row in Table("quantities", Quantity).values()]
    return sorted([*HOMES, *MODULES, *CALLABLE_PACKAGES, *rows, *_vector_families()])


def _vector_families() -> dict[str, type[Distribution]]:
    """The families of laws on vectors and matrices, by their public names."""
    return {row.__name__: row for row in Table("distributions.multivariate", Distribution).values()}


def vector_families() -> Any:
    """The families of laws on vectors and matrices, a table with rows ``.key``; each is a file in ``distributions/multivariate``."""
    from symbolic_info.core.registry import Rows

    return Rows(Table("distributions.multivariate", Distribution).rows())


def constructors() -> Mapping[str, Callable]:
    """What text may call: families, distributions, quantities."""
    rows = {row.name: row for row in Table("families", Family).values()}
    heads = {row.__name__: row for row in Table("quantities", Quantity).values()}
    others = ("Categorical", "Density", "Joint", "MultivariateNormal", "Product", "Transformed", "Truncated")
    return rows | heads | _vector_families() | {name: public(name) for name in others}


def read(text: str) -> sp.Expr:
    r"""The quantity, expression in quantities or statement (=, <=, >=) that ``text`` states; read by the whitelist parser alone.

    A formula may be in LaTeX: ``read(r"\frac{1}{2} \ln(2\pi e\sigma^2)")``.

    Raises:
        ParseError: The text is outside the grammar; the message names the column and the nearest names.

    Examples:
        >>> read("KL(Normal(mu_1, sigma_1), Normal(mu_2, sigma_2))").doit()
        log(sigma_2/sigma_1) - 1/2 + (sigma_1**2 + (mu_1 - mu_2)**2)/(2*sigma_2**2)
    """
    from symbolic_info.language.formula import parse_text

    return parse_text(text, constructors())


def read_parameter(text: str) -> sp.Expr:
    """The expression that a parameter's text states."""
    from symbolic_info.language.parser import parse_expression

    return parse_expression(text)


def theorems() -> Any:
    """The theorems of ``derivations/``, an iterable table with rows ``.key``, ``.statement``, ``.claims``, ``.grade``."""
    from symbolic_info.derive.book import theorems as table

    return table()


class House:
    """The upper floors, as the floors below may ask them (see ``core.doors``)."""

    def closed_form(self, quantity: sp.Expr) -> sp.Expr | None:
        from symbolic_info.derive.derivation import derive

        try:
            found = derive(quantity)
        except (NoClosedForm, OutOfTime, Rejected, SupportError):
            return None
        return None if found.form == "series" else found.result

    def is_finite(self, quantity: sp.Expr) -> bool:
        from symbolic_info.derive.derivation import derive

        try:
            found = derive(quantity)
        except (NoClosedForm, OutOfTime, Rejected, SupportError):
            return False
        return found.form != "infinite" and not found.result.has(sp.oo)

    def numeric_value(self, quantity: sp.Expr, digits: int) -> sp.Expr | None:
        from symbolic_info.proof.oracle import numeric_value

        return numeric_value(quantity, digits)

    def print_latex(self, expression: sp.Basic) -> str:
        from symbolic_info.export.printing import latex

        return latex(expression)

    def as_distribution(self, value: Any) -> Distribution:
        from symbolic_info.distributions.coerce import as_distribution

        return as_distribution(value)

    def law(self, family: Family, args: tuple, kwargs: dict) -> Distribution:
        from symbolic_info.distributions.law import law

        return law(family, args, kwargs, read_parameter)

    def read(self, text: str) -> sp.Expr:
        return read_parameter(text)

    def statement(self, text: str) -> Any:
        return read(text)

    def mimebundle(self, derivation: Any) -> dict[str, str]:
        from symbolic_info.export.mime import mimebundle

        return mimebundle(derivation)

    def export(self, derivation: Any, key: str) -> str:
        from symbolic_info.export import render

        return render(derivation, key)
