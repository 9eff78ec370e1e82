"""Articles and what stands inside them (Articles document, "Classes"), lean and tolerant."""

from __future__ import annotations

import msgspec

from workbench.sources.lagerkoll.records.values import Flag, Id, Number, Stamp, Whole

Text = str | None


class Tag(msgspec.Struct, gc=False):
    """A tag (class ArticleTag)."""

    id: Id = None
    name: Text = None
    desc: Text = None
    external_id: Id = msgspec.field(default=None, name="externalId")


class Part(msgspec.Struct, gc=False, rename="camel"):
    """A part of a bundled article (class BundledArticle)."""

    article_id: Id = None
    article_name: Text = None
    external_id: Id = None
    amount: Number = None
    is_stock: Flag = None
    stock_warning: Number = None
    stock: Number = None
    reserved: Number = None
    type: Text = None
    unit_name: Text = None
    stock_place: Id = None
    buy_price: Number = None
    buy_price_shipment: Number = None
    buy_price_misc: Number = None
    buy_price_currency: Text = None
    supplier_id: Id = None
    supplier_name: Text = None
    supplier_article_id: Id = None


class Price(msgspec.Struct, gc=False, rename="camel"):
    """A price on a price list (class Price)."""

    list_id: Id = None
    list_external_id: Id = None
    article_id: Id = None
    from_quantity: Number = None
    price: Number = None


class SupplierArticle(msgspec.Struct, gc=False, rename="camel"):
    """The article as a supplier offers it (class SupplierArticle)."""

    supplier: Id = None
    supplier_name: Text = None
    supplier_article_id: Id = None
    supplier_automatic_order: Flag = None
    supplier_buy_price: Number = None
    supplier_buy_price_shipment: Number = None
    supplier_buy_price_misc: Number = None
    supplier_buy_currency: Text = None
    supplier_buy_rate: Number = None


class ValidValue(msgspec.Struct, gc=False):
    """A value that a custom field may have (class CustomFieldValidValue)."""

    value: Id = None
    description: Text = None


class CustomField(msgspec.Struct, gc=False, rename="camel"):
    """A field of the account's own (class CustomField)."""

    name: Text = None
    type: Text = None
    value: bool | int | str | None = None
    valid_values: list[ValidValue] | None = None


class Link(msgspec.Struct, gc=False):
    """A link (class ArticleLink)."""

    name: Text = None
    url: Text = None
    type: Text = None


class Batch(msgspec.Struct, gc=False, rename="camel"):
    """A batch or serial number (class ArticleBatch)."""

    article_id: Id = None
    article_name: Text = None
    batch_id: Id = None
    serial_nr: Id = None
    amount: Number = None
    reserved: Number = None
    barcode: Id = None
    best_before: Stamp = None


class Article(msgspec.Struct, gc=False, rename="camel"):
    """An article (class Article)."""

    article_id: Id = None
    external_id: Id = None
    active: Flag = None
    name: Text = None
    bundled: Flag = None
    parts: list[Part] | None = None
    description: Text = None
    category: Id = None
    amount: Number = None
    reserved: Number = None
    barcode: Id = None
    barcode_type: Text = None
    price: Number = None
    prices: list[Price] | None = None
    supplier: Id = None
    supplier_external_id: Id = None
    supplier_name: Text = None
    supplier_article_id: Id = None
    supplier_automatic_order: Flag = None
    supplier_buy_price: Number = None
    supplier_buy_price_shipment: Number = None
    supplier_buy_price_misc: Number = None
    supplier_buy_currency: Text = None
    supplier_buy_rate: Number = None
    supplier_articles: list[SupplierArticle] | None = None
    unit: Id = None
    vat: Number = None
    vat_account: Whole = None
    image_last_updated: Stamp = None
    type: Text = None
    stock: Flag = None
    webshop_article: Flag = None
    manufacturer: Text = None
    manufacturer_article_id: Id = None
    custom_fields: list[CustomField] | None = None
    links: list[Link] | None = None
    tags: list[Tag] | None = None
    width: Number = None
    height: Number = None
    depth: Number = None
    weight: Number = None
    stock_place: Id = None
    stock_warning: Number = None
    critical_level: Number = None
    order_level: Number = None
    automatic_order: Flag = None
    next_delivery_date: Stamp = None
    ordered_amount: Number = None
    delivered_amount: Number = None
    available_amount: Number = None
