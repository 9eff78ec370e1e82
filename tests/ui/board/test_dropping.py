"""Rows dropped on baskets: where they may go, what is seen meanwhile, and what nothing takes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from tests.harness.waiting import until
from tests.ui.board.windowed import windowed
from workbench.ui.board.dropping import DropTarget, refusal
from workbench.ui.board.putting import THERE
from workbench.ui.grid.dragging import ROWS_TYPE, Dragged, carried_by, dragged, mime_of
from workbench.ui.rail.lines import LineKind

COPY, LEFT, NONE = (
    Qt.DropAction.CopyAction,
    Qt.MouseButton.LeftButton,
    Qt.KeyboardModifier.NoModifier,
)


def over(widget: QWidget, place: QPoint, mime: QMimeData) -> bool:
    """Drag something over a place; return whether it would be taken."""
    QApplication.sendEvent(widget, QDragEnterEvent(place, COPY, mime, LEFT, NONE))
    event = QDragMoveEvent(place, COPY, mime, LEFT, NONE)
    event.ignore()
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def drop(widget: QWidget, place: QPoint, mime: QMimeData) -> bool:
    """Drag something over a place and let it go there; return whether it was taken."""
    over(widget, place, mime)
    event = QDropEvent(QPointF(place), COPY, mime, LEFT, NONE)
    event.ignore()
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def test_rows_are_carried_by_name_and_nothing_else_is_read_as_rows() -> None:
    rows = Dragged("shop", "main", "products", ("1", "2"))
    assert dragged(mime_of(rows)) == rows
    other = QMimeData()
    other.setText("1")
    assert dragged(other) is None
    for data in (b"", b"{}", b"\xff", b'{"source":"a","account":"b","resource":"c","keys":[]}'):
        wrong = QMimeData()
        wrong.setData(ROWS_TYPE, data)
        assert dragged(wrong) is None


def test_a_ring_stands_where_rows_would_go(look, qtbot) -> None:
    widget, told, why = QWidget(), [], [""]
    qtbot.addWidget(widget)
    widget.resize(200, 100)
    widget.show()
    box = widget.rect().adjusted(0, 0, 0, -50)
    target = DropTarget(
        widget,
        look,
        lambda place: ("fair", box) if box.contains(place) else None,
        lambda _rows: why[0],
    )
    target.dropped.connect(lambda rows, basket: told.append((rows, basket)))
    rows = Dragged("shop", "main", "products", ("1",))
    assert over(widget, QPoint(10, 10), mime_of(rows))
    assert target.ring.isVisible()
    assert target.ring.geometry() == box
    assert not over(widget, QPoint(10, 90), mime_of(rows))
    assert target.ring.isHidden()
    assert not drop(widget, QPoint(10, 90), mime_of(rows))
    assert over(widget, QPoint(10, 10), mime_of(rows))
    QApplication.sendEvent(widget, QDragLeaveEvent())
    assert target.ring.isHidden()
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile("/tmp/fair.xlsx")])
    assert not over(widget, QPoint(10, 10), files)
    why[0] = "These rows have no prices to compare."
    assert not over(widget, QPoint(10, 10), mime_of(rows))
    assert not drop(widget, QPoint(10, 10), mime_of(rows))
    why[0] = ""
    assert drop(widget, QPoint(10, 10), mime_of(rows))
    assert told == [(rows, "fair")]


async def test_rows_of_any_tab_fall_into_a_basket_at_their_quantity(
    qapp, look, tmp_path: Path
) -> None:
    async with windowed(tmp_path, look, rows=4) as opened:
        held, window, session = opened.held, opened.window, opened.session
        rows = carried_by(opened.tab.desk, opened.keys()[:2])
        assert rows is not None
        assert refusal(held.workspace, rows) == ""
        assert refusal(held.workspace, rows.__class__("lagerkoll", "x", "units", ("1",)))
        assert refusal(held.workspace, rows.__class__("compare", "", "rates", ("1",)))
        baskets = held.comparison.baskets
        fair = await baskets.create("Fair", "EUR")
        # Over the tab of the comparison: it comes forward, for its baskets.
        bar = window.tabs.bar
        at = next(at for at in range(bar.count()) if window.source_at(at) == "compare")
        assert over(bar, bar.tabRect(at).center(), mime_of(rows))
        await until(lambda: bar.currentIndex() == at)
        QApplication.sendEvent(bar, QDragLeaveEvent())
        board = window.front
        assert board is not None
        place = board.board
        assert place is not None
        await until(lambda: "rail" in vars(place) and place.rail.view.isVisible())
        rail = place.rail
        await until(lambda: rail.model.row_of(LineKind.RESOURCE, f"basket-{fair.id}") >= 0)
        line = rail.model.index(rail.model.row_of(LineKind.RESOURCE, f"basket-{fair.id}"))
        spot = rail.view.visualRect(line).center()
        viewport = rail.view.viewport()
        assert over(viewport, spot, mime_of(rows))
        assert rail.drops.ring.isVisible()
        offers = rail.model.index(rail.model.row_of(LineKind.RESOURCE, "offers"))
        assert not over(viewport, rail.view.visualRect(offers).center(), mime_of(rows))
        assert drop(viewport, spot, mime_of(rows))
        await until(lambda: baskets.count(fair.id) == 2)
        assert {each.quantity for each in baskets.lines(fair.id)} == {session.query.quantity}
        # Once more, on the tab itself: into the basket used last, where they are already.
        assert drop(bar, bar.tabRect(at).center(), mime_of(rows))
        await until(lambda: THERE in board.strips.shown)
        assert baskets.count(fair.id) == 2
        gone = Dragged("loupe", "nobody", "orders", ("1",))
        opened.commands.baskets.put_dropped(gone, fair.id)
        assert "dropped" in board.strips.shown


async def test_the_menu_of_a_basket_puts_in_the_chosen_rows(opened) -> None:
    async with opened() as board:
        fair = await board.comparison.baskets.create("Fair", "EUR")
        told = []
        board.place.rows_dropped.connect(lambda rows, basket: told.append((rows.keys, basket)))
        keys = tuple(board.row_keys()[:2])
        board.desk.selection.only(keys)
        menu = QMenu()
        rail = board.place.rail
        rail.acts.fill_menu(menu, fair.id, rail)
        action = next(each for each in menu.actions() if "Put in" in each.text())
        action.trigger()
        assert told == [(keys, fair.id)]
        menu.deleteLater()
        await board.calm()


async def test_a_drag_from_the_boxes_carries_what_is_ticked(opened) -> None:
    async with opened() as board:
        heads, told = board.tab.grid.view.heads, []
        heads.carried.disconnect()
        heads.carried.connect(told.append)
        view = heads.viewport()
        y = board.tab.grid.view.painter.height // 2

        def move(x: int) -> None:
            spot = QPointF(x, y)
            at = QPointF(view.mapToGlobal(QPoint(x, y)))
            kind = QEvent.Type.MouseMove
            QApplication.sendEvent(view, QMouseEvent(kind, spot, at, LEFT, LEFT, NONE))

        QTest.mousePress(view, LEFT, pos=QPoint(10, y))
        move(11)
        assert told == []
        move(12 + QApplication.startDragDistance())
        assert told == [0]
        move(40 + QApplication.startDragDistance())
        assert told == [0]
        QTest.mouseRelease(view, LEFT, pos=QPoint(10, y))
        await board.calm()
