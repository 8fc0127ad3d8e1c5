"""What compiled loops compute at a point has the same value, and says where NumPy is to be asked."""

import pytest
import sympy as sp

import symbolic_info as si
from symbolic_info.numeric.compensated import GammaOnePlus, PowerOfQuotient
from symbolic_info.numeric.compiled_form import LoggammaOfQuotient, RatioPhi, arithmetic, compiled_form
from symbolic_info.numeric.heads import Chi, Exponential, Guarded, LogRatio, Lower, Phi, ScaledPhi, plain
from symbolic_info.numeric.lambdify import lambdify

a, b, c = sp.symbols("a b c", positive=True)


def test_quotients_are_written_out_by_turns() -> None:
    lines = arithmetic(["x = 2 * quotient((a, b, f(3)), (c, a + b))", "y = quotient((), (c,))", "z = quotient((a,), ())"], "abc")
    assert lines == ["x = 2 * (a / c * b / (a + b) * f(3.0))", "y = 1.0 / c", "z = a"]


def test_an_argument_that_is_divided_by_often_has_a_reciprocal() -> None:
    twice = ["x = a / c", "y = (a + b) / c"]
    assert arithmetic(twice, "abc") == twice
    assert arithmetic([*twice, "z = b / c / (2 * c)"], "abc") == [
        "per_c = 1.0 / c", "x = a * per_c", "y = (a + b) * per_c", "z = b * per_c / (2 * c)",
    ]  # fmt: skip
    for others, names in ((["x = a / t + b / t + c / t"], "abc"), (["x = a / c + b / c + per_c / c"], ("a", "b", "c", "per_c"))):
        assert arithmetic(others, names) == others


LOGS = (
    (2 * LogRatio(a, b, a - b), a**2 / b**2),
    (LogRatio(a, b, a - b) - 3 * sp.log(c), a / b / c**3),
    (LogRatio(a, b, a - b) / 2, Exponential(LogRatio(a, b, a - b) / 2)),
    (c * LogRatio(a, b, a - b), Exponential(c * LogRatio(a, b, a - b))),
)


@pytest.mark.parametrize(("log", "ratio"), LOGS)
def test_phi_takes_the_ratio(log: sp.Expr, ratio: sp.Expr) -> None:
    w = sp.Symbol("w")
    assert compiled_form(Phi(w, log), sp.S.Zero)[0] == RatioPhi(w, ratio)
    assert compiled_form(ScaledPhi(c, w, c * w, log), sp.S.Zero)[0] == c * RatioPhi(w, ratio)


def test_powers_and_gamma_functions_of_quotients_amplify_nothing() -> None:
    z = sp.Symbol("z")
    kept = Guarded((a / b) ** c * sp.gamma((a + c) / a), z)
    value, size = compiled_form(Chi(1, z, kept, z), 1 + a * Lower(sp.S.One, z))
    assert value.has(PowerOfQuotient, GammaOnePlus)
    assert not value.has(sp.gamma, Guarded)
    assert size == 1
    for rounded in (Guarded(sp.gamma((a + c) / a) * sp.exp(c), z), sp.exp(z)):
        assert compiled_form(Chi(1, z, rounded, z), 1 + a * Lower(sp.S.One, z))[1].has(Lower)


@pytest.mark.parametrize("key", ["weibull", "normal", "gamma", "von_mises"])
def test_forms_of_families_keep_their_values(key: str) -> None:
    member = next(f for f in si.families() if f.key == key)
    expression = lambdify(si.KL(member.with_own_symbols("_1"), member.with_own_symbols("_2"))).program.expression
    at = {s: sp.Rational(7 + 3 * i, 5) for i, s in enumerate(sorted(expression.free_symbols, key=str))}
    opened = compiled_form(expression, sp.S.Zero)[0].replace(RatioPhi, lambda w, v: w - sp.log(v))
    opened = opened.replace(PowerOfQuotient, lambda p, q, e: (p / q) ** e).replace(GammaOnePlus, lambda p, q: sp.gamma(1 + p / q))
    opened = opened.replace(LoggammaOfQuotient, lambda p, q, d: sp.loggamma(1 + p / q))
    assert sp.N(plain(opened).xreplace(at), 25) == pytest.approx(sp.N(plain(expression).xreplace(at), 25), rel=1e-20)
