"""The dock follows the current row, reads what it needs, and says what it could not read."""

from __future__ import annotations

import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest

from tests.harness.waiting import until
from tests.ui.dock.conftest import VARIANTS
from tests.ui.sample import NAMES, page_of
from workbench.core.queries import Condition
from workbench.core.settings import Theme
from workbench.ui.dock.lines import Filled


async def show(dock, desk, key):
    desk.selection.set_current(key)
    await until(lambda: dock.query() is not None and dock._record.key == key)


def line_of(dock, field):
    for _, table in dock.details._sections.values():
        for row in range(table.fields.rowCount()):
            if table.fields.line(row).field.id == field:
                return table, row
    raise AssertionError(field)


async def test_it_follows_the_current_row(qapp, dock, desk):
    await show(dock, desk, "k0")
    await show(dock, desk, "k3")
    assert dock.details.head.name.text() == NAMES[3]
    table, row = line_of(dock, "ean")
    assert table.fields.line(row).text == "0735004291003"
    await show(dock, desk, "k4")
    assert dock.details.head.name.text() == NAMES[4]
    desk.selection.set_current("")
    await until(lambda: dock._whole.currentWidget() is dock.nothing)


async def test_only_the_last_of_many_rows_is_read(qapp, dock, desk):
    read = []
    dock.reading.record_read.connect(lambda record: read.append(record.key))
    for number in range(20):
        desk.selection.set_current(f"k{number}")
    await until(lambda: read)
    assert read == ["k19"]


async def test_the_price_follows_the_quantity(qapp, dock, desk):
    desk.set_quantity(250)
    await show(dock, desk, "k1")
    assert dock.details.head.price.accessibleName() == "0.78 EUR at 250"
    desk.set_quantity(1000)
    await until(lambda: dock.details.head.price.accessibleName() == "0.39 EUR at 1,000")
    steps = dock.details.prices
    await until(lambda: steps.chart._quantity == 1000)
    marked = [tier.start for tier in steps.model._tiers if tier.in_effect]
    assert marked == [1000]


async def test_a_minimum_order_is_the_quantity_named(qapp, dock, desk):
    desk.set_quantity(100)
    await show(dock, desk, "k4")
    assert dock.details.head.price.accessibleName().endswith("at 500")
    marked = [tier.start for tier in dock.details.prices.model._tiers if tier.in_effect]
    assert marked == [250], "500 pieces are bought, at the step from 250"


async def test_a_record_without_prices_shows_no_chart(qapp, dock, desk):
    await show(dock, desk, "k5")
    assert dock.details.price_section.isHidden()
    await show(dock, desk, "k6")
    assert not dock.details.price_section.isHidden()


async def test_sections_say_how_many_fields_are_filled_and_stay_folded(qapp, dock, desk):
    await show(dock, desk, "k7")
    section, table = dock.details._sections["Price and stock"]
    assert section.head.accessibleName() == "Price and stock, 3 of 4 filled"
    section.head.click()
    assert table.isHidden()
    await show(dock, desk, "k8")
    assert table.isHidden()


async def test_search_narrows_by_name_and_value(qapp, dock, desk):
    await show(dock, desk, "k3")
    dock.details.search.setText("735004291003")
    dock.details._narrow()
    shown = [name for name, (part, _) in dock.details._sections.items() if not part.isHidden()]
    assert shown == ["References"]
    dock.details.search.setText("no such thing")
    dock.details._narrow()
    assert "no such thing" in dock.details.nothing.text()
    dock.details.search.clear()
    dock.details.filled.set_value(Filled.MISSING)
    dock.details._narrow()
    lines = [table.fields._lines for _, table in dock.details._sections.values()]
    assert all(line.missing for group in lines for line in group)


async def test_keys_reach_the_search_within_the_fields(qapp, dock, desk):
    await show(dock, desk, "k3")
    dock.host.activateWindow()
    dock.tabs.choose("raw")
    await until(lambda: dock.raw.stack.currentWidget() is dock.raw.tree)
    dock.raw.tree.setFocus()
    QTest.keyClick(
        dock.raw.tree,
        Qt.Key.Key_F,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier,
    )
    assert dock.tabs.current == "details"
    assert dock.details.search.hasFocus()


async def test_a_value_and_its_path_are_copied(qapp, dock, desk):
    await show(dock, desk, "k3")
    table, row = line_of(dock, "ean")
    table.setCurrentIndex(table.fields.index(row, 1))
    table.copy()
    assert QGuiApplication.clipboard().text() == "0735004291003"
    table.copy_path()
    assert QGuiApplication.clipboard().text() == "ean"


async def test_filtering_by_a_value_asks_the_service_where_it_can(qapp, dock, desk):
    await show(dock, desk, "k3")
    table, row = line_of(dock, "supplier")
    line = table.fields.line(row)
    assert dock.details._offers_filter(line)
    dock.details.filter_wanted.emit(line)
    assert desk.view.query.conditions == (
        Condition("supplier_id", "include", ("3",), ("Nordic Promo AB",)),
    )
    await until(lambda: desk.workspace.jobs.pending == 0)


async def test_filtering_by_a_value_works_here_where_there_is_no_filter(qapp, dock, desk):
    await show(dock, desk, "k3")
    table, row = line_of(dock, "marking")
    line = table.fields.line(row)
    dock.details.filter_wanted.emit(line)
    assert set(desk.view.facets) == {"marking"}
    assert len(desk.session.rows) in range(1, 40)
    stock, at = line_of(dock, "weight")
    assert not dock.details._offers_filter(stock.fields.line(at))


