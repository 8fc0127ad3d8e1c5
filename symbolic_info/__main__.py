"""``python -m symbolic_info``: the command line."""

import sys

from symbolic_info.cli.main import main

sys.exit(main())
