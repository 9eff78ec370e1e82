"""Products as ETIM Mapper sends them, lean: sections stay plain, single values are read from them.

A product has up to two hundred members, most of them empty: a section is one object, and each
column reads its member (document: "Products", details).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from workbench.sources.etim.records.values import Members, Rows, items, members
from workbench.sources.leaves import identity
from workbench.sources.reading import Reader

Id = int | str | None


class Product(msgspec.Struct, gc=False, rename="camel"):
    """A product with its sections."""

    product_id: Id = None
    overall_information: Members = None
    etim_description: Members = None
    order_information: Members = None
    packing_information: Rows = None
    price_information: Rows = None
    attachments: Rows = None
    mime: Rows = None
    attributes: Members = None
    lca: Members = None
    additional_technical_description: Members = None
    seo: Members = None
    www: Rows = None
    related_products: Rows = None
    relations_by_attribute: Rows = None
    categories: Members = None
    labels: Rows = None
    description_completeness: Members = None
    last_modified_date_by_type: Members = None
    last_modified_date: str | None = None
    modified_by: str | None = None
    creation_date: str | None = None
    created_by: str | None = None


PRODUCTS: Final = Reader(Product)

GET_ONLY: Final = (
    *("descriptionCompleteness", "lastModifiedDateByType", "lastModifiedDate", "modifiedBy"),
    *("creationDate", "createdBy", "mime"),
)
"""Members of a product that answers have and that must not be sent back."""

SPOKEN: Final = (
    *("productName", "longDescription", "minimalDescription", "marketingText", "tenderText"),
    *("applicationInstruction", "keyword", "supplierProductName", "brandSeries"),
    *("brandVariation", "discountGroupDescription", "bonusGroupDescription"),
    "properShippingName",
)
"""Members of the overall information that come in languages."""
SPOKEN_SEO: Final = ("canonical", "url", "metaDescription", "metaKeywords", "title", "h1")
"""Members of the SEO section that come in languages."""


def product_in(document: bytes) -> Product | None:
    """Return the product of a document, None where it is none."""
    return PRODUCTS.read(document)[0]


def key_of(product: Product) -> str:
    """Return the id of a product, "" where it has none."""
    return identity(product.product_id).strip()


def class_of(product: Product) -> str:
    """Return the code of the ETIM class, "" for a product that is not classified."""
    return identity(members(product.etim_description).get("classId")).strip()


def version_of(product: Product) -> str:
    """Return the ETIM release that the class is of, "" where none is named."""
    return identity(members(product.etim_description).get("version")).strip()


def group_of(product: Product) -> str:
    """Return the code of the ETIM group, "" for none."""
    return identity(members(product.etim_description).get("groupId")).strip()


def features_of(product: Product) -> Mapping[str, Any]:
    """Return the features by code with their values as the document writes them.

    A value is a text ("EV000179", "true", "80", "NA", "UN") or a list of two for a range.
    """
    return members(members(product.etim_description).get("features"))


def texts_of(product: Product) -> Mapping[str, Mapping[str, Any]]:
    """Return every text that comes in languages: by name, by language."""
    overall, seo = members(product.overall_information), members(product.seo)
    found = {name: members(overall.get(name)) for name in SPOKEN}
    return found | {f"seo.{name}": members(seo.get(name)) for name in SPOKEN_SEO}


def labels_of(product: Product) -> tuple[str, ...]:
    """Return the identifiers of the labels."""
    return tuple(identity(each) for each in items(product.labels))


def categories_of(product: Product) -> Mapping[str, tuple[str, ...]]:
    """Return the categories by their tree, from the short form or the long one."""
    trees = members(product.categories).items()
    return {tree: tuple(_category(each) for each in items(held)) for tree, held in trees}


def _category(value: object) -> str:
    named = members(value)
    return identity(named.get("identifier") if named else value)
