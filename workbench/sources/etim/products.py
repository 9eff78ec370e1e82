"""The table of products, by id from the filter, complete by their details."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from workbench.core.pricepoints import price_history
from workbench.core.settings import Density
from workbench.core.sources import Changes, Face, Resource
from workbench.core.texts import mark
from workbench.sources.etim.asking import DETAILS, search_products
from workbench.sources.etim.classified import CLASSIFIED
from workbench.sources.etim.filters import FILTERS, KEYS, SINCE
from workbench.sources.etim.offers import OFFERING
from workbench.sources.etim.paths import PATHS
from workbench.sources.etim.records.pictures import pictures_in
from workbench.sources.etim.records.product import PRODUCTS as READER
from workbench.sources.etim.records.product import Product, key_of
from workbench.sources.etim.records.product_fields import FIELDS
from workbench.sources.etim.records.values import members, rows
from workbench.sources.etim.saving.products import SAVING
from workbench.sources.etim.subtables import OF_PRODUCT
from workbench.sources.etim.synchronizing import RUN
from workbench.sources.leaves import identity
from workbench.sources.lists import rows_reader


def references_of(product: Product) -> Sequence[str]:
    """Return every number and code that a product is known by."""
    overall = members(product.overall_information)
    names = ("gtin", "supplierPid", "supplierAltPid", "manufacturerPid", "altPid")
    found = [key_of(product), *(identity(overall.get(name)).strip() for name in names)]
    found += [identity(row.get("gtin")).strip() for row in rows(product.packing_information)]
    return tuple(dict.fromkeys(text for text in found if text and text != "-"))


PRODUCTS: Final = Resource(
    id="products",
    title=mark("Products"),
    one=mark("Product"),
    icon="shapes",
    fields=(*FIELDS, price_history(mark("Lists"))),
    rows_of=rows_reader(READER, key_of),
    search=search_products,
    face=Face(
        name="name", subtitle=("product_id", "etim_class"), picture="picture", pictures=pictures_in
    ),
    document="product",
    filters=FILTERS,
    text_filter="productName",
    subtables=OF_PRODUCT,
    changes=Changes(since=(SINCE, ""), time="modified"),
    list_filter=(KEYS,),
    key_filter=KEYS,
    keys_a_request=DETAILS,
    references=references_of,
    density=Density.COMPACT,
    saving=SAVING,
    actions=(RUN,),
    classified=CLASSIFIED,
    offering=OFFERING,
    paths=PATHS,
)
"""Every product of the account."""
