"""Markings that are not on this machine: which rows lack them, and asking the service for those."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from workbench.core.texts import tr, trn
from workbench.ui.board.chosen import rows_shown, rows_ticked
from workbench.ui.board.working import begin, begin_job
from workbench.ui.safe import never_raises, weak_slot
from workbench.ui.theme.marks import Mark

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.core.offers import Item
    from workbench.ui.board.place import BoardPlace

SOME: Final = 50
"""Rows that are asked about where none is ticked: a request for each item is many."""
MARKINGS: Final = "markings"
"""Key of the strip."""
LATER_MS: Final = 150
"""Ticks that follow each other are looked at once."""


class Unmarked(QObject):
    """Offers to ask how the items of the ticked rows, else of the first shown, can be marked."""

    def __init__(self, place: BoardPlace) -> None:
        super().__init__(place)
        self._place = place
        self._ticked = False
        self._later = QTimer(self, interval=LATER_MS, singleShot=True)
        self._later.timeout.connect(self.follow)
        place.desk.selection.changed.connect(self._soon)
        place.comparison.repriced.connect(weak_slot(self, self.follow))
        place.sight.changed.connect(self._soon)

    @never_raises(None)
    def _soon(self) -> None:
        self._later.start()

    @never_raises(None)
    def follow(self) -> None:
        """Look where a marking is asked for; say nothing where none is."""
        printing = self._place.comparison.asked.printing
        if printing is None or not printing.technique:
            self._place.strips.drop(MARKINGS)
        else:
            self._look(self._offer)

    def look(self) -> None:
        """Offer to ask, where something of the rows is not on this machine; else say that it is."""
        self._look(self._answer)

    def _look(self, tell: Callable[[tuple[Item, ...]], None]) -> None:
        place = self._place
        keys = rows_ticked(place.desk)
        self._ticked = bool(keys)
        if not keys:
            shown = rows_shown(place.desk) or [row.key for row in place.comparison.shown.rows]
            keys = tuple(shown[:SOME])
        begin(
            self,
            place.desk,
            "markings",
            lambda: place.comparison.unread_markings(keys),
            tell,
        )

    def _answer(self, items: tuple[Item, ...]) -> None:
        self._offer(items)
        if not items:
            what = tr("How these items can be marked is on this machine.")
            self._place.strips.say(MARKINGS, Mark.DONE, what, self._of())

    def _of(self) -> str:
        if self._ticked:
            return tr("Of the ticked rows.")
        return tr("Of the first {count} rows shown.", count=SOME)

    def _offer(self, items: tuple[Item, ...]) -> None:
        strips = self._place.strips
        if not items:
            strips.drop(MARKINGS)
            return
        what = trn(
            "How {count} item can be marked is not on this machine.",
            "How {count} items can be marked is not on this machine.",
            len(items),
        )
        meaning = f"{self._of()} {tr('Without it they are on quote.')}"
        text = trn("Ask for it: {count} request", "Ask for it: {count} requests", len(items))
        strip = strips.say(MARKINGS, Mark.UNKNOWN, what, meaning, [("ask", text)])
        strip.acted.connect(lambda _key: self._load(items))

    def _load(self, items: tuple[Item, ...]) -> None:
        place = self._place
        place.strips.drop(MARKINGS)
        begin_job(
            self,
            place.desk,
            tr("Markings"),
            "markings",
            lambda job: place.comparison.load_markings(items, job),
            lambda _count: None,
        )
