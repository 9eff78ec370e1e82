"""Columns that a resource does not list but can make: for any value that its documents hold.

A record may have thousands of values by name (features of classes, attributes a company made up):
too many to list, and each a column for whoever wants it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from workbench.core.edits import Entry
from workbench.core.fields import Field
from workbench.core.values import Coded
from workbench.core.views import ColumnState, View

LEAST_TYPED = 2
"""Characters from which on further columns are looked for."""


def _itself(value: object) -> object:
    return value


class Part(msgspec.Struct, frozen=True):
    """Where the value of a made column is typed: in a row of a list that is staged whole.

    Attributes:
        rows: id of the field whose entry holds the rows.
        key: id of the rows' field that names a row.
        value: id of the rows' field that holds the value.
        names: of the rows that the column stands for; the first one that has a value is shown.
        entry: how the value is typed; gets the document of `defined`, b"" where there is none.
            None where the class of the record says it (`core.classified`).
        defined: key of the row of `Paths.lookup` that says how the value is typed, "" for none.
        typed: a row's value as the column holds it.
        written: a value of the column as the row holds it.
        why_not: why no row can be begun under the first name, "" where one can; gets the document
            of `defined`.
    """

    rows: str
    key: str
    value: str
    names: tuple[str, ...]
    entry: Callable[[bytes], Entry] | None = None
    defined: str = ""
    typed: Callable[[object], object] = _itself
    written: Callable[[object], object] = _itself
    why_not: Callable[[bytes], str] | None = None


class Paths(msgspec.Struct, frozen=True):
    """The columns that a resource can make.

    Attributes:
        field: returns the column of a path, which is its field's id from then on; None where the
            path means nothing here.
        found: returns columns for a text as it is typed, best first; the second argument is what
            was listed of `lookup`, by code and name.
        lookup: id of the resource of the same source whose rows name further columns, "" for none.
        part: returns where the column of a path is typed; None where it can only be read.
    """

    field: Callable[[str], Field | None]
    found: Callable[[str, Sequence[Coded]], Sequence[Field]]
    lookup: str = ""
    part: Callable[[str], Part | None] | None = None


def fields_for(paths: Paths | None, fields: Sequence[Field], view: View) -> tuple[Field, ...]:
    """Return the columns that a view needs beyond those of a resource.

    Args:
        paths: of the resource, None where it makes no columns.
        fields: that it has.
        view: which may order and filter by columns that it does not show.
    """
    if paths is None:
        return ()
    known = {field.id for field in fields}
    named = {column.field: column for column in view.columns}
    wanted = [*named, *view.header, *view.facets, *(order.field for order in view.sort)]
    made = [
        _titled(field, named.get(path))
        for path in dict.fromkeys(wanted)
        if path not in known and (field := paths.field(path)) is not None
    ]
    return tuple(made)


def _titled(field: Field, column: ColumnState | None) -> Field:
    """Return a column under the title that it was chosen by."""
    if column is None or not column.title:
        return field
    return msgspec.structs.replace(field, title=column.title)


def column_of(field: Field, paths: Paths | None) -> ColumnState:
    """Return how a view keeps a column: with its title, where the resource has made it."""
    made = paths is not None and paths.field(field.id) is not None
    return ColumnState(field.id, title=field.title if made else "")
