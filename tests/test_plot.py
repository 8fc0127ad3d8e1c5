"""Pictures: their numbers bear out the claims, come from the package, and are drawn the same way every time.

A picture must also be readable: no label runs off the page, and no two labels overlap.
"""

import ast
import hashlib
import io
import itertools
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any, NamedTuple

import matplotlib as mpl
import mpmath
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.image import imread
from matplotlib.text import Text

from symbolic_info.cli.main import main
from symbolic_info.core.errors import MissingExtra, ParameterError, Rejected
from symbolic_info.distributions.categorical import Categorical
from symbolic_info.families.normal import Normal
from symbolic_info.plot import entropy_term, jensen_chord
from symbolic_info.plot.picture import DOTS_PER_INCH, METADATA, Picture, pictures
from symbolic_info.plot.style import STYLE, math
from symbolic_info.plot.summand import summand
from symbolic_info.quantities.entropy import Entropy
from symbolic_info.quantities.kl import KL

ROOT = Path(__file__).resolve().parents[1]
PICTURES = pictures().rows()
KEYS = sorted(PICTURES)
QUICK = "entropy_bernoulli"


@pytest.fixture(scope="module")
def numbers():
    return {key: picture.data() for key, picture in PICTURES.items()}


@pytest.fixture(scope="module")
def files(numbers):
    """Every picture as SVG and PNG."""
    return {key: picture.render() for key, picture in PICTURES.items()}


# -- the numbers -------------------------------------------------------------------------------------------------------


def moved(array, by, *at):
    """A copy of ``array`` with one number moved."""
    copy = array.copy()
    copy[at] += by
    return copy


# A single edit of the numbers (a function of them, giving the fields to replace), and the complaint that it must raise.
TAMPERED = (
    ("jensen_chord", lambda d: {"chord": moved(d.chord, -2.0, 100)}, "chord is not above"),
    ("jensen_chord", lambda d: {"mean_of": d.of_mean}, "not above f"),
    ("jensen_chord", lambda d: {"bends_up": False}, "second derivative"),
    ("jensen_ratio", lambda d: {"line": moved(d.line, 3.0, 20)}, "supporting line"),
    ("jensen_ratio", lambda d: {"masses": moved(d.masses, 0.01, 0)}, "E Z is not 1"),
    ("jensen_ratio", lambda d: {"divergence": d.divergence + 1e-9}, "not D"),
    ("jensen_ratio", lambda d: {"divergence": -d.divergence}, "not above"),
    ("entropy_bernoulli", lambda d: {"bits": moved(d.bits, 0.1, 0)}, "certain"),
    ("entropy_bernoulli", lambda d: {"bits": moved(d.bits, 1.0, 90)}, "largest"),
    ("entropy_bernoulli", lambda d: {"bits": moved(d.bits, 0.01, 90)}, "H(1 - p)"),
    ("entropy_simplex", lambda d: {"bits": moved(d.bits, 0.1, 0)}, "corner"),
    ("entropy_simplex", lambda d: {"bits": moved(d.bits, 1.0, 700)}, "centre"),
    ("entropy_simplex", lambda d: {"highest": 1.0}, "log 3"),
    ("entropy_simplex", lambda d: {"bits": moved(d.bits, -3.0, 700)}, "negative"),
    ("entropy_term", lambda d: {"nats": moved(d.nats, 0.1, 0)}, "ends"),
    ("entropy_term", lambda d: {"nats": moved(d.nats, 0.1, 200)}, "above the maximum"),
    ("entropy_term", lambda d: {"where": d.where / 2}, "1/e"),
    ("entropy_term", lambda d: {"bend": -d.bend}, "1/e"),
    ("divergence_term", lambda d: {"height": moved(d.height, 1e-9, 5, 5)}, "p = q"),
    ("divergence_term", lambda d: {"height": -d.height}, "sign"),
    ("divergence_term", lambda d: {"height": moved(d.height, -1.0, 5, 50)}, "-q/e"),
    ("divergence_term", lambda d: {"height": moved(d.height, 5.0, 100, 50)}, "fall"),
    ("forward_reverse_fit", lambda d: {"forward": d.forward._replace(slopes=(1e-6, 0.0))}, "gradient"),
    ("forward_reverse_fit", lambda d: {"reverse": (d.reverse[0], d.reverse[1]._replace(slopes=(0.0, -1e-6)))}, "gradient"),
    ("forward_reverse_fit", lambda d: {"reverse": (d.reverse[0]._replace(bends=(1.0, 2.0, 1.0)), d.reverse[1])}, "Hessian"),
    ("forward_reverse_fit", lambda d: {"reverse": (d.reverse[0]._replace(forward=0.1), d.reverse[1])}, "forward divergence"),
    ("forward_reverse_fit", lambda d: {"reverse": (d.reverse[0]._replace(reverse=9.0), d.reverse[1])}, "reverse divergence"),
)


