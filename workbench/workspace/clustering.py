"""Spellings of the same thing in a column, found by two methods that OpenRefine made known.

Both reduce a text to a key; texts with the same key are proposed as one group.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

import msgspec

from workbench.core.texts import tr, trn
from workbench.tables.folding import fold, natural_key
from workbench.workspace.staging import NewValue

_SIGNS: Final = re.compile(r"[^\w\s]|_")
_NO_LETTERS: Final = re.compile(r"[\W_]+")
_GRAM: Final = 2


class Method(StrEnum):
    """How texts are compared."""

    FINGERPRINT = "fingerprint"
    """The same words, whatever their order, case, accents and signs."""
    NGRAM = "ngram"
    """The same pairs of letters: finds blanks and small slips of spelling too."""


class Spelling(msgspec.Struct, frozen=True):
    """One way in which it is written, and in which rows."""

    text: str
    keys: tuple[str, ...]

    @property
    def count(self) -> int:
        """In how many rows."""
        return len(self.keys)


class Cluster(msgspec.Struct, frozen=True):
    """Spellings that may mean the same, the most frequent one first."""

    spellings: tuple[Spelling, ...]

    @property
    def proposed(self) -> str:
        """The spelling that the others are proposed to become."""
        return self.spellings[0].text

    @property
    def rows(self) -> int:
        """How many rows it is about."""
        return sum(spelling.count for spelling in self.spellings)


def clusters(
    values: Iterable[tuple[str, object]], method: Method = Method.FINGERPRINT
) -> tuple[Cluster, ...]:
    """Return the groups of differing spellings, those with most rows first.

    Args:
        values: (key of the row, value); what is no text is left out.
        method: see `Method`.
    """
    written: dict[str, list[str]] = {}
    for key, value in values:
        if isinstance(value, str) and value.strip():
            written.setdefault(value, []).append(key)
    key_of = fingerprint if method is Method.FINGERPRINT else ngrams
    groups: dict[str, list[Spelling]] = {}
    for text, keys in written.items():
        groups.setdefault(key_of(text), []).append(Spelling(text, tuple(keys)))
    found = [Cluster(_ordered(held)) for name, held in groups.items() if name and len(held) > 1]
    return tuple(sorted(found, key=lambda held: (-held.rows, natural_key(held.proposed))))


def _ordered(spellings: Iterable[Spelling]) -> tuple[Spelling, ...]:
    return tuple(sorted(spellings, key=lambda held: (-held.count, natural_key(held.text))))


def fingerprint(text: str) -> str:
    """Return the words of a text, folded, without signs, each once and in order."""
    words = _SIGNS.sub(" ", fold(text)).split()
    return " ".join(sorted(set(words)))


def ngrams(text: str) -> str:
    """Return the pairs of letters of a text, folded, without signs and blanks, each once."""
    plain = _NO_LETTERS.sub("", fold(text))
    pairs = {plain[at : at + _GRAM] for at in range(max(len(plain) - _GRAM + 1, 1))}
    return "".join(sorted(pairs))


def merging(ticked: Mapping[Cluster, str]) -> tuple[tuple[str, ...], NewValue]:
    """Return the rows of ticked groups and what makes their new values.

    Args:
        ticked: the spelling that each group is to have.
    """
    wanted = {
        key: text.strip()
        for cluster, text in ticked.items()
        for spelling in cluster.spellings
        for key in spelling.keys
    }

    def value_of(key: str, _old: object) -> object:
        return wanted[key] or None

    return tuple(wanted), value_of


def merged_title(field: str, groups: int) -> str:
    """Return what the step is called: "Merge spellings of Colour in 3 groups"."""
    return tr(
        "Merge spellings of {field} in {groups}",
        field=field,
        groups=trn("{count} group", "{count} groups", groups),
    )
