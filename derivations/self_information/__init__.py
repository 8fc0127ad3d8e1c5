"""Theorems about self-information."""
