"""How the prices of a catalogue's rows moved, looked up for the rows that somebody sees.

Reading a document and its past takes a moment, and a catalogue has a hundred thousand rows: so a
course is read when its row is in sight, in a thread, some rows at a time, and put into its cell.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from workbench.core.errors import WbError
from workbench.core.jobs import Jobs
from workbench.core.offers import Ref
from workbench.core.pricepoints import HISTORY, Past, course_code
from workbench.core.signals import Signal
from workbench.core.texts import tr
from workbench.core.times import now
from workbench.core.values import Coded

if TYPE_CHECKING:
    from workbench.tables.table import Table
    from workbench.workspace.comparison.history import PriceHistory
    from workbench.workspace.session import Session

AT_ONCE: Final = 8
"""Documents read before the window goes on: some milliseconds of a thread."""


class _Of(NamedTuple):
    """What courses are known for: another table or quantity has others."""

    table: Table
    quantity: int


class Courses:
    """The courses of a session's rows.

    Attributes:
        moved: what was looked up of some rows holds no more; those in sight are to be asked for.

    Args:
        session: of a resource whose records have offers.
        history: gives the history of prices, at first use.
        jobs: runs the looking up.
    """

    def __init__(self, session: Session, history: Callable[[], PriceHistory], jobs: Jobs) -> None:
        self.moved: Signal[()] = Signal()
        self._session = session
        self._open = history
        self._history: PriceHistory | None = None
        self._jobs = jobs
        self._of = _Of(session.table, session.table.quantity)
        self._known: set[str] = set()
        self._wanted: tuple[str, ...] = ()
        self._busy = False
        self._turn = 0
        session.held.reread.connect(self._reread)

    def want(self, keys: Sequence[str]) -> None:
        """Look up the courses of rows, in place of those that were wanted before."""
        self._follow()
        self._wanted = tuple(key for key in keys if key not in self._known)
        if self._wanted and not self._busy:
            self._busy = True
            self._jobs.spawn("courses of prices", self._read())

    def _follow(self) -> None:
        """Begin anew where there are other rows, or prices at another quantity."""
        of = _Of(self._session.table, self._session.table.quantity)
        if of.table is not self._of.table or of.quantity != self._of.quantity:
            self._of = of
            self._known.clear()
            self._turn += 1

    def _reread(self, rows: tuple[int, ...]) -> None:
        """Look rows up again that were read anew: their cells are empty."""
        table = self._session.table
        self._forget({table.key(row) for row in rows})

    def _price_moved(self, refs: Sequence[Ref]) -> None:
        source, account = self._session.source.id, self._session.account.name
        own = [ref for ref in refs if (ref.source, ref.account) == (source, account)]
        self._forget({name for ref in own for name in (ref.key, ref.variant)})

    def _forget(self, keys: set[str]) -> None:
        self._turn += 1
        if not self._known.isdisjoint(keys):
            self._known -= keys
            self.moved.emit()

    # ---- looking up --------------------------------------------------------------------------

    async def _read(self) -> None:
        try:
            while self._wanted:
                keys, self._wanted = self._wanted[:AT_ONCE], self._wanted[AT_ONCE:]
                turn, of = self._turn, self._of
                found = await self._found(keys, of.quantity)
                self._follow()
                if of.table is not self._of.table:
                    continue
                if turn != self._turn:
                    # Something of them may be another by now; of the last word alone is told.
                    self._wanted = tuple(dict.fromkeys((*keys, *self._wanted)))
                    continue
                self._known.update(keys)
                self._session.held.put_late((key, HISTORY, value) for key, value in found.items())
        except WbError:
            self._wanted = ()  # The table of changes says why; what is in sight is asked for again.
        finally:
            self._busy = False

    async def _found(self, keys: Sequence[str], quantity: int) -> dict[str, Coded]:
        """Return the courses of rows at a quantity.

        Raises:
            WbError: STORE.
        """
        if self._history is None:
            self._history = self._open()
            self._history.moved.connect(self._price_moved)
        meant = await asyncio.to_thread(self._meant, keys, quantity)
        pasts = await self._history.pasts(list({ref for ref, _offer in meant.values()}))
        none = dict.fromkeys(keys, shown(Past(), "", quantity))
        return none | {
            key: shown(pasts[ref], offer, quantity) for key, (ref, offer) in meant.items()
        }

    def _meant(self, keys: Sequence[str], quantity: int) -> Mapping[str, tuple[Ref, str]]:
        """Return the item and the offer that rows mean; for a thread."""
        from workbench.workspace.comparison.adding import (  # noqa: PLC0415 - on use
            chosen_item,
            chosen_offer,
        )
        from workbench.workspace.comparison.pool import Origins, read_document  # noqa: PLC0415

        session = self._session
        offering = session.resource.offering
        if offering is None:
            return {}
        of = Origins(session.source, session.resource, session.account, offering)
        found: dict[str, tuple[Ref, str]] = {}
        for key, document in session.documents.of_rows(keys).items():
            held = read_document(of, document, now(), None) or ()
            item = chosen_item([each.item for each in held], key, quantity, "")
            offer = chosen_offer(item, quantity, "") if item is not None else ""
            if item is not None and offer:
                found[key] = item.ref, offer
        return found


def shown(past: Past, offer: str, quantity: int) -> Coded:
    """Return a course as a cell shows it; a dash where no price at the quantity was ever noted."""
    from workbench.workspace.comparison.history import course_of  # noqa: PLC0415 - on use
    from workbench.workspace.comparison.moves import move_of  # noqa: PLC0415

    course = course_of(past, offer, quantity)
    sparks = tuple(each for each in course.sparks if each is not None)
    if not sparks:
        return Coded(course_code((), ""), tr("no price at this quantity"))
    move = move_of(course)
    return move.shown if move is not None else Coded(course_code(sparks, ""), tr("steady"))
