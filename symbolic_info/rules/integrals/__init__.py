"""Classical integrals taken on trust whose integrand is no exponential family, one a file."""
