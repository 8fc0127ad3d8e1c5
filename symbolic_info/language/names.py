"""The functions and constants that text may use.  Constructors are handed to the parser by its caller."""

import sympy as sp

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
    "beta": (sp.beta, (2,)),
    "factorial": (sp.factorial, (1,)),
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
