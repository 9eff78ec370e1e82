"""The ETIM classes that the products of the sandbox are described with.

200 whole classes of the ETIM 10.0 release with their true codes, names, units and value lists lie
in one file; of every other class the file holds the code and its group.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

VERSION = "10"
"""The release that the file holds, as `etimDescription.version` writes it."""

ALPHANUMERIC, LOGICAL, NUMERIC, RANGE = "A", "L", "N", "R"
NOT_APPLICABLE, UNKNOWN = "NA", "UN"

_ROOT = Path(__file__).resolve().parents[3]


class Sample(msgspec.Struct, rename="camel"):
    """A real product as public files describe it."""

    mpn: str | None
    manufacturer: str | None
    gtin: str
    class_: str = msgspec.field(name="class")
    short: dict[str, str] = msgspec.field(default_factory=dict)
    features: dict[str, str | list[str]] = msgspec.field(default_factory=dict)
    order_unit: str = "C62"
    min_order: int = 1
    origin: str = ""
    customs: str = ""


class _Class(msgspec.Struct, array_like=True):
    name: str
    group: str
    version: int
    features: list[tuple[str, str, int]]


class _File(msgspec.Struct):
    groups: dict[str, str]
    units: dict[str, str]
    features: dict[str, tuple[str, str]]
    values: dict[str, str]
    lists: list[list[str]]
    classes: dict[str, _Class]
    others: dict[str, str]
    products: list[Sample]


@dataclass(frozen=True, slots=True)
class Slot:
    """A feature as a class has it: `kind` is A, L, N or R; `values` are the allowed codes."""

    code: str
    name: str
    kind: str
    unit: str
    values: tuple[str, ...]

    def holds(self, value: object) -> bool:
        """Whether a value has the form that the type of the feature asks for."""
        if value in (NOT_APPLICABLE, UNKNOWN):  # a list has no hash
            return True
        if self.kind == RANGE:
            return isinstance(value, list) and len(value) == 2 and all(map(is_amount, value))
        if not isinstance(value, str):
            return False
        if self.kind == ALPHANUMERIC:
            return value in self.values
        return value in {"true", "false"} if self.kind == LOGICAL else is_amount(value)


@dataclass(slots=True)
class Release:
    """The classes of a release; names are those of ETIM International, in English."""

    file: _File
    _slots: dict[str, dict[str, Slot]] = field(default_factory=dict)
    _groups: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._groups = {code: row.group for code, row in self.file.classes.items()}
        for group, codes in self.file.others.items():
            self._groups.update(dict.fromkeys(codes.split(), group))

    @property
    def classes(self) -> list[str]:
        """The codes of the classes held whole, in their order."""
        return list(self.file.classes)

    @property
    def samples(self) -> list[Sample]:
        """The real products."""
        return self.file.products

    def group(self, code: str) -> str | None:
        """The group of a class, or None when the release has no such class."""
        return self._groups.get(code)

    def slots(self, code: str) -> dict[str, Slot] | None:
        """The features of a class in their order, or None when the file does not hold it whole."""
        found = self.file.classes.get(code)
        if found is None:
            return None
        if code not in self._slots:
            self._slots[code] = {row[0]: self._slot(row) for row in found.features}
        return self._slots[code]

    def class_name(self, code: str) -> str:
        """The name of a class; the code itself where the file holds no name."""
        found = self.file.classes.get(code)
        return found.name if found else code

    def group_name(self, code: str) -> str:
        """The name of a group; the code itself where the file holds no name."""
        return self.file.groups.get(code, code)

    def feature_name(self, code: str) -> str:
        """The name of a feature; the code itself where the file holds no name."""
        found = self.file.features.get(code)
        return found[1] if found else code

    def value_name(self, code: str) -> str:
        """The name of a value; the code itself where the file holds no name."""
        return self.file.values.get(code, code)

    def _slot(self, row: tuple[str, str, int]) -> Slot:
        code, unit, listed = row
        kind, name = self.file.features[code]
        values = tuple(self.file.lists[listed]) if listed >= 0 else ()
        return Slot(code, name, kind, self.file.units.get(unit, ""), values)


def is_amount(value: object) -> bool:
    """Whether a value is a plain decimal number as text."""
    if not isinstance(value, str):
        return False
    digits = value.removeprefix("-").replace(".", "", 1)
    return digits.isascii() and digits.isdigit()


def load() -> Release:
    """The release as it lies beside the program."""
    return Release(msgspec.json.decode(_path().read_bytes(), type=_File))


def _path() -> Path:
    frozen = getattr(sys, "_MEIPASS", "")
    roots = [Path(frozen)] if frozen else []
    roots += [_ROOT / "workbench", _ROOT]
    paths = [root / "resources" / "sandbox" / "etim.json" for root in roots]
    return next((path for path in paths if path.is_file()), paths[-1])
