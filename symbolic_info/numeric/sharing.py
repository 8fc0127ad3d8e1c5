"""What an expression computes more than once: sums and functions that stand in several places, up to sign.

Powers and products stay where they are: how they are printed together decides whether they overflow.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

import sympy as sp

from symbolic_info.numeric.heads import Balanced, TimesLog


def shared_parts(expression: sp.Basic, named: Iterable[sp.Basic] = ()) -> tuple[list[tuple[sp.Dummy, sp.Expr]], sp.Basic]:
    """Assignments for what is used more than once or ``named``, each using earlier ones only, and the expression that is left."""
    often = {part for part, count in Counter(_parts(expression)).items() if count > 1} | {_up_to_sign(part) for part in named if part.args}
    assigned: dict[sp.Expr, sp.Dummy] = {}
    statements: list[tuple[sp.Dummy, sp.Expr]] = []
    known: dict[sp.Basic, sp.Basic] = {}

    def rebuilt(node: sp.Basic) -> sp.Basic:
        if node not in known:
            known[node] = made(node)
        return known[node]

    def made(node: sp.Basic) -> sp.Basic:
        if not node.args or isinstance(node, sp.core.relational.Relational):
            return node
        if is_log_one_plus(node):
            *before, v = node.args
            return node.func(*map(rebuilt, before), v.func(*map(rebuilt, v.args)))
        part = _up_to_sign(node)
        if part not in often:
            return node.func(*(rebuilt(a) for a in node.args))
        if part not in assigned:
            value = part.func(*(rebuilt(a) for a in part.args))
            assigned[part] = sp.Dummy("t", real=True)
            statements.append((assigned[part], value))
        return assigned[part] if part == node else -assigned[part]

    rest = rebuilt(expression)
    return statements, rest


def _parts(expression: sp.Basic) -> Iterator[sp.Expr]:
    """Every part that may be shared, as often as it stands; what stands in a repeated part counts once."""
    seen: set[sp.Expr] = set()
    parts: dict[sp.Basic, sp.Expr] = {}
    waiting: list[sp.Basic] = [expression]
    while waiting:
        node = waiting.pop()
        part = parts.get(node)
        if part is None and isinstance(node, sp.Add | sp.Function) and not isinstance(node, sp.Piecewise) and node.free_symbols:
            part = parts[node] = _up_to_sign(node)
        if part is not None:
            yield part
            if part in seen:
                continue
            seen.add(part)
        if isinstance(node, Balanced):  # which multiplies a power out
            powers = [f.as_base_exp() for f in sp.Mul.make_args(node.args[0])]
            waiting += [base for base, n in powers if n.is_Integer and abs(n) > 1]
        if not isinstance(node, sp.core.relational.Relational):
            waiting += (*node.args[:-1], *node.args[-1].args) if is_log_one_plus(node) else node.args


def is_log_one_plus(node: sp.Basic) -> bool:
    """Whether ``node`` is log(1 + x), or a multiple of it: that is printed with x."""
    return isinstance(node, sp.log | TimesLog) and isinstance(node.args[-1], sp.Add) and node.args[-1].as_coeff_Add()[0] == 1


def _up_to_sign(node: sp.Basic) -> sp.Basic:
    return -node if isinstance(node, sp.Add) and node.could_extract_minus_sign() else node
