"""``python -m demo``: one derivation, then two sets of real data."""

from demo import gaussians, iris, letters

PARTS = (
    ("1. The KL divergence of two Gaussians, derived from their densities", gaussians.report),
    ("2. Fisher's irises (1936): petal length, a Gaussian per species", iris.report),
    ("3. Letter frequencies of two public-domain texts", letters.report),
)


def main() -> None:
    for title, report in PARTS:
        print(f"\n{title}\n{'-' * len(title)}\n")
        report()


if __name__ == "__main__":
    main()
