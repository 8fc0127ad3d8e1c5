"""Theorems about laws of maximum entropy."""
