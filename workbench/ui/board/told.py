"""What the status line says of the offers: how old prices are, and what services confirmed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from workbench.core.texts import tr, trn
from workbench.ui.board.chosen import OFFERS
from workbench.workspace.comparison.rows import OfferRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.ui.desk.desk import Desk
    from workbench.workspace.comparison.answers import Confirmed
    from workbench.workspace.comparison.asked import Asked
    from workbench.workspace.comparison.comparison import Comparison
    from workbench.workspace.comparison.reckoning import Shown

OLD: Final = "old"
"""Id of the field that counts a row's old prices."""
ANY: Final = ">0"
"""What is typed under its header to list the rows that have one."""


class Ages(NamedTuple):
    """When the oldest price of the rows was read, None without any, and how many are old."""

    oldest: datetime | None
    old: int


def ages_of(shown: Shown) -> Ages:
    """Return the ages of the prices that are shown."""
    rows = [row for row in shown.rows if isinstance(row, OfferRow)]
    read = [row.read for row in rows if row.read is not None]
    return Ages(min(read, default=None), sum(row.old for row in rows))


class BoardTold:
    """Facts of the offers for the status line, and the way to the prices that are old."""

    def __init__(self, desk: Desk, comparison: Comparison) -> None:
        self._desk = desk
        self._comparison = comparison
        self._of: Shown | None = None
        self._ages = Ages(None, 0)
        self._confirmed: tuple[Asked, int, datetime] | None = None

    def take_confirmed(self, answers: Sequence[Confirmed]) -> None:
        """Keep how many prices services just came to, and when: for what is asked now."""
        moments = [each.at for each in answers if each.theirs is not None]
        if moments:
            self._confirmed = self._comparison.asked, len(moments), max(moments)
        self._desk.status_changed.emit()

    def facts(self) -> tuple[str, ...]:
        """Return what is true of the offers shown; none for another table."""
        if self._desk.resource.id != OFFERS or self._comparison.asked.client_safe:
            return ()
        formats = self._desk.workspace.formats
        shown, oldest = self._comparison.shown, self._now().oldest
        count = formats.integer(shown.offers)
        said = [trn("{count} offer compared", "{count} offers compared", shown.offers, count=count)]
        if oldest is not None:
            said.append(tr("oldest price {age}", age=formats.age(oldest)))
        if shown.markings is not None:
            said.append(tr("oldest markings {age}", age=formats.age(shown.markings)))
        if self._confirmed is not None and self._confirmed[0] == self._comparison.asked:
            _asked, sure, at = self._confirmed
            when = at.astimezone().strftime("%H:%M")
            said.append(tr("{count} confirmed {time}", count=formats.integer(sure), time=when))
        return tuple(said)

    def warning(self) -> str:
        """Return how many prices are older than the user's limit, "" for none."""
        if self._desk.resource.id != OFFERS or self._comparison.asked.client_safe:
            return ""
        old = self._now().old
        if not old:
            return ""
        if self.listed:
            return tr("Show all prices again")
        hours = self._desk.workspace.settings.price_age_hours
        return trn(
            "{count} price older than {hours} h",
            "{count} prices older than {hours} h",
            old,
            count=self._desk.workspace.formats.integer(old),
            hours=self._desk.workspace.formats.integer(hours),
        )

    @property
    def listed(self) -> bool:
        """Whether rows with old prices are listed alone."""
        return self._desk.view.header.get(OLD) == ANY

    def act(self) -> None:
        """List the rows with an old price alone, or all again."""
        if self._desk.resource.id == OFFERS:
            self._desk.set_header(OLD, "" if self.listed else ANY)

    def _now(self) -> Ages:
        shown = self._comparison.shown
        if shown is not self._of:
            self._of, self._ages = shown, ages_of(shown)
        return self._ages
