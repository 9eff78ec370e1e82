"""The desk: what its widgets share, what it keeps, and what it says of changes."""

from __future__ import annotations

import pytest

from tests.ui.sample import make_desk, page_of
from workbench.core.errors import ErrorCode, WbError
from workbench.core.queries import Condition, Sort
from workbench.core.settings import Density
from workbench.core.views import ColumnState, Layout
from workbench.ui.desk.desk import Desk
from workbench.ui.desk.selection import Selection


@pytest.fixture
def desk(qapp, tmp_path):
    desk = make_desk(tmp_path, rows=50)
    yield desk
    desk.close()
    desk.workspace.stores.close()


def heard(signal) -> list[object]:
    told: list[object] = []
    signal.connect(lambda *said: told.append(said))
    return told


def test_a_new_desk_shows_the_default_view(desk) -> None:
    view = desk.view
    shown = [field.id for field in desk.resource.fields if field.shown]
    assert [column.field for column in view.columns] == shown
    assert view.query.quantity == 250
    assert view.layout is Layout.TABLE
    assert desk.saved is None
    assert not desk.differs


def test_changes_of_the_view_are_told_and_kept(desk) -> None:
    told = heard(desk.view_changed)
    desk.set_columns((ColumnState("name", 120), ColumnState("price")), 2)
    desk.set_layout(Layout.GALLERY)
    desk.set_density(Density.ROOMY)
    desk.set_card(10_000)
    desk.set_sort((Sort("stock", descending=True),))
    assert len(told) == 5
    state = desk.state()
    assert state.views["products"] == desk.view
    assert desk.view.card == 480
    assert desk.view.frozen == 2
    again = Desk(desk.workspace, desk.source, state)
    assert again.view == desk.view
    assert again.density is Density.ROOMY


def test_a_wrong_header_expression_changes_nothing(desk) -> None:
    desk.set_header("stock", ">5")
    shown, view = len(desk.session.rows), desk.view
    with pytest.raises(WbError) as failed:
        desk.set_header("stock", ">many")
    assert failed.value.code is ErrorCode.INPUT
    assert failed.value.field == "stock"
    assert desk.view == view
    assert len(desk.session.rows) == shown
    desk.set_header("stock", "  ")
    assert desk.view.header == {}
    assert len(desk.session.rows) == 50


def test_facets_over_loaded_rows_narrow_and_let_go(desk) -> None:
    counted = heard(desk.facets_changed)
    values = desk.session.rows.facet("supplier", 10)
    desk.set_facets("supplier", [values[0].code])
    assert len(desk.session.rows) == values[0].count
    desk.set_facets("supplier", [])
    assert len(desk.session.rows) == 50
    assert counted


def test_a_quantity_asks_the_service_only_where_a_filter_depends_on_it(desk) -> None:
    asked = heard(desk.query_changed)
    desk.set_quantity(1000)
    assert desk.view.query.quantity == 1000
    assert desk.session.table.quantity == 1000
    assert asked == []
    desk.set_quantity(0)
    assert desk.view.query.quantity == 1


async def test_filters_are_asked_and_cleared(qapp, desk) -> None:
    asked = heard(desk.query_changed)
    desk.set_condition(Condition("price", "min", "5"))
    desk.set_condition(Condition("price", "max", "9"))
    assert desk.view.query.filter_count == 1
    desk.drop_condition("price", "min")
    assert [held.part for held in desk.view.query.conditions] == ["max"]
    desk.set_header("stock", ">5")
    desk.set_text("cup")
    desk.clear_filters()
    assert desk.view.query.conditions == ()
    assert desk.view.query.text == ""
    assert desk.view.header == {}
    assert len(asked) == 5
    await desk.workspace.jobs.close()


async def test_a_saved_view_says_when_it_differs(qapp, desk) -> None:
    desk.set_density(Density.COMPACT)
    desk.save_view(" Mine ")
    assert desk.saved.name == "Mine"
    assert not desk.differs
    desk.set_density(Density.ROOMY)
    assert desk.differs
    desk.reset_view()
    assert desk.density is Density.COMPACT
    assert not desk.differs
    await desk.workspace.jobs.close()


async def test_another_resource_brings_its_own_view_and_no_ticks(qapp, desk) -> None:
    desk.selection.tick(["k1", "k2"], on=True)
    told = heard(desk.session_changed)
    desk.open(desk.source.resource("everything"))
    assert desk.selection.keys == ()
    assert desk.resource.id == "everything"
    assert told
    await desk.workspace.jobs.close()


async def test_without_an_account_there_is_no_session_and_no_question(qapp, desk) -> None:
    asked = heard(desk.query_changed)
    desk.connect_account(None)
    assert desk.session is None
    desk.refresh()
    desk.set_header("stock", ">5")
    assert desk.load_all() is None
    assert asked
    assert desk.workspace.jobs.pending == 0


def test_rows_of_a_page_are_seen_by_the_desk(desk) -> None:
    desk.session.show(page_of(range(3)), desk.view.query)
    assert len(desk.session.rows) == 3


def test_ticks_keep_their_order_and_the_current_row_is_told_once(qapp) -> None:
    selection = Selection(None)
    ticked, current = heard(selection.changed), heard(selection.current_changed)
    selection.tick(["b", "a"], on=True)
    selection.toggle("c")
    selection.toggle("b")
    assert selection.keys == ("a", "c")
    assert "a" in selection
    assert len(selection) == 2
    selection.only(["z"])
    assert selection.keys == ("z",)
    selection.set_current("z")
    selection.set_current("z")
    assert current == [("z",)]
    selection.clear()
    assert current == [("z",), ("",)]
    assert len(ticked) == 5
