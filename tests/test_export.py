"""LaTeX, Markdown, JSON and text: exact snapshots, names that attack, formulas read back to their value, widths of lines."""

import json
import re
from collections.abc import Callable
from contextlib import suppress

import mpmath as mp
import pytest
import sympy as sp
from core_families import core
from hypothesis import given, settings
from hypothesis import strategies as st
from render.example import LATEX_BLOCK, MARKDOWN_BLOCK, TEXT_BLOCK, exponential_derivation
from render.expressions import EXPRESSIONS, POINT, SYMBOLS, number
from render.reading import value

import symbolic_info as si
from symbolic_info import export
from symbolic_info.core.errors import NoClosedForm, OutOfTime, ParameterError, SymbolicInfoError
from symbolic_info.core.heads import LogDensity, Mean
from symbolic_info.core.records import Family, Step
from symbolic_info.export.breaking import DEEP_INDENT, broken
from symbolic_info.export.json import canonical
from symbolic_info.export.mime import latex_display, mimebundle
from symbolic_info.export.names import latex_name, latex_text, markdown_text, plain_text
from symbolic_info.export.plain import Plain
from symbolic_info.export.printing import latex
from symbolic_info.export.rows import WIDEST_ROW, block_width
from symbolic_info.export.width import tokens, width

a, b, k, lam, n, s1, s2, x = sp.symbols("a b k lam n sigma_1 sigma_2 x", positive=True)
m1, m2 = sp.symbols("mu_1 mu_2", real=True)
i = sp.Symbol("i", integer=True)
p = sp.IndexedBase("p")
KL_OF_NORMALS = sp.log(s2 / s1) + (s1**2 + (m1 - m2) ** 2) / (2 * s2**2) - sp.Rational(1, 2)
BETA_ENTROPY = (a + b - 2) * sp.digamma(a + b) - (a - 1) * sp.digamma(a) - (b - 1) * sp.digamma(b) + sp.log(sp.beta(a, b))


def normal(index: int) -> sp.Basic:
    return si.Normal(f"mu_{index}", f"sigma_{index}")


