"""Floor 2: the kernel, the bridge into it, and the oracle.  The only floor that says "proved"."""
