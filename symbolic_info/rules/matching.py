"""Is a law, seen through a change of variable, a lemma's kernel?  Trusted.  Everything is checked, nothing searched."""

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.forms import Form, minus, names, scale
from symbolic_info.proof.normal import Normal
from symbolic_info.proof.terms import INFINITY, MINUS_INFINITY, Term, add, check, diff, log, neg, sub, subst, sym
from symbolic_info.proof.world import Under, World, X
from symbolic_info.rules.lemma import Lemma, U


class Match:
    """The law between ``ends``, pushed through u = psi(x), is ``constant`` times the lemma's kernel at ``s0``."""

    def __init__(self, world: World, under: Under, law: str, ends: tuple, lemma: Lemma, phi: Term, psi: Term, s0: tuple) -> None:
        self.world, self.law, self.lemma = world, law, lemma
        record = world.density(law)
        self.support = (record["support"][0], *ends) if ends else record["support"]
        self.outer = world.normal(under)
        _require(len(s0) == len(lemma.parameters), "as many values as the lemma has parameters")
        self.at = dict(zip(lemma.parameters, (world.closed(check(a)) for a in s0), strict=True))
        self.phi, self.psi = world.closed(check(phi), {U}), world.closed(check(psi), {X})
        self.hold(self.at)
        self.inside_lemma = world.within(self.outer, self._lemma_support(), (), U)
        self.inside_law = world.part_scope(self.outer, law, *ends) if ends else world.law_scope(self.outer, law)
        self._check_maps()
        self.log_constant = self._log_constant(record["logp"])

    def hold(self, values: dict[str, Term]) -> None:
        """The conditions of the lemma at ``values``."""
        for condition in self.lemma.conditions:
            self.outer.need_positive(self.outer.form(subst(condition, values)))
        for condition in self.lemma.nonzero:
            self.outer.need_nonzero(self.outer.form(subst(condition, values)))

    def _lemma_support(self) -> tuple:
        kind, lo, hi = self.lemma.support
        return kind, subst(lo, self.at), subst(hi, self.at)

    def _check_maps(self) -> None:
        kind = self.support[0]
        _require(kind == self.lemma.support[0], "a sum is compared with an integral")
        _require(lies_in(self.inside_lemma, self.world.density(self.law)["support"], self.phi), "phi leaves the support of the law")
        _require(lies_in(self.inside_lemma, self.support, self.phi), "phi leaves the part asked for")
        _require(lies_in(self.inside_law, self._lemma_support(), self.psi), "psi leaves the support of the lemma")
        _require(self.inside_lemma.same(subst(self.psi, {X: self.phi}), sym(U)), "psi(phi(u)) is not u")
        _require(self.inside_law.same(subst(self.phi, {U: self.psi}), sym(X)), "phi(psi(x)) is not x")

    def _log_jacobian(self) -> Term:
        scope = self.inside_lemma
        if self.support[0] == "integers":
            _require(minus(scope.form(self.phi), scope.form(sym(U))).integer is not None, "a map of the integers that is not a shift")
            return ("rat", 0, 1)
        slope = diff(self.phi, U)
        form = scope.form(slope)
        if scope.signs.is_positive(form):
            return log(slope)
        _require(scope.signs.is_positive(scale(form, -1)), "the sign of phi' is not proved")
        return log(neg(slope))

    def _log_constant(self, log_density: Term) -> Form:
        """log p(phi(u)) + log|phi'(u)| - log k(u; s0), which must be free of u."""
        pushed = add(subst(log_density, {X: self.phi}), self._log_jacobian())
        constant = self.inside_lemma.form(sub(pushed, subst(self.lemma.log_kernel, self.at)))
        _require(U not in names(constant), "the density is not the lemma's kernel")
        self.outer.merge(self.inside_lemma)
        self.outer.merge(self.inside_law)
        return constant


def lies_in(scope: Normal, support: tuple, value: Term) -> bool:
    """Whether ``value`` is proved to lie in ``support``."""
    kind, lo, hi = support
    gaps = [sub(value, lo)] if lo != MINUS_INFINITY else []
    gaps += [sub(hi, value)] if hi != INFINITY else []
    proved = scope.signs.is_positive if kind == "interval" else scope.signs.is_nonnegative
    return all(proved(scope.form(gap)) for gap in gaps)


def _require(holds: bool, what: str) -> None:
    if not holds:
        raise Rejected(what)
