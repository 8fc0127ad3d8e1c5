"""Counting: the sum of 1 over u = 0, ..., r is r + 1."""

from symbolic_info.proof.terms import add, rat
from symbolic_info.rules.lemma import Lemma, R, right

COUNTING = Lemma(
    key="counting",
    says="the number of points",
    support=("integers", rat(0), right),
    tilt=(),
    fixed=(R,),
    log_kernel=rat(0),
    normaliser=add(right, rat(1)),
    conditions=(add(right, rat(1)),),
    citation="counting",
)
