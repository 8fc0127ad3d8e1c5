"""A numeric function: named arguments, readable source, its domain, its accuracy."""

import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import sympy as sp

from symbolic_info.core.errors import ParameterError
from symbolic_info.numeric.backend import Backend
from symbolic_info.numeric.grouped import Groups, apart, diagonal, name_of, names_of, text_of, together
from symbolic_info.numeric.names import harmless
from symbolic_info.numeric.program import Program

if TYPE_CHECKING:
    from symbolic_info.numeric.accuracy import Report
    from symbolic_info.numeric.bounded import Bounded


ABSENT = object()
"""Stands for an argument that is not given."""


class NumericFunction:
    """A function of numbers and arrays, generated from ``quantity``; made by ``lambdify``, immutable, safe to share between threads.

    Attributes:
        quantity: What was asked for.
        closed_form: The SymPy expression that it computes.
        conditions: What the derivation keeps of the parameters.
        by: The arguments by which the closed form is differentiated.
        args: The names of its arguments, in order.
        source: The text of a module that runs without this package.
        unit: "nats", "bits" ...
        method: "closed form", "series", "summation" or "quadrature".
    """

    def __init__(
        self,
        quantity: sp.Expr,
        closed_form: sp.Expr,
        conditions: tuple[sp.Basic, ...],
        program: Program,
        backend: Backend,
        by: tuple[sp.Symbol, ...] = (),
        groups: Groups = (),
    ) -> None:
        self.quantity = quantity
        self.closed_form = closed_form
        self.conditions = conditions
        self.program = program
        self.backend = backend
        self.by = by
        self.symbols = tuple(program.arguments)
        self.groups = groups
        self.args = names_of(program, groups) if groups else tuple(program.arguments.values())
        self.unit = program.unit
        self.method = program.method
        module = loaded(self.source, backend.place) if backend.load is None else backend.load(program)
        self._run, self._domain, self._rules = module[program.name], module["domain"], module["RULES"]
        self.__name__ = program.name
        self.__doc__ = loaded(text_of(program, groups))[name_of(program)].__doc__ if groups else self._run.__doc__

    @cached_property
    def source(self) -> str:
        """The text of a module that runs without this package."""
        return self.backend.write(self.program) + (text_of(self.program, self.groups) if self.groups else "")

    def __call__(self, *values: Any, **named: Any) -> Any:
        """The value; nan where the arguments lie outside the domain."""
        if not named and not self.groups and values and set(map(type, values)) == {float}:
            self._specialise()
        return self._general(*values, **named)

    def _specialise(self) -> None:
        """From the first call with floats on a class of its own, whose call is written for this very function: a third of the time."""
        called = self._written.get("called")
        if called is not None and type(self) is NumericFunction:
            self.__class__ = type("NumericFunction", (NumericFunction,), {"__call__": staticmethod(called), "__doc__": type(self).__doc__})

    def _otherwise(self, values: tuple, more: tuple, named: dict[str, Any]) -> Any:
        """What the written call does not serve."""
        return self._general(*(v for v in values if v is not ABSENT), *more, **named)

    def _general(self, *values: Any, **named: Any) -> Any:
        return self._called(self._run, self._bound(values, named))

    @property
    def _called(self) -> Callable[[Callable, tuple[Any, ...]], Any]:
        """How the back end runs a function of these arguments."""
        arrays = self.backend.call_arrays
        return arrays if self.program.matrices and arrays is not None else self.backend.call

    @property
    def bare(self) -> Callable[..., Any]:
        """The written function itself, which converts nothing: what ``torch.compile`` takes."""
        return self._run

    @property
    def scalar(self) -> Callable[..., Any]:
        """The bare function of Python floats, positional: what a loop over single numbers calls for the least overhead."""
        return self._written.get("scalar", self._general)

    @cached_property
    def _written(self) -> dict[str, Any]:
        """The functions written for single floats; none of rows and series, nor where ``math`` lacks a head."""
        if self.backend.fast is None:
            return {}
        try:
            return loaded(self.backend.fast(self.program), general=self._general, otherwise=self._otherwise, absent=ABSENT)
        except ParameterError:
            return {}

    def derivative(self, name: str) -> "NumericFunction":
        """The derivative by the argument ``name``, of the same arguments: from the symbolic derivative, and as stable.

        Raises:
            ParameterError: No such argument, or no closed form to differentiate.
        """
        from symbolic_info.numeric.lambdify import regenerated

        names = list(self.program.arguments.values())
        if name not in names:
            raise ParameterError(f"{self.__name__} has no argument {name!r}; it has {', '.join(names)}")
        by = (*self.by, self.symbols[names.index(name)])
        work = (self.quantity, self.closed_form, self.symbols, self.conditions, self.method, self.backend.key)
        return regenerated(*work, by, self.program.threads)

    @cached_property
    def _partials(self) -> tuple["NumericFunction", ...]:
        return tuple(map(self.derivative, self.program.arguments.values()))

    def grad(self, *values: Any, **named: Any) -> tuple[Any, ...]:
        """The partial derivatives in the order of ``args``, each of the common shape of the arguments; by an array, along its last axis.

        Raises:
            ParameterError: There is no closed form to differentiate.
        """
        bound = self._bound(values, named)
        return self._regrouped([part(*bound) for part in self._partials], -1)

    def hess(self, *values: Any, **named: Any) -> tuple[tuple[Any, ...], ...]:
        """The second partial derivatives, a tuple for each of ``args``; by two arrays, along two axes.

        Of rows the two axes hold a diagonal matrix: the derivative by two different entries is 0.

        Raises:
            ParameterError: There is no closed form to differentiate.
        """
        bound = self._bound(values, named)
        if self.program.rows:
            return tuple(tuple(diagonal(entries, self.backend.key) for entries in part.grad(*bound)) for part in self._partials)
        rows = [self._regrouped(part.grad(*bound), -1) for part in self._partials]
        sizes = [len(group) for group in self.groups] or [1] * len(self.symbols)
        columns = [self._regrouped(column, -2 if n > 1 else -1) for n, column in zip(sizes, zip(*rows, strict=True), strict=True)]
        return tuple(zip(*columns, strict=True))

    def _regrouped(self, parts: Sequence[Any], axis: int) -> tuple[Any, ...]:
        """What belongs to the arguments one by one, those of a group on an axis."""
        left = iter(parts)
        groups = [[next(left) for _ in group] for group in self.groups or [(s,) for s in self.symbols]]
        return tuple(together(g, axis, self.backend.key) if len(g) > 1 else g[0] for g in groups)

    def strict(self, *values: Any, **named: Any) -> Any:
        """The value, for arguments inside the domain only.

        Raises:
            ParameterError: An argument outside the domain, which the message names; or a value that could not be settled.
            NotNormalised: A row of masses that do not total 1.
        """
        from symbolic_info.numeric.arrays import normalised

        bound = self._bound(values, named)
        for rule, holds in zip(self._rules, self._kept(bound), strict=True):
            if not holds:
                given = ", ".join(f"{name} = {value}" for name, value in zip(self.program.arguments.values(), bound, strict=True))
                raise ParameterError(f"{given}: {self.program.title} needs {rule}; give arguments with {rule}")
        for symbol, value in zip(self.symbols, bound, strict=True):
            if symbol in self.program.rows and not self.program.matrices:
                normalised(value.detach().cpu() if hasattr(value, "detach") else value, name=self.program.arguments[symbol])
        result = self._called(self._run, bound)
        if not _all(result == result):
            raise ParameterError(f"{self.program.title} has no settled value at these arguments; ask .evalf() of the quantity for one")
        return result

    def with_bound(self, *values: Any, **named: Any) -> "Bounded":
        """(value, bound): the value, and the largest absolute error that it may have.

        Of what is integrated or added up the bound is stated by the quadrature or the sum: what its last refinement changed, and what
        rounding may do to its terms.  That of a closed form is measured, by mpmath at 20 digits (about a millisecond a point).

        Raises:
            ParameterError: The arguments are rows or matrices, or the back end is one of tensors.

        Examples:
            >>> from symbolic_info import KL, Logistic
            >>> from symbolic_info.numeric.lambdify import lambdify
            >>> f = lambdify(KL(Logistic("m", "s"), Logistic(0, 1)))
            >>> value, bound = f.with_bound(1, 2)
            >>> f.method, round(value, 10), bound < 1e-11
            ('quadrature', 0.5549936676, True)
        """
        from symbolic_info.numeric.bounded import bounded

        return bounded(self.ungrouped, self._bound(values, named))

    @cached_property
    def ungrouped(self) -> "NumericFunction":
        """The function of its arguments one by one."""
        work = (self.quantity, self.closed_form, self.conditions, self.program, self.backend, self.by)
        return NumericFunction(*work) if self.groups else self

    def on(self, backend: str) -> "NumericFunction":
        """The same function by another back end.

        Raises:
            ParameterError: That back end does not exist, or has not what this function needs.
        """
        from symbolic_info.numeric.lambdify import regenerated

        work = (self.quantity, self.closed_form, self.symbols, self.conditions, self.method, backend, self.by)
        return self if backend == self.backend.key else regenerated(*work)

    def accepts(self, *values: Any, **named: Any) -> bool:
        """Whether all arguments lie inside the domain."""
        return all(self._kept(self._bound(values, named)))

    def _kept(self, bound: tuple[Any, ...]) -> Iterator[bool]:
        """Whether the arguments keep each rule of the domain."""
        return (_all(self._called(lambda *a, i=i: self._domain(*a)[i], bound)) for i in range(len(self._rules)))

    def explain(self) -> str:
        """How the values come about, in words."""
        title = f"{self.program.title}, in {self.unit}"
        return "\n".join([title, f"method: {self.method}", *self.backend.notes(self.program), f"formula: {self.closed_form}"])

    def verify(self, count: int = 200, seed: int = 0) -> "Report":
        """How accurate the function is, measured against mpmath at 50 digits and against the definition (see ``accuracy``).

        Functions of rows, vectors and matrices are measured at arrays (see ``accuracy_arrays``).
        """
        from symbolic_info.numeric.accuracy import verify

        return verify(self.ungrouped, count=count, seed=seed)

    def __repr__(self) -> str:
        return f"<{self.__name__}({', '.join(self.args)}): {harmless(str(self.quantity))}, in {self.unit}, by {self.method}>"

    def __reduce__(self) -> tuple:
        from symbolic_info.numeric.lambdify import regenerated

        work = (self.quantity, self.closed_form, self.symbols, self.conditions, self.method, self.backend.key)
        return regenerated, (*work, self.by, self.program.threads, self.groups)

    def _bound(self, values: tuple, named: dict[str, Any]) -> tuple[Any, ...]:
        """The arguments one by one, in order.

        Raises:
            ParameterError: Too many, too few, a name that is not an argument, or an array that does not hold its group.
        """
        given = dict(zip(self.args, values, strict=False))
        unknown = [n for n in named if n not in self.args or n in given]
        missing = [n for n in self.args if n not in given and n not in named]
        if len(values) > len(self.args) or unknown or missing:
            named_wrong = f"unknown or given twice: {', '.join(unknown)}" if unknown else f"missing: {', '.join(missing)}"
            what = named_wrong if unknown or missing else f"{len(values)} given"
            raise ParameterError(f"{self.__name__}({', '.join(self.args)}) takes {len(self.args)} arguments; {what}")
        bound = tuple({**given, **named}[n] for n in self.args)
        return apart(self.program, self.groups, bound) if self.groups else bound


def loaded(source: str, place: Callable[[str], str] | None = None, **given: Any) -> dict[str, Any]:
    """The names that a generated module defines.  The text is our own: names in it are identifiers that ``names`` made."""
    if place is None:
        module: dict[str, Any] = {"__name__": "generated", **given}
        exec(compile(source, "<symbolic_info>", "exec"), module)  # noqa: S102
        del module["__name__"]  # torch.compile would import a module of that name
        return module
    path = place(source)
    kept = ModuleType(f"symbolic_info_{Path(path).stem}")
    sys.modules[kept.__name__] = kept  # where a compiler that loads what it kept looks for it
    exec(compile(source, path, "exec"), kept.__dict__)  # noqa: S102
    return kept.__dict__


def _all(values: Any) -> bool:
    return bool(values.all()) if hasattr(values, "all") else bool(values)
