"""The columns that can be chosen: shown ones first, in their order, then the others by group."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from workbench.core.fields import Field, by_id
from workbench.core.paths import column_of
from workbench.core.texts import tr
from workbench.ui.desk.widening import add_column, found_columns, names_of
from workbench.ui.grid.words import title_of
from workbench.ui.safe import never_raises, weak_slot
from workbench.ui.text import tip_text, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.ui.desk.desk import Desk

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
FORMAT = "application/x-workbench-column"


class ChoiceRole(IntEnum):
    """Roles beyond Qt's own."""

    NOTE = Qt.ItemDataRole.UserRole + 1
    """Code, path or group, shown at the right."""
    FIELD = Qt.ItemDataRole.UserRole + 2
    """The field's id."""


class Choices(QAbstractListModel):
    """Fields of the desk's resource with a tick where they are columns of the view."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._text = ""
        self._typed = ""
        self._rows: list[Field] = []
        desk.view_changed.connect(self.read)
        self._wait_for_names()
        self.read()

    def _wait_for_names(self) -> None:
        """Read again when the list that names further columns was read."""
        listed = names_of(self._desk)
        if listed is not None:
            listed.changed.connect(weak_slot(self, self.read))

    @never_raises(None)
    def read(self) -> None:
        """Read the desk's columns anew."""
        rows = self._found()
        if [field.id for field in rows] == [field.id for field in self._rows]:
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def search(self, text: str) -> None:
        """Show the fields whose title, id, group or path holds the text."""
        self._typed = text
        self._text = text.strip().casefold()
        self.read()

    def _found(self) -> list[Field]:
        fields = by_id(self._desk.resource.fields)
        shown = [fields[name] for name in self.shown() if name in fields]
        rest = [field for field in self._desk.resource.fields if field not in shown]
        rest.sort(key=self._group_order)
        held = [field for field in (*shown, *rest) if self._holds(field)]
        listed = {field.id for field in held}
        more = found_columns(self._desk, self._typed)
        return [*held, *(fields.get(each.id, each) for each in more if each.id not in listed)]

    def _group_order(self, field: Field) -> int:
        groups = list(dict.fromkeys(held.group for held in self._desk.resource.fields))
        return groups.index(field.group)

    def _holds(self, field: Field) -> bool:
        said = (title_of(field), field.id, field.path, tr(field.group))
        return any(self._text in text.casefold() for text in said)

    def shown(self) -> list[str]:
        """Ids of the fields that are columns, in their order."""
        return [column.field for column in self._desk.view.columns]

    def field_at(self, row: int) -> Field | None:
        """The field of a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, field_id: str) -> int:
        """The row of a field, -1 where it is not listed."""
        return next((at for at, field in enumerate(self._rows) if field.id == field_id), -1)

    # ---- changing --------------------------------------------------------------------------

    def toggle(self, row: int) -> None:
        """Show a field as the last column, or no longer; the last column stays."""
        field = self.field_at(row)
        if field is None:
            return
        columns = self._desk.view.columns
        if field.id in self.shown():
            columns = tuple(column for column in columns if column.field != field.id)
        else:
            columns = (*columns, column_of(field, self._desk.resource.paths))
            add_column(self._desk, field)
        if columns:
            self._desk.set_columns(columns)

    def move(self, row: int, step: int) -> None:
        """Move a column by some places among the columns."""
        field = self.field_at(row)
        shown = self.shown()
        if field is not None and field.id in shown:
            at = shown.index(field.id)
            self._place(field.id, min(max(at + step, 0), len(shown) - 1))

    def _place(self, field_id: str, at: int) -> None:
        columns = list(self._desk.view.columns)
        moved = next(column for column in columns if column.field == field_id)
        columns.remove(moved)
        columns.insert(at, moved)
        if tuple(columns) != self._desk.view.columns:
            self._desk.set_columns(tuple(columns))

    def reset(self) -> None:
        """Show what a new user sees."""
        desk = self._desk
        new = desk.default_view(desk.resource)
        made = replace(desk.view, columns=new.columns, frozen=new.frozen, led=(), hand=())
        desk.keep_view(desk.resource, made)

    # ---- what Qt asks ----------------------------------------------------------------------

    @never_raises(0)
    def rowCount(self, parent: Index = NO_INDEX) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self._rows)

    @never_raises(None)
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102
        field = self.field_at(index.row()) if index.isValid() else None
        if field is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return visible(title_of(field))
            case Qt.ItemDataRole.CheckStateRole:
                on = field.id in self.shown()
                return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.ToolTipRole:
                help_ = "" if field.help in field.path else tr(field.help)
                return tip_text("\n".join(filter(None, (title_of(field), help_, field.path))))
            case ChoiceRole.NOTE:
                return visible(self._note(field))
            case ChoiceRole.FIELD:
                return field.id
        return None

    def _note(self, field: Field) -> str:
        """Return what tells a column from others of its title: of one that was made, its code."""
        paths = self._desk.resource.paths
        part = paths.part(field.id) if paths is not None and paths.part is not None else None
        if part is not None:
            return part.names[0]
        return field.path if self._text else tr(field.group)

    @never_raises(False)
    def setData(  # noqa: D102
        self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        del value
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        self.toggle(index.row())
        return True

    @never_raises(Qt.ItemFlag.NoItemFlags)
    def flags(self, index: Index) -> Qt.ItemFlag:  # noqa: D102
        flag = Qt.ItemFlag
        if not index.isValid():
            return flag.ItemIsDropEnabled
        flags = flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsUserCheckable
        field = self.field_at(index.row())
        movable = field is not None and field.id in self.shown() and not self._text
        return flags | flag.ItemIsDragEnabled if movable else flags

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: D102
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:  # noqa: D102
        return [FORMAT]

    @never_raises(QMimeData())
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: D102
        data = QMimeData()
        field = self.field_at(indexes[0].row()) if indexes else None
        data.setData(FORMAT, (field.id if field else "").encode())
        return data

    @never_raises(False)
    def dropMimeData(  # noqa: D102
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        del action, column
        name = bytes(data.data(FORMAT).data()).decode()
        shown = self.shown()
        if name in shown:
            before = parent.row() if parent.isValid() else row
            target = len(shown) if before < 0 else min(before, len(shown))
            at = shown.index(name)
            self._place(name, target - (at < target))
        return False
