"""A picture: the numbers that it shows, the claim that they must bear out, and how they are drawn."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from symbolic_info.core.errors import MissingExtra, Rejected
from symbolic_info.core.registry import Table
from symbolic_info.plot.style import STYLE

Figure = Any
"""matplotlib's; it is loaded when a picture is drawn."""

FORMATS = ("svg", "png")
# What a file says of itself: nothing that another day, or another version of matplotlib, would say otherwise.
METADATA: dict[str, dict[str, None]] = {"svg": {"Date": None, "Creator": None}, "png": {"Software": None}}
DOTS_PER_INCH = 300


@dataclass(frozen=True)
class Picture:
    """A row of the table of pictures; its file is called like its ``key``.

    Args:
        key: Its name, and that of the files written.
        title: What it shows, in a line.
        settles: The claims that it illustrates, "S24".
        size: Width and height in inches; 3.4 is a column of a journal.
        data: Computes the numbers, by ``lambdify``, ``derive`` and quantities.
        check: What of the claim the numbers contradict, in words; nothing where they bear it out.
        draw: Draws the numbers on an empty figure of matplotlib.
    """

    key: str
    title: str
    settles: tuple[str, ...]
    size: tuple[float, float]
    data: Callable[[], Any]
    check: Callable[[Any], Iterator[str]]
    draw: Callable[[Figure, Any], None]

    def render(self, formats: tuple[str, ...] = FORMATS) -> dict[str, bytes]:
        """The picture as files of ``formats``, always the same bytes.

        Raises:
            MissingExtra: matplotlib is not installed.
            Rejected: The numbers contradict the claim.
        """
        require_matplotlib()
        numbers = self.data()
        for complaint in self.check(numbers):
            raise Rejected(complaint, rule=self.key)
        return {form: self._drawn(numbers, form) for form in formats}

    def _drawn(self, numbers: Any, form: str) -> bytes:
        import matplotlib as mpl
        from matplotlib.figure import Figure as Canvas

        stream = io.BytesIO()
        with mpl.rc_context():
            mpl.rcdefaults()  # a reader's own style must not change the bytes
            mpl.rcParams.update(STYLE)
            figure = Canvas(figsize=self.size, layout="constrained")
            self.draw(figure, numbers)
            figure.savefig(stream, format=form, dpi=DOTS_PER_INCH, metadata=METADATA[form])
        return stream.getvalue()


def pictures() -> Table:
    """The pictures by key."""
    return Table("plot", Picture)


def require_matplotlib() -> None:
    """Refuse to draw without it.

    Raises:
        MissingExtra: It cannot be imported.
    """
    try:
        import matplotlib.figure  # noqa: F401
    except ImportError as absent:
        raise MissingExtra(f"pictures need matplotlib ({absent}); install it: pip install 'symbolic_info[plot]'") from None
