"""Theorems about mutual information."""
