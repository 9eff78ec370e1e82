"""The lines as Qt's list and screen readers read them; headings cannot be current."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from workbench.ui.safe import never_raises
from workbench.ui.searching.lines import CHOSEN, SearchLine
from workbench.ui.text import visible

Index = QModelIndex | QPersistentModelIndex
Item = Qt.ItemDataRole
ROOT = QModelIndex()


class LinesModel(QAbstractListModel):
    """The lines shown."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[SearchLine] = []

    def show(self, lines: list[SearchLine]) -> None:
        """Show other lines; where only what they say changed, the list stays where it is."""
        same = [line.identity for line in lines] == [line.identity for line in self.lines]
        if same and lines:
            self.lines = lines
            self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, 0))
            return
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def chosen(self) -> list[int]:
        """Return the places of the lines that can be current."""
        return [at for at, line in enumerate(self.lines) if line.kind in CHOSEN]

    def firsts(self) -> list[int]:
        """Return the places of the first line of each group that can be current."""
        places: list[int] = []
        before: object = None
        for at in self.chosen():
            line = self.lines[at]
            whose = line.group.account.key if line.group else line.kind
            if whose != before:
                places.append(at)
            before = whose
        return places

    @never_raises(0)
    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self.lines)

    @never_raises(Qt.ItemFlag.NoItemFlags)
    def flags(self, index: Index) -> Qt.ItemFlag:  # noqa: D102
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.lines[index.row()].kind not in CHOSEN:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    @never_raises(None)
    def data(self, index: Index, role: int = Item.DisplayRole) -> object:  # noqa: D102
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        line = self.lines[index.row()]
        if role == Item.DisplayRole:
            return visible(line.text)
        if role == Item.AccessibleTextRole:
            return visible(line.spoken)
        return None
