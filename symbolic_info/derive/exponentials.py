"""p f as a sum of c y^k (log y)^i e^(a y + b y^2), or with another power in the exponent: the pieces of its integral.  Untrusted.

So mixtures, polynomials times exponentials, folded and truncated laws are integrated term by term.
"""

from collections.abc import Callable
from typing import NamedTuple

from symbolic_info.derive.statistics import Statistics, U, Y, by_variable
from symbolic_info.proof.forms import ONE, ZERO, Atom, Form, Monomial, const, names, plus, scale, single, to_term
from symbolic_info.proof.terms import Term, exp, mul, rat, sym

MAX_ORDER = 4
HERE = Atom("sym", Y)
LOG = Atom("log", single(Monomial([(HERE, ONE)])))
TWO = const(2)


class Kernel(NamedTuple):
    """y^power (log y)^logs e^(sum of rates[m] y^m)."""

    power: Form
    logs: int
    rates: dict[Form, Form]

    @property
    def order(self) -> int | None:
        """The power, where it is a small whole number and nothing else stands beside the exponential."""
        k = self.power.integer
        return k if k is not None and 0 <= k <= MAX_ORDER and not self.logs else None


Known = tuple[str, tuple[Term, ...], tuple[int, ...], int]  # lemma, parameters, derivatives, sign
Reader = Callable[[Kernel, Term], "Known | None"]


def known_sum(st: Statistics, f: Term) -> tuple:
    """The arguments f, phi, psi, pieces of the rule ``pieces``, or () where a term is something else."""
    product = st.scope.form(mul(exp(st.pushed), f))
    reader, known = READERS.get(st.where.kind), []
    for monomial, c in sorted(by_variable(product, Y).items(), key=lambda mc: mc[0].text):
        kernel = _kernel(monomial)
        found = reader(kernel, st.where.width) if reader and kernel else None
        if found is None:
            return ()
        lemma, at, js, sign = found
        known.append((mul(rat(sign), to_term(c)), "lemma", lemma, at, js))
    return (f, U, sym(Y), tuple(known)) if known else ()


def _kernel(monomial: Monomial) -> Kernel | None:
    power, logs, rates = ZERO, 0, {}
    for atom, e in monomial.factors:
        if atom == HERE and Y not in names(e):
            power = e
        elif atom == LOG and e.integer in (1, 2):
            logs = e.integer or 0
        elif atom.head == "E":
            rates = _rates(e)
            if not rates:
                return None
        else:
            return None
    return Kernel(power, logs, rates)


def _rates(exponent: Form) -> dict[Form, Form]:
    """{m: c} of a sum of c y^m; {} where it is something else."""
    out = {}
    for monomial, c in by_variable(exponent, Y).items():
        if len(monomial.factors) != 1 or monomial.factors[0][0] != HERE or Y in names(monomial.factors[0][1]):
            return {}
        out[monomial.factors[0][1]] = c
    return out


def _is_gaussian(kernel: Kernel) -> bool:
    return TWO in kernel.rates and set(kernel.rates) <= {ONE, TWO} and kernel.order is not None


def _gaussian(kernel: Kernel) -> tuple[Term, Term]:
    return to_term(kernel.rates.get(ONE, ZERO)), to_term(scale(kernel.rates[TWO], -1))


def _on_half_line(kernel: Kernel, width: Term) -> Known | None:
    shape, logs = to_term(plus(kernel.power, ONE)), (0,) * kernel.logs
    if len(kernel.rates) == 1:
        ((m, c),) = kernel.rates.items()
        rate = to_term(scale(c, -1))
        return ("euler_gamma", (shape, rate), logs, 1) if m == ONE else ("gamma_power", (shape, rate, to_term(m)), logs, 1)
    return ("gauss_half", _gaussian(kernel), (0,) * (kernel.order or 0), 1) if _is_gaussian(kernel) else None


def _on_segment(kernel: Kernel, width: Term) -> Known | None:
    if not kernel.rates:
        return "beta_segment", (to_term(plus(kernel.power, ONE)), rat(1), width), (0,) * kernel.logs, 1
    if kernel.order is not None and set(kernel.rates) == {ONE}:
        rate = to_term(scale(kernel.rates[ONE], -1))
        return "exponential_segment", (rate, width), (0,) * kernel.order, (-1) ** kernel.order
    if _is_gaussian(kernel):
        return "gauss_segment", (*_gaussian(kernel), rat(0), width), (0,) * (kernel.order or 0), 1
    return None


def _on_line(kernel: Kernel, width: Term) -> Known | None:
    return ("gauss", _gaussian(kernel), (0,) * (kernel.order or 0), 1) if _is_gaussian(kernel) else None


READERS: dict[str, Reader] = {"half": _on_half_line, "segment": _on_segment, "unit": _on_segment, "line": _on_line}
