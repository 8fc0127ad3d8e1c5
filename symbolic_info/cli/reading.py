"""What the words of a command line mean: a quantity, its base, values for its symbols."""

import difflib
from argparse import ArgumentParser, ArgumentTypeError, Namespace

import sympy as sp

import symbolic_info as si
from symbolic_info.cli.child import takes_limits
from symbolic_info.core.errors import ParameterError
from symbolic_info.core.heads import Quantity
from symbolic_info.core.units import NAMES, Unit, unit_of

EXAMPLE = "KL(Normal(mu_1, sigma_1), Normal(mu_2, sigma_2))"


def takes_a_quantity(parser: ArgumentParser) -> None:
    parser.add_argument("quantity", metavar="QUANTITY", help=f'for example "{EXAMPLE}"')
    parser.add_argument("--base", metavar="B", help=f"base of the logarithm: above 1, or {', '.join(sorted(NAMES))}")
    takes_limits(parser)
    parser.set_defaults(limited=True)


def quantity_of(arguments: Namespace) -> sp.Expr:
    """The quantity that was typed, in the base that was asked for.

    Raises:
        ParseError: The text is not read.
        ParameterError: It is read, but no quantity stands in it.
    """
    quantity = si.read(arguments.quantity)
    if not (isinstance(quantity, sp.Expr) and quantity.has(Quantity)):
        raise ParameterError(f"{arguments.quantity!r} holds no quantity; write one, for example {EXAMPLE}")
    return in_base(quantity, arguments.base)


def in_base(expression: sp.Expr, base: str | None) -> sp.Expr:
    """Every quantity of ``expression`` in the base that was typed, if one was."""
    return expression if base is None else in_unit(expression, _unit(base))


def in_unit(expression: sp.Expr, unit: Unit) -> sp.Expr:
    """Every quantity of ``expression`` in ``unit``."""
    return expression.xreplace({quantity: quantity.to(unit) for quantity in expression.atoms(Quantity)})


def _unit(text: str) -> Unit:
    return unit_of(text if text in NAMES else si.read(text))


def number(text: str, name: str) -> sp.Expr:
    """The exact number that ``text`` says: ``2``, ``-7/3``, ``0.1`` (which is 1/10), ``sqrt(2)``.

    Raises:
        ParameterError: The text is read, but is no real number.
    """
    value = si.read(text)
    if not (isinstance(value, sp.Expr) and value.is_number and value.is_real):
        raise ParameterError(f"{name}={text} is no real number; give one, for example {name}=-7/3")
    return value


def at_values(quantity: sp.Expr, pairs: list[str]) -> sp.Expr:
    """``quantity`` with the values of ``pairs`` such as ``mu_1=-7/3`` put in.

    Raises:
        ParameterError: A pair names no symbol of the quantity, names it twice, or leaves a symbol without value.
    """
    _refuse_symbolic_masses(quantity)
    symbols = {symbol.name: symbol for symbol in quantity.free_symbols}
    values: dict[sp.Symbol, sp.Expr] = {}
    for pair in pairs:
        name, equals, text = pair.partition("=")
        if not (name and equals and text):
            raise ParameterError(f"{pair!r} is no value; write name=value, for example {name or 'mu_1'}=2")
        if name not in symbols:
            raise ParameterError(f"{name!r} is no symbol of {quantity}; {_nearest(name, list(symbols))}")
        if symbols[name] in values:
            raise ParameterError(f"{name!r} is given twice; give one value")
        values[symbols[name]] = number(text, name)
    missing = sorted(set(symbols) - {symbol.name for symbol in values})
    if missing:
        raise ParameterError(f"no value for {', '.join(missing)}; add {' '.join(f'{name}=...' for name in missing)}")
    return quantity.subs(values, simultaneous=True)


def _refuse_symbolic_masses(quantity: sp.Expr) -> None:
    for masses in sorted(quantity.atoms(sp.IndexedBase), key=str):
        raise ParameterError(f"the probabilities {masses}[i] are symbols; write numbers, for example Categorical([1/2, 1/3, 1/6])")


def _nearest(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, sorted(known), n=1)
    return f"did you mean {near[0]!r}?" if near else f"its symbols: {', '.join(sorted(known)) or 'none'}"


def digits(text: str) -> int:
    """A number of digits, for argparse."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= 1000):
        raise ArgumentTypeError(f"{text!r} is no number of digits; give one from 1 to 1000")
    return int(text)


def seconds(text: str) -> float:
    """A positive time, for argparse."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < float("inf"):
        raise ArgumentTypeError(f"{text!r} is no time; give seconds, for example 5")
    return value
