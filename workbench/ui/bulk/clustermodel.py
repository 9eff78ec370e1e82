"""Groups of spellings as a tree: tick a group, type what it becomes; below it how it is written."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel

from workbench.core.texts import tr
from workbench.ui.text import visible
from workbench.workspace.clustering import Cluster

TEXT = Qt.ItemDataRole.UserRole + 1
"""Role of a spelling as it is written, without signs for what is hidden."""


class ClusterModel(QStandardItemModel):
    """The groups, a top row each; nothing is ticked at first.

    Attributes:
        moved: a group was ticked, or is to become something else.
    """

    moved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._clusters: Sequence[Cluster] = ()
        self._filling = False
        self.itemChanged.connect(self._changed)

    def show(self, clusters: Sequence[Cluster]) -> None:
        """List these groups."""
        self._filling = True
        self.clear()
        self.setHorizontalHeaderLabels([tr("Becomes"), tr("Rows")])
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self.horizontalHeaderItem(1).setTextAlignment(side)
        self._clusters = clusters
        for cluster in clusters:
            self.appendRow(_group_row(cluster))
        self._filling = False
        self.moved.emit()

    def ticked(self) -> dict[Cluster, str]:
        """Return the ticked groups, with what each is to become."""
        found: dict[Cluster, str] = {}
        for row, cluster in enumerate(self._clusters):
            item = self.item(row)
            text = item.text().strip()
            if item.checkState() is Qt.CheckState.Checked and text:
                # What only looks like the proposal stays as it is written.
                shown = visible(cluster.proposed)
                found[cluster] = cluster.proposed if text == shown else text
        return found

    def tick_all(self, *, on: bool) -> None:
        """Tick every group, or none."""
        self._filling = True
        for row in range(self.rowCount()):
            self.item(row).setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self._filling = False
        self.moved.emit()

    def use(self, index: QModelIndex) -> None:
        """Let a group become the spelling that was chosen below it, and tick it."""
        parent = index.parent()
        if parent.isValid():
            group = self.itemFromIndex(parent.siblingAtColumn(0))
            group.setText(visible(str(index.siblingAtColumn(0).data(TEXT))))
            group.setCheckState(Qt.CheckState.Checked)

    def _changed(self, _item: QStandardItem) -> None:
        if not self._filling:
            self.moved.emit()


def _group_row(cluster: Cluster) -> list[QStandardItem]:
    group = QStandardItem(visible(cluster.proposed))
    group.setCheckable(True)
    for spelling in cluster.spellings:
        group.appendRow([_spelling(spelling.text), _count(spelling.count)])
    return [group, _count(cluster.rows)]


def _spelling(text: str) -> QStandardItem:
    item = QStandardItem(visible(text))
    item.setData(text, TEXT)
    item.setEditable(False)
    return item


def _count(count: int) -> QStandardItem:
    item = QStandardItem(f"{count:,}")
    item.setEditable(False)
    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return item