SNAPSHOTS: tuple[tuple[Callable[[], sp.Basic], str], ...] = (
    (lambda: sp.digamma(k), r"\psi(k)"),
    (lambda: sp.polygamma(1, k), r"\psi^{(1)}(k)"),
    (lambda: sp.loggamma(k), r"\ln\Gamma(k)"),
    (lambda: sp.log(sp.gamma(a) / sp.gamma(b)), r"\ln\frac{\Gamma(a)}{\Gamma(b)}"),
    (lambda: sp.EulerGamma * (1 - 1 / k) + 1, r"\gamma \left(1 - \frac{1}{k}\right) + 1"),
    (lambda: sp.log(s2 / s1), r"\ln\frac{\sigma_{2}}{\sigma_{1}}"),
    (lambda: 1 - sp.log(lam), r"1 - \ln\lambda"),
    (lambda: sp.log(2 * sp.pi * sp.E * s1**2) / 2, r"\frac{1}{2} \ln(2 \pi e \sigma_{1}^{2})"),
    (lambda: sp.log(sp.gamma(a / b) / b), r"\ln\!\left(\frac{1}{b} \Gamma\!\left(\frac{a}{b}\right)\right)"),
    (lambda: sp.log(x) / sp.log(2), r"\log_{2} x"),
    (lambda: sp.log(s2 / s1) / sp.log(2), r"\log_{2}\frac{\sigma_{2}}{\sigma_{1}}"),
    (lambda: x / sp.log(2), r"\frac{x}{\ln 2}"),
    (lambda: sp.log(x) * sp.log(k), r"\ln(k) \ln x"),
    (lambda: sp.log(x) * sp.log(k) / sp.log(2), r"\frac{\ln(k) \ln x}{\ln 2}"),
    (lambda: 2 * 3**k * sp.Rational(5, 2) ** n, r"2 \cdot 3^{k} \left(\frac{5}{2}\right)^{n}"),
    (lambda: sp.log(x) ** 2 / x, r"\frac{(\ln x)^{2}}{x}"),
    (
        lambda: sp.Piecewise((sp.log(b / a), a < b), (sp.oo, True)),
        r"\begin{cases} \displaystyle \ln\frac{b}{a} & \text{if } a < b \\ \infty & \text{otherwise} \end{cases}",
    ),
    (lambda: -sp.Sum(p[i] * sp.log(p[i]), (i, 1, n)), r"-\sum_{i=1}^{n} p_{i} \ln p_{i}"),
    (lambda: sp.Sum(-p[i] * sp.log(p[i]), (i, 1, n)), r"-\sum_{i=1}^{n} p_{i} \ln p_{i}"),
    (lambda: si.Product(normal(1), normal(2)), r"\mathrm{Normal}(\mu_{1}, \sigma_{1}) \otimes \mathrm{Normal}(\mu_{2}, \sigma_{2})"),
    (lambda: si.Joint("p_1", (2, 2)).marginal(0), r"{p_{1}}_{i \cdot}"),
    (
        lambda: sp.Integral(sp.exp(-(x**2) / 2) / sp.sqrt(2 * sp.pi), (x, -sp.oo, sp.oo)),
        r"\int_{-\infty}^{\infty} \frac{1}{\sqrt{2 \pi}} e^{-x^{2}/2} \,dx",
    ),
    (lambda: s1 * sp.sqrt(2) / sp.sqrt(sp.pi), r"\sqrt{\frac{2}{\pi}}\, \sigma_{1}"),
    (lambda: lam * sp.exp(-lam * x), r"\lambda e^{-\lambda x}"),
    (lambda: sp.exp(-((x - m1) ** 2) / (2 * s1**2)), r"\exp\!\left(-\frac{(x - \mu_{1})^{2}}{2 \sigma_{1}^{2}}\right)"),
    (lambda: (lam / k) ** n * sp.gamma(n / k + 1), r"\left(\frac{\lambda}{k}\right)^{n} \Gamma\!\left(\frac{n}{k} + 1\right)"),
    (lambda: k - sp.log(lam) + sp.loggamma(k) + (1 - k) * sp.digamma(k), r"\ln\Gamma(k) - \ln\lambda + (1 - k) \psi(k) + k"),
    (lambda: BETA_ENTROPY, r"\ln\mathrm{B}(a, b) + (a + b - 2) \psi(a + b) - (a - 1) \psi(a) - (b - 1) \psi(b)"),
    (
        lambda: KL_OF_NORMALS,
        r"\ln\frac{\sigma_{2}}{\sigma_{1}} + \frac{\sigma_{1}^{2} + (\mu_{1} - \mu_{2})^{2}}{2 \sigma_{2}^{2}} - \frac{1}{2}",
    ),
    (
        lambda: sp.Abs(m1 - m2) / b + sp.exp(-sp.Abs(m1 - m2)),
        r"\frac{\lvert\mu_{1} - \mu_{2}\rvert}{b} + e^{-\lvert\mu_{1} - \mu_{2}\rvert}",
    ),
    (lambda: Mean((x - m1) ** 2, x, normal(1)), r"\mathbb{E}_{x \sim \mathrm{Normal}(\mu_{1}, \sigma_{1})}[(x - \mu_{1})^{2}]"),
    (
        lambda: si.KL(normal(1), normal(2)),
        r"D_{\mathrm{KL}}(\mathrm{Normal}(\mu_{1}, \sigma_{1}) \,\|\, \mathrm{Normal}(\mu_{2}, \sigma_{2}))",
    ),
    (lambda: si.Entropy(normal(1), base=2), r"h_{2}(\mathrm{Normal}(\mu_{1}, \sigma_{1}))"),
    (
        lambda: si.KL(normal(1), normal(1), base=2),
        r"D_{\mathrm{KL},2}(\mathrm{Normal}(\mu_{1}, \sigma_{1}) \,\|\, \mathrm{Normal}(\mu_{1}, \sigma_{1}))",
    ),
    (lambda: LogDensity(normal(1), x), r"\ln f_{\mathrm{Normal}(\mu_{1}, \sigma_{1})}(x)"),
    (lambda: sp.Gt(1, a), r"a < 1"),
    (lambda: sp.And(a < 1, sp.Ne(b, 2)), r"a < 1 \text{ and } b \neq 2"),
    (lambda: sp.Symbol("gamma") + sp.EulerGamma, r"\texttt{gamma} + \gamma"),
)


