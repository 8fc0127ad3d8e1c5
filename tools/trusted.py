"""The trusted base: its files and how many lines of code each has; ``make trusted`` prints the list.

Counted are lines that hold code: no docstrings, comments, blank lines or imports.
"""

import ast
import io
import tokenize
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "symbolic_info"
AIM = 1500
KERNEL = (
    "terms",
    "forms",
    "signs",
    "bounds",
    "factors",
    "facts",
    "arrays",
    "normal",
    "squares",
    "gammas",
    "bessel",
    "waves",
    "zeta",
    "sums",
    "entries",
    "matrices",
    "variates",
    "coordinates",
    "gamma_sums",
    "world",
    "kernel",
    "bridge",
    "functions",
    "finite",
    "matrix_bridge",
)
SILENT = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}


def trusted_files() -> list[Path]:
    """The kernel, the bridge, the rules and the lemmas."""
    return [PACKAGE / "proof" / f"{name}.py" for name in KERNEL] + sorted((PACKAGE / "rules").rglob("*.py"))


def stating_files() -> list[Path]:
    """What says what a distribution is: a wrong line here proves a true theorem about another law."""
    return sorted((PACKAGE / "families").glob("*.py")) + sorted((PACKAGE / "distributions").rglob("*.py"))


def code_lines(path: Path) -> int:
    """Lines with code on them."""
    text = path.read_text("utf-8")
    silent: set[int] = set()
    for node in ast.walk(ast.parse(text)):
        documented = isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef) and node.body and isinstance(node.body[0], ast.Expr)
        if documented and isinstance(node.body[0].value, ast.Constant):
            silent |= set(range(node.body[0].lineno, node.body[0].end_lineno + 1))
        elif isinstance(node, ast.Import | ast.ImportFrom):
            silent |= set(range(node.lineno, node.end_lineno + 1))
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    lines = {n for token in tokens if token.type not in SILENT for n in range(token.start[0], token.end[0] + 1)}
    return len(lines - silent)


def main() -> None:
    total = 0
    for path in trusted_files():
        count = code_lines(path)
        total += count
        if count:
            print(f"{count:5}  {path.relative_to(ROOT)}")
    print(f"{total:5}  lines of code are trusted (aim: under {AIM})")
    print(f"{sum(map(code_lines, stating_files())):5}  lines beside them say what the distributions are (families, distributions)")


if __name__ == "__main__":
    main()
