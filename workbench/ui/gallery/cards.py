"""The rows of the desk as cards: what Qt and screen readers are told of them.

The order comes from the same model of rows that the table shows; only what is said differs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QIdentityProxyModel, QObject, Qt, Signal

from workbench.core.fields import Field
from workbench.ui.gallery.words import Words, spoken, tip, words_of
from workbench.ui.grid.model import GridModel, Index
from workbench.ui.safe import never_raises
from workbench.ui.text import tip_text

if TYPE_CHECKING:
    from workbench.ui.desk.desk import Desk
    from workbench.ui.theme.marks import Mark

MOST = 2_000
"""Cards whose words are kept."""


class Cards(QIdentityProxyModel):
    """One card per row of the desk's session.

    Attributes:
        leaving: the rows are about to be replaced or put in another order.
        arrived: the rows of `leaving` are in place.
        reworked: words of cards are others now.
    """

    leaving = Signal()
    arrived = Signal()
    reworked = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._words: dict[int, Words] = {}
        self._rows = GridModel(desk, self)
        self._rows.leaving.connect(self.leaving)
        self._rows.arrived.connect(self._arrived)
        self._rows.reworked.connect(self._reworked)
        desk.session_changed.connect(self._name)
        self._name()
        self.setSourceModel(self._rows)

    def key_at(self, place: int) -> str:
        """The key of the row at a place, "" where there is none."""
        return self._rows.key_at(place)

    def place_of(self, key: str) -> int | None:
        """Where the row of a key stands; None where it is hidden or not loaded."""
        return self._rows.place_of(key)

    def keys(self, first: int = 0, last: int | None = None) -> list[str]:
        """The keys of all shown rows, or of those from one place to another, both included."""
        return self._rows.keys() if last is None else list(map(self.key_at, range(first, last + 1)))

    def words(self, place: int) -> Words | None:
        """What the card at a place says; None where there is none."""
        table = self._rows.table
        if table is None or not 0 <= place < self._rows.rowCount():
            return None
        row = self._rows.row_at(place)
        if row >= len(table):
            return None
        found = self._words.get(row)
        if found is None:
            if len(self._words) >= MOST:
                self._words.clear()
            face = self._desk.resource.face
            found = self._words[row] = words_of(table, row, face, self._rows.formats)
        return found

    @never_raises(None)
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102
        words = self.words(index.row()) if index.isValid() else None
        if words is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return words.name
            case Qt.ItemDataRole.ToolTipRole:
                return tip_text(self.tip(index.row()))
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(words, index.row())
        return None

    def told(self, place: int) -> Mark | None:
        """The sign of what the service said of a card's row since it was read."""
        return self._desk.told.mark_of(self.key_at(place))

    def tip(self, place: int) -> str:
        """What hovering over a card tells: names in full, and what the service said of it."""
        words = self.words(place)
        parts = (tip(words) if words else "", self._desk.told.words(self.key_at(place)))
        return "\n".join(part for part in parts if part)

    def _spoken(self, words: Words, place: int) -> str:
        told = self._desk.told.words(self.key_at(place))
        said = spoken(
            words,
            place,
            self._desk.view.query.quantity,
            ticked=self.key_at(place) in self._desk.selection,
            formats=self._rows.formats,
        )
        return f"{said}, {told}" if told else said

    @never_raises(None)
    def _name(self) -> None:
        """Show one column: the one that names the row."""
        self._words.clear()
        resource = self._desk.resource
        name: Field | None = resource.field(resource.face.name)
        self._rows.set_fields((name or resource.fields[0],))

    @never_raises(None)
    def _arrived(self) -> None:
        self._words.clear()
        self.arrived.emit()

    @never_raises(None)
    def _reworked(self) -> None:
        self._words.clear()
        self.reworked.emit()
