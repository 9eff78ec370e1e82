"""What a release holds, whatever form it came in: filled by its readers, packed by `model_file`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from workbench.core.errors import ErrorCode, WbError
from workbench.core.texts import tr

_CODE: Final = re.compile(r"[A-Z]{2}[A-Z0-9]{2,14}")
LONGEST_TEXT: Final = 2000
"""Signs of a name; what is longer is cut."""


class FeatureRow(NamedTuple):
    """A feature of a class: codes of itself, its unit ("" without) and its values in order."""

    feature: str
    unit: str
    values: tuple[str, ...]


class ClassRow(NamedTuple):
    """A class: its own version, its group's code, and its features in order."""

    version: int
    group: str
    features: tuple[FeatureRow, ...]


@dataclass(slots=True)
class Names:
    """All names of one language, by code."""

    classes: dict[str, str] = field(default_factory=dict)
    features: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    abbreviations: dict[str, str] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    synonyms: dict[str, list[str]] = field(default_factory=dict)


@dataclass(slots=True)
class Content:
    """A whole release.

    Attributes:
        name: as shown ("ETIM 10.0").
        number: of the release, "" where it tells none.
        date: of the publication, as written.
        publisher: who gave it out, "" where it tells none.
        names: by language, lower case.
        types: letter (A, N, R, L; "" for another) by feature.
        feature_groups: code of the feature group by feature, where told.
        classes: by code.
    """

    name: str = ""
    number: str = ""
    date: str = ""
    publisher: str = ""
    names: dict[str, Names] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    feature_groups: dict[str, str] = field(default_factory=dict)
    classes: dict[str, ClassRow] = field(default_factory=dict)

    def in_language(self, language: str) -> Names:
        """Return the names of a language ("en-GB" and "EN" as they are written), new ones empty."""
        return self.names.setdefault(language.strip().lower().replace("_", "-"), Names())

    def checked(self) -> Content:
        """Return the content where it is a release.

        Raises:
            WbError: FILE, where there is no class or no name.
        """
        if not self.classes or not self.names:
            raise not_a_release(tr("There is no class in it."))
        return self


def code_of(text: str) -> str:
    """Return a code as written, without blanks.

    Raises:
        WbError: FILE, for what can be no code.
    """
    code = text.strip().upper()
    if not _CODE.fullmatch(code):
        raise not_a_release(tr("“{text}” is no code.", text=text[:40]))
    return code


def name_of(text: str) -> str:
    """Return a name in one line, cut where it is endless."""
    return " ".join(text.split())[:LONGEST_TEXT]


def not_a_release(what: str) -> WbError:
    """Return the failure of a file that is no release of the ETIM model."""
    return WbError(
        ErrorCode.FILE,
        tr("The file is no release of the ETIM model."),
        tr("Choose a release as ETIM hands it out: CSV (folder or .zip) or IXF (.xml or .zip)."),
        detail=what,
    )
