"""Rows of tables inside a product that are no list of objects: features, texts, attributes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import msgspec

from workbench.sources.etim.classification import FeatureRow, feature_rows
from workbench.sources.etim.languages import LANGUAGES
from workbench.sources.etim.naming import class_of_code, feature_of
from workbench.sources.etim.records import overall
from workbench.sources.etim.records.product import (
    Product,
    class_of,
    features_of,
    texts_of,
)
from workbench.sources.etim.records.values import items, members
from workbench.sources.leaves import identity

OWN_COLUMNS: Final = frozenset(member.name for member in overall.TEXTS)
"""Texts with a column for each of the usual languages."""
BETWEEN: Final = " | "
"""Stands between the values of a list, as it is typed."""


class Pair(msgspec.Struct, frozen=True):
    """A name and what is said under it.

    Attributes:
        key: names the row.
        name: as it stands in the document.
        language: of a text, "" for none.
        value: as text; None where it is missing.
    """

    key: str
    name: str
    language: str
    value: str | None


def features(product: Product) -> Sequence[FeatureRow]:
    """Return the features of a product's class in order, those without a value too."""
    return feature_rows(class_of_code(class_of(product)), features_of(product), feature_of)


def further_texts(product: Product) -> Sequence[Pair]:
    """Return the texts that have no column of their own, by text and language."""
    return tuple(_further(texts_of(product)))


def _further(texts: Mapping[str, Mapping[str, Any]]) -> Iterator[Pair]:
    for name, held in texts.items():
        for language, value in held.items():
            if name not in OWN_COLUMNS or language not in LANGUAGES:
                yield Pair(f"{name}.{language}", name, language, joined(value))


def attributes(product: Product) -> Sequence[Pair]:
    """Return the attributes of a product, one row for each language of a text."""
    return tuple(_attributes(members(product.attributes)))


def _attributes(held: Mapping[str, Any]) -> Iterator[Pair]:
    for name, value in held.items():
        if isinstance(value, dict):
            for language, text in value.items():
                yield Pair(f"{name}.{language}", name, language, joined(text))
        else:
            yield Pair(name, name, "", joined(value))


def technical(product: Product) -> Sequence[Pair]:
    """Return the additional technical data of a product."""
    held = members(product.additional_technical_description)
    return tuple(Pair(name, name, "", joined(value)) for name, value in held.items())


def joined(value: object) -> str | None:
    """Return a value as one text; the values of a list with a bar between them."""
    if isinstance(value, (list, dict)):
        return BETWEEN.join(_plain(each) for each in items(value)) or None
    return identity(value).strip() or None


def _plain(value: object) -> str:
    """A value of a virtual product is an object: what it is worth is shown."""
    held = members(value)
    return identity(held.get("value") if held else value).strip()


class Dated(msgspec.Struct, frozen=True):
    """When one section of a product changed last."""

    section: str
    date: object
    by: str | None


def dates(product: Product) -> Sequence[Dated]:
    """Return when each section changed; an object printed as a list is read as well."""
    found = []
    for section, held in members(product.last_modified_date_by_type).items():
        rows = [members(each) for each in items(held)] if isinstance(held, list) else [held]
        named = {name: value for row in rows for name, value in members(row).items()}
        found.append(Dated(section, named.get("date"), identity(named.get("modifiedBy")) or None))
    return tuple(found)


class Picture(msgspec.Struct, frozen=True):
    """A picture of a product, from the new list or the old one."""

    uri: object
    type: object
    description: object


def picture_rows(product: Product) -> Sequence[Picture]:
    """Return every attachment and picture that the older list names too."""
    old = [Picture(row.get("mimeSource"), row.get("mimeCode"), row.get("mimeDesignation"))
           for row in items(product.mime) if isinstance(row, dict)]  # fmt: skip
    return tuple(old)
