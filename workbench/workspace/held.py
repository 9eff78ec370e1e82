"""The rows a session holds: the table, its order, and the signals that say what changed in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from workbench.core.errors import WbError
from workbench.core.pages import Page
from workbench.core.queries import Sort
from workbench.core.signals import Signal
from workbench.core.sources import Resource

if TYPE_CHECKING:
    from workbench.tables.rowview import RowView
    from workbench.tables.table import Table


class Held:
    """Rows, and the order in which they are shown.

    Attributes:
        began: there is a new table; everything shown is to be read anew.
        extended: rows (first, last position) were added at the end of the view.
        arranged: the same rows stand in another order, or others are hidden.
        replaced: these table rows were read again.
        table: all rows.
        rows: their order and what is hidden.
    """

    def __init__(self, resource: Resource) -> None:
        from workbench.tables.rowview import RowView  # noqa: PLC0415 - numpy only with rows
        from workbench.tables.table import Table  # noqa: PLC0415

        self.began: Signal[()] = Signal()
        self.extended: Signal[int, int] = Signal()
        self.arranged: Signal[()] = Signal()
        self.replaced: Signal[tuple[int, ...]] = Signal()
        self._resource = resource
        self._new_table = Table
        self._new_view = RowView
        self.table: Table = Table(resource.fields)
        self.rows: RowView = RowView(self.table)

    def begin(self, page: Page, quantity: int) -> None:
        """Hold the rows of a page in place of all others; local order and filters are kept."""
        old = self.rows
        self.table = self._new_table(self._resource.fields)
        self.table.set_quantity(quantity)
        self.table.append(page.rows, page.keys)
        self.rows = self._new_view(self.table)
        try:
            self.rows.arrange(text=old.text, header=old.header, facets=old.facets, sort=old.sort)
        except WbError:
            self.rows.arrange()

    def append(self, page: Page) -> int:
        """Take the rows of a further page; return how many were here before. Tell with `tell`."""
        return self.table.append(page.rows, page.keys).repeated

    def tell(self) -> None:
        """Show the rows that were appended."""
        place = self.rows.extended()
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
        self.rows.refreshed()
        self.replaced.emit(tuple(known))
        self.arranged.emit()
        return len(new)

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
    ) -> None:
        """Filter and order the rows; None leaves a part as it is.

        Raises:
            WbError: INPUT with `field` naming the column whose expression is wrong; nothing
                changes then.
        """
        self.rows.arrange(text=text, header=header, facets=facets, sort=sort)
        self.arranged.emit()
