"""The documented members of bodies (Articles document, "Classes"); read-only ones left out."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from workbench.core.operations import Parameter
from workbench.net.operations import member

TYPES: Final = ("Stock", "Service")
BARCODES: Final = ("EAN", "CODE128", "QR", "UPC")
BULK_TYPES: Final = ("SET", "PERCENTAGE", "PROFIT")

_TEXTS: Final = (
    *("externalId", "name", "description", "category", "barcode", "supplierName"),
    *("supplierArticleId", "unit", "manufacturer", "manufacturerArticleId", "stockPlace"),
)
_NUMBERS: Final = (
    *("amount", "price", "supplierBuyPrice", "supplierBuyPriceShipment", "supplierBuyPriceMisc"),
    *("vat", "width", "height", "depth", "weight", "stockWarning", "criticalLevel", "orderLevel"),
)
_HELP: Final = {
    "category": "Name of the category; övrigt where none is given.",
    "amount": "Available amount: stock less what is reserved.",
    "supplierName": "Must be an existing supplier; ignored for a bundled article.",
    "supplierBuyPrice": "In all, with shipment and other costs.",
    "vat": "Percent; vatAccount takes precedence where both are sent.",
    "unit": "Name of the unit; st where none is given.",
}

ARTICLE: Final = (
    *(member(name, "string", help=_HELP.get(name, "")) for name in _TEXTS),
    *(member(name, "number", help=_HELP.get(name, "")) for name in _NUMBERS),
    member("barcodeType", "string", choices=BARCODES, default="EAN"),
    member("type", "string", choices=TYPES, help="Service is work and has no stock."),
    member("supplier", "integer", help="Must be an existing supplier; ignored for a bundle."),
    member("vatAccount", "integer", help="Takes precedence over vat."),
    member("active", "boolean", default=True),
    member("stock", "boolean", default=True, help="False where it is ordered from the supplier."),
    member("webshopArticle", "boolean", default=False),
    member("supplierAutomaticOrder", "boolean"),
    member("automaticOrder", "boolean", help="Ordered by itself at the critical level."),
    member("parts", "array", help="Replaces the parts; null changes nothing, [] takes all away."),
    member("supplierArticles", "array", help="Other suppliers' articles."),
    member("customFields", "array", help="Replaces all custom fields of the article."),
    member("links", "array"),
    member("tags", "array", help="Tags without their id are created anew."),
)
"""What a change of an article may hold."""

_MANDATORY: Final = frozenset({"name", "vat", "type"})

NEW_ARTICLE: Final = (
    member("articleId", "string", required=True, help="Only with a new article."),
    member("bundled", "boolean", default=False, help="Only with a new article."),
    *(replace(each, required=each.name in _MANDATORY) for each in ARTICLE),
)
"""What a new article holds."""

ARTICLES: Final = (
    member("articles", "array", required=True, help="At most 100 articles, each with articleId."),
)
IDS: Final = (member("articles", "array", required=True, help="At most 100 article numbers."),)

BULK: Final = (
    *IDS,
    member("field", "string", required=True, help="The member to change."),
    member("value", "string", required=True, help="Applied to all of the articles."),
    member("pricelistId", "integer", help="Should be given for sales prices."),
    member("type", "string", choices=BULK_TYPES, default="SET",
           help="PERCENTAGE and PROFIT are for sales prices only."),
)  # fmt: skip

UNIT: Final = (
    member("unit", "object", required=True, help="With the unit's id."),
    member("convert", "number", required=True, help="How many base units it is."),
    member("barcode", "string"),
)
TAG: Final = (
    member("id", "integer"),
    member("name", "string", required=True),
    member("desc", "string", required=True),
    member("externalId", "string"),
)
BATCH: Final = (member("amount", "number", default=1),)
NEW_BATCH: Final[tuple[Parameter, ...]] = (
    member("batchId", "string", help="This or serialNr is needed."),
    member("serialNr", "string", help="This or batchId is needed."),
    *BATCH,
    member("barcode", "string", help="Only with a new one."),
    member("bestBefore", "integer", help="Milliseconds since 1970; only with a new one."),
)
MOVE: Final = (
    member("articleId", "string", required=True),
    member("amount", "number", required=True),
    member("toStoreId", "integer", required=True, help="Store that it moves to."),
    member("batches", "object", required=True),
)
BUNDLES: Final = (
    member("articleId", "string"),
    member("articleName", "string"),
    member("amount", "number", required=True),
)
RATE: Final = (
    member("date", "integer", required=True, help="Milliseconds since 1970: which row."),
    member("rate", "number", required=True),
)
PRICE: Final = (
    member("date", "integer", required=True, help="Milliseconds since 1970: which row."),
    member("price", "number", required=True),
)
RESERVED: Final = (member("reserved", "number"),)
CUSTOM_FIELDS: Final = (member("fields", "array", required=True, help="The whole template."),)
TEMPLATE: Final = (
    member("name", "string"),
    member("type", "string"),
    member("storegroupId", "integer"),
    member("data", "object", help="Which column holds what."),
)
