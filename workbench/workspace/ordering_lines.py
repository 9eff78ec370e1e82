"""Order lines that were not sent: drafts in the journal, so that no end of the program loses one.

A line gets the mark that makes its reference unlike any other when it is begun, and keeps it for
good: whatever is sent of it later carries the same reference.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Iterable, Mapping
from concurrent.futures import Future
from datetime import UTC, datetime
from typing import Final

import msgspec

from workbench.core.edits import Finding, Values
from workbench.core.fields import by_id
from workbench.core.orders import Ordering
from workbench.core.texts import tr
from workbench.core.times import now
from workbench.edits.checks import check_value
from workbench.edits.drafts import Place
from workbench.edits.values import blank, pack, unpack
from workbench.store.journal import Journal
from workbench.store.journal_types import Draft, DraftKey, new_op_id

MARK: Final = "*mark"
"""Field of the draft that holds a line's mark."""
_LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_TIMED: Final = 10
"""Letters of an id that hold its time in milliseconds."""


class OrderLine(msgspec.Struct, frozen=True):
    """One order that was not sent.

    Attributes:
        id: sorts by time.
        mark: the end of its reference: "WB-7F3K2Q9D".
        values: typed, by field id of the form.
    """

    id: str
    mark: str
    values: Mapping[str, object]


def new_mark() -> str:
    """Return a mark that no other order has: 40 bits of chance."""
    return "WB-" + "".join(secrets.choice(_LETTERS) for _ in range(8))


def begun_of(identity: str) -> datetime:
    """Return when a line was begun: its id begins with the time, in UTC."""
    number = 0
    for letter in identity[:_TIMED]:
        number = number << 5 | _LETTERS.index(letter)
    return datetime.fromtimestamp(number / 1000, UTC)


def reference_of(ordering: Ordering, line: OrderLine) -> str:
    """Return the reference that a line is sent with: the user's own and its mark."""
    own = line.values.get(ordering.reference)
    return f"{own.strip() if isinstance(own, str) else ''} {line.mark}".strip()


def findings_of(ordering: Ordering, line: OrderLine) -> tuple[Finding, ...]:
    """Return what keeps a line from being sent, or should be looked at."""
    found: list[Finding] = []
    fields = by_id(ordering.fields)
    for entry in ordering.entries:
        found += check_value(entry, fields[entry.field], line.values.get(entry.field), new=True)
    found += ordering.check(line.values)
    reference = reference_of(ordering, line)
    if len(reference) > ordering.longest and not any(
        finding.field == ordering.reference for finding in found
    ):
        said = tr("The reference is longer than {most} characters.", most=ordering.longest)
        found.append(Finding(ordering.reference, said))
    return tuple(found)


class OrderLines:
    """The lines of one account, in memory and in the journal."""

    def __init__(self, ordering: Ordering, place: Place, journal: Journal) -> None:
        self._ordering = ordering
        self._place = place
        self._journal = journal
        self._fields = by_id(ordering.fields)
        self._held: dict[str, OrderLine] = {}
        self._rev = 0
        self._last: Future[None] | None = None

    async def written(self) -> None:
        """Return when the disk has everything that was typed.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        if self._last is not None:
            await asyncio.wrap_future(self._last)

    def load(self) -> None:
        """Read the lines of earlier runs. Reads the disk."""
        drafts: dict[str, dict[str, str]] = {}
        for draft in self._journal.drafts(*self._place, self._ordering.orders):
            self._rev = max(self._rev, draft.rev)
            drafts.setdefault(draft.key.record, {})[draft.key.field] = draft.value
        for identity, packed in drafts.items():
            if identity not in self._held:
                self._held[identity] = self._line(identity, packed)

    def _line(self, identity: str, packed: Mapping[str, str]) -> OrderLine:
        mark = msgspec.json.decode(packed.get(MARK, '""'), type=str)
        values = {
            name: unpack(text, self._fields[name], self._ordering.entry(name))
            for name, text in packed.items()
            if name in self._fields
        }
        held = {name: value for name, value in values.items() if not blank(value)}
        return OrderLine(identity, mark or new_mark(), held)

    def all(self) -> tuple[OrderLine, ...]:
        """Return the lines, the oldest first."""
        return tuple(self._held[identity] for identity in sorted(self._held))

    def get(self, identity: str) -> OrderLine | None:
        """Return one line, None where it was sent or removed."""
        return self._held.get(identity)

    def begin(self, values: Values, identity: str = "") -> OrderLine:
        """Begin a line; all of it or nothing is on its way to the disk.

        Args:
            values: typed into it.
            identity: its id, where somebody took down beforehand that it is going to be made.
        """
        line = OrderLine(identity or self.next_id(), new_mark(), {})
        self._held[line.id] = line
        return self._write(line, values, self._draft(line.id, MARK, line.mark))

    def next_id(self) -> str:
        """Return an id behind all others, also where several are made in one millisecond."""
        latest = max(self._held, default="")
        identity = new_op_id()
        while identity <= latest:
            identity = new_op_id()
        return identity

    def change(self, identity: str, values: Values) -> OrderLine:
        """Type values into a line; a blank one empties its field."""
        return self._write(self._held[identity], values)

    def _write(self, line: OrderLine, values: Values, *more: Draft) -> OrderLine:
        kept = {name: value for name, value in values.items() if name in self._fields}
        drafts = (self._draft(line.id, name, value) for name, value in kept.items())
        self._last = self._journal.put(*more, *drafts)
        merged = {**line.values, **kept}
        held = {name: value for name, value in merged.items() if not blank(value)}
        self._held[line.id] = msgspec.structs.replace(line, values=held)
        return self._held[line.id]

    async def restore(self, line: OrderLine) -> None:
        """Bring a line back that was about to be sent; done when the disk has it.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        drafts = [self._draft(line.id, name, value) for name, value in line.values.items()]
        mark = self._draft(line.id, MARK, line.mark)
        self._held[line.id] = line
        await asyncio.wrap_future(self._journal.put(mark, *drafts))

    async def drop(self, identity: str, *, to_bin: bool = False) -> None:
        """Forget a line: it is sent, or the user took it away.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        self._held.pop(identity, None)
        keys = [self._key(identity, name) for name in (MARK, *self._fields)]
        gone = self._journal.discard if to_bin else self._journal.drop
        await asyncio.wrap_future(gone(keys))

    async def drop_many(self, identities: Iterable[str], *, to_bin: bool = False) -> None:
        """Do so for several."""
        for identity in identities:
            await self.drop(identity, to_bin=to_bin)

    def _draft(self, identity: str, field: str, value: object) -> Draft:
        self._rev += 1
        return Draft(self._key(identity, field), "null", pack(value), now(), self._rev)

    def _key(self, identity: str, field: str) -> DraftKey:
        return DraftKey(*self._place, self._ordering.orders, identity, field)
