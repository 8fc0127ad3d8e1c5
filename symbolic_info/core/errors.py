"""Every public error: each names the offending value, the rule it broke and the next thing to try."""


class SymbolicInfoError(Exception):
    """The root of all errors that this package raises on purpose."""


class ParameterError(SymbolicInfoError, ValueError):
    """A parameter lies outside its domain, or a constructor got the wrong ones."""


class NotPositiveDefinite(ParameterError):
    """A covariance matrix is not symmetric, or not positive definite."""


class SupportError(SymbolicInfoError, ValueError):
    """Two distributions, or a function and a distribution, do not live on comparable sets."""


class NotNormalised(SymbolicInfoError, ValueError):
    """A density or a list of masses does not total 1."""


class MissingAssumption(SymbolicInfoError, ValueError):
    """A fact about a symbol is needed that nothing declares."""


class ParseError(SymbolicInfoError, ValueError):
    """Text that the whitelist parser does not read; ``column`` points at the place."""

    def __init__(self, message: str, column: int | None = None) -> None:
        super().__init__(message if column is None else f"{message} (column {column + 1})")
        self.column = column


class MissingExtra(SymbolicInfoError, ImportError):
    """An optional dependency is not installed; the message names the extra."""


class OutOfTime(SymbolicInfoError, TimeoutError):
    """The budget of a search was used up."""


class NoClosedForm(SymbolicInfoError):
    """The rules ran out; ``left`` holds the expectations that are left."""

    def __init__(self, message: str, left: tuple = ()) -> None:
        super().__init__(message)
        self.left = left


class Rejected(SymbolicInfoError):
    """The kernel refused a step; ``rule`` names the rule and ``condition`` what failed."""

    def __init__(self, condition: str, rule: str = "") -> None:
        super().__init__(f"{rule}: {condition}" if rule else condition)
        self.condition = condition
        self.rule = rule