@pytest.mark.parametrize(("make", "expected"), SNAPSHOTS, ids=[e for _, e in SNAPSHOTS])
def test_snapshot(make: Callable[[], sp.Basic], expected: str) -> None:
    assert latex(make()) == expected


def test_latex_refuses_text() -> None:
    with pytest.raises(ParameterError, match="takes a SymPy expression, got 'x'"):
        latex("x")


NAMES = {
    "sigma_1": r"\sigma_{1}",
    "sigma1": r"\sigma_{1}",
    "lam": r"\lambda",
    "Sigma": r"\Sigma",
    "x_max": r"x_{\mathrm{max}}",
    "mu_hat": r"\hat{\mu}",
    "a_b_c": r"a_{b,c}",
    "rate": r"\mathrm{rate}",
    "σ_1": r"\sigma_{1}",
}
HOSTILE = (
    r"\input{x}", r"\write18{rm}", r"\end{align*}", r"\text{\textbackslash}", "\\", r"\\", "<script>", "<script>alert(1)</script>", "]]>",
    "x y", "%", "a%b", "$", "$$", "a$b$c", "#", "&", "~", "^", "^^5c", "_", "a__b", "_x", "{", "}", "}{", "a\nb", "\x1b[31mred", "", " ",
    "`id`", "|", "é", "漢", "\u202etxt", "x'",
)  # fmt: skip
HARMLESS = {
    r"\texttt", r"\textbackslash", r"\textdollar", r"\textless", r"\textgreater", r"\textbar", r"\textasciitilde", r"\textasciicircum",
    r"\%", r"\#", r"\&", r"\_", r"\{", r"\}",
}  # fmt: skip


def complaints(latex: str) -> list[str]:
    """Why ``latex`` is no harmless, balanced formula."""
    found = [f"macro {t}" for t in tokens(latex) if t.startswith("\\") and t not in HARMLESS]
    found += [f"character {c!r}" for c in "$%#&~^<>\n\x1b" if c in re.sub(r"\\.", "", latex)]
    return found + unbalanced(latex)


def unbalanced(latex: str) -> list[str]:
    """Braces, stretching brackets and environments that do not close."""
    open_now: list[str] = []
    pairs = {"}": "{", r"\right": r"\left", r"\end": r"\begin", r"\biggr": r"\biggl"}
    for token in tokens(latex):
        if token in pairs.values():
            open_now.append(token)
        elif token in pairs and (not open_now or open_now.pop() != pairs[token]):
            return [f"{token} closes nothing in {latex}"]
    return [f"{open_now} stay open in {latex}"] if open_now else []


@pytest.mark.parametrize(("name", "expected"), NAMES.items())
def test_usual_names_are_typeset(name: str, expected: str) -> None:
    assert latex(sp.Symbol(name)) == expected


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_become_text(name: str) -> None:
    for made in (sp.Symbol(name), sp.Symbol(name, positive=True) ** 2, sp.IndexedBase(name or "p")[1], sp.Function(name or "f")(1)):
        printed = latex(made)
        assert not [c for c in complaints(printed) if "'^'" not in c], printed
        assert r"\texttt" in printed or name == ""
    assert not complaints(latex_name(name))
    assert not re.search(r"[\x00-\x1f<]", Plain({}).doprint(sp.Symbol(name)).replace("<script>", "").replace("</script>", ""))


@pytest.mark.parametrize("printed", [r"\input{x}", "a%b", "{", "a\nb", r"\left(x", "<b>"])
def test_hostile_output_is_noticed(printed: str) -> None:
    assert complaints(printed)


def test_text_is_escaped_for_each_format() -> None:
    said = "E[x_1] <b>*50%* of $y$\n\\input{z} https://e.org"
    assert latex_text(said) == (
        r"E[x\_1] \textless{}b\textgreater{}*50\%* of \textdollar{}y\textdollar{} \textbackslash{}input\{z\} https://e.org"
    )
    assert markdown_text(said) == r"E\[x\_1\] &lt;b&gt;\*50%\* of \$y\$ \\input\{z\} https:\/\/e.org"
    assert markdown_text("- 1. # a") == r"\- 1. \# a"
    assert markdown_text("12. a") == r"12\. a"
    assert plain_text("a\r\n\tb\x07") == "a b[U+0007]"


