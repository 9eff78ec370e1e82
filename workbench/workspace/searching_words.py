"""The words of a search: which are meant as typed, which may be typed wrongly, and what fits best.

Texts are folded as the tables fold them. Words of five letters and more that stand nowhere are
taken for mistyped: the known words that begin almost so are looked for in their place. One of the
first two letters is taken to be right, which leaves few words to compare letter by letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from workbench.tables.folding import fold

LEAST_LETTERS: Final = 5
"""Shorter words are meant as they are typed: nearly every other one is near to them."""

_FAR: Final = 8
"""From this length on two letters may be wrong, below it one."""

_NEAREST: Final = 6
"""Known words that stand for a mistyped one at most."""

_WORDS: Final = re.compile(r'"([^"]*)"?|(\S+)')
_LETTERS: Final = re.compile(r"[^\W\d_]{4,}")
_PART: Final = re.compile(r"[^\W_]+")


class Word(NamedTuple):
    """One folded word of a search; what stands in quotes is one word, blanks included."""

    text: str
    exact: bool = False


def words_asked(text: str) -> tuple[Word, ...]:
    """Return the words of a search."""
    found: dict[str, Word] = {}
    for quoted, plain in _WORDS.findall(text):
        folded = fold(quoted or plain).replace("\0", "").strip()
        if folded:
            found[folded] = Word(folded, bool(quoted))
    return tuple(found.values())


class Vocabulary:
    """Every word of four letters and more that stands in the rows."""

    def __init__(self) -> None:
        self._words: set[str] = set()
        self._known: dict[str, tuple[str, ...]] = {}

    def __len__(self) -> int:
        return len(self._words)

    def add(self, folded: str) -> None:
        """Learn the words of a folded text."""
        before = len(self._words)
        self._words.update(_LETTERS.findall(folded))
        if len(self._words) != before:
            self._known.clear()

    def near(self, word: Word) -> tuple[str, ...]:
        """Return what may be meant by a word that stands nowhere, the nearest first."""
        if word.exact or len(word.text) < LEAST_LETTERS or not word.text.isalpha():
            return ()
        if word.text not in self._known:
            self._known[word.text] = self._nearest(word.text)
        return self._known[word.text]

    def _nearest(self, word: str) -> tuple[str, ...]:
        from rapidfuzz.distance import OSA  # noqa: PLC0415 - where something is mistyped
        from rapidfuzz.process import extract  # noqa: PLC0415

        long, most = len(word), 2 if len(word) >= _FAR else 1
        # What is typed may be the beginning of a longer word, a letter more or less of it.
        one, two = word[0], word[1]
        alike = [
            held
            for held in self._words
            if held[0] == one or held[1] == two or held[0] == two or held[1] == one
        ]
        begun = {held[:cut] for held in alike for cut in (long - 1, long, long + 1)}
        found = extract(
            word, list(begun), scorer=OSA.distance, processor=None, score_cutoff=most, limit=40
        )
        least = min((far for _, far, _ in found), default=0)
        # A whole word is meant rather than the beginning of one.
        ranked = sorted(
            (text not in self._words, abs(len(text) - long), text)
            for text, far, _ in found
            if far == least
        )
        return _apart(text for *_, text in ranked)[:_NEAREST]


def _apart(texts: Iterable[str]) -> tuple[str, ...]:
    """Return texts without those that hold an earlier one, or that it holds."""
    kept: list[str] = []
    for text in texts:
        if not any(held in text or text in held for held in kept):
            kept.append(text)
    return tuple(kept)


def as_meant(text: str, near: Mapping[str, tuple[str, ...]]) -> str:
    """Return a search as services are asked: without quotes, which each reads in its own way.

    The first of what is near stands in place of each mistyped word.
    """
    plain = " ".join(text.replace('"', " ").split())
    if not near:
        return plain
    return " ".join(near.get(fold(word), (word,))[0] for word in plain.split())


def score(wanted: str, words: tuple[str, ...], name: str, key: str) -> int:
    """Return how well a row fits by its folded name and key: 0 where only another field does."""
    if wanted in {name, key}:
        return 5
    if name.startswith(wanted):
        return 4
    if not all(word in name for word in words):
        return 0
    parts = _PART.findall(name)
    begins = all(any(part.startswith(word) for part in parts) for word in words)
    whole = begins and all(word in parts for word in words)
    return 3 if whole else 2 if begins else 1
