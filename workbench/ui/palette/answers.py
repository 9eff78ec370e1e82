"""The answer of an operation: a table where it is a list of objects, else its text."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from workbench.core.flags import flag_text
from workbench.core.formats import MISSING
from workbench.core.texts import tr, trn
from workbench.ui.dialogs.lists import FlatHeader, TreeDelegate
from workbench.ui.parts.buttons import Button, Kind
from workbench.ui.parts.segmented import Segmented
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises
from workbench.ui.text import label, visible
from workbench.ui.theme.look import Look
from workbench.ui.theme.tokens import Role

Index = QModelIndex | QPersistentModelIndex
Item = Qt.ItemDataRole
ROOT = QModelIndex()
LONGEST = 400_000
"""Characters of an answer that are shown as text; copying takes all of it."""
MOST_COLUMNS = 60

WIDEST = 240
"""Of a column at first, px at 100 %."""


class AnswerModel(QAbstractTableModel):
    """Objects as rows, their members as columns, in the order met."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[Mapping[str, object]] = ()
        self._names: list[str] = []

    def show(self, rows: Sequence[Mapping[str, object]]) -> None:
        """Show other objects."""
        names: dict[str, None] = {}
        for row in rows[:200]:
            names.update(dict.fromkeys(row))
        self.beginResetModel()
        self._rows = rows
        self._names = list(names)[:MOST_COLUMNS]
        self.endResetModel()

    @never_raises(0)
    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self._rows)

    @never_raises(0)
    def columnCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self._names)

    @never_raises(None)
    def data(self, index: Index, role: int = Item.DisplayRole) -> object:  # noqa: D102
        if not index.isValid() or role not in {Item.DisplayRole, Item.TextAlignmentRole}:
            return None
        value = self._rows[index.row()].get(self._names[index.column()])
        if role == Item.TextAlignmentRole:
            return self._side(value) | Qt.AlignmentFlag.AlignVCenter
        return visible(cell_text(value))

    @staticmethod
    def _side(value: object) -> Qt.AlignmentFlag:
        """Numbers stand at the right, and so do their titles."""
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft

    @never_raises(None)
    def headerData(  # noqa: D102
        self, section: int, orientation: Qt.Orientation, role: int = Item.DisplayRole
    ) -> object:
        if role == Item.TextAlignmentRole and orientation is Qt.Orientation.Horizontal:
            return int(self._side(self._rows[0].get(self._names[section]) if self._rows else None))
        if role != Item.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            return f"{section + 1:,}"
        return visible(self._names[section])


class AnswerView(QWidget):
    """Shows an answer; hidden until there is one."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._text = ""
        self.model = AnswerModel()
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(tr("Answer"))
        self.table.setFont(look.font(Role.CELL))
        self._delegate = TreeDelegate(look)
        self.table.setItemDelegate(self._delegate)
        self.table.setHorizontalHeader(FlatHeader(look))
        self.table.setVerticalHeader(FlatHeader(look, Qt.Orientation.Vertical))
        self.table.verticalHeader().setDefaultSectionSize(look.px(28))
        self.table.setAlternatingRowColors(False)
        self.table.setShowGrid(False)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(tr("Answer as JSON"))
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        for part in (self.table, self.text):
            part.setFrameShape(QFrame.Shape.StyledPanel)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.text)
        self._count = label("", look, Role.NOTE, "text2")
        choices = [("table", tr("Table")), ("text", tr("JSON"))]
        self.form = Segmented(tr("Show as"), choices, look)
        self.form.chosen.connect(lambda key: self._pages.setCurrentIndex(int(key == "text")))
        copy = Button(tr("Copy"), look, Kind.QUIET, small=True)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._text))
        head = QHBoxLayout()
        keep_spacing(head, look, 8)
        head.addWidget(label(tr("Answer"), look, Role.TOTAL))
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(copy)
        head.addWidget(self.form)
        column = QVBoxLayout(self)
        keep_spacing(column, look, 8)
        column.addLayout(head)
        column.addWidget(self._pages, 1)
        self.setMinimumHeight(look.px(220))
        self.hide()

    def show_answer(self, answer: object) -> None:
        """Show what came back."""
        rows = rows_in(answer)
        self._text = answer_text(answer)
        self.model.show(rows or ())
        self.text.setPlainText(visible_lines(self._text))
        self._fit_columns()
        self._count.say(trn("{count} row", "{count} rows", len(rows)) if rows else "")
        self.form.setVisible(bool(rows))
        self.form.set_value("table" if rows else "text")
        self._pages.setCurrentIndex(0 if rows else 1)
        self.show()

    def _fit_columns(self) -> None:
        """Give columns what they need, a long text not all of it; the last takes the rest."""
        head, most = self.table.horizontalHeader(), self._look.px(WIDEST)
        for at in range(self.model.columnCount()):
            title = str(self.model.headerData(at, Qt.Orientation.Horizontal) or "")
            wide = self._look.metrics(Role.LABEL).horizontalAdvance(title) + self._look.px(20)
            wide = max(wide, self.table.sizeHintForColumn(at) + self._look.px(8))
            head.resizeSection(at, min(wide, most))
        head.setStretchLastSection(True)
        last = f"{max(self.model.rowCount(), 10):,}"
        wide = self._look.metrics(Role.LABEL).horizontalAdvance(last) + self._look.px(14)
        self.table.verticalHeader().setFixedWidth(wide)


def rows_in(answer: object) -> list[Mapping[str, object]]:
    """Return the objects of an answer: it is a list of them, or one member of it is."""
    if isinstance(answer, list) and answer and all(isinstance(row, dict) for row in answer):
        return answer
    if isinstance(answer, dict):
        found = [rows for member in answer.values() if (rows := _plain_rows(member))]
        return max(found, key=len, default=[])
    return []


def _plain_rows(member: object) -> list[Mapping[str, object]]:
    return rows_in(member) if isinstance(member, list) else []


def cell_text(value: object) -> str:
    """Return a member in one line."""
    if value is None or value == "":
        return MISSING
    if isinstance(value, bool):
        return flag_text(value=value)
    if isinstance(value, list) and not any(isinstance(part, dict | list) for part in value):
        return ", ".join(str(part) for part in value)[:400] or MISSING
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=str)[:400]
    return str(value)


def answer_text(answer: object) -> str:
    """Return an answer as JSON that people can read; bytes by their number."""
    if answer is None:
        return tr("The service answered nothing, as it documents.")
    if isinstance(answer, bytes):
        return trn("{count} byte", "{count} bytes", len(answer))
    return json.dumps(answer, ensure_ascii=False, indent=2, default=str)


def visible_lines(text: str) -> str:
    """Return what is shown of a long text, line by line as it stands there."""
    cut = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    return "\n".join(visible(line) for line in cut.split("\n"))
