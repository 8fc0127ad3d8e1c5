"""Theorems by limits and derivatives."""
