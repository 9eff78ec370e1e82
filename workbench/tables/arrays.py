"""Arrays that grow by pages, and the few array operations that every kind of column needs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Rows = npt.NDArray[np.int32]
Bools = npt.NDArray[np.bool_]
Bytes = npt.NDArray[np.uint8]
Words = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.integer]

MISSING: Final = -(2**63)
"""Stands in number columns where there is no number; below every real one."""

LOWEST: Final = MISSING + 1
HIGHEST: Final = 2**63 - 1
_BLOCK: Final = 1 << 15


class Grown:
    """A one-dimensional array with room at its end, so that a page costs no copy of the rest."""

    __slots__ = ("_held", "_size")

    def __init__(self, dtype: npt.DTypeLike) -> None:
        self._held: Numbers = np.empty(0, dtype)
        self._size = 0

    def __len__(self) -> int:
        return self._size

    @property
    def array(self) -> Numbers:
        """What is held, as a view; not to be kept over a change."""
        return self._held[: self._size]

    @property
    def nbytes(self) -> int:
        """Bytes in use."""
        return self.array.nbytes

    def extend(self, values: Sequence[int] | Numbers) -> None:
        """Add values at the end."""
        end = self._size + len(values)
        if end > len(self._held):
            grown = np.empty(max(end, len(self._held) * 3 // 2, 64), self._held.dtype)
            grown[: self._size] = self.array
            self._held = grown
        self._held[self._size : end] = values
        self._size = end

    def keep(self, rows: npt.NDArray[np.integer]) -> None:
        """Keep only these places, in this order."""
        self._held = self.array[rows]
        self._size = len(rows)


def within(values: Numbers, low: int, high: int) -> Bools:
    """Return which int64 values stand from `low` to `high`, both included; never what is missing.

    One subtraction and one unsigned comparison: below the range the difference wraps around. Done
    in blocks, so that the differences stay in the processor's cache.
    """
    low, high = max(low, LOWEST), min(high, HIGHEST)
    if low > high:
        return np.zeros(len(values), np.bool_)
    if low == high:
        return values == low
    hits = np.empty(len(values), np.bool_)
    apart = np.empty(min(len(values), _BLOCK), np.int64)
    for start in range(0, len(values), _BLOCK):
        block = values[start : start + _BLOCK]
        held = apart[: len(block)]
        np.subtract(block, np.int64(low), out=held)
        np.less_equal(held.view(np.uint64), np.uint64(high - low), out=hits[start : start + _BLOCK])
    return hits


def spread(starts: Numbers, counts: Numbers) -> Ints:
    """Return the places of several ranges, one range behind the other."""
    counts = counts.astype(np.int64)
    if not len(counts):
        return np.empty(0, np.int64)
    before = np.cumsum(counts) - counts
    return np.arange(int(counts.sum()), dtype=np.int64) + np.repeat(starts - before, counts)


def any_in_ranges(hits: Bools, starts: Numbers, counts: Numbers) -> Bools:
    """Return for each range whether it holds a hit."""
    running = np.zeros(len(hits) + 1, np.int64)
    np.cumsum(hits, out=running[1:])
    return running[starts + counts] > running[starts]


def exact_sum(values: Numbers) -> int:
    """Return the sum of int64 values without overflow."""
    wide = values.astype(np.int64, copy=False)
    return (int((wide >> 32).sum()) << 32) + int((wide & 0xFFFFFFFF).sum())
