"""Theorems about Gaussian vectors."""
