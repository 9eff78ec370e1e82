"""Tolerant reading of documents, for every source: one odd value marks a cell and costs no row.

The fast way decodes a record straight into its type. Where that fails the record is read member
by member, and a value of another form is kept as `values.Odd`, exactly as it was sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cached_property
from types import NoneType, UnionType
from typing import Any, Generic, TypeVar, Union, get_args, get_origin

import msgspec

from workbench.core.texts import tr
from workbench.core.values import Odd

T = TypeVar("T")

LONGEST_ODD = 500
"""Characters of an odd value that are kept; the document has all of it."""


class Reader(Generic[T]):
    """Reads records of one type; made once per type, as its decoder is prepared with the first."""

    def __init__(self, kind: type[T]) -> None:
        self._type = kind

    @cached_property
    def _decoder(self) -> msgspec.json.Decoder[T]:
        return msgspec.json.Decoder(self._type)

    def read(self, raw: bytes | msgspec.Raw) -> tuple[T | None, tuple[str, ...]]:
        """Return the record and the dotted paths of its odd values.

        The record is None where the JSON is nothing of the kind at all.
        """
        try:
            return self._decoder.decode(raw), ()
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return self._repaired(raw)

    def _repaired(self, raw: bytes | msgspec.Raw) -> tuple[T | None, tuple[str, ...]]:
        odd: list[str] = []
        try:
            plain = msgspec.json.Decoder(float_hook=Decimal).decode(raw)
            return _fit(plain, self._type, "", odd), tuple(odd)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return None, ("",)


def read_all(
    reader: Reader[T], raws: Iterable[bytes | msgspec.Raw]
) -> tuple[list[tuple[bytes, T]], tuple[str, ...]]:
    """Return the readable records with their documents, and warnings for what was odd."""
    read: list[tuple[bytes, T]] = []
    lost = 0
    paths: dict[str, int] = {}
    for raw in raws:
        record, odd = reader.read(raw)
        for path in odd:
            paths[path] = paths.get(path, 0) + 1
        if record is None:
            lost += 1
        else:
            read.append((bytes(raw), record))
    return read, _warnings(lost, {path: count for path, count in paths.items() if path})


def _warnings(lost: int, paths: dict[str, int]) -> tuple[str, ...]:
    said: list[str] = []
    if lost:
        said.append(tr("{count} records could not be read and are not shown.", count=lost))
    if paths:
        names = ", ".join(sorted(paths, key=lambda path: -paths[path])[:3])
        said.append(
            tr(
                "{count} values have another form than documented and are shown as sent: {names}.",
                count=sum(paths.values()),
                names=names,
            )
        )
    return tuple(said)


def _fit(value: Any, kind: Any, path: str, odd: list[str]) -> Any:  # noqa: ANN401 - any JSON
    """Return a value as `kind`, member by member; what does not fit becomes Odd or None."""
    kinds = _members(kind)
    if value is None or (value == "" and str not in kinds):
        return None
    main = kinds[0]
    if isinstance(main, type) and issubclass(main, msgspec.Struct):
        return _fit_struct(value, main, path, odd)
    if get_origin(main) in {list, tuple}:
        return _fit_items(value, main, path, odd)
    try:
        return msgspec.convert(value, kind, strict=False)
    except msgspec.ValidationError:
        odd.append(path)
        return Odd(_as_sent(value)[:LONGEST_ODD])


def _fit_struct(value: object, kind: type[msgspec.Struct], path: str, odd: list[str]) -> object:
    if not isinstance(value, dict):
        if value != []:  # an empty object is written [] by some services
            odd.append(path)
        return None
    fitted: dict[str, object] = {}
    for member in msgspec.structs.fields(kind):
        if member.encode_name in value:
            inner = f"{path}.{member.encode_name}" if path else member.encode_name
            fitted[member.name] = _fit(value[member.encode_name], member.type, inner, odd)
    return kind(**fitted)


def _fit_items(value: object, kind: object, path: str, odd: list[str]) -> object:
    if not isinstance(value, list):
        if value != {}:
            odd.append(path)
        return None
    inner = next(iter(get_args(kind)), Any)
    fitted = [_fit(item, inner, path, odd) for item in value]
    return [item for item in fitted if item is not None]


def _members(kind: object) -> Sequence[Any]:
    if get_origin(kind) in {Union, UnionType}:
        return [member for member in get_args(kind) if member is not NoneType]
    return (kind,)


def _as_sent(value: object) -> str:
    if isinstance(value, str):
        return value
    return (
        msgspec.json.encode(value, enc_hook=str, order="deterministic").decode()
        if not isinstance(value, Decimal)
        else str(value)
    )
