"""Floor 1: one file a family of laws of several numbers or of matrices: its parameters, its support and its log-density."""
