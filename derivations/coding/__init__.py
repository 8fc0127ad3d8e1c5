"""Theorems about codes: their lengths, and what they cost."""
