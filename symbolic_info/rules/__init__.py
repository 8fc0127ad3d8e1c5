"""Floor 3: lemmas and rules; a rule computes its conclusion and the conditions of it."""
