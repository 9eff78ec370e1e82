"""The rows a session holds: the table, its order, and the signals that say what changed in them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from workbench.core.errors import WbError
from workbench.core.fields import Field
from workbench.core.pages import Page
from workbench.core.queries import Sort
from workbench.core.signals import Signal
from workbench.core.sources import Resource

if TYPE_CHECKING:
    from workbench.tables.rowview import RowView
    from workbench.tables.table import Table

SLICE = 32
"""Rows read into the table before the window goes on: some milliseconds."""

Dress = Callable[["Table", Sequence[str], datetime], None]
"""Puts staged values over rows that were just read: gets the table, the keys, and when."""


def undressed(_table: Table, _keys: Sequence[str], _at: datetime) -> None:
    """Leave rows as they were read: where nothing can be staged."""


class Held:
    """Rows, and the order in which they are shown.

    Attributes:
        began: there is a new table; everything shown is to be read anew.
        extended: rows (first, last position) were added at the end of the view.
        arranged: the same rows stand in another order, or others are hidden.
        reread: these table rows were read again; told before `replaced`.
        replaced: these table rows show other values: read again, or typed.
        table: all rows.
        rows: their order and what is hidden.
        dress: called with rows that were read, before they are shown.
    """

    def __init__(self, resource: Resource) -> None:
        from workbench.tables.rowview import RowView  # noqa: PLC0415 - numpy only with rows
        from workbench.tables.table import Table  # noqa: PLC0415

        self.began: Signal[()] = Signal()
        self.extended: Signal[int, int] = Signal()
        self.arranged: Signal[()] = Signal()
        self.reread: Signal[tuple[int, ...]] = Signal()
        self.replaced: Signal[tuple[int, ...]] = Signal()
        self.dress: Dress = undressed
        self._resource = resource
        self._new_table = Table
        self._new_view = RowView
        self.table: Table = Table(resource.fields)
        self.rows: RowView = RowView(self.table)

    async def table_of(self, page: Page, quantity: int) -> Table:
        """Return a table of a page's rows for `begin`; the window goes on while it is filled."""
        table = self._new_table(self._resource.fields)
        table.set_quantity(quantity)
        for start in range(0, len(page.keys), SLICE):
            table.append(page.rows[start : start + SLICE], page.keys[start : start + SLICE])
            await asyncio.sleep(0)
        self.dress(table, page.keys, page.fetched_at)
        return table

    def begin(self, page: Page, quantity: int, table: Table | None = None) -> None:
        """Hold the rows of a page in place of all others; local order and filters are kept.

        Args:
            page: the rows.
            quantity: that prices are shown at.
            table: of these rows, where it has been made already.
        """
        old = self.rows
        if table is None:
            table = self._new_table(self._resource.fields)
            table.append(page.rows, page.keys)
            self.dress(table, page.keys, page.fetched_at)
        table.set_quantity(quantity)
        self.table = table
        self.rows = self._new_view(self.table)
        try:
            self.rows.arrange(
                text=old.text, header=old.header, facets=old.facets, sort=old.sort, ids=old.ids
            )
        except WbError:
            self.rows.arrange()

    def append(self, page: Page) -> int:
        """Take the rows of a further page; return how many were here before. Tell with `tell`."""
        repeated = self.table.append(page.rows, page.keys).repeated
        self.dress(self.table, page.keys, page.fetched_at)
        return repeated

    async def take(self, page: Page) -> int | None:
        """Take the rows of a further page in slices, between which the window goes on.

        Returns how many were here before, None where other rows are held by now.
        """
        table, repeated = self.table, 0
        for start in range(0, len(page.keys), SLICE):
            stop = start + SLICE
            repeated += table.append(page.rows[start:stop], page.keys[start:stop]).repeated
            self.dress(table, page.keys[start:stop], page.fetched_at)
            await asyncio.sleep(0)
            if table is not self.table:
                return None
        return repeated

    def tell(self, most: int | None = None) -> None:
        """Show the rows that were appended, at most so many."""
        place = self.rows.extended(most)
        if place is None:
            self.arranged.emit()
        elif place[1] >= place[0]:
            self.extended.emit(*place)

    def merge(self, page: Page, only: frozenset[str] | None) -> int:
        """Take records that were read again; return how many were not here before."""
        known: list[int] = []
        new: list[int] = []
        for index, key in enumerate(page.keys):
            row = self.table.row_of(key)
            if only is not None and key not in only:
                continue
            if row is None:
                new.append(index)
            else:
                self.table.replace(key, page.rows[index])
                known.append(row)
        if new and only is None:
            self.table.append([page.rows[at] for at in new], [page.keys[at] for at in new])
        self.dress(self.table, page.keys, page.fetched_at)
        self.rows.refreshed()
        self._tell_reread(tuple(known))
        return len(new)

    def renew(self, table: Table) -> bool:
        """Take over the values of a table with the same rows; False where its rows are others."""
        if not self.table.renew(table):
            return False
        self.rows.refreshed()
        self._tell_reread(tuple(range(len(self.table))))
        return True

    def _tell_reread(self, rows: tuple[int, ...]) -> None:
        self.reread.emit(rows)
        self.replaced.emit(rows)
        self.arranged.emit()

    def put(self, cells: Iterable[tuple[str, str, object]]) -> None:
        """Set cells (key, field id, value) of rows that are loaded, and tell which rows moved."""
        moved: dict[int, None] = {}
        for key, field, value in cells:
            row = self.table.row_of(key)
            if row is not None:
                self.table.put(row, field, value)
                moved[row] = None
        self.replaced.emit(tuple(moved))

    def put_late(self, cells: Iterable[tuple[str, str, object]]) -> None:
        """Set cells of late columns (see `core.fields.Field`), and tell which rows moved."""
        moved: dict[int, None] = {}
        for key, field, value in cells:
            row = self.table.row_of(key)
            if row is not None and self.table.value(row, field) != value:
                self.table.put_late(row, field, value)
                moved[row] = None
        if moved:
            self.replaced.emit(tuple(moved))

    def widen(self, resource: Resource, fields: Sequence[Field]) -> None:
        """Hold the rows of another form of the resource, with these fields more."""
        self._resource = resource
        self.table.widen(fields)

    def add_blank(self, keys: Sequence[str]) -> None:
        """Add rows for records that do not exist yet, and show them."""
        self.table.add_blank(keys)
        self.rows.keep(keys)
        self.tell()

    def remove(self, keys: Sequence[str]) -> int:
        """Drop rows; return how many there were."""
        count = self.table.remove(set(keys))
        if count:
            self.rows.refreshed()
            self.began.emit()
        return count

    def set_quantity(self, quantity: int) -> None:
        """Show prices at another quantity."""
        self.table.set_quantity(quantity)
        self.rows.arrange()
        self.arranged.emit()

    def arrange(
        self,
        *,
        text: str | None = None,
        header: Mapping[str, str] | None = None,
        facets: Mapping[str, tuple[str, ...]] | None = None,
        sort: tuple[Sort, ...] | None = None,
        ids: Mapping[str, frozenset[str]] | None = None,
        behind: bool = False,
    ) -> None:
        """Filter and order the rows; None leaves a part as it is.

        With `behind`, rows whose texts are not ranked yet may be left for `tell`.

        Raises:
            WbError: INPUT with `field` naming the column whose expression is wrong; nothing
                changes then.
        """
        self.rows.arrange(
            text=text, header=header, facets=facets, sort=sort, ids=ids, behind=behind
        )
        self.arranged.emit()
