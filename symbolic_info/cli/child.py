"""Work in a child process with limits on its time and memory: what a user typed may cost more than anybody has.

The child is a copy of this process (fork) in a session of its own; what it returns comes back as JSON through a pipe.  Where the
system has no fork the work is done here, without limits.
"""

import json
import os
import select
import signal
import time
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

from symbolic_info.core.errors import OutOfTime

SECONDS = 30.0
MEBIBYTES = 1024
CHUNK = 65536
OUT_OF_MEMORY = 9
"""Exit status of a child that met the end of its memory."""


def takes_limits(parser: ArgumentParser) -> None:
    parser.add_argument("--time-limit", type=_seconds, default=SECONDS, metavar="SECONDS", help=f"at most this long (default {SECONDS:g})")
    parser.add_argument("--memory-limit", type=_mebibytes, default=MEBIBYTES, metavar="MIB", help=f"in MiB (default {MEBIBYTES})")


def in_child(work: Callable[[], Any], seconds: float = SECONDS, mebibytes: int = MEBIBYTES) -> Any:
    """What ``work`` returns, computed in a child; it must be plain data, and ``work`` may not raise.

    Raises:
        OutOfTime: The child took longer; it and its children have been ended.
        MemoryError: It wanted more memory, or was killed.
    """
    if not hasattr(os, "fork"):
        return work()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _work_and_leave(work, writing, seconds, mebibytes)
    os.close(writing)
    try:
        text = _received(reading, time.monotonic() + seconds)
    finally:
        os.close(reading)
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    if text is None:
        raise OutOfTime(f"more than {seconds:g} s were needed; give a larger --time-limit, or ask for less")
    if not text:
        raise MemoryError(f"more than {mebibytes} MiB were needed (the work was ended, status {status}); give a larger --memory-limit")
    return json.loads(text)


def _received(reading: int, deadline: float) -> bytes | None:
    """What the child writes; None where the time is up first."""
    parts: list[bytes] = []
    while (left := deadline - time.monotonic()) > 0:
        ready, _, _ = select.select([reading], [], [], left)
        if ready:
            part = os.read(reading, CHUNK)
            if not part:
                return b"".join(parts)
            parts.append(part)
    return None


def _work_and_leave(work: Callable[[], Any], writing: int, seconds: float, mebibytes: int) -> NoReturn:
    """The child's life; it never returns into the caller's code, and runs none of its exit handlers."""
    status = 1
    try:
        os.setsid()
        _limit(seconds, mebibytes)
        left = json.dumps(work(), ensure_ascii=True).encode()
        while left:
            left = left[os.write(writing, left) :]
        status = 0
    except MemoryError:
        status = OUT_OF_MEMORY
    finally:
        os._exit(status)


def _limit(seconds: float, mebibytes: int) -> None:
    """Limits of the kernel: memory beyond what the process has already, processor time, no core file."""
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _lower(resource.RLIMIT_AS, _in_use() + mebibytes * 2**20)
    _lower(resource.RLIMIT_CPU, int(seconds) + 2)


def _lower(which: int, value: int) -> None:
    import resource

    _, hard = resource.getrlimit(which)
    resource.setrlimit(which, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


def _in_use() -> int:
    """Address space of this process in bytes, where the system tells."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value <= 86400:
        raise ArgumentTypeError(f"{text!r} is no time; give seconds up to a day, for example 30")
    return value


def _mebibytes(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= 2**20):
        raise ArgumentTypeError(f"{text!r} is no amount of memory; give MiB, for example 1024")
    return int(text)
