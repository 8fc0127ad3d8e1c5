"""A PDF of whole derivations through pdflatex, to be looked at; tells errors and lines that stick out of the page."""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from .katex import NotInstalled

PREAMBLE = r"""\documentclass[10pt]{article}
\usepackage[a4paper,margin=1in]{geometry}
\usepackage{amsmath,amssymb}
\allowdisplaybreaks
\begin{document}
"""


def typeset(texts: Iterable[str], target: Path) -> list[str]:
    """Writes ``target``; returns the complaints of pdflatex.

    Raises:
        NotInstalled: There is no pdflatex.
    """
    if shutil.which("pdflatex") is None:
        raise NotInstalled("pdflatex is not on the PATH; on Debian: apt-get install texlive-latex-recommended texlive-fonts-recommended")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "derivations.tex"
        source.write_text(PREAMBLE + "\n\\bigskip\\noindent\n".join(texts) + "\\end{document}\n", encoding="utf-8")
        command = ["pdflatex", "-interaction=nonstopmode", "-no-shell-escape", source.name]
        log = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False).stdout
        made = source.with_suffix(".pdf")
        if made.exists():
            shutil.copyfile(made, target)
    return re.findall(r"^(?:!.*|Overfull \\hbox.*)$", log, re.MULTILINE)
