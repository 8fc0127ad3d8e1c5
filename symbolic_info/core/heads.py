"""The SymPy heads: a distribution, a quantity of distributions, an expectation, a log-density.

All are unevaluated: building one computes nothing.  ``doit`` derives, ``rewrite`` unfolds, ``evalf`` integrates.
"""

import itertools
from typing import Any, ClassVar

import sympy as sp
from sympy.printing.pretty.stringpict import prettyForm, stringPict

from symbolic_info.core.domains import one_symbol_per_name
from symbolic_info.core.doors import door
from symbolic_info.core.errors import ParameterError, SupportError
from symbolic_info.core.supports import Support
from symbolic_info.core.units import NATS, Unit, unit_of

VARIABLES = ("x", "y", "z", "t", "u", "v", "w")


class Distribution(sp.Basic):
    """What a quantity is of.  Subclasses state a support, a log-density and constraints on their parameters."""

    @property
    def support(self) -> Support:
        """Where the density is positive."""
        raise TypeError(f"{type(self).__name__} has no density on the line; ask its parts")

    @property
    def is_discrete(self) -> bool:
        """Whether masses are summed; otherwise a density is integrated."""
        return self.support.is_discrete

    @property
    def parameters(self) -> tuple[sp.Expr, ...]:
        """The parameters at which the law stands."""
        return tuple(a for a in self.args if isinstance(a, sp.Expr))

    @property
    def constraints(self) -> tuple[sp.Expr, ...]:
        """Expressions in the parameters that are positive."""
        return ()

    def log_density(self, x: sp.Expr) -> sp.Expr:
        """log p(x) on the support, in nats."""
        raise TypeError(f"{type(self).__name__} has no log-density of one variable; ask its parts")

    def density(self, x: sp.Expr) -> sp.Expr:
        """p(x) on the support."""
        return sp.exp(self.log_density(x))

    def panels(self) -> tuple[sp.Expr, ...]:
        """Break points for a quadrature."""
        return ()

    def variable(self, *others: sp.Basic) -> sp.Symbol:
        """A real symbol for the law's value that none of its parameters, nor of ``others``, is called."""
        used = {s.name for b in (self, *others) for s in b.free_symbols}
        name = next((v for v in VARIABLES if v not in used), None) or next(f"x{i}" for i in range(1000) if f"x{i}" not in used)
        return sp.Symbol(name, integer=True) if self.is_discrete else sp.Symbol(name, real=True)


class LogDensity(sp.Expr):
    """``LogDensity(P, x)``: log p(x), unevaluated; ``doit()`` inserts the density."""

    is_extended_real = True
    is_commutative = True

    def doit(self, **hints: Any) -> sp.Expr:
        law, x = self.args
        return law.log_density(x)

    def _sympystr(self, printer: Any) -> str:
        law, x = self.args
        return f"log({printer._print(law)}.density({printer._print(x)}))"

    def _pretty(self, printer: Any) -> prettyForm:
        return prettyForm(str(self))

    def _latex(self, printer: Any) -> str:
        law, x = self.args
        return rf"\ln f_{{{printer._print(law)}}}\left({printer._print(x)}\right)"


class Score(sp.Expr):
    """``Score(P, theta, x)``: the derivative of log p(x) in the symbol theta, unevaluated; ``doit()`` takes it."""

    is_extended_real = True
    is_commutative = True

    def doit(self, **hints: Any) -> sp.Expr:
        law, theta, x = self.args
        return law.log_density(x).diff(theta)

    def _sympystr(self, printer: Any) -> str:
        law, theta, x = self.args
        return f"d/d{printer._print(theta)} log({printer._print(law)}.density({printer._print(x)}))"

    def _pretty(self, printer: Any) -> prettyForm:
        return prettyForm(str(self))

    def _latex(self, printer: Any) -> str:
        law, theta, x = self.args
        return rf"\frac{{\partial}}{{\partial {printer._print(theta)}}} \ln f_{{{printer._print(law)}}}\left({printer._print(x)}\right)"


