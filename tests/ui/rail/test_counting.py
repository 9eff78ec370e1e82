from __future__ import annotations

import numpy as np

from tests.harness.waiting import until
from tests.ui.filters.kit import settling
from tests.ui.sample import Item, key_of
from workbench.ui.rail.counting import IN_THREAD, Counting, counts_of


@settling
async def test_large_tables_are_counted_beside_the_window(desk):
    table, size = desk.session.table, IN_THREAD + 1
    table.append([Item(n % 60) for n in range(size)], [key_of(n + 1000) for n in range(size)])
    desk.session.rows.refreshed()
    counting = Counting(desk)
    counting.count(["supplier", "marking"], ["price"])
    assert counting.values == {}
    await until(lambda: bool(counting.values))
    plain = counts_of(desk.session.rows, ["supplier", "marking"], ["price"])
    assert (counting.values, counting.histograms) == plain
    assert sum(held.count for held in counting.values["supplier"]) == size + 100


def test_rows_that_change_meanwhile_are_counted_again(desk):
    class Moving:
        """A view whose table grows while it is read."""

        def __init__(self, rows):
            self.table = rows.table
            self.header, self.facets, self.ids = rows.header, rows.facets, rows.ids

        @property
        def text(self):
            self.table.generation += 1
            raise IndexError(np.int64(3))

    assert counts_of(Moving(desk.session.rows), ["supplier"], []) is None


@settling
async def test_small_tables_are_counted_field_by_field(desk):
    counting = Counting(desk)
    told = []
    counting.counted.connect(lambda: told.append(dict(counting.values)))
    counting.count(["supplier", "marking"], [])
    await until(lambda: bool(told))
    assert set(told[0]) == {"supplier", "marking"}
    assert len(told) == 1
