r"""The macros of LaTeX that formulas are read in, and what each stands for; every other macro is refused."""

from sympy.core.alphabets import greeks

# The package's own files write ``lam`` because ``lambda`` is a word of Python; it is printed as \lambda.
GREEK = {name: name for name in greeks if name not in ("lamda", "omicron")} | {"lambda": "lam"}
GREEK |= {name.capitalize(): name.capitalize() for name in ("delta", "theta", "lambda", "xi", "sigma", "phi", "omega")}
GREEK |= {"varepsilon": "epsilon", "vartheta": "theta", "varphi": "phi", "varrho": "rho", "ell": "ell"}
SIZES = {f"{size}{side}" for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r", "m")}
SPACES = frozenset({*SIZES, "left", "right", "quad", "qquad", ",", ";", ":", "!", ">", " ", "displaystyle", "textstyle", "limits"})
FRACTIONS = frozenset({"frac", "tfrac", "dfrac", "cfrac"})
FONTS = frozenset({"mathrm", "text", "operatorname", "mathit", "textrm", "mathsf", "rm", "mathbf", "mathop"})
ACCENTS = {"hat": "hat", "bar": "bar", "tilde": "tilde", "widehat": "hat", "widetilde": "tilde", "overline": "bar"}
FUNCTIONS = {"ln": "log", "log": "log", "exp": "exp", "Gamma": "gamma", "psi": "digamma", "cos": "cos", "sin": "sin"}
FUNCTIONS |= {name: name for name in ("sinh", "cosh", "tanh", "coth")}
"""Macro -> function of ``language.names``."""
OPERATOR_NAMES = {
    "ln": "log",
    "log": "log",
    "exp": "exp",
    "erf": "erf",
    "erfc": "erfc",
    "Ei": "Ei",
    "arsinh": "asinh",
    "arcosh": "acosh",
    "artanh": "atanh",
    "abs": "Abs",
    "sqrt": "sqrt",
    "digamma": "digamma",
    "polygamma": "polygamma",
    "loggamma": "loggamma",
    "lgamma": "loggamma",
    "lnGamma": "loggamma",
    "gamma": "gamma",
    "B": "beta",
    "Beta": "beta",
}
"""What may stand in ``\\operatorname{...}`` or ``\\mathrm{...}`` before a bracket -> function."""
SIGNS = {
    "cdot": "*",
    "times": "*",
    "ast": "*",
    "div": "/",
    "le": "<=",
    "leq": "<=",
    "leqslant": "<=",
    "ge": ">=",
    "geq": ">=",
    "geqslant": ">=",
    "lvert": "|",
    "rvert": "|",
    "vert": "|",
    "{": "(",
    "}": ")",
    "lbrace": "(",
    "rbrace": ")",
    "lbrack": "[",
    "rbrack": "]",
    "lt": "<",
    "gt": ">",
}
CONSTANTS = {"pi": "pi", "infty": "oo", "gamma": "EulerGamma", "e": "E"}
"""Names that are constants unless the caller has a symbol of that name."""
MACROS = (
    frozenset({"sqrt", "infty", "psi", "Gamma"})
    | frozenset(GREEK)
    | FRACTIONS
    | FONTS
    | frozenset(ACCENTS)
    | frozenset(FUNCTIONS)
    | frozenset(SIGNS)
)

BESSEL = {"I": "besseli", "K": "besselk"}
