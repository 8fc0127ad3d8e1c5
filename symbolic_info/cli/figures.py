"""``symbolic-info derivations figures --out DIR``: draw the pictures of what is proved, and write them into that folder alone."""

import difflib
import os
from argparse import ArgumentParser, Namespace
from pathlib import Path

from symbolic_info.cli.verb import Answer
from symbolic_info.core.errors import ParameterError
from symbolic_info.plot.picture import FORMATS, Picture, pictures, require_matplotlib

BOTH = "both"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("keys", nargs="*", metavar="KEY", help="only these, for example jensen_chord (default: all)")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder to write into; it is made where it is missing")
    parser.add_argument("--format", choices=(*FORMATS, BOTH), default=FORMATS[0], help=f"what to write (default {FORMATS[0]})")
    parser.add_argument("--force", action="store_true", help="replace files that are there")


def draw(arguments: Namespace) -> Answer:
    """Draw all, then write all: nothing is written where a picture cannot be drawn or a file is in the way.

    Raises:
        MissingExtra: matplotlib is not installed.
        ParameterError: No such picture, or a file that is there already.
        Rejected: The numbers of a picture contradict its claim.
    """
    formats = FORMATS if arguments.format == BOTH else (arguments.format,)
    chosen = _chosen(arguments.keys)
    paths = [arguments.out / f"{picture.key}.{form}" for picture in chosen for form in formats]
    if not arguments.force:
        _refuse_to_overwrite(paths)
    require_matplotlib()
    drawn = [content for picture in chosen for content in picture.render(formats).values()]
    for path, content in zip(paths, drawn, strict=True):
        _write(path, content, arguments.force)
    return Answer("\n".join(map(str, paths)), note=f"pictures: {len(chosen)}, files: {len(paths)}")


def _chosen(keys: list[str]) -> list[Picture]:
    table = pictures().rows()
    unknown = sorted(set(keys) - set(table))
    if unknown:
        near = difflib.get_close_matches(unknown[0], sorted(table), n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"pictures: {', '.join(sorted(table))}"
        raise ParameterError(f"no picture {unknown[0]!r}; {hint}")
    return [table[key] for key in dict.fromkeys(keys or table)]


def _refuse_to_overwrite(paths: list[Path]) -> None:
    there = [path for path in paths if os.path.lexists(path)]
    if there:
        raise ParameterError(f"{there[0]} is there already; add --force to replace it, or name another folder with --out")


def _write(path: Path, content: bytes, replace: bool) -> None:
    """The file at once and whole, in its folder: a link that stands there is replaced, not followed.

    Raises:
        ParameterError: The folder cannot be made or written into, or the file has appeared meanwhile.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if replace:
            _replace(path, content)
        else:
            with path.open("xb") as stream:
                stream.write(content)
    except OSError as problem:
        raise ParameterError(f"{path} cannot be written ({problem.strerror}); name another folder with --out") from None


def _replace(path: Path, content: bytes) -> None:
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with part.open("xb") as stream:
            stream.write(content)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
