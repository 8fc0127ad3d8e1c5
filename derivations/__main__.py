"""``python -m derivations``: run, check and print every theorem, and write the index beside this file."""

import sys

from symbolic_info.cli.main import main

if __name__ == "__main__":
    sys.exit(main(["derivations", *(sys.argv[1:] or ["build"])]))
