"""Members of the lists inside a product: packing, prices, attachments, relations, web blocks."""

from __future__ import annotations

from typing import Final

import msgspec

from workbench.core.texts import mark
from workbench.sources.etim import codes
from workbench.sources.etim.languages import LANGUAGES
from workbench.sources.etim.records.declaring import Form, Member


class Listed(msgspec.Struct, frozen=True):
    """A list of objects inside a product.

    Attributes:
        id: of the table and of the field with the number of rows.
        title: marked.
        path: of the list in the document.
        members: of a row; those that come in languages have a column for each.
        key: id of the member that names a row, "" where none does.
        required: ids of members that a row cannot be without.
    """

    id: str
    title: str
    path: str
    members: tuple[Member, ...]
    key: str = ""
    required: tuple[str, ...] = ()


PACKING: Final = Listed(
    "packing",
    mark("Packing"),
    "packingInformation",
    (
        Member("packing_gtin", mark("GTIN"), "gtin", Form.ID, length=14),
        Member("packing_unit", mark("Packing unit"), "packingUnitCode", Form.CODE, codes.PACKING),
        Member("packing_quantity", mark("Quantity"), "quantity", Form.DECIMAL),
        Member("gs1_128", mark("GS1-128"), "gs1_128", Form.ID, length=48),
        Member("package_break", mark("Can be broken"), "packageBreak", Form.FLAG),
        Member("packing_parts", mark("Parts"), "packingParts", Form.WHOLE),
        Member("packing_length", mark("Length"), "length", Form.DECIMAL),
        Member("packing_width", mark("Width"), "width", Form.DECIMAL),
        Member("packing_height", mark("Height"), "height", Form.DECIMAL),
        Member("packing_diameter", mark("Diameter"), "diameter", Form.DECIMAL),
        Member("packing_dimension_unit", mark("Unit of lengths"), "dimensionUnit", Form.CODE,
               codes.DIMENSION),
        Member("packing_weight", mark("Weight"), "weight", Form.DECIMAL),
        Member("packing_weight_unit", mark("Unit of weight"), "weightUnit", Form.CODE,
               codes.WEIGHT),
    ),
    required=("packing_unit",),
)  # fmt: skip
PRICES: Final = Listed(
    "prices",
    mark("Prices"),
    "priceInformation",
    (
        Member("price_unit", mark("Price unit"), "priceUnit", Form.CODE, codes.UNIT),
        Member("price_quantity", mark("Price quantity"), "priceQuantity", Form.DECIMAL),
        Member("price_factor", mark("Order units in it"), "priceUnitFactor", Form.DECIMAL),
        Member("price_on_request", mark("On request"), "priceOnRequest", Form.FLAG),
        Member("list_price", mark("List price"), "listPrice", Form.DECIMAL),
        Member("net_price", mark("Customer's price"), "customerSpecificPrice", Form.DECIMAL),
        Member("retail_price", mark("Retail price"), "recommendedRetailPrice", Form.DECIMAL),
        Member("price_currency", mark("Currency"), "priceCurrency", Form.ID, length=3),
        Member("vat", mark("VAT"), "vat", Form.DECIMAL,
               help=mark("As a part of one: 0.23 is 23 percent.")),
        Member("territory", mark("Countries"), "territory", Form.COUNTRIES),
        Member("price_from", mark("Valid from"), "validStartDate", Form.DAY),
        Member("price_to", mark("Valid until"), "validEndDate", Form.DAY),
    ),
    required=("price_unit", "price_quantity"),
)  # fmt: skip
ATTACHMENTS: Final = Listed(
    "attachments",
    mark("Attachments"),
    "attachments",
    (
        Member("attachment_type", mark("Type"), "type", Form.CODE, codes.ATTACHMENT),
        Member("attachment_uri", mark("Address"), "uri", Form.LINK),
        Member("attachment_languages", mark("Languages"), "language", Form.CODES),
        Member("attachment_text", mark("Description"), "description", Form.SPOKEN),
        Member("attachment_issued", mark("Issued"), "issueDate", Form.DAY),
        Member("attachment_expires", mark("Expires"), "expirationDate", Form.DAY),
    ),
    key="attachment_uri",
    required=("attachment_type", "attachment_uri"),
)
RELATED: Final = Listed(
    "related",
    mark("Related products"),
    "relatedProducts",
    (
        Member("related_product", mark("Product"), "relatedProductId", Form.ID, length=32),
        Member("relation_type", mark("Relation"), "relationType", Form.CODE, codes.RELATION),
        Member("related_quantity", mark("Quantity"), "quantity", Form.DECIMAL),
    ),
    required=("related_product", "relation_type"),
)
WWW: Final = Listed(
    "www",
    mark("Web blocks"),
    "www",
    (
        Member("www_header", mark("Heading"), "header", Form.SPOKEN),
        Member("www_text", mark("Text"), "text", Form.SPOKEN, lines=True),
        Member("www_image", mark("Picture"), "imageUrl", Form.LINK),
        Member("www_image_title", mark("Picture's title"), "imageTitle", Form.SPOKEN),
        Member("www_image_alt", mark("Picture in words"), "imageAlt", Form.SPOKEN),
    ),
)
LISTED: Final = (PACKING, PRICES, ATTACHMENTS, RELATED, WWW)
"""Every list of objects that can be edited, in the order of the dock."""


def by_language(member: Member) -> tuple[tuple[str, str], ...]:
    """Return the ids of a member's columns with their languages; ("id", "") where it has none."""
    if member.form is not Form.SPOKEN:
        return ((member.id, ""),)
    return tuple((f"{member.id}_{language}", language) for language in LANGUAGES)
