"""A product document read once for many questions about marking (Marking API).

The document is the product's own with the markings of its variants in it, as the service sends
them where they are asked for. Techniques are known by their slug: suppliers share it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from workbench.core.offers import Item, Technique
from workbench.core.texts import tr
from workbench.net.operations import loads
from workbench.sources.europeansourcing.marking_documents import (
    PricedMarking,
    PricedVariant,
    read_marking,
    read_variant,
)
from workbench.sources.europeansourcing.marking_outcome import NoPrice
from workbench.sources.europeansourcing.marking_prices import Document, objects
from workbench.sources.leaves import identity

_UNMARKABLE: Final = "unmarkable"
_MORE: Final = "more_marking_available"
_WORDS: Final = re.compile(r"[\W_]+")


class MarkingOf(msgspec.Struct, frozen=True):
    """One marking of a variant.

    Attributes:
        id: the service's id.
        technique: code of the technique.
        title: name of the technique.
        name: technique and place, as the supplier calls them.
        priced: what it costs.
    """

    id: str
    technique: str
    title: str
    name: str
    priced: PricedMarking


class VariantOf(msgspec.Struct, frozen=True):
    """One variant with its markings.

    Attributes:
        priced: what it costs unmarked.
        markings: in the service's order.
        said: what the service says of further markings, as its code; "" for nothing.
    """

    priced: PricedVariant
    markings: tuple[MarkingOf, ...]
    said: str = ""

    def by(self, technique: str) -> tuple[MarkingOf, ...]:
        """Return the markings of a technique."""
        return tuple(each for each in self.markings if each.technique == technique)

    def why_not(self, technique: str) -> str:
        """Return why there is no marking of a technique, in words."""
        if self.said == _UNMARKABLE:
            return tr("The variant cannot be marked.")
        if self.said == _MORE:
            return tr("No price of this technique is known; the supplier offers more on request.")
        others = ", ".join(dict.fromkeys(each.title for each in self.markings))
        if others:
            return tr("The variant is not marked by this technique; it is by: {others}.",
                      others=others)  # fmt: skip
        return tr("No marking of the variant is known ({technique}).", technique=technique)


Prepared = Mapping[str, VariantOf]
"""By the id of the variant."""


def prepare(document: bytes) -> Prepared:
    """Return the variants of a product document with their markings; none where it is none."""
    try:
        product = loads(document)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return {}
    rows = product.get("variants") if isinstance(product, dict) else None
    found = (row for row in _listed(rows) if identity(row.get("id")))
    return {identity(row.get("id")): _variant(row) for row in found}


def _listed(rows: object) -> Iterable[Document]:
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else ()


def _variant(row: Document) -> VariantOf:
    try:
        markings = tuple(_marking(held) for held in objects(row.get("variant_markings")))
    except NoPrice as stop:
        return VariantOf(PricedVariant(problem=stop.reason), ())
    said = identity(row.get("marking_additional_information"))
    return VariantOf(read_variant(row), markings, said)


def _marking(row: Document) -> MarkingOf:
    technique, place = _inner(row, "marking"), _inner(row, "marking_position")
    title = identity(technique.get("name"))
    code = identity(technique.get("slug")) or _WORDS.sub("-", title.casefold()).strip("-")
    named = ", ".join(filter(None, (title, identity(place.get("name")))))
    return MarkingOf(
        id=identity(row.get("id")),
        technique=code or identity(technique.get("id")),
        title=title or code,
        name=named,
        priced=read_marking(row),
    )


def _inner(row: Document, name: str) -> Document:
    found = row.get(name)
    return found if isinstance(found, dict) else {}


def techniques(prepared: Prepared, item: Item) -> tuple[Technique, ...]:
    """Return the techniques that an item can be marked by, each once, in the service's order."""
    held = prepared.get(item.ref.variant)
    found = {each.technique: each.title for each in (held.markings if held else ())}
    return tuple(Technique(code, title) for code, title in found.items() if code)
