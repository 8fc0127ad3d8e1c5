"""The main job on real data: ``python -m demo``."""
