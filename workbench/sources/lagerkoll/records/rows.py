"""The other records: what happened to an article, and the lists it points to."""

from __future__ import annotations

from typing import Final

import msgspec

from workbench.sources.lagerkoll.records.article import Article, Batch, CustomField, Tag, Text
from workbench.sources.lagerkoll.records.values import Flag, Id, Number, Stamp, Whole
from workbench.sources.reading import Reader


class Unit(msgspec.Struct, gc=False, rename="camel"):
    """A unit (class Unit)."""

    id: Id = None
    external_id: Id = None
    name: Text = None


class ArticleUnit(msgspec.Struct, gc=False, rename="camel"):
    """Another unit of an article (class ArticleUnit)."""

    unit: Unit | None = None
    article_id: Id = None
    storegroup_id: Id = None
    convert: Number = None
    barcode: Id = None


class Fifo(msgspec.Struct, gc=False, rename="camel"):
    """A purchase that stock comes from (class FIFO)."""

    id: Id = None
    date: Stamp = None
    amount: Number = None
    amount_in_stock: Number = None
    supplier_id: Id = None
    supplier_name: Text = None
    purchase_price: Number = None
    purchase_rate: Number = None
    supplier_order_id: Id = None
    po_ref: Id = None
    description: Text = None
    user_id: Id = None
    user_name: Text = None


class Event(msgspec.Struct, gc=False, rename="camel"):
    """A change of stock or price (class ArticleHistory)."""

    article_id: Id = None
    supplier_id: Id = None
    supplier_name: Text = None
    old_count: Number = None
    new_count: Number = None
    old_reserved: Number = None
    new_reserved: Number = None
    pricelist_id: Id = None
    pricelist_name: Text = None
    old_sales_price: Number = None
    new_sales_price: Number = None
    old_purchase_price: Number = None
    new_purchase_price: Number = None
    user_id: Id = None
    user_name: Text = None
    reason: Text = None
    created: Stamp = None


class Category(msgspec.Struct, gc=False):
    """A category with its number of articles."""

    id: Id = None
    name: Text = None
    articles: Whole = None


class Supplier(msgspec.Struct, gc=False, rename="camel"):
    """A supplier; its page is known in part, so two spellings of id and name are read."""

    id: Id = None
    supplier_id: Id = None
    supplier_external_id: Id = None
    name: Text = None
    supplier_name: Text = None
    street: Text = None
    city: Text = None
    country: Text = None
    language: Text = None
    currency: Text = None
    rate: Number = None
    buy_price_shipment: Number = None


class PriceList(msgspec.Struct, gc=False, rename="camel"):
    """A price list."""

    id: Id = None
    code: Id = None
    name: Text = None
    currency: Text = None
    rate: Number = None


class Store(msgspec.Struct, gc=False, rename="camel"):
    """A store of the organisation."""

    store_id: Id = None
    store_group_id: Id = None
    name: Text = None
    is_master: Flag = None
    article_suffix: Id = None
    currency: Text = None
    language: Text = None


class Template(msgspec.Struct, gc=False, rename="camel"):
    """An import template (class ArticleImportTemplate)."""

    id: Id = None
    name: Text = None
    type: Text = None
    storegroup_id: Id = None
    data: dict[str, msgspec.Raw] | None = None


class ExportDate(msgspec.Struct, gc=False):
    """A day with an export file (class ExportDate)."""

    id: Id = None
    type: Text = None
    date: Stamp = None
    stock_value: Number = msgspec.field(default=None, name="stockValue")
    stock_value_fifo: Number = msgspec.field(default=None, name="stockValueFIFO")


class StockValue(msgspec.Struct, gc=False):
    """What the stock was worth on a day (class StockValue); the day is the one asked for."""

    date: Text = None
    stock_value: Number = msgspec.field(default=None, name="stockValue")
    stock_value_fifo: Number = msgspec.field(default=None, name="stockValueFIFO")


class StockDay(StockValue, gc=False):
    """A day with those that were asked for together with it."""

    series: list[StockValue] | None = None


class StockPlace(msgspec.Struct, gc=False):
    """A place that articles name (class ArticleStockplace)."""

    stockplace: Id = None
    articles: Whole = None


class StoreArticle(msgspec.Struct, gc=False, rename="camel"):
    """An article in one store of the group (class StoreArticle)."""

    article_id: Id = None
    name: Text = None
    store_id: Id = None
    store_name: Text = None
    available_amount: Number = None


class Bundle(msgspec.Struct, gc=False, rename="camel"):
    """A bundled article that another is a part of (class BundleArticleForPart)."""

    article_id: Id = None
    article_name: Text = None
    amount: Number = None


ARTICLES: Final = Reader(Article)
BATCHES: Final = Reader(Batch)
CUSTOM_FIELDS: Final = Reader(CustomField)
TAGS: Final = Reader(Tag)
UNITS: Final = Reader(Unit)
ARTICLE_UNITS: Final = Reader(ArticleUnit)
FIFOS: Final = Reader(Fifo)
EVENTS: Final = Reader(Event)
CATEGORIES: Final = Reader(Category)
SUPPLIERS: Final = Reader(Supplier)
PRICE_LISTS: Final = Reader(PriceList)
STORES: Final = Reader(Store)
TEMPLATES: Final = Reader(Template)
EXPORTS: Final = Reader(ExportDate)
STOCK_VALUES: Final = Reader(StockDay)
STOCK_PLACES: Final = Reader(StockPlace)
STORE_ARTICLES: Final = Reader(StoreArticle)
BUNDLES: Final = Reader(Bundle)
