"""The selected cells as records and fields, column by column from the left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from workbench.core.fields import Field, Kind

if TYPE_CHECKING:
    from workbench.ui.grid.view import GridView


class Strip(NamedTuple):
    """The selected cells of one column."""

    column: int
    field: Field
    keys: tuple[str, ...]


class Area(NamedTuple):
    """Selected cells."""

    strips: tuple[Strip, ...]

    @property
    def cells(self) -> int:
        """How many cells there are."""
        return sum(len(strip.keys) for strip in self.strips)

    @property
    def keys(self) -> tuple[str, ...]:
        """The records that hold one, from the top."""
        return tuple(dict.fromkeys(key for strip in self.strips for key in strip.keys))

    @property
    def fields(self) -> tuple[Field, ...]:
        """The columns that hold one."""
        return tuple(strip.field for strip in self.strips)

    def each(self) -> Iterator[tuple[str, Field]]:
        """Return every cell."""
        return ((key, strip.field) for strip in self.strips for key in strip.keys)


def selected(view: GridView) -> Area:
    """Return the selected cells, the current one where none is; pictures are never typed in."""
    model, table = view.grid_model, view.grid_model.table
    if table is None:
        return Area(())
    strips: list[Strip] = []
    for column in view.blocks.columns():
        field = view.columns.field_of(column)
        if field.kind is not Kind.PICTURE:
            rows = view.blocks.rows_of(column)
            strips.append(Strip(column, field, tuple(map(table.key, rows))))
    if not strips:
        index = view.currentIndex()
        if index.isValid():
            field = view.columns.field_of(index.column())
            strips.append(Strip(index.column(), field, (model.key_at(index.row()),)))
    return Area(tuple(strips))


def block(view: GridView, top: int, columns: Sequence[int], rows: int) -> Area:
    """Return the cells of so many rows from a position on in these columns."""
    model = view.grid_model
    keys = tuple(
        model.key_at(place) for place in range(top, min(top + rows, model.rowCount())) if place >= 0
    )
    return Area(tuple(Strip(at, view.columns.field_of(at), keys) for at in columns))
