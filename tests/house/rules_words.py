"""Rules on words: the repository speaks of the program alone, and holds nothing unfinished.

The patterns hold a sign that is taken out before use, so that this file does not find itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_APART: Final = "~"
"""Stands in the words below so that they are not found here; taken out before use."""


def _pattern(*words: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile("|".join(words).replace(_APART, ""), flags)


_PATTERNS: Final = (
    _pattern(r"\b(?:TO~DO|FIX~ME|X~XX|HA~CK)\b", flags=0),
    _pattern(r"(?:\b|_)stu~b(?:s|bed)?(?:\b|_)"),
    _pattern(r"(?<![\w.])/wo~rk/", r"(?<!\w)/ro~ot/", r"(?<![\w/])sha~red/"),
    _pattern(r"pypi\.o~rg", r"pythonhos~ted", r"npm~js\.", r"deb\.deb~ian"),
    _pattern(r"\bissu~e\s*#?\d", r"(?<!user-)(?<!user_)(?<!user )\bagen~ts?\b"),
    _pattern(r"helper ses~sion", r"session of wo~rk"),
    _pattern(r"\b(?:faults|features|figures|details|design|look|cli)\.m~d\b"),
)

_DATA = ("resources/etim/", "resources/sandbox/")
_TEXT_FILES: Final = frozenset(
    {".py", ".md", ".toml", ".sh", ".json", ".xml", ".desktop", ".po", ".spec", ""}
)


def wrong_words(text: str, place: str) -> Iterator[str]:
    """Lines that speak of something else than the program, or of something to be done."""
    for number, line in enumerate(text.splitlines(), 1):
        for pattern in _PATTERNS:
            found = pattern.search(line)
            if found:
                yield f"{place}:{number}: {found.group()!r} has no place in the repository"


def text_files(root: Path, tracked: list[str]) -> Iterator[tuple[str, str]]:
    """Tracked files that people read, with their text; data of others speaks its own words."""
    for place in tracked:
        if place.startswith(_DATA):
            continue
        path = root / place
        if path.suffix in _TEXT_FILES and path.is_file():
            yield place, path.read_text("utf-8", "replace")
