"""Fuzzing the front door: ``make fuzz``; a 20-second part of it runs in ``make test``.

Two kinds of text: broken ones (bytes, pieces of formulas, seeds with edits) and well-formed ones drawn from a grammar, in Python's
notation and in LaTeX.  Each must be read or refused with an error of ours, in time, and nothing may be executed, opened or started.
The same seed gives the same texts.
"""

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import symbolic_info as si
from symbolic_info.core.errors import SymbolicInfoError
from symbolic_info.language.formula import parse_text

NAMES = {name: getattr(si, name) for name in ("Normal", "Gamma", "Categorical", "KL", "Entropy")}
SECONDS_A_CASE = 1.0
FORBIDDEN = ("os.system", "os.exec", "os.posix_spawn", "os.fork", "subprocess.Popen", "socket.connect", "pty.spawn", "ctypes.dlopen")
PIECES = (
    *"xyk0123456789.+-*/^()[]{},=<>_'!|$\\ \t\n;:@#%&~`\"?", "**", "<=", ">=", "==", "__", "//", "1e", "e9", "9^9", "(9**9)", "1/0",
    "log(", "ln(", "exp(", "sqrt(", "gamma(", "loggamma(", "digamma(", "polygamma(", "beta(", "factorial(", "abs(", "erf(", "oo", "pi",
    "E", "EulerGamma", "I", "nan", "lambda ", "import ", "__import__('os')", ".__class__", "eval(", "Normal(", "Gamma(", "rate=", "KL(",
    "Entropy(", "Categorical(", "base=", "\\frac", "\\ln", "\\log_", "\\Gamma", "\\psi", "\\sqrt", "\\left(", "\\right)", "\\mu",
    "\\sigma_1", "\\operatorname{", "\\mathrm{", "\\input{", "\\write18{", "\\begin{", "\\cdot", "^{", "_{", "\u03c3", "\u2212", "\x00",
)  # fmt: skip
SEEDS = (
    "log(sigma_2/sigma_1) - 1/2 + (sigma_1**2 + (mu_1 - mu_2)**2)/(2*sigma_2**2)",
    "k - log(lam) + loggamma(k) + (1 - k)*digamma(k)",
    "KL(Gamma(k, rate=b), Gamma(2, scale=1/3), base=2) >= 0",
    "Entropy(Categorical([1/2, p, 1/2 - p])) = x",
    r"\frac{1}{2}\ln\left(2\pi e\sigma_1^{2}\right)",
    "gamma(erf(2 - 300)) + I_0",
    r"$k+\ln\theta+\ln\Gamma(k)+(1-k)\psi^{(1)}(k) \le \sqrt[3]{x} + \operatorname{erf}(|x|)$",
)


@dataclass
class Found:
    """What a run saw: how many texts were read and refused, and every text that did something else."""

    outcomes: Counter = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    slowest: float = 0.0
    events: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        counts = ", ".join(f"{count:,} {what}" for what, count in sorted(self.outcomes.items()))
        return f"{counts}; slowest {self.slowest * 1e3:.0f} ms; failures: {len(self.failures)}"


def broken(chooser: random.Random) -> str:
    """Bytes, pieces put together, or a seed with a few edits."""
    kind = chooser.random()
    if kind < 0.2:
        return bytes(chooser.randrange(256) for _ in range(chooser.randrange(1, 40))).decode("latin-1")
    if kind < 0.6:
        return "".join(chooser.choices(PIECES, k=chooser.randrange(1, 25)))
    text = chooser.choice(SEEDS)
    for _ in range(chooser.randrange(1, 4)):
        start = chooser.randrange(len(text) + 1)
        end = min(len(text), start + chooser.choice((0, 0, 1, 1, 2, 8)))
        text = text[:start] + chooser.choice(("", *PIECES)) + text[end:]
    return text


