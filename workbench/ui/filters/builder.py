"""The filter builder: every filter at the left, found by typing, and the editor at the right."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from workbench.core.texts import tr
from workbench.ui.desk.desk import Desk
from workbench.ui.filters.grounds import stand_on
from workbench.ui.filters.panel import FilterPanel
from workbench.ui.filters.subjects import SUBJECT, Subject, SubjectModel
from workbench.ui.parts.empty import EmptyState
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.parts.paint import ONE_LINE, frame
from workbench.ui.parts.shapes import Hairline
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises
from workbench.ui.theme.look import Look
from workbench.ui.theme.tokens import Role
from workbench.ui.topics import set_topic

Index = QModelIndex | QPersistentModelIndex
SETTLE_MS = 120
"""The editor follows the list once it stands still for this long."""


class FilterBuilder(QWidget):
    """Type to find a filter, arrows to move, Enter to edit it, Enter again to apply.

    Attributes:
        applied: a filter was applied or removed.
    """

    applied = Signal()

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__()
        set_topic(self, "filters")
        self._desk = desk
        self._look = look
        self.model = SubjectModel(desk, self)
        self.search = LineEdit(
            tr("Search filters"), look, placeholder=tr("Name of a filter"), search=True
        )
        self.list = QListView()
        self.panel: FilterPanel | None = None
        self._slot = QVBoxLayout()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self.show_editor)
        self._dress_list()
        self._lay_out()
        self.search.textChanged.connect(self._search)
        self.search.returnPressed.connect(self._enter)
        self.search.installEventFilter(self)
        self.list.installEventFilter(self)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._settle.start())
        self.setFocusProxy(self.search)
        look.changed.connect(self._restyle)
        self._restyle()
        self.list.setCurrentIndex(self.model.first())
        self.show_editor()

    def choose(self, key: str) -> None:
        """Show the editor of a subject."""
        index = self.model.find(key)
        if index.isValid():
            self.list.setCurrentIndex(index)
            self.show_editor()

    def show_editor(self) -> None:
        """Show the editor of the current subject."""
        self._settle.stop()
        subject = self.list.currentIndex().data(SUBJECT)
        if self.panel and isinstance(subject, Subject) and self.panel.subject == subject:
            return
        while (item := self._slot.takeAt(0)) is not None:
            held = item.widget()
            if held is not None:
                held.hide()
                held.deleteLater()
        self.panel = None
        if not isinstance(subject, Subject):
            said = tr("Search by title, by documented name, or by what a filter does.")
            self._slot.addWidget(
                EmptyState("search-x", tr("No filter is called so"), said, self._look)
            )
            return
        self.panel = FilterPanel(self._desk, self._look, subject)
        self.panel.applied.connect(self.applied)
        self._slot.addWidget(self.panel)

    def _dress_list(self) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(_SubjectRow(self.model, self._look, self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(tr("Filters"))
        stand_on(self.list, self._look, raised=True)
        self.list.activated.connect(lambda _index: self._enter())

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        keep_spacing(left, self._look, 6)
        left.addWidget(self.search)
        left.addWidget(self.list, 1)
        row = QHBoxLayout(self)
        keep_spacing(row, self._look)
        row.addLayout(left, 2)
        row.addWidget(Hairline(self._look, upright=True))
        row.addLayout(self._slot, 3)

    def _search(self, text: str) -> None:
        self.model.search(text)
        self.list.setCurrentIndex(self.model.first())
        self._settle.start()

    def _enter(self) -> None:
        self.show_editor()
        if self.panel:
            self.panel.setFocus(Qt.FocusReason.OtherFocusReason)

    @never_raises(default=False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: 10,
            Qt.Key.Key_PageUp: -10,
        }
        step = steps.get(Qt.Key(event.key()))
        if watched is self.search and step:
            self._step(step)
            return True
        if watched is self.list and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._enter()
            return True
        return False

    def _step(self, step: int) -> None:
        row = self.list.currentIndex().row()
        last = self.model.rowCount() - 1
        target = min(max(row + step, 0), max(last, 0))
        way = 1 if step > 0 else -1
        while 0 <= target <= last and self.model.index(target).data(SUBJECT) is None:
            target += way
        if 0 <= target <= last:
            self.list.setCurrentIndex(self.model.index(target))

    @never_raises(None)
    def _restyle(self) -> None:
        self.setFixedSize(self._look.px(700), self._look.px(460))
        self.list.doItemsLayout()


class _SubjectRow(QStyledItemDelegate):
    def __init__(self, model: SubjectModel, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._look = look

    @never_raises(QSize(120, 28))
    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        heading = index.data(SUBJECT) is None
        return QSize(self._look.px(120), self._look.px(30 if heading else 28))

    @never_raises(None)
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, px, rect = self._look, self._look.px, QRect(option.rect)
        subject = index.data(SUBJECT)
        if not isinstance(subject, Subject):
            painter.setFont(look.font(Role.HEADING))
            painter.setPen(look.colours.text2)
            painter.drawText(rect.adjusted(px(8), px(6), 0, 0), ONE_LINE, str(index.data()))
            return
        corner = look.radius("radius_badge")
        if option.state & QStyle.StateFlag.State_Selected:
            frame(painter, rect, corner, look.selected(look.colours.raised))
            painter.fillRect(rect.left(), rect.top() + 3, px(3), rect.height() - 6, look.accent.ink)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            frame(painter, rect, corner, look.colours.hover)
        active = self._model.is_active(subject)
        role = Role.TOTAL if active else Role.CELL
        room = rect.adjusted(px(12), 0, -px(28 if active else 8), 0)
        shown = look.metrics(role).elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.setFont(look.font(role))
        painter.setPen(look.colours.text)
        painter.drawText(room, ONE_LINE, shown)
        if active:
            side = look.size("icon_dense")
            spot = QRect(rect.right() - px(8) - side, rect.top(), side, rect.height())
            look.paint_icon(painter, spot, "list-filter", look.accent.ink)
