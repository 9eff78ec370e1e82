"""What was written, and what it did: the proof that a write took effect once, or not at all."""

from __future__ import annotations

import hashlib
from collections import deque
from dataclasses import dataclass, field

from msgspec import Struct

_KEPT = 100_000


class Entry(Struct, rename="camel"):
    """One write as it came in: its moment (milliseconds since 1970), its answer, its effects."""

    number: int
    time: int
    method: str
    path: str
    query: str
    body_hash: str
    body_bytes: int
    status: int
    effects: list[dict[str, object]]


@dataclass(slots=True)
class Ledger:
    """The writes that reached the service, in the order they came; refused ones have no effect."""

    entries: deque[Entry] = field(default_factory=lambda: deque(maxlen=_KEPT))
    count: int = 0

    def add(
        self, time: int, asked: tuple[str, str, str], body: bytes, answer: tuple[int, list]
    ) -> None:
        """Enters a write: `asked` is method, path and query, `answer` status and effects."""
        self.count += 1
        method, path, query = asked
        status, effects = answer
        digest = hashlib.sha256(body).hexdigest()
        self.entries.append(
            Entry(self.count, time, method, path, query, digest, len(body), status, effects)
        )

    def of(self, method: str = "", path: str = "", *, effective: bool = False) -> list[Entry]:
        """Entries of a method whose path contains `path`; `effective` ones changed something."""
        return [
            row
            for row in self.entries
            if method in {"", row.method} and path in row.path and (row.effects or not effective)
        ]

    def clear(self) -> None:
        """Forgets all entries."""
        self.entries.clear()
