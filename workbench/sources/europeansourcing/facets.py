"""Aggregations of a search answer as facets (document: Aggregation).

Rows may be missing, ids come as number or text, and names that nobody knows are passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import msgspec
from msgspec.structs import replace

from workbench.core.pages import FacetValue
from workbench.sources.countries import country_name
from workbench.sources.europeansourcing.records.attributes import hex_colour
from workbench.sources.europeansourcing.records.product import Attribute, Id, Product, Whole
from workbench.sources.leaves import count, identity, text
from workbench.sources.reading import Reader

FILTER_OF: Final[Mapping[str, str]] = {
    "categories": "category_id",
    "attributes": "attribute_id",
    "marking": "marking_id",
    "suppliers": "supplier_id",
    "brands": "brand_id",
    "supplier_profiles": "supplier_profile_id",
    "country": "country_supplier_profile",
    "country_of_origin": "country_of_origin",
}
"""The filter that each aggregation counts values of."""

_COUNTRIES: Final = frozenset({"country_supplier_profile", "country_of_origin"})


class Aggregation(msgspec.Struct):
    """One counted facet."""

    name: str | None = None
    rows: list[Row] | None = None


class Row(msgspec.Struct):
    """One counted value; which members it has depends on the aggregation."""

    id: Id = None
    code: str | None = None
    name: str | None = None
    value: str | None = None
    count: Whole = None
    parent: Id = None
    parent_id: Id = None
    group_id: Id = None
    group_name: str | None = None
    full_hierarchy_name: str | None = None


class Known(msgspec.Struct):
    """What the products of the page say about attributes that the counts leave out."""

    colours: dict[str, str] = msgspec.field(default_factory=dict)
    groups: dict[str, str] = msgspec.field(default_factory=dict)


def facets_of(raw: msgspec.Raw, products: Iterable[Product]) -> dict[str, tuple[FacetValue, ...]]:
    """Return the counted facets by filter name."""
    found, _odd = Reader(list[Aggregation]).read(raw)
    known = _known(products) if found else Known()
    facets: dict[str, tuple[FacetValue, ...]] = {}
    for aggregation in found or ():
        name = FILTER_OF.get(identity(aggregation.name))
        if name and aggregation.rows:
            values = (_value(row, known) for row in aggregation.rows if _code(row))
            facets[name] = tuple(_named(value) if name in _COUNTRIES else value for value in values)
    return facets


def _named(value: FacetValue) -> FacetValue:
    """Name a country where the service sends its code alone."""
    return replace(value, label=country_name(value.code)) if value.label == value.code else value


def _value(row: Row, known: Known) -> FacetValue:
    code = _code(row)
    group = identity(row.group_id)
    return FacetValue(
        code=code,
        label=_label(row) or code,
        count=count(row.count) or 0,
        parent=identity(row.parent if row.parent is not None else row.parent_id),
        # Ids of attributes and of other things overlap; only attributes stand in groups.
        colour=known.colours.get(code, "") if group else "",
        group=identity(row.group_name) or known.groups.get(group, ""),
    )


def _code(row: Row) -> str:
    return identity(row.id) or identity(row.code)


def _label(row: Row) -> str:
    for value in (row.name, row.value):
        found = text(value)
        if isinstance(found, str):
            return found
    way = text(row.full_hierarchy_name)
    return way.rsplit(" > ", 1)[-1] if isinstance(way, str) else ""


def _known(products: Iterable[Product]) -> Known:
    """Colours and group names of the attributes in the page; groups under both of their ids."""
    known = Known()
    for product in products:
        for variant in product.variants or ():
            for attribute in variant.attributes or ():
                _learn(attribute, known)
    return known


def _learn(attribute: Attribute, known: Known) -> None:
    code = identity(attribute.id)
    if code in known.colours:
        return
    known.colours[code] = hex_colour(attribute.additional_text_data)
    for above in attribute.hierarchy or ():
        known.colours.setdefault(identity(above.id), hex_colour(above.additional_text_data))
    group = attribute.attribute_group
    if group is not None:
        # The counts say "4" where the attribute itself says "multiple_4".
        long = identity(group.id)
        known.groups[long] = known.groups[long.rsplit("_", 1)[-1]] = identity(group.name)
