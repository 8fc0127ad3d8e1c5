"""Counting: the sum of 1 over u = l, l + 1, ..., r is r - l + 1."""

from symbolic_info.proof.terms import add, rat, sub
from symbolic_info.rules.lemma import L, Lemma, R, left, right

COUNTING = Lemma(
    key="counting",
    says="the number of points",
    support=("integers", left, right),
    tilt=(),
    fixed=(L, R),
    log_kernel=rat(0),
    normaliser=add(sub(right, left), rat(1)),
    conditions=(add(sub(right, left), rat(1)),),
    citation="counting",
)
