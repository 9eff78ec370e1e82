"""What services said of records since their rows were read: kept for the window by a receiver.

Every message is kept as an item of its own, so that a receiver and a window that work at the same
time never write over each other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Final

import msgspec
from msgspec.structs import replace

from workbench.core.notices import Notice
from workbench.core.times import now
from workbench.workspace.classes.model import ChangeMark, Happening

if TYPE_CHECKING:
    from workbench.store.workspace import WorkspaceStore
    from workbench.workspace.session import Session

KIND: Final = "notified"
KEPT: Final = timedelta(days=30)
"""How long a message is kept that nobody read the rows of."""


class Told(msgspec.Struct, frozen=True):
    """One message about records of one resource."""

    source: str
    account: str
    at: datetime
    notice: Notice


class ChangeMarks:
    """Messages of a workspace."""

    def __init__(self, store: WorkspaceStore) -> None:
        self._store = store
        self._held: dict[str, Told] = {}
        self._count = count(1)

    def keep(self, source: str, account: str, notices: Sequence[Notice]) -> int:
        """Keep what a message names; return how many records that are.

        Raises:
            WbError: DISK or STORE, where it could not be kept.
        """
        at = now()
        for notice in notices:
            if notice.count:
                name = f"{at:%Y%m%dT%H%M%S%f}-{next(self._count)}-{source}-{notice.resource}"
                self._put(name, Told(source, account, at, notice))
        return sum(notice.count for notice in notices)

    def _put(self, name: str, told: Told) -> None:
        self._held[name] = told
        self._store.put_item(KIND, name, msgspec.json.encode(told))

    def moved(self) -> frozenset[tuple[str, str]]:
        """Read what another process kept; return the (source, account) that it is about."""
        before = self._held
        self._read()
        new = [told for name, told in self._held.items() if name not in before]
        return frozenset((told.source, told.account) for told in new)

    def _read(self) -> None:
        oldest = now() - KEPT
        held: dict[str, Told] = {}
        for name, body in self._store.items(KIND).items():
            told = self._held.get(name) or _decoded(body)
            if told is None or told.at < oldest:
                self._store.remove_item(KIND, name)
            else:
                held[name] = told
        self._held = held

    def of(self, session: Session) -> dict[str, ChangeMark]:
        """Return the marks of a session's resource that are newer than its rows, by key."""
        self._read()
        read_at = session.status.read_at
        found: dict[str, ChangeMark] = {}
        for told in sorted(self._about(session).values(), key=lambda each: each.at):
            if read_at is None or told.at > read_at:
                found |= {key: ChangeMark(what, told.at) for key, what in _named(told.notice)}
        return found

    def _about(self, session: Session) -> Mapping[str, Told]:
        wanted = (session.source.id, session.account.name, session.resource.id)
        return {
            name: told
            for name, told in self._held.items()
            if (told.source, told.account, told.notice.resource) == wanted
        }

    def gone(self, session: Session, keys: Sequence[str]) -> None:
        """Mark rows as deleted whose records were asked for and did not come.

        Raises:
            WbError: DISK or STORE, where it could not be kept.
        """
        notice = Notice(session.resource.id, deleted=tuple(keys))
        self.keep(session.source.id, session.account.name, [notice])

    def forget(self, session: Session, keys: Collection[str], before: datetime) -> None:
        """Forget what was told of records until a moment: their rows were read since.

        Raises:
            WbError: DISK or STORE, where it could not be kept.
        """
        gone = frozenset(keys)
        for name, told in tuple(self._about(session).items()):
            left = _without(told.notice, gone)
            if told.at > before or left.count == told.notice.count:
                continue
            if left.count:
                self._put(name, replace(told, notice=left))
            else:
                del self._held[name]
                self._store.remove_item(KIND, name)


def _named(notice: Notice) -> Iterator[tuple[str, Happening]]:
    for what, keys in (
        (Happening.NEW, notice.new),
        (Happening.CHANGED, notice.changed),
        (Happening.DELETED, notice.deleted),
    ):
        yield from ((key, what) for key in keys)


def _without(notice: Notice, gone: frozenset[str]) -> Notice:
    return Notice(
        notice.resource,
        *(
            tuple(key for key in keys if key not in gone)
            for keys in (notice.new, notice.changed, notice.deleted)
        ),
    )


def _decoded(body: bytes) -> Told | None:
    try:
        return msgspec.json.decode(body, type=Told)
    except msgspec.DecodeError:
        return None
