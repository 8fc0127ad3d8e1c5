"""Which parameters a call of a family gives: positions and keywords become the family's own parameters."""

import difflib
from dataclasses import dataclass
from typing import Any

import sympy as sp

from symbolic_info.core.errors import ParameterError
from symbolic_info.core.records import Family


@dataclass(frozen=True)
class Signature:
    """One way to parametrise a family: ``names`` in positional order, of which ``named`` must be keywords."""

    params: tuple[sp.Symbol, ...]
    own: tuple[sp.Expr, ...]
    names: tuple[str, ...]
    named: frozenset[str]

    def __str__(self) -> str:
        return ", ".join(f"{name}=" if name in self.named else name for name in self.names)


def signatures(family: Family) -> list[Signature]:
    """The family's own parameters first, then its alternatives (whose further parameters are keywords)."""
    found = [Signature(family.params, family.params, family.names, frozenset(family.keyword_only))]
    for other in family.alternatives:
        names = other.names or tuple(s.name for s in other.params)
        found.append(Signature(other.params, other.own, names, frozenset(names) - frozenset(family.names)))
    return found


def usage(family: Family) -> str:
    """How the family is called: ``Gamma(shape, rate=) or Gamma(shape, scale=)``."""
    return " or ".join(f"{family.name}({signature})" for signature in signatures(family))


def bind(family: Family, args: tuple, kwargs: dict[str, Any]) -> tuple[Signature, dict[str, Any]]:
    """The signature that a call means, and its values by name.

    Raises:
        ParameterError: The call fits no signature; the message shows those there are.
    """
    kwargs = _words(family, kwargs)
    fitting = [s for s in signatures(family) if set(kwargs) <= set(s.names)]
    if not fitting:
        given = ", ".join(f"{k}=" for k in sorted(kwargs))
        raise ParameterError(f"{family.name} cannot take {given} together; write {usage(family)}")
    signature = fitting[0]
    free = [name for name in signature.names if name not in signature.named]
    if len(args) > len(free):
        _refuse_positions(family, signature, args, free)
    values = dict(zip(free, args, strict=False))
    twice = sorted(set(values) & set(kwargs))
    if twice:
        raise ParameterError(f"{family.name} got {twice[0]} twice, by position and by keyword; write {usage(family)}")
    values |= kwargs
    missing = [name for name in signature.names if name not in values]
    if missing:
        raise ParameterError(f"{family.name} needs {_needs(family, missing)}; write {usage(family)}")
    return signature, values


def _words(family: Family, kwargs: dict[str, Any]) -> dict[str, Any]:
    """Keywords as the signatures spell them; a parameter's symbol serves as its keyword too (``k`` for ``shape``)."""
    spelled = {s.name: name for s, name in zip(family.params, family.names, strict=True)}
    known = sorted({name for signature in signatures(family) for name in signature.names})
    words = {}
    for key, value in kwargs.items():
        word = key if key in known else spelled.get(key)
        if word is None:
            near = difflib.get_close_matches(key, known, n=1)
            hint = f"did you mean {near[0]}=? " if near else ""
            raise ParameterError(f"{family.name} has no parameter {key!r}; {hint}write {usage(family)}")
        if word in words:
            raise ParameterError(f"{family.name} got {word} twice ({key}= says the same); write {usage(family)}")
        words[word] = value
    return words


def _refuse_positions(family: Family, signature: Signature, args: tuple, free: list[str]) -> None:
    if len(args) > len(signature.names) or not family.keyword_only:
        raise ParameterError(f"{family.name} takes {len(signature.names)} parameter(s), got {len(args)}; write {usage(family)}")
    stray = args[len(free)]
    words = [name for s in signatures(family) for name in s.names if name in s.named]
    raise ParameterError(
        f"{family.name} needs {' or '.join(f'{w}=' for w in words)}: {stray!r} by position could mean either; "
        f"write {family.name}({', '.join([*map(repr, args[: len(free)]), f'{words[0]}={stray!r}'])})"
    )


def _needs(family: Family, missing: list[str]) -> str:
    if missing[0] in family.keyword_only:
        return " or ".join(f"{name}=" for s in signatures(family) for name in s.names if name in s.named)
    return ", ".join(missing)
