"""From two densities to a proved and printed divergence."""

import symbolic_info as si
from symbolic_info import KL, Normal


def derivation() -> "si.Derivation":
    """D_KL of two Normals with four free parameters, derived; checked, so that each step carries its evidence."""
    return si.derive(KL(Normal("mu_1", "sigma_1"), Normal("mu_2", "sigma_2"))).check()


def report() -> None:
    found = derivation()
    evidence = [step.evidence for step in found.steps]
    print(found.to_text().rstrip())
    print(f"\nThe kernel replayed the proof; both sides of all {len(evidence)} steps, computed by mpmath at {evidence[0].points} points,")
    print(f"agree to {min(e.digits for e in evidence)} digits or more.")
    print(f"\nThe result as LaTeX:\n\n{si.latex(found.quantity)} = {si.latex(found.result)}")
    print(f"\nThe derivation as LaTeX:\n\n{found.to_latex().rstrip()}")
