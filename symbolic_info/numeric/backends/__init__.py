"""Floor 5: one language or array library a file."""