def test_names_that_look_alike_are_told_apart() -> None:
    printed = latex(sp.Symbol("sigma_1") + 2 * sp.Symbol("sigma1") + 3 * sp.Symbol("e") * sp.E)
    assert printed == r"\sigma_{1} + 2 \texttt{sigma1} + 3 e \texttt{e}"


AT_POINT = {latex_name(name): mp.mpf(v) for name, v in POINT.items()}


def agrees(found: mp.mpf, expected: mp.mpf) -> bool:
    return abs(found - expected) <= mp.mpf(10) ** -9 * (1 + abs(expected))


READABLE = (sp.log, sp.exp, sp.loggamma, sp.gamma, sp.polygamma, sp.Abs, sp.erf, sp.factorial, sp.Piecewise)
"""The functions that the tests' reader of LaTeX knows."""


def derived_results(family: Family) -> list[sp.Expr]:
    """What is derived of two laws of a family; there are quantities without a closed form."""
    first, second = family.with_own_symbols("_1"), family.with_own_symbols("_2")
    results = []
    for quantity in (si.Entropy(first), si.KL(first, second), si.CrossEntropy(first, second)):
        with suppress(NoClosedForm, OutOfTime):
            results += [branch.result for branch in si.derive(quantity).branches]
    return results


@core
def test_closed_forms_mean_what_they_came_from(member: Family) -> None:
    first = member.with_own_symbols("_1")
    found = [*derived_results(member), first.log_density(x), first.density(x)]
    closed = [r for r in found if not r.has(sp.Sum, sp.oo) and all(isinstance(f, READABLE) for f in r.atoms(sp.Function))]
    assert len(closed) >= 3
    for expression in closed:
        names = sorted(s.name for s in expression.free_symbols)
        point = {name: sp.Rational(3 + 2 * j, 17) for j, name in enumerate(names)}
        exact = expression.xreplace({s: point[s.name] for s in expression.free_symbols})
        with mp.workdps(25):
            symbols = {latex_name(name): mp.mpf(q.p) / q.q for name, q in point.items()}
            assert agrees(value(latex(expression), symbols), mp.mpmathify(exact.evalf(30))), latex(expression)


@settings(max_examples=120, deadline=None, derandomize=True)
@given(EXPRESSIONS)
def test_printed_formulas_mean_what_they_came_from(expression: sp.Expr) -> None:
    printed = latex(expression)
    assert not unbalanced(printed)
    with mp.workdps(25):
        assert agrees(value(printed, AT_POINT), number(expression)), printed


def words(printed: str) -> list[str]:
    """The tokens without spacing and without the size of brackets."""
    return [t for t in tokens(printed) if t.strip() and t not in (r"\left", r"\right", r"\biggl", r"\biggr", r"\quad", r"\qquad", r"\!")]


def could_break(line: str) -> bool:
    """Whether an operator stands outside braces, beyond the start of the line."""
    depth, start = 0, len(DEEP_INDENT) + 2
    for at, character in enumerate(line):
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth == 0 and at > start and line[at - 1 : at + 2] in (" + ", " - "):
            return True
    return False


@settings(max_examples=60, deadline=None, derandomize=True)
@given(EXPRESSIONS, st.sampled_from([20, 35, 60]))
def test_broken_lines_say_the_same_within_the_width(expression: sp.Expr, limit: int) -> None:
    printed = latex(expression)
    lines = broken(printed, limit)
    assert words(" ".join(lines)) == words(printed)
    assert not [line for line in lines if not too_wide_is_excused(line, limit)]
    assert not [line for line in lines if line.count(r"\left") != line.count(r"\right") or line.count("{") != line.count("}")]


def too_wide_is_excused(line: str, limit: float) -> bool:
    return width(line) <= limit or not could_break(line)


def test_too_wide_a_line_is_noticed() -> None:
    line = " + ".join(["a"] * 40)
    assert not too_wide_is_excused(line, 60)
    assert len(broken(line, 60)) > 1
    assert words(line + " + a") != words(line)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(EXPRESSIONS)
def test_plain_text_is_the_expression(expression: sp.Expr) -> None:
    plain = SYMBOLS[:4] + SYMBOLS[5:]
    expression = expression.xreplace({SYMBOLS[4]: SYMBOLS[5]})
    again = sp.sympify(Plain({}).doprint(expression), locals={s.name: s for s in plain})
    assert agrees(number(again), number(expression))


