"""Theorems about learning: losses, estimators, variational bounds."""
