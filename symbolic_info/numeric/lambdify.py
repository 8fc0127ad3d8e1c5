"""From a quantity to a numeric function: derive, make stable, print, load."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from typing import Any

import sympy as sp

from symbolic_info.core.errors import MissingAssumption, MissingExtra, NoClosedForm, OutOfTime, ParameterError
from symbolic_info.core.heads import Distribution, LogDensity, Mean, Quantity
from symbolic_info.core.registry import Table
from symbolic_info.core.zeta import differentiable
from symbolic_info.numeric.algebra import with_like_bases
from symbolic_info.numeric.backend import Backend
from symbolic_info.numeric.computed import over_one_line, with_log_terms
from symbolic_info.numeric.definition import Form, as_expectations, definition, derived, sum_of_counts, sums_masses, with_disjoint_case
from symbolic_info.numeric.degree_heads import ScaledSpread
from symbolic_info.numeric.finite import finite_form, over_and_under, row_form, zero_safe
from symbolic_info.numeric.function import NumericFunction
from symbolic_info.numeric.grouped import Groups, flattened, symbols_of
from symbolic_info.numeric.heads import Expectation, LogDet, Norm, RelativeEntropy, RowSum, Spread, TraceOf
from symbolic_info.numeric.layers import layers
from symbolic_info.numeric.matrices import MatrixForm, in_dimensions, is_symbolic_law, matrix_form
from symbolic_info.numeric.names import identifier, identifiers
from symbolic_info.numeric.powers import with_products
from symbolic_info.numeric.printing import TAKEN
from symbolic_info.numeric.program import Program, arguments_of, domain_of, laws_of, ordered
from symbolic_info.numeric.slopes import Slopes, of_masses, slopes
from symbolic_info.numeric.stable import pairing_of, stable_form

FINITE = "The defining sum, with 0 log 0 = 0; inf where q = 0 < p.  A divergence is the sum of p log(p/q) - p + q: nothing in it cancels."
UNEQUAL = "Where the totals of p and q differ that is sum p log(p/q), which si.kl gives, plus sum q - sum p; f.strict raises there."
ENTRIES = "Entry by entry: the derivative by an entry of a row depends on that entry of the rows alone; at 0 it is the one from inside."
MATRICES = (LogDet, Norm, ScaledSpread, Spread, TraceOf)
SHARES = ("numpy", "numba")
"""The back ends that share arrays out to threads."""
RESERVED = ("annotations", "RULES", "LAYERS", "Array", "Any", "Callable", "end", "domain", *TAKEN)


def lambdify(
    expression: sp.Expr, args: Iterable[sp.Symbol | str | Sequence] | None = None, backend: str = "numpy", threads: int = 1
) -> NumericFunction:
    r"""The numeric function of a quantity, or of any expression built from quantities or of symbols alone.

    The closed form is derived, rewritten so that it does not cancel where that is known how, and printed as a readable function.  Without a
    closed form the definition is added up or integrated numerically (``f.method`` says so).

    Args:
        expression: For example ``KL(P, Q)``.
        args: Order of the arguments, as symbols or names; by default P's parameters, then Q's, then the rest by name.  What stands in a
            tuple or list comes as one array, along its last axis: ``args=[("a", "b"), "m"]``.
        backend: A key of the table of back ends; "numpy" gives functions of numbers and arrays.
        threads: Long arrays are shared out to so many, with the same results ("numpy" and "numba").

    Returns:
        A function with named arguments that broadcasts: numbers give a float, arrays an array, float32 arrays float32.  In nats unless the
        quantity carries another base.  Outside the domain it is nan; ``f.strict`` raises there.

    Raises:
        ParameterError: Text instead of an expression, symbolic arrays, an unknown back end, ``threads`` that it has not, or ``args`` that
            leave a symbol out.
        MissingExtra: The back end is not installed.

    Examples:
        >>> from symbolic_info import KL, Normal
        >>> f = lambdify(KL(Normal("mu_1", "sigma_1"), Normal("mu_2", "sigma_2")))
        >>> f.args
        ('mu_1', 'sigma_1', 'mu_2', 'sigma_2')
        >>> round(f(0, 1, 1, 2), 12)
        0.44314718056
        >>> f(0, -1, 0, 1)
        nan
    """
    flat, groups = flattened(args)
    asked = _checked(expression)
    form, symbols, conditions, method = _work_of(asked)
    listed = tuple(ordered(symbols, flat))
    return regenerated(asked, form, listed, conditions, method, backend, (), threads, symbols_of(groups, listed, backend))


def _work_of(asked: sp.Expr) -> tuple[sp.Expr, list[sp.Symbol], tuple[sp.Basic, ...], str]:
    """What is computed, its symbols in order, the conditions on them, and the method."""
    rows = row_form(asked)
    if rows is not None:
        symbols = list(dict.fromkeys(sp.Symbol(str(law.array), nonnegative=True) for law in asked.distributions))
        return rows, symbols, (), "closed form"
    matrices = matrix_form(asked)
    if matrices is not None:
        listed = [s for law in asked.distributions for p in law.parameters for s in _arrays_of(p, matrices)]
        return matrices.expression, list(dict.fromkeys(listed)), (), "closed form"
    form, conditions, method = _closed_form(asked)
    return form, arguments_of(asked, form), conditions, method


def regenerated(
    asked: sp.Expr,
    form: sp.Expr,
    symbols: tuple[sp.Symbol, ...],
    conditions: tuple[sp.Basic, ...],
    method: str,
    backend: str,
    by: tuple[sp.Symbol, ...] = (),
    threads: int = 1,
    groups: Groups = (),
) -> NumericFunction:
    """The function of a form that is known, or of its derivative ``by`` some arguments; unpickling comes in here."""
    row = _backend(backend)
    work = Work(asked, form, symbols, conditions, method, row.reserved)
    if not isinstance(threads, int) or threads < 1 or (threads > 1 and row.key not in SHARES):
        raise ParameterError(f"threads={threads!r} with the back end {row.name}; give a whole number from 1 on, and {' or '.join(SHARES)}")
    program = replace(_derived(work, by) if by else _programmed(work), threads=threads)
    if program.matrices and row.call_arrays is None:
        raise ParameterError(f'{asked} is of vectors and matrices, which the back end {row.name} has not; use backend="numpy" or "torch"')
    return NumericFunction(asked, form, conditions, program, row, by, groups)


@dataclass(frozen=True)
class Work:
    """What a program is made of."""

    asked: sp.Expr
    form: sp.Expr
    symbols: tuple[sp.Symbol, ...]
    conditions: tuple[sp.Basic, ...]
    method: str
    reserved: tuple[str, ...]

    @property
    def name(self) -> str:
        return _name(self.asked)

    @property
    def domain(self) -> tuple[sp.Basic, ...]:
        return domain_of(self.asked, list(self.symbols), self.conditions)

    @property
    def laws(self) -> tuple[Distribution, ...]:
        return tuple(laws_of(self.asked))


def _programmed(work: Work) -> Program:
    asked, form, domain = work.asked, with_like_bases(work.form), work.domain
    if form.has(*MATRICES):
        return _of_matrices(work)
    finite = form if form.has(RowSum) else finite_form(asked)
    stable, notes = stable_form(form, asked) if finite is None else (finite, _said_of(finite))
    stable = with_products(stable)
    reaches_zero = finite is None and any(isinstance(rule, sp.Ge) for rule in domain)
    known = pairing_of(asked)
    smooth = finite is None and not reaches_zero and work.method == "closed form"
    stable, form = _at_zeros(stable, form) if reaches_zero else (stable, form)
    chain = layers(stable, form, known, work.laws, 2) if finite is None and work.method == "closed form" else None
    return Program(
        name=work.name,
        title=str(asked),
        arguments=identifiers(work.symbols, (*RESERVED, *work.reserved, work.name)),
        domain=domain,
        expression=_computed(stable),
        unit=_unit(asked),
        method=work.method,
        rows=frozenset(work.symbols if form.has(RowSum) else ()),
        notes=notes,
        same=() if known is None or (chain is None and not stable.has(Expectation, sp.Sum)) else known.pairs,
        least=sp.S.Zero if known is not None or asked.is_extended_nonnegative else -sp.oo,
        layers=None if chain is None else replace(chain, size=_computed(chain.size)),
        closed=form if smooth else None,
    )


def _at_zeros(stable: sp.Expr, form: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    """Both forms for parameters that may be 0: a divergence as a sum over masses."""
    masses = of_masses(form)
    return (masses, masses) if masses is not None and masses.has(RelativeEntropy) else (zero_safe(stable), over_and_under(zero_safe(form)))


def _said_of(finite: sp.Expr) -> tuple[str, ...]:
    """What a docstring says of a sum over outcomes."""
    return (FINITE, UNEQUAL) if finite.has(RowSum) and finite.has(RelativeEntropy) else (FINITE,)


def _of_matrices(work: Work) -> Program:
    """The program of a form in vectors and matrices."""
    matrices = {s for node in work.form.atoms(LogDet, TraceOf, Spread, ScaledSpread) for s in node.args[:2] if s.is_Symbol}
    matrices |= {node.args[1] for node in work.form.atoms(Norm) if node.args[1].is_Symbol}
    numbers = [s for s in work.symbols if s in work.asked.free_symbols]
    return Program(
        name=work.name,
        title=str(work.asked),
        arguments=identifiers(work.symbols, (*RESERVED, *work.reserved, work.name)),
        domain=in_dimensions(work.asked, domain_of(work.asked, numbers) if numbers else (), matrices),
        expression=work.form,
        unit=_unit(work.asked),
        method=work.method,
        rows=frozenset(work.symbols) - matrices - {*numbers},
        matrices=frozenset(matrices),
    )


def _derived(work: Work, by: tuple[sp.Symbol, ...]) -> Program:
    """The derivative as it stands, with the layers for where its terms cancel: a first one vanishes where P is Q."""
    if work.method != "closed form" or work.form.has(*MATRICES):
        raise ParameterError(f"{work.asked} has no closed form in single numbers, so no symbolic derivative; differentiate numerically")
    letters = ", ".join(map(str, by))
    name = f"d_{work.name}"
    plain = Program(
        name=name,
        title=f"d/d({letters}) of {work.asked}",
        arguments=identifiers(work.symbols, (*RESERVED, *work.reserved, name)),
        domain=work.domain,
        expression=work.form,
        unit=_unit(work.asked),
        method=work.method,
    )
    reaches_zero = any(isinstance(rule, sp.Ge) for rule in work.domain)
    masses = work.form.replace(RowSum, lambda terms: terms) if work.form.has(RowSum) else of_masses(work.form) if reaches_zero else None
    return _of_slopes(plain, slopes(masses, by)) if masses is not None else _of_derivative(plain, work, by)


def _of_slopes(plain: Program, found: Slopes) -> Program:
    """Of a sum of masses; of rows entry by entry."""
    chain = None if found.layers is None else replace(found.layers, size=with_log_terms(found.layers.size))
    is_of_rows = plain.expression.has(RowSum)
    notes = (ENTRIES,) if is_of_rows else ()
    closed = None if is_of_rows else found.closed
    return replace(plain, expression=with_log_terms(found.expression), layers=chain, closed=closed, notes=notes)


def _of_derivative(plain: Program, work: Work, by: tuple[sp.Symbol, ...]) -> Program:
    """Of a form that is differentiated as it stands."""
    form = _beside_kinks(work.form.diff(*by))
    known = pairing_of(work.asked) if len(by) == 1 else None
    smooth = not form.has(sp.Piecewise)
    chain = layers(form, form, known, work.laws, 1) if smooth else None
    return replace(
        plain,
        expression=with_log_terms(form),
        same=() if known is None or chain is None else known.pairs,
        layers=None if chain is None else replace(chain, size=with_log_terms(chain.size)),
        closed=form if smooth else None,
    )


def _beside_kinks(derivative: sp.Expr) -> sp.Expr:
    """A derivative at a kink as it is on both sides: sign^2 = 1, and no delta."""
    smooth = derivative.replace(sp.DiracDelta, lambda *at: sp.S.Zero)
    return smooth.replace(lambda e: e.is_Pow and isinstance(e.base, sp.sign) and e.exp.is_even, lambda e: sp.S.One)


def _computed(expression: sp.Expr) -> sp.Expr:
    return with_log_terms(over_one_line(expression))


def _checked(expression: Any) -> sp.Expr:
    if not isinstance(expression, sp.Expr):
        raise ParameterError(f"lambdify needs a SymPy expression such as KL(P, Q), got {expression!r}; read text with the package's parser")
    arrays = isinstance(expression, Quantity) and all(map(is_symbolic_law, expression.distributions))
    if expression.has(sp.IndexedBase, sp.MatrixSymbol) and row_form(expression) is None and not arrays:
        raise ParameterError(f"{expression} holds a symbolic array, which is not compiled; use entropy, cross_entropy or kl on rows")
    return expression


def _closed_form(asked: sp.Expr) -> Form:
    """The form to compute, the conditions that come with it, and the method."""
    if not asked.has(Quantity, Mean, LogDensity):
        return asked, (), "quadrature" if asked.has(Expectation) else "series" if asked.has(sp.Sum) else "closed form"
    try:
        result, conditions = derived(asked.in_nats() if isinstance(asked, Quantity) else asked)
    except (NoClosedForm, OutOfTime, MissingAssumption):
        return definition(asked)
    counts = sum_of_counts(asked) if result.has(sp.Sum) and isinstance(asked, Quantity) else None
    if counts is not None:
        return counts, conditions, "series"
    if result.has(sp.Sum) and isinstance(asked, Quantity) and sums_masses(asked):
        return definition(asked)  # its terms are no larger than the result; those of the series cancel
    nats = _on_support(asked, result)
    computed = as_expectations(nats / sp.log(asked.base) ** asked.logarithms if isinstance(asked, Quantity) else nats)
    computed = computed.xreplace({c: sp.true for c in conditions if isinstance(c, sp.Rel)})  # which hold in all of the domain
    computed = with_disjoint_case(computed, asked)
    return differentiable(computed), conditions, "series" if computed.has(sp.Sum, Expectation) else "closed form"


def _on_support(asked: sp.Expr, result: sp.Expr) -> sp.Expr:
    """The self-information of an outcome is +oo off the support, which its formula does not say."""
    unfolded = asked.unfold() if isinstance(asked, Quantity) else asked
    outcomes = [] if unfolded.has(Mean) else sorted(unfolded.atoms(LogDensity), key=sp.default_sort_key)
    for law, x in (node.args for node in outcomes):
        support = law.support
        inside = [*([] if support.lo == -sp.oo else [x >= support.lo]), *([] if support.hi == sp.oo else [x <= support.hi])]
        result = sp.Piecewise((result, sp.And(*inside)), (sp.oo, True)) if inside else result
    return result


def _arrays_of(parameter: sp.Basic, form: MatrixForm) -> list[sp.Symbol]:
    """The symbol that stands for a vector or a matrix; those in a number."""
    if not isinstance(parameter, sp.MatrixExpr):
        return [s for s in form.numbers if s in parameter.free_symbols]
    return [s for s in (*form.vectors, *form.matrices) if isinstance(parameter, sp.MatrixSymbol) and parameter.name == s.name]


def _backend(key: str) -> Backend:
    table = Table("numeric.backends", Backend)
    if key not in table:
        raise ParameterError(f"no back end {key!r}; known: {', '.join(table)}")
    row: Backend = table[key]
    absent = [m for m in row.requires if find_spec(m) is None]
    if absent:
        raise MissingExtra(f"the back end {row.name} needs {', '.join(absent)}: pip install symbolic-info[{row.extra}]")
    return row


def _unit(asked: sp.Expr) -> str:
    units = sorted({q.unit.name for q in asked.atoms(Quantity)})
    return units[0] if len(units) == 1 else "nats" if not units else "mixed units"


def _name(asked: sp.Expr) -> str:
    if not isinstance(asked, Quantity):
        return "function"
    laws = [str(d).split("(")[0] for d in asked.distributions]
    return identifier(re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", "_".join([type(asked).key, *laws])).lower())
