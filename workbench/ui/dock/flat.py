"""Small tables in the look of the window: hairlines, no grid, copied as what a sheet takes in."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QGuiApplication, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from workbench.ui.parts.paint import ONE_LINE
from workbench.ui.safe import never_raises
from workbench.ui.text import ink_colour, visible
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent, QWheelEvent
    from PySide6.QtWidgets import QWidget

    from workbench.ui.theme.look import Look

Index = QModelIndex | QPersistentModelIndex
State = QStyle.StateFlag
NO_INDEX = QModelIndex()
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class FlatRole(IntEnum):
    """What a model says of a cell beyond Qt's own roles."""

    FONT = Qt.ItemDataRole.UserRole + 20
    """A `tokens.Role`; cells are 13/400 without it."""
    INK = Qt.ItemDataRole.UserRole + 21
    """An `Ink`; text without it."""
    IN_EFFECT = Qt.ItemDataRole.UserRole + 22
    """True for the row that holds now: tinted, with a bar."""
    PLAIN = Qt.ItemDataRole.UserRole + 23
    """The text for the clipboard, where it is not what is shown."""
    UNIT = Qt.ItemDataRole.UserRole + 24
    """Of a header: the unit behind the title."""


class FlatDelegate(QStyledItemDelegate):
    """Paints a cell's text in the role and ink that its model names."""

    def __init__(self, look: Look, parent: QTableView) -> None:
        super().__init__(parent)
        self._look = look

    @never_raises(None)
    def paint(  # noqa: D102
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        paint_ground(painter, option, index, self._look)
        look = self._look
        role = index.data(FlatRole.FONT) or Role.CELL
        pad = look.size("cell_padding")
        room = rect_of(option).adjusted(pad, 0, -pad, 0)
        whole = str(index.data() or "")
        # What tells rows apart stands in brackets at the end: "Gaveland Europe (DE)".
        middle = whole.endswith(")")
        cut = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
        text = look.metrics(role).elidedText(whole, cut, room.width())
        align = index.data(Qt.ItemDataRole.TextAlignmentRole) or LEFT
        painter.setFont(look.font(role))
        painter.setPen(ink_colour(look, index.data(FlatRole.INK) or "text"))
        painter.drawText(room, ONE_LINE | int(align), text)

    @never_raises(QSize())
    def sizeHint(  # noqa: D102
        self, option: QStyleOptionViewItem, index: Index
    ) -> QSize:
        del option
        role = index.data(FlatRole.FONT) or Role.CELL
        wide = self._look.metrics(role).horizontalAdvance(str(index.data() or ""))
        return QSize(wide + 2 * self._look.size("cell_padding") + 1, self._look.size("field_row"))


def rect_of(option: QStyleOptionViewItem) -> QRect:
    """Where a cell is painted; the binding declares the member loosely."""
    return QRect(option.rect)  # pyright: ignore[reportAttributeAccessIssue]


def paint_ground(painter: QPainter, option: QStyleOptionViewItem, index: Index, look: Look) -> None:
    """Paint what lies under a cell: selection, the row in effect, the row under the pointer."""
    rect = rect_of(option)
    state = option.state  # pyright: ignore[reportAttributeAccessIssue]
    in_effect = bool(index.data(FlatRole.IN_EFFECT))
    if state & State.State_Selected or in_effect:
        painter.fillRect(rect, look.selected())
        if index.column() == 0:
            painter.fillRect(rect.left(), rect.top(), look.px(3), rect.height(), look.accent.ink)
    elif state & State.State_MouseOver:
        painter.fillRect(rect, look.colours.hover)


class FlatHeader(QHeaderView):
    """Titles 12/500 with units; the unit is left out whole where it does not fit."""

    def __init__(self, look: Look) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._look = look
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setDefaultAlignment(LEFT)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(super().sizeHint().width(), self._look.size("control"))

    def title_width(self, section: int, *, unit: bool = True) -> int:
        """How wide a column must be for its whole title, in pixels; with its `unit` or without."""
        title, behind = self._words(section)
        wide = self._look.metrics(Role.LABEL).horizontalAdvance(title)
        if unit and behind:
            wide += self._look.metrics(Role.NOTE).horizontalAdvance(f" {behind}")
        return wide + 2 * self._look.size("cell_padding") + 1

    def _words(self, section: int) -> tuple[str, str]:
        model, across = self.model(), Qt.Orientation.Horizontal
        title = model.headerData(section, across) or ""
        return str(title), str(model.headerData(section, across, FlatRole.UNIT) or "")

    @never_raises(None)
    def paintSection(  # noqa: D102
        self,
        painter: QPainter,
        rect: QRect,
        logicalIndex: int,  # noqa: N803
    ) -> None:
        look, pad = self._look, self._look.size("cell_padding")
        painter.fillRect(rect, look.colours.surface)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look.colours.line)
        title, unit = self._words(logicalIndex)
        room = rect.adjusted(pad, 0, -pad, 0)
        bold, plain = look.metrics(Role.LABEL), look.metrics(Role.NOTE)
        wide = bold.horizontalAdvance(title)
        behind = plain.horizontalAdvance(f" {unit}") if unit else 0
        fits = wide + behind <= room.width()
        align = self.model().headerData(
            logicalIndex, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole
        )
        left = room.left()
        if align and int(align) & int(Qt.AlignmentFlag.AlignRight):
            left = max(left, room.right() + 1 - wide - (behind if fits else 0))
        painter.setFont(look.font(Role.LABEL))
        painter.setPen(look.colours.text2)
        shown = bold.elidedText(title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(QRect(left, rect.top(), room.width(), rect.height()), ONE_LINE, shown)
        if unit and fits:
            painter.setFont(look.font(Role.NOTE))
            painter.setPen(look.colours.text3)
            box = QRect(left + wide, rect.top(), behind + 1, rect.height())
            painter.drawText(box, ONE_LINE, f" {unit}")


class FlatTable(QTableView):
    """A table of rows 24 high; with `whole` it is as high as its rows and never scrolls.

    Enter opens what a row stands for, Ctrl+C copies the chosen rows.

    Attributes:
        opened: a row was opened by Enter or double click; its model row.
        menu_wanted: a context menu is wanted: (index, global place).
    """

    opened = Signal(int)
    menu_wanted = Signal(QModelIndex, QPoint)

    def __init__(
        self,
        name: str,
        model: QAbstractItemModel,
        look: Look,
        *,
        whole: bool = False,
        titles: bool = True,
        header: QHeaderView | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._whole = whole
        self.setAccessibleName(visible(name))
        self.head = header or FlatHeader(look)
        self.setHorizontalHeader(self.head)
        self.head.setVisible(titles)
        self.verticalHeader().hide()
        self.setModel(model)
        self.setItemDelegate(FlatDelegate(look, self))
        self._calm()
        if whole:
            model.modelReset.connect(self._fit_height)
            model.rowsInserted.connect(self._fit_height)
            model.rowsRemoved.connect(self._fit_height)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        self.customContextMenuRequested.connect(self._ask_menu)
        look.changed.connect(self._restyle)
        self._restyle()

    def _calm(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        if self._whole:
            never = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            self.setVerticalScrollBarPolicy(never)
            self.setHorizontalScrollBarPolicy(never)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self.setMinimumWidth(self._look.px(80))

    @property
    def row_height(self) -> int:
        """Height of a row in pixels."""
        return self._look.size("field_row")

    def chosen_rows(self) -> list[int]:
        """The chosen rows, by their place."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def copied(self) -> str:
        """The chosen rows (all where none is) as lines of tab-parted texts, titles first."""
        model = self.model()
        rows = self.chosen_rows() or range(model.rowCount())
        # Columns that left for want of room are copied too: nobody dropped them.
        columns = range(model.columnCount())
        across = Qt.Orientation.Horizontal
        lines = ["\t".join(_flat(model.headerData(at, across)) for at in columns)]
        lines += ["\t".join(_flat(_plain(model.index(row, at))) for at in columns) for row in rows]
        return "\n".join(lines)

    def copy(self) -> None:
        """Put the chosen rows on the clipboard."""
        QGuiApplication.clipboard().setText(self.copied())

    @never_raises(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self.currentIndex().isValid():
                self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    @never_raises(None)
    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: D102
        if self._whole:
            event.ignore()
        else:
            super().wheelEvent(event)

    @never_raises(None)
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        super().paintEvent(event)
        if self.hasFocus() and self.model().rowCount():
            painter = QPainter(self.viewport())
            ink = QColor(self._look.accent.ink)
            rect = self.viewport().rect()
            row = self.visualRect(self.currentIndex())
            if row.isValid():
                line = QRect(rect.left(), row.bottom() - 1, rect.width(), 2)
                painter.fillRect(line, ink)

    @never_raises(None)
    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self.fit_columns()

    def fit_columns(self) -> None:
        """Give the columns their widths; views with another need replace it."""

    def _ask_menu(self, place: QPoint) -> None:
        index = self.indexAt(place)
        if not index.isValid():
            index = self.currentIndex()
            place = self.visualRect(index).center()
        if index.isValid():
            self.menu_wanted.emit(index, self.viewport().mapToGlobal(place))

    def _fit_height(self) -> None:
        head = self.head.sizeHint().height() if not self.head.isHidden() else 0
        self.setFixedHeight(head + self.model().rowCount() * self.row_height)

    @never_raises(None)
    def _restyle(self) -> None:
        down = self.verticalHeader()
        down.setMinimumSectionSize(1)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(self.row_height)
        self.head.setMinimumSectionSize(self._look.px(24))
        self.setFont(self._look.font(Role.CELL))
        if self._whole:
            self._fit_height()
        self.fit_columns()
        self.viewport().update()


def _plain(index: QModelIndex) -> object:
    plain = index.data(FlatRole.PLAIN)
    return index.data() if plain is None else plain


def _flat(text: object) -> str:
    return " ".join(str(text if text is not None else "").split())
