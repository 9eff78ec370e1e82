"""Looking: table and gallery, the dock, ticks, copying, columns, and what the window looks like."""

from __future__ import annotations

import csv
import io

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from tests.acceptance.stage import CTRL, SHIFT, Key, on_stage
from workbench.core.settings import Theme


async def test_gallery_and_table_share_rows_ticks_current_row_and_place(
    qapp, home, service
) -> None:
    async with on_stage(home, service) as stage:
        await stage.tick(1)
        await stage.tick(4)
        bar = stage.view.verticalScrollBar()
        await stage.click_cell(3, "name")
        await stage.act(lambda: bar.setValue(20 * stage.view.painter.height))
        top = stage.tab.desk.top
        assert top == 20
        ticked, current = stage.tab.desk.selection.keys, stage.tab.desk.selection.current
        assert current == stage.keys()[3]
        await stage.press(Key.Key_2, CTRL | Qt.KeyboardModifier.AltModifier)
        await stage.settle()
        gallery = stage.tab.gallery
        assert gallery.isVisible()
        assert not stage.tab.grid.isVisible()
        assert gallery.model().rowCount() == len(stage.session.rows)
        assert gallery.currentIndex().row() == 3
        seen = gallery.indexAt(QPoint(40, 40)).row()
        assert seen <= top < seen + 3 * gallery.shape.columns, "it stands where the table stood"
        await stage.press(Key.Key_1, CTRL | Qt.KeyboardModifier.AltModifier)
        await stage.settle()
        assert stage.tab.grid.isVisible()
        assert stage.tab.desk.selection.keys == ticked
        assert stage.tab.desk.selection.current == current