@pytest.mark.parametrize(
    ("printed", "meant"), [(r"\ln a b", "ln(a b)"), (r"\frac{1}{2} + \ln a", "(1/2 + ln a) a"), (r"e^{-a} b", "e^(-a b)")]
)
def test_a_misprint_is_noticed(printed: str, meant: str) -> None:
    first, second = (mp.mpf(POINT[s]) for s in "ab")
    wrong = {"ln(a b)": mp.log(first * second), "(1/2 + ln a) a": (0.5 + mp.log(first)) * first, "e^(-a b)": mp.exp(-first * second)}
    assert not agrees(value(printed, AT_POINT), wrong[meant])


@pytest.mark.parametrize(
    ("key", "expected"),
    [("latex", LATEX_BLOCK), ("markdown", MARKDOWN_BLOCK), ("text", TEXT_BLOCK), ("json", '{"a":"\\u00fc","b":[1,null]}')],
)
def test_whole_derivation(key: str, expected: str) -> None:
    assert export.render(exponential_derivation(), key) == expected


def test_notebook_bundle() -> None:
    bundle = mimebundle(exponential_derivation())
    assert sorted(bundle) == ["text/latex", "text/markdown", "text/plain"]
    assert bundle["text/latex"].startswith("$$\\begin{aligned}\nP &= ")
    assert bundle["text/latex"].endswith("& \\text{for } s > 0\n\\end{aligned}$$")
    assert (bundle["text/markdown"], bundle["text/plain"]) == (MARKDOWN_BLOCK, TEXT_BLOCK)


@pytest.mark.parametrize("reason", HOSTILE)
def test_hostile_reasons_become_text(reason: str) -> None:
    derivation = exponential_derivation(reason)
    block = latex_display(derivation).removeprefix("$$").removesuffix("$$")
    assert not unbalanced(block)
    assert not re.search(r"\\(input|write|end\{align\*\})|[$<\x1b]|(?<!\\)%", block)
    assert "<script" not in export.render(derivation, "markdown")
    assert "\x1b" not in export.render(derivation, "text")


def test_a_parameter_called_p_does_not_clash_with_the_density() -> None:
    law = si.Bernoulli("p")
    printed = si.derive(si.Entropy(law)).to_latex()
    assert r"Let $P = \mathrm{Bernoulli}(p)$ with mass function $P(\cdot)$." in printed
    assert r"H(P) &= \mathbb{E}_{P}[-\ln P(x)] && " in printed


def test_long_derivations_keep_the_width() -> None:
    derivation = exponential_derivation("a reason that goes on and on, as reasons of rules with many conditions do, for more than one line")
    long = sp.Add(*(sp.Symbol(f"alpha_{j}") * sp.log(sp.Symbol(f"beta_{j}")) for j in range(30)))
    derivation.branches[0].steps += (Step(derivation.result, derivation.result + long, "rule", "made long"),)
    found = [row for row in latex_display(derivation).splitlines() if "&" in row]
    found = [re.sub(r" *\\\\(\[-4pt\])?$", "", row) for row in found]
    assert block_width(found) <= WIDEST_ROW
    assert block_width([*found, "a &= " + latex(long)]) > WIDEST_ROW


@pytest.mark.parametrize(("key", "nearest"), [("latx", "latex"), ("mardown", "markdown"), ("JSON", "json")])
def test_unknown_format_names_the_nearest(key: str, nearest: str) -> None:
    with pytest.raises(ParameterError, match=f"unknown format '{key}'; did you mean '{nearest}'"):
        export.render(exponential_derivation(), key)


@pytest.mark.parametrize(
    ("document", "said"), [({"a": [1.5]}, r"document\['a'\]\[0\] is 1.5"), ({1: "a"}, "the key 1"), ({"a": {sp.pi}}, "a set")]
)
def test_json_refuses_what_is_not_exact(document: object, said: str) -> None:
    with pytest.raises(SymbolicInfoError, match=said):
        canonical(document)


def test_json_is_canonical() -> None:
    assert canonical({"b": 1, "a": (True, None)}) == canonical(json.loads('{"a": [true, null], "b": 1}')) == '{"a":[true,null],"b":1}'
