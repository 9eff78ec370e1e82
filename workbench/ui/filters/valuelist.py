"""A searchable list of values with boxes: in the filter builder, and behind "Show all"."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from workbench.core.formats import Formats
from workbench.core.pages import FacetValue
from workbench.core.texts import tr, trn
from workbench.ui.filters.choosing import Choosing, Tick
from workbench.ui.filters.grounds import stand_on
from workbench.ui.filters.valuemodel import ROW, Line, ValueModel
from workbench.ui.filters.valuerow import paint_value
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.parts.paint import ONE_LINE, frame
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises
from workbench.ui.text import label
from workbench.ui.theme.look import Look
from workbench.ui.theme.tokens import Role

Index = QModelIndex | QPersistentModelIndex
INDENT = 16
"""Pixels a level of a tree is set in, at 100 %."""


class ValueList(QWidget):
    """Space or a click ticks, Alt with a click or the minus key excludes, Left and Right fold.

    In a tree whose values mean themselves alone, Shift with Space or a click ticks all below too.

    Attributes:
        changed: ticks changed.
        choosing: the values and their ticks.
    """

    changed = Signal()

    def __init__(
        self, name: str, choosing: Choosing, look: Look, formats: Formats, *, excludes: bool = True
    ) -> None:
        super().__init__()
        self.choosing = choosing
        self.model = ValueModel(choosing, formats, self)
        self.search = LineEdit(
            tr("Search in {name}", name=name), look, placeholder=tr("Search values"), search=True
        )
        self.view = _ValueView(self.model, look, excludes=excludes)
        self.view.setAccessibleName(name)
        self._none = label(tr("No value has this in its name."), look, Role.NOTE, "text2")
        self.search.textChanged.connect(self._search)
        self.search.returnPressed.connect(self._take_first)
        self.view.changed.connect(self.changed)
        column = QVBoxLayout(self)
        keep_spacing(column, look, 6)
        column.addWidget(self.search)
        column.addWidget(self.view, 1)
        column.addWidget(self._none)
        self.setFocusProxy(self.search)
        self._show_none()

    def set_values(self, values: Sequence[FacetValue]) -> None:
        """Offer other values; ticks stay."""
        self.choosing.set_values(values)
        self.model.refresh()
        self.view.clearSelection()
        self._show_none()

    def refresh(self) -> None:
        """Show ticks that were changed from outside."""
        self.model.ticked()

    def show_group(self, group: str) -> None:
        """Offer the values of one group alone; "" for all."""
        self.model.show_group(group)
        self.view.clearSelection()
        self._show_none()

    def show_ticked(self) -> None:
        """Show ticks that were changed from outside, in a tree with the ways that lead there."""
        choosing = self.choosing
        if choosing.tree:
            self.model.open_to((*choosing.wanted, *choosing.unwanted))
        self.refresh()

    def summary(self) -> str:
        """Return how many are ticked, in words."""
        wanted, unwanted = len(self.choosing.wanted), len(self.choosing.unwanted)
        parts = [
            trn("{count} ticked", "{count} ticked", wanted) if wanted else "",
            trn("{count} excluded", "{count} excluded", unwanted) if unwanted else "",
        ]
        return ", ".join(part for part in parts if part)

    def _search(self, text: str) -> None:
        self.model.search(text)
        self._show_none()

    def _take_first(self) -> None:
        if self.model.rowCount():
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
            self.view.setCurrentIndex(self.model.index(0))

    def _show_none(self) -> None:
        self._none.setVisible(not self.model.rowCount())

    @never_raises(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self._take_first()
            return
        super().keyPressEvent(event)


class _ValueView(QListView):
    changed = Signal()

    def __init__(self, model: ValueModel, look: Look, *, excludes: bool) -> None:
        super().__init__()
        self._model = model
        self._look = look
        self._excludes = excludes
        self.setModel(model)
        self.setItemDelegate(_ValueDelegate(model, look, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        stand_on(self, look, raised=True)
        look.changed.connect(self.doItemsLayout)

    @never_raises(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        line = index.data(ROW) if index.isValid() else None
        if not isinstance(line, Line):
            super().keyPressEvent(event)
            return
        code = line.value.code
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case Qt.Key.Key_Space:
                self.toggle(code, whole=shift)
            case Qt.Key.Key_Minus | Qt.Key.Key_Delete:
                self.toggle(code, out=True)
            case Qt.Key.Key_Right if line.fold is False:
                self.fold(code, is_open=True)
            case Qt.Key.Key_Right if line.fold:
                self.setCurrentIndex(self._model.index(index.row() + 1))
            case Qt.Key.Key_Left if line.fold:
                self.fold(code, is_open=False)
            case Qt.Key.Key_Left if line.depth:
                row = self._model.row_of(self._model.choosing.parent(code))
                self.setCurrentIndex(self._model.index(row))
            case _:
                super().keyPressEvent(event)

    @never_raises(None)
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        spot = event.position().toPoint()
        line = self.indexAt(spot).data(ROW)
        if not isinstance(line, Line) or event.button() != Qt.MouseButton.LeftButton:
            return
        caret_ends = self._look.px(4 + INDENT * (line.depth + 1))
        if line.fold is not None and spot.x() < caret_ends:
            self.fold(line.value.code, is_open=not line.fold)
        else:
            keys = event.modifiers()
            alt = bool(keys & Qt.KeyboardModifier.AltModifier)
            shift = bool(keys & Qt.KeyboardModifier.ShiftModifier)
            self.toggle(line.value.code, out=alt, whole=shift)

    def toggle(self, code: str, *, out: bool = False, whole: bool = False) -> None:
        """Tick or exclude a value, or no longer; `whole` means all below it too."""
        choosing = self._model.choosing
        if out and self._excludes:
            choosing.exclude(code)
        elif whole:
            choosing.toggle_whole(code)
        elif not out:
            choosing.toggle(code)
        self._model.ticked()
        self.changed.emit()

    def fold(self, code: str, *, is_open: bool) -> None:
        """Open or fold what is below a value, staying on it."""
        top = self.verticalScrollBar().value()
        self._model.fold(code, is_open=is_open)
        self.setCurrentIndex(self._model.index(max(0, self._model.row_of(code))))
        self.verticalScrollBar().setValue(top)


class _ValueDelegate(QStyledItemDelegate):
    def __init__(self, model: ValueModel, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._look = look

    @never_raises(QSize(120, 24))
    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        line = index.data(ROW)
        heading = self._look.px(24) if isinstance(line, Line) and line.heading else 0
        return QSize(self._look.px(120), self._look.px(26) + heading)

    @never_raises(None)
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(ROW)
        if not isinstance(line, Line):
            return
        look, px, rect = self._look, self._look.px, QRect(option.rect)
        if line.heading:
            head = rect.adjusted(px(4), px(4), 0, -px(26))
            painter.setFont(look.font(Role.HEADING))
            painter.setPen(look.colours.text2)
            painter.drawText(head, ONE_LINE, line.heading)
            rect.setTop(rect.bottom() + 1 - px(26))
        row = self._model.row(line)
        ground = look.colours.raised
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if row.tick in {Tick.ON, Tick.IMPLIED}:
            frame(painter, rect.adjusted(0, 1, 0, 0), look.radius("radius_badge"),
                  look.selected(ground))  # fmt: skip
        elif hovered:
            frame(painter, rect, look.radius("radius_badge"), look.colours.hover)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if focused:
            frame(painter, rect, look.radius("radius_badge"), None, look.accent.ink, 2.0)
        left = rect.left() + px(6)
        if self._model.choosing.tree:
            left += px(INDENT) * line.depth
            if line.fold is not None:
                caret = QRect(left, rect.top(), px(12), rect.height())
                name = "chevron-down" if line.fold else "chevron-right"
                look.paint_icon(painter, caret, name)
            left += px(INDENT)
        inner = QRect(left, rect.top(), rect.right() - left - px(7), rect.height())
        paint_value(painter, inner, row, look)
