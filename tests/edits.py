"""Single random edits of a certificate, a nested document of dictionaries, lists, texts and whole numbers."""

import copy
import random
from typing import Any


def places(node: Any, path: tuple = ()) -> list[tuple]:
    """Paths to all values in a document."""
    inside = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [path, *(p for key, child in inside for p in places(child, (*path, key)))]


def edited(document: dict, choose: random.Random, words: list[str]) -> tuple[tuple, dict]:
    """The document with one random place changed, and the place."""
    document = copy.deepcopy(document)
    path = choose.choice([p for p in places(document) if p])
    at = document
    for key in path[:-1]:
        at = at[key]
    old = at[path[-1]]
    if type(old) is int:
        at[path[-1]] = old + choose.choice((-1, 1, 2))
    elif isinstance(old, str):
        at[path[-1]] = choose.choice([w for w in words if w != old])
    elif isinstance(at, list) and choose.random() < 0.5:
        del at[path[-1]]
    elif isinstance(old, list) and len(old) > 1 and choose.random() < 0.7:
        i, j = choose.sample(range(len(old)), 2)
        old[i], old[j] = old[j], old[i]
    else:
        at[path[-1]] = choose.choice(([], ["rat", 1, 1], ["sym", "a"], 0, "P", {}))
    return path, document


def texts(node: Any) -> list[str]:
    """All texts of a document, keys included."""
    inside = [*node.values(), *node] if isinstance(node, dict) else node if isinstance(node, list) else ()
    return [node] if isinstance(node, str) else [t for child in inside for t in texts(child)]
