"""Which offers had another price before: read once and kept small, so that rows can show it.

Most of what was ever read never moved: only what did is held here, and a row that is scrolled to
asks no store.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from workbench.compare.history import percent, trend_sentence
from workbench.core.errors import WbError
from workbench.core.jobs import Jobs
from workbench.core.offers import Ref
from workbench.core.pricepoints import Past, course_code
from workbench.core.signals import Signal
from workbench.core.texts import tr
from workbench.core.values import Coded
from workbench.workspace.comparison.history import Course, PriceHistory, course_of

_TENTH: Final = Decimal("0.1")


class Move(NamedTuple):
    """How the price of a row's best offer moved.

    Attributes:
        shown: in words, with what draws it behind (see `core.pricepoints.drawn_of`).
        change: percent since the last change, None across currencies.
    """

    shown: Coded
    change: Decimal | None


class Moves:
    """The pasts of items of which some price was another one before.

    Attributes:
        changed: something moved: rows show another course.
    """

    def __init__(self, history: PriceHistory, jobs: Jobs) -> None:
        self.changed: Signal[()] = Signal()
        self._history = history
        self._jobs = jobs
        self._ready = False
        self._pasts: dict[Ref, Past] = {}
        self._made: dict[tuple[Ref, str, int], Move | None] = {}
        history.moved.connect(self._moved)

    async def ready(self) -> None:
        """Read once what moved before.

        Raises:
            WbError: DISK or STORE.
        """
        if not self._ready:
            self._ready = True
            self._take(await self._history.moving())

    def of(self, offer: tuple[Ref, str] | None, quantity: int) -> Move | None:
        """Return how an offer (item and id) moved at a quantity; None where it did not."""
        if offer is None or offer[0] not in self._pasts:
            return None
        key = (*offer, quantity)
        if key not in self._made:
            self._made[key] = move_of(course_of(self._pasts[offer[0]], offer[1], quantity))
        return self._made[key]

    def _moved(self, refs: Sequence[Ref]) -> None:
        if self._ready:
            self._jobs.spawn("courses of prices", self._read(refs))

    async def _read(self, refs: Sequence[Ref]) -> None:
        try:
            found = await self._history.pasts(refs)
        except WbError:
            return  # The table of changes says so; a course is left as it was.
        if self._take({ref: past for ref, past in found.items() if _moving(past)}):
            self.changed.emit()

    def _take(self, pasts: Mapping[Ref, Past]) -> bool:
        self._pasts.update(pasts)
        for key in [key for key in self._made if key[0] in pasts]:
            del self._made[key]
        return bool(pasts)


def _moving(past: Past) -> bool:
    return any(len({each.ladder for each in points}) > 1 for points in past.offers.values())


def move_of(course: Course) -> Move | None:
    """Return a course as a row shows it; None where the price at the quantity never moved."""
    moved = course.trend
    if moved is None:
        return None
    said = trend_sentence(moved) or tr("moved, not comparable")
    words, change = "", None
    if moved.change is not None:
        direction = tr("cheaper") if moved.change < 0 else tr("dearer")
        words, said = percent(moved.change), f"{direction}, {said}"
        change = (moved.change * 100).quantize(_TENTH)
    sparks = tuple(each for each in course.sparks if each is not None)
    return Move(Coded(course_code(sparks, words), said), change)
