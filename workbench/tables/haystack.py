"""The joined, folded text of rows, and the search in it: words that must all be there.

Where the last word stands is remembered, so that typing on looks at these places alone.

Each row has an exact mark of the signs it holds and 256 hashed marks of its pairs of bytes, so
that a word is looked for only in rows that can hold it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from typing import Final

import numpy as np

from workbench.tables.arrays import Bools, Bytes, Grown, Ints, Numbers, Words
from workbench.tables.folding import fold

_END: Final = "\0"
_SIGNS: Final = "abcdefghijklmnopqrstuvwxyz0123456789 -.,/&+'\"()%:;*#@!?=_<>[]$\\"
_PLANES: Final = 4
_BLOCK: Final = 1 << 19
"""Bytes looked at in one go: they and their marks stay in the processor's cache."""

_COST_OF_ROW: Final = 350
"""Looking into one row costs as much as passing over this many bytes."""


def _sign_marks() -> Words:
    marks = np.zeros(256, np.uint64)
    for place, sign in enumerate(_SIGNS[:64]):
        marks[ord(sign)] = np.uint64(1 << place)
    marks.flags.writeable = False
    return marks


_MARK_OF_SIGN: Final = _sign_marks()
_NO_PLACES: Final = (b"", np.empty(0, np.int64))
_OFTEN: Final = 16
"""A word that stands at more than one of so many bytes is looked for without noting where."""


def _pairs(text: Bytes) -> Bytes:
    """Return a hash of each byte with the next."""
    first, second = text[:-1], text[1:]
    return (first * np.uint8(31) + (second ^ (second >> 3)) * np.uint8(17)).astype(np.uint8)


