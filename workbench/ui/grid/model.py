"""The rows of a session as Qt's views, selections and screen readers read them.

It holds the order as it was last told, so that Qt never meets rows it was not told of; painting
reads the table directly.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from shiboken6 import isValid

from workbench.core.fields import NUMERIC, Field
from workbench.core.texts import tr
from workbench.ui.grid.words import cell_text, cell_tip, spoken_cell, title_of, whole_title
from workbench.ui.safe import never_raises
from workbench.ui.text import tip_text, visible

if TYPE_CHECKING:
    from workbench.tables.arrays import Rows
    from workbench.tables.rowview import RowView
    from workbench.tables.table import Table
    from workbench.ui.desk.desk import Desk
    from workbench.ui.grid.editing.states import States
    from workbench.workspace.held import Held

Index = QModelIndex | QPersistentModelIndex
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
NO_INDEX = QModelIndex()
_STAGED_ROLES = frozenset({Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole})


class CellRole(IntEnum):
    """Roles beyond Qt's own."""

    VALUE = Qt.ItemDataRole.UserRole + 1
    """The value itself (`core.values`)."""
    KEY = Qt.ItemDataRole.UserRole + 2
    """The row's key."""


class GridModel(QAbstractTableModel):
    """Rows of the desk's session; a column per field of `fields`.

    Attributes:
        leaving: the rows are about to be replaced or put in another order; keep what is to be
            found again.
        arrived: the rows of `leaving` are in place.
        reworked: cells changed in place; painted texts are old.
        touched: cells of these rows of the table changed: painted texts of them are old.
        states: what is staged in the rows, None where nothing can be typed.
    """

    leaving = Signal()
    arrived = Signal()
    reworked = Signal()
    touched = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._held: Held | None = None
        self._waiting = False
        self._busy = False
        self.states: States | None = None
        self.formats = desk.workspace.formats
        self.fields: tuple[Field, ...] = ()
        self.table: Table | None = None
        self.rows: RowView | None = None
        self._order: Rows | None = None
        self._count = 0
        self._length = 0
        desk.session_changed.connect(self.attach)
        self.attach()

    # ---- what is shown ---------------------------------------------------------------------

    @never_raises(None)
    def attach(self) -> None:
        """Listen to the session that is on the desk now."""
        held = self._desk.session.held if self._desk.session else None
        if held is self._held:
            return
        if self._held is not None:
            self._held.began.disconnect(self._began)
            self._held.extended.disconnect(self._extended)
            self._held.arranged.disconnect(self._arranged)
            self._held.replaced.disconnect(self._replaced)
        self._held = held
        if held is not None:
            held.began.connect(self._began)
            held.extended.connect(self._extended)
            held.arranged.connect(self._arranged)
            held.replaced.connect(self._replaced)
        self._began()

    def set_fields(self, fields: tuple[Field, ...]) -> None:
        """Show these columns."""
        if fields == self.fields:
            return
        self.leaving.emit()
        self.beginResetModel()
        self.fields = fields
        self.endResetModel()
        self.arrived.emit()

    def set_busy(self, *, busy: bool) -> None:
        """Say whether an editor is open: new rows wait until it is closed."""
        self._busy = busy
        if not busy and self._waiting:
            self._began()

    @property
    def order(self) -> Rows:
        """The table's row at each position, as it was last told."""
        assert self._order is not None
        return self._order

    def row_at(self, place: int) -> int:
        """The table's row at a position."""
        assert self._order is not None
        return int(self._order[place])

    def key_at(self, place: int) -> str:
        """The key of the row at a position, "" where there is none."""
        if self.table is None or not 0 <= place < self._count:
            return ""
        row = self.row_at(place)
        return self.table.key(row) if row < len(self.table) else ""

    def place_of(self, key: str) -> int | None:
        """Where the row of a key stands; None where it is hidden or not loaded."""
        if self.table is None or self.rows is None or not key:
            return None
        row = self.table.row_of(key)
        place = self.rows.position_of(row) if row is not None else None
        return place if place is not None and place < self._count else None

    def column_of(self, field_id: str) -> int | None:
        """Where the column of a field stands; None where it is not shown."""
        return next((at for at, field in enumerate(self.fields) if field.id == field_id), None)

    @property
    def compacted(self) -> bool:
        """Whether rows left the table since it was last told: positions name other rows now."""
        return self.table is not None and len(self.table) < self._length

    def keys(self) -> list[str]:
        """The keys of all shown rows, in their order."""
        if self.table is None or self._order is None:
            return []
        return list(map(self.table.key, self._order.tolist()))

    # ---- what the session says -------------------------------------------------------------

    @never_raises(None)
    def _began(self) -> None:
        if not isValid(self):
            return
        if self._busy:
            self._waiting = True
            return
        self._waiting = False
        self.leaving.emit()
        self.beginResetModel()
        self._take()
        self.endResetModel()
        self.arrived.emit()

    @never_raises(None)
    def _extended(self, first: int, last: int) -> None:
        if not isValid(self):
            return
        if self._waiting or first != self._count:
            self._arranged()
            return
        self.beginInsertRows(QModelIndex(), first, last)
        self._take()
        self.endInsertRows()

    @never_raises(None)
    def _arranged(self) -> None:
        if self._waiting or not isValid(self):
            return
        self.leaving.emit()
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        rows = [self.row_at(index.row()) for index in old]
        self._take()
        assert self.rows is not None
        for index, row in zip(old, rows, strict=True):
            place = self.rows.position_of(row)
            moved = QModelIndex() if place is None else self.index(place, index.column())
            self.changePersistentIndex(index, moved)
        self.layoutChanged.emit()
        self.reworked.emit()
        self.arrived.emit()

    @never_raises(None)
    def _replaced(self, rows: tuple[int, ...]) -> None:
        if isValid(self):
            self.touched.emit(rows)
            self.reworked.emit()

    def _take(self) -> None:
        if self._held is None:
            self.table = self.rows = self._order = None
            self._count = self._length = 0
            return
        self.table, self.rows = self._held.table, self._held.rows
        self._order = self.rows.order
        self._count = len(self._order)
        self._length = len(self.table)

    # ---- what Qt asks ----------------------------------------------------------------------

    @never_raises(0)
    def rowCount(self, parent: Index = NO_INDEX) -> int:  # noqa: D102
        return 0 if parent.isValid() else self._count

    @never_raises(0)
    def columnCount(self, parent: Index = NO_INDEX) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self.fields)

    @never_raises(None)
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102
        if not index.isValid() or index.row() >= self._count:
            return None
        field = self.fields[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if field.kind in NUMERIC else LEFT
        row = self.row_at(index.row())
        if self.table is None or row >= len(self.table):
            return None
        if role == CellRole.VALUE:
            return self.table.value(row, field.id)
        if role == CellRole.KEY:
            return self.table.key(row)
        return self._said(self.table, row, index.row(), field, role)

    def _said(self, table: Table, row: int, place: int, field: Field, role: int) -> str | None:
        if role == Qt.ItemDataRole.DisplayRole:
            return visible(cell_text(table, row, field, self.formats))
        if role not in _STAGED_ROLES:
            return None
        key, spoken = table.key(row), role == Qt.ItemDataRole.AccessibleTextRole
        said = self._staged(self.states, key, field, role) if self.states is not None else ""
        if said and spoken:
            said += f", {tr('row {number}', number=self.formats.integer(place + 1))}"
        elif not said and spoken:
            said = spoken_cell(table, row, place, field, self.formats)
        elif not said:
            said = cell_tip(table, row, field, self.formats)
        told = self._desk.told.words(key)
        said = (", " if spoken else "\n").join(part for part in (said, told) if part)
        return visible(said) if spoken else tip_text(said)

    def _staged(self, states: States, key: str, field: Field, role: int) -> str:
        from workbench.ui.grid.editing.words import spoken, tip  # noqa: PLC0415 - typing only

        says = tip if role == Qt.ItemDataRole.ToolTipRole else spoken
        return says(states, key, field, self.formats)

    @never_raises(None)
    def headerData(  # noqa: D102
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation == Qt.Orientation.Vertical:
            return self._row_head(section, role)
        if not 0 <= section < len(self.fields):
            return None
        field = self.fields[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return title_of(field)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return whole_title(field, self._desk.view.query.quantity, self.formats)
        return None

    def _row_head(self, place: int, role: int) -> str | None:
        told = self._desk.told.words(self.key_at(place))
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_text(told) or None
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        text = tr("row {number}", number=self.formats.integer(place + 1))
        ticked = tr("selected") if self.key_at(place) in self._desk.selection else ""
        return ", ".join(part for part in (text, ticked, told) if part)

    @never_raises(Qt.ItemFlag.NoItemFlags)
    def flags(self, index: Index) -> Qt.ItemFlag:  # noqa: D102
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.states is not None:
            field = self.fields[index.column()].id
            if self.states.takes(self.key_at(index.row()), field):
                flags |= Qt.ItemFlag.ItemIsEditable
        return flags | Qt.ItemFlag.ItemNeverHasChildren