@pytest.mark.parametrize("key", KEYS)
def test_numbers_bear_out_the_claim(numbers, key):
    assert list(PICTURES[key].check(numbers[key])) == []


@pytest.mark.parametrize(("key", "edit", "says"), TAMPERED, ids=lambda x: x if isinstance(x, str) else "")
def test_each_check_can_fail(numbers, key, edit, says):
    found = list(PICTURES[key].check(numbers[key]._replace(**edit(numbers[key]))))
    assert any(says in complaint for complaint in found), found


def test_every_picture_is_tampered_with():
    assert {key for key, _, _ in TAMPERED} == set(KEYS)


def xlogx(x):
    return x * mpmath.log(x) if x else mpmath.mpf(0)


def normal(x, mu, sigma):
    return mpmath.npdf(x, mu, sigma)


def close(found, exact):
    return len(found) == len(exact) and all(
        mpmath.almosteq(float(f), e, rel_eps=1e-12, abs_eps=1e-14) for f, e in zip(found, exact, strict=True)
    )


# (picture, points out of its numbers: found, and what this file's own formulas give there)
REFERENCES = (
    ("jensen_chord", lambda d: (d.curve, [xlogx(x) - x + 1 for x in d.x])),
    ("jensen_ratio", lambda d: (d.curve, [-mpmath.log(x) for x in d.x])),
    ("jensen_ratio", lambda d: (d.line, [1 - x for x in d.x])),
    ("entropy_bernoulli", lambda d: (d.bits, [-(xlogx(p) + xlogx(1 - p)) / mpmath.log(2) for p in d.p])),
    ("entropy_simplex", lambda d: (d.bits[::97], [-sum(map(xlogx, m)) / mpmath.log(2) for m in d.masses[::97]])),
    ("entropy_term", lambda d: (d.nats, [-xlogx(p) for p in d.p])),
    ("divergence_term", lambda d: (d.height[::7, 3], [p * mpmath.log(p / q) for p, q in zip(d.p[::7, 3], d.q[::7, 3], strict=True)])),
    ("forward_reverse_fit", lambda d: (d.mixture, [0.6 * normal(x, -3, 0.8) + 0.4 * normal(x, 3, 1.2) for x in d.x])),
    ("forward_reverse_fit", lambda d: (d.forward.density, [normal(x, -0.6, mpmath.sqrt(9.6)) for x in d.x])),
)


