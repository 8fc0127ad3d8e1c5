"""Floor 1: the whitelist parser; the names it may use are handed to it."""
