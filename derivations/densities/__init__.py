"""Theorems about differential entropy and densities."""
