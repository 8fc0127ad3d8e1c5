"""Messages of the parser: the column, and what to write instead."""

import re

import pytest
import sympy as sp

from symbolic_info.core.errors import ParseError
from symbolic_info.language.parser import parse_expression

x = sp.Symbol("x")

PLACES = (
    ("log(x)/sigm", 7, "did you mean sigma?"),
    ("x^2 + lgo(x)", 6, "did you mean log or log2 or log1p?"),
    ("  x^2^2 + $", 10, "is not read"),
    ("x^2 + x.y", 6, "a dot after a name"),
    ("x^2*1/0", 0, "undefined"),
    ("2*x + \u03c3", 6, "write 'sigma'"),
    ("sigma*lambda", None, "write 'lam'"),
    ("2sigma", None, "write 2*x"),
    ("2*x + np.log(x)", 6, "write log(...), without 'np'"),
    ("log x", None, "write log(x)"),
    ("x sigma", None, "write * between 'x' and 's'"),
    ("x + 1/", None, "nothing stands behind the last /"),
    ("x+*sigma", None, "+ and * stand side by side"),
    ("sigma\u00b2", 5, "write ^2"),
    ("sigma\u2081", 5, "write _1"),
    ("x\u00b7sigma", 1, "write *"),
    ("log(x", 3, "'(' was never closed"),
    ("sigma + I", 8, "real"),
)


@pytest.mark.parametrize(("text", "column", "advice"), PLACES)
def test_errors_show_the_place_and_the_remedy(text: str, column: int | None, advice: str) -> None:
    with pytest.raises(ParseError, match=re.escape(advice)) as refusal:
        parse_expression(text, {"sigma": sp.Symbol("sigma"), "x": x})
    assert column is None or refusal.value.column == column
