"""Whether a record of a list can be taken in.

The document says only that records with incorrect values are rejected, so each check is a plain
one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from workbench.sandbox.etim.listing import questions
from workbench.sandbox.etim.world import Document, World, a_list, an_object, texts

Check = Callable[[World, Document], bool]

COLORS = ("grey", "green", "red", "yellow", "orange", "blue", "violet", "black", "white")
"""Colours of labels: the document shows the first three."""

TYPES = ("M", "L", "S", "N", "R", "MS", "T", "REF")
INDICATED = ("HAZARD_CLASS", "HAZARD_LABEL", "GHS_LABEL_CODE", "COUNTRY_OF_ORIGIN")
"""Fields that an attribute may refer to; the document shows the first."""

_FLAGS = ("true", "false")
_FEATURE = re.compile(r"EF[A-Z]{0,2}\d{4,6}")
_DEFAULTS: dict[str, Document] = {
    "labels": {"permanent": "false", "color": "grey"},
    "attributes": {
        "permanent": "false", "global": "false", "productCharacteristic": "false",
        "forSynch": "false", "importance": "0",
    },
    "suppliers": {"manufacturer": "false"},
}  # fmt: skip


def with_defaults(path: str, row: Document) -> Document:
    """A record with the values that may be left out."""
    return _DEFAULTS.get(path, {}) | row


def of_list(path: str) -> Check:
    """The check of a list."""
    return _CHECKS[path]


def label(world: World, row: Document) -> bool:
    """One letter and a known colour; a permanent label stays as it is."""
    held = world.lists["labels"].get(str(row["identifier"]), {})
    return (
        held.get("permanent") != "true"
        and _one_of(row, "color", COLORS)
        and len(str(row.get("letter", ""))) == 1
    )


def attribute(world: World, row: Document) -> bool:
    """A known type with what belongs to it; a locked attribute keeps its type."""
    key, kind = str(row["identifier"]), row.get("type")
    held = world.lists["attributes"].get(key, {})
    locked = key in world.mask or key in questions(world) or held.get("permanent") == "true"
    if kind not in TYPES or (held and locked and held.get("type") != kind):
        return False
    if kind in {"S", "MS"} and not all(map(_is_value, a_list(row.get("values")) or [""])):
        return False
    if kind == "REF" and row.get("indicatedField") not in INDICATED:
        return False
    flags = ("global", "productCharacteristic", "forSynch")
    importance = row.get("importance") in tuple("012345")
    return _named(row) and importance and all(_one_of(row, flag, _FLAGS) for flag in flags)


def group(world: World, row: Document) -> bool:
    """Known attributes, or a question of type L with the attributes of its answers."""
    known = world.lists["attributes"]
    listed = [*texts(row.get("attributes")), *texts(row.get("answersYes")),
              *texts(row.get("answersNo"))]  # fmt: skip
    if not _named(row) or not all(name in known for name in listed):
        return False
    question = row.get("question")
    if question is None:
        return bool(row.get("attributes"))
    return "attributes" not in row and known.get(str(question), {}).get("type") == "L"


def relation(world: World, row: Document) -> bool:
    """An attribute or a feature, and products."""
    name = str(row.get("attribute", ""))
    known = name in world.lists["attributes"] or bool(_FEATURE.fullmatch(name))
    return known and _named(row) and isinstance(row.get("products"), list)


def supplier(_world: World, row: Document) -> bool:
    """A name; numbers, where given, of digits; the country of two letters."""
    country = str(row.get("country", ""))
    return (
        partner(_world, row)
        and _one_of(row, "manufacturer", _FLAGS)
        and (not country or (len(country) == 2 and country.isalpha() and country.isupper()))
    )


def partner(_world: World, row: Document) -> bool:
    """A name; numbers, where given, of digits."""
    numbers = (str(row.get(name, "")) for name in ("gln", "duns"))
    return bool(row.get("name")) and all(not text or text.isdigit() for text in numbers)


def tree(world: World, row: Document) -> bool:
    """Named categories whose parents stand in the same tree, and known attributes."""
    rows = [an_object(part) for part in a_list(row.get("categories"))]
    names = [part.get("identifier") for part in rows]
    listed = texts(row.get("categoryTreeAttributes"))
    listed += [name for part in rows for name in texts(part.get("attributes"))]
    return (
        bool(an_object(row.get("categoryTreeName")))
        and len(set(map(str, names))) == len(names)
        and all(name and isinstance(name, str) for name in names)
        and all(map(_named, rows))
        and all(part.get("parent", names[0]) in names for part in rows)
        and all(part.get("parent") != part.get("identifier") for part in rows)
        and all(name in world.lists["attributes"] for name in listed)
    )


def _named(row: Document) -> bool:
    return bool(an_object(row.get("name")))


def _one_of(row: Document, name: str, choices: Sequence[str]) -> bool:
    return row.get(name, choices[0]) in choices


def _is_value(value: object) -> bool:
    row = an_object(value)
    return bool(row.get("identifier")) and bool(an_object(row.get("value")))


_CHECKS: dict[str, Check] = {
    "labels": label, "attributes": attribute, "attribute-groups": group,
    "relations-by-attribute": relation, "suppliers": supplier, "buyers": partner,
}  # fmt: skip
