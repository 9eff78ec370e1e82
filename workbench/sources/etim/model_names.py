"""The names of a release in one language, filled up from the others where some are missing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

from workbench.sources.etim.model_file import CODES, Codes, ReleaseFile, UnitNames
from workbench.tables.folding import fold, natural_key

_WORD: Final = re.compile(r"\w+")


def language_among(languages: Sequence[str], wanted: str) -> str:
    """Return the language of a release that is meant: "de" is "de-de" as well; else English.

    Without English it is the first one, "" where there is none.
    """
    for asked in (wanted.strip().lower().replace("_", "-"), "en"):
        short = asked.partition("-")[0]
        exact = [own for own in languages if own == asked]
        near = [own for own in languages if own.partition("-")[0] == short]
        if exact or near:
            return (exact or near)[0]
    return languages[0] if languages else ""


class ModelNames:
    """Names by place of the code; each part is unpacked at its first use."""

    def __init__(self, file: ReleaseFile, language: str) -> None:
        self._file = file
        self.language = language
        english = language_among(file.head.languages, "en")
        self._order = tuple(dict.fromkeys((language, english, *file.head.languages)))

    @cached_property
    def classes(self) -> list[str]:
        """Of classes."""
        return self._texts("classes")

    @cached_property
    def order(self) -> list[int]:
        """Places of the classes by name."""
        names = self.classes
        return sorted(range(len(names)), key=lambda place: natural_key(names[place]))

    @cached_property
    def features(self) -> list[str]:
        """Of features."""
        return self._texts("features")

    @cached_property
    def searched_features(self) -> list[str]:
        """Folded names of features with their codes, by place; a blank before each word."""
        codes = self._file.part(CODES, Codes).features
        named = zip(map(fold, self.features), map(fold, codes), strict=True)
        return [f" {' '.join(_WORD.findall(name))} {code}" for name, code in named]

    @cached_property
    def values(self) -> list[str]:
        """Of values."""
        return self._texts("values")

    @cached_property
    def groups(self) -> list[str]:
        """Of groups of classes and of features."""
        return self._texts("groups")

    @cached_property
    def units(self) -> UnitNames:
        """Of units."""
        parts = [self._file.part(f"{own}/units", UnitNames) for own in self._order]
        names = _filled(part.names for part in parts)
        return UnitNames(names, _filled(part.abbreviations for part in parts))

    def synonyms(self, place: int) -> tuple[str, ...]:
        """Return those of a class, as the release has them."""
        lines = self._synonyms[place]
        return tuple(lines.split("\n")) if lines else ()

    @cached_property
    def _synonyms(self) -> list[str]:
        return self._file.part(f"{self.language}/synonyms", list[str])

    @cached_property
    def searched(self) -> list[str]:
        """Folded name, code and synonyms of classes, a line each, in the language and in English.

        The chosen language comes first, so that the lines of its synonyms can be counted.
        """
        spoken = self._order[:2]
        parts = [self._file.part(f"{own}/searched", list[str]) for own in spoken]
        return ["\n".join(lines) for lines in zip(*parts, strict=True)]

    def _texts(self, kind: str) -> list[str]:
        return _filled(self._file.part(f"{own}/{kind}", list[str]) for own in self._order)


def _filled(columns: Iterator[list[str]]) -> list[str]:
    """Return the first column with its gaps filled from those behind it, read as far as needed."""
    filled = next(columns, [])
    while not all(filled):
        other = next(columns, None)
        if other is None:
            break
        filled = [own or name for own, name in zip(filled, other, strict=True)]
    return filled