async def test_the_wheel_with_ctrl_makes_cards_larger(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        await stage.click(stage.button("Gallery", stage.tab.tools))
        gallery = stage.tab.gallery
        assert gallery.isVisible()
        before, width = gallery.shape.columns, stage.tab.desk.view.card
        for _ in range(6):
            await stage.act(lambda: QApplication.sendEvent(gallery.viewport(), wheel(gallery, 120)))
        assert stage.tab.desk.view.card > width
        assert gallery.shape.columns < before


async def test_the_picture_opens_large_and_escape_returns_to_the_row(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        await stage.click_cell(2, "name")
        await stage.press(Key.Key_F7)
        viewer = stage.tab.viewer
        await stage.until(viewer.isVisible)
        current = stage.tab.desk.selection.current
        await stage.press(Key.Key_Down)
        assert stage.tab.desk.selection.current == stage.keys()[3] != current
        await stage.press(Key.Key_Right)
        await stage.press(Key.Key_Escape)
        assert not viewer.isVisible()
        assert stage.view.currentIndex().row() == 3
        assert stage.tab.isAncestorOf(stage.focus)


async def test_the_dock_follows_the_arrow_keys(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        await stage.click_cell(0, "name")
        for place in (1, 2, 3):
            await stage.press(Key.Key_Down)
            name = stage.shown("name")[place]
            await stage.until(lambda name=name: name in spoken(stage.tab.dock))
        await stage.press(Key.Key_F9)
        assert not stage.tab.dock.isVisible()
        await stage.press(Key.Key_F9)
        assert stage.tab.dock.isVisible()


async def test_the_dock_narrows_its_fields(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        await stage.click_cell(0, "name")
        details = stage.tab.dock.details
        await stage.until(lambda: shown_fields(details))
        every = shown_fields(details)
        await stage.type("ean", details.search)
        await stage.until(lambda: 0 < len(shown_fields(details)) < len(every))
        await stage.write("", details.search)
        await stage.until(lambda: shown_fields(details) == every)
        await stage.click(stage.button("Filled", details))
        filled = shown_fields(details)
        await stage.click(stage.button("Missing", details))
        missing = shown_fields(details)
        assert sorted(filled + missing) == sorted(every)


async def test_inner_tables_and_the_raw_document_are_read(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        await stage.click_cell(0, "name")
        dock = stage.tab.dock
        await stage.until(lambda: dock.query() is not None)
        for page in (*dock.pages, "raw"):
            await stage.act(lambda page=page: dock.tabs.choose(page))
            await stage.settle()
            assert stage.tab.desk.dock_page == page
        assert stage.strips() == []
        document = stage.session.documents.of_row(stage.keys()[0])
        assert document is not None


async def test_boxes_and_keys_tick_rows(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        keys, selection = stage.keys(), stage.tab.desk.selection
        await stage.tick(0)
        await stage.tick(3, SHIFT)
        assert list(selection.keys) == keys[:4]
        await stage.click_cell(6, "supplier")
        await stage.press(Key.Key_Down, SHIFT)
        await stage.press(Key.Key_Space)
        assert set(selection.keys) == {*keys[:4], keys[6], keys[7]}
        await stage.choose("Edit", "Invert selection")
        assert set(selection.keys) == set(keys) - {*keys[:4], keys[6], keys[7]}
        await stage.choose("Edit", "Select none")
        assert selection.keys == ()
        await stage.choose("Edit", "Select all rows")
        assert list(selection.keys) == keys


async def test_a_copied_block_pastes_as_the_same_rows_and_columns(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        await stage.click_cell(1, "name")
        await stage.click_cell(3, "colours", SHIFT)
        await stage.press(Key.Key_C, CTRL)
        pasted = list(csv.reader(io.StringIO(await stage.pull_clipboard()), delimiter="\t"))
        names, suppliers = stage.shown("name"), stage.shown("supplier")
        assert [row[:2] for row in pasted] == [[names[at], suppliers[at]] for at in (1, 2, 3)]
        assert {len(row) for row in pasted} == {3}
        await stage.press(Key.Key_C, CTRL | SHIFT)
        titled = list(csv.reader(io.StringIO(await stage.pull_clipboard()), delimiter="\t"))
        assert titled[0] == ["Product", "Supplier", "Colours"]
        assert titled[1:] == pasted
        assert "<table" in QGuiApplication.clipboard().mimeData().html()


async def test_other_forms_of_copying_are_in_the_menu(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        await stage.click_cell(0, "name")
        await stage.press(Key.Key_Right, SHIFT)
        for form, sign in (("CSV", ","), ("JSON", '"supplier"'), ("Markdown", "| --- |")):
            await stage.choose("Edit", "Copy as", form)
            assert sign in await stage.pull_clipboard()


async def test_the_status_line_counts_the_selected_cells(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        await stage.click_cell(0, "stock")
        await stage.click_cell(3, "stock", SHIFT)
        total = sum(value or 0 for value in stage.values("stock")[:4])
        await stage.until(lambda: f"{total:,}" in stage.status())


async def test_find_goes_from_hit_to_hit(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        name = stage.shown("supplier")[2]
        await stage.press(Key.Key_F, CTRL)
        assert stage.tab.grid.finder.isVisible()
        await stage.type(name)
        await stage.press(Key.Key_Return)
        hits = [at for at, held in enumerate(stage.shown("supplier")) if held == name]
        assert stage.view.currentIndex().row() in hits
        first = stage.view.currentIndex()
        if len(hits) > 1:
            await stage.press(Key.Key_F3)
            assert stage.view.currentIndex() != first
        await stage.act(stage.tab.grid.finder.box.setFocus)
        await stage.press(Key.Key_Escape)
        await stage.press(Key.Key_Escape)
        assert not stage.tab.grid.finder.isVisible()
        assert stage.focus is stage.view


async def test_the_column_chooser_finds_by_label_and_by_the_services_own_name(
    qapp, home, service
) -> None:
    async with on_stage(home, service) as stage:
        await stage.press(Key.Key_K, CTRL | SHIFT)
        await stage.until(lambda: chooser(stage) is not None)
        found = chooser(stage)
        await stage.write("net_weight", found.search)
        labels = [found.choices.index(at).data() for at in range(found.choices.rowCount())]
        assert "Net weight" in labels
        await stage.press(Key.Key_Down, on=found.search)
        await stage.press(Key.Key_Space, on=found.list)
        assert stage.view.grid_model.column_of("net_weight") is not None
        await stage.close_floating()
        await stage.press(Key.Key_F5)
        await stage.settle()
        assert stage.view.grid_model.column_of("net_weight") is not None


async def test_columns_move_hide_and_freeze_from_the_header(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        column = stage.view.grid_model.column_of("supplier")
        await stage.act(lambda: stage.view.header.open_menu(column))
        await stage.choose_in_menu("Freeze to here")
        frozen = {stage.view.columns.field_of(at).id for at in stage.view.columns.frozen_columns()}
        assert {"name", "supplier"} <= frozen
        column = stage.view.grid_model.column_of("colours")
        await stage.act(lambda: stage.view.header.open_menu(column))
        await stage.choose_in_menu("Hide column")
        assert stage.view.grid_model.column_of("colours") is None


async def test_another_density_theme_and_zoom_apply_at_once(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        height = stage.view.painter.height
        await stage.choose("View", "Density", "Roomy")
        assert stage.view.painter.height > height
        await stage.choose("View", "Density", "Compact")
        assert stage.view.painter.height < height
        light = colour_of(stage)
        await stage.choose("View", "Theme", "Dark")
        assert colour_of(stage) != light
        assert stage.workspace.settings.theme is Theme.DARK
        await stage.choose("View", "Theme", "Light")
        assert colour_of(stage) == light
        tall = stage.tab.tools.height()
        for expected in (110, 125, 150, 175, 200, 200):
            await stage.press(Key.Key_Plus, CTRL)
            assert stage.workspace.settings.zoom == expected
        assert stage.tab.tools.height() == 2 * tall
        await stage.press(Key.Key_0, CTRL)
        for _ in range(3):
            await stage.press(Key.Key_Minus, CTRL)
        assert stage.workspace.settings.zoom == 80
        assert stage.window.look.zoom == 80
        await stage.press(Key.Key_0, CTRL)
        assert stage.tab.tools.height() == tall


async def test_two_to_six_ticked_rows_are_compared(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        assert not stage.menu_action("Data", "Compare selected rows").isEnabled()
        assert (
            "Tick two to six rows" in stage.menu_action("Data", "Compare selected rows").toolTip()
        )
        for place in range(3):
            await stage.tick(place)
        names = stage.shown("name")[:3]
        await stage.press(Key.Key_D, CTRL | SHIFT, on=stage.view)
        await stage.until(lambda: stage.dialog("ComparePanel"))
        panel = stage.dialog("ComparePanel")
        await stage.until(lambda: all(name in spoken(panel) for name in names))
        await stage.press(Key.Key_Escape, on=panel)
        assert stage.dialog("ComparePanel") is None


async def test_another_resource_opens_from_the_rail_by_keys(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        await stage.act(stage.tab.rail.view.setFocus)
        await stage.press(Key.Key_Home, on=stage.tab.rail.view)
        for _ in range(3):
            await stage.press(Key.Key_Down, on=stage.tab.rail.view)
        await stage.press(Key.Key_Return, on=stage.tab.rail.view)
        await stage.rows()
        assert stage.tab.desk.resource.id != "products"
        assert stage.keys()


def wheel(gallery, turn: int) -> QWheelEvent:
    """A turn of the wheel with Ctrl over the gallery."""
    spot = QPointF(60, 60)
    return QWheelEvent(
        spot,
        gallery.viewport().mapToGlobal(spot),
        QPoint(),
        QPoint(0, turn),
        Qt.MouseButton.NoButton,
        CTRL,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )


def spoken(place) -> str:
    """Every text and name of the widgets in a place, and of their tables' headers."""
    texts: list[str] = []
    for part in [place, *place.findChildren(QWidget)]:
        if not part.isVisible():
            continue
        texts.append(part.accessibleName())
        texts.append(str(part.text()) if hasattr(part, "text") else "")
        model = part.model() if isinstance(part, QAbstractItemView) else None
        if model is not None:
            texts += [
                str(model.headerData(at, Qt.Orientation.Horizontal, role) or "")
                for at in range(model.columnCount())
                for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            ]
    return "\n".join(texts)


def shown_fields(details) -> list[str]:
    """Labels of the fields that the dock shows."""
    labels: list[str] = []
    for section, table in details._sections.values():
        if section.isVisible():
            model = table.fields
            labels += [model.line(at).field.id for at in range(model.rowCount())]
    return labels


def chooser(stage):
    """The open column chooser."""
    from workbench.ui.grid.columns import ColumnList

    found = [held for held in stage.window.findChildren(ColumnList) if held.isVisible()]
    return found[0] if found else None


def colour_of(stage) -> str:
    """The colour of the ground beside the last tool."""
    image = stage.tab.tools.grab().toImage()
    return image.pixelColor(2, 2).name()


async def test_the_menu_key_offers_actions_in_table_and_gallery(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        await stage.click_cell(1, "name")
        for layout in ("Table", "Gallery"):
            await stage.choose("View", layout)
            rows = stage.view if layout == "Table" else stage.tab.gallery
            await stage.act(rows.setFocus)
            await stage.act(lambda rows=rows: QApplication.sendEvent(rows, menu_key(rows)))
            menu = stage.menu()
            assert menu is not None, layout
            assert "Export…" in [action.text() for action in menu.actions()]
            await stage.act(menu.close)


async def test_the_picture_of_the_dock_opens_large(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        await stage.click_cell(0, "name")
        await stage.until(stage.tab.dock.details.head.picture.isVisible)
        await stage.click(stage.tab.dock.details.head.picture)
        await stage.until(stage.tab.viewer.isVisible)


def menu_key(rows) -> QContextMenuEvent:
    """The Menu key over rows."""
    spot = QPoint(20, 20)
    return QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, spot, rows.mapToGlobal(spot))