async def test_an_inner_table_of_thousands_is_searched(qapp, dock, desk):
    await show(dock, desk, "k2")
    assert f"{VARIANTS:,}" in dock.tabs.bar.accessibleTabName(1)
    dock.tabs.choose("variants")
    page = dock.pages["variants"]
    await until(lambda: page.model.rowCount() == VARIANTS)
    page.search.setText("00042")
    page._narrow()
    assert page.model.rowCount() == 1
    assert page.count.text() == "1 of 3000"
    page.view.copy()
    assert (
        QGuiApplication.clipboard().text() == "Variant\tColour\tStock\nVariant 00042\tBlue\t42000"
    )


async def test_a_loaded_table_is_asked_for_once_and_when_it_is_looked_at(qapp, dock, desk, service):
    await show(dock, desk, "k3")
    await show(dock, desk, "k4")
    assert service.asked == []
    dock.tabs.choose("places")
    page = dock.pages["places"]
    await until(lambda: page.model.rowCount() == 2)
    assert dock.tabs.bar.accessibleTabName(3) == "Marking 2"
    desk.set_quantity(77)
    await show(dock, desk, "k5")
    await until(lambda: page.model.rowCount() == 2 and service.asked == [4, 5])
    await show(dock, desk, "k4")
    await until(lambda: page.stack.currentWidget() is page._rows)
    assert service.asked == [4, 5]


async def test_a_failure_stands_in_the_page_and_retry_asks_again(qapp, dock, desk, service):
    service.refuses = True
    dock.tabs.choose("places")
    await show(dock, desk, "k3")
    page = dock.pages["places"]
    await until(lambda: page.failed)
    assert page.model.rowCount() == 0
    service.refuses = False
    page._strip.acted.emit("again")
    await until(lambda: page.model.rowCount() == 2)
    assert not page.failed
    assert service.asked == [3, 3]


async def test_a_part_that_cannot_be_read_says_so(qapp, dock, desk):
    dock.tabs.choose("variants")
    await show(dock, desk, "k13")
    page = dock.pages["variants"]
    await until(lambda: page.failed)
    assert "Raw" in page._strip.accessibleName() or page.failed


async def test_a_late_reply_after_the_end_does_nothing(qapp, dock, desk, qtbot):
    desk.selection.set_current("k3")
    dock._follow()
    dock.reading.drop()
    seen = []
    dock.reading.record_read.connect(seen.append)
    await until(lambda: desk.workspace.jobs.pending == 0)
    assert seen == []


async def test_another_resource_brings_its_own_pages(qapp, dock, desk):
    await show(dock, desk, "k3")
    desk.open(desk.source.resources[1], ask=False)
    await until(lambda: dock._resource is desk.source.resources[1])
    assert dock.pages == {}
    assert dock.tabs._ids == ["details", "raw"]
    desk.session.show(page_of(range(5)), desk.view.query)
    await show(dock, desk, "k1")
    assert dock.details.head.name.text() == NAMES[1]


async def test_the_page_is_remembered_on_the_desk(qapp, dock, desk):
    dock.tabs.choose("raw")
    assert desk.state().dock == "raw"


@pytest.mark.parametrize("width", [300, 352, 560])
async def test_first_chosen_and_last_tab_are_in_sight(qapp, dock, desk, width):
    await show(dock, desk, "k2")
    dock.host.resize(width, 800)
    for identity in ("places", "variants", "raw", "details"):
        dock.tabs.choose(identity)
        await asyncio.sleep(0.03)
        bar = dock.tabs.bar
        shown = [at for at in range(bar.count()) if bar.isTabVisible(at)]
        assert {0, bar.count() - 1, bar.currentIndex()} <= set(shown)
        assert bar.tabRect(0).left() >= 0
        assert bar.tabRect(shown[-1]).right() <= bar.width()
        assert bool(dock.tabs.hidden_pages()) is not dock.tabs.more.isHidden()


async def test_models_are_sound(qapp, dock, desk):
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    models = [table.fields for _, table in dock.details._sections.values()]
    models += [dock.details.prices.model, dock.raw.model]
    models += [page.model for page in dock.pages.values()]
    testers = [QAbstractItemModelTester(model, mode) for model in models]
    for identity in ("variants", "tiers", "places", "raw"):
        await show(dock, desk, "k2")
        dock.tabs.choose(identity)
        await show(dock, desk, "k3")
        await until(lambda: desk.workspace.jobs.pending == 0)
    dock.details.search.setText("ean")
    dock.details._narrow()
    assert testers


async def test_it_is_painted_in_every_theme_and_zoom(qapp, dock, desk, look):
    await show(dock, desk, "k3")
    seen = set()
    for theme in (Theme.LIGHT, Theme.DARK):
        look.set_theme(theme)
        for zoom in (100, 150):
            look.set_zoom(zoom)
            for identity in dock.tabs._ids:
                dock.tabs.choose(identity)
                await asyncio.sleep(0.03)
                image = dock.grab().toImage()
                seen.add((theme, image.pixelColor(2, image.height() - 3).name()))
    await until(lambda: desk.workspace.jobs.pending == 0)
    assert len({colour for _, colour in seen}) == 2


async def test_fields_are_never_scrolled_inside_the_page(qapp, dock, desk):
    await show(dock, desk, "k3")
    await asyncio.sleep(0.03)
    for _, table in dock.details._sections.values():
        assert table.verticalScrollBar().maximum() == 0
        assert table.height() == table.fields.rowCount() * table.row_height


async def test_an_unfolded_inner_table_follows_among_the_details(qapp, dock, desk, service):
    await show(dock, desk, "k3")
    part = dock.details.inner["places"]
    assert service.asked == []
    part.head.click()
    await until(lambda: part.model.rowCount() == 2)
    assert [held.id for held in part.model.fields] == ["name", "price"]
    await show(dock, desk, "k4")
    await until(lambda: part.model.rowCount() == 2 and service.asked == [3, 4])
