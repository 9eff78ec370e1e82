"""The rows of a tree as Qt wants them; a drop is told and staged, the model then shows it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel

from workbench.core.texts import mark, tr
from workbench.ui.classes.treerows import TreeRows
from workbench.ui.safe import never_raises
from workbench.ui.text import tip_text, visible

Index = QModelIndex | QPersistentModelIndex
KEY = Qt.ItemDataRole.UserRole
ROW_TYPE = "application/x-workbench-rows"
"""What dragged rows are; its data are their keys, a line each."""
NO_ORDER = mark(
    "Rows of one parent stand as the service sends them: it documents no order among them, only"
    " their parent."
)
"""Why a row cannot be put before or behind another one of its parent."""


class TreeModel(QStandardItemModel):
    """Rows by name.

    Attributes:
        moved: rows were dropped: (keys, key of the row they come below, "" for the top).
    """

    moved = Signal(object, str)

    def show(self, rows: TreeRows, names: dict[str, str], changed: frozenset[str]) -> None:
        """Show other rows; `changed` are marked as staged."""
        self.clear()
        self._add(self.invisibleRootItem(), rows, "", names, changed, frozenset())

    def _add(
        self,
        above: QStandardItem,
        rows: TreeRows,
        key: str,
        names: dict[str, str],
        changed: frozenset[str],
        over: frozenset[str],
    ) -> None:
        for row in rows.below(key):
            own = rows.key(row)
            if own in over:
                continue
            name = names.get(own, "")
            item = QStandardItem(visible(f"{name} · {own}" if name else own))
            item.setData(own, KEY)
            item.setEditable(False)
            item.setToolTip(tip_text(f"{own}\n{tr(NO_ORDER)}"))
            item.setData(own in changed, KEY + 1)
            above.appendRow(item)
            self._add(item, rows, own, names, changed, over | {own})

    def index_of(self, key: str) -> QModelIndex:
        """Return where a row stands, an invalid index where it does not."""
        first = self.index(0, 0)
        if not first.isValid():
            return QModelIndex()
        flags = Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive
        found = self.match(first, KEY, key, 1, flags)
        return found[0] if found else QModelIndex()

    # ---- dragging ---------------------------------------------------------------------------

    @never_raises([])
    def mimeTypes(self) -> list[str]:  # noqa: D102
        return [ROW_TYPE]

    @never_raises(QMimeData())
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: D102
        data = QMimeData()
        data.setData(ROW_TYPE, "\n".join(str(index.data(KEY)) for index in indexes).encode())
        return data

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: D102
        return Qt.DropAction.MoveAction

    @never_raises(False)
    def canDropMimeData(  # noqa: D102
        self, data: QMimeData, _action: Qt.DropAction, _row: int, _column: int, _parent: Index
    ) -> bool:
        return data.hasFormat(ROW_TYPE)

    @never_raises(False)
    def dropMimeData(  # noqa: D102
        self, data: QMimeData, _action: Qt.DropAction, _row: int, _column: int, parent: Index
    ) -> bool:
        if data.hasFormat(ROW_TYPE):
            keys = bytes(data.data(ROW_TYPE).data()).decode().splitlines()
            self.moved.emit(keys, str(parent.data(KEY) or "") if parent.isValid() else "")
        # The rows are shown where they are staged; Qt is to take nothing away by itself.
        return False
