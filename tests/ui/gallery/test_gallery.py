"""The gallery shares rows, ticks, current row and place with the table."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QContextMenuEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.harness.waiting import until
from tests.ui.gallery.conftest import png
from tests.ui.sample import make_desk, page_of
from workbench.core.queries import Condition, Sort
from workbench.core.settings import Theme
from workbench.ui.gallery.gallery import Gallery
from workbench.ui.gallery.shape import enlarge_box, retry_box, tick_box
from workbench.ui.pictures import PictureShelf

_Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def card(gallery, place):
    return gallery.visualRect(gallery.model().index(place, 0))


def click(gallery, spot, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.mouseClick(gallery.viewport(), Qt.MouseButton.LeftButton, modifiers, spot)


def press(gallery, key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(gallery, key, modifiers)


# ---- moving --------------------------------------------------------------------------------


def test_keys_move_the_desks_current_row_and_bring_it_into_view(gallery, desk):
    desk.selection.set_current("k0")
    press(gallery, _Key.Key_Right)
    assert desk.selection.current == "k1"
    press(gallery, _Key.Key_Down)
    assert desk.selection.current == f"k{1 + gallery.shape.columns}"
    press(gallery, _Key.Key_End, CTRL)
    assert desk.selection.current == "k299"
    assert gallery.viewport().rect().contains(card(gallery, 299))
    press(gallery, _Key.Key_Home, CTRL)
    assert desk.selection.current == "k0"
    assert gallery.verticalOffset() == 0


def test_a_row_made_current_elsewhere_is_current_and_seen(gallery, desk):
    desk.selection.set_current("k200")
    assert gallery.currentIndex().row() == 200
    assert gallery.viewport().rect().contains(card(gallery, 200).center())


def test_focus_without_a_current_row_begins_with_the_first_seen(gallery, desk):
    assert desk.selection.current == "k0"


def test_a_click_moves_the_current_row_but_no_card(gallery, desk):
    gallery.verticalScrollBar().setValue(150)
    before = card(gallery, 6)
    click(gallery, before.center())
    assert desk.selection.current == "k6"
    assert card(gallery, 6) == before
    assert not len(desk.selection)


# ---- ticking -------------------------------------------------------------------------------


def test_the_box_and_enter_tick_a_card(gallery, desk, look):
    click(gallery, tick_box(card(gallery, 2), look).center())
    assert desk.selection.keys == ("k2",)
    press(gallery, _Key.Key_Return)
    assert desk.selection.keys == ()


def test_shift_ticks_through_from_the_card_touched_last(gallery, desk):
    click(gallery, card(gallery, 1).center())
    click(gallery, card(gallery, 4).center(), SHIFT)
    assert desk.selection.keys == ("k1", "k2", "k3", "k4")
    press(gallery, _Key.Key_Right, SHIFT)
    assert "k5" in desk.selection


def test_ctrl_click_ticks_and_ctrl_a_ticks_all(gallery, desk):
    click(gallery, card(gallery, 3).center(), CTRL)
    assert desk.selection.keys == ("k3",)
    press(gallery, _Key.Key_A, CTRL)
    assert len(desk.selection) == 300


def test_ticks_survive_sorting(gallery, desk):
    desk.selection.toggle("k3")
    desk.set_sort((Sort("stock", descending=True),))
    assert desk.selection.keys == ("k3",)


# ---- place ---------------------------------------------------------------------------------


def test_it_opens_at_the_row_where_the_table_was(gallery, desk):
    gallery.hide()
    desk.top = 120
    gallery.show()
    top = card(gallery, 120 // gallery.shape.columns * gallery.shape.columns).top()
    assert 0 <= top <= gallery.shape.gap
    assert desk.top == 120


def test_scrolling_moves_the_desks_place(gallery, desk):
    gallery.verticalScrollBar().setValue(10 * gallery.shape.step)
    assert desk.top == 10 * gallery.shape.columns


def test_a_hidden_gallery_leaves_the_place_alone(gallery, desk):
    gallery.hide()
    desk.top = 77
    gallery.verticalScrollBar().setValue(2000)
    assert desk.top == 77


def test_the_row_at_the_top_stays_when_the_width_changes(gallery, desk, host, qapp):
    gallery.verticalScrollBar().setValue(20 * gallery.shape.step)
    top = desk.top
    host.resize(1300, 750)
    qapp.processEvents()
    assert top in range(desk.top, desk.top + gallery.shape.columns)
    host.resize(862, 750)
    qapp.processEvents()
    assert top in range(desk.top, desk.top + gallery.shape.columns)


def test_sorting_keeps_a_seen_current_card_where_it_was(gallery, desk):
    desk.selection.set_current("k40")
    before = card(gallery, 40).top()
    desk.set_sort((Sort("name"),))
    place = gallery.cards.place_of("k40")
    assert place > 16
    assert card(gallery, place).top() == before
    assert gallery.currentIndex().row() == place


def test_a_new_question_begins_at_its_start_and_a_refresh_does_not(gallery, desk):
    gallery.verticalScrollBar().setValue(3000)
    desk.session.show(page_of(range(300)), desk.view.query)
    assert gallery.verticalOffset() == 3000
    other = desk.view.query.with_condition(Condition("has_marking", "", value=True))
    desk.session.show(page_of(range(300)), other)
    assert gallery.verticalOffset() == 0
    assert desk.top == 0


def test_ctrl_and_wheel_change_the_size_of_cards(gallery, desk):
    before = desk.view.card
    spot = QPointF(100, 100)
    for _ in range(4):
        wheel = QWheelEvent(
            spot,
            gallery.viewport().mapToGlobal(spot),
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            CTRL,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(gallery.viewport(), wheel)
    assert desk.view.card == before + 48
    assert gallery.shape.columns == 3
    assert gallery.verticalOffset() == 0


def test_plus_and_minus_change_the_size_of_cards(gallery, desk):
    press(gallery, _Key.Key_Minus)
    assert desk.view.card == 192
    press(gallery, _Key.Key_Plus)
    assert desk.view.card == 204


# ---- tools and signals ---------------------------------------------------------------------


def test_space_double_click_and_the_tool_want_the_viewer(gallery, desk, look, qtbot):
    with qtbot.waitSignal(gallery.viewer_wanted):
        press(gallery, _Key.Key_Space)
    with qtbot.waitSignal(gallery.viewer_wanted):
        click(gallery, enlarge_box(card(gallery, 5), look).center())
    assert desk.selection.current == "k5"
    with qtbot.waitSignal(gallery.viewer_wanted):
        QTest.mouseDClick(
            gallery.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            card(gallery, 1).center(),
        )


def test_the_menu_opens_over_the_pressed_card(gallery, desk, qtbot):
    spot = card(gallery, 3).center()
    QTest.mouseClick(gallery.viewport(), Qt.MouseButton.RightButton, pos=spot)
    assert desk.selection.current == "k3"
    with qtbot.waitSignal(gallery.menu_wanted) as told:
        reason = QContextMenuEvent.Reason.Keyboard
        event = QContextMenuEvent(reason, spot, gallery.viewport().mapToGlobal(spot))
        QApplication.sendEvent(gallery.viewport(), event)
    assert isinstance(told.args[0], QPoint)


def test_a_screen_reader_reaches_the_cards(gallery):
    reached = QAccessible.queryAccessibleInterface(gallery)
    assert reached.childCount() >= 300
    said = reached.child(1).text(QAccessible.Text.Name)
    assert "Lanyard" in said
    assert "row 2" in said


def test_hovering_changes_no_place(gallery):
    before = [card(gallery, place) for place in range(8)]
    QTest.mouseMove(gallery.viewport(), card(gallery, 5).center())
    assert [card(gallery, place) for place in range(8)] == before


# ---- pictures and pages --------------------------------------------------------------------


def colour_at(gallery, place):
    image = gallery.viewport().grab().toImage()
    return QColor(image.pixel(card(gallery, place).center() - QPoint(0, 40)))


async def test_pictures_arrive_on_their_cards_and_failures_say_why(gallery, desk, shelf, look):
    cache = desk.workspace.stores.cache
    cache.put_picture("https://sample.invalid/0.png", png(300, 300), "image/png")
    gallery.viewport().update()
    await until(lambda: shelf.known("https://sample.invalid/0.png") is not None)
    await until(lambda: shelf.reason("https://sample.invalid/1.png") == "404 at supplier.")
    await until(lambda: colour_at(gallery, 0).red() > 200 and colour_at(gallery, 0).green() < 60)
    await until(lambda: not desk.workspace.jobs.pending)
    cache.clear_pictures()
    cache.put_picture("https://sample.invalid/1.png", png(300, 300), "image/png")
    click(gallery, retry_box(card(gallery, 1), look).center())
    await until(lambda: shelf.known("https://sample.invalid/1.png") is not None)
    assert desk.selection.keys == ()
    shelf.close()
    await until(lambda: not desk.workspace.jobs.pending)


async def test_the_next_page_is_asked_for_near_the_end(qtbot, tmp_path, look):
    desk = make_desk(tmp_path, rows=300, loaded=100)
    shelf = PictureShelf(lambda: None, desk.workspace.jobs, look)
    gallery = Gallery(desk, look, shelf)
    qtbot.addWidget(gallery)
    gallery.resize(862, 600)
    gallery.grab()
    assert len(desk.session.table) == 100
    gallery.show()
    gallery.verticalScrollBar().setValue(gallery.verticalScrollBar().maximum())
    await until(lambda: len(desk.session.table) == 200)
    await until(lambda: gallery.model().rowCount() == 200)
    assert gallery.verticalScrollBar().maximum() > 200 // gallery.shape.columns * 200
    gallery.hide()
    await until(lambda: not desk.workspace.jobs.pending)
    shelf.close()
    desk.close()
    desk.workspace.stores.close()


@pytest.mark.parametrize("theme", [Theme.DARK, Theme.CONTRAST])
def test_it_takes_over_other_colours(gallery, look, theme, qapp):
    light = gallery.viewport().grab().toImage()
    look.set_theme(theme)
    qapp.processEvents()
    other = gallery.viewport().grab().toImage()
    assert light != other
    ground = QColor(other.pixel(3, 3))
    assert ground == look.colours.surface


def test_painting_many_rows_touches_only_those_seen(qtbot, gallery, desk):
    desk.session.show(page_of(range(20_000)), desk.view.query)
    gallery.verticalScrollBar().setValue(gallery.verticalScrollBar().maximum())
    gallery.viewport().grab()
    assert gallery.indexAt(QPoint(100, 700)).row() > 19_900
    assert len(gallery.cards._words) < 60
