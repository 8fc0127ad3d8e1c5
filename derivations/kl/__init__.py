"""Theorems about the Kullback-Leibler divergence."""
