"""The compact file of a release: parts that are read on use, so that opening costs nearly nothing.

A mark, the length of the head, the head (what the release is, where each part lies), then the
parts, each packed by itself: the codes, the names of each language, and the classes' features in
blocks of a few classes. Numbers in a part are places in the sorted codes.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Final, TypeVar

import msgspec

from workbench.core.errors import ErrorCode, WbError, from_os_error
from workbench.core.texts import tr
from workbench.sources.etim.model_content import ClassRow, Content, Names
from workbench.tables.folding import fold

_T = TypeVar("_T")

MARK: Final = b"WBETIM1\n"
ENDING: Final = ".etim"
BLOCK: Final = 64
"""Classes whose features are packed together."""
CODES: Final = "codes"
_LARGEST_PART: Final = 1 << 28
_LEVEL: Final = 9


class Head(msgspec.Struct, array_like=True, frozen=True):
    """What a file begins with: the release in words, and offset and length of each part."""

    name: str
    number: str
    date: str
    publisher: str
    languages: tuple[str, ...]
    classes: int
    features: int
    parts: dict[str, tuple[int, int]]


class Codes(msgspec.Struct, array_like=True, frozen=True):
    """All codes in order, with what belongs to them in every language (see `Content`)."""

    classes: list[str]
    versions: list[int]
    groups_of_classes: list[int]
    features: list[str]
    types: str
    groups_of_features: list[int]
    values: list[str]
    units: list[str]
    groups: list[str]


class UnitNames(msgspec.Struct, array_like=True, frozen=True):
    """Names of units, and how they are abbreviated."""

    names: list[str]
    abbreviations: list[str]


PackedFeature = tuple[int, int, list[int]]
"""Places of feature, unit (-1 without) and values."""
PackedUnit = tuple[int, int, msgspec.Raw]
"""The same, its values left as they are packed."""


def write_release(file: BinaryIO, content: Content) -> None:
    """Write a release to an open file."""
    codes = _codes(content)
    parts = {name: zlib.compress(raw, _LEVEL) for name, raw in _parts(content, codes)}
    places: dict[str, tuple[int, int]] = {}
    offset = 0
    for name, packed in parts.items():
        places[name] = (offset, len(packed))
        offset += len(packed)
    head = msgspec.msgpack.encode(
        Head(
            content.name,
            content.number,
            content.date,
            content.publisher,
            tuple(sorted(content.names)),
            len(codes.classes),
            len(codes.features),
            places,
        )
    )
    file.write(MARK + len(head).to_bytes(4, "big") + head)
    file.writelines(parts.values())


def _codes(content: Content) -> Codes:
    rows = content.classes
    classes = sorted(rows)
    used = [feature for row in rows.values() for feature in row.features]
    features = _sorted(content.types, *_keys(content, "features"), (own.feature for own in used))
    values = _sorted(*_keys(content, "values"), chain.from_iterable(own.values for own in used))
    units = _sorted(*_keys(content, "abbreviations"), (own.unit for own in used))
    of_features = content.feature_groups
    groups = _sorted(
        *_keys(content, "groups"), (row.group for row in rows.values()), of_features.values()
    )
    place = {code: number for number, code in enumerate(groups)}
    return Codes(
        classes=classes,
        versions=[rows[code].version for code in classes],
        groups_of_classes=[place.get(rows[code].group, -1) for code in classes],
        features=features,
        types="".join(content.types.get(code) or " " for code in features),
        groups_of_features=[place.get(of_features.get(code, ""), -1) for code in features],
        values=values,
        units=units,
        groups=groups,
    )


def _keys(content: Content, kind: str) -> list[dict[str, str]]:
    return [getattr(names, kind) for names in content.names.values()]


def _sorted(*codes: Iterable[str]) -> list[str]:
    """Return every code once; one that is only used, and not defined, is among them."""
    return sorted(set(chain.from_iterable(codes)) - {""})


def _parts(content: Content, codes: Codes) -> Iterator[tuple[str, bytes]]:
    encode = msgspec.msgpack.encode
    yield CODES, encode(codes)
    for language, names in content.names.items():
        for kind, part in _name_parts(names, codes):
            yield f"{language}/{kind}", encode(part)
    packer = _Packer(codes)
    for start in range(0, len(codes.classes), BLOCK):
        rows = [content.classes[code] for code in codes.classes[start : start + BLOCK]]
        yield f"block/{start // BLOCK}", encode([packer.packed(row) for row in rows])


def _name_parts(names: Names, codes: Codes) -> Iterator[tuple[str, object]]:
    for kind in ("classes", "features", "values", "groups"):
        found: dict[str, str] = getattr(names, kind)
        yield kind, [found.get(code, "") for code in getattr(codes, kind)]
    short = [names.abbreviations.get(code, "") for code in codes.units]
    yield "units", UnitNames([names.units.get(code, "") for code in codes.units], short)
    synonyms = ["\n".join(names.synonyms.get(code, ())) for code in codes.classes]
    yield "synonyms", synonyms
    own = (names.classes.get(code, "") for code in codes.classes)
    lines = zip(own, codes.classes, synonyms, strict=True)
    yield "searched", [fold("\n".join(texts)) for texts in lines]


class _Packer:
    """Puts places for the codes of classes."""

    def __init__(self, codes: Codes) -> None:
        self._features = _places(codes.features)
        self._units = _places(codes.units)
        self._values = _places(codes.values)

    def packed(self, row: ClassRow) -> list[PackedFeature]:
        return [
            (
                self._features[own.feature],
                self._units.get(own.unit, -1),
                [self._values[value] for value in own.values],
            )
            for own in row.features
        ]


def _places(codes: list[str]) -> dict[str, int]:
    return {code: number for number, code in enumerate(codes)}


class ReleaseFile:
    """A compact file in memory, as packed as on the disk; parts are unpacked when asked for."""

    def __init__(self, raw: bytes, head: Head, start: int) -> None:
        self._raw = raw
        self._start = start
        self.head = head

    @classmethod
    def open(cls, path: Path) -> ReleaseFile:
        """Read a file.

        Raises:
            WbError: DISK, where it cannot be read; FILE, where it is damaged.
        """
        try:
            raw = path.read_bytes()
        except OSError as error:
            raise from_os_error(error, path) from error
        head, start = _head(raw, path)
        return cls(raw, head, start)

    def part(self, name: str, type_: type[_T]) -> _T:
        """Return a part.

        Raises:
            WbError: FILE, where it is damaged or not there.
        """
        try:
            offset, length = self.head.parts[name]
            begin = self._start + offset
            unpacker = zlib.decompressobj()
            raw = unpacker.decompress(self._raw[begin : begin + length], _LARGEST_PART)
            return msgspec.msgpack.decode(raw, type=type_)
        except (KeyError, zlib.error, msgspec.MsgspecError) as error:
            raise _damaged(self.head.name, str(error)) from error


def decoded(raw: msgspec.Raw, type_: type[_T]) -> _T:
    """Return what a part left packed.

    Raises:
        WbError: FILE, where it is damaged.
    """
    try:
        return msgspec.msgpack.decode(raw, type=type_)
    except msgspec.MsgspecError as error:
        raise _damaged("ETIM", str(error)) from error


def read_head(path: Path) -> Head:
    """Return what a file says of itself, without reading on.

    Raises:
        WbError: DISK, where it cannot be read; FILE, where it is damaged.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(len(MARK) + 4)
            raw += file.read(int.from_bytes(raw[len(MARK) :], "big"))
    except OSError as error:
        raise from_os_error(error, path) from error
    return _head(raw, path)[0]


def _head(raw: bytes, path: Path) -> tuple[Head, int]:
    begin = len(MARK) + 4
    end = begin + int.from_bytes(raw[len(MARK) : begin], "big")
    if not raw.startswith(MARK) or len(raw) < end:
        raise _damaged(path.name, "the file does not begin as such files do")
    try:
        return msgspec.msgpack.decode(raw[begin:end], type=Head), end
    except msgspec.MsgspecError as error:
        raise _damaged(path.name, str(error)) from error


def _damaged(name: str, detail: str) -> WbError:
    return WbError(
        ErrorCode.FILE,
        tr("The ETIM release “{name}” is damaged.", name=name),
        tr("Load the release again from the files it came in."),
        detail=detail,
    )