@pytest.mark.parametrize(("key", "pair"), REFERENCES, ids=lambda x: x if isinstance(x, str) else "")
def test_numbers_are_those_of_the_formulas(numbers, key, pair):
    found, exact = pair(numbers[key])
    assert close(found, exact)
    assert not close(moved(found, 1e-9, len(found) // 2), exact)


def typed_formulas(text):
    """Calls of a logarithm, entropy or power of e in the code of a picture; exp of a package's -log p is the density."""
    names = {"log", "log2", "log10", "log1p", "entr", "rel_entr", "xlogy", "kl_div"}
    calls = [n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Call)]
    return [ast.unparse(c) for c in calls if getattr(c.func, "attr", getattr(c.func, "id", "")) in names]


def test_no_picture_types_a_formula():
    for path in sorted((ROOT / "symbolic_info" / "plot").glob("*.py")):
        assert not typed_formulas(path.read_text("utf-8")), path.name
    assert typed_formulas("y = -p * np.log(p)")


def test_summand_needs_one_sum():
    with pytest.raises(ParameterError, match="no single sum"):
        summand(Entropy(Normal(0, 1)))
    assert str(summand(KL(Categorical("p", 3), Categorical("q", 3), base=2))) == "p*(log(p) - log(q))/log(2)"


# -- the files ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", KEYS)
def test_svg(files, key):
    root = ET.fromstring(files[key]["svg"])
    width, height = (float(root.get(side).removesuffix("pt")) / 72 for side in ("width", "height"))
    assert (width, height) == pytest.approx(PICTURES[key].size)
    assert b"<dc:date>" not in files[key]["svg"]
    assert len(files[key]["svg"]) < 250_000


@pytest.mark.parametrize("key", KEYS)
def test_png(files, key):
    content = files[key]["png"]
    pixels = imread(io.BytesIO(content), format="png")
    assert pixels.shape[:2] == tuple(round(side * DOTS_PER_INCH) for side in reversed(PICTURES[key].size))
    assert 0.01 < (pixels[..., :3] < 0.9).any(axis=2).mean() < 0.7
    assert b"Software" not in content


@pytest.mark.wide
def test_another_process_draws_the_same_bytes(files):
    code = (
        "import hashlib\nfrom symbolic_info.plot.picture import pictures\n"
        "for key, picture in pictures().items():\n"
        "    for form, content in picture.render().items(): print(key, form, hashlib.sha256(content).hexdigest())"
    )
    run = subprocess.run([sys.executable, "-c", code], env={"PYTHONHASHSEED": "7"}, capture_output=True, text=True, check=True)
    here = [f"{key} {form} {hashlib.sha256(content).hexdigest()}" for key in KEYS for form, content in files[key].items()]
    assert run.stdout.splitlines() == here


def test_a_reader_s_style_changes_nothing(files):
    with mpl.rc_context({"font.size": 20, "lines.linewidth": 7, "svg.hashsalt": None, "axes.facecolor": "red"}):
        before = dict(mpl.rcParams)
        assert PICTURES[QUICK].render() == files[QUICK]
        assert dict(mpl.rcParams) == before


def test_a_random_salt_or_a_date_would_be_seen():
    def drawn(metadata, **style):
        figure, stream = Figure(), io.BytesIO()
        with mpl.rc_context({"svg.hashsalt": STYLE["svg.hashsalt"], **style}):
            figure.subplots().fill_between([0, 1], [1, 2], clip_on=True)
            figure.savefig(stream, format="svg", metadata=metadata)
        return stream.getvalue()

    assert drawn(METADATA["svg"]) == drawn(METADATA["svg"])
    assert drawn(METADATA["svg"], **{"svg.hashsalt": None}) != drawn(METADATA["svg"], **{"svg.hashsalt": None})
    assert b"<dc:date>" in drawn({})


# -- readable ----------------------------------------------------------------------------------------------------------


class Label(NamedTuple):
    """A word as it is drawn: its box in pixels, its size in points."""

    text: str
    box: Any
    size: float


def labels(draw, data, size):
    """Every word on the page, and the page."""
    drawn, plain = [], Text.draw

    def recorded(self, renderer, *others, **more):
        plain(self, renderer, *others, **more)
        if self.get_visible() and self.get_text().strip():
            drawn.append(Label(self.get_text(), self.get_window_extent(renderer), self.get_fontsize()))

    with mpl.rc_context(), pytest.MonkeyPatch.context() as patch:
        mpl.rcdefaults()
        mpl.rcParams.update(STYLE)
        figure = Figure(figsize=size, layout="constrained")
        draw(figure, data)
        FigureCanvasAgg(figure).draw()  # lays out
        patch.setattr(Text, "draw", recorded)
        FigureCanvasAgg(figure).draw()
    return drawn, figure.bbox


def unreadable(drawn, page):
    """Labels that overlap or run off the page."""
    off = [text for text, box, _ in drawn if box.x0 < 0 or box.y0 < 0 or box.x1 > page.x1 or box.y1 > page.y1]
    return off + [f"{a.text} over {b.text}" for a, b in itertools.combinations(drawn, 2) if a.box.overlaps(b.box)]


@pytest.mark.parametrize("key", KEYS)
def test_labels_are_readable(numbers, key):
    picture = PICTURES[key]
    drawn, page = labels(picture.draw, numbers[key], picture.size)
    assert len(drawn) > 5
    assert not unreadable(drawn, page)
    assert min(label.size for label in drawn) >= 8
    assert picture.size[0] <= 3.5


def test_labels_that_collide_are_seen():
    def colliding(figure, _):
        axes = figure.subplots()
        axes.text(0.5, 0.5, "one")
        axes.text(0.52, 0.5, "two")

    def running_off(figure, _):
        figure.text(0.95, 0.5, "a long label")

    assert "one over two" in unreadable(*labels(colliding, None, (3.4, 2)))
    assert unreadable(*labels(running_off, None, (3.4, 2))) == ["a long label"]


def test_latex_gets_its_space():
    assert math(r"x \ln x - \ln y") == r"$x\,\ln x - \ln y$"


# -- the command and the extra -----------------------------------------------------------------------------------------


def figures(capsys, *words):
    try:
        status = main(["derivations", "figures", *map(str, words)])
    except SystemExit as leaving:
        status = leaving.code
    return status, *capsys.readouterr()


def test_command(capsys, tmp_path, files):
    out = tmp_path / "made" / "here"
    status, said, note = figures(capsys, "--out", out, "--format", "both", QUICK, "entropy_term")
    paths = [out / f"{key}.{form}" for key in (QUICK, "entropy_term") for form in ("svg", "png")]
    assert (status, said, note) == (0, "".join(f"{path}\n" for path in paths), "pictures: 2, files: 4\n")
    assert sorted(path for path in tmp_path.rglob("*") if path.is_file()) == sorted(paths)
    assert all(path.read_bytes() == files[path.stem][path.suffix[1:]] for path in paths)


def test_all_pictures_as_svg_by_default(capsys, tmp_path):
    assert figures(capsys, "--out", tmp_path)[0] == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"{key}.svg" for key in KEYS]


