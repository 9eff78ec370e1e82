"""Which pictures the viewer shows: those of one row, or the first of each ticked row."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from workbench.core.errors import WbError
from workbench.core.formats import MISSING
from workbench.ui.gallery.words import Words, words_of

if TYPE_CHECKING:
    from workbench.tables.table import Table
    from workbench.ui.desk.desk import Desk
    from workbench.workspace.documents import Documents

Told = Callable[[str, tuple[str, ...]], None]
PictureURLs = Callable[[bytes], Sequence[str]]


async def read_pictures(documents: Documents, key: str, urls_of: PictureURLs, told: Told) -> None:
    """Read the addresses of a row's pictures out of its document, and tell them with its key."""

    def read() -> tuple[str, ...]:
        document = documents.of_row(key)
        return tuple(dict.fromkeys(url for url in urls_of(document) if url)) if document else ()

    try:
        urls = await asyncio.to_thread(read)
    except WbError:
        # The picture of the row itself is shown already; a document that cannot be read adds none.
        return
    told(key, urls)


def joined(first: str, urls: Sequence[str]) -> tuple[str, ...]:
    """The pictures of a row, the one its card shows among them."""
    if not first or first in urls:
        return tuple(urls)
    return (first, *urls)


class Rows:
    """The rows as the viewer goes through them: by key, in the order in which they are shown."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def __len__(self) -> int:
        session = self._desk.session
        return len(session.rows) if session else 0

    @property
    def table(self) -> Table | None:
        """All loaded rows."""
        return self._desk.session.table if self._desk.session else None

    def place_of(self, key: str) -> int | None:
        """Where the row of a key stands; None where it is hidden or not loaded."""
        session = self._desk.session
        row = session.table.row_of(key) if session and key else None
        return session.rows.position_of(row) if session and row is not None else None

    def key_at(self, place: int) -> str:
        """The key of the row at a place, "" where there is none."""
        session = self._desk.session
        if session is None or not 0 <= place < len(session.rows):
            return ""
        return session.table.key(session.rows.row(place))

    def words(self, key: str) -> Words | None:
        """What the card of a row says; None where it is not loaded."""
        table = self.table
        row = table.row_of(key) if table is not None and key else None
        if table is None or row is None:
            return None
        face, formats = self._desk.resource.face, self._desk.workspace.formats
        return words_of(table, row, face, formats)

    def title(self, key: str) -> str:
        """Name and supplier of a row in one line."""
        words = self.words(key)
        if words is None:
            return MISSING
        return " · ".join(part for part in (words.name, words.subtitle) if part)
