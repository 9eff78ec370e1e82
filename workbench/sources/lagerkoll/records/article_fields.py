"""The columns of articles, in the sections of the record form (class Article)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, Final

from workbench.core.fields import Field, Kind
from workbench.core.texts import mark
from workbench.core.values import Coded, Odd
from workbench.sources.lagerkoll.records.article import Article
from workbench.sources.lagerkoll.records.values import CURRENCY, coded, money, stamp, word
from workbench.sources.leaves import amount, flag, identity, integer, number, text

_ARTICLE: Final = mark("Identity")
_PRICES: Final = mark("Prices")
_STOCK: Final = mark("Stock")
_SUPPLIER: Final = mark("Supplier")
_MEASURES: Final = mark("Dimensions")
_VAT: Final = mark("Accounts and VAT")
_TEXTS: Final = mark("Texts")
_CUSTOM: Final = mark("Custom fields")
_TAGS: Final = mark("Tags and links")
_DELIVERY: Final = mark("Deliveries")


def _opaque(read: Callable[[Article], object]) -> Callable[[Article], object]:
    """Return a reader of what may come as number or text and is shown as text."""

    def read_text(article: Article) -> object:
        value = read(article)
        return value if isinstance(value, Odd) else identity(value) or None

    return read_text


def _count(read: Callable[[Article], Sequence[Any] | None]) -> Callable[[Article], object]:
    """Return a reader of how many rows a list has; None where it did not come."""

    def read_count(article: Article) -> object:
        rows = read(article)
        return None if rows is None else len(rows)

    return read_count


def in_stock(article: Article) -> Decimal | None:
    """Return what is physically there: available and reserved together."""
    available, reserved = amount(article.amount), amount(article.reserved)
    return None if available is None else available + (reserved or 0)


def margin(article: Article) -> Decimal | None:
    """Return the part of the price that is not cost, in percent, to one decimal.

    None where the cost is in another currency than the store's.
    """
    price, cost = amount(article.price), amount(article.supplier_buy_price)
    rate = amount(article.supplier_buy_rate)
    if not price or cost is None or rate not in {None, Decimal(1)}:
        return None
    return ((price - cost) * 100 / price).quantize(Decimal("0.1"))


def tags(article: Article) -> tuple[Coded, ...] | None:
    """Return the tags of an article."""
    found = (coded(tag.id, tag.name) for tag in article.tags or ())
    return tuple(each for each in found if isinstance(each, Coded)) or None


FIELDS: Final = (
    Field("number", mark("Number"), Kind.ID, _opaque(lambda each: each.article_id), "articleId",
          group=_ARTICLE, shown=True, width=84, priority=1, searched=True, sort="art",
          filter="id", help=mark("Article number; it can be given with a new article only.")),
    Field("name", mark("Name"), Kind.TEXT, lambda each: text(each.name), "name", group=_ARTICLE,
          shown=True, width=200, priority=1, searched=True, sort="name", editable=True),
    Field("ean", mark("EAN"), Kind.ID, _opaque(lambda each: each.barcode), "barcode",
          group=_ARTICLE, shown=True, width=142, priority=3, searched=True, editable=True,
          help=mark("Barcode of the article.")),
    Field("price", mark("Price"), Kind.MONEY, lambda each: money(each.price), "price",
          unit=CURRENCY, group=_PRICES, shown=True, width=92, priority=2, sort="price",
          editable=True,
          help=mark("Sales price in the currency of the store.")),
    Field("cost", mark("Cost"), Kind.MONEY,
          lambda each: money(each.supplier_buy_price, each.supplier_buy_currency),
          "supplierBuyPrice", unit=CURRENCY, group=_PRICES, shown=True, width=116, priority=4,
          editable=True,
          help=mark("Purchase price in all, with shipment and other costs.")),
    Field("amount", mark("Stock"), Kind.DECIMAL, lambda each: number(each.amount), "amount",
          group=_STOCK, shown=True, width=90, priority=2, sort="available", editable=True,
          help=mark("What is available: in stock less reserved. A typed amount sets this.")),
    Field("stock_warning", mark("Min"), Kind.DECIMAL, lambda each: number(each.stock_warning),
          "stockWarning", group=_STOCK, shown=True, width=72, priority=3, sort="warning_order",
          editable=True, help=mark("Below this amount the article counts as low in stock.")),
    Field("stock_place", mark("Location"), Kind.TEXT, _opaque(lambda each: each.stock_place),
          "stockPlace", group=_STOCK, shown=True, width=100, priority=4, facet=True,
          searched=True, sort="stock_place", editable=True,
          help=mark("Where it stands in the store.")),
    Field("category", mark("Category"), Kind.TEXT, _opaque(lambda each: each.category),
          "category", group=_ARTICLE, width=130, priority=6, facet=True,
          searched=True, sort="cat", editable=True,
          help=mark("Name of the category.")),
    Field("supplier", mark("Supplier"), Kind.CHOICE,
          lambda each: coded(each.supplier, each.supplier_name), "supplier", group=_SUPPLIER,
          width=140, priority=6, facet=True, searched=True, sort="supplier",
          filter="supplier_id", editable=True,
          help=mark("An existing supplier; ignored for a bundled article.")),
    Field("active", mark("Active"), Kind.FLAG, lambda each: flag(each.active), "active",
          group=_ARTICLE, width=80, facet=True, sort="active", editable=True),
    Field("type", mark("Type"), Kind.CHOICE, lambda each: word(each.type), "type",
          group=_ARTICLE, width=90, facet=True, sort="type", editable=True,
          help=mark("Stock is goods, service is work and has no stock.")),
    Field("external_id", mark("External number"), Kind.ID, _opaque(lambda each: each.external_id),
          "externalId", group=_ARTICLE, searched=True, editable=True,
          help=mark("Number of the article in another system.")),
    Field("barcode_type", mark("Barcode type"), Kind.CHOICE, lambda each: word(each.barcode_type),
          "barcodeType", group=_ARTICLE, width=100, facet=True, editable=True),
    Field("unit", mark("Unit"), Kind.TEXT, _opaque(lambda each: each.unit), "unit",
          group=_ARTICLE, width=80, facet=True, sort="unit", editable=True,
          help=mark("Name of the unit it is counted in; st where none is given.")),
    Field("manufacturer", mark("Manufacturer"), Kind.TEXT, lambda each: text(each.manufacturer),
          "manufacturer", group=_ARTICLE, width=140, facet=True, searched=True, editable=True),
    Field("mpn", mark("MPN"), Kind.ID, _opaque(lambda each: each.manufacturer_article_id),
          "manufacturerArticleId", group=_ARTICLE, searched=True, editable=True,
          help=mark("The manufacturer's own article number.")),
    Field("webshop", mark("Webshop"), Kind.FLAG, lambda each: flag(each.webshop_article),
          "webshopArticle", group=_ARTICLE, width=90, facet=True, editable=True,
          help=mark("Whether it is sold in the webshop.")),
    Field("bundled", mark("Bundled"), Kind.FLAG, lambda each: flag(each.bundled), "bundled",
          group=_ARTICLE, width=90, facet=True, sort="bundled",
          help=mark("Made of parts; it can be given with a new article only.")),
    Field("parts", mark("Parts"), Kind.INTEGER, _count(lambda each: each.parts), "parts",
          group=_ARTICLE, width=80, editable=True,
          help=mark("Articles that a bundled article is made of; the list is sent whole.")),
    Field("margin", mark("Margin"), Kind.DECIMAL, margin, "price", unit="%", group=_PRICES,
          width=80, help=mark("The part of the price that is not cost.")),
    Field("prices", mark("Price list rows"), Kind.INTEGER, _count(lambda each: each.prices),
          "prices", group=_PRICES, width=90, help=mark("Prices on all price lists.")),
    Field("shipment", mark("Shipment cost"), Kind.MONEY,
          lambda each: money(each.supplier_buy_price_shipment, each.supplier_buy_currency),
          "supplierBuyPriceShipment", unit=CURRENCY, group=_PRICES, editable=True,
          help=mark("The part of the cost that is shipment.")),
    Field("misc", mark("Other cost"), Kind.MONEY,
          lambda each: money(each.supplier_buy_price_misc, each.supplier_buy_currency),
          "supplierBuyPriceMisc", unit=CURRENCY, group=_PRICES, editable=True,
          help=mark("The part of the cost that is neither goods nor shipment.")),
    Field("cost_currency", mark("Cost currency"), Kind.TEXT,
          lambda each: text(each.supplier_buy_currency), "supplierBuyCurrency", group=_PRICES,
          width=90, facet=True),
    Field("cost_rate", mark("Cost rate"), Kind.DECIMAL,
          lambda each: number(each.supplier_buy_rate), "supplierBuyRate", group=_PRICES,
          width=90, help=mark("What the cost is multiplied with to reach the store's currency.")),
    Field("reserved", mark("Reserved"), Kind.DECIMAL, lambda each: number(each.reserved),
          "reserved", group=_STOCK, width=90, sort="reserved",
          help=mark("Promised to customers.")),
    Field("in_stock", mark("In stock"), Kind.DECIMAL, in_stock, "amount", group=_STOCK, width=90,
          help=mark("What is physically there: available and reserved together.")),
    Field("available_amount", mark("Available at delivery"), Kind.DECIMAL,
          lambda each: number(each.available_amount), "availableAmount", group=_DELIVERY,
          help=mark("Amount available at the date of the next delivery.")),
    Field("stock_item", mark("Stock item"), Kind.FLAG, lambda each: flag(each.stock), "stock",
          group=_STOCK, width=90, facet=True, sort="is_stock", editable=True,
          help=mark("Yes where it lies in stock, no where it is ordered from the supplier.")),
    Field("critical_level", mark("Critical level"), Kind.DECIMAL,
          lambda each: number(each.critical_level), "criticalLevel", group=_STOCK, editable=True,
          help=mark("At this amount it is put on a purchase order by itself.")),
    Field("order_level", mark("Order amount"), Kind.DECIMAL,
          lambda each: number(each.order_level), "orderLevel", group=_STOCK, sort="order",
          editable=True, help=mark("Amount that is ordered at the critical level.")),
    Field("automatic_order", mark("Automatic order"), Kind.FLAG,
          lambda each: flag(each.automatic_order), "automaticOrder", group=_STOCK, width=90,
          facet=True, editable=True,
          help=mark("Whether it is put on a purchase order at the critical level.")),
    Field("supplier_number", mark("Supplier's number"), Kind.ID,
          _opaque(lambda each: each.supplier_article_id), "supplierArticleId", group=_SUPPLIER,
          searched=True, editable=True,
          help=mark("The supplier's own article number; ignored for a bundled article.")),
    Field("supplier_external_id", mark("Supplier's external id"), Kind.ID,
          _opaque(lambda each: each.supplier_external_id), "supplierExternalId",
          group=_SUPPLIER),
    Field("supplier_automatic_order", mark("Automatic order at supplier"), Kind.FLAG,
          lambda each: flag(each.supplier_automatic_order), "supplierAutomaticOrder",
          group=_SUPPLIER, width=100, facet=True, editable=True,
          help=mark("Ignored for a bundled article.")),
    Field("supplier_articles", mark("Suppliers"), Kind.INTEGER,
          _count(lambda each: each.supplier_articles), "supplierArticles", group=_SUPPLIER,
          width=90, editable=True,
          help=mark("Suppliers that offer it; the list is sent whole.")),
    Field("width", mark("Width"), Kind.DECIMAL, lambda each: number(each.width), "width",
          group=_MEASURES, width=90, editable=True),
    Field("height", mark("Height"), Kind.DECIMAL, lambda each: number(each.height), "height",
          group=_MEASURES, width=90, editable=True),
    Field("depth", mark("Depth"), Kind.DECIMAL, lambda each: number(each.depth), "depth",
          group=_MEASURES, width=90, editable=True),
    Field("weight", mark("Weight"), Kind.DECIMAL, lambda each: number(each.weight), "weight",
          group=_MEASURES, width=90, editable=True),
    Field("vat", mark("VAT"), Kind.DECIMAL, lambda each: number(each.vat), "vat", unit="%",
          group=_VAT, width=80, facet=True, editable=True,
          help=mark("Percent; a VAT account that is given takes precedence.")),
    Field("vat_account", mark("VAT account"), Kind.INTEGER,
          lambda each: integer(each.vat_account), "vatAccount", group=_VAT, width=100,
          facet=True, editable=True, help=mark("Takes precedence over the percentage.")),
    Field("description", mark("Description"), Kind.TEXT, lambda each: text(each.description),
          "description", group=_TEXTS, width=320, searched=True, sort="desc", editable=True),
    Field("custom_fields", mark("Custom fields"), Kind.INTEGER,
          _count(lambda each: each.custom_fields), "customFields", group=_CUSTOM, width=100,
          editable=True, help=mark("Fields of your own; the list is sent whole.")),
    Field("tags", mark("Tags"), Kind.CODES, tags, "tags", group=_TAGS, width=140, facet=True,
          searched=True, editable=True),
    Field("links", mark("Links"), Kind.INTEGER, _count(lambda each: each.links), "links",
          group=_TAGS, width=80, editable=True, help=mark("The list is sent whole.")),
    Field("picture_changed", mark("Picture changed"), Kind.TIME,
          lambda each: stamp(each.image_last_updated), "imageLastUpdated", group=_TAGS),
    Field("next_delivery", mark("Next delivery"), Kind.TIME,
          lambda each: stamp(each.next_delivery_date), "nextDeliveryDate", group=_DELIVERY,
          help=mark("Delivery date of the purchase order that it stands on.")),
    Field("ordered", mark("On order"), Kind.DECIMAL, lambda each: number(each.ordered_amount),
          "orderedAmount", group=_DELIVERY, width=90,
          help=mark("Amount on that purchase order.")),
    Field("delivered", mark("Delivered"), Kind.DECIMAL,
          lambda each: number(each.delivered_amount), "deliveredAmount", group=_DELIVERY,
          width=90, help=mark("Delivered of that purchase order so far.")),
)  # fmt: skip
"""In the order of the column chooser."""
