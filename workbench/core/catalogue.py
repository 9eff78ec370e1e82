"""The sources that the program talks to, in the order of their tabs, each read when it is wanted.

A source is a hundred fields and filters described as data; the window names them all in its tabs
before the first is looked at, and reads the one in front.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import overload

from workbench.core.sources import Source


class Sources(Sequence[Source]):
    """Sources in their order; their ids and titles cost nothing.

    Args:
        titles: by id.
        read: returns the source of an id; called once for each.
    """

    def __init__(self, titles: Mapping[str, str], read: Callable[[str], Source]) -> None:
        self.titles: Mapping[str, str] = dict(titles)
        self._read = functools.cache(read)
        self._ids = tuple(titles)

    def find(self, identity: str) -> Source | None:
        """Return the source of that id, or None."""
        return self._read(identity) if identity in self.titles else None

    @overload
    def __getitem__(self, place: int) -> Source: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Source, ...]: ...
    def __getitem__(self, place: int | slice) -> Source | tuple[Source, ...]:
        if isinstance(place, slice):
            return tuple(map(self._read, self._ids[place]))
        return self._read(self._ids[place])

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator[Source]:
        return map(self._read, self._ids)


def sources_of(sources: Sequence[Source]) -> Sources:
    """Return sources that were all read already, or the same where they know themselves."""
    if isinstance(sources, Sources):
        return sources
    known = {source.id: source for source in sources}
    return Sources({source.id: source.title for source in sources}, known.__getitem__)
