"""The two big tables, products and variants: both read the same product documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from workbench.core.pages import Page
from workbench.core.pricepoints import price_history
from workbench.core.queries import Query
from workbench.core.settings import Density
from workbench.core.sources import Face, Resource
from workbench.core.texts import mark
from workbench.sources.europeansourcing.changes import CHANGES
from workbench.sources.europeansourcing.client import EuropeanSourcingClient
from workbench.sources.europeansourcing.fetching import (
    product_of,
    product_rows,
    scroll_batch,
    search_page,
    variant_rows,
)
from workbench.sources.europeansourcing.filters import FACETS, FILTERS, SORTS
from workbench.sources.europeansourcing.offers import OFFERING
from workbench.sources.europeansourcing.records import references, values
from workbench.sources.europeansourcing.records.groups import PRICE
from workbench.sources.europeansourcing.records.product import Product, VariantRow
from workbench.sources.europeansourcing.records.product_fields import FIELDS as PRODUCT_FIELDS
from workbench.sources.europeansourcing.records.variant_fields import FIELDS as VARIANT_FIELDS
from workbench.sources.europeansourcing.subtables import OF_PRODUCT, OF_VARIANT
from workbench.sources.leaves import count

_LISTS: Final = ("all_reference", "internal_reference", "variant_reference", "id")


async def search_products(client: EuropeanSourcingClient, query: Query, cursor: str) -> Page:
    """Return a page of products.

    Raises:
        WbError: as `search_page`.
    """
    page, place = await search_page(client, query, cursor, product_rows)
    page.total = count(place.total_items) if place else None
    return page


async def search_variants(client: EuropeanSourcingClient, query: Query, cursor: str) -> Page:
    """Return the variants of a page of products.

    Raises:
        WbError: as `search_page`.
    """
    page, place = await search_page(client, query, cursor, variant_rows)
    page.total = count(place.total_variant) if place else None
    return page


async def scan_products(client: EuropeanSourcingClient, query: Query, cursor: str) -> Page:
    """Return a batch of all products that match.

    Raises:
        WbError: as `scroll_batch`.
    """
    return await scroll_batch(client, query, cursor, product_rows)


async def scan_variants(client: EuropeanSourcingClient, query: Query, cursor: str) -> Page:
    """Return a batch of the variants of all products that match.

    Raises:
        WbError: as `scroll_batch`.
    """
    return await scroll_batch(client, query, cursor, variant_rows)


def products_in(document: bytes) -> Sequence[tuple[str, Product]]:
    """Return the row of a product document."""
    product = product_of(document)
    return product_rows(product) if product else ()


def variants_in(document: bytes) -> Sequence[tuple[str, VariantRow]]:
    """Return the rows of the variants in a product document."""
    product = product_of(document)
    return variant_rows(product) if product else ()


def pictures_in(document: bytes) -> Sequence[str]:
    """Return every picture in a product document."""
    product = product_of(document)
    return values.pictures(product) if product else ()


def _face(reference: str) -> Face:
    return Face(
        name="name",
        subtitle=("supplier", reference),
        picture="picture",
        pictures=pictures_in,
        price="price",
        swatches="colours",
        stock="stock",
    )


PRODUCTS: Final = Resource(
    id="products",
    title=mark("Products"),
    one=mark("Product"),
    icon="package",
    fields=(*PRODUCT_FIELDS, price_history(PRICE)),
    rows_of=products_in,
    search=search_products,
    face=_face("reference"),
    document="product",
    scan=scan_products,
    filters=FILTERS,
    sorts=SORTS,
    text_filter="query",
    subtables=OF_PRODUCT,
    changes=CHANGES,
    list_filter=_LISTS,
    key_filter="id",
    references=references.of_product,
    facets=FACETS,
    density=Density.REGULAR,
    priced=True,
    languages=True,
    offering=OFFERING,
)
"""Every product that the account sees."""

VARIANTS: Final = Resource(
    id="variants",
    title=mark("Variants"),
    one=mark("Variant"),
    icon="layers",
    fields=(*VARIANT_FIELDS, price_history(PRICE)),
    rows_of=variants_in,
    search=search_variants,
    face=_face("variant_reference"),
    document="product",
    scan=scan_variants,
    filters=FILTERS,
    sorts=SORTS,
    text_filter="query",
    subtables=OF_VARIANT,
    list_filter=("variant_reference", "all_reference", "variant_id"),
    key_filter="variant_id",
    references=references.of_variant,
    facets=FACETS,
    density=Density.REGULAR,
    priced=True,
    languages=True,
    offering=OFFERING,
)
"""Every variant of those products, with colour, size, price and stock of its own."""