class Mean(sp.Expr):
    """``Mean(f, x, P)``: the expectation E_P[f(x)], x bound, unevaluated; ``Mean(f, x, P, lo, hi)``: its part E_P[f(x); lo < x < hi]."""

    is_commutative = True
    is_extended_real = True

    @property
    def integrand(self) -> sp.Expr:
        return self.args[0]

    @property
    def variable(self) -> sp.Symbol:
        return self.args[1]

    @property
    def law(self) -> Distribution:
        return self.args[2]

    @property
    def ends(self) -> tuple[sp.Expr, sp.Expr]:
        """The bounds of x: those of the support, unless the mean is a part."""
        return tuple(self.args[3:]) if len(self.args) > 3 else (self.law.support.lo, self.law.support.hi)

    @property
    def bound_symbols(self) -> list[sp.Symbol]:
        return list(self.variable) if isinstance(self.variable, sp.Tuple) else [self.variable]

    @property
    def free_symbols(self) -> set:
        outside = set().union(*(a.free_symbols for a in self.args[2:]))
        return (self.integrand.free_symbols - set(self.bound_symbols)) | outside

    def _eval_subs(self, old: sp.Basic, new: sp.Basic) -> sp.Expr | None:
        if old == self.variable or old in self.bound_symbols:
            return self
        if getattr(new, "free_symbols", set()).intersection(self.bound_symbols):
            fresh = self.law.variable(new, self.integrand)
            renamed = dict(zip((self.variable, *self.bound_symbols), (fresh, *Mean(0, fresh, self.law).bound_symbols), strict=True))
            return Mean(self.integrand.xreplace(renamed), fresh, *self.args[2:])._subs(old, new)
        return None

    def _eval_rewrite_as_Integral(self, *args: Any, **hints: Any) -> sp.Expr:
        return self._as_sum_or_integral(sp.Integral, discrete=False)

    def _eval_rewrite_as_Sum(self, *args: Any, **hints: Any) -> sp.Expr:
        return self._as_sum_or_integral(sp.Sum, discrete=True)

    def _as_sum_or_integral(self, head: type, *, discrete: bool) -> sp.Expr:
        f, x, law = self.args[:3]
        if law.is_discrete is not discrete:
            return self
        if hasattr(law, "shape"):
            return self._over_classes()
        body = law.density(x) * f.replace(LogDensity, lambda p, at: p.log_density(at))
        if hasattr(law, "ranges"):  # a law of several numbers: the last one is summed or integrated first
            return head(body, *((s, r.lo, r.hi) for s, r in reversed(list(zip(x, law.ranges(x), strict=True)))))
        return head(body, (x, *self.ends))

    def _over_classes(self) -> sp.Expr:
        """A sum over the classes of a finite law: with symbolic masses a ``Sum``, with explicit ones its terms."""
        f, x, law = self.args[:3]
        at = law.indices()
        if law.array is not None:
            body = law.mass(*at) * f.replace(LogDensity, lambda p, _: sp.log(p.mass(*at)))
            return sp.Sum(body.xreplace({x: at[0]}), *((i, 1, n) for i, n in zip(at, law.shape, strict=True)))
        places = list(itertools.product(*(range(1, int(n) + 1) for n in law.shape)))
        terms = (
            (law.mass(*k), f.replace(LogDensity, lambda p, _, k=k: _log_of_mass(p.mass(*k))).xreplace({x: sp.Integer(k[0])}), k)
            for k in places
        )
        return sp.Add(*(mass * value for mass, value, _ in terms if mass != 0))

    def doit(self, **hints: Any) -> sp.Expr:
        """The derived value, or the mean itself where there is none."""
        found = door().closed_form(self)
        return self if found is None else found

    def _eval_derivative(self, symbol: sp.Symbol) -> sp.Expr:
        found = door().closed_form(self)
        return sp.Derivative(self, symbol, evaluate=False) if found is None or found.has(Mean) else found.diff(symbol)

    def _eval_evalf(self, prec: int) -> sp.Expr | None:
        return door().numeric_value(self, sp.core.evalf.prec_to_dps(prec))

    def _pretty(self, printer: Any) -> prettyForm:
        f, _, law = self.args[:3]
        return prettyForm(*stringPict.next(stringPict(f"E_{law}"), prettyForm(*printer._print(f).parens("[", "]"))))

    def _sympystr(self, printer: Any) -> str:
        return f"Mean({', '.join(printer._print(a) for a in self.args)})"

    def _latex(self, printer: Any) -> str:
        f, x, law = self.args[:3]
        return rf"\mathbb{{E}}_{{{printer._print(x)} \sim {printer._print(law)}}}\left[{printer._print(f)}\right]"


