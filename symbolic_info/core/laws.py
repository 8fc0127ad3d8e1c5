"""Laws that quantities may obey; a quantity lists its own and each is tested on every family."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Law:
    key: str
    says: str


NONNEGATIVE = Law("nonnegative", "the value is at least 0")
NONNEGATIVE_IF_DISCRETE = Law("nonnegative_if_discrete", "the value is at least 0 for discrete distributions")
ZERO_ON_ITSELF = Law("zero_on_itself", "the value at (P, P) is 0")
ENTROPY_ON_ITSELF = Law("entropy_on_itself", "the value at (P, P) is the entropy of P")
ADDITIVE_OVER_INDEPENDENT = Law("additive_over_independent", "the values of independent parts add up")
INVARIANT_UNDER_BIJECTIONS = Law("invariant_under_bijections", "a bijection applied to both distributions changes nothing")
