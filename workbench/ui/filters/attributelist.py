"""The company's attributes to choose from: found by name, code or type; those in use stand out."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from workbench.core.attributes import TITLES, Attribute
from workbench.core.texts import tr
from workbench.ui.filters.grounds import stand_on
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.parts.paint import ONE_LINE, frame
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises
from workbench.ui.text import label, tip_text, visible
from workbench.ui.theme.look import Look
from workbench.ui.theme.tokens import Role

Index = QModelIndex | QPersistentModelIndex
ATTRIBUTE = Qt.ItemDataRole.UserRole
"""Role of a line's `Attribute`."""
USED = Qt.ItemDataRole.UserRole + 1
"""Role that says whether something is asked of it."""

_RIGHT = int(
    Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
)


class AttributeModel(QAbstractListModel):
    """Attributes that a search leaves.

    Attributes:
        all: every attribute.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.all: tuple[Attribute, ...] = ()
        self._lines: list[Attribute] = []
        self._used: frozenset[str] = frozenset()
        self._search = ""

    def show(self, attributes: Sequence[Attribute]) -> None:
        """Offer other attributes."""
        self.all = tuple(attributes)
        self.search(self._search)

    def use(self, codes: Collection[str]) -> None:
        """Mark those that something is asked of."""
        self._used = frozenset(codes)
        if self._lines:
            self.dataChanged.emit(self.index(0), self.index(len(self._lines) - 1))

    def search(self, text: str) -> None:
        """Leave those whose name, code or type hold every word."""
        self._search = text
        words = text.casefold().split()
        self.beginResetModel()
        self._lines = [held for held in self.all if all(word in _text(held) for word in words)]
        self.endResetModel()

    @never_raises(0)
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, D102
        return 0 if parent.isValid() else len(self._lines)

    @never_raises(None)
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        held = self._lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return visible(held.name)
            case Qt.ItemDataRole.ToolTipRole:
                return tip_text(held.help)
            case Qt.ItemDataRole.AccessibleTextRole:
                used = tr("in use") if held.code in self._used else ""
                said = (held.name, held.code, tr(TITLES[held.type]), used)
                return ", ".join(visible(part) for part in said if part)
            case _ if role == ATTRIBUTE:
                return held
            case _ if role == USED:
                return held.code in self._used
        return None


def _text(attribute: Attribute) -> str:
    return f"{attribute.name} {attribute.code} {tr(TITLES[attribute.type])}".casefold()


class AttributeList(QWidget):
    """A search over the list; Down goes into it, Enter takes the current line.

    Attributes:
        taken: an attribute was chosen: the `Attribute`.
    """

    taken = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.model = AttributeModel(self)
        name = tr("Attributes")
        self.search = LineEdit(
            tr("Search in {name}", name=name), look, placeholder=tr("Name or code"), search=True
        )
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(_Line(look, self.view))
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setAccessibleName(name)
        stand_on(self.view, look, raised=True)
        look.changed.connect(self.view.doItemsLayout)
        self.search.textChanged.connect(self._search)
        self.search.returnPressed.connect(self._take_current)
        self.view.clicked.connect(self._take)
        column = QVBoxLayout(self)
        keep_spacing(column, look, 6)
        column.addWidget(self.search)
        column.addWidget(self.view, 1)
        self._none = label(tr("No attribute is called so."), look, Role.NOTE, "text2")
        self._none.hide()
        column.addWidget(self._none)
        self.setFocusProxy(self.search)

    def _search(self, text: str) -> None:
        self.model.search(text)
        self._none.setVisible(bool(text.strip()) and not self.model.rowCount())
        self.view.setCurrentIndex(self.model.index(0) if text.strip() else QModelIndex())

    def _take_current(self) -> None:
        self._take(self.view.currentIndex())

    @never_raises(None)
    def _take(self, index: QModelIndex) -> None:
        held = index.data(ATTRIBUTE)
        if isinstance(held, Attribute):
            self.taken.emit(held)

    @never_raises(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        down = event.key() == Qt.Key.Key_Down and self.search.hasFocus()
        if down and self.model.rowCount():
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
            row = self.view.currentIndex().row()
            at = min(row + 1, self.model.rowCount() - 1) if row >= 0 else 0
            self.view.setCurrentIndex(self.model.index(at))
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.view.hasFocus():
            self._take_current()
        else:
            super().keyPressEvent(event)


class _Line(QStyledItemDelegate):
    """Name at the left; type and code at the right."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    @never_raises(QSize(120, 28))
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(self._look.px(120), self._look.px(28))

    @never_raises(None)
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, px, rect = self._look, self._look.px, QRect(option.rect)
        held, used = index.data(ATTRIBUTE), bool(index.data(USED))
        if not isinstance(held, Attribute):
            return
        self._paint_ground(painter, option, rect)
        right = rect.right() - px(8)
        if used:
            side = look.size("icon_dense")
            look.paint_icon(painter, QRect(right - side, rect.top(), side, rect.height()),
                            "list-filter", look.accent.ink)  # fmt: skip
            right -= side + px(6)
        note = visible(f"{tr(TITLES[held.type])} · {held.code}")
        wide = min(look.metrics(Role.NOTE).horizontalAdvance(note), rect.width() // 2)
        painter.setFont(look.font(Role.NOTE))
        painter.setPen(look.colours.text2)
        painter.drawText(QRect(right - wide, rect.top(), wide, rect.height()), _RIGHT, note)
        role = Role.TOTAL if used else Role.CELL
        left = rect.left() + px(10)
        room = QRect(left, rect.top(), right - wide - px(8) - left, rect.height())
        cut = Qt.TextElideMode.ElideRight
        shown = look.metrics(role).elidedText(visible(held.name), cut, room.width())
        painter.setFont(look.font(role))
        painter.setPen(look.colours.text)
        painter.drawText(room, ONE_LINE, shown)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect) -> None:
        look, corner = self._look, self._look.radius("radius_badge")
        if option.state & QStyle.StateFlag.State_Selected:
            frame(painter, rect, corner, look.selected(look.colours.raised))
            bar = QRect(rect.left(), rect.top() + 3, look.px(3), rect.height() - 6)
            painter.fillRect(bar, look.accent.ink)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            frame(painter, rect, corner, look.colours.hover)
        if option.state & QStyle.StateFlag.State_HasFocus:
            frame(painter, rect, corner, None, look.accent.ink, 2.0)
