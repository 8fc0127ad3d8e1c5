"""A small derivation by hand, of the entropy of an exponential law, and what each format makes of it."""

from itertools import pairwise
from types import SimpleNamespace

import sympy as sp

import symbolic_info as si
from symbolic_info.core.heads import LogDensity, Mean
from symbolic_info.core.records import Step


def exponential_derivation(reason: str = "by definition") -> SimpleNamespace:
    """The entropy of an exponential law, by hand."""
    law = si.Exponential(rate="lam")
    rate, t = law.parameters[0], sp.Symbol("x", real=True)
    mean = Mean(t, t, law)
    lines = [
        si.Entropy(law),
        Mean(-LogDensity(law, t), t, law),
        Mean(rate * t - sp.log(rate), t, law),
        rate * mean - sp.log(rate),
        1 - sp.log(rate),
    ]
    reasons = [reason, "the log-density inserted", "the expectation is linear", "the mean inserted"]
    chain = [Step(*pair, "rule", why) for pair, why in zip(pairwise(lines), reasons, strict=True)]
    fact = Step(mean, 1 / rate, "moment", "Euler's integral", chain=False, citation="DLMF 5.2.1")
    return SimpleNamespace(
        quantity=lines[0],
        result=lines[-1],
        branches=(SimpleNamespace(conditions=(), steps=(*chain, fact)),),
        conditions=(sp.Symbol("s") > 0, sp.true),
        reason="",
        to_document=lambda: {"b": [1, None], "a": "ü"},
    )


LATEX_BLOCK = r"""Let $P = \mathrm{Exponential}(\mathrm{rate}=\lambda)$ with density $p$.
\begin{align*}
h(P) &= \mathbb{E}_{P}[-\ln p(x)] && \text{(by definition)} \\
&= \mathbb{E}_{P}[\lambda x - \ln\lambda] && \text{(the log-density inserted)} \\
&= \lambda \mathbb{E}_{P}[x] - \ln\lambda && \text{(the expectation is linear)} \\
&= 1 - \ln\lambda && \text{(the mean inserted)}
\end{align*}
where
\begin{align*}
\mathbb{E}_{P}[x] &= \frac{1}{\lambda} && \text{(Euler's integral [DLMF 5.2.1])}
\end{align*}
provided that $s > 0$.
"""
MARKDOWN_BLOCK = r"""Let $P = \mathrm{Exponential}(\mathrm{rate}=\lambda)$ with density $p$.

$$
\begin{aligned}
h(P) &= \mathbb{E}_{P}[-\ln p(x)] && \text{(1)} \\
&= \mathbb{E}_{P}[\lambda x - \ln\lambda] && \text{(2)} \\
&= \lambda \mathbb{E}_{P}[x] - \ln\lambda && \text{(3)} \\
&= 1 - \ln\lambda && \text{(4)}
\end{aligned}
$$

1. by definition
2. the log-density inserted
3. the expectation is linear
4. the mean inserted

where

$$
\begin{aligned}
\mathbb{E}_{P}[x] &= \frac{1}{\lambda} && \text{(5)}
\end{aligned}
$$

5. Euler's integral \[DLMF 5.2.1\]

provided that $s > 0$.
"""
TEXT_BLOCK = """P = Exponential(rate=lam), density p

h(P)
  = E_P[-log(p(x))]    (by definition)
  = E_P[lam*x - log(lam)]    (the log-density inserted)
  = lam*E_P[x] - log(lam)    (the expectation is linear)
  = 1 - log(lam)    (the mean inserted)

where
  E_P[x] = 1/lam    (Euler's integral [DLMF 5.2.1])

provided that s > 0
"""
