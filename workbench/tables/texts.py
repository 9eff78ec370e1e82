"""A column of texts without a Python object a row: one UTF-8 buffer, a start and a length each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from workbench.tables.arrays import Bools, Grown, Numbers, spread
from workbench.tables.columns import Rank
from workbench.tables.folding import natural_key
from workbench.tables.haystack import Haystack
from workbench.tables.natural import rank_texts

_NOTHING: Final = -1
_KNOWN_TEXTS: Final = 4096
"""Distinct texts that are remembered, so that repeated ones share their bytes."""


class TextColumn:
    """Texts, codes, links and picture addresses."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._starts = Grown(np.int64)
        self._lengths = Grown(np.int32)
        self._known: dict[str, tuple[int, int]] = {}
        self._ranks: tuple[Rank, ...] = ()
        self._turn = 0
        self._haystack: Haystack | None = None

    def __len__(self) -> int:
        return len(self._starts)

    def _place(self, value: object) -> tuple[int, int]:
        if value is None:
            return 0, _NOTHING
        if type(value) is not str:
            raise TypeError
        known = self._known.get(value)
        return known if known is not None else self._add(value)

    def _add(self, text: str) -> tuple[int, int]:
        encoded = text.encode("utf-8", "surrogatepass")
        place = len(self._buffer), len(encoded)
        self._buffer += encoded
        if len(self._known) >= _KNOWN_TEXTS:
            self._known.clear()
        self._known[text] = place
        return place

    def extend(self, values: Sequence[object]) -> None:
        """Add values; see `Column`."""
        places = [self._place(value) for value in values]
        self._starts.extend([start for start, _ in places])
        self._lengths.extend([length for _, length in places])

    def fits(self, value: object) -> bool:
        """Whether the value is a text."""
        return value is None or type(value) is str

    def put(self, row: int, value: object) -> None:
        """Set one value; the bytes of the old one are given back by `keep`."""
        self._starts.array[row], self._lengths.array[row] = self._place(value)
        self._forget_ranks()
        self._haystack = None

    def keep(self, rows: Numbers) -> None:
        """Keep only these rows, and only their bytes."""
        self._starts.keep(rows)
        self._lengths.keep(rows)
        self._forget_ranks()
        self._haystack = None
        self._known.clear()
        self._compact()

    def _compact(self) -> None:
        lengths = np.maximum(self._lengths.array, 0)
        if int(lengths.sum()) * 2 > len(self._buffer):
            return
        held = np.frombuffer(self._buffer, np.uint8)[spread(self._starts.array, lengths)]
        self._buffer = bytearray(held.tobytes())
        self._starts.array[:] = np.cumsum(lengths) - lengths

    def value(self, row: int) -> object:
        """Return the text."""
        length = int(self._lengths.array[row])
        if length <= 0:
            return None if length else ""
        start = int(self._starts.array[row])
        return self._buffer[start : start + length].decode("utf-8", "surrogatepass")

    def texts(self, start: int, stop: int) -> Iterator[str]:
        """Yield the texts of a range, "" where missing; much cheaper than `value` for each."""
        buffer = self._buffer
        starts = self._starts.array[start:stop].tolist()
        lengths = self._lengths.array[start:stop].tolist()
        for begin, length in zip(starts, lengths, strict=True):
            yield buffer[begin : begin + max(length, 0)].decode("utf-8", "surrogatepass")

    def missing(self, start: int, stop: int) -> Bools:
        """Return which rows have no text, or an empty one."""
        return self._lengths.array[start:stop] <= 0

    def haystack(self) -> Haystack:
        """Return the folded texts, made when a filter on this column first needs them."""
        if self._haystack is None:
            self._haystack = Haystack()
        known = len(self._haystack)
        if known < len(self):
            self._haystack.extend(list(self.texts(known, len(self))))
        return self._haystack

    def ranks(self) -> tuple[Rank, ...]:
        """Return the natural order."""
        return self._ranks if self.ranked == len(self) and self._ranks else self.rank()

    @property
    def ranked(self) -> int:
        """How many of the first rows have their places: rows added later do not change these."""
        return len(self._ranks[0].places) if self._ranks else 0

    @property
    def known_ranks(self) -> tuple[Rank, ...]:
        """The order of the first `ranked` rows."""
        return self._ranks

    def rank(self) -> tuple[Rank, ...]:
        """Order the rows there are; may run in a thread while rows are added."""
        turn = self._turn
        count = min(len(self._starts), len(self._lengths))
        made = (rank_texts(list(self.texts(0, count))),)
        if turn == self._turn:
            self._ranks = made
        return made

    def _forget_ranks(self) -> None:
        self._turn += 1
        self._ranks = ()

    def order_key(self, row: int) -> object:
        """Return what the text is ordered by."""
        text = self.value(row)
        return natural_key(text) if isinstance(text, str) and text else None

    @property
    def nbytes(self) -> int:
        """Bytes held, with the folded texts where they were made."""
        own = len(self._buffer) + self._starts.nbytes + self._lengths.nbytes
        return own + (self._haystack.nbytes if self._haystack else 0)
