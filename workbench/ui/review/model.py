"""The model of the review's list: thousands of lines, of which only those in sight are made."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from workbench.ui.review.lines import Lines, Place, Shown
from workbench.ui.safe import never_raises
from workbench.ui.text import tip_text, visible

Index = QModelIndex | QPersistentModelIndex
SHOWN = Qt.ItemDataRole.UserRole
"""Role of a row's `Shown`."""


class ReviewModel(QAbstractListModel):
    """Shows lines; what they say is looked up when it is painted, and kept until it moves."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: Lines | None = None
        self._places: list[Place] = []
        self._made: dict[Place, Shown] = {}

    def show(self, lines: Lines) -> None:
        """Show these lines from now on."""
        self._lines = lines
        self.renew()

    def renew(self) -> None:
        """Show the lines as they are now; rows that stay keep their state."""
        if self._lines is None:
            return
        places = self._lines.places()
        self._made.clear()
        if places == self._places:
            self.say_all()
            return
        self.beginResetModel()
        self._places = places
        self.endResetModel()

    @property
    def made(self) -> tuple[Place, ...]:
        """Return the lines that were looked at since something moved."""
        return tuple(self._made)

    def say_all(self) -> None:
        """Say anew what every line shows."""
        self._made.clear()
        if self._places:
            self.dataChanged.emit(self.index(0), self.index(len(self._places) - 1))

    def place(self, row: int) -> Place | None:
        """Return which line stands in a row, None where there is none."""
        return self._places[row] if 0 <= row < len(self._places) else None

    def row_of(self, place: Place) -> int:
        """Return the row of a line, -1 where it is not shown."""
        return self._places.index(place) if place in self._places else -1

    def shown(self, row: int) -> Shown | None:
        """Return what a row shows, None where there is none."""
        place = self.place(row)
        if place is None or self._lines is None:
            return None
        if place not in self._made:
            self._made[place] = self._lines.shown(place)
        return self._made[place]

    @never_raises(0)
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, D102
        return 0 if parent.isValid() else len(self._places)

    @never_raises(None)
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102
        if role not in _ROLES:
            return None
        shown = self.shown(index.row()) if index.isValid() else None
        if shown is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return visible(shown.title)
            case Qt.ItemDataRole.ToolTipRole:
                return tip_text("\n".join(part for part in (shown.note, shown.check) if part))
            case Qt.ItemDataRole.AccessibleTextRole:
                return visible(shown.spoken)
            case _:
                return shown


_ROLES = frozenset(
    {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
        SHOWN,
    }
)
