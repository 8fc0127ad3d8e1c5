"""Theorems about entropy."""
