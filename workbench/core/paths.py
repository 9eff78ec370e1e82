"""Columns that a resource does not list but can make: for any value that its documents hold.

A record may have thousands of values by name (features of classes, attributes a company made up):
too many to list, and each a column for whoever wants it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from workbench.core.fields import Field
from workbench.core.values import Coded
from workbench.core.views import ColumnState, View

LEAST_TYPED = 2
"""Characters from which on further columns are looked for."""


class Paths(msgspec.Struct, frozen=True):
    """The columns that a resource can make.

    Attributes:
        field: returns the column of a path, which is its field's id from then on; None where the
            path means nothing here.
        found: returns columns for a text as it is typed, best first; the second argument is what
            was listed of `lookup`, by code and name.
        lookup: id of the resource of the same source whose rows name further columns, "" for none.
    """

    field: Callable[[str], Field | None]
    found: Callable[[str, Sequence[Coded]], Sequence[Field]]
    lookup: str = ""


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
