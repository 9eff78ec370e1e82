"""The table of a list that is typed in: its keys, and the editor that stands over a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QPlainTextEdit, QTableView

from workbench.core.fields import Kind
from workbench.edits.drafts import State
from workbench.ui.dock.flat import FlatRole, FlatTable
from workbench.ui.dock.widths import fit_widths
from workbench.ui.entry.editor import EntryEditor
from workbench.ui.form.rowsmodel import GUTTER, RowsModel
from workbench.ui.form.rowspaint import RowsDelegate
from workbench.ui.form.typing import ENTER, Typing
from workbench.ui.safe import never_raises

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from workbench.ui.theme.look import Look

Key = Qt.Key
LEAST = 84
"""Least width of a column, px at 100 %; where they do not fit the table is scrolled."""


class RowsView(FlatTable):
    """F2, Enter or typing opens a cell; Enter commits down, Tab right, Escape gives up.

    Attributes:
        editor_wanted: a cell is to be typed in: (index, text that was typed or None).
        remove_wanted: the chosen rows are to be taken away, or put back.
        add_wanted: a row is to be added.
        move_wanted: the row is to go up (-1) or down (1).
        paste_wanted: what is on the clipboard is to be put in.
        flag_wanted: a flag is to be turned.
    """

    editor_wanted = Signal(QModelIndex, object)
    remove_wanted = Signal()
    add_wanted = Signal()
    move_wanted = Signal(int)
    paste_wanted = Signal()
    flag_wanted = Signal(QModelIndex)

    def __init__(self, name: str, model: RowsModel, look: Look) -> None:
        self._rows = model
        super().__init__(name, model, look)
        self.setItemDelegate(RowsDelegate(look, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self._place: QPersistentModelIndex | None = None
        self._editor: EntryEditor | None = None
        self._typing: Typing | None = None
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(self._put_editor)
        self.head.sectionResized.connect(self._put_editor)
        model.modelReset.connect(self.fit_columns)

    @property
    def row_height(self) -> int:
        """Height of a row in pixels."""
        return self._look.px(28)

    # ---- the editor ------------------------------------------------------------------------

    @property
    def editor(self) -> EntryEditor | None:
        """The editor that is open, None for none."""
        return self._editor

    def open_editor(self, index: QModelIndex, editor: EntryEditor, typing: Typing) -> None:
        """Put an editor over a cell."""
        self.close_editor()
        self._place = QPersistentModelIndex(index)
        self._editor, self._typing = editor, typing
        editor.widget.setParent(self.viewport())
        editor.widget.setAutoFillBackground(True)
        # Before the typing's own filter, which knows neither rows nor columns.
        editor.input.installEventFilter(self)
        typing.committed.connect(self.close_editor)
        self._put_editor()
        editor.widget.show()
        editor.widget.raise_()
        editor.input.setFocus(Qt.FocusReason.OtherFocusReason)

    @never_raises(None)
    def close_editor(self) -> None:
        """Take the editor away; what is typed is staged first."""
        editor, typing = self._editor, self._typing
        self._editor = self._typing = None
        if editor is None or typing is None:
            return
        typing.commit()
        focused = editor.input.hasFocus()
        editor.widget.hide()
        editor.widget.deleteLater()
        if focused:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> None:
        """Stage what is typed into the open cell."""
        self.close_editor()

    @never_raises(None)
    def _put_editor(self, *_: object) -> None:
        if self._editor is None or self._place is None or not self._place.isValid():
            return
        rect = self.visualRect(QModelIndex(self._place))  # pyright: ignore[reportArgumentType, reportCallIssue]
        widget = self._editor.widget
        high = max(rect.height(), widget.minimumSizeHint().height())
        widget.setGeometry(rect.left(), rect.top(), max(rect.width(), self._look.px(96)), high)

    @never_raises(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        editor = self._editor
        if editor is not None and watched is editor.input and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                return False
            if event.type() == QEvent.Type.KeyPress and not editor.holds_keys:
                return self._pressed_in_editor(editor, event)
        return super().eventFilter(watched, event)

    def _pressed_in_editor(self, editor: EntryEditor, event: QKeyEvent) -> bool:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        lines = isinstance(editor.input, QPlainTextEdit) and not control
        key = Key(event.key())
        if key in ENTER and not lines:
            self.close_editor()
            self.go(-1 if shift else 1, 0)
        elif key in {Key.Key_Tab, Key.Key_Backtab}:
            self.close_editor()
            self.go(0, -1 if shift or key == Key.Key_Backtab else 1)
        elif key == Key.Key_Escape:
            typing = self._typing
            if typing is None or not typing.revert():
                self.close_editor()
        else:
            return False
        return True

    def go(self, down: int, right: int) -> None:
        """Make another cell current, where there is one; sideways past the last goes on below."""
        at = self.currentIndex()
        row, column = at.row() + down, at.column() + right
        if column > len(self._rows.fields):
            row, column = row + 1, GUTTER + 1
        elif column <= GUTTER:
            row, column = row - 1, len(self._rows.fields)
        if 0 <= row < self._rows.rowCount():
            self.setCurrentIndex(self._rows.index(row, column))

    # ---- keys ------------------------------------------------------------------------------

    @never_raises(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_wanted.emit()
        elif not self._pressed(event):
            super().keyPressEvent(event)

    def _pressed(self, event: QKeyEvent) -> bool:
        key, index = Key(event.key()), self.currentIndex()
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key == Key.Key_Insert:
            self.add_wanted.emit()
        elif alt and key in {Key.Key_Up, Key.Key_Down}:
            self.move_wanted.emit(-1 if key == Key.Key_Up else 1)
        elif not index.isValid():
            return False
        elif key == Key.Key_Delete:
            self.remove_wanted.emit()
        elif key == Key.Key_F2 or key in ENTER:
            self.editor_wanted.emit(index, None)
        elif key in {Key.Key_Tab, Key.Key_Backtab} and not self._at_end(key):
            self.go(0, 1 if key == Key.Key_Tab else -1)
        else:
            return self._typed(event, index)
        return True

    def _at_end(self, key: Qt.Key) -> bool:
        """Whether Tab leaves the table."""
        at = self.currentIndex()
        if key == Key.Key_Tab:
            last = at.row() == self._rows.rowCount() - 1
            return last and at.column() == len(self._rows.fields)
        return at.row() == 0 and at.column() <= GUTTER + 1

    def _typed(self, event: QKeyEvent, index: QModelIndex) -> bool:
        command = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        text = event.text()
        if event.modifiers() & command or not text or not text.isprintable():
            return False
        field = self._rows.field(index.column())
        if field is not None and field.kind is Kind.FLAG and text == " ":
            self.flag_wanted.emit(index)
        else:
            self.editor_wanted.emit(index, text)
        return True

    @never_raises(None)
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() != GUTTER:
            self.editor_wanted.emit(index, None)

    def copied(self) -> str:
        """The chosen cells as lines of tab-parted texts; all with their titles where none is.

        Rows that were taken away are left out.
        """
        there = [at for at, line in enumerate(self._rows.lines) if line.state is not State.DELETED]
        chosen = [
            index
            for index in self.selectedIndexes()
            if index.column() != GUTTER and index.row() in there
        ]
        rows = sorted({index.row() for index in chosen})
        columns = sorted({index.column() for index in chosen})
        model, across = self._rows, Qt.Orientation.Horizontal
        if chosen:
            return block_text(
                [[str(model.index(row, at).data(FlatRole.PLAIN)) for at in columns] for row in rows]
            )
        every = range(1, model.columnCount())
        titles = [str(model.headerData(at, across)) for at in every]
        cells = [[str(model.index(row, at).data(FlatRole.PLAIN)) for at in every] for row in there]
        return block_text([titles, *cells])

    @never_raises(None)
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        # The ring of the current cell takes the place of the row's line.
        QTableView.paintEvent(self, event)

    # ---- widths ----------------------------------------------------------------------------

    def fit_columns(self) -> None:  # noqa: D102
        model = self._rows
        if not model.fields:
            return
        look = self._look
        self.head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        gutter = look.size("gutter")
        wanted = []
        for at in range(1, model.columnCount()):
            cells = [self.sizeHintForIndex(model.index(row, at)).width() for row in range(
                min(model.rowCount(), 40))]  # fmt: skip
            title = look.metrics().horizontalAdvance(
                f"{model.headerData(at, Qt.Orientation.Horizontal)}"
            )
            wanted.append(max([*cells, title + look.px(20), look.px(LEAST)]))
        gives = [True] * len(wanted)
        room = self.viewport().width() - gutter
        for at, width in enumerate(fit_widths(wanted, gives, look.px(LEAST), room)):
            self.setColumnWidth(at + 1, width)
        self.setColumnWidth(GUTTER, gutter)


def block_text(cells: list[list[str]]) -> str:
    """Return cells as spreadsheets take them in: a line a row, texts with lines in quotes."""
    return "\n".join("\t".join(_quoted(cell) for cell in row) for row in cells)


def _quoted(cell: str) -> str:
    if any(sign in cell for sign in '\t\r\n"'):
        return '"' + cell.replace('"', '""') + '"'
    return cell
