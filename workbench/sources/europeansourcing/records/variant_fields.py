"""The columns of variants: each row holds the variant and the product that it belongs to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from msgspec.structs import replace

from workbench.core.fields import Field, Kind
from workbench.core.texts import mark
from workbench.sources.europeansourcing.prices import ladders_of, lowest_price
from workbench.sources.europeansourcing.records import values
from workbench.sources.europeansourcing.records.attributes import (
    codes_of,
    is_colour,
    is_other,
    is_size,
)
from workbench.sources.europeansourcing.records.groups import (
    DATES,
    GOODS,
    MARKING,
    PRICE,
    REFERENCES,
    SUPPLIER,
    SUSTAINABLE,
    VARIANT,
)
from workbench.sources.europeansourcing.records.product import (
    Attribute,
    Variant,
    VariantRow,
)
from workbench.sources.europeansourcing.records.product_fields import FIELDS as PRODUCT_FIELDS
from workbench.sources.leaves import flag, identity, integer, moment, number, text, web

_OF_PRODUCT: Final = (
    *("brand", "category", "categories", "labels", "origin", "marking"),
    *("reference", "internal_reference", "customs", "legal_name", "vat_number"),
    *("created", "updated", "indexed"),
)
"""Fields of the product that its variants show too."""


def _own(read: Callable[[Variant], object]) -> Callable[[VariantRow], object]:
    return lambda row: read(row.variant)


def _codes(wanted: Callable[[Attribute], bool]) -> Callable[[VariantRow], object]:
    return lambda row: codes_of((row.variant,), wanted)


def _of_product(field: Field, **changes: object) -> Field:
    """Return a field of the product as its variants show it."""

    def read(row: VariantRow) -> object:
        return field.read(row.product)

    return replace(field, read=read, shown=False, **changes)


_BY_ID: Final = {field.id: field for field in PRODUCT_FIELDS}

FIELDS: Final = (
    Field("picture", mark("Picture"), Kind.PICTURE,
          lambda row: values.variant_picture(row.product, row.variant),
          "variants.variant_images.url", group=VARIANT, shown=True, width=44, priority=1),
    Field("name", mark("Variant"), Kind.TEXT, _own(lambda each: text(each.name)),
          "variants.name", group=VARIANT, shown=True, width=230, priority=1, searched=True),
    Field("supplier", mark("Supplier"), Kind.CHOICE,
          lambda row: _BY_ID["supplier"].read(row.product),
          "supplier.name", group=SUPPLIER, shown=True, width=130, priority=3, facet=True,
          searched=True, filter="supplier_id"),
    Field("colours", mark("Colours"), Kind.CODES, _codes(is_colour), "variants.attributes",
          group=VARIANT, shown=True, width=90, priority=4, facet=True, filter="attribute_id",
          searched=True),
    Field("sizes", mark("Size"), Kind.CODES, _codes(is_size), "variants.attributes",
          group=VARIANT, shown=True, width=70, priority=5, facet=True, filter="attribute_id",
          searched=True),
    Field("price", mark("Price"), Kind.PRICE, _own(lambda each: ladders_of(each) or None),
          "variants.variant_prices", group=PRICE, shown=True, width=130, priority=1,
          filter="price", help=mark("Lowest unit price at the wanted quantity, without marking.")),
    Field("stock", mark("Stock"), Kind.STOCK, _own(lambda each: integer(each.stock)),
          "variants.stock", unit=mark("pcs"), group=PRICE, shown=True, width=100, priority=2,
          filter="stock_greater_than"),
    Field("minimum", mark("MOQ"), Kind.INTEGER, _own(lambda each: values.minimum((each,))),
          "variants.variant_minimum_quantities.value", unit=mark("pcs"), group=PRICE, width=80,
          shown=True, priority=6, filter="variant_minimum_quantity"),
    Field("delivery", mark("Delivery"), Kind.INTEGER, _own(lambda each: values.delivery((each,))),
          "variants.variant_delivery_times.value", unit=mark("days"), group=PRICE, width=90,
          shown=True, priority=6),
    Field("variant_reference", mark("Supplier's variant reference"), Kind.ID,
          _own(lambda each: text(each.supplier_reference)), "variants.supplier_reference",
          group=REFERENCES, shown=True, priority=7, searched=True, filter="supplier_reference"),
    Field("ean", mark("EAN"), Kind.ID,
          _own(lambda each: text(each.european_article_numbering)),
          "variants.european_article_numbering", group=REFERENCES, shown=True, width=130,
          priority=8, searched=True, help=mark("GTIN of the variant.")),
    Field("variant_internal", mark("Variant reference"), Kind.ID,
          _own(lambda each: text(each.internal_reference)), "variants.internal_reference",
          group=REFERENCES, searched=True, filter="variant_reference"),
    Field("id", mark("Variant id"), Kind.ID, _own(lambda each: identity(each.id) or None),
          "variants.id", group=REFERENCES, width=90, filter="variant_id"),
    Field("product_id", mark("Product id"), Kind.ID,
          lambda row: identity(row.product.id) or None, "id", group=REFERENCES, width=90,
          filter="id"),
    Field("product", mark("Product"), Kind.TEXT,
          lambda row: text(row.shown.name) if row.shown else None,
          "main_variant_id", group=mark("Product"), width=200),
    Field("features", mark("Other attributes"), Kind.CODES, _codes(is_other),
          "variants.attributes", group=VARIANT, facet=True, filter="attribute_id"),
    Field("attributes", mark("Attributes"), Kind.CODES, _codes(lambda _attribute: True),
          "variants.attributes", group=VARIANT, width=180, facet=True, filter="attribute_id"),
    Field("description", mark("Description"), Kind.TEXT,
          _own(lambda each: text(each.description)), "variants.description", group=VARIANT,
          width=320, searched=True),
    Field("tiers", mark("Price tiers"), Kind.TEXT,
          _own(lambda each: values.tiers((each,))),
          "variants.variant_prices.from_quantity", unit=mark("pcs"), group=PRICE, width=140),
    Field("list_price", mark("List price"), Kind.MONEY,
          _own(lambda each: lowest_price(each.variant_list_prices)),
          "variants.variant_list_prices", group=PRICE),
    Field("sample_price", mark("Sample price"), Kind.MONEY,
          _own(lambda each: lowest_price(each.variant_sample_prices)),
          "variants.variant_sample_prices", group=PRICE),
    Field("techniques", mark("Marking techniques"), Kind.CODES,
          _own(lambda each: values.techniques((each,))), "variants.variant_markings.marking",
          group=MARKING, width=160, facet=True, filter="marking_id"),
    Field("mandatory_marking", mark("Only marked"), Kind.FLAG,
          _own(lambda each: flag(each.mandatory_marking)), "variants.mandatory_marking",
          group=MARKING, width=90),
    Field("marking_included", mark("Marking in the price"), Kind.FLAG,
          _own(lambda each: flag(each.marking_included_in_variant_prices)),
          "variants.marking_included_in_variant_prices", group=MARKING, width=100,
          filter="marking_include_in_variant_price"),
    Field("marking_hint", mark("About marking"), Kind.TEXT, _own(values.marking_hint),
          "variants.marking_additional_information", group=MARKING, width=160),
    Field("profiles", mark("Supplier profiles"), Kind.CODES,
          lambda row: values.profiles(
              values.named_profiles(row.product, row.variant.supplier_profiles)),
          "variants.supplier_profiles", group=SUPPLIER, width=180, facet=True,
          filter="supplier_profile_id"),
    Field("countries", mark("Offered in"), Kind.CODES,
          _own(lambda each: values.countries(each.supplier_profiles)),
          "variants.supplier_profiles.country_code", group=SUPPLIER, facet=True,
          filter="country_supplier_profile"),
    Field("net_weight", mark("Net weight"), Kind.DECIMAL,
          _own(lambda each: number(each.net_weight)), "variants.net_weight", group=GOODS,
          help=mark("Without packaging; the service names no unit.")),
    Field("gross_weight", mark("Gross weight"), Kind.DECIMAL,
          _own(lambda each: number(each.gross_weight)), "variants.gross_weight", group=GOODS,
          help=mark("With packaging; the service names no unit.")),
    Field("measures", mark("Measures"), Kind.TEXT,
          _own(lambda each: values.measures(each.variant_sizes)), "variants.variant_sizes",
          group=GOODS, width=180),
    Field("packaging", mark("Packaging"), Kind.TEXT,
          _own(lambda each: values.packaging(each.variant_packaging)),
          "variants.variant_packaging", group=GOODS, width=180),
    Field("inner_quantity", mark("Pieces a package"), Kind.INTEGER,
          _own(lambda each: values.inner_quantity(each.variant_packaging)),
          "variants.variant_packaging.inner_quantity", unit=mark("pcs"), group=GOODS),
    Field("link", mark("Link"), Kind.LINK,
          _own(lambda each: web(each.variant_external_links[0].url)
               if each.variant_external_links else None),
          "variants.variant_external_links.url", group=GOODS, width=180),
    Field("carbon", mark("Carbon footprint"), Kind.DECIMAL,
          _own(lambda each: number(each.carbon_footprint.total)
               if each.carbon_footprint else None),
          "variants.carbon_footprint.total", group=SUSTAINABLE, filter="has_carbon_footprint"),
    Field("carbon_textile", mark("Textile footprint"), Kind.DECIMAL,
          _own(lambda each: number(each.carbon_footprint_textile.total_carbon_production)
               if each.carbon_footprint_textile else None),
          "variants.carbon_footprint_textile.total_carbon_production",
          group=SUSTAINABLE,
          filter="has_carbon_footprint_textile"),
    Field("planet_impact", mark("Planet impact"), Kind.FLAG,
          _own(lambda each: flag(each.has_planet_impact)), "variants.has_planet_impact",
          group=SUSTAINABLE, width=90),
    Field("passport", mark("Product passport"), Kind.LINK, _own(lambda each: web(each.dpp_url)),
          "variants.dpp_url", group=SUSTAINABLE, width=180, filter="has_dpp"),
    Field("priced", mark("Prices changed"), Kind.TIME,
          _own(lambda each: moment(each.last_price_update)), "variants.last_price_update",
          group=DATES),
    *(_of_product(_BY_ID[name]) for name in _OF_PRODUCT),
)  # fmt: skip
"""In the order of the column chooser."""
