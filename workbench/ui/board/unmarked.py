"""Markings that are not on this machine: which rows lack them, and asking the service for those."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from workbench.core.texts import tr, trn
from workbench.ui.board.chosen import rows_hidden, rows_shown, rows_ticked
from workbench.ui.board.working import begin, begin_job
from workbench.ui.desk.ticked import hidden_words
from workbench.ui.safe import never_raises, weak_slot
from workbench.ui.theme.marks import Mark

if TYPE_CHECKING:
    from workbench.core.offers import Item
    from workbench.ui.board.place import BoardPlace

SOME: Final = 50
"""Rows that are asked about where none is ticked: a request for each item is many."""
MARKINGS: Final = "markings"
"""Key of the strip."""
LATER_MS: Final = 150
"""Ticks that follow each other are looked at once."""


class Unmarked(QObject):
    """Offers to ask how items of the rows ticked in sight, else of the first, can be marked."""

    def __init__(self, place: BoardPlace) -> None:
        super().__init__(place)
        self._place = place
        self._asked = False
        """A person asked, without having chosen a technique: it is answered until it is read."""
        self._told: tuple[str, tuple[Item, ...]] | None = None
        self._turn = 0
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
        """Look where a marking is asked for or a person asked; say nothing where neither is."""
        printing = self._place.comparison.asked.printing
        if printing is not None and printing.technique:
            self._asked = False
        elif not self._asked:
            self._quiet()
            return
        self._look()

    def look(self) -> None:
        """Offer to ask, where something of the rows is not on this machine; else say that it is.

        The answer follows the rows until it is dismissed, the service is asked or a technique
        is chosen.
        """
        self._asked = True
        self._told = None
        self._look()

    def _look(self) -> None:
        place = self._place
        keys = rows_ticked(place.desk)
        of = _of(ticked=bool(keys), hidden=len(rows_hidden(place.desk, place.comparison)))
        if not keys:
            shown = rows_shown(place.desk) or [row.key for row in place.comparison.shown.rows]
            keys = tuple(shown[:SOME])
        self._turn += 1
        turn = self._turn

        async def read() -> tuple[int, str, tuple[Item, ...]]:
            return turn, of, await place.comparison.unread_markings(keys)

        begin(self, place.desk, "markings", read, self._tell)

    def _tell(self, found: tuple[int, str, tuple[Item, ...]]) -> None:
        turn, of, items = found
        if turn != self._turn:
            return
        if not items and not self._asked:
            self._quiet()
            return
        if (of, items) == self._told:
            # What is read stays where it is, and what was dismissed stays away.
            return
        self._told = (of, items)
        if items:
            self._offer(items, of)
            return
        what = tr("How these items can be marked is on this machine.")
        strip = self._place.strips.say(MARKINGS, Mark.DONE, what, of)
        strip.dismissed.connect(self._dismissed)

    def _quiet(self) -> None:
        self._turn += 1
        self._told = None
        self._place.strips.drop(MARKINGS)

    @never_raises(None)
    def _dismissed(self) -> None:
        self._asked = False

    def _offer(self, items: tuple[Item, ...], of: str) -> None:
        what = trn(
            "How {count} item can be marked is not on this machine.",
            "How {count} items can be marked is not on this machine.",
            len(items),
        )
        meaning = f"{of} {tr('Without it they are on quote.')}"
        text = trn("Ask for it: {count} request", "Ask for it: {count} requests", len(items))
        strip = self._place.strips.say(MARKINGS, Mark.UNKNOWN, what, meaning, [("ask", text)])
        strip.acted.connect(lambda _key: self._load(items))
        strip.dismissed.connect(self._dismissed)

    def _load(self, items: tuple[Item, ...]) -> None:
        place = self._place
        self._asked = False
        self._quiet()
        begin_job(
            self,
            place.desk,
            tr("Markings"),
            "markings",
            lambda job: place.comparison.load_markings(items, job),
            lambda _count: None,
        )


def _of(*, ticked: bool, hidden: int) -> str:
    """Say which rows it is about, and that ticked ones which are not in sight are not."""
    of = tr("Of the ticked rows.") if ticked else tr("Of the first {count} rows shown.", count=SOME)
    return f"{of} {hidden_words(hidden)}" if hidden else of
