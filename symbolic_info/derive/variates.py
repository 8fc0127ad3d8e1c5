"""Quantities of laws on matrices: which statistics stand in the log-densities, and the rules that give their means.

Untrusted: it arranges the steps, each of which the kernel has accepted.
"""

from collections.abc import Callable, Iterator

from symbolic_info.core.errors import NoClosedForm, Rejected
from symbolic_info.derive.equations import Desk
from symbolic_info.proof.forms import depends, plus, single, to_term, word_term
from symbolic_info.proof.matrices import matrix
from symbolic_info.proof.terms import Term, add, mul, rat
from symbolic_info.proof.world import X
from symbolic_info.rules.wishart import log_det

Lines = list[tuple[str, int]]
Facts = Iterator[tuple[Term, int]]
SIGNS = {"entropy": (-1,), "cross": (0, -1), "kl": (1, -1)}


class Variates:
    """The search for one quantity of laws on matrices."""

    def __init__(self, desk: Desk, term: Term) -> None:
        self.desk, self.term = desk, term
        self.laws = {name: desk.bridge.laws[name] for name in term[1:]}
        keys = {law.key for law in self.laws.values()}
        if len(keys) > 1 or not keys <= set(WAYS):
            raise NoClosedForm(f"no rule compares {' with '.join(sorted(map(str, self.laws.values())))}")
        self.one, self.facts = WAYS[keys.pop()]

    def run(self) -> tuple[int, Lines]:
        """The step q = value, and the steps to show, each with its role."""
        ones = {law: self.one(self.desk, law) for law in self.laws}
        start = self.desk.do("variate_definition", list(ones.values()), self.term)
        law, body = self.term[1], self.desk.right(start)[2]
        found = [
            pair for sign, q in zip(SIGNS[self.term[0]], self.term[1:], strict=True) if sign for pair in self.facts(self.desk, law, q, sign)
        ]
        facts = [step for _, step in found]
        linear = self.desk.do("linearity", [ones[law], *facts], law, body, tuple(c for c, _ in found))
        inserted = self.desk.do("chain", [start, self.desk.do("substitute", [linear, *dict.fromkeys(facts)])])
        shown = [("definition", start), *(("fact", f) for f in dict.fromkeys(facts)), ("linearity", linear), ("substitute", inserted)]
        return self._finished(inserted, shown)

    def _finished(self, inserted: int, shown: Lines) -> tuple[int, Lines]:
        """The textbook form; computed from the entries, where every matrix has them."""
        try:
            computed = self.desk.do("from_entries", [inserted])
        except Rejected:
            last = self.desk.tidy(inserted)
            return last, [*shown, ("restate", last)]
        final = self.desk.tidy_sum(computed)
        same = self.desk.right(computed) == self.desk.right(inserted)
        return final, [*shown, *([] if same else [("entries", computed)]), ("restate", final)]


# -- normal matrices -----------------------------------------------------------------------------------------------------


def _normal_parameters(desk: Desk, law: str) -> tuple[Term, Term, Term]:
    """Mean, covariance of the rows, covariance of the columns."""
    found = desk.bridge.laws[law]
    m, u, *v = (desk.bridge.matrices.matrix(a, {}) for a in (*found.places, *found.scales))
    return m, u, v[0] if v else ("eye", rat(1))


def _normal_one(desk: Desk, law: str) -> int:
    return desk.do("normal_matrix", [], law, *_normal_parameters(desk, law))


def _normal_facts(desk: Desk, p: str, q: str, sign: int) -> Facts:
    """The square in log q, with its coefficient."""
    m, u, v = _normal_parameters(desk, q)
    factor = rat(-sign, 1 if desk.bridge.laws[q].space == "complex" else 2)
    (c, left), (d, right) = (_without_factor(desk, ("inverse", s)) for s in (u, v))
    step = desk.do("normal_matrix_square", [], p, *_normal_parameters(desk, p), m, left, right)
    yield mul(factor, c, d), desk.do("restate", [step], _plain(desk, desk.right(step)))


def _without_factor(desk: Desk, t: Term) -> tuple[Term, Term]:
    """A matrix that is a multiple of one word, as (factor, word)."""
    inner = matrix(desk.normal(), t)
    ((word, c),) = inner.words.items()
    return to_term(c), word_term(word) if word else ("eye", to_term(inner.rows))


def _plain(desk: Desk, value: Term) -> Term:
    """A sum with each part that is one term in normal form, and without those that vanish."""
    forms = [(part, desk.normal().form(part)) for part in value[1:]]
    parts = [to_term(form) if len(form.terms) == 1 else part for part, form in forms if form.terms]
    return add(*(parts or [rat(0)]))


# -- Wishart -------------------------------------------------------------------------------------------------------------


