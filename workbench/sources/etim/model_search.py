"""Finds classes as somebody types: every word must be there, the closest names come first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, zip_longest
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


def found_places(query: str, lines: Sequence[str], limit: int) -> list[int]:
    """Return the lines that have all words of a query, first those in which each begins a word.

    Nobody knows the exact words of thousands of names: where no line has them all ("IP rating"),
    the ones with some of them are better than none: of each word in turn, short ones first.

    Args:
        query: as typed.
        lines: folded texts, a blank before each word.
        limit: the first so many.
    """
    words = words_of(query)
    if not words:
        return []
    begun = [{place for place, line in enumerate(lines) if f" {word}" in line} for word in words]
    whole = set.intersection(*begun)
    inside = [place for place, line in enumerate(lines) if all(word in line for word in words)]
    inside.sort(key=lambda place: (place not in whole, len(lines[place]), place))
    if whole:
        return inside[:limit]
    shortest = [sorted(places, key=lambda place: (len(lines[place]), place)) for places in begun]
    found = chain.from_iterable(zip_longest(*(places[:limit] for places in shortest)))
    some = [place for place in found if place is not None]
    return list(dict.fromkeys([*some, *inside]))[:limit]
