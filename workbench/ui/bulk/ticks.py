"""Fields to be ticked: the columns of a search, the fields that are joined."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView

from workbench.core.texts import tr
from workbench.ui.safe import never_raises
from workbench.ui.text import visible
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.core.fields import Field
    from workbench.ui.theme.look import Look

ROWS, ROW = 5, 24
"""Rows seen at once; the height of one, px at 100 %."""


class FieldTicks(QListView):
    """A list of fields; Space ticks the current one.

    Attributes:
        changed: another one is ticked.
    """

    changed = Signal()

    def __init__(self, name: str, fields: Sequence[Field], look: Look) -> None:
        super().__init__()
        self._look = look
        self._fields = tuple(fields)
        self._items = QStandardItemModel(self)
        for field in fields:
            item = QStandardItem(visible(tr(field.title)))
            item.setCheckable(True)
            item.setEditable(False)
            self._items.appendRow(item)
        self.setModel(self._items)
        self.setUniformItemSizes(True)
        self.setAccessibleName(name)
        self._items.itemChanged.connect(lambda _item: self.changed.emit())
        look.changed.connect(self._restyle)
        self._restyle()

    def ticked(self) -> tuple[str, ...]:
        """Return the ids of the ticked fields, in the order of the list."""
        return tuple(
            field.id
            for row, field in enumerate(self._fields)
            if self._items.item(row).checkState() is Qt.CheckState.Checked
        )

    def tick(self, names: Iterable[str]) -> None:
        """Tick these fields and no others."""
        wanted = frozenset(names)
        self._items.blockSignals(True)
        for row, field in enumerate(self._fields):
            on = Qt.CheckState.Checked if field.id in wanted else Qt.CheckState.Unchecked
            self._items.item(row).setCheckState(on)
        self._items.blockSignals(False)
        self.viewport().update()
        self.changed.emit()

    @never_raises(None)
    def _restyle(self) -> None:
        px = self._look.px
        self.setFont(self._look.font(Role.CELL))
        self._items.blockSignals(True)
        for row in range(self._items.rowCount()):
            self._items.item(row).setSizeHint(QSize(0, px(ROW)))
        self._items.blockSignals(False)
        self.setFixedHeight(min(len(self._fields), ROWS) * px(ROW) + px(8))
