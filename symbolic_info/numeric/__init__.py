"""Floor 5: numeric functions from closed forms."""
