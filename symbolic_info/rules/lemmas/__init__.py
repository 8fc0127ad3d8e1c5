"""The classical integrals and sums that are taken on trust, one a file: the only mathematics that is not derived."""
