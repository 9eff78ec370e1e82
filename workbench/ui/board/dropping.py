"""Rows dropped on baskets: which place takes them, how that is seen, and why others do not."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QDragMoveEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from workbench.core.texts import tr
from workbench.ui.grid.dragging import Dragged, dragged
from workbench.ui.parts.paint import frame
from workbench.ui.safe import never_raises
from workbench.ui.text import tip_text

if TYPE_CHECKING:
    from workbench.core.sources import Resource
    from workbench.ui.theme.look import Look
    from workbench.workspace.workspace import Workspace

Spot = tuple[str, QRect]
"""A basket by id, and where it stands in the widget."""

UNPRICED = frozenset({"matches", "rates"})
"""Tables of the comparison whose rows are nothing to buy."""


def why_not(resource: Resource | None, *, local: bool) -> str:
    """Return why rows of a table cannot be put into a basket, "" where they can."""
    if resource is None or (resource.offering is None and not (local and _bought(resource))):
        return tr("These rows have no prices to compare.")
    return ""


def _bought(resource: Resource) -> bool:
    return resource.id not in UNPRICED


def refusal(workspace: Workspace, rows: Dragged) -> str:
    """Return why rows that are dragged cannot be put into a basket, "" where they can."""
    board = workspace.comparison.source
    local = rows.source == board.id
    source = board if local else workspace.source(rows.source)
    return why_not(source.resource(rows.resource) if source else None, local=local)


class DropRing(QWidget):
    """Stands around what takes the rows: a tint and a line in the tab's ink."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_at(self, box: QRect) -> None:
        """Stand around a box of the parent."""
        self.setGeometry(box)
        self.show()
        self.raise_()

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        look = self._look
        tint = QColor(look.accent.ink)
        tint.setAlphaF(0.12)
        painter = QPainter(self)
        frame(painter, self.rect(), look.radius(), tint, look.accent.ink, look.size("focus"))


class DropTarget(QObject):
    """Lets rows be dropped on parts of a widget.

    Attributes:
        dropped: rows (`Dragged`) were dropped on a basket, by id.
        ring: seen while they would be.

    Args:
        widget: takes the drops; of a list its viewport.
        spot: tells the basket at a place of it, None for none.
        refuse: tells why rows are not taken, "" where they are.
    """

    dropped = Signal(object, str)

    def __init__(
        self,
        widget: QWidget,
        look: Look,
        spot: Callable[[QPoint], Spot | None],
        refuse: Callable[[Dragged], str],
    ) -> None:
        super().__init__(widget)
        self._widget = widget
        self._spot = spot
        self._refuse = refuse
        self.ring = DropRing(look, widget)
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    @never_raises(False)
    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: D102
        kind = event.type()
        if kind in {QEvent.Type.DragLeave, QEvent.Type.Hide}:
            self.ring.hide()
            return False
        if not isinstance(event, QDropEvent):
            return False
        rows = dragged(event.mimeData())
        if rows is None:
            return False
        if kind is QEvent.Type.DragEnter:
            event.acceptProposedAction()
        elif isinstance(event, QDragMoveEvent):
            self._move(event, rows)
        else:
            self._drop(event, rows)
        return True

    def _move(self, event: QDragMoveEvent, rows: Dragged) -> None:
        place = event.position().toPoint()
        spot, reason = self._spot(place), self._refuse(rows)
        if spot is None or reason:
            self.ring.hide()
            said = reason or tr("Drop the rows on a basket.")
            QToolTip.showText(self._widget.mapToGlobal(place), tip_text(said), self._widget)
            event.ignore()
            return
        QToolTip.hideText()
        self.ring.show_at(spot[1])
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def _drop(self, event: QDropEvent, rows: Dragged) -> None:
        self.ring.hide()
        spot = self._spot(event.position().toPoint())
        if spot is None or self._refuse(rows):
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.dropped.emit(rows, spot[0])
