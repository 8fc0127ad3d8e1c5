"""Certified numbers: enclosures of the definitions by ball arithmetic (python-flint), with a proof for every tail that is cut."""
