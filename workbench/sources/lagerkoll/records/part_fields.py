"""The columns of the tables inside an article."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from workbench.core.fields import Field, Kind
from workbench.core.texts import mark
from workbench.core.values import Odd
from workbench.sources.lagerkoll.records.values import CURRENCY, coded, money, stamp, word
from workbench.sources.leaves import flag, identity, number, web


def opaque(name: str) -> Callable[[Any], object]:
    """Return a reader of a member that may come as number or text and is shown as text."""

    def read(record: object) -> object:
        value = getattr(record, name)
        return value if isinstance(value, Odd) else identity(value) or None

    return read


def plain_id(
    id: str, title: str, member: str, path: str, *, width: int = 110, shown: bool = True
) -> Field:
    """Return a column of a number or code."""
    return Field(id, title, Kind.ID, opaque(member), path, shown=shown, width=width,
                 searched=True)  # fmt: skip


def words(
    id: str,
    title: str,
    member: str,
    path: str,
    *,
    width: int = 160,
    shown: bool = True,
    facet: bool = False,
) -> Field:
    """Return a column of text."""
    return Field(id, title, Kind.TEXT, opaque(member), path, shown=shown, width=width,
                 searched=True, facet=facet)  # fmt: skip


def quantity(id: str, title: str, member: str, path: str, *, shown: bool = True) -> Field:
    """Return a column of an exact number."""
    return Field(id, title, Kind.DECIMAL, lambda each: number(getattr(each, member)), path,
                 shown=shown, width=90)  # fmt: skip


def price_of(
    id: str,
    title: str,
    member: str,
    path: str,
    currency: str = "",
    *,
    shown: bool = True,
    width: int = 110,
) -> Field:
    """Return a column of an amount; `currency` names the member that holds its currency."""
    return Field(id, title, Kind.MONEY,
                 lambda each: money(getattr(each, member),
                                    getattr(each, currency) if currency else None),
                 path, unit=CURRENCY, shown=shown, width=width)  # fmt: skip


def time_of(id: str, title: str, member: str, path: str) -> Field:
    """Return a column of a moment, sent as milliseconds since 1970."""
    return Field(id, title, Kind.TIME, lambda each: stamp(getattr(each, member)), path, shown=True,
                 width=140)  # fmt: skip


PARTS: Final = (
    plain_id("part", mark("Number"), "article_id", "parts.articleId"),
    words("part_name", mark("Name"), "article_name", "parts.articleName"),
    quantity("part_amount", mark("Amount"), "amount", "parts.amount"),
    Field("part_type", mark("Type"), Kind.CHOICE, lambda each: word(each.type), "parts.type",
          shown=True, width=80),
    quantity("part_stock", mark("In stock"), "stock", "parts.stock"),
    quantity("part_reserved", mark("Reserved"), "reserved", "parts.reserved"),
    words("part_unit", mark("Unit"), "unit_name", "parts.unitName", width=70),
    words("part_place", mark("Place"), "stock_place", "parts.stockPlace", width=90),
    price_of("part_cost", mark("Cost"), "buy_price", "parts.buyPrice", "buy_price_currency"),
    words("part_supplier", mark("Supplier"), "supplier_name", "parts.supplierName", shown=False),
    plain_id("part_supplier_number", mark("Supplier's number"), "supplier_article_id",
             "parts.supplierArticleId", shown=False),
    quantity("part_warning", mark("Min"), "stock_warning", "parts.stockWarning", shown=False),
)  # fmt: skip

PRICES: Final = (
    plain_id("price_list", mark("Price list"), "list_id", "prices.listId"),
    plain_id("price_list_external", mark("External id"), "list_external_id",
             "prices.listExternalId"),
    quantity("from_quantity", mark("From"), "from_quantity", "prices.fromQuantity"),
    price_of("list_price", mark("Price"), "price", "prices.price"),
)  # fmt: skip

SUPPLIERS: Final = (
    Field("offer_supplier", mark("Supplier"), Kind.CHOICE,
          lambda each: coded(each.supplier, each.supplier_name), "supplierArticles.supplier",
          shown=True, width=150),
    plain_id("offer_number", mark("Supplier's number"), "supplier_article_id",
             "supplierArticles.supplierArticleId", width=130),
    price_of("offer_cost", mark("Cost"), "supplier_buy_price",
             "supplierArticles.supplierBuyPrice", "supplier_buy_currency"),
    price_of("offer_shipment", mark("Shipment cost"), "supplier_buy_price_shipment",
             "supplierArticles.supplierBuyPriceShipment", "supplier_buy_currency"),
    price_of("offer_misc", mark("Other cost"), "supplier_buy_price_misc",
             "supplierArticles.supplierBuyPriceMisc", "supplier_buy_currency"),
    words("offer_currency", mark("Currency"), "supplier_buy_currency",
          "supplierArticles.supplierBuyCurrency", width=80),
    quantity("offer_rate", mark("Rate"), "supplier_buy_rate",
             "supplierArticles.supplierBuyRate"),
    Field("offer_automatic", mark("Automatic order"), Kind.FLAG,
          lambda each: flag(each.supplier_automatic_order),
          "supplierArticles.supplierAutomaticOrder", shown=True, width=90),
)  # fmt: skip

CUSTOM: Final = (
    words("custom_name", mark("Name"), "name", "customFields.name"),
    Field("custom_type", mark("Type"), Kind.CHOICE, lambda each: word(each.type),
          "customFields.type", shown=True, width=90),
    words("custom_value", mark("Value"), "value", "customFields.value", width=220),
)  # fmt: skip

LINKS: Final = (
    words("link_name", mark("Name"), "name", "links.name"),
    Field("link_url", mark("Address"), Kind.LINK, lambda each: web(each.url), "links.url",
          shown=True, width=240),
    Field("link_type", mark("Type"), Kind.CHOICE, lambda each: word(each.type), "links.type",
          shown=True, width=110),
)  # fmt: skip

TAGS: Final = (
    words("tag_name", mark("Name"), "name", "tags.name"),
    words("tag_description", mark("Description"), "desc", "tags.desc", width=220),
    plain_id("tag_external", mark("External id"), "external_id", "tags.externalId"),
    plain_id("tag_id", mark("Id"), "id", "tags.id", width=80),
)  # fmt: skip

UNITS: Final = (
    Field("unit", mark("Unit"), Kind.CHOICE,
          lambda each: coded(each.unit.id, each.unit.name) if each.unit else None, "units.unit",
          shown=True, width=120),
    quantity("convert", mark("Base units"), "convert", "units.convert"),
    plain_id("unit_barcode", mark("Barcode"), "barcode", "units.barcode", width=130),
)  # fmt: skip


def batch_fields(path: str) -> tuple[Field, ...]:
    """Return the columns of batches or serial numbers, which share their form."""
    return (
        plain_id("batch", mark("Batch"), "batch_id", f"{path}.batchId", width=130),
        plain_id("serial", mark("Serial number"), "serial_nr", f"{path}.serialNr", width=140),
        quantity("amount", mark("Amount"), "amount", f"{path}.amount"),
        quantity("reserved", mark("Reserved"), "reserved", f"{path}.reserved"),
        time_of("best_before", mark("Best before"), "best_before", f"{path}.bestBefore"),
        plain_id("barcode", mark("Barcode"), "barcode", f"{path}.barcode", width=130),
        plain_id("number", mark("Number"), "article_id", f"{path}.articleId"),
        words("name", mark("Article"), "article_name", f"{path}.articleName", width=200),
    )


FIFO: Final = (
    time_of("date", mark("Date"), "date", "fifos.date"),
    quantity("amount", mark("Amount"), "amount", "fifos.amount"),
    quantity("left", mark("Still in stock"), "amount_in_stock", "fifos.amountInStock"),
    price_of("cost", mark("Purchase price"), "purchase_price", "fifos.purchasePrice"),
    quantity("rate", mark("Rate"), "purchase_rate", "fifos.purchaseRate"),
    Field("supplier", mark("Supplier"), Kind.CHOICE,
          lambda each: coded(each.supplier_id, each.supplier_name), "fifos.supplierName",
          shown=True, width=140),
    plain_id("order", mark("Order"), "supplier_order_id", "fifos.supplierOrderId"),
    plain_id("reference", mark("Reference"), "po_ref", "fifos.poRef"),
    words("description", mark("Description"), "description", "fifos.description"),
    words("user", mark("User"), "user_name", "fifos.userName", width=120),
    plain_id("id", mark("Id"), "id", "fifos.id", width=80),
)  # fmt: skip

HISTORY: Final = (
    time_of("created", mark("Time"), "created", "history.created"),
    words("reason", mark("Reason"), "reason", "history.reason", width=200),
    words("user", mark("User"), "user_name", "history.userName", width=120),
    quantity("old_count", mark("Stock before"), "old_count", "history.oldCount"),
    quantity("new_count", mark("Stock after"), "new_count", "history.newCount"),
    quantity("old_reserved", mark("Reserved before"), "old_reserved", "history.oldReserved"),
    quantity("new_reserved", mark("Reserved after"), "new_reserved", "history.newReserved"),
    Field("price_list", mark("Price list"), Kind.CHOICE,
          lambda each: coded(each.pricelist_id, each.pricelist_name), "history.pricelistName",
          shown=True, width=120),
    price_of("old_price", mark("Price before"), "old_sales_price", "history.oldSalesPrice"),
    price_of("new_price", mark("Price after"), "new_sales_price", "history.newSalesPrice"),
    price_of("old_cost", mark("Cost before"), "old_purchase_price", "history.oldPurchasePrice"),
    price_of("new_cost", mark("Cost after"), "new_purchase_price", "history.newPurchasePrice"),
    Field("supplier", mark("Supplier"), Kind.CHOICE,
          lambda each: coded(each.supplier_id, each.supplier_name), "history.supplierName",
          shown=True, width=140),
)  # fmt: skip

BUNDLES: Final = (
    plain_id("bundle", mark("Number"), "article_id", "articleId"),
    words("bundle_name", mark("Name"), "article_name", "articleName", width=240),
    quantity("bundle_amount", mark("Amount in it"), "amount", "amount"),
)  # fmt: skip
