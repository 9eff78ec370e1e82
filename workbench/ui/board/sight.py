"""The board follows the rows in sight: their suppliers' columns first, and a current row of them.

Typing in the search box moves the rows with every pause; columns move once that has settled, and
only those that nobody put where they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from workbench.core.views import ColumnState
from workbench.ui.board.chosen import OFFERS, rows_shown
from workbench.ui.desk.placing import ids_of, led_by, place_of
from workbench.ui.safe import never_raises, weak_slot
from workbench.workspace.comparison.sight import suppliers_compared, suppliers_of_rows
from workbench.workspace.comparison.tables import COLUMNS_SHOWN, SUPPLIER

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from workbench.core.sources import Resource
    from workbench.core.views import View
    from workbench.ui.board.place import BoardPlace

SETTLE_MS: Final = 120
"""Rows have stood this long before columns and the current row follow them."""


class Sight(QObject):
    """Which suppliers offer the rows in sight, and what follows from it.

    Attributes:
        changed: other rows are in sight.
        counts: rows in sight by supplier's key, most first; None where no offers are shown.
        typed_in: the header of the rows: while something in it is typed, columns stay.
    """

    changed = Signal()

    def __init__(self, place: BoardPlace) -> None:
        super().__init__(place)
        self._place = place
        self._desk = desk = place.desk
        self.counts: dict[str, int] | None = None
        self.typed_in: QWidget | None = None
        self._keys: tuple[str, ...] = ()
        self._widths: dict[str, int] = {}
        self._skeleton: tuple[list[str], list[str]] = ([], [])
        self._new = True
        self._held = False
        """Columns stay for what is being typed; they follow when the keys go elsewhere."""
        self._timer = QTimer(self, interval=SETTLE_MS, singleShot=True)
        self._timer.timeout.connect(self.settle)
        desk.session_changed.connect(self._begin)
        desk.facets_changed.connect(self._soon)
        desk.view_changed.connect(self._later)
        place.comparison.repriced.connect(weak_slot(self, self._later))
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    @never_raises(None)
    def _begin(self) -> None:
        self._new = True
        self._later()

    @never_raises(None)
    def _soon(self) -> None:
        session = self._desk.session
        if self._new and session is not None and len(session.table):
            # The first rows of a table: nothing was seen yet that could jump.
            self.settle()
        else:
            self._later()

    @never_raises(None)
    def _later(self) -> None:
        self._timer.start()

    @never_raises(None)
    def _focus_moved(self, *_: object) -> None:
        if self._held:
            self._later()

    @never_raises(None)
    def settle(self) -> None:
        """Follow the rows in sight now."""
        self._timer.stop()
        session = self._desk.session
        if self._desk.resource.id != OFFERS or session is None or not len(session.table):
            self._tell((), None)
            return
        self._new = False
        keys = rows_shown(self._desk)
        comparison = self._place.comparison
        safe = comparison.asked.client_safe
        counts = None if safe else suppliers_of_rows(comparison.shown, keys)
        in_sight = self._desk.selection.current in set(keys)
        self._held = bool(counts) and self._is_typed_in()
        if counts and not self._held:
            self._lead(suppliers_compared(comparison.shown, keys), in_sight=in_sight)
        if not in_sight:
            self._desk.selection.set_current(keys[0] if keys else "")
        self._tell(keys, counts)

    def _tell(self, keys: tuple[str, ...], counts: dict[str, int] | None) -> None:
        if (keys, counts) != (self._keys, self.counts):
            self._keys, self.counts = keys, counts
            self.changed.emit()

    def _is_typed_in(self) -> bool:
        focus = QApplication.focusWidget()
        return self.typed_in is not None and focus is not None and self.typed_in.isAncestorOf(focus)

    # ---- columns -----------------------------------------------------------------------------

    def _lead(self, suppliers: list[str], *, in_sight: bool) -> None:
        """Show the columns of these suppliers where nobody arranged them otherwise."""
        desk, view = self._desk, self._desk.view
        resource, fields = desk.resource, {field.id for field in desk.resource.fields}
        first = [f"{SUPPLIER}{key}" for key in suppliers[:COLUMNS_SHOWN]]
        pinned = self._pinned(view, in_sight=in_sight)
        wanted = [
            name
            for name in dict.fromkeys((*first, *pinned))
            if name in fields and name not in view.hand
        ]
        self._widths |= {each.field: each.width for each in view.columns if each.width}
        columns = led_by(self._bones(view, resource), view.columns, wanted, self._made)
        if columns == view.columns and tuple(wanted) == view.led:
            return
        self._skeleton = self._skeleton[0], ids_of(columns)
        made = msgspec.structs.replace(view, columns=columns, led=tuple(wanted))
        desk.keep_view(resource, made)

    def _pinned(self, view: View, *, in_sight: bool) -> list[str]:
        """Return suppliers' columns that stay: rows are ordered or narrowed by them, or one is in.

        That is the column of the current cell, as long as its row is in sight.
        """
        used = {*view.header, *view.facets, *(each.field for each in view.sort)}
        if in_sight and self._place.supplier:
            used.add(f"{SUPPLIER}{self._place.supplier}")
        return [each for each in ids_of(view.columns) if each.startswith(SUPPLIER) and each in used]

    def _bones(self, view: View, resource: Resource) -> list[str]:
        """Return the columns that stand by themselves, with "" for each place that is free.

        As long as nobody arranges them, the places of a moment with more suppliers are known.
        """
        bones, placed = self._skeleton
        now = ids_of(view.columns)
        if bones and now == placed:
            return bones
        bones = [
            "" if name.startswith(SUPPLIER) and name not in view.hand else name for name in now
        ]
        order = [field.id for field in resource.fields]
        first = next((name for name in order if name.startswith(SUPPLIER)), "")
        if "" not in bones and first:
            bones.insert(place_of(first, view.columns, order), "")
        self._skeleton = bones, now
        return bones

    def _made(self, name: str) -> ColumnState:
        return ColumnState(name, self._widths.get(name, 0))
