"""Theorems about f-divergences, Renyi and Jensen-Shannon divergences."""
