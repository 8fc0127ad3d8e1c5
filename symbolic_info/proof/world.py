"""What a statement is about: laws, constraints on their parameters, and a witness that the constraints can hold.  Trusted.

A world is part of the statement: replay is given the one rebuilt from the families.  Laws are of these kinds.

    density    {"support": (kind, lo, hi), "logp": term in _x, "unknown": names}   the density on an interval or a run of integers;
               ``unknown``: the function f with logp = log f, where a density f is taken as given
    array      see ``arrays``                      masses p[i], kernels, weights, values over index spaces
    finite     {"names": names, "parts": ((mass, domain), ...)}   masses in terms of arrays: the sum of the parts, each on its domain
    masses     {"masses": terms}                  explicit masses
    convex     {"lo": end, "hi": end}             not a law: a function of one real number that is convex on an open interval
    matrix, vector                                matrices by name, and laws on vectors: see ``matrices``
    variate                                       laws on matrices, and on spheres: see ``variates``
    coordinates                                   laws of several real numbers: see ``coordinates``
    product    {"factors": laws}                  independent parts
    power      {"factor": law, "count": term}     independent copies

A triple (q, p, axes) of ``covers`` declares q[i, ...] > 0 wherever p > 0, i, ... being the ``axes`` of p.
``spaces`` gives each index space its size, () for a measure space without one.
"""

from contextlib import suppress
from typing import Any

from symbolic_info.core.errors import Rejected
from symbolic_info.proof.arrays import FIELDS as ARRAY_FIELDS
from symbolic_info.proof.arrays import Arrays
from symbolic_info.proof.coordinates import FIELDS as COORDINATE_FIELDS
from symbolic_info.proof.coordinates import check_coordinates, check_runs, coordinate_scope, coordinates_of
from symbolic_info.proof.forms import Atom, Form, minus, of_atom
from symbolic_info.proof.matrices import FIELDS as MATRIX_FIELDS
from symbolic_info.proof.matrices import VECTOR_FIELDS, check_record, check_vector, is_positive_determinant, vector_scope
from symbolic_info.proof.normal import Condition, Normal
from symbolic_info.proof.signs import POSITIVE, UNKNOWN, Signs, content
from symbolic_info.proof.sums import domain_scope, entries_of, is_inside, sign_of_entry, sign_of_sum
from symbolic_info.proof.terms import INFINITY, MINUS_INFINITY, OPAQUE, Term, add, check, free, log, name, rat, subst, subterms, sym
from symbolic_info.proof.terms import X as X
from symbolic_info.proof.variates import FIELDS as VARIATE_FIELDS
from symbolic_info.proof.variates import check_place, check_variate, variate_scope

FIELDS = {
    "density": {"kind", "support", "logp", "unknown"},
    "array": ARRAY_FIELDS,
    "finite": {"kind", "names", "parts"},
    "convex": {"kind", "lo", "hi"},
    "coordinates": COORDINATE_FIELDS,
    "masses": {"kind", "masses"},
    "matrix": MATRIX_FIELDS,
    "vector": VECTOR_FIELDS,
    "variate": VARIATE_FIELDS,
    "product": {"kind", "factors"},
    "power": {"kind", "factor", "count"},
}
Under = tuple[Condition, ...]


