"""Is a law, seen through a change of variable, a lemma's kernel?  Trusted.  Everything is checked, nothing searched."""

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.forms import Form, minus, names, scale
from symbolic_info.proof.normal import Condition, Normal
from symbolic_info.proof.terms import INFINITY, MINUS_INFINITY, Term, add, check, diff, log, neg, rat, sub, subst, sym
from symbolic_info.proof.world import Under, World, X
from symbolic_info.rules.lemma import Integral, Lemma, U


class Map:
    """A proved bijection x = phi(u), u = psi(x) between the law's support, or its part between ``ends``, and ``image``.

    Whoever is done with the scopes calls ``conditions``.
    """

    def __init__(self, world: World, outer: Normal, law: str, ends: tuple, image: tuple, phi: Term, psi: Term) -> None:
        self.world, self.law, self.outer = world, law, outer
        self.record = world.density(law)
        self.support = (self.record["support"][0], *ends) if ends else self.record["support"]
        self.phi, self.psi = world.closed(check(phi), {U}), world.closed(check(psi), {X})
        self.inside_lemma = world.within(outer, image, (), U)
        self.inside_law = world.part_scope(outer, law, *ends) if ends else world.law_scope(outer, law)
        self._check(image)

    def _check(self, image: tuple) -> None:
        _require(self.support[0] == image[0], "a sum is compared with an integral")
        _require(lies_in(self.inside_lemma, self.record["support"], self.phi), "phi leaves the support of the law")
        _require(lies_in(self.inside_lemma, self.support, self.phi), "phi leaves the part asked for")
        _require(lies_in(self.inside_law, image, self.psi), "psi leaves the support of the lemma")
        _require(self.inside_lemma.same(subst(self.psi, {X: self.phi}), sym(U)), "psi(phi(u)) is not u")
        _require(self.inside_law.same(subst(self.phi, {U: self.psi}), sym(X)), "phi(psi(x)) is not x")

    def log_pushed(self) -> Term:
        """log p(phi(u)) + log|phi'(u)|, the log-density of u."""
        return add(subst(self.record["logp"], {X: self.phi}), log_slope(self.inside_lemma, self.support[0], self.phi))

    def conditions(self) -> set[Condition]:
        """All conditions, none of which may speak of x or u."""
        self.outer.merge(self.inside_lemma)
        self.outer.merge(self.inside_law)
        return self.outer.conditions


class Match(Map):
    """The law between ``ends``, pushed through u = psi(x), is exp(``log_constant``) times the lemma's kernel at ``s0``."""

    def __init__(self, world: World, under: Under, law: str, ends: tuple, lemma: Lemma, phi: Term, psi: Term, s0: tuple) -> None:
        self.lemma, self.outer = lemma, world.normal(under)
        _require(len(s0) == len(lemma.parameters), "as many values as the lemma has parameters")
        self.at = dict(zip(lemma.parameters, (world.closed(check(a)) for a in s0), strict=True))
        hold(self.outer, lemma, self.at)
        super().__init__(world, self.outer, law, ends, support_at(lemma, self.at), phi, psi)
        self.log_constant = self._log_constant()

    def _log_constant(self) -> Form:
        """log p(phi(u)) + log|phi'(u)| - log k(u; s0), which must be free of u."""
        constant = self.inside_lemma.form(sub(self.log_pushed(), subst(self.lemma.log_kernel, self.at)))
        _require(U not in names(constant), "the density is not the lemma's kernel")
        return constant


def log_slope(scope: Normal, kind: str, phi: Term) -> Term:
    """log|phi'(u)|, of known sign; 0 for a shift of the integers."""
    if kind == "integers":
        _require(minus(scope.form(phi), scope.form(sym(U))).integer is not None, "a map of the integers that is not a shift")
        return rat(0)
    slope = diff(phi, U)
    form = scope.form(slope)
    if scope.signs.is_positive(form):
        return log(slope)
    _require(scope.signs.is_positive(scale(form, -1)), "the sign of phi' is not proved")
    return log(neg(slope))


def hold(outer: Normal, entry: Lemma | Integral, values: dict[str, Term]) -> None:
    """The conditions of a lemma or an integral at ``values``."""
    for condition in entry.conditions:
        outer.need_positive(outer.form(subst(condition, values)))
    for condition in entry.nonzero:
        outer.need_nonzero(outer.form(subst(condition, values)))


def support_at(entry: Lemma | Integral, values: dict[str, Term]) -> tuple:
    """The support of a lemma or an integral at ``values``."""
    kind, lo, hi = entry.support
    return kind, subst(lo, values), subst(hi, values)


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
