"""The functions and constants that text may use.  Constructors are handed to the parser by its caller."""

import operator
from functools import partial

import sympy as sp

from symbolic_info.core.zeta import ZetaDerivative

FUNCTIONS = {
    "log": (sp.log, (1, 2)),
    "ln": (sp.log, (1,)),
    "exp": (sp.exp, (1,)),
    "sqrt": (sp.sqrt, (1,)),
    "abs": (sp.Abs, (1,)),
    "Abs": (sp.Abs, (1,)),
    "gamma": (sp.gamma, (1,)),
    "loggamma": (sp.loggamma, (1,)),
    "digamma": (sp.digamma, (1,)),
    "polygamma": (sp.polygamma, (2,)),
    "erf": (sp.erf, (1,)),
    "erfc": (sp.erfc, (1,)),
    "beta": (sp.beta, (2,)),
    "factorial": (sp.factorial, (1,)),
    "uppergamma": (sp.uppergamma, (2,)),
    "E1": (sp.E1, (1,)),
    "Ei": (sp.Ei, (1,)),
    "expint": (sp.expint, (2,)),
    "sinh": (sp.sinh, (1,)),
    "cosh": (sp.cosh, (1,)),
    "tanh": (sp.tanh, (1,)),
    "coth": (sp.coth, (1,)),
    "asinh": (sp.asinh, (1,)),
    "acosh": (sp.acosh, (1,)),
    "atanh": (sp.atanh, (1,)),
    "log1p": (lambda x: sp.log(1 + x), (1,)),
    "expm1": (lambda x: sp.exp(x) - 1, (1,)),
    "log2": (lambda x: sp.log(x, 2), (1,)),
    "lgamma": (sp.loggamma, (1,)),
    "gammaln": (sp.loggamma, (1,)),
    "cos": (sp.cos, (1,)),
    "sin": (sp.sin, (1,)),
    "besseli": (sp.besseli, (2,)),
    "besselk": (sp.besselk, (2,)),
    "zeta": (sp.zeta, (1,)),
    "zeta_prime": (partial(ZetaDerivative, 1), (1,)),
    "Rational": (operator.truediv, (2,)),
}

CONSTANTS = {"pi": sp.pi, "E": sp.E, "EulerGamma": sp.EulerGamma, "oo": sp.oo}

REFUSED = {
    "I": "parameters and densities are real; name it I_1",
    "nan": "not a number",
    "zoo": "not a real number",
    "inf": "write oo",
    "None": "give a number or a name",
    "True": "give a number or a name",
    "False": "give a number or a name",
}
