"""Bad input, one row each: the error's type, and that its message names the value, the rule and the next thing to try."""

from collections.abc import Callable

import pytest
import sympy as sp
import sympy.stats as ss

import symbolic_info as si
from symbolic_info.core.errors import NotNormalised, ParameterError, ParseError, SupportError, SymbolicInfoError
from symbolic_info.distributions.law import Law

x = sp.Symbol("x")
negative = sp.Symbol("sigma", negative=True)
not_real = sp.Symbol("z", real=False)
X = ss.Normal("X", 0, 1)

Row = tuple[Callable[[], object], type[Exception], tuple[str, ...]]
FAMILY_ROWS: dict[str, Row] = {
    "negative scale": (lambda: si.Normal(0, -1), ParameterError, ("sigma = -1", "not positive", "such as 'sigma'")),
    "zero scale": (lambda: si.Laplace(0, 0), ParameterError, ("scale = 0", "not positive")),
    "negative variance": (lambda: si.Normal(0, variance=-4), ParameterError, ("variance = -4", "not positive")),
    "negative symbol": (lambda: si.Normal(0, negative), ParameterError, ("sigma = sigma", "not positive")),
    "symbol that is not real": (lambda: si.Normal(not_real, 1), ParameterError, ("mu = z", "not real")),
    "complex": (lambda: si.Normal(1j, 1), ParameterError, ("1j", "complex", "real part")),
    "complex SymPy number": (lambda: si.Normal(sp.I, 1), ParameterError, ("mu = I", "not real")),
    "nan": (lambda: si.Normal(0, float("nan")), ParameterError, ("sigma = nan", "not finite")),
    "infinite float": (lambda: si.Normal(float("inf"), 1), ParameterError, ("mu = inf", "not finite", "limit")),
    "infinite": (lambda: si.Normal(sp.oo, 1), ParameterError, ("mu = oo", "not finite", "limit")),
    "boolean": (lambda: si.Normal(True, 1), ParameterError, ("mu = True", "not a number")),
    "list": (lambda: si.Normal([1, 2], 1), ParameterError, ("[1, 2]", "not a number")),
    "None": (lambda: si.Normal(None, 1), ParameterError, ("None", "not a number")),
    "matrix": (lambda: si.Normal(sp.Matrix([1, 2]), 1), ParameterError, ("mu = ", "not a")),
    "random parameter": (lambda: si.Normal(X, 1), ParameterError, ("mu = X", "random", "condition")),
    "probability above 1": (lambda: si.Bernoulli(1.5), ParameterError, ("p = 3/2", "p < 1")),
    "probability 1": (lambda: si.Geometric(1), ParameterError, ("p = 1", "p < 1")),
    "probability 0": (lambda: si.Bernoulli(0), ParameterError, ("p = 0", "not positive")),
    "bounds in the wrong order": (lambda: si.Uniform(2, 1), ParameterError, ("a = 2, b = 1", "a < b")),
    "bounds known by symbols": (lambda: si.Uniform("a", "a - 1"), ParameterError, ("b = a - 1", "a < b")),
    "missing": (lambda: si.Normal(0), ParameterError, ("needs sigma", "Normal(mu, sigma)")),
    "too many": (lambda: si.Normal(0, 1, 2), ParameterError, ("takes 2", "got 3", "Normal(mu, sigma)")),
    "twice": (lambda: si.Normal(0, mu=1, sigma=1), ParameterError, ("mu twice", "Normal(mu, sigma)")),
    "twice by its symbol": (lambda: si.Exponential(rate=1, lam=1), ParameterError, ("rate twice", "lam=")),
    "misspelt": (lambda: si.Normal(0, sigm=1), ParameterError, ("'sigm'", "did you mean sigma=?")),
    "rate and scale": (
        lambda: si.Gamma(1, rate=1, scale=1),
        ParameterError,
        ("rate=, scale=", "Gamma(shape, rate=) or Gamma(shape, scale=)"),
    ),
    "rate by position": (lambda: si.Exponential("lam"), ParameterError, ("needs rate= or scale=", "'lam'", "Exponential(rate='lam')")),
    "Gamma's rate by position": (lambda: si.Gamma("k", 2), ParameterError, ("needs rate= or scale=", "Gamma('k', rate=2)")),
    "Gamma without rate": (lambda: si.Gamma("k"), ParameterError, ("needs rate= or scale=",)),
    "domains that exclude each other": (
        lambda: si.Normal(sp.Symbol("q", negative=True), "q"),
        ParameterError,
        ("'q'", "exclude", "two names"),
    ),
    "after substitution": (lambda: si.Normal("mu", x).subs(x, -2), ParameterError, ("sigma = -2", "not positive")),
    "unknown family": (lambda: Law("Nrmal", 0, 1), ParameterError, ("'Nrmal'", "nearest: Normal")),
}
TEXT_ROWS: dict[str, Row] = {
    "unknown family in text": (lambda: si.read("KL(Nrmal(0, 1), Normal(0, 1))"), ParseError, ("'Nrmal'", "did you mean Normal")),
    "hostile parameter": (lambda: si.Normal("__import__('os')", 1), ParseError, ("column",)),
    "huge power": (lambda: si.Normal("9**9**9", 1), ParseError, ("power", "column 1")),
    "attribute": (lambda: si.Normal("x.y", 1), ParseError, ("a dot after a name",)),
    "word of Python": (lambda: si.Exponential(rate="lambda"), ParseError, ("'lambda'", "write 'lam'")),
    "letter that looks Latin": (lambda: si.Normal("\u03bc", 1), ParseError, ("write 'mu'",)),
    "not real": (lambda: si.Normal("sqrt(-1)", 1), ParseError, ("not real",)),
    "empty": (lambda: si.Normal("", 1), ParseError, ("empty",)),
    "negative in text": (lambda: si.Normal(0, "-1/2"), ParameterError, ("sigma = -1/2", "not positive")),
    "infinite in text": (lambda: si.Normal("oo", 1), ParameterError, ("mu = oo", "not finite")),
}
EXPONENTIAL = "Entropy(Exponential(rate=lam))"
GAMMA = "Entropy(Gamma(a, rate=b))"
FORMULA_ROWS: dict[str, Row] = {
    "macro that reads files": (lambda: si.read(r"\input{x}"), ParseError, ("\\input is not read", "column 1")),
    "macro misspelt": (lambda: si.read(r"\frca{1}{2}"), ParseError, ("\\frca", "did you mean \\frac", "column 1")),
    "brace that stays open": (lambda: si.read(r"\frac{1}{2"), ParseError, ("column 9 is not closed", "write }", "column 11")),
    "argument that two people end elsewhere": (lambda: si.read(r"\ln x y"), ParseError, ("write \\ln(x y), or y \\ln x", "column 7")),
    "denominator that two people end elsewhere": (lambda: si.read(r"{1}/{2}x"), ParseError, (r"\frac{1}{2} x", "1/(2 x)")),
    "exponent of two digits": (lambda: si.read(r"\mu^12"), ParseError, ("write x^{12}",)),
    "strict inequality": (lambda: si.read("x < 1"), ParseError, ("< is not read", "state <=, or =", "column 3")),
    "two relations": (lambda: si.read("x = y = z"), ParseError, ("second relation", "one at a time", "column 7")),
    "half a relation": (lambda: si.read("x ="), ParseError, ("a side of = is missing", "write both")),
    "infinity in arithmetic": (lambda: si.read("x + oo*y"), ParseError, ("oo stands alone", "column")),
    "high power under a root": (lambda: si.read("sqrt(x^99 + 1)"), ParseError, ("powers up to 16", "name the power")),
    "formula without quantity": (lambda: si.check("1", "1 + 1"), ParameterError, ("1 + 1 holds no quantity", "Entropy(Gamma(a, rate=b))")),
    "distribution for a quantity": (lambda: si.check("1", "Normal(0, 1)"), ParameterError, ("Normal(0, 1) holds no quantity",)),
    "quantity in the formula": (lambda: si.check(si.Entropy(si.Normal(0, 1)), GAMMA), ParameterError, ("without quantities",)),
    "name that is no parameter": (
        lambda: si.check("log(x) + y + z", EXPONENTIAL),
        ParameterError,
        ("x, y, z of the formula is no parameter", "its parameters: lam", "say where name=parameter"),
    ),
    "name that may be two parameters": (lambda: si.check("x*y", GAMMA), ParameterError, ("say where x=a, y=b or where x=b, y=a",)),
    "where of no name": (lambda: si.check("x", EXPONENTIAL, where={"y": "lam"}), ParameterError, ("has no y", "its names: x")),
    "where of no parameter": (lambda: si.check("x", EXPONENTIAL, where={"x": "mu"}), ParseError, ("'mu' is not a name here",)),
    "number for a formula": (lambda: si.check(3, GAMMA), ParameterError, ("3 is no formula", "text or a SymPy expression")),
    "masses that are text": (lambda: si.diagnose(["a"], [1]), ParameterError, ("no numbers", "arrays of masses of one shape")),
    "masses of two shapes": (lambda: si.diagnose([1, 0], [1, 0, 0]), ParameterError, ("belong together", "one shape")),
    "no masses": (lambda: si.diagnose([], []), ParameterError, ("no outcomes", "at least one mass")),
}
FINITE_ROWS: dict[str, Row] = {
    "masses that total too much": (lambda: si.Categorical([0.5, 0.75]), NotNormalised, ("total 5/4", "not 1", "divide each by 5/4")),
    "rounded thirds": (lambda: si.Categorical([1 / 3] * 3), NotNormalised, ("9999999999/10000000000000000", "'1/3'")),
    "masses not shown to total 1": (lambda: si.Categorical(["p", "q"]), NotNormalised, ("p + q", "1 minus the others")),
    "negative mass": (lambda: si.Categorical([1.5, -0.5]), ParameterError, ("mass 1 = 3/2", "[0, 1]")),
    "no list": (lambda: si.Categorical(5), ParameterError, ("5", "not a list", "Categorical([1/2, 1/4, 1/4])")),
    "empty list": (lambda: si.Categorical([]), ParameterError, ("not a list",)),
    "no number of outcomes": (lambda: si.Categorical("p"), ParameterError, ("number of outcomes", "Categorical('p', 'n')")),
    "no outcomes": (lambda: si.Categorical("p", 0), ParameterError, ("n = 0", "not positive")),
    "half an outcome": (lambda: si.Categorical("p", 2.5), ParameterError, ("n = 5/2", "not integer")),
    "name that is no name": (lambda: si.Categorical("p q", 3), ParameterError, ("'p q'", "not a name")),
    "joint without shape": (lambda: si.Joint("p"), ParameterError, ("not a list of rows", "Joint('p', ('n', 'm'))")),
    "joint of one axis": (lambda: si.Joint("p", ("n",)), ParameterError, ("2 to 5 sizes",)),
    "ragged rows": (lambda: si.Joint([[1], [0, 0]]), ParameterError, ("1, 2 entries", "equal length")),
    "joint total": (lambda: si.Joint([["1/2", 0], [0, "1/4"]]), NotNormalised, ("total 3/4",)),
    "no such axis": (lambda: si.Joint("p", (2, 2)).marginal(2), ParameterError, ("2 is not an axis", "axes are 0, 1")),
    "axis given itself": (lambda: si.Joint("p", (2, 2)).conditional(1, given=1), ParameterError, ("given itself",)),
    "given the impossible": (
        lambda: si.Joint([["1/2", 0], ["1/2", 0]]).conditional(0, given=1).at(2),
        ParameterError,
        ("mass is 0", "another value"),
    ),
    "no such value": (lambda: si.Joint([[1, 0], [0, 0]]).conditional(0, given=1).at(3), ParameterError, ("3 is not a value", "1 to 2")),
    "value not chosen": (lambda: si.Joint([[1, 0], [0, 0]]).conditional(0, given=1).density(x), ParameterError, ("choose it", ".at(1)")),
}
OTHER_ROWS: dict[str, Row] = {
    "empty product": (lambda: si.Product(), ParameterError, ("needs its parts",)),
    "product of two kinds": (lambda: si.Product(si.Normal(0, 1), si.Poisson(1)), SupportError, ("discrete and continuous", "Poisson(1)")),
    "no copies": (lambda: si.Product(si.Normal(0, 1), 0), ParameterError, ("d = 0", "not positive")),
    "product of numbers": (lambda: si.Product(3, 4), ParameterError, ("3 is not a distribution",)),
    "support in the wrong order": (lambda: si.Density(2 * x, x, (1, 0)), SupportError, ("(1, 0)", "empty", "lower bound first")),
    "no support": (lambda: si.Density(2 * x, x, 5), SupportError, ("5", "pair of bounds")),
    "set with holes": (lambda: si.Density(2 * x, x, sp.FiniteSet(1, 3)), SupportError, ("{1, 3}", "run of integers")),
    "negative density": (lambda: si.Density(-1, x, (0, 1)), ParameterError, ("-1 is not positive",)),
    "variable that is a number": (lambda: si.Density(2 * x, 3, (0, 1)), ParameterError, ("3 is not a variable",)),
    "density that totals 1/2": (lambda: si.derive(si.Entropy(si.Density(x, x, (0, 1)))), NotNormalised, ("1/2, not 1", "normalized")),
    "family without parameters": (lambda: si.Entropy(si.Normal), ParameterError, ("is a family", "Normal(mu, sigma)")),
    "class without parameters": (lambda: si.Entropy(si.Categorical), ParameterError, ("call it",)),
    "number for a distribution": (lambda: si.Entropy(3), ParameterError, ("3 is not a distribution", "Normal('mu', 'sigma')")),
    "text for a distribution": (lambda: si.Entropy("Normal"), ParameterError, ("'Normal' is not a distribution",)),
    "function of a random variable": (lambda: si.Entropy(X**2), ParameterError, ("X**2", "random variables")),
    "compound variable": (lambda: si.Entropy(ss.Normal("Y", X, 1)), ParameterError, ("Y", "compound")),
    "several variables": (lambda: si.Entropy(ss.Normal("M", [0, 0], [[1, 0], [0, 1]])), ParameterError, ("M", "of its own")),
    "outcomes that are no integers": (lambda: si.Entropy(ss.FiniteRV("F", {0.5: 1})), ParameterError, ("no integers", "number them")),
    "continuous and discrete": (
        lambda: si.KL(si.Normal(0, 1), si.Poisson(1)),
        SupportError,
        ("Normal(0, 1) is continuous", "Poisson(1) is discrete"),
    ),
}
ROWS = FAMILY_ROWS | TEXT_ROWS | FORMULA_ROWS | FINITE_ROWS | OTHER_ROWS


@pytest.mark.parametrize("name", ROWS)
def test_bad_input_is_refused_with_its_reason(name: str) -> None:
    call, kind, words = ROWS[name]
    with pytest.raises(kind) as refusal:
        call()
    assert isinstance(refusal.value, SymbolicInfoError)
    assert isinstance(refusal.value, ValueError)
    missing = [word for word in words if word not in str(refusal.value)]
    assert not missing, str(refusal.value)


def test_the_good_neighbours_pass() -> None:
    """The rows are refused for what they say, not because everything is."""
    assert si.Normal(0, 1)
    assert si.Normal(0, sp.Symbol("sigma", positive=True))
    assert si.Normal(0, sp.Symbol("sigma")), "an unknown sign is accepted; it becomes a condition"
    assert si.Bernoulli(0.5)
    assert si.Uniform(1, 2)
    assert si.Exponential(rate="lam")
    assert si.Categorical([0.5, 0.5])
    assert si.Density(2 * x, x, (0, 1))
    assert si.KL(si.Normal(0, 1), si.Normal(1, 2))
    assert si.read(r"\frac{1}{2}")
    assert si.check("1 - log(x)", EXPONENTIAL)
    assert si.diagnose([1, 0], [0.5, 0.5])
