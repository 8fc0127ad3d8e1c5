r"""Names that try to be code print as text in every export: no new tag or attribute, no new macro, no control character.

Text never brings such names (the parser refuses them); SymPy symbols may.
"""

import contextlib
import functools
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
import sympy as sp

import symbolic_info as si
from symbolic_info.core.registry import Table
from symbolic_info.export.mime import mimebundle
from symbolic_info.export.record import Exporter

HOSTILE = (
    r"\input{/etc/hostname}", r"\write18{id}", r"\include{x}", r"\href{javascript:alert(1)}{x}", r"\immediate\openout", r"\def\x{\x}\x",
    r"\end{align*}", r"\begin{verbatim}", r"\csname end\endcsname", r"\catcode`\%=0", "^^5cinput{x}", r"\\", "}{", "$$", "%", "#1",
    "&", "~",
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<b>", "</div>", "<!--", "]]>", '" onclick="alert(1)', "' style='x",
    "[x](javascript:alert(1))", "![x](http://e.org/x.png)", "`id`", "\n\n# title", "<https://e.org>", "x\x1b[31mred\x00", "\u202etxt",
    "{{7*7}}", "&lt;script&gt;",
)  # fmt: skip
MACROS = {
    r"\texttt", r"\textbackslash", r"\textdollar", r"\textless", r"\textgreater", r"\textbar", r"\textasciitilde", r"\textasciicircum",
    r"\%", r"\#", r"\&", r"\_", r"\{", r"\}", r"\$",
}  # fmt: skip
LAYOUT = {r"\quad", r"\qquad", r"\biggl", r"\biggr"}
"""What a long name may bring, since its line breaks elsewhere."""
MACRO = re.compile(r"\\(?:[A-Za-z]+|.)", re.DOTALL)
MATH = re.compile(r"\$\$.*?\$\$|\$[^$]*\$", re.DOTALL)
FORMATS = {key: exporter.render for key, exporter in Table("export", Exporter).items()}
FORMATS |= {f"mime {kind}": lambda d, kind=kind: mimebundle(d)[kind] for kind in ("text/latex", "text/markdown", "text/plain")}
PLAIN = {"text", "mime text/plain"}


class Tags(HTMLParser):
    """The tags, attributes, comments and declarations of a text."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.found.append(f"<{tag} {sorted(name for name, _ in attrs)}>")

    def handle_endtag(self, tag: str) -> None:
        self.found.append(f"</{tag}>")

    def handle_comment(self, data: str) -> None:
        self.found.append("comment")

    def handle_decl(self, decl: str) -> None:
        self.found.append("declaration")

    def unknown_decl(self, data: str) -> None:
        self.found.append("declaration")


@functools.cache
def derivation(name: str) -> si.Derivation:
    s, m = sp.Symbol(name, positive=True), sp.Symbol(f"{name}_m", real=True)
    return si.derive(si.KL(si.Normal(m, s), si.Normal(0, 2)))


def complaints(key: str, hostile: str, benign: str) -> list[str]:
    """What a hostile name brought into an export that a benign one does not."""
    found = [f"tag {tag}" for tag in Tags(hostile).found if tag not in Tags(benign).found]
    found += [f"character {c!r}" for c in re.findall(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e]", hostile)]
    if key in PLAIN or key == "json":
        return [f for f in found if not f.startswith("tag")]  # shown as text, never as HTML
    outside = MATH.sub(" ", hostile) if "markdown" in key else ""
    found += [f"mark-up {mark}" for mark in re.findall(r"(?<!\\)!?\[[^\]]*\]\(|^#{1,6} |(?<!\\)`", outside, re.MULTILINE)]
    inside = hostile if "latex" in key else " ".join(MATH.findall(hostile))
    return found + [f"macro {m}" for m in sorted(set(MACRO.findall(inside)) - set(MACRO.findall(benign)) - MACROS - LAYOUT)]


def test_there_are_thirty() -> None:
    assert len(set(HOSTILE)) >= 30


@pytest.fixture(scope="module")
def benign() -> dict[str, str]:
    return {key: render(derivation("alpha")) for key, render in FORMATS.items()}


@pytest.mark.parametrize("name", HOSTILE, ids=ascii)
def test_hostile_names_print_as_text(name: str, benign: dict[str, str]) -> None:
    made = derivation(name)
    found = {key: complaints(key, render(made), benign[key]) for key, render in FORMATS.items()}
    assert not {key: said for key, said in found.items() if said}


@pytest.mark.parametrize("name", HOSTILE, ids=ascii)
def test_json_brings_the_name_back(name: str) -> None:
    made = si.derive(si.Entropy(si.Exponential(rate=sp.Symbol(name, positive=True))))
    assert json.loads(FORMATS["json"](made))
    assert si.Derivation.from_json(made.to_json()).quantity == made.quantity


@pytest.mark.parametrize("name", HOSTILE, ids=ascii)
def test_a_check_prints_them_as_text(name: str) -> None:
    s = sp.Symbol(name, positive=True)
    checked = si.check(sp.log(s), si.Entropy(si.Exponential(rate=s)))
    for said in (str(checked), repr(checked)):
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e]", said)
    assert str(checked).count("\n") == str(si.check("log(a)", "Entropy(Exponential(rate=a))")).count("\n")
    assert json.loads(json.dumps(checked.to_document()))["status"] == "refuted"


@pytest.mark.parametrize("name", HOSTILE, ids=ascii)
def test_text_brings_no_such_name(name: str) -> None:
    """What is read at all is a number: {{7*7}} is 49 in LaTeX, and what stands left of a = is never read."""
    with pytest.raises(si.SymbolicInfoError):
        si.read(f"Entropy(Normal(0, {name}))")
    with contextlib.suppress(si.SymbolicInfoError):
        assert si.check(name, "Entropy(Normal(0, s))").formula.is_number


NOTICED: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("markdown", lambda text: text + "\n<b>"),
    ("markdown", lambda text: text + "\n<img src=x onerror=alert(1)>"),
    ("markdown", lambda text: text + "\n[x](javascript:alert(1))"),
    ("markdown", lambda text: text + "\n# title"),
    ("markdown", lambda text: text + r" $\input{x}$"),
    ("latex", lambda text: text + r"\write18{id}"),
    ("latex", lambda text: text + "\x1b[31m"),
    ("text", lambda text: text + "\x00"),
    ("json", lambda text: text + "\u202e"),
)


@pytest.mark.parametrize(("key", "spoil"), NOTICED)
def test_each_intrusion_is_noticed(key: str, spoil: Callable[[str], str], benign: dict[str, str]) -> None:
    assert complaints(key, spoil(benign[key]), benign[key])
    assert not complaints(key, benign[key], benign[key])
