"""Floor 6: is a formula right?  Asks the search, the kernel and the oracle; ``si.check`` and ``si.diagnose`` live here."""