class Grammar:
    """Well-formed formulas; ``latex`` chooses the notation."""

    FUNCTIONS = ("log", "exp", "sqrt", "abs", "gamma", "loggamma", "digamma", "erf", "factorial")
    MACROS = (r"\ln", r"\exp", r"\Gamma", r"\psi", r"\log_2", r"\operatorname{erf}", r"\psi'", r"\ln\Gamma")

    def __init__(self, chooser: random.Random, *, latex: bool) -> None:
        self.chooser, self.latex = chooser, latex

    def side(self, depth: int) -> str:
        if depth == 0:
            return self.leaf()
        return self.chooser.choice((self.sum, self.product, self.quotient, self.power, self.call, self.leaf))(depth - 1)

    def leaf(self, depth: int = 0) -> str:
        number = self.chooser.choice(("0", "1", "2", "9", "10", "99", "300", "12345", "0.1", "7.25", "1" * 60))
        name = self.chooser.choice((r"\mu", r"\sigma_{1}", "x", "k_2", r"\pi", "e") if self.latex else ("mu", "x", "k_2", "pi", "E", "oo"))
        return f"({number})" if self.chooser.random() < 0.5 else name

    def sum(self, depth: int) -> str:
        return f"({self.side(depth)} {self.chooser.choice('+-')} {self.side(depth)})"

    def product(self, depth: int) -> str:
        return f"{self.side(depth)} {'' if self.latex else '*'} {self.side(depth)}"

    def quotient(self, depth: int) -> str:
        top, bottom = self.side(depth), self.side(depth)
        return rf"\frac{{{top}}}{{{bottom}}}" if self.latex else f"({top})/({bottom})"

    def power(self, depth: int) -> str:
        base, exponent = self.side(depth), self.side(depth)
        return f"({base})^{{{exponent}}}" if self.latex else f"({base})^({exponent})"

    def call(self, depth: int) -> str:
        if self.latex:
            return f"{self.chooser.choice(self.MACROS)}({self.side(depth)})"
        if self.chooser.random() < 0.15:
            return f"{self.chooser.choice(('beta', 'polygamma', 'log'))}({self.side(depth)}, {self.side(depth)})"
        return f"{self.chooser.choice(self.FUNCTIONS)}({self.side(depth)})"


def well_formed(chooser: random.Random) -> str:
    """A formula, sometimes a statement, sometimes inside a quantity."""
    grammar = Grammar(chooser, latex=chooser.random() < 0.5)
    text = grammar.side(chooser.randrange(1, 6))
    if chooser.random() < 0.1:
        text += chooser.choice((" = ", " <= ", " >= ")) + grammar.side(2)
    elif chooser.random() < 0.1 and not grammar.latex:
        text = f"Entropy(Normal({text}, s))"
    return text if not grammar.latex else f"${text}$"


class Watch:
    """Counts what Python reports of executions, files and processes while it is on."""

    def __init__(self) -> None:
        self.on, self.events = False, []
        sys.addaudithook(self.hear)

    def hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.on and (event in FORBIDDEN or event == "open" or (event == "exec" and self.is_strange(arguments[0]))):
            self.events.append(f"{event} {arguments!r:.120}")

    def is_strange(self, code: Any) -> bool:
        """Whether code that is no file's runs; mpmath writes the loops of its hypergeometric series itself."""
        caller = sys._getframe(2).f_code.co_filename
        return code.co_filename.startswith("<") and not caller.replace("\\", "/").endswith("mpmath/libmp/libhyper.py")


def one(text: str, found: Found, read: Callable[[str], Any]) -> None:
    """Read ``text`` and note what came of it."""
    start = time.thread_time()
    try:
        read(text)
        outcome = "read"
    except SymbolicInfoError:
        outcome = "refused"
    except Exception as error:
        outcome = "crashed"
        found.failures.append(f"{type(error).__name__}: {error!s:.100} <- {text!r}")
    taken = time.thread_time() - start
    found.slowest = max(found.slowest, taken)
    found.outcomes[outcome] += 1
    if taken > SECONDS_A_CASE:
        found.failures.append(f"{taken:.1f} s <- {text!r}")


def texts(kind: Callable[[random.Random], str], seed: int) -> Iterator[str]:
    chooser = random.Random(f"{kind.__name__} {seed}")
    while True:
        yield kind(chooser)


def run(kind: Callable[[random.Random], str], count: int, seconds: float, seed: int, read: Callable[[str], Any] | None = None) -> Found:
    """``count`` texts of ``kind``, or as many as ``seconds`` allow."""
    read = read or (lambda text: parse_text(text, NAMES))
    found, watch = Found(), Watch()
    for text in SEEDS:
        one(text, found, read)  # lazy imports are no executions of the text
    found.outcomes.clear()
    end = time.monotonic() + seconds
    watch.on = True
    for _, text in zip(range(count), texts(kind, seed), strict=False):
        one(text, found, read)
        if time.monotonic() > end:
            break
    watch.on = False
    found.events = watch.events
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--broken", type=int, default=1_000_000)
    parser.add_argument("--well-formed", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    bad = 0
    for kind, count in ((broken, arguments.broken), (well_formed, arguments.well_formed)):
        found = run(kind, count, float("inf"), arguments.seed)
        print(f"{kind.__name__}: {found}; executions: {len(found.events)}", flush=True)
        print("\n".join([*found.failures[:20], *found.events[:20]]), end="\n" if found.failures or found.events else "")
        bad += len(found.failures) + len(found.events)
    return min(bad, 1)


if __name__ == "__main__":
    sys.exit(main())
