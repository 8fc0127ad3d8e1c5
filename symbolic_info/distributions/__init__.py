"""Floor 1: what a quantity is of."""
