"""The columns of products, read from the product or from the variant that stands for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from workbench.core.fields import Field, Kind
from workbench.core.texts import mark
from workbench.sources.europeansourcing.prices import lowest_price
from workbench.sources.europeansourcing.records import values
from workbench.sources.europeansourcing.records.attributes import (
    codes_of,
    is_colour,
    is_size,
)
from workbench.sources.europeansourcing.records.groups import (
    DATES,
    GOODS,
    MARKING,
    PRICE,
    PRODUCT,
    REFERENCES,
    SUPPLIER,
    SUSTAINABLE,
)
from workbench.sources.europeansourcing.records.product import Product, Variant
from workbench.sources.leaves import flag, identity, moment, number, text, web


def _shown(read: Callable[[Variant], object]) -> Callable[[Product], object]:
    """Return a reader of the variant that stands for the product."""

    def read_shown(product: Product) -> object:
        variant = values.shown_variant(product)
        return read(variant) if variant is not None else None

    return read_shown


def _all_codes(product: Product) -> object:
    return codes_of(values.variants_of(product), lambda _attribute: True)


def _categories(product: Product) -> object:
    found = (values.coded(each.id, each.name) for each in product.categories or ())
    return tuple(each for each in found if each is not None) or None


def _labels(product: Product) -> object:
    found = (values.coded(each.id, each.name) for each in product.labels or ())
    return tuple(each for each in found if each is not None) or None


def _any_flag(read: Callable[[Variant], object]) -> Callable[[Product], object]:
    """Return yes where any variant says so, no where one says no, else nothing."""

    def read_any(product: Product) -> object:
        said = {flag(read(variant)) for variant in values.variants_of(product)}
        return True if True in said else False if False in said else None

    return read_any


FIELDS: Final = (
    Field("picture", mark("Picture"), Kind.PICTURE, values.product_picture,
          "product_images.url", group=PRODUCT, shown=True, width=44, priority=1),
    Field("name", mark("Product"), Kind.TEXT, _shown(lambda each: text(each.name)),
          "variants.name", group=PRODUCT, shown=True, width=230, priority=1, searched=True,
          help=mark("Name of the variant that fits the text best, else of the main one.")),
    Field("supplier", mark("Supplier"), Kind.CHOICE,
          lambda each: values.coded(each.supplier.id, each.supplier.name)
          if each.supplier else None,
          "supplier.name", group=SUPPLIER, shown=True, width=130, priority=3, facet=True,
          searched=True, filter="supplier_id"),
    Field("colours", mark("Colours"), Kind.CODES,
          lambda each: codes_of(values.variants_of(each), is_colour),
          "variants.attributes", group=PRODUCT, shown=True, width=90, priority=4, facet=True,
          filter="attribute_id"),
    Field("price", mark("Price"), Kind.PRICE, values.product_ladders, "variants.variant_prices",
          group=PRICE, shown=True, width=130, priority=1, sort="price", filter="price",
          help=mark("Lowest unit price of any variant at the wanted quantity, without marking.")),
    Field("stock", mark("Stock"), Kind.STOCK,
          lambda each: values.stock(values.variants_of(each)), "variants.stock", unit=mark("pcs"),
          group=PRICE, shown=True, width=100, priority=2, filter="stock_greater_than",
          help=mark("Of all variants; nothing where the supplier names none.")),
    Field("minimum", mark("MOQ"), Kind.INTEGER,
          lambda each: values.minimum(values.variants_of(each)),
          "variants.variant_minimum_quantities.value", unit=mark("pcs"), group=PRICE, width=80,
          shown=True, priority=6, filter="variant_minimum_quantity",
          help=mark("Smallest quantity of any variant at any supplier profile.")),
    Field("delivery", mark("Delivery"), Kind.INTEGER,
          lambda each: values.delivery(values.variants_of(each)),
          "variants.variant_delivery_times.value", unit=mark("days"), group=PRICE, width=90,
          priority=6, shown=True, help=mark("Shortest of all variants and supplier profiles.")),
    Field("brand", mark("Brand"), Kind.CHOICE,
          lambda each: values.coded(each.brand.id, each.brand.name) if each.brand else None,
          "brand.name", group=PRODUCT, priority=7, facet=True, searched=True,
          filter="brand_id"),
    Field("category", mark("Category"), Kind.CHOICE, values.category, "main_category_id",
          group=PRODUCT, width=140, priority=8, facet=True, filter="category_id"),
    Field("categories", mark("Categories"), Kind.CODES, _categories, "categories",
          group=PRODUCT, width=180, facet=True, filter="category_id"),
    Field("sizes", mark("Sizes"), Kind.CODES,
          lambda each: codes_of(values.variants_of(each), is_size),
          "variants.attributes", group=PRODUCT, facet=True, filter="attribute_id"),
    Field("attributes", mark("Attributes"), Kind.CODES, _all_codes, "variants.attributes",
          group=PRODUCT, width=180, facet=True, filter="attribute_id",
          help=mark("Colours, sizes, materials and everything else of the kind.")),
    Field("variants", mark("Variants"), Kind.INTEGER,
          lambda each: len(each.variants) if each.variants is not None else None,
          "variants", group=PRODUCT, width=80),
    Field("labels", mark("Labels"), Kind.CODES, _labels, "labels", group=PRODUCT, width=140,
          facet=True, filter="label_id"),
    Field("origin", mark("Country of origin"), Kind.CHOICE,
          lambda each: values.country(each.country_of_origin), "country_of_origin",
          group=PRODUCT, width=110, facet=True, filter="country_of_origin"),
    Field("description", mark("Description"), Kind.TEXT,
          _shown(lambda each: text(each.description)), "variants.description", group=PRODUCT,
          width=320, searched=True),
    Field("tiers", mark("Price tiers"), Kind.TEXT,
          lambda each: values.tiers(values.variants_of(each)),
          "variants.variant_prices.from_quantity", unit=mark("pcs"), group=PRICE, width=140),
    Field("lowest_price", mark("Lowest price"), Kind.MONEY,
          lambda each: values.extremum(each, "lowest_price"), "extremum_price.lowest_price",
          group=PRICE, help=mark("Of all supplier profiles at any quantity.")),
    Field("highest_price", mark("Highest price"), Kind.MONEY,
          lambda each: values.extremum(each, "highest_price"), "extremum_price.highest_price",
          group=PRICE, help=mark("Of all supplier profiles at any quantity.")),
    Field("list_price", mark("List price"), Kind.MONEY,
          _shown(lambda each: lowest_price(each.variant_list_prices)),
          "variants.variant_list_prices", group=PRICE),
    Field("sample_price", mark("Sample price"), Kind.MONEY,
          _shown(lambda each: lowest_price(each.variant_sample_prices)),
          "variants.variant_sample_prices", group=PRICE),
    Field("marking", mark("Can be marked"), Kind.FLAG, lambda each: flag(each.has_marking),
          "has_marking", group=MARKING, width=90, facet=True, filter="has_marking"),
    Field("techniques", mark("Marking techniques"), Kind.CODES,
          lambda each: values.techniques(values.variants_of(each)),
          "variants.variant_markings.marking", group=MARKING, width=160, facet=True,
          filter="marking_id"),
    Field("mandatory_marking", mark("Only marked"), Kind.FLAG,
          _any_flag(lambda each: each.mandatory_marking), "variants.mandatory_marking",
          group=MARKING, width=90),
    Field("marking_included", mark("Marking in the price"), Kind.FLAG,
          _any_flag(lambda each: each.marking_included_in_variant_prices),
          "variants.marking_included_in_variant_prices", group=MARKING, width=100,
          filter="marking_include_in_variant_price"),
    Field("reference", mark("Supplier reference"), Kind.ID,
          lambda each: text(each.supplier_base_reference), "supplier_base_reference",
          group=REFERENCES, searched=True, filter="supplier_base_reference"),
    Field("internal_reference", mark("Reference"), Kind.ID,
          lambda each: text(each.internal_reference), "internal_reference", group=REFERENCES,
          searched=True, filter="internal_reference"),
    Field("ean", mark("EAN"), Kind.ID,
          _shown(lambda each: text(each.european_article_numbering)),
          "variants.european_article_numbering", group=REFERENCES, width=130, searched=True,
          help=mark("GTIN of the variant that is shown.")),
    Field("customs", mark("Customs code"), Kind.ID, lambda each: text(each.union_customs_code),
          "union_customs_code", group=REFERENCES),
    Field("id", mark("Id"), Kind.ID, lambda each: identity(each.id) or None, "id",
          group=REFERENCES, width=90, filter="id"),
    Field("legal_name", mark("Legal name"), Kind.TEXT,
          lambda each: text(each.supplier.legal_name) if each.supplier else None,
          "supplier.legal_name", group=SUPPLIER, width=160),
    Field("vat_number", mark("VAT number"), Kind.ID,
          lambda each: text(each.supplier.vat_identification_number) if each.supplier else None,
          "supplier.vat_identification_number", group=SUPPLIER, width=130),
    Field("profiles", mark("Supplier profiles"), Kind.CODES,
          lambda each: values.profiles(values.product_profiles(each)),
          "variants.supplier_profiles", group=SUPPLIER, width=180, facet=True,
          filter="supplier_profile_id"),
    Field("countries", mark("Offered in"), Kind.CODES,
          lambda each: values.countries(values.product_profiles(each)),
          "variants.supplier_profiles.country_code", group=SUPPLIER, facet=True,
          filter="country_supplier_profile"),
    Field("net_weight", mark("Net weight"), Kind.DECIMAL,
          _shown(lambda each: number(each.net_weight)), "variants.net_weight", group=GOODS,
          help=mark("Without packaging; the service names no unit.")),
    Field("gross_weight", mark("Gross weight"), Kind.DECIMAL,
          _shown(lambda each: number(each.gross_weight)), "variants.gross_weight",
          group=GOODS, help=mark("With packaging; the service names no unit.")),
    Field("measures", mark("Measures"), Kind.TEXT,
          _shown(lambda each: values.measures(each.variant_sizes)), "variants.variant_sizes",
          group=GOODS, width=180),
    Field("packaging", mark("Packaging"), Kind.TEXT,
          _shown(lambda each: values.packaging(each.variant_packaging)),
          "variants.variant_packaging", group=GOODS, width=180),
    Field("link", mark("Link"), Kind.LINK,
          _shown(lambda each: web(each.variant_external_links[0].url)
                 if each.variant_external_links else None),
          "variants.variant_external_links.url", group=GOODS, width=180),
    Field("carbon", mark("Carbon footprint"), Kind.DECIMAL,
          _shown(lambda each: number(each.carbon_footprint.total)
                 if each.carbon_footprint else None),
          "variants.carbon_footprint.total", group=SUSTAINABLE, filter="has_carbon_footprint"),
    Field("carbon_score", mark("Carbon score"), Kind.TEXT,
          _shown(lambda each: text(each.carbon_footprint.score)
                 if each.carbon_footprint else None),
          "variants.carbon_footprint.score", group=SUSTAINABLE),
    Field("planet_impact", mark("Planet impact"), Kind.FLAG,
          _any_flag(lambda each: each.has_planet_impact), "variants.has_planet_impact",
          group=SUSTAINABLE, width=90),
    Field("passport", mark("Product passport"), Kind.LINK,
          _shown(lambda each: web(each.dpp_url)), "variants.dpp_url", group=SUSTAINABLE,
          width=180, filter="has_dpp"),
    Field("created", mark("Created"), Kind.TIME, lambda each: moment(each.created_at),
          "created_at", group=DATES),
    Field("updated", mark("Changed"), Kind.TIME, lambda each: moment(each.updated_at),
          "updated_at", group=DATES, sort="updated_at"),
    Field("indexed", mark("Indexed"), Kind.TIME, lambda each: moment(each.last_indexed_at),
          "last_indexed_at", group=DATES, sort="last_indexed_at", filter="last_indexed"),
    Field("priced", mark("Prices changed"), Kind.TIME,
          _shown(lambda each: moment(each.last_price_update)), "variants.last_price_update",
          group=DATES),
)  # fmt: skip
"""In the order of the column chooser."""
