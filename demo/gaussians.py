"""From two densities to a proved and printed divergence."""

import symbolic_info as si
from symbolic_info import KL, Normal


def derivation() -> "si.Derivation":
    """D_KL of two Normals with four free parameters, derived and checked."""
    found = si.derive(KL(Normal("mu_1", "sigma_1"), Normal("mu_2", "sigma_2")))
    found.check()
    return found


def report() -> None:
    found = derivation()
    print(found.to_text().rstrip())
    print("\nEvery step was replayed by the kernel, and both sides of it agree at sampled points.")
    print("\nThe result as LaTeX:\n")
    print(si.latex(found.quantity), "=", si.latex(found.result))
    print("\nThe derivation as LaTeX:\n")
    print(found.to_latex().rstrip())