class Haystack:
    """Folded texts of rows in one buffer; rows changed later stand beside it."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._starts = Grown(np.int64)
        self._signs = Grown(np.uint64)
        self._planes = tuple(Grown(np.uint64) for _ in range(_PLANES))
        self._changed: dict[int, bytes] = {}
        self._last: tuple[bytes, Ints] = _NO_PLACES

    def __len__(self) -> int:
        return len(self._starts)

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        marks = self._signs.nbytes * (_PLANES + 1)
        return len(self._buffer) + self._starts.nbytes + marks

    def extend(self, texts: Sequence[str]) -> None:
        """Add the texts of new rows, as they are; they are folded here."""
        if not texts:
            return
        self._last = _NO_PLACES
        joined = _END.join(texts) + _END
        if joined.isascii():
            encoded = joined.lower().encode()
            lengths = np.fromiter(map(len, texts), np.int64, len(texts)) + 1
        else:
            parts = [(fold(text) + _END).encode("utf-8", "replace") for text in texts]
            encoded = b"".join(parts)
            lengths = np.fromiter(map(len, parts), np.int64, len(parts))
        starts = np.cumsum(lengths) - lengths
        self._starts.extend(len(self._buffer) + starts)
        try:
            self._buffer += encoded
        except BufferError:  # a thread is looking at the old bytes: they stay with it
            self._buffer = self._buffer + encoded
        self._mark(np.frombuffer(encoded, np.uint8), starts)

    def _mark(self, text: Bytes, starts: Ints) -> None:
        self._signs.extend(np.bitwise_or.reduceat(_MARK_OF_SIGN[text], starts))
        hashed = np.append(_pairs(text), np.uint8(0))
        bits = np.uint64(1) << (hashed & np.uint8(63)).astype(np.uint64)
        for number, plane in enumerate(self._planes):
            marks = np.where(hashed >> 6 == number, bits, np.uint64(0))
            plane.extend(np.bitwise_or.reduceat(marks, starts))

    def put(self, row: int, text: str) -> None:
        """Set the text of one row."""
        self._last = _NO_PLACES
        start, stop = self._bounds(row)
        self._buffer[start:stop] = bytes(stop - start)
        self._changed[row] = (fold(text) + _END).encode("utf-8", "replace")

    def _bounds(self, row: int) -> tuple[int, int]:
        start = int(self._starts.array[row])
        last = row + 1 == len(self)
        return start, len(self._buffer) if last else int(self._starts.array[row + 1])

    def keep(self, rows: Numbers) -> None:
        """Keep only these rows, which rise."""
        self._last = _NO_PLACES
        ends = np.append(self._starts.array, len(self._buffer))
        lengths = np.diff(ends)
        kept = np.zeros(len(self), np.bool_)
        kept[rows] = True
        text = np.frombuffer(self._buffer, np.uint8)[np.repeat(kept, lengths)]
        self._buffer = bytearray(text.tobytes())
        self._changed = {
            new: self._changed[old] for new, old in enumerate(rows.tolist()) if old in self._changed
        }
        lengths = lengths[rows]
        self._starts.keep(rows)
        self._starts.array[:] = np.cumsum(lengths) - lengths
        for marks in (self._signs, *self._planes):
            marks.keep(rows)

    def match(
        self,
        words: Sequence[str],
        start: int = 0,
        stop: int | None = None,
        among: Bools | None = None,
    ) -> Bools:
        """Return which rows of a range, or of those in `among`, hold all folded words."""
        stop = len(self) if stop is None else stop
        hits = np.ones(stop - start, np.bool_) if among is None else among.copy()
        for word in words:
            hits &= self._possible(word.encode("utf-8", "replace"), start, stop)
        for word in words:
            self._confirm(word.encode("utf-8", "replace"), hits, start)
        self._match_changed(words, hits, start, stop, among)
        return hits

    def _match_changed(
        self, words: Sequence[str], hits: Bools, start: int, stop: int, among: Bools | None
    ) -> None:
        for row, text in self._changed.items():
            if start <= row < stop and (among is None or among[row - start]):
                hits[row - start] = all(word.encode("utf-8", "replace") in text for word in words)

    def _possible(self, word: bytes, start: int, stop: int) -> Bools:
        """Return the rows whose marks hold all marks of the word."""
        needle = np.frombuffer(word, np.uint8)
        wanted = np.bitwise_or.reduce(_MARK_OF_SIGN[needle])
        hits = self._signs.array[start:stop] & wanted == wanted
        hashed = _pairs(needle)
        for number, plane in enumerate(self._planes):
            own = hashed[hashed >> 6 == number] & np.uint8(63)
            if len(own):
                wanted = np.bitwise_or.reduce(np.uint64(1) << own.astype(np.uint64))
                hits &= plane.array[start:stop] & wanted == wanted
        return hits

    def _confirm(self, word: bytes, hits: Bools, start: int) -> None:
        """Take away the hits that do not hold the word after all."""
        if len(word) == 1 and _MARK_OF_SIGN[word[0]]:
            return
        count = int(np.count_nonzero(hits))
        if not count:
            return
        begin, end = self._span(start, start + len(hits))
        known = self._places_after(word) if begin == 0 and end == len(self._buffer) else None
        if known is not None:
            self._last = word, known
            hits &= self._rows_at(known, start, len(hits))
        elif count * _COST_OF_ROW < end - begin:
            self._look_into_rows(word, hits, start)
        else:
            self._pass_over(word, hits, start, (end - begin) // _BLOCK + 1)

    def _places_after(self, word: bytes) -> Ints | None:
        """Return where the word stands if the last one looked for is its beginning."""
        last, places = self._last
        if not last or not word.startswith(last):
            return None
        return _narrowed(np.frombuffer(self._buffer, np.uint8), places, word, len(last))

    def _span(self, start: int, stop: int) -> tuple[int, int]:
        return self._bounds(start)[0], self._bounds(stop - 1)[1]

    def _look_into_rows(self, word: bytes, hits: Bools, start: int) -> None:
        rows = np.flatnonzero(hits)
        ends = np.append(self._starts.array, len(self._buffer))
        places = map(
            self._buffer.find,
            repeat(word),
            ends[start + rows].tolist(),
            ends[start + rows + 1].tolist(),
        )
        hits[rows] = np.fromiter(places, np.int64, len(rows)) >= 0

    def _pass_over(self, word: bytes, hits: Bools, start: int, blocks: int) -> None:
        """Compare all bytes of the rows in blocks, and remember the places where they are few."""
        rows = -(-len(hits) // blocks)
        places: list[Ints | None] = []
        for first in range(0, len(hits), rows):
            block = hits[first : first + rows]
            found, where = self._found_in(word, start + first, start + first + len(block))
            block &= found
            places.append(where)
        few = [where for where in places if where is not None]
        if len(few) == len(places) and len(hits) == len(self):
            self._last = word, np.concatenate(few)

    def _found_in(self, word: bytes, start: int, stop: int) -> tuple[Bools, Ints | None]:
        """Return the rows that hold the word, and where it stands unless it does so too often."""
        begin, end = self._span(start, stop)
        text = np.frombuffer(self._buffer, np.uint8, end - begin, begin)
        equal = text == word[0]
        _and_next(equal, text, word, 1)
        if np.count_nonzero(equal) * _OFTEN <= len(text):
            places = _narrowed(text, np.flatnonzero(equal), word, 2) + begin
            return self._rows_at(places, start, stop - start), places
        for shift in range(2, len(word)):
            _and_next(equal, text, word, shift)
        return np.logical_or.reduceat(equal, self._starts.array[start:stop] - begin), None

    def _rows_at(self, places: Ints, start: int, count: int) -> Bools:
        """Return which rows of a range the places of the buffer belong to."""
        hits = np.zeros(count, np.bool_)
        starts = self._starts.array[start : start + count]
        hits[np.searchsorted(starts, places, "right") - 1] = True
        return hits


def _and_next(equal: Bools, text: Bytes, word: bytes, shift: int) -> None:
    """Keep the places whose byte `shift` further on is the word's."""
    if shift < len(word):
        equal[:-shift] &= text[shift:] == word[shift]
        equal[-shift:] = False


def _narrowed(text: Bytes, places: Ints, word: bytes, known: int) -> Ints:
    """Return the places where the bytes behind the first `known` are the word's, too."""
    if known < len(word):
        places = places[places <= len(text) - len(word)]
    for shift in range(known, len(word)):
        places = places[text[places + shift] == word[shift]]
    return places