def test_nothing_is_overwritten_unless_forced(capsys, tmp_path, files):
    (tmp_path / f"{QUICK}.svg").write_text("mine")
    status, said, note = figures(capsys, "--out", tmp_path, "entropy_term", QUICK)
    assert (status, said) == (2, "")
    assert "--force" in note
    assert [path.read_text() for path in tmp_path.iterdir()] == ["mine"]
    assert figures(capsys, "--out", tmp_path, "--force", QUICK)[0] == 0
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [files[QUICK]["svg"]]


def test_a_link_leads_nowhere_else(capsys, tmp_path):
    other, out = tmp_path / "other.svg", tmp_path / "out"
    other.write_text("theirs")
    out.mkdir()
    (out / f"{QUICK}.svg").symlink_to(other)
    assert figures(capsys, "--out", out, QUICK)[0] == 2
    assert figures(capsys, "--out", out, "--force", QUICK)[0] == 0
    assert other.read_text() == "theirs"
    assert not (out / f"{QUICK}.svg").is_symlink()
    (out / "entropy_term.svg").symlink_to(tmp_path / "nowhere.svg")
    assert figures(capsys, "--out", out, "entropy_term")[0] == 2
    assert not (tmp_path / "nowhere.svg").exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--out", "pics", "entropy_bernouli"], "did you mean 'entropy_bernoulli'"),
        (["--out", "pics", "../entropy_term"], "no picture"),
        (["--out", "pics", "--format", "pdf"], "invalid choice"),
        ([QUICK], "--out"),
        (["--out", "there", QUICK], "cannot be written"),
        (["--out", "there", "--force", QUICK], "cannot be written"),
    ],
)
def test_refusals(capsys, tmp_path, monkeypatch, words, says):
    monkeypatch.chdir(tmp_path)
    Path("there").write_text("a file, no folder")
    status, said, note = figures(capsys, *words)
    assert (status, said) == (2, "")
    assert says in note
    assert [path.name for path in tmp_path.iterdir()] == ["there"]


def test_a_picture_that_contradicts_its_claim_is_not_drawn(capsys, tmp_path, monkeypatch):
    monkeypatch.setattr(jensen_chord, "WEIGHT", 0.0)
    with pytest.raises(Rejected, match="E f"):
        jensen_chord.PICTURE.render()
    status, said, note = figures(capsys, "--out", tmp_path / "out", QUICK, "jensen_chord")
    assert (status, said) == (1, "")
    assert "jensen_chord: E f(X) is not above f(E X)" in note
    assert not (tmp_path / "out").exists()


def test_without_matplotlib(capsys, tmp_path, monkeypatch):
    for name in ("matplotlib", "matplotlib.figure"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(MissingExtra, match=r"matplotlib .* pip install 'symbolic_info\[plot\]'"):
        entropy_term.PICTURE.render()
    status, said, note = figures(capsys, "--out", tmp_path / "out", QUICK)
    assert (status, said) == (2, "")
    assert "pip install 'symbolic_info[plot]'" in note
    assert not (tmp_path / "out").exists()


def test_the_table_needs_no_matplotlib():
    code = (
        "import sys\nsys.modules['matplotlib'] = None\n"
        "from symbolic_info.plot.picture import pictures\nprint(*pictures())\nprint('numpy' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == [*KEYS, "False"]


# -- the documentation -------------------------------------------------------------------------------------------------


def test_the_page_lists_every_picture():
    page = (ROOT / "docs" / "pictures.md").read_text("utf-8")
    rows = [f"| `{p.key}` | {p.title.replace('|', chr(92) + '|')} | {', '.join(p.settles)} |" for p in PICTURES.values()]
    assert [line for line in page.splitlines() if line.startswith("| `")] == rows
    assert all(isinstance(picture, Picture) for picture in PICTURES.values())


def test_claims_are_those_of_the_notes_with_a_picture():
    claimed = {claim for picture in PICTURES.values() for claim in picture.settles}
    assert claimed >= {"S06", "S15", "S19", "S24"}
    assert np.all([key == picture.key for key, picture in PICTURES.items()])
