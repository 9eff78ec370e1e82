"""The table of calls: rows in the look's own paint, a head that orders, a menu that does too."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QActionGroup, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from workbench.core.texts import tr
from workbench.ui.calls.model import CallModel
from workbench.ui.calls.words import (
    DURATION,
    NUMBERS,
    OPERATION,
    REQUEST,
    SIZE,
    SOURCE,
    STATUS,
    TIME,
    TITLES,
    status_mark,
)
from workbench.ui.dialogs.lists import FlatHeader
from workbench.ui.parts.buttons import Button, Kind
from workbench.ui.parts.paint import ONE_LINE
from workbench.ui.safe import never_raises
from workbench.ui.text import no_mnemonic
from workbench.ui.theme.look import Look
from workbench.ui.theme.tokens import Role

Index = QModelIndex | QPersistentModelIndex
ROW: Final = 28
WIDTHS: Final = {TIME: 136, SOURCE: 140, OPERATION: 150, STATUS: 96, DURATION: 78, SIZE: 70}
"""Px at 100 %; the request takes the rest."""
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class CallTable(QTableView):
    """Shows the rows of a CallModel; a click on a head orders by it."""

    def __init__(self, model: CallModel, look: Look) -> None:
        super().__init__()
        self._look = look
        self._delegate = CallDelegate(model, look)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(tr("Calls"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        head = FlatHeader(look)
        head.setSectionsClickable(True)
        self.setHorizontalHeader(head)
        head.setSectionResizeMode(REQUEST, QHeaderView.ResizeMode.Stretch)
        head.setSortIndicator(model.column, Qt.SortOrder.DescendingOrder)
        self.setSortingEnabled(True)
        look.changed.connect(self._restyle)
        self._restyle()

    @never_raises(None)
    def _restyle(self) -> None:
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, self._look.px(width))
        self.verticalHeader().setDefaultSectionSize(self._look.px(ROW))
        self.viewport().update()


class CallDelegate(QStyledItemDelegate):
    """Paints the cells: numbers at the right, a sign before a status that is none."""

    def __init__(self, model: CallModel, look: Look) -> None:
        super().__init__()
        self._model = model
        self._look = look

    @never_raises(QSize(80, ROW))
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: D102
        return QSize(self._look.px(80), self._look.px(ROW))

    @never_raises(None)
    def paint(  # noqa: D102
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        look, px, rect = self._look, self._look.px, QRect(option.rect)
        call = self._model.call(index.row())
        if call is None:
            return
        painter.save()
        self._ground(painter, option, rect, first=index.column() == 0)
        left, ink, role = px(6), look.colours.text, Role.CELL
        if index.column() == STATUS:
            sign = status_mark(call)
            if sign is not None:
                spot = QRect(rect.left() + left, rect.top(), look.size("mark"), rect.height())
                look.marks.paint(painter, spot, sign)
                ink = look.colours_of(sign).ink
            left += look.size("mark") + px(6)
        elif index.column() == REQUEST:
            role = Role.ID
        elif index.column() in {TIME, SOURCE} or index.column() in NUMBERS:
            ink = look.colours.text2
        room = rect.adjusted(left, 0, -px(6), 0)
        text = str(index.data() or "")
        painter.setFont(look.font(role))
        painter.setPen(ink)
        cut = look.metrics(role).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, RIGHT if index.column() in NUMBERS else ONE_LINE, cut)
        painter.restore()

    def _ground(
        self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, *, first: bool
    ) -> None:
        look = self._look
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.selected())
            if first:
                bar = look.size("selection_bar")
                painter.fillRect(rect.left(), rect.top(), bar, rect.height(), look.accent.ink)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, look.colours.hover)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look.colours.line)


class OrderButton(Button):
    """Says by what the calls are ordered, and offers another order to the keyboard."""

    def __init__(self, table: CallTable, look: Look) -> None:
        super().__init__("", look, Kind.QUIET, caret=True)
        self._table = table
        self.clicked.connect(self._offer)
        table.horizontalHeader().sortIndicatorChanged.connect(self._told)
        self._told()

    @property
    def _head(self) -> QHeaderView:
        return self._table.horizontalHeader()

    @never_raises(None)
    def _told(self, *_: object) -> None:
        title = tr(TITLES[max(0, self._head.sortIndicatorSection())])
        falling = self._head.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        self.say(f"{tr('Sorted by {column}', column=title)} {'↓' if falling else '↑'}")
        self.setAccessibleName(
            tr("Sorted by {column}, falling", column=title)
            if falling
            else tr("Sorted by {column}, rising", column=title)
        )

    def _offer(self) -> None:
        menu, head = QMenu(self), self._head
        columns, orders = QActionGroup(menu), QActionGroup(menu)
        for at, title in enumerate(TITLES):
            action = columns.addAction(menu.addAction(no_mnemonic(tr(title))))
            action.setCheckable(True)
            action.setChecked(at == head.sortIndicatorSection())
            action.triggered.connect(
                lambda _on=False, at=at: head.setSortIndicator(at, head.sortIndicatorOrder())
            )
        menu.addSeparator()
        for order, text in (
            (Qt.SortOrder.AscendingOrder, tr("Rising")),
            (Qt.SortOrder.DescendingOrder, tr("Falling")),
        ):
            action = orders.addAction(menu.addAction(text))
            action.setCheckable(True)
            action.setChecked(order is head.sortIndicatorOrder())
            action.triggered.connect(
                lambda _on=False, order=order: head.setSortIndicator(
                    head.sortIndicatorSection(), order
                )
            )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
