"""``python -m symbolic_info.derive.replaying < certificates.json``: replay certificates in a process that has derived nothing.

The input is a JSON list of [certificate, world, left, right, relation]; the answer is how many were replayed.
"""

import json
import subprocess
import sys
from collections.abc import Iterable
from typing import Any

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.kernel import Proven, replay

TIME_LIMIT = 600


def in_a_fresh_process(proven: Iterable[Proven]) -> int:
    """How many theorems a new process replayed from their certificates.

    Raises:
        Rejected: A certificate was refused there; the message is that process's.
    """
    packed = [[p.certificate, p.world.spec, p.statement.left, p.statement.right, p.statement.relation] for p in proven]
    command = [sys.executable, "-m", __name__]
    done = subprocess.run(command, input=json.dumps(packed), capture_output=True, text=True, timeout=TIME_LIMIT, check=False)
    if done.returncode:
        raise Rejected(f"not replayed in a fresh process: {done.stderr.strip().splitlines()[-1:]}")
    return int(done.stdout)


def main(text: str) -> int:
    """Replay each; ``Rejected`` where one does not prove its statement."""
    packed = json.loads(text)
    for certificate, *statement in packed:
        replay(certificate, *map(_tuples, statement))
    return len(packed)


def _tuples(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _tuples(v) for k, v in value.items()}
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


if __name__ == "__main__":
    sys.stdout.write(f"{main(sys.stdin.read())}\n")
