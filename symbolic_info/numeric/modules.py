"""The text of a written module, whatever its back end: header, constants, carried kernels, docstring, domain."""

import inspect
import linecache
import re
from collections.abc import Iterable, Mapping
from itertools import accumulate
from types import ModuleType
from typing import Any

from symbolic_info.numeric.names import harmless
from symbolic_info.numeric.printing import Writer
from symbolic_info.numeric.program import Program


def kernels_of(*modules: ModuleType) -> dict[str, Any]:
    """The functions and classes that ``modules`` define, by name."""
    return {
        name: item
        for module in modules
        for name, item in sorted(vars(module).items())
        if (inspect.isfunction(item) or inspect.isclass(item)) and item.__module__ == module.__name__
    }


def needed(code: str, kernels: Mapping[str, Any]) -> list[str]:
    """The kernels that ``code`` calls, and those that they call; a class after what its body calls."""
    found: set[str] = set()
    waiting = [code]
    while waiting:
        used = {name for name in re.findall(r"(?<![\w.])\w+", waiting.pop()) if name in kernels} - found
        found |= used
        waiting += [text_of(kernels[name]) for name in sorted(used)]
    return sorted(found, key=lambda name: (name == "DoubledFunctions", name))


def text_of(item: Any) -> str:
    """The text of a function or class, its decorators with it: from its first line to the next one that is not indented."""
    lines = linecache.getlines(inspect.getfile(item))  # what inspect does, without its tokeniser
    opened = f"class {item.__name__}"
    starts = (i for i, line in enumerate(lines) if re.match(rf"{opened}\b", line))
    head = first = item.__code__.co_firstlineno - 1 if inspect.isfunction(item) else next(starts)
    while not lines[head].startswith(("def ", opened)):
        head += 1
    while lines[first - 1].startswith("@"):
        first -= 1
    body = next((i for i in range(head, len(lines)) if lines[i].rstrip().endswith(":")), head)
    last = next((i for i in range(body + 1, len(lines)) if lines[i].strip() and not lines[i][0].isspace()), len(lines))
    return "".join(lines[first:last])


def module(header: str, writer: Writer, kernels: Mapping[str, Any], parts: Iterable[str]) -> str:
    """A module of ``parts``, before them the constants and the kernels that they use."""
    code = "\n\n\n".join(parts)
    constants = "".join(f"{name} = {number!r}  # {harmless(str(shown))}\n" for name, number, shown in writer.constants)
    carried = [text_of(kernels[name]).rstrip() for name in needed(code, kernels)]
    top = header + (f"\n{constants}" if constants else "")
    return "\n\n\n".join([top.rstrip(), *carried, code.rstrip()]) + "\n"


def rules(program: Program, writer: Writer) -> dict[str, str]:
    """What the arguments satisfy, in words, and the code that tests it; along a row every entry does."""
    matrices = [program.arguments[s] for s in program.arguments if s in program.matrices]
    numbers = [name for name in program.arguments.values() if name not in matrices]
    tests = {f"finite {name}": writer.functions["finite"].format(name) for name in numbers}
    tests |= {f"symmetric positive definite {name}": writer.functions["definite"].format(name) for name in matrices}
    tests |= {text: text for text in (writer.code(c) for c in program.domain)}
    rows = {program.arguments[s] for s in program.rows}
    return {
        rule: writer.functions["every"].format(test) if any(re.search(rf"\b{row}\b", test) for row in rows) else test
        for rule, test in tests.items()
    }


def inside(program: Program, writer: Writer) -> str:
    """The test of all rules together."""
    sign = f" {writer.functions['and']} "
    tests = rules(program, writer).values()
    return sign.join(test if _is_call(test) else f"({test})" for test in tests) or "True"


def _is_call(test: str) -> bool:
    """Whether ``test`` is one call, f(...), or stands in parentheses."""
    opened = re.match(r"[\w.]*\(", test)
    if opened is None or not test.endswith(")"):
        return False
    depths = list(accumulate((c == "(") - (c == ")") for c in test[opened.end() - 1 :]))
    return 0 not in depths[:-1]


def domain(program: Program, writer: Writer) -> str:
    """The rules of the domain in words, and a function that tells where each holds."""
    known = rules(program, writer)
    words = "".join(f"\n    {harmless(rule)!r}," for rule in known)
    tests = "".join(f"\n        {test}," for test in known.values())
    named = f"RULES = ({words}\n)" if known else "RULES = ()"
    head = f'def domain({", ".join(program.arguments.values())}):\n    """Where each of RULES holds."""\n    return ({tests}'
    return f"{named}\n\n\n{head}" + ("\n    )" if known else ")")


def opening(program: Program, writer: Writer, shapes: str, notes: tuple[str, ...]) -> list[str]:
    """The head of the function, and its docstring."""
    return [
        f"def {program.name}({', '.join(program.arguments.values())}):",
        f'    """{harmless(program.title)}, in {program.unit}.',
        "",
        *(f"    {harmless(line)}" for line in [*_description(program, writer, shapes), *notes]),
        '    """',
    ]


def _description(program: Program, writer: Writer, shapes: str) -> list[str]:
    where = ", ".join(writer.code(c) for c in program.domain)
    if program.matrices:
        names = {kind: ", ".join(program.arguments[s] for s in program.arguments if s in kind) for kind in (program.rows, program.matrices)}
        numbers = ", ".join(name for s, name in program.arguments.items() if s not in program.rows | program.matrices)
        vectors = f"numbers {numbers}, " if numbers else ""
        vectors += f"vectors {names[program.rows]} of shape (..., d), " if program.rows else ""
        shapes = f"Arguments: {vectors}matrices {names[program.matrices]} of shape (..., d, d); the axes before them broadcast."
        nowhere = f"Where a matrix is not symmetric and positive definite{f', and outside {where},' if where else ''} it is nan."
        return [shapes, nowhere, f"Method: {program.method}, by Cholesky factors."]
    rows = ", ".join(name for symbol, name in program.arguments.items() if symbol in program.rows)
    along = f"Arguments {rows} are masses along the last axis, which the result does not have; they are taken as they are, not normalised."
    return [
        along if rows else shapes,
        f"Outside {where} and for infinite arguments it is nan." if where else "For infinite arguments it is nan.",
        f"Method: {program.method}.",
    ]
