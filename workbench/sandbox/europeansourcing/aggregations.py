"""The aggregations beside a result: how many of its products each brand, category and so on has.

Ids stand as text in most rows and as numbers in those of attributes, as in the document's examples.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from workbench.sandbox.europeansourcing.attributes import ATTRIBUTES, group_document
from workbench.sandbox.europeansourcing.categories import CATEGORIES, hierarchy_name
from workbench.sandbox.europeansourcing.companies import BRANDS, PROFILES, SUPPLIERS
from workbench.sandbox.europeansourcing.index import Index
from workbench.sandbox.europeansourcing.memberships import Axis
from workbench.sandbox.europeansourcing.techniques import TECHNIQUES
from workbench.sandbox.europeansourcing.view import Document, View
from workbench.sandbox.europeansourcing.words import slug

Flags = NDArray[np.bool_]


def aggregations(
    index: Index, mask: Flags, names: list[str], view: View, *, light: bool
) -> list[Document]:
    """The named aggregations over the products in `mask`, all of them when none is named."""
    chosen = names or list(_ROWS)
    # A name that the service does not know is passed over.
    return [
        {"name": name, "rows": list(_ROWS[name](index, mask, view, light))}
        for name in chosen
        if name in _ROWS
    ]


def _counted(axis: Axis, mask: Flags) -> Iterator[tuple[int, int]]:
    counts = axis.counts(mask)
    order = np.lexsort((np.arange(len(counts)), -counts))
    return ((int(place), int(counts[place])) for place in order if counts[place])


def _brands(index: Index, mask: Flags, view: View, light: bool) -> Iterator[Document]:
    axis = index.memberships.brands
    for place, count in _counted(axis, mask):
        row: Document = {
            "id": axis.ids[place],
            "count": count,
            "name": BRANDS[place],
            "slug": slug(BRANDS[place]),
        }
        yield row | ({"logo": view.picture(f"brand{axis.ids[place]}.png")} if light else {})


def _suppliers(index: Index, mask: Flags, _view: View, _light: bool) -> Iterator[Document]:
    axis = index.memberships.suppliers
    for place, count in _counted(axis, mask):
        name = SUPPLIERS[place].name
        yield {"id": axis.ids[place], "count": count, "name": name, "slug": slug(name)}


def _profiles(index: Index, mask: Flags, _view: View, light: bool) -> Iterator[Document]:
    axis = index.memberships.profiles
    for place, count in _counted(axis, mask):
        row: Document = {"id": axis.ids[place], "count": count, "name": PROFILES[place].name}
        yield row | ({"country_code": PROFILES[place].country, "top_score": 1.0} if light else {})


def _attributes(index: Index, mask: Flags, view: View, _light: bool) -> Iterator[Document]:
    for place, count in _counted(index.memberships.attributes, mask):
        attribute = ATTRIBUTES[place]
        value = attribute.texts[view.language]
        yield {
            "id": attribute.id,
            "count": count,
            "group_id": attribute.group.rsplit("_", maxsplit=1)[-1],
            "group_name": group_document(attribute.group, view.language)["name"],
            "value": value,
            "slug": slug(value),
            "contacts": [],
        }


def _categories(index: Index, mask: Flags, view: View, _light: bool) -> Iterator[Document]:
    axis = index.memberships.categories
    for place, count in _counted(axis, mask):
        parent = CATEGORIES[place].parent
        name = CATEGORIES[place].texts[view.language]
        yield {
            "id": axis.ids[place],
            "count": count,
            "name": name,
            "parent": None if parent is None else axis.ids[parent],
            "full_hierarchy_name": hierarchy_name(place, view.language),
            "slug": slug(name),
        }


def _marking(index: Index, mask: Flags, view: View, _light: bool) -> Iterator[Document]:
    axis = index.memberships.techniques
    for place, count in _counted(axis, mask):
        parent = TECHNIQUES[place].parent
        name = TECHNIQUES[place].texts[view.language]
        yield {
            "id": axis.ids[place],
            "count": count,
            "name": name,
            "parent": None if parent is None else axis.ids[parent],
            "slug": slug(name),
        }


def _country(index: Index, mask: Flags, _view: View, _light: bool) -> Iterator[Document]:
    axis = index.memberships.countries
    return ({"code": axis.ids[place], "count": count} for place, count in _counted(axis, mask))


def _origin(index: Index, mask: Flags, _view: View, _light: bool) -> Iterator[Document]:
    axis = index.memberships.origins
    return ({"code": axis.ids[place], "count": count} for place, count in _counted(axis, mask))


_ROWS: dict[str, Callable[[Index, Flags, View, bool], Iterator[Document]]] = {
    "brands": _brands,
    "attributes": _attributes,
    "categories": _categories,
    "suppliers": _suppliers,
    "supplier_profiles": _profiles,
    "marking": _marking,
    "country": _country,
    "country_of_origin": _origin,
}
