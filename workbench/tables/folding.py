"""Texts as the search and the order see them: case and accents set aside, digits by their value."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"}
)
"""Letters with a stroke or a ligature that Unicode does not take apart."""

_DIGITS: Final = re.compile(r"[0-9]+")
_WORDS: Final = re.compile(r'"([^"]*)"?|(\S+)')


def fold(text: str) -> str:
    """Return the text without case and accents: "Café" and "cafe" are the same."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join([sign for sign in apart if not unicodedata.combining(sign)])
    return plain.translate(_LETTERS)


def _padded(match: re.Match[str]) -> str:
    digits = match.group().lstrip("0")
    return f"0{chr(len(digits) + 1)}{digits}"


def natural_key(text: str) -> str:
    """Return what texts are ordered by: "R2" before "R10", accents beside their letter.

    A run of digits is led by its length, so that comparing signs compares numbers.
    """
    return _DIGITS.sub(_padded, fold(text))


def words_of(text: str) -> tuple[str, ...]:
    """Return the folded words of a search; what stands in quotes is one word, blanks included."""
    found = (quoted or word for quoted, word in _WORDS.findall(text))
    folded = (fold(word).replace("\0", "") for word in found)
    return tuple(dict.fromkeys(word for word in folded if word.strip()))


def narrows(new: tuple[str, ...], old: tuple[str, ...]) -> bool:
    """Whether every row that `new` finds is among those that `old` found."""
    return all(any(before in word for word in new) for before in old)
