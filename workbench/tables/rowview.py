"""A view over a table: which rows are shown and in what order, as a permutation of row numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from workbench.core.pages import FacetValue
from workbench.core.queries import Sort
from workbench.tables.arrays import Bools, Rows
from workbench.tables.filters import Filters, facet_name, header_name
from workbench.tables.finding import find_in
from workbench.tables.ordering import known_sorts, merged, ordered, ranked_rows
from workbench.tables.summaries import Histogram, Sums, facet_values, histogram_of, sums_of
from workbench.tables.table import Table


class RowView:
    """Positions (what is seen) over rows (what is loaded).

    Attributes:
        text: words that must all stand in the searched fields; quotes keep a phrase together.
        header: expression by field id, as typed.
        facets: ticked codes by field id.
        ids: sets of keys by name; rows outside one of them are hidden.
        kept: keys of rows that stay though a filter would hide them by now.
        sort: local order, first key first.
        order: the row at each position.
    """

    def __init__(self, table: Table) -> None:
        self.table = table
        self.text = ""
        self.header: dict[str, str] = {}
        self.facets: dict[str, tuple[str, ...]] = {}
        self.ids: dict[str, frozenset[str]] = {}
        self.kept: set[str] = set()
        self.sort: tuple[Sort, ...] = ()
        self.order: Rows = np.arange(len(table), dtype=np.int32)
        self._filters = Filters(table)
        self._seen = len(table)
        self._reworked = table.reworked
        self._positions: Rows | None = None

    def __len__(self) -> int:
        return len(self.order)

    def row(self, position: int) -> int:
        """Return the row at a position."""
        return int(self.order[position])

    def position_of(self, row: int) -> int | None:
        """Return where a row is seen, None where it is hidden."""
        if self._positions is None:
            self._positions = np.full(self._seen, -1, np.int32)
            self._positions[self.order] = np.arange(len(self.order), dtype=np.int32)
        if not 0 <= row < len(self._positions):
            return None
        position = int(self._positions[row])
        return None if position < 0 else position

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
        """Filter and order anew; None keeps what is set.

        With `behind`, rows whose texts are not ranked yet may be left for `extended`.

        Raises:
            WbError: code INPUT for a wrong header expression, `field` is the column; the rows stay
                as they were.
        """
        self.table.settle()
        if not (text is None and header is None and facets is None and ids is None):
            self.kept.clear()
        text = self.text if text is None else text
        header = self.header if header is None else dict(header)
        facets = self.facets if facets is None else dict(facets)
        ids = self.ids if ids is None else dict(ids)
        self._filters.set(text, header, facets, ids)
        self.text, self.header, self.facets, self.ids = text, header, facets, ids
        self.sort = self.sort if sort is None else tuple(sort)
        self._arrange(behind=behind)

    def keep(self, keys: Iterable[str]) -> None:
        """Let rows stay until filters are set anew: what was typed must not take its row away."""
        self.kept.update(keys)

    def passes(self, row: int) -> bool:
        """Return whether a row would be shown if filters were set anew."""
        return self._filters.passes(row)

    def _passing(self, start: int = 0) -> Bools | None:
        passing = self._filters.passing(start)
        if passing is not None and self.kept:
            rows = (self.table.row_of(key) for key in self.kept)
            passing[[row - start for row in rows if row is not None and row >= start]] = True
        return passing

    @property
    def behind(self) -> int:
        """How many rows the table has that `extended` is to take in."""
        return len(self.table) - self._seen

    def _arrange(self, *, behind: bool = False) -> None:
        sort = known_sorts(self.table, self.sort)
        self._reworked = self.table.reworked
        self._seen = len(self.table)
        if behind:
            self._seen = ranked_rows(self.table, sort) or self._seen
        passing = self._passing()
        if passing is None:
            rows = np.arange(self._seen, dtype=np.int32)
        else:
            rows = np.flatnonzero(passing[: self._seen]).astype(np.int32)
        self.order = self._new_first(ordered(self.table, sort, rows, self._seen) if sort else rows)
        self._positions = None

    def _new_first(self, order: Rows) -> Rows:
        """Return rows with those of new records first: there they are seen, and stay."""
        blank = self.table.blank
        if not blank:
            return order
        fresh = np.isin(order, blank)
        return np.concatenate([order[fresh], order[~fresh]])

    def extended(self, most: int | None = None) -> tuple[int, int] | None:
        """Take in the rows that the table gained, at most so many.

        Returns the first and the last position of what was added at the end as one block (the
        last below the first where no new row passes the filters), or None where the order of what
        was there changed: a local sort is set, or rows were changed meanwhile.
        """
        if self._reworked != self.table.reworked:
            self.refreshed()
            return None
        start = self._seen
        self._filters.follow()
        passing = self._passing(start)
        self._seen = len(self.table) if most is None else min(len(self.table), start + most)
        if passing is None:
            fresh = np.arange(start, self._seen, dtype=np.int32)
        else:
            fresh = (np.flatnonzero(passing[: self._seen - start]) + start).astype(np.int32)
        self._positions = None
        sort = known_sorts(self.table, self.sort)
        if sort:
            self.order = self._merged(sort, fresh)
            return None
        if np.isin(fresh, self.table.blank).any():
            self.order = self._new_first(np.concatenate([self.order, fresh]))
            return None
        first = len(self.order)
        self.order = np.concatenate([self.order, fresh])
        return first, len(self.order) - 1

    def _merged(self, sort: tuple[Sort, ...], fresh: Rows) -> Rows:
        """Put rows in their places by the order that is set, new records before all."""
        blank = self.table.blank
        if not blank:
            return merged(self.table, sort, self.order, fresh)
        new, late = np.isin(self.order, blank), np.isin(fresh, blank)
        known = merged(self.table, sort, self.order[~new], fresh[~late])
        return np.concatenate([self.order[new], fresh[late], known])

    def refreshed(self) -> None:
        """Filter and order anew after records were read again, removed or priced anew."""
        self.table.settle()
        self._filters.follow()
        self._arrange()

    def _others(self, *names: str) -> Bools | None:
        self._filters.follow()
        return self._filters.passing(without=names)

    def facet(self, field_id: str, limit: int = 200) -> tuple[FacetValue, ...]:
        """Return the values of a field with their counts under all other filters.

        The most frequent `limit` come first; ticked ones stay even where no row holds them.
        """
        field = self.table.field(field_id)
        ticked = self.facets.get(field_id, ())
        return facet_values(self.table, field, self._others(facet_name(field_id)), ticked, limit)

    def histogram(self, field_id: str, bins: int = 24) -> Histogram | None:
        """Return how the numbers of a field are spread under all other filters."""
        others = self._others(header_name(field_id), facet_name(field_id))
        return histogram_of(self.table, self.table.field(field_id), others, bins)

    def sums(self, rows: Sequence[int], field_id: str) -> Sums:
        """Return count, sum and average of a field over some rows."""
        return sums_of(self.table, rows, self.table.field(field_id))

    @property
    def filters(self) -> tuple[str, ...]:
        """Names of the filters that are set: "text", "header:ID", "facet:ID", "ids:NAME"."""
        return self._filters.names

    def find(
        self, text: str, start: int, backwards: bool = False, fields: Sequence[str] | None = None
    ) -> tuple[int, str] | None:
        """Return the position and the field of the next cell that holds a text.

        Looks from `start` on, included, and on from the other end; in `fields`, or in the
        searched ones. Case and accents are set aside.
        """
        return find_in(self.table, self.order, text, start, backwards=backwards, fields=fields)
