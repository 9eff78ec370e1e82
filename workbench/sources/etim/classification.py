"""The features of a product by its class: in order, read, written, and what a new class would lose.

Pure: a class comes from a release of the model (`core.etim`), values as the product's document
writes them: "EV000179", "true", "80", ["2", "4.5"], "NA", "UN".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final, NamedTuple

import msgspec

from workbench.core.amounts import read_decimal
from workbench.core.etim import NOT_APPLICABLE, UNKNOWN, EtimClass, EtimFeature, FeatureType
from workbench.core.flags import read_flag
from workbench.core.texts import tr
from workbench.sources.leaves import identity

VALUE_CODE: Final = re.compile(r"EV[A-Z]{0,2}\d{4,6}")
"""How the code of a value looks."""
_BETWEEN: Final = re.compile(r"\s*(?:\.\.+|…|;|\|)\s*")


class ValueKind(StrEnum):
    """What the value of a feature is."""

    MISSING = "missing"
    NOT_APPLICABLE = "not applicable"
    UNKNOWN = "unknown"
    CODE = "code"
    FLAG = "flag"
    NUMBER = "number"
    RANGE = "range"
    ODD = "odd"
    """Of another form than the type of the feature wants; shown as it is."""


class Reading(NamedTuple):
    """One value of a feature, read.

    Attributes:
        kind: see `ValueKind`.
        text: canonical: the code, "true", "80", "2..4.5", "NA", "UN"; "" for none. What is typed
            and compared.
    """

    kind: ValueKind
    text: str


MISSING: Final = Reading(ValueKind.MISSING, "")
_WITHOUT: Final = {
    NOT_APPLICABLE: Reading(ValueKind.NOT_APPLICABLE, NOT_APPLICABLE),
    UNKNOWN: Reading(ValueKind.UNKNOWN, UNKNOWN),
}


def read_value(raw: object, type_: FeatureType = FeatureType.OTHER) -> Reading:
    """Return what a document's value is; the type decides where one is known."""
    if isinstance(raw, list):
        return _read_range([identity(each).strip() for each in raw], type_)
    return _read_text(identity(raw).strip(), type_)


@lru_cache(maxsize=8192)
def _read_text(text: str, type_: FeatureType) -> Reading:
    if not text:
        return MISSING
    return _WITHOUT.get(text) or Reading(_kind_of(text, type_), text)


def _read_range(ends: list[str], type_: FeatureType) -> Reading:
    if not any(ends):
        return MISSING
    fits = len(ends) == 2 and all(_is_number(end) for end in ends)
    ranged = fits and type_ in {FeatureType.RANGE, FeatureType.OTHER}
    return Reading(ValueKind.RANGE if ranged else ValueKind.ODD, "..".join(ends))


def _kind_of(text: str, type_: FeatureType) -> ValueKind:
    found = ValueKind.ODD
    if VALUE_CODE.fullmatch(text):
        found = ValueKind.CODE
    elif text in {"true", "false"}:
        found = ValueKind.FLAG
    elif _is_number(text):
        found = ValueKind.NUMBER
    return found if type_ is FeatureType.OTHER or _KINDS[type_] is found else ValueKind.ODD


_KINDS: Final = {
    FeatureType.ALPHANUMERIC: ValueKind.CODE,
    FeatureType.LOGICAL: ValueKind.FLAG,
    FeatureType.NUMERIC: ValueKind.NUMBER,
    FeatureType.RANGE: ValueKind.RANGE,
}


def _is_number(text: str) -> bool:
    return isinstance(read_decimal(text), Decimal)


class FeatureRow(msgspec.Struct, frozen=True, gc=False):
    """A feature of a product's class, with the product's value.

    Attributes:
        feature: of the class; not `known` where the class does not have it any more.
        reading: the value.
        raw: as the document writes it, None where it does not stand there.
        place: number in the order of the class, from 1; 0 for one that it does not have.
    """

    feature: EtimFeature
    reading: Reading
    raw: Any = None
    place: int = 0


def feature_rows(
    class_: EtimClass,
    held: Mapping[str, Any],
    elsewhere: Callable[[str], EtimFeature] = lambda code: EtimFeature(code, known=False),
) -> tuple[FeatureRow, ...]:
    """Return the features of a class in order, then those that only the product has.

    Args:
        class_: of the product; without features where it is not known.
        held: the product's features by code.
        elsewhere: returns a feature that is not of the class, for its name.
    """
    own = [_row(feature, held.get(feature.code), place)
           for place, feature in enumerate(class_.features, 1)]  # fmt: skip
    codes = {row.feature.code for row in own}
    return (*own, *(_row(elsewhere(code), raw, 0) for code, raw in held.items()
                    if code not in codes))  # fmt: skip


def _row(feature: EtimFeature, raw: object, place: int) -> FeatureRow:
    return FeatureRow(feature, read_value(raw, feature.type), raw, place)


