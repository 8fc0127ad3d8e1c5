"""The NumPy and SciPy back end: prints a program as a module that needs nothing else, and runs it on numbers and arrays.

Products are printed as ratios of like factors, so that squares neither overflow nor vanish; numbers are folded and rounded once;
log(1 + x) and exp(x) - 1 keep small x.  ``special`` is ``scipy.special``.
"""

import inspect
from collections.abc import Callable
from typing import Any

import sympy as sp

from symbolic_info.core.errors import ParameterError
from symbolic_info.numeric.backend import Backend
from symbolic_info.numeric.heads import Chi, Expectation, LogRatio, LoggammaOnePlus, LoggammaRemainder, Phi, RelativeEntropy, StirlingRemainder, TimesLog
from symbolic_info.numeric.names import fresh, harmless
from symbolic_info.numeric.program import Program

ADD, MUL, POWER, ATOM = 1, 2, 3, 4
"""How strongly printed code binds."""
