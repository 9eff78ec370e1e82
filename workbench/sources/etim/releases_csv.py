"""Reads a release in its CSV form: a folder or a zip file with the tables of one language."""

from __future__ import annotations

import csv
import io
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Final

from workbench.sources.etim.model_content import (
    ClassRow,
    Content,
    FeatureRow,
    code_of,
    name_of,
    not_a_release,
)
from workbench.sources.etim.releases_files import Said, Unpacked, nothing_said

_NAMED: Final = re.compile(
    r"ETIM-(?P<number>\d+(?:\.\d+)*).*?-(?P<publisher>[A-Z]{2,8})-(?P<date>\d{4}-\d{2}-\d{2})",
    re.IGNORECASE,
)
_TYPES: Final = frozenset("ANRL")
TABLES: Final = (
    "ETIMUNIT",
    "ETIMARTGROUP",
    "ETIMFEATUREGROUP",
    "ETIMFEATURE",
    "ETIMVALUE",
    "ETIMARTCLASS",
    "ETIMARTCLASSSYNONYMMAP",
    "ETIMARTCLASSFEATUREMAP",
    "ETIMARTCLASSFEATUREVALUEMAP",
)
"""In the order they are read."""
_NEEDED: Final = frozenset(TABLES) - {"ETIMFEATUREGROUP", "ETIMARTCLASSSYNONYMMAP"}

Row = dict[str, str]


def is_csv(names: list[str]) -> bool:
    """Return whether files of these names are the tables of a release."""
    return {_table(name) for name in names} >= _NEEDED


def _table(name: str) -> str:
    return Path(name).stem.upper()


def read_csv(files: Unpacked, language: str, said: Said = nothing_said) -> Content:
    """Return the release that the tables of a folder or zip file hold.

    Args:
        files: the folder or zip file.
        language: of the names; the tables do not tell.
        said: is told the share of the work that is done; what it raises ends the work.

    Raises:
        WbError: FILE, where it is no release; DISK, where it cannot be read.
    """
    content = Content()
    content.name, content.number, content.publisher, content.date = named(files.path)
    reader = _Reader(content, language)
    at = {_table(name): name for name in files.names}
    for number, table in enumerate(TABLES):
        if table in at:
            with files.opened(at[table]) as raw:
                reader.take(table, _rows(raw, table))
        said((number + 1) / len(TABLES))
    reader.close()
    return content.checked()


def named(path: Path) -> tuple[str, str, str, str]:
    """Return name, number, publisher and date of a release as its package is called."""
    found = _NAMED.search(path.name)
    if not found:
        return path.name.removesuffix(".zip"), "", "", ""
    return f"ETIM {found['number']}", found["number"], found["publisher"].upper(), found["date"]


def _rows(raw: IO[bytes], table: str) -> Iterator[Row]:
    """Yield the rows by column name; quotes in them are signs as any other."""
    encoding = _encoding(raw.read(2))
    raw.seek(0)
    try:
        with io.TextIOWrapper(raw, encoding) as text:
            yield from csv.DictReader(text, delimiter=";", quoting=csv.QUOTE_NONE, restval="")
    except (UnicodeError, csv.Error) as error:
        raise not_a_release(f"{table}: {error}") from error


def _encoding(head: bytes) -> str:
    """Return the encoding by the first two bytes: wide ones come with a mark and without."""
    if head in {b"\xff\xfe", b"\xfe\xff"}:
        return "utf-16"
    if head[1:] == b"\0":
        return "utf-16-le"
    return "utf-16-be" if head[:1] == b"\0" else "utf-8-sig"


class _Reader:
    """Puts the rows of each table where they belong; tables refer to each other by number."""

    def __init__(self, content: Content, language: str) -> None:
        self._content = content
        self._names = content.in_language(language)
        self._classes: dict[str, tuple[int, str]] = {}
        self._features: dict[str, list[tuple[int, str, str, str]]] = defaultdict(list)
        self._values: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self._take: dict[str, Callable[[Row], None]] = {
            "ETIMUNIT": self._unit,
            "ETIMARTGROUP": self._group,
            "ETIMFEATUREGROUP": self._feature_group,
            "ETIMFEATURE": self._feature,
            "ETIMVALUE": self._value,
            "ETIMARTCLASS": self._class,
            "ETIMARTCLASSSYNONYMMAP": self._synonym,
            "ETIMARTCLASSFEATUREMAP": self._feature_of_class,
            "ETIMARTCLASSFEATUREVALUEMAP": self._value_of_feature,
        }

    def take(self, table: str, rows: Iterator[Row]) -> None:
        """Read a table.

        Raises:
            WbError: FILE, where a column is missing or a cell holds no code or number.
        """
        take = self._take[table]
        try:
            for row in rows:
                take(row)
        except (KeyError, ValueError, TypeError) as error:
            raise not_a_release(f"{table}: {error}") from error

    def _unit(self, row: Row) -> None:
        self._names.abbreviations[code_of(row["UNITOFMEASID"])] = name_of(row["UNITDESC"])

    def _group(self, row: Row) -> None:
        self._names.groups[code_of(row["ARTGROUPID"])] = name_of(row["GROUPDESC"])

    def _feature_group(self, row: Row) -> None:
        self._names.groups[code_of(row["FEATUREGROUPID"])] = name_of(row["FEATUREGROUPDESC"])

    def _feature(self, row: Row) -> None:
        code = code_of(row["FEATUREID"])
        self._names.features[code] = name_of(row["FEATUREDESC"])
        if row["FEATUREGROUPID"]:
            self._content.feature_groups[code] = code_of(row["FEATUREGROUPID"])

    def _value(self, row: Row) -> None:
        self._names.values[code_of(row["VALUEID"])] = name_of(row["VALUEDESC"])

    def _class(self, row: Row) -> None:
        code = code_of(row["ARTCLASSID"])
        self._names.classes[code] = name_of(row["ARTCLASSDESC"])
        self._classes[code] = (int(row["ARTCLASSVERSION"] or 0), code_of(row["ARTGROUPID"]))

    def _synonym(self, row: Row) -> None:
        known = self._names.synonyms.setdefault(code_of(row["ARTCLASSID"]), [])
        known.append(name_of(row["CLASSSYNONYM"]))

    def _feature_of_class(self, row: Row) -> None:
        feature = code_of(row["FEATUREID"])
        letter = row["FEATURETYPE"].strip().upper()
        self._content.types[feature] = letter if letter in _TYPES else ""
        unit = code_of(row["UNITOFMEASID"]) if row["UNITOFMEASID"].strip() else ""
        self._features[code_of(row["ARTCLASSID"])].append(
            (int(row["SORTNR"] or 0), row["ARTCLASSFEATURENR"], feature, unit)
        )

    def _value_of_feature(self, row: Row) -> None:
        of = self._values[row["ARTCLASSFEATURENR"]]
        of.append((int(row["SORTNR"] or 0), sys.intern(code_of(row["VALUEID"]))))

    def close(self) -> None:
        """Put classes, features and values together, each in its order."""
        for code, (version, group) in self._classes.items():
            features = sorted(self._features.get(code, ()), key=lambda own: own[0])
            self._content.classes[code] = ClassRow(
                version,
                group,
                tuple(
                    FeatureRow(feature, unit, self._ordered(number))
                    for _, number, feature, unit in features
                ),
            )

    def _ordered(self, number: str) -> tuple[str, ...]:
        values = sorted(self._values.get(number, ()), key=lambda own: own[0])
        return tuple(value for _, value in values)
