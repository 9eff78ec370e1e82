"""The table of a looked-up list: number, pasted text, outcome, and the names of the rows found."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from workbench.core.texts import mark, tr
from workbench.ui.parts.paint import ONE_LINE
from workbench.ui.safe import never_raises
from workbench.ui.text import tip_text, visible
from workbench.ui.theme.look import Look
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role
from workbench.workspace.picking import Line, Outcome

Index = QModelIndex | QPersistentModelIndex

TITLES = (mark("Line"), mark("Pasted"), mark("Outcome"), mark("Found"))
NUMBER, TEXT, OUTCOME, NAMES = range(4)

WORDS = {
    Outcome.FOUND: (Mark.DONE, mark("found")),
    Outcome.SEVERAL: (Mark.CHANGED, mark("several hits")),
    Outcome.MISSING: (Mark.DELETED, mark("not found")),
}


class ListModel(QAbstractTableModel):
    """Lines of a looked-up list, of one outcome or all."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._every: Sequence[Line] = ()
        self._shown: Sequence[Line] = ()

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._every = self._shown = lines
        self.endResetModel()

    def show_only(self, outcome: Outcome | None) -> None:
        """Show the lines of one outcome, all for None."""
        self.beginResetModel()
        self._shown = [line for line in self._every if outcome in {None, line.outcome}]
        self.endResetModel()

    def lines(self) -> tuple[Line, ...]:
        """Return the lines shown."""
        return tuple(self._shown)

    def line(self, row: int) -> Line:
        """Return one of the lines shown."""
        return self._shown[row]

    @never_raises(0)
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, D102
        return 0 if parent.isValid() else len(self._shown)

    @never_raises(0)
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, D102
        return 0 if parent.isValid() else len(TITLES)

    @never_raises(None)
    def headerData(  # noqa: D102
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(TITLES[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    @never_raises(None)
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        text = said(self._shown[index.row()], index.column())
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return text
        if role == Qt.ItemDataRole.ToolTipRole and index.column() in {TEXT, NAMES}:
            return tip_text(text)
        return None


def said(line: Line, column: int) -> str:
    """Return the text of one cell."""
    match column:
        case 0:
            return str(line.number)
        case 1:
            return visible(line.text)
        case 2:
            return tr(WORDS[line.outcome][1])
        case _:
            return visible(", ".join(line.names)) or "–"


class ListTable(QWidget):
    """Shows the lines; the outcome is a mark and a word."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.model = ListModel(self)
        self.view = QTableView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(_Cell(self.model, look, self.view))
        self.view.setAccessibleName(tr("Lines of the list"))
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setShowGrid(False)
        self.view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.view.setTabKeyNavigation(False)
        self.view.verticalHeader().hide()
        self.view.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalHeader(_Header(look, self.view))
        header = self.view.horizontalHeader()
        header.setSectionResizeMode(NAMES, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.setFocusProxy(self.view)
        look.changed.connect(self._restyle)
        self._restyle()

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show the lines of an answer."""
        self.model.set_lines(lines)

    def show_only(self, outcome: Outcome | None) -> None:
        """Show the lines of one outcome, all for None."""
        self.model.show_only(outcome)

    def lines(self) -> tuple[Line, ...]:
        """Return the lines shown."""
        return self.model.lines()

    @never_raises(None)
    def _restyle(self) -> None:
        px = self._look.px
        for column, width in ((NUMBER, 56), (TEXT, 220), (OUTCOME, 130)):
            self.view.setColumnWidth(column, px(width))
        header = self.view.horizontalHeader()
        header.setFixedHeight(self._look.size("table_header"))
        self.view.verticalHeader().setDefaultSectionSize(px(28))


class _Header(QHeaderView):
    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look

    @never_raises(None)
    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        colours = self._look.colours
        painter.fillRect(rect, colours.window)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, colours.line)
        painter.setFont(self._look.font(Role.LABEL))
        painter.setPen(colours.text2)
        room = rect.adjusted(self._look.px(8), 0, 0, 0)
        painter.drawText(room, ONE_LINE, tr(TITLES[logical_index]))


class _Cell(QStyledItemDelegate):
    def __init__(self, model: ListModel, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._look = look

    @never_raises(None)
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, px, rect = self._look, self._look.px, QRect(option.rect)
        colours = look.colours
        line = self._model.line(index.row())
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, look.selected() if selected else colours.surface)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, colours.line)
        left = px(8)
        ink, role = colours.text, Role.CELL
        if index.column() == OUTCOME:
            sign = WORDS[line.outcome][0]
            spot = QRect(rect.left() + left, rect.top(), look.size("mark"), rect.height())
            look.marks.paint(painter, spot, sign)
            left += look.size("mark") + px(6)
            ink = look.colours_of(sign).ink
        elif index.column() == NUMBER:
            ink = colours.text2
        elif index.column() == TEXT:
            role = Role.ID
        room = rect.adjusted(left, 0, -px(8), 0)
        text = look.metrics(role).elidedText(
            said(line, index.column()), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.setFont(look.font(role))
        painter.setPen(ink)
        painter.drawText(room, ONE_LINE, text)
