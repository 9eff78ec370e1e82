"""Order and filters over many loaded rows, without a moment in which the window stands still.

Numbers are ordered at once. Texts have to be ranked first: of many rows a thread does that, and the
rows take their new order when it is done. Ranks that are there are used again, and rows that came
after them are put in their places slice by slice.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING

from workbench.core.fields import Field, Kind
from workbench.core.jobs import Jobs
from workbench.core.queries import Sort

if TYPE_CHECKING:
    from workbench.tables.table import Table
    from workbench.workspace.held import Held

MANY = 5_000
"""Rows from which on texts are ranked in a thread."""

NEARLY = 0.9
"""Share of rows with ranks from which on the rest is put in its places one by one."""

SLICE = 48
"""Rows put in their places before the window goes on: some milliseconds."""


class Arranging:
    """Arranges the rows of one session."""

    def __init__(self, held: Held, jobs: Jobs) -> None:
        self._held = held
        self._jobs = jobs
        self._turn = 0
        self._wanted: tuple[Sort, ...] | None = None
        self._catching_up = False

    def arrange(
        self,
        *,
        text: str | None = None,
        header: Mapping[str, str] | None = None,
        facets: Mapping[str, tuple[str, ...]] | None = None,
        sort: tuple[Sort, ...] | None = None,
        ids: Mapping[str, frozenset[str]] | None = None,
    ) -> None:
        """Filter and order the rows; None leaves a part as it is.

        Raises:
            WbError: INPUT with `field` naming the column whose expression is wrong; nothing
                changes then.
        """
        held = self._held
        wanted = sort if sort is not None else self._wanted
        order = held.rows.sort if wanted is None else wanted
        later = self._takes_long(order)
        if later:
            kept = held.rows.sort
            now = () if self._takes_long(kept) else kept
        else:
            now = order
        behind = len(held.table) >= MANY
        held.arrange(text=text, header=header, facets=facets, sort=now, ids=ids, behind=behind)
        self._turn += 1
        self._wanted = order if later else None
        if later:
            self._jobs.spawn("order rows", self._order(self._turn, order))
        self._catch_up()

    def tell(self) -> None:
        """Show rows that were appended."""
        held = self._held
        held.tell(SLICE if held.rows.sort and len(held.table) >= MANY else None)
        self._catch_up()

    def warm(self, fields: tuple[Field, ...]) -> None:
        """Rank the texts of the usual columns before anybody asks for their order."""
        table = self._held.table
        if len(table) >= MANY and loop_runs():
            shown = (field for field in fields if field.shown and field.kind is not Kind.PICTURE)
            sort = tuple(Sort(field.id) for field in shown)
            self._jobs.spawn("rank texts", asyncio.to_thread(_rank, table, sort))

    def _takes_long(self, sort: tuple[Sort, ...]) -> bool:
        from workbench.tables.ordering import ranked_rows  # noqa: PLC0415 - numpy only with rows

        table = self._held.table
        if len(table) < MANY or not loop_runs():
            return False
        return ranked_rows(table, sort) < len(table) * NEARLY

    async def _order(self, turn: int, sort: tuple[Sort, ...]) -> None:
        table = self._held.table
        await asyncio.to_thread(_rank, table, sort)
        if turn != self._turn:
            return
        self._wanted = None
        if table is self._held.table:
            self._held.arrange(sort=sort, behind=True)
            self._catch_up()
        else:
            self.arrange(sort=sort)

    def _catch_up(self) -> None:
        if self._held.rows.behind and not self._catching_up and loop_runs():
            self._catching_up = True
            self._jobs.spawn("place rows", self._place_rest())

    async def _place_rest(self) -> None:
        try:
            while self._held.rows.behind:
                await asyncio.sleep(0)
                self._held.tell(SLICE)
        finally:
            self._catching_up = False


def _rank(table: Table, sort: tuple[Sort, ...]) -> None:
    from workbench.tables.ordering import rank_rows  # noqa: PLC0415 - numpy only with rows

    rank_rows(table, sort)


def loop_runs() -> bool:
    """Return whether there is an event loop to go on in."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True
