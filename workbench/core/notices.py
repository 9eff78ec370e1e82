"""What a service says by itself of its records: new, changed or deleted ones, by resource.

Services send such messages to an address of the company; a source says with `Source.notices` how
they are read.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec


class Notice(msgspec.Struct, frozen=True):
    """Records that a message names.

    Attributes:
        resource: id of the resource whose rows they are.
        new, changed, deleted: their row keys.
    """

    resource: str
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many records it names."""
        return len(self.new) + len(self.changed) + len(self.deleted)


Notices = Callable[[object], tuple[Notice, ...] | None]
"""Reads a message that was decoded from JSON; None where it is none of the documented ones."""
