"""The natural order of many texts at once: all of them as one buffer, compared eight bytes a turn.

Gives the order of `folding.natural_key` without a Python object a text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from workbench.tables.arrays import Bytes, Ints, Words
from workbench.tables.columns import Rank
from workbench.tables.folding import fold

_TURN: Final = 8
_LONGEST_RUN: Final = 254
_LARGE: Final = 1 << 29
"""Bytes whose places, marks before each run of digits included, may not fit 32 bits."""


def rank_texts(texts: Sequence[str]) -> Rank:
    """Return the natural order of texts; "" is missing, equal keys share a place."""
    if not texts:
        return Rank(np.empty(0, np.int64), -1)
    numbers: dict[str, int] = {}
    cells = [numbers.setdefault(text, len(numbers)) for text in texts]
    rank = _rank_distinct(list(numbers))
    return Rank(rank.places[cells], rank.last)


def _rank_distinct(texts: Sequence[str]) -> Rank:
    folded = [text.lower() if text.isascii() else fold(text) for text in texts]
    joined = "\0".join(folded)
    if joined.count("\0") >= len(texts):
        joined = "\0".join(text.replace("\0", "") for text in folded)
    joined += "\0"
    text = np.frombuffer(joined.encode("utf-8", "replace"), np.uint8)
    keys = _with_run_lengths(text)
    ends = np.flatnonzero(keys == 0)
    starts = np.concatenate([[0], ends[:-1] + 1])
    places = _dense(_compared(keys, starts, ends))
    missing = starts == ends
    if not missing.any():
        return Rank(places, int(places.max()))
    last = int(places.max()) - 1
    return Rank(np.where(missing, last + 1, places - 1), last)


def _with_run_lengths(text: Bytes) -> Bytes:
    """Return the text with "0" and the length before each run of digits, leading zeros left out."""
    digit = (text >= ord("0")) & (text <= ord("9"))
    begins = digit.copy()
    begins[1:] &= ~digit[:-1]
    first = np.flatnonzero(begins)
    if not len(first):
        return text
    small = np.int32 if len(text) < _LARGE else np.int64
    run = np.cumsum(begins, dtype=small)
    counted = np.cumsum(digit & (text != ord("0")), dtype=small)
    before = np.concatenate([[0], counted[first] - (text[first] != ord("0"))])
    kept = ~digit | (counted > before[run])
    lengths = np.bincount(run[digit & kept] - 1, minlength=len(first))
    places = np.cumsum(kept, dtype=small) - 1 + 2 * run
    made = np.empty(int(kept.sum()) + 2 * len(first), np.uint8)
    made[places[kept]] = text[kept]
    marks = places[first] - kept[first] - 1
    made[marks] = ord("0")
    made[marks + 1] = np.minimum(lengths, _LONGEST_RUN) + 1
    return made


def _compared(keys: Bytes, starts: Ints, ends: Ints) -> Ints:
    """Return a number by text that rises with its key: how many texts stand before it."""
    order = np.zeros(len(starts), np.int64)
    tied = np.arange(len(starts))
    turn = 0
    while len(tied):
        parts = _parts(keys, starts[tied] + turn * _TURN, ends[tied])
        by_part = np.argsort(parts)
        by_both = by_part[np.argsort(order[tied][by_part], kind="stable")]
        tied, parts = tied[by_both], parts[by_both]
        groups = order[tied]
        opens = np.concatenate([[True], groups[1:] != groups[:-1]])
        fresh = opens.copy()
        fresh[1:] |= parts[1:] != parts[:-1]
        place = np.arange(len(tied))
        group_start = np.maximum.accumulate(np.where(opens, place, 0))
        part_start = np.maximum.accumulate(np.where(fresh, place, 0))
        order[tied] = groups + part_start - group_start
        alone = fresh & np.concatenate([fresh[1:], [True]])
        turn += 1
        tied = tied[~alone]
        if not (ends[tied] - starts[tied] > turn * _TURN).any():
            break
    return order


def _parts(keys: Bytes, starts: Ints, ends: Ints) -> Words:
    """Return eight bytes of each text as one number, zeros behind its end."""
    parts = np.zeros(len(starts), np.uint64)
    last = len(keys) - 1
    for shift in range(_TURN):
        places = starts + shift
        byte = np.where(places < ends, keys[np.minimum(places, last)], 0)
        parts = (parts << np.uint64(8)) | byte.astype(np.uint64)
    return parts


def _dense(order: Ints) -> Ints:
    """Return the numbers without gaps."""
    used = np.zeros(len(order), np.int64)
    used[order] = 1
    return (np.cumsum(used) - 1)[order]
