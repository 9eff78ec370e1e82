"""Which members of a document are sent: include_fields, exclude_fields, and no nulls in v1.2."""

from __future__ import annotations

from collections.abc import Sequence

Tree = dict[str, "Tree"]


def tree(names: Sequence[str]) -> Tree:
    """Dotted names (`variants.name`) as a tree; a leaf stands for everything below it."""
    root: Tree = {}
    for name in names:
        node = root
        for part in name.split("."):
            node = node.setdefault(part, {})
    return root


def included(value: object, wanted: Tree) -> object:
    """The members of a document that a tree names; an empty tree names all."""
    if not wanted:
        return value
    if isinstance(value, dict):
        return {key: included(value[key], wanted[key]) for key in value if key in wanted}
    if isinstance(value, list):
        return [included(row, wanted) for row in value]
    return value


def excluded(value: object, unwanted: Tree) -> object:
    """A document without the members that a tree names."""
    if not unwanted:
        return value
    if isinstance(value, dict):
        return {
            key: excluded(row, unwanted.get(key, {}))
            for key, row in value.items()
            if key not in unwanted or unwanted[key]
        }
    if isinstance(value, list):
        return [excluded(row, unwanted) for row in value]
    return value


def without_empty(value: object) -> object:
    """A document without null and empty members, as v1.2 sends it; zero and false stay."""
    if isinstance(value, dict):
        rows = ((key, without_empty(row)) for key, row in value.items())
        return {key: row for key, row in rows if row is not None and row not in ("", [], {})}
    if isinstance(value, list):
        return [without_empty(row) for row in value]
    return value
