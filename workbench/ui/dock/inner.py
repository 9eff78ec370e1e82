"""A short form of an inner table among the details: its name and its amounts, folded at first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.core.fields import NUMERIC, Field
from workbench.core.texts import tr, trn
from workbench.ui.dock.fold import FoldPart
from workbench.ui.dock.submodel import SubModel, SubRows
from workbench.ui.dock.subpage import SubTableView

if TYPE_CHECKING:
    from workbench.core.formats import Formats
    from workbench.core.sources import SubTable
    from workbench.ui.pictures import PictureShelf
    from workbench.ui.theme.look import Look

MOST_ROWS = 40
"""A longer table is shown on its own page only."""

MOST_COLUMNS = 4


def short_fields(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """Return the first shown field and the shown numbers and amounts behind it."""
    shown = [held for held in fields if held.shown] or list(fields)
    numbers = [held for held in shown[1:] if held.kind in NUMERIC]
    return tuple([*shown[:1], *numbers][:MOST_COLUMNS])


class InnerPart(FoldPart):
    """A section with the rows of an inner table that is asked for when it is opened."""

    def __init__(
        self,
        subtable: SubTable,
        look: Look,
        shelf: PictureShelf,
        formats: Formats,
        *,
        is_open: bool,
    ) -> None:
        title = tr(subtable.title)
        self.model = SubModel(subtable, formats)
        self.model.fields = short_fields(subtable.fields)
        self.view = SubTableView(title, self.model, look, shelf, whole=True)
        super().__init__(title, self.view, look, is_open=is_open)
        self.model.setParent(self)

    def show_rows(self, held: SubRows | None, formats: Formats) -> None:
        """Show rows, None while they are awaited; too many are left to the page."""
        if held is None:
            self.model.set_rows(None, formats)
            self.head.set_note("")
            return
        from workbench.tables.rowview import RowView  # noqa: PLC0415 - numpy only with rows

        count = len(held.table)
        fits = count <= MOST_ROWS
        # A view of its own, as the page's search must not hide rows here.
        own = SubRows(held.table, RowView(held.table)) if fits else None
        self.model.set_rows(own, formats)
        self.head.set_note(trn("{count} row", "{count} rows", count))