class Lost(NamedTuple):
    """A value that a change of class would cost.

    Attributes:
        feature: the old class's.
        reading: the value.
        why: in words, translated.
    """

    feature: EtimFeature
    reading: Reading
    why: str


def lost_features(held: Mapping[str, Any], old: EtimClass, new: EtimClass) -> tuple[Lost, ...]:
    """Return which values of a product the new class has no place for, in the old one's order."""
    found = ((row, _why(row, new.feature(row.feature.code))) for row in feature_rows(old, held))
    return tuple(
        Lost(row.feature, row.reading, why)
        for row, why in found
        if why and row.reading.kind is not ValueKind.MISSING
    )


def _why(row: FeatureRow, feature: EtimFeature) -> str:
    if not feature.known:
        return tr("The new class does not have this feature.")
    if row.reading.kind is ValueKind.CODE and not feature.allows(row.reading.text):
        return tr("The new class does not allow this value.")
    old, new = row.feature.unit, feature.unit
    if old is not None and (new is None or new.code != old.code):
        named = new.abbreviation or new.code if new is not None else tr("none")
        return tr("The new class has another unit: {unit}.", unit=named)
    return ""


def kept_features(held: Mapping[str, Any], new: EtimClass) -> dict[str, Any]:
    """Return the features that the new class has, with values that it allows."""
    return {
        code: raw
        for code, raw in held.items()
        if new.feature(code).known and not _barred(raw, new.feature(code))
    }


def _barred(raw: object, feature: EtimFeature) -> bool:
    reading = read_value(raw)
    return reading.kind is ValueKind.CODE and not feature.allows(reading.text)


def value_shown(reading: Reading, feature: EtimFeature, name_of: Callable[[str], str]) -> str:
    """Return a value in words, without its unit; "" for none.

    Args:
        reading: the value.
        feature: of the class, for the names of its values.
        name_of: returns the name of a value that the class does not allow, "" where it has none.
    """
    match reading.kind:
        case ValueKind.NOT_APPLICABLE:
            return tr("Not applicable")
        case ValueKind.UNKNOWN:
            return tr("Unknown")
        case ValueKind.FLAG:
            return tr("Yes") if reading.text == "true" else tr("No")
        case ValueKind.CODE:
            named = next((own.name for own in feature.values if own.code == reading.text), "")
            return named or name_of(reading.text) or reading.text
        case ValueKind.RANGE:
            return reading.text.replace("..", " … ")
        case _:
            return reading.text


def read_typed(typed: str, feature: EtimFeature) -> Reading:
    """Return what was typed for a feature; kind ODD where it cannot be meant.

    Takes codes and names of values, yes and no in the language in use, two numbers with ".." or
    "…" between them, and NA and UN for every type.
    """
    text = " ".join(typed.split())
    if not text:
        return MISSING
    word = text.casefold()
    if word in {NOT_APPLICABLE.casefold(), tr("Not applicable").casefold(), "-"}:
        return _WITHOUT[NOT_APPLICABLE]
    if word in {UNKNOWN.casefold(), tr("Unknown").casefold()}:
        return _WITHOUT[UNKNOWN]
    return _typed(text, feature)


def _typed(text: str, feature: EtimFeature) -> Reading:
    match feature.type:
        case FeatureType.LOGICAL:
            flag = read_flag(text)
            word = "true" if flag else "false"
            return Reading(ValueKind.FLAG, word) if flag is not None else _odd(text)
        case FeatureType.ALPHANUMERIC:
            return _typed_code(text, feature)
        case FeatureType.NUMERIC:
            number = _number(text)
            return Reading(ValueKind.NUMBER, number) if number else _odd(text)
        case FeatureType.RANGE:
            return _typed_range(text)
        case _:
            ranged = _typed_range(text)
            return ranged if ranged.kind is ValueKind.RANGE else read_value(text)


def _typed_code(text: str, feature: EtimFeature) -> Reading:
    word = text.casefold()
    named = [own.code for own in feature.values if own.name.casefold() == word]
    if not named and VALUE_CODE.fullmatch(text.upper()):
        named = [text.upper()]
    return Reading(ValueKind.CODE, named[0]) if named else _odd(text)


def _typed_range(text: str) -> Reading:
    ends = [_number(part) for part in _BETWEEN.split(text)]
    if len(ends) != 2 or not all(ends):
        return _odd(text)
    return Reading(ValueKind.RANGE, "..".join(ends))


def _number(text: str) -> str:
    read = read_decimal(text.strip().replace("−", "-"))
    return f"{read:f}" if isinstance(read, Decimal) else ""


def _odd(text: str) -> Reading:
    return Reading(ValueKind.ODD, text)


def wire_value(reading: Reading) -> object:
    """Return a value as the document writes it, None where there is none."""
    if reading.kind is ValueKind.MISSING:
        return None
    if reading.kind is ValueKind.RANGE:
        return reading.text.split("..")
    return reading.text
