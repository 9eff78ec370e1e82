"""Finds classes as somebody types: every word must be there, the closest names come first."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import Final

from workbench.tables.folding import words_of

_APART: Final = 9
"""How far a class is whose lines hold the words only together."""

Hit = tuple[int, int]
"""Place of the class, and of the synonym that was found; -1 where the name or code was."""


def found_rows(query: str, searched: Sequence[str], order: Sequence[int]) -> list[Hit]:
    """Return the classes whose lines hold all words, best first.

    Args:
        query: as typed; no word finds all.
        searched: folded name, code and synonyms of each class, a line each.
        order: places of the classes by name, for equals.
    """
    words = words_of(query)
    if not words:
        return [(place, -1) for place in order]
    typed = " ".join(words)
    hits = [
        (*_rank(searched[place], typed, words), place)
        for place in order
        if all(word in searched[place] for word in words)
    ]
    hits.sort(key=itemgetter(0))
    return [(place, synonym) for _, synonym, place in hits]


def _rank(text: str, typed: str, words: tuple[str, ...]) -> tuple[int, int]:
    """Return how far a class is from what was typed, and the synonym that was found."""
    name, code, *rest = text.split("\n", 2)
    if all(word in name for word in words):
        return _closeness(name, typed), -1
    if all(word in code for word in words):
        return 0, -1
    synonyms = (
        (_closeness(line, typed) + 1, place)
        for place, line in enumerate("".join(rest).split("\n"))
        if all(word in line for word in words)
    )
    return min(synonyms, default=(_APART, -1))


def _closeness(line: str, typed: str) -> int:
    """Return 0 for the same text, then 2 a beginning, 4 a beginning of a word, 6 elsewhere."""
    if line == typed:
        return 0
    if line.startswith(typed):
        return 2
    return 4 if f" {typed}" in f" {line.replace('/', ' ')}" else 6
