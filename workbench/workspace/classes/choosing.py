"""What can be chosen for a feature, with how often loaded products of the class have it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from workbench.core.etim import NOT_APPLICABLE, UNKNOWN, EtimFeature, FeatureType
from workbench.core.texts import tr
from workbench.tables.folding import natural_key
from workbench.workspace.classes.meaning import reading_of, shown_value
from workbench.workspace.classes.model import Choice

if TYPE_CHECKING:
    from workbench.workspace.classes.records import Records


def choices_of(records: Records, class_code: str, feature: str) -> tuple[Choice, ...]:
    """Return the choices of a feature: allowed values by name, or values in use, NA, unknown."""
    held = records.class_(class_code).feature(feature)
    readings = [
        reading_of(own.product.features.get(feature), held)
        for _key, own in records.of_class(class_code)
    ]
    used = Counter(reading.text for reading in readings if reading.text)
    without = {NOT_APPLICABLE: tr("Not applicable"), UNKNOWN: tr("Unknown")}
    named = _named(held) or {
        reading.text: shown_value(reading, held).shown
        for reading in sorted(readings, key=lambda own: natural_key(own.text))
        if reading.text and reading.text not in without
    }
    return tuple(Choice(code, name, used[code]) for code, name in {**named, **without}.items())


def _named(feature: EtimFeature) -> dict[str, str]:
    """Return the values that a feature has by itself, by name; none where it is typed."""
    if feature.type is FeatureType.LOGICAL:
        return {"true": tr("Yes"), "false": tr("No")}
    values = sorted(feature.values, key=lambda own: natural_key(own.name or own.code))
    return {own.code: own.name or own.code for own in values}
