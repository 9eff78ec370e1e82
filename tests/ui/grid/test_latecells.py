"""The column of price history in a catalogue: read for rows in sight, at rest, and never sorted."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from PySide6.QtCore import Qt

from tests.harness.waiting import until
from tests.ui.grid.shown import shown_grid
from tests.workspace.comparison.kit import Bench, account, bench
from tests.workspace.test_courses import Shop
from workbench.core.fields import data_fields
from workbench.core.pricepoints import HISTORY
from workbench.core.values import Coded
from workbench.core.views import ColumnState, TabState
from workbench.ui.desk.desk import Desk
from workbench.ui.grid import asked
from workbench.ui.grid.clicks import offers
from workbench.ui.grid.grid import Grid
from workbench.ui.grid.menu import column_menu
from workbench.ui.grid.model import CellRole

NAMES = ("name", "price")
NO_PRICE = "1119"
"""A product whose supplier names no price for 250 pieces."""


class Catalogue:
    """A grid on products that were read."""

    def __init__(self, held: Bench, grid: Grid) -> None:
        self.held = held
        self.grid = grid
        self.desk = grid.desk

    def show_column(self, *, on: bool = True) -> None:
        names = (NAMES[0], HISTORY, NAMES[1]) if on else NAMES
        self.desk.set_columns(tuple(ColumnState(name) for name in names))

    def index(self, place: int):
        model = self.grid.view.grid_model
        return model.index(place, model.column_of(HISTORY))

    def cells(self) -> list[int]:
        """Places with a course."""
        table, rows = self.desk.session.table, self.desk.session.rows
        return [at for at in range(len(rows)) if table.value(rows.row(at), HISTORY) is not None]

    def seen(self) -> range:
        view = self.grid.view
        return view.places_within(0, view.viewport().height())


@pytest.fixture
def catalogue(qapp, look, tmp_path):
    """Return what opens a grid on two hundred mugs."""

    @asynccontextmanager
    async def made() -> AsyncIterator[Catalogue]:
        async with bench(tmp_path) as held:
            source = held.workspace.source("europeansourcing")
            desk = Desk(
                held.workspace, source, TabState(source.id, account=account(source.id).name)
            )
            desk.open(ask=False)
            desk.set_columns(tuple(ColumnState(name) for name in NAMES))
            await desk.session.ask(desk.view.query)
            desk.load_all()
            await until(lambda: desk.session.status.complete and len(desk.session.rows) > 150, 20)
            await held.still()
            async with shown_grid(desk, look, 900) as grid:
                yield Catalogue(held, grid)
                await held.still()

    return made


async def test_rows_in_sight_show_their_course_in_words_and_no_others_are_read(catalogue) -> None:
    async with catalogue() as made:
        shop = Shop(made.held, made.desk.session)
        key = made.grid.view.grid_model.key_at(2)
        await shop.cost(key, "0.92", days=2)
        assert made.cells() == []
        made.show_column()
        await until(lambda: set(made.seen()) <= set(made.cells()))
        assert set(made.cells()) == set(made.seen())
        index = made.index(2)
        for role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            assert "\N{MINUS SIGN}8" in index.data(role)
            assert " since " in index.data(role)
        assert "Price history" in index.data(Qt.ItemDataRole.AccessibleTextRole)
        assert isinstance(index.data(CellRole.VALUE), Coded)
        assert made.index(1).data() == "steady"
        none = made.grid.view.grid_model.place_of(NO_PRICE)
        assert none in made.seen()
        assert made.index(none).data() == "no price at this quantity"
        assert not offers(made.grid.view, index), "it is looked at, a click does nothing"


async def test_where_it_is_scrolled_to_is_read_once_it_rests(catalogue) -> None:
    async with catalogue() as made:
        made.show_column()
        await until(lambda: set(made.seen()) <= set(made.cells()))
        before = set(made.cells())
        bar = made.grid.view.verticalScrollBar()
        for value in range(0, bar.maximum(), made.grid.view.painter.height * 3):
            bar.setValue(value)
            assert set(made.cells()) == before, "while rows move past nothing is put into them"
        bar.setValue(bar.maximum())
        await until(lambda: set(made.seen()) <= set(made.cells()))
        between = set(range(max(before) + 1, made.seen().start))
        assert between
        assert between.isdisjoint(made.cells())


async def test_a_price_that_moves_is_seen_at_once(catalogue) -> None:
    async with catalogue() as made:
        made.show_column()
        await until(lambda: set(made.seen()) <= set(made.cells()))
        shop = Shop(made.held, made.desk.session)
        await shop.cost(made.grid.view.grid_model.key_at(1), "1.5", days=1)
        await until(lambda: "+50" in (made.index(1).data() or ""))


async def test_it_costs_nothing_where_it_is_not_shown(catalogue) -> None:
    async with catalogue() as made:
        bar = made.grid.view.verticalScrollBar()
        bar.setValue(bar.maximum())
        made.grid.late.soon()
        assert not made.grid.late.waiting
        made.show_column()
        assert made.grid.late.waiting
        await until(lambda: set(made.seen()) <= set(made.cells()))
        await until(lambda: not made.grid.late.waiting)
        made.show_column(on=False)
        bar.setValue(0)
        assert not made.grid.late.waiting


async def test_it_has_no_order_no_filter_and_is_no_data(catalogue) -> None:
    async with catalogue() as made:
        made.show_column()
        desk, grid = made.desk, made.grid
        field = desk.resource.field(HISTORY)
        assert field not in data_fields(desk.resource.fields)
        asked.turn_sort(desk, field, add=False)
        assert desk.view.sort == ()
        grid.toggle_filters()
        assert grid.filters.box("price") is not None
        assert grid.filters.box(HISTORY) is None
        menu = column_menu(grid, grid.view.grid_model.column_of(HISTORY))
        states = {each.text(): each.isEnabled() for each in menu.actions()}
        assert not any(states[name] for name in ("Sort ascending", "Sort descending", "Filter by…"))
        assert states["Hide column"]
        menu.deleteLater()
        grid.view.blocks.go(1, grid.view.grid_model.column_of(HISTORY))
        grid.filter_by_current()
        assert HISTORY not in desk.view.header
        await until(lambda: set(made.seen()) <= set(made.cells()))
