"""What is typed for a feature: read by its type, and in words why it cannot be meant."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Final, NamedTuple

from workbench.core.etim import EtimFeature, FeatureType
from workbench.core.etim_reports import EtimText
from workbench.core.texts import tr
from workbench.core.values import Coded
from workbench.sources.etim.classification import (
    Reading,
    ValueKind,
    read_typed,
    read_value,
    value_shown,
)
from workbench.workspace.classes.model import FeatureValue
from workbench.workspace.classes.records import BETWEEN, raw_of

_COMMA: Final = re.compile(r"(?<=\d),(?=\d)")
_LABEL: Final = re.compile(r".*\((EV[A-Z]{0,2}\d{4,6})\)\s*")
"""A name with its code behind it, as lists show it."""
_NAMED: Final = 6
"""Allowed values that a sentence names at most."""

NameOf = Callable[[str], str]
"""Returns the name of a value's code, "" where the release has none such."""


class Meant(NamedTuple):
    """What a typed text means.

    Attributes:
        text: canonical; "" removes the value.
        trouble: why it cannot be meant, "" where it can.
    """

    text: str
    trouble: str = ""


def nameless(_code: str) -> str:
    """Know no name."""
    return ""


def meant(typed: str, feature: EtimFeature) -> Meant:
    """Return what a text means for a feature of a class."""
    reading = read_typed(_plain(typed, feature), feature)
    if reading.kind is ValueKind.MISSING:
        return Meant("")
    if not feature.known:
        return Meant("", tr("The class does not have this feature."))
    return Meant(reading.text, trouble_of(reading, feature, typed))


def _plain(typed: str, feature: EtimFeature) -> str:
    """Take away what people write beside a value: its unit, a decimal comma, a name's code."""
    text = " ".join(typed.split())
    if feature.type is FeatureType.ALPHANUMERIC:
        labelled = _LABEL.fullmatch(text)
        return labelled[1] if labelled else text
    if feature.type not in {FeatureType.NUMERIC, FeatureType.RANGE}:
        return text
    unit = feature.unit.abbreviation if feature.unit else ""
    if unit and text.casefold().endswith(unit.casefold()) and text[: -len(unit)].strip():
        text = text[: -len(unit)].strip()
    return text if "." in text.replace("..", "") else _COMMA.sub(".", text)


def trouble_of(reading: Reading, feature: EtimFeature, typed: str = "") -> str:
    """Return what is wrong with a value of a feature, "" for nothing."""
    if reading.kind is ValueKind.MISSING:
        return ""
    if not feature.known:
        return tr("The class does not have this feature: the service drops its value.")
    if reading.kind is ValueKind.CODE and feature.type is FeatureType.ALPHANUMERIC:
        if feature.allows(reading.text):
            return ""
        return tr("The feature does not allow {code} in this class.", code=reading.text)
    if reading.kind is ValueKind.RANGE:
        return _reversed(reading.text)
    if reading.kind is ValueKind.ODD:
        return _odd(typed or reading.text, feature)
    return ""


def _reversed(text: str) -> str:
    low, _sign, high = text.partition(BETWEEN)
    if Decimal(low) <= Decimal(high):
        return ""
    return tr("The first number of a range is the lower one: {high}..{low}.", low=low, high=high)


def _odd(typed: str, feature: EtimFeature) -> str:
    unit = feature.unit.abbreviation if feature.unit else ""
    match feature.type:
        case FeatureType.NUMERIC if unit:
            return tr("“{typed}” is no number in {unit}. Type it as 12.5.", typed=typed, unit=unit)
        case FeatureType.NUMERIC:
            return tr("“{typed}” is no number. Type it as 12.5.", typed=typed)
        case FeatureType.RANGE:
            return tr("“{typed}” is no range. Type two numbers, as 62..68.", typed=typed)
        case FeatureType.LOGICAL:
            return tr("“{typed}” is neither yes nor no.", typed=typed)
        case FeatureType.ALPHANUMERIC:
            return tr(
                "“{typed}” is none of the values. There are: {names}.",
                typed=typed,
                names=_names(feature),
            )
        case _:
            return ""


def _names(feature: EtimFeature) -> str:
    names = ", ".join(own.name or own.code for own in feature.values[:_NAMED])
    return f"{names} …" if len(feature.values) > _NAMED else names


def reading_of(value: EtimText | None, feature: EtimFeature) -> Reading:
    """Return a value of reports, read by the type of its feature."""
    return read_value(raw_of(value), feature.type)


def shown_value(reading: Reading, feature: EtimFeature, name_of: NameOf = nameless) -> FeatureValue:
    """Return a value as it is shown."""
    known = reading.kind is not ValueKind.ODD and (
        reading.kind is not ValueKind.CODE or feature.allows(reading.text)
    )
    return FeatureValue(reading.text, value_shown(reading, feature, name_of), known)


def staged_value(text: str, feature: EtimFeature, name_of: NameOf = nameless) -> Coded | None:
    """Return a canonical text as it is staged; None for no value."""
    if not text:
        return None
    raw = text.split(BETWEEN) if BETWEEN in text else text
    return Coded(text, value_shown(read_value(raw, feature.type), feature, name_of) or text)
