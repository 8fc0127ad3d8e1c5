"""Theorems about inequalities between entropies, divergences and information."""
