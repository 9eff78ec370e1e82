"""Every documented way to narrow a search (Search API, "Search handler"), for all its inputs."""

from __future__ import annotations

from typing import Final

from workbench.core.queries import Filter, Input, Part, PartKind
from workbench.core.sources import ServiceSort
from workbench.core.texts import mark

_PRODUCT: Final = mark("Product")
_REFERENCES: Final = mark("References")
_SUPPLIER: Final = mark("Supplier")
_PRICE: Final = mark("Price and stock")
_MARKING: Final = mark("Marking")
_SUSTAINABLE: Final = mark("Sustainability")
_DATES: Final = mark("Dates")

_INCLUDE: Final = Part("include", PartKind.LIST, mark("is one of"))
_EXCLUDE: Final = Part("exclude", PartKind.LIST, mark("is none of"))
_TYPE: Final = Part("type", PartKind.CHOICE, mark("match"), ("strict", "like"))


def _ids(
    name: str,
    title: str,
    group: str,
    *,
    input: Input = Input.PICKER,
    lookup: str = "",
    help: str = "",
    many: bool = False,
) -> Filter:
    """Return a filter by ids, with include and exclude lists."""
    return Filter(
        name,
        title,
        (_INCLUDE, _EXCLUDE),
        default="include",
        input=input,
        lookup=lookup,
        group=group,
        help=help,
        many=many,
    )


def _references(name: str, title: str, help: str = "") -> Filter:
    """Return a filter by references, strict or alike."""
    return Filter(
        name,
        title,
        (_INCLUDE, _EXCLUDE, _TYPE),
        default="include",
        input=Input.PASTE,
        group=_REFERENCES,
        help=help,
        many=True,
    )


def _flag(name: str, title: str, group: str, help: str = "") -> Filter:
    """Return a filter that is yes or no."""
    return Filter(name, title, (Part("", PartKind.FLAG),), group=group, help=help)


def _whole(name: str, title: str, help: str = "") -> Filter:
    """Return a filter by a count of pieces."""
    return Filter(
        name,
        title,
        (Part("", PartKind.INTEGER, minimum=1),),
        group=_PRICE,
        help=help,
        unit=mark("pcs"),
    )


def _country(name: str, title: str, help: str = "") -> Filter:
    """Return a filter by one country."""
    return Filter(
        name,
        title,
        (Part("", PartKind.TEXT),),
        input=Input.COUNTRIES,
        lookup="country_supplier_profile",
        group=_SUPPLIER,
        help=help,
    )


FILTERS: Final = (
    Filter(
        "query",
        mark("Text"),
        (Part("", PartKind.TEXT),),
        group=_PRODUCT,
        help=mark("Words anywhere in the product, as in the search box."),
    ),
    Filter(
        "category_id",
        mark("Category"),
        (_INCLUDE,),
        default="include",
        input=Input.TREE,
        lookup="categories",
        group=_PRODUCT,
        help=mark("A category means everything below it too."),
        many=True,
    ),
    Filter(
        "attribute_id",
        mark("Colour, size, material"),
        (
            _INCLUDE,
            _EXCLUDE,
            Part("operator", PartKind.CHOICE, mark("hold"), ("and", "or")),
        ),
        default="include",
        input=Input.SWATCHES,
        lookup="attribute_id",
        group=_PRODUCT,
        help=mark("With “and” a product must have all of them, with “or” one is enough."),
        many=True,
    ),
    _ids("brand_id", mark("Brand"), _PRODUCT, lookup="brands"),
    _ids(
        "label_id",
        mark("Label"),
        _PRODUCT,
        input=Input.PLAIN,
        help=mark("Ids of labels; the service does not list them."),
        many=True,
    ),
    _ids(
        "country_of_origin",
        mark("Country of origin"),
        _PRODUCT,
        input=Input.COUNTRIES,
        lookup="country_of_origin",
    ),
    _ids("supplier_id", mark("Supplier"), _SUPPLIER, lookup="suppliers"),
    _ids(
        "supplier_profile_id",
        mark("Supplier profile"),
        _SUPPLIER,
        lookup="supplier_profiles",
        many=True,
    ),
    _country(
        "country_supplier_profile",
        mark("Country of the supplier profile"),
        mark("Where the offer holds."),
    ),
    _country(
        "country_code",
        mark("Country of the account"),
        mark("Only where the key may search on a country."),
    ),
    Filter(
        "price",
        mark("Price"),
        (
            Part("min", PartKind.DECIMAL, mark("from"), minimum=0, decimals=2),
            Part("max", PartKind.DECIMAL, mark("to"), minimum=0, decimals=2),
            Part("quantity", PartKind.INTEGER, mark("at quantity"), minimum=1),
            Part("onlyOnEstimation", PartKind.FLAG, mark("only on quote")),
        ),
        default="max",
        input=Input.RANGE,
        group=_PRICE,
        help=mark("The quantity is the one in the toolbar where none is given here."),
    ),
    _whole("stock_greater_than", mark("Stock above")),
    _whole(
        "variant_minimum_quantity",
        mark("Minimum quantity"),
        mark("Variants that can be ordered in this quantity (MOQ)."),
    ),
    _flag("has_supplier_option", mark("Has supplier options"), _PRICE),
    _flag("has_marking", mark("Can be marked"), _MARKING),
    _flag("marking_include_in_variant_price", mark("Marking in the price"), _MARKING),
    _ids(
        "marking_id",
        mark("Marking technique"),
        _MARKING,
        lookup="marking_id",
        many=True,
    ),
    _references(
        "all_reference", mark("Any reference"), mark("Product, variant and supplier references.")
    ),
    _references("supplier_base_reference", mark("Supplier's product reference")),
    _references("supplier_reference", mark("Supplier's variant reference")),
    _references("internal_reference", mark("Product reference")),
    _references("variant_reference", mark("Variant reference")),
    _ids("id", mark("Product id"), _REFERENCES, input=Input.PASTE),
    _ids("variant_id", mark("Variant id"), _REFERENCES, input=Input.PASTE, many=True),
    _flag("has_carbon_footprint", mark("Has a carbon footprint"), _SUSTAINABLE),
    _flag("has_carbon_footprint_textile", mark("Has a textile footprint"), _SUSTAINABLE),
    _flag("has_dpp", mark("Has a digital product passport"), _SUSTAINABLE),
    Filter(
        "last_indexed",
        mark("Last indexed"),
        (
            Part("since", PartKind.TIME, mark("since")),
            Part("before", PartKind.TIME, mark("before")),
        ),
        default="since",
        input=Input.DATES,
        group=_DATES,
        help=mark("When the service last took the product in."),
    ),
)
"""Every search handler, by its documented name."""

SORTS: Final = (
    ServiceSort("relevance", mark("Relevance"), descending_first=True),
    ServiceSort("price", mark("Price")),
    ServiceSort("last_indexed_at", mark("Last indexed"), descending_first=True),
    ServiceSort("updated_at", mark("Last changed"), descending_first=True),
    ServiceSort("cycle", mark("One of each supplier in turn")),
)
"""The orders that the service gives."""

FACETS: Final = {
    "category_id": "categories",
    "attribute_id": "attributes",
    "marking_id": "techniques",
    "supplier_id": "supplier",
    "brand_id": "brand",
    "supplier_profile_id": "profiles",
    "country_supplier_profile": "countries",
    "country_of_origin": "origin",
}
"""Facets that the service counts, with the field that holds their values."""
