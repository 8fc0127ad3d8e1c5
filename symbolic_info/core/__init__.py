"""Floor 0: records, heads, domains, supports, errors, units, the registry and the doors."""
