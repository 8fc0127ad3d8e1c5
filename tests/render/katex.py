"""KaTeX in strict mode, through Node: which formulas does it refuse?"""

import json
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from .corpus import Formula

HERE = Path(__file__).parent
INSTALL = f"run: npm install --prefix {HERE.relative_to(HERE.parents[1])} (needs Node 18 or newer, https://nodejs.org)"


class NotInstalled(RuntimeError):
    """A program that renders is missing; the message says how to get it."""


def refused(formulas: Iterable[Formula]) -> list[dict[str, str]]:
    """The formulas that KaTeX does not render, with its messages.

    Raises:
        NotInstalled: Node or KaTeX is missing.
    """
    node = shutil.which("node")
    if node is None:
        raise NotInstalled(f"node is not on the PATH; install it, then {INSTALL}")
    if not (HERE / "node_modules" / "katex").is_dir():
        raise NotInstalled(f"KaTeX is not installed; {INSTALL}")
    asked = json.dumps([formula._asdict() for formula in formulas])
    done = subprocess.run([node, HERE / "render.mjs"], input=asked, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise NotInstalled(f"node failed; {INSTALL}\n{done.stderr}")
    return json.loads(done.stdout)