def _wishart_parameters(desk: Desk, law: str) -> tuple[Term, Term, str]:
    """Power, rate matrix, and what has the Wishart law."""
    found = desk.bridge.laws[law]
    nu, scale = desk.bridge.term(found.args[0]), desk.bridge.matrices.matrix(found.args[1], {})
    inverse = found.key == "inverse_wishart"
    return mul(rat(1, 2), nu), ("mscale", rat(1, 2), scale if inverse else ("inverse", scale)), "inverse" if inverse else "itself"


def _wishart_one(desk: Desk, law: str) -> int:
    return desk.do("wishart_integral", [], law, *_wishart_parameters(desk, law))


def _wishart_facts(desk: Desk, p: str, q: str, sign: int) -> Facts:
    """The mean of log det, and that of the trace in log q, with their coefficients."""
    own = _wishart_parameters(desk, p)
    _power, rate, side = _wishart_parameters(desk, q)
    c, word = _without_factor(desk, rate)
    inner = desk.proof.world.law_scope(desk.normal(), q)
    form = inner.form(desk.proof.world.laws[q]["logp"])
    dets = inner.form(log_det(side)).terms[0]
    weight = plus(*(single(depends(m, {X})[1], k / dets[1]) for m, k in form.terms if depends(m, {X})[0] == dets[0]))
    dets_step = desk.do("wishart_log_det", [], p, *own)
    yield mul(rat(sign), to_term(weight)), desk.do("restate", [dets_step], to_term(desk.normal().form(desk.right(dets_step))))
    trace = desk.do("wishart_trace", [], p, *own, word)
    yield mul(rat(-sign), c), desk.do("restate", [trace], to_term(desk.normal().form(desk.right(trace))))


# -- Student's t, and spheres ---------------------------------------------------------------------------------------------


def _student_parameters(desk: Desk, law: str) -> tuple[Term, Term, Term]:
    """Power, centre, and the scale times the degrees of freedom."""
    found = desk.bridge.laws[law]
    nu = desk.bridge.term(found.args[0])
    m, s = (desk.bridge.matrices.matrix(a, {}) for a in found.args[1:])
    return mul(rat(1, 2), add(nu, desk.bridge.term(found.shape_of_value[0]))), m, ("mscale", nu, s)


def _student_one(desk: Desk, law: str) -> int:
    return desk.do("student_vector", [], law, *_student_parameters(desk, law))


def _student_facts(desk: Desk, p: str, q: str, sign: int) -> Facts:
    power, *bowl = _student_parameters(desk, q)
    own = _student_parameters(desk, p)
    if bowl != list(own[1:]):
        raise NoClosedForm(f"no rule gives the mean of log {desk.bridge.laws[q]} under {desk.bridge.laws[p]}")
    yield mul(rat(-sign), power), desk.tidy(desk.do("student_vector_log", [], p, *own))


def _sphere_parameters(desk: Desk, law: str) -> tuple[Term, Term]:
    """Direction and concentration."""
    mu, kappa = desk.bridge.laws[law].args
    return desk.bridge.matrices.matrix(mu, {}), desk.bridge.term(kappa)


def _fisher_one(desk: Desk, law: str) -> int:
    return desk.do("fisher_integral", [], law, *_sphere_parameters(desk, law))


def _fisher_facts(desk: Desk, p: str, q: str, sign: int) -> Facts:
    mu, kappa = _sphere_parameters(desk, q)
    yield mul(rat(sign), kappa), desk.do("fisher_mean", [], p, *_sphere_parameters(desk, p), mu)


def _power_one(desk: Desk, law: str) -> int:
    return desk.do("power_integral", [], law, *_sphere_parameters(desk, law))


def _power_facts(desk: Desk, p: str, q: str, sign: int) -> Facts:
    (own, k), (mu, kappa) = _sphere_parameters(desk, p), _sphere_parameters(desk, q)
    if mu != own:
        raise NoClosedForm(f"no rule gives the mean of log {desk.bridge.laws[q]} under {desk.bridge.laws[p]}")
    yield mul(rat(sign), kappa), desk.tidy(desk.do("power_log", [], p, own, k))


WAYS: dict[str, tuple[Callable[[Desk, str], int], Callable[[Desk, str, str, int], Facts]]] = {
    "complex_normal": (_normal_one, _normal_facts),
    "inverse_wishart": (_wishart_one, _wishart_facts),
    "matrix_normal": (_normal_one, _normal_facts),
    "multivariate_t": (_student_one, _student_facts),
    "power_spherical": (_power_one, _power_facts),
    "von_mises_fisher": (_fisher_one, _fisher_facts),
    "wishart": (_wishart_one, _wishart_facts),
}
