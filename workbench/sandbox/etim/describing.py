"""The ETIM part of a made product: values of every type, with the gaps that real records have."""

from __future__ import annotations

from random import Random
from zlib import crc32

from workbench.sandbox.etim.release import (
    ALPHANUMERIC,
    LOGICAL,
    NOT_APPLICABLE,
    RANGE,
    UNKNOWN,
    Release,
    Sample,
    Slot,
)
from workbench.sandbox.etim.world import Document

OLD_FEATURE = "EF001782"
"""A feature that ETIM 10.0 has no longer; records of older releases still hold it."""

_SIZES = ("1", "1.5", "2", "2.5", "4", "5", "6", "10", "12", "16", "20", "25", "32", "40", "50",
          "63", "80", "100", "120", "150", "200", "230", "250", "400", "500", "630", "1000",
          "1200", "1500", "2000")  # fmt: skip


def described(release: Release, code: str, random: Random) -> Document:
    """The description of a product of a class, with some of its features."""
    slots = release.slots(code) or {}
    version = random.choices(("10", "9", "8"), (85, 12, 3))[0]
    features: Document = {}
    for slot in slots.values():
        if random.random() * 100 < filled_share(code, slot.code):
            features[slot.code] = _value(slot, random)
    if version == "8":
        features[OLD_FEATURE] = "false"
    return {
        "version": version, "classId": code, "groupId": release.group(code) or "",
        "features": features,
    }  # fmt: skip


def of_sample(release: Release, sample: Sample) -> Document:
    """The description of a real product."""
    return {
        "version": "10",
        "classId": sample.class_,
        "groupId": release.group(sample.class_) or "",
        "features": dict(sample.features),
    }


def filled_share(code: str, feature: str) -> int:
    """How many products of a class in 100 have a feature: between 22 and 100, always the same."""
    return 22 + min(78, crc32(f"{code}{feature}".encode()) % 110)


def _value(slot: Slot, random: Random) -> object:
    chance = random.random()
    if chance < 0.03:
        return NOT_APPLICABLE
    if chance < 0.045:
        return UNKNOWN
    if slot.kind == ALPHANUMERIC:
        # The first values of a list are the usual ones.
        place = min(random.randrange(len(slot.values)), random.randrange(len(slot.values)))
        return slot.values[place]
    if slot.kind == LOGICAL:
        return "true" if random.random() < 0.4 else "false"
    if slot.kind == RANGE:
        low = random.randrange(len(_SIZES) - 3)
        return [_SIZES[low], _SIZES[low + random.randrange(4)]]
    return random.choice(_SIZES)
