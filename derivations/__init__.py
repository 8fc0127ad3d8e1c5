"""Runnable theorems, one a file: `python -m derivations` runs, checks and prints them all."""