def _log_of_mass(mass: sp.Expr) -> sp.Expr:
    return -sp.oo if mass == 0 else sp.log(mass)


class Quantity(sp.Expr):
    """An unevaluated functional of distributions: ``doit()`` derives its closed form, in nats unless ``base`` says otherwise.

    A subclass is one file: ``symbol`` (LaTeX), ``arity`` (how many distributions), ``further`` (names of the arguments after them),
    ``logarithms`` (1 for nats, 2 for their square, 0 for a number without a unit), ``between`` (what LaTeX puts between the distributions),
    ``laws`` and ``definition``.
    """

    symbol: ClassVar[str] = ""
    arity: ClassVar[int] = 1
    further: ClassVar[tuple[str, ...]] = ()
    logarithms: ClassVar[int] = 1
    between: ClassVar[str] = ", "
    laws: ClassVar[tuple] = ()
    key: ClassVar[str] = ""
    is_commutative = True
    is_extended_real = True

    def __new__(cls, *args: Any, base: Any = None, **named: Any) -> "Quantity":
        unit = NATS if base is None else unit_of(base)
        if args and isinstance(args[-1], Unit):
            args, unit = args[:-1], args[-1] if base is None else unit
        laws, more = args[: cls.arity], cls._further(args[cls.arity :], named)
        if len(laws) != cls.arity:
            raise ParameterError(f"{cls.__name__} takes {cls.arity} distribution(s), got {len(laws)}; base is keyword-only")
        if not cls.logarithms and unit != NATS:
            raise ParameterError(f"{cls.__name__} is a number without a unit, so base={unit.base} means nothing; leave it out")
        laws = cls.coerce(laws)
        every = (*laws, *cls.coerce_further(laws, more))
        same = one_symbol_per_name(every)
        return sp.Expr.__new__(cls, *(a.xreplace(same) if same else a for a in every), unit)

    @classmethod
    def _further(cls, given: tuple, named: dict[str, Any]) -> tuple:
        """The arguments after the distributions, in order, by position or by name."""
        missing = cls.further[len(given) :]
        if not cls.further and given:
            raise ParameterError(f"{cls.__name__} takes {cls.arity} distribution(s), got {cls.arity + len(given)}; base is keyword-only")
        if len(given) > len(cls.further) or set(named) != set(missing):
            listed = ", ".join((*(f"distribution {i + 1}" for i in range(cls.arity)), *cls.further))
            raise ParameterError(f"{cls.__name__} takes {listed}, and base= by name")
        return (*given, *(named[name] for name in missing))

    @classmethod
    def coerce_further(cls, laws: tuple[sp.Basic, ...], given: tuple) -> tuple[sp.Basic, ...]:
        """The arguments after the distributions as SymPy objects."""
        return given

    @classmethod
    def coerce(cls, args: tuple) -> tuple[sp.Basic, ...]:
        """The arguments as distributions of one kind."""
        laws = tuple(door().as_distribution(a) for a in args)
        kinds = {law.is_discrete for law in laws}
        if len(kinds) > 1:
            named = ", ".join(f"{law} is {'discrete' if law.is_discrete else 'continuous'}" for law in laws)
            raise SupportError(
                f"{cls.__name__} needs distributions of one kind, but {named}; compare masses with masses, densities with densities"
            )
        return laws

    @property
    def distributions(self) -> tuple[Distribution, ...]:
        return tuple(a for a in self.args if isinstance(a, Distribution))

    @property
    def constraints(self) -> tuple[sp.Expr, ...]:
        """Expressions in the further arguments that are positive."""
        return ()

    @property
    def unit(self) -> Unit:
        return self.args[-1]

    @property
    def base(self) -> sp.Expr:
        return self.unit.base

    def to(self, unit: Any) -> "Quantity":
        """The same quantity in another unit: ``Entropy(P).to("bits")``."""
        return self.func(*self.args[:-1], unit_of(unit))

    def in_nats(self) -> sp.Expr:
        """The quantity to base e; ``self == self.in_nats() / log(base)**logarithms``."""
        return self.func(*self.args[:-1], NATS)

    def definition(self, *arguments: Any) -> sp.Expr:
        """The definition in nats, an expression in ``Mean``, ``LogDensity`` and other quantities; of the arguments without the unit."""
        raise TypeError(f"{type(self).__name__} states no definition")

    def unfold(self) -> sp.Expr:
        """The definition, in the unit of the quantity."""
        return self.definition(*self.args[:-1]) / sp.log(self.base) ** self.logarithms

    @property
    def is_differential(self) -> bool:
        """Whether the distributions have densities: then entropy may be negative."""
        return not self.distributions[0].is_discrete

    def doit(self, **hints: Any) -> sp.Expr:
        """The derived closed form, or the quantity itself where there is none."""
        found = door().closed_form(self)
        return self if found is None else found

    def _eval_rewrite_as_Integral(self, *args: Any, **hints: Any) -> sp.Expr:
        return self.unfold().rewrite(sp.Integral)

    def _eval_rewrite_as_Sum(self, *args: Any, **hints: Any) -> sp.Expr:
        return self.unfold().rewrite(sp.Sum)

    def _eval_derivative(self, symbol: sp.Symbol) -> sp.Expr:
        found = door().closed_form(self)
        if found is None or found.has(type(self)):
            return sp.Derivative(self, symbol, evaluate=False)
        return found.diff(symbol)

    def _eval_evalf(self, prec: int) -> sp.Expr | None:
        return door().numeric_value(self, sp.core.evalf.prec_to_dps(prec))

    def __ge__(self, other: Any) -> sp.Rel:
        return sp.Ge(self, other, evaluate=False)

    def __le__(self, other: Any) -> sp.Rel:
        return sp.Le(self, other, evaluate=False)

    def __gt__(self, other: Any) -> sp.Rel:
        return sp.Gt(self, other, evaluate=False)

    def __lt__(self, other: Any) -> sp.Rel:
        return sp.Lt(self, other, evaluate=False)

    def __getitem__(self, name: str) -> sp.Symbol:
        """The free symbol called ``name``: ``D["mu_1"]``."""
        found = {s.name: s for s in self.free_symbols}
        if name not in found:
            raise ParameterError(f"{name!r} is not a symbol of {self}; its symbols: {', '.join(sorted(found)) or 'none'}")
        return found[name]

    def _unit_suffix(self, printer: Any) -> str:
        return "" if self.unit == NATS else f", base={printer._print(self.base)}"

    def _pretty(self, printer: Any) -> prettyForm:
        return prettyForm(str(self))

    def _sympystr(self, printer: Any) -> str:
        inside = ", ".join(printer._print(d) for d in self.args[:-1])
        return f"{type(self).__name__}({inside}{self._unit_suffix(printer)})"

    _sympyrepr = _sympystr

    def _latex(self, printer: Any) -> str:
        sub = "" if self.unit == NATS else rf"_{{{printer._print(self.base)}}}"
        inside = self.between.join(printer._print(d) for d in self.distributions)
        symbol = self.symbol_of()
        symbol = f"{{{symbol}}}" if sub and "_" in symbol else symbol
        return rf"{symbol}{sub}\left({inside}\right)"

    def symbol_of(self) -> str:
        """The LaTeX symbol of this instance."""
        return self.symbol

    def _repr_latex_(self) -> str:
        return f"$\\displaystyle {door().print_latex(self)}$"