class World:
    """Built from its specification, a nested dictionary of terms; everything in it is checked."""

    def __init__(self, spec: dict[str, Any]) -> None:
        if set(spec) != {"constraints", "laws", "spaces", "covers", "witness"}:
            raise Rejected("the fields of a world")
        self.spec = spec
        self.laws: dict[str, dict] = spec["laws"]
        self.spaces = {name(k): check(v) if v else () for k, v in sorted(spec["spaces"].items())}
        self._signs: dict[Under, Signs] = {}
        self.arrays = Arrays(self.spaces, self.laws, spec["covers"])
        for key in sorted(self.laws):
            self._check_law(name(key), self.laws[key])
        self._check_unknown()
        self.constraints = tuple(self.closed(check(t)) for t in spec["constraints"])
        self.witness = {name(k): check(v) for k, v in sorted(spec["witness"].items())}
        if any(v[0] != "rat" for v in self.witness.values()):
            raise Rejected("a witness is rational")
        for t in (*self.constraints, *self.sizes()):
            self.holds_at_witness(("positive", t))
        for t in self.sizes():  # half a point is no space
            if Normal(self, self._no_facts()).form(subst(t, self.witness)).integer is None:
                raise Rejected(f"the size of a space is an integer at the witness: {t}")
        for key in sorted(self.laws):
            self._check_finite(self.laws[key])
            check_record(self, self.laws[key])
            check_runs(self, self.laws[key])
            check_place(self, self.laws[key])

    # -- checks ----------------------------------------------------------------------------------------------------

    def _check_law(self, key: str, law: dict) -> None:
        kind = law.get("kind")
        if kind not in FIELDS or set(law) != FIELDS[kind]:
            raise Rejected(f"the record of law {key}")
        if kind == "density":
            self._check_density(law)
        elif kind == "vector":
            check_vector(self, law)
        elif kind == "coordinates":
            check_coordinates(self, law)
        elif kind == "variate":
            check_variate(self, law)
        elif kind == "masses":
            for t in law["masses"]:
                self.closed(check(t))
        elif kind == "convex":
            for end, infinite in ((law["lo"], MINUS_INFINITY), (law["hi"], INFINITY)):
                if end != infinite:
                    self.closed(check(end))
        elif kind in ("product", "power"):
            parts = law["factors"] if kind == "product" else (law["factor"],)
            if not parts or any(p not in self.laws or self.laws[p]["kind"] in ("product", "power") for p in parts):
                raise Rejected("a product of unknown laws")
            if kind == "power":
                self.closed(check(law["count"]))

    def sizes(self) -> list[Term]:
        """The sizes of the finite spaces."""
        return [self.closed(size) for size in self.spaces.values() if size]

    def _check_finite(self, law: dict) -> None:
        """Masses of a finite law are >= 0, vanish outside their domains, and total 1."""
        if law["kind"] != "finite":
            return
        if not all(name(i).startswith("_") for i in law["names"]):  # masses of one law are read at the names of another
            raise Rejected("the indices of a finite law have reserved names")
        scope = self.normal()
        for mass, domain in law["parts"]:
            self.closed(check(("sum", law["names"], domain, mass)))
            inner = domain_scope(scope, law["names"], domain)
            if not inner.signs.is_nonnegative(inner.form(mass)):
                raise Rejected("a mass that may be negative")
            self._check_outside(law["names"], mass, domain)
        total = add(*(("sum", law["names"], domain, mass) for mass, domain in law["parts"]), rat(0))
        if not scope.same(total, rat(1)) or {kind for kind, _ in scope.conditions} - {"exists"}:
            raise Rejected("masses that do not total 1")

    def _check_outside(self, names: tuple[str, ...], mass: Term, domain: tuple[Term, ...]) -> None:
        """Each term of a mass has factors that vanish where the domain ends: the masses of the parts are added up everywhere."""
        places = self.arrays.places(names, domain)
        everywhere = tuple(("in", i, places[i]) for i in names)
        form = domain_scope(self.normal(), names, everywhere).form(mass)
        for monomial, _ in form.terms:
            if not is_inside(self, (*everywhere, *entries_of(self, monomial)), domain):
                raise Rejected("a mass that does not vanish outside its domain")

    def _check_density(self, law: dict) -> None:
        kind, lo, hi = law["support"]
        if kind not in ("interval", "integers"):
            raise Rejected("the kind of a support")
        for end, infinite in ((lo, MINUS_INFINITY), (hi, INFINITY)):
            if end != infinite:
                value = Normal(self, self._no_facts()).form(self.closed(check(end))).constant
                if kind == "integers" and value is not None and value.denominator != 1:
                    raise Rejected("a run of integers ends at an integer")
        self.closed(check(law["logp"]), {X})
        if law["unknown"] and law["logp"] != log(("apply", *law["unknown"], sym(X))):
            raise Rejected("a density taken as given is one function of the value")

    def _check_unknown(self) -> None:
        """A function that is a density is the density of one law: two supports cannot both have all the mass."""
        unknown = [f for law in self.laws.values() for f in law.get("unknown", ())]
        if len(set(unknown)) != len(unknown):
            raise Rejected("one function is taken as the density of two laws")

    def closed(self, t: Term, allowed: "set[str] | frozenset[str]" = frozenset()) -> Term:
        """``t``, if it mentions no reserved name but those ``allowed``."""
        bad = sorted(n for n in free(t) - allowed if n.startswith("_"))
        if bad:
            raise Rejected(f"mentions the bound name {bad[0]}")
        return t

    def holds_at_witness(self, condition: Condition) -> None:
        """Refuse a condition that fails at the witness: what holds nowhere says nothing."""
        kind, term = condition
        if kind in ("exists", "all") or about_arrays(term):  # a witness gives numbers to the parameters, not to arrays
            return
        scope = Normal(self, self._no_facts())
        sign = scope.signs.sign(scope.form(subst(term, self.witness)))
        good = {"positive": sign == POSITIVE, "nonnegative": sign > 0, "nonzero": abs(sign) == POSITIVE}
        if scope.conditions or not good.get(kind, False):
            raise Rejected(f"the witness does not satisfy: {kind} {term}")

    # -- laws ------------------------------------------------------------------------------------------------------

    def density(self, key: str) -> dict:
        """The record of a law with a density or mass function on the line."""
        if key not in self.laws or self.laws[key]["kind"] != "density":
            raise Rejected(f"{key!r:.30} has no density on the line")
        return self.laws[key]

    # -- scopes ----------------------------------------------------------------------------------------------------

    def normal(self, under: Under = ()) -> Normal:
        """The scope of the parameters, with the constraints and the assumptions ``under`` as facts."""
        if under not in self._signs:
            self._signs[under] = self._facts(under)
        return Normal(self, self._signs[under])

    def informed(self, under: Under, premises: "tuple[Any, ...]") -> Normal:
        """The scope of a conclusion, which carries the conditions of its premises: where it says something, they hold."""
        stated = sorted(c for p in premises for c in p.conditions if c[0] in ("positive", "nonnegative") and not about_arrays(c[1]))
        for condition in dict.fromkeys(stated):
            with suppress(Rejected):  # one that needs conditions of its own is no fact
                self.normal((*under, condition))
                under = (*under, condition)
        scope = self.normal(under)
        reduced = (content(scope.form(t)) for kind, t in stated if kind == "positive" and (kind, t) in under)
        return scope.scope((), [rest for factor, rest in reduced if factor.factors and scope.signs.monomial_sign(factor) == POSITIVE])

    def _facts(self, under: Under) -> Signs:
        signs = self._no_facts()
        for kind, t in [*(("positive", c) for c in (*self.constraints, *self.sizes())), *under]:
            if kind not in ("positive", "nonnegative"):
                raise Rejected(f"an assumption of the kind {kind!r:.20}")
            scope = Normal(self, signs)
            form = scope.form(self.closed(check(t)))
            if scope.conditions:
                raise Rejected(f"a constraint needs conditions of its own: {t}")
            signs = signs.extended([form]) if kind == "positive" else signs.extended((), [form])
        return signs

    def _no_facts(self) -> Signs:
        return Signs(judge=self._judge)

    def _judge(self, signs: Signs, atom: Atom) -> int:
        """What the declarations of arrays say of the sign of an entry or a sum."""
        if atom.head == "idx":
            return sign_of_entry(self, atom)
        if atom.head == "apply":
            return self._sign_of_density(signs, *atom.args)
        if is_positive_determinant(self, atom):
            return POSITIVE
        return sign_of_sum(Normal(self, signs), atom) if atom.head == "sum" else UNKNOWN

    def _sign_of_density(self, signs: Signs, key: str, at: Form) -> int:
        """A density on an interval that is taken as given is positive at every point inside."""
        supports = [law["support"] for law in self.laws.values() if law["kind"] == "density" and law["unknown"] == (key,)]
        for kind, lo, hi in supports:
            outer = Normal(self, self._no_facts())
            gaps = [minus(at, outer.form(lo))] if lo != MINUS_INFINITY else []
            gaps += [minus(outer.form(hi), at)] if hi != INFINITY else []
            if kind == "interval" and not outer.conditions and all(map(signs.is_positive, gaps)):
                return POSITIVE
        return UNKNOWN

    def law_scope(self, outer: Normal, key: str) -> Normal:
        """The scope of a value of the law: it lies in the support."""
        if self.laws.get(key, {}).get("kind") == "vector":
            return vector_scope(self, outer, self.laws[key])
        if self.laws.get(key, {}).get("kind") == "variate":
            return variate_scope(self, outer, self.laws[key])
        if self.laws.get(key, {}).get("kind") == "coordinates":
            return coordinate_scope(self, outer, self.laws[key]["supports"])
        law = self.density(key)
        return self.within(outer, law["support"], self._unknown_like(law))

    def values(self, key: str) -> set[str]:
        """The names that an expectation under the law binds."""
        law = self.laws.get(key, {})
        return set(coordinates_of(law)) if law.get("kind") == "coordinates" else {X}

    def part_scope(self, outer: Normal, key: str, lo: Term, hi: Term) -> Normal:
        """The scope of a value of the law between ``lo`` and ``hi``."""
        law = self.density(key)
        kind, least, most = law["support"]
        if kind != "interval":
            raise Rejected("a part of a law on the integers")
        return self.within(outer, (kind, least, most, lo, hi), self._unknown_like(law))

    def within(self, outer: Normal, support: tuple, unknown: tuple[str, ...], x: str = X) -> Normal:
        """The scope in which ``x`` lies in ``support``: inside an interval (or two), or at an integer between its ends."""
        kind, *ends = support
        value = of_atom(Atom("sym", x))
        gaps: list[Form] = []
        for lo, hi in zip(ends[::2], ends[1::2], strict=True):
            gaps += [minus(value, outer.form(lo))] if lo != MINUS_INFINITY else []
            gaps += [minus(outer.form(hi), value)] if hi != INFINITY else []
        functions = [of_atom(Atom("apply", f, value)) for f in unknown]
        return outer.scope((x,), [*gaps, *functions]) if kind == "interval" else outer.scope((x,), functions, gaps)

    def _unknown_like(self, law: dict) -> tuple[str, ...]:
        """Density functions taken as given that are positive on this very support."""
        alike = (other for other in self.laws.values() if other["kind"] == "density" and other["support"] == law["support"])
        return tuple(sorted({f for other in alike for f in other["unknown"]}))


def about_arrays(t: Term) -> bool:
    """Whether an entry of an array, a matrix, an expectation or a quantity stands in ``t``: a witness gives values to none of them."""
    return t[0] in ("idx", "mat", *OPAQUE) or any(map(about_arrays, subterms(t)))
