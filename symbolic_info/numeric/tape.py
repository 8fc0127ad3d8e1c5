"""Printed arithmetic as a tape: one ufunc a line, each writing into one of a few arrays that are used again and again.

``value = (a - b)**2 / c`` becomes subtract, square, divide, all with ``out=``; what is computed twice is computed once.  So a block of
numbers goes through a formula without leaving the processor's cache, and nothing is allocated on the way.
"""

import ast
from collections.abc import Iterable
from dataclasses import dataclass, field

BINARY = {ast.Add: "np.add", ast.Sub: "np.subtract", ast.Mult: "np.multiply", ast.Div: "np.divide", ast.Pow: "np.power"}

SPARE = 32
"""Most arrays that a tape may write in."""


@dataclass(frozen=True)
class Step:
    """A call of a ufunc: the name of what it makes, the ufunc, the names or numbers that it takes."""

    makes: str
    call: str
    takes: tuple[str, ...]


@dataclass
class Tape:
    """The steps of some statements; ``known``: what each name of them stands for, an array or a number."""

    arrays: set[str]
    steps: list[Step] = field(default_factory=list)
    known: dict[str, str] = field(default_factory=dict)
    made: dict[tuple[str, tuple[str, ...]], str] = field(default_factory=dict)

    def read(self, statement: str) -> str:
        """The name of what ``name = expression`` stands for."""
        (tree,) = ast.parse(statement).body
        if not isinstance(tree, ast.Assign) or not isinstance(tree.targets[0], ast.Name):
            raise ValueError(statement)
        self.known[tree.targets[0].id] = self.place(tree.value)
        return self.known[tree.targets[0].id]

    def place(self, e: ast.expr) -> str:
        """The name of the array that holds ``e``, or its text where it is a number."""
        if isinstance(e, ast.Name):
            return self.known.get(e.id, e.id)
        if isinstance(e, ast.BinOp):
            return self._binary(e)
        if isinstance(e, ast.UnaryOp) and isinstance(e.op, ast.USub):
            return self.step("np.negative", self.place(e.operand))
        if isinstance(e, ast.Call) and not e.keywords:
            return self.step(ast.unparse(e.func), *map(self.place, e.args))
        if isinstance(e, ast.Constant | ast.Attribute):
            return ast.unparse(e)
        raise ValueError(ast.unparse(e))

    def step(self, call: str, *takes: str) -> str:
        """The array that ``call`` makes of its arguments; the text of the call where all are numbers."""
        if not any(t in self.arrays for t in takes):
            return f"{call}({', '.join(takes)})"
        if (call, takes) not in self.made:
            self.made[call, takes] = f"<{len(self.steps)}>"
            self.arrays.add(f"<{len(self.steps)}>")
            self.steps.append(Step(self.made[call, takes], call, takes))
        return self.made[call, takes]

    def _binary(self, e: ast.BinOp) -> str:
        if isinstance(e.op, ast.Pow) and isinstance(e.right, ast.Constant) and e.right.value in (2, 3):
            base = self.place(e.left)
            square = self.step("np.square", base)
            return square if e.right.value == 2 else self.step("np.multiply", square, base)
        if isinstance(e.op, ast.Div) and isinstance(e.right, ast.Constant) and e.right.value in (2, 4, 8):
            return self.step("np.multiply", self.place(e.left), repr(1 / e.right.value))
        left, right = self.place(e.left), self.place(e.right)
        if isinstance(e.op, ast.Mult | ast.Add) and right < left:
            left, right = right, left  # so that a b and b a are one
        return self.step(BINARY[type(e.op)], left, right)


def taped(statements: Iterable[str], results: Iterable[str], arguments: Iterable[str]) -> tuple[list[str], list[str]] | None:
    """Lines of code for ``statements``, and where ``results`` then are; None for what is no plain arithmetic.

    The first result is written into the array of its own name, all else into arrays of the list ``spare``.
    """
    tape = Tape(set(arguments))
    try:
        for statement in statements:
            tape.read(statement)
    except (ValueError, KeyError):
        return None
    names = list(results)
    wanted = [tape.known[name] for name in names]
    if any(w not in tape.arrays or not w.startswith("<") for w in wanted) or len(set(wanted)) < len(wanted):
        return None
    lines, places = _allotted(tape.steps, wanted, names[0])
    return (lines, places) if lines[0].count(",") <= SPARE else None


def _allotted(steps: list[Step], wanted: list[str], value: str) -> tuple[list[str], list[str]]:
    """Each step with the array that it writes into: one that is not needed any more, else a new one; no argument's name starts with _."""
    last = {name: i for i, step in enumerate(steps) for name in step.takes} | dict.fromkeys(wanted, len(steps))
    held: dict[str, str] = {}
    free: list[str] = []
    lines, count = [], 0
    for i, step in enumerate(steps):
        takes = [held.get(t, t) for t in step.takes]
        free += [held[t] for t in dict.fromkeys(step.takes) if t in held and last[t] == i]
        if step.makes == wanted[0]:
            free.append(value)
        elif not free:
            free.append(f"_{count}")
            count += 1
        held[step.makes] = free.pop()
        given, into = ", ".join(takes), held[step.makes]
        lines.append(f"{step.call}({given}, out={into})" if "." in step.call else f"{into}[...] = {step.call}({given})")
    names = [f"_{k}" for k in range(count)]
    return [f"{', '.join(names)}{',' * (count == 1)} = spare[:{count}]", *lines], [held[w] for w in wanted]
