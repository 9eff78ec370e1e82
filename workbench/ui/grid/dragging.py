"""Rows on their way by the pointer: which ones they are, and the badge that says how many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import (
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    QStringListModel,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from workbench.core.formats import rows_text
from workbench.ui.desk.ticked import ticked
from workbench.ui.parts.paint import ONE_LINE, frame
from workbench.ui.safe import never_raises
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.ui.desk.desk import Desk
    from workbench.ui.grid.view import GridView
    from workbench.ui.theme.look import Look

ROWS_TYPE: Final = "application/x-workbench-rows"
"""What dragged rows are; its data is a `Dragged` as JSON."""


class Dragged(msgspec.Struct, frozen=True):
    """Rows that are dragged: whose table they are of, and their keys."""

    source: str
    account: str
    resource: str
    keys: tuple[str, ...]


def mime_of(rows: Dragged) -> QMimeData:
    """Return rows as they are carried."""
    mime = QMimeData()
    mime.setData(ROWS_TYPE, msgspec.json.encode(rows))
    return mime


def dragged(mime: QMimeData) -> Dragged | None:
    """Return the rows that are carried, None for anything else."""
    if not mime.hasFormat(ROWS_TYPE):
        return None
    try:
        found = msgspec.json.decode(bytes(mime.data(ROWS_TYPE).data()), type=Dragged)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    return found if found.keys else None


def carried_by(desk: Desk, keys: Sequence[str]) -> Dragged | None:
    """Return rows of the table on a desk; None where there is none."""
    session = desk.session
    if session is None or not keys:
        return None
    named = session.source.id, session.account.name, session.resource.id
    return Dragged(*named, tuple(keys))


class _Model(QStringListModel):
    """One entry: the rows."""

    def __init__(self, rows: Dragged) -> None:
        super().__init__([rows_text(len(rows.keys))])
        self._rows = rows

    def mimeTypes(self) -> list[str]:
        return [ROWS_TYPE]

    @never_raises(QMimeData())
    def mimeData(self, _indexes: Sequence[QModelIndex]) -> QMimeData:
        return mime_of(self._rows)


class _Badge(QStyledItemDelegate):
    """Paints how many rows there are."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    @never_raises(QSize(80, 28))
    def sizeHint(
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        look = self._look
        wide = look.metrics(Role.NOTE_STRONG).horizontalAdvance(str(index.data()))
        return QSize(wide + look.px(40), look.px(28))

    @never_raises(None)
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        look, box = self._look, QRect(option.rect)
        frame(painter, box, look.radius(), look.colours.raised, look.accent.ink)
        side = look.size("icon")
        spot = QRect(box.left() + look.px(8), box.center().y() - side // 2, side, side)
        look.paint_icon(painter, spot, "rows-3", look.accent.ink)
        painter.setFont(look.font(Role.NOTE_STRONG))
        painter.setPen(look.colours.text)
        painter.drawText(box.adjusted(look.px(30), 0, 0, 0), ONE_LINE, str(index.data()))


class RowCarrier(QListView):
    """Carries rows under the pointer; it is never seen itself."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setItemDelegate(_Badge(look, self))
        self.setDragDropMode(QListView.DragDropMode.DragOnly)
        self.hide()

    def carry(self, rows: Dragged) -> None:
        """Begin to drag rows; returns when they are dropped."""
        model = _Model(rows)
        model.setParent(self)
        before = self.model()
        self.setModel(model)
        if before is not None:
            before.deleteLater()
        self.resize(self.sizeHintForIndex(model.index(0)).grownBy(self.contentsMargins()))
        self.doItemsLayout()
        self.setCurrentIndex(model.index(0))
        self.startDrag(Qt.DropAction.CopyAction)


def carry_rows(view: GridView, place: int, look: Look) -> None:
    """Drag a row and all that are ticked in sight: a press on its box may have unticked it."""
    view.desk.selection.tick([view.grid_model.key_at(place)], on=True)
    carry(view.desk, ticked(view.desk).seen, look, view)


def carry(desk: Desk, keys: Sequence[str], look: Look, view: QWidget) -> None:
    """Drag rows of the table on a desk, from a view of them; returns when they are dropped."""
    rows = carried_by(desk, keys)
    if rows is not None:
        carrier = RowCarrier(look, view)
        carrier.carry(rows)
        carrier.deleteLater()
