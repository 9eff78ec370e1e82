"""What the warehouse holds, as plain rows; their members are written as the document names them.

Amounts and prices are exact decimals, moments are milliseconds since 1970.
"""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct, field

ZERO = Decimal(0)
ONE = Decimal(1)


class Row(Struct, rename="camel"):
    """A row that is written as it stands."""


class Unit(Row):
    """A unit of the storegroup (document: Unit)."""

    name: str
    external_id: str | None
    id: int


class Tag(Row):
    """A tag of the storegroup (document: ArticleTag)."""

    id: int
    name: str
    desc: str
    external_id: str | None = None


class Category(Struct):
    """A category; articles name it by its name."""

    id: int
    name: str
    changed: int


class Supplier(Struct):
    """A supplier of the storegroup."""

    id: int
    name: str
    external_id: str
    currency: str
    rate: Decimal
    country: str
    city: str
    street: str
    changed: int
    automatic: bool = False


class PriceList(Row):
    """A price list; the first is the one of `price`."""

    id: int
    code: str
    name: str
    currency: str
    rate: Decimal
    external_id: str


class Store(Row):
    """A store of the storegroup."""

    store_id: int
    name: str
    store_group_id: int
    is_master: bool
    article_suffix: str
    currency: str
    language: str


class ValidValue(Row):
    """A value that a custom field may take."""

    value: str
    description: str


class CustomField(Row):
    """A field of a company's own, on an article or in the template (document: CustomField)."""

    name: str
    type: str
    value: str | None
    valid_values: list[ValidValue] = field(default_factory=list)


class Link(Row):
    """A link of an article (document: ArticleLink)."""

    name: str
    url: str
    type: str


class Part(Struct):
    """A part of a bundle: how much of an article one bundle takes."""

    article_id: str
    amount: Decimal
    type: str


class Offer(Struct):
    """A further supplier of an article (document: SupplierArticle)."""

    supplier: int | None
    article_id: str | None
    price: Decimal | None
    shipment: Decimal | None
    misc: Decimal | None
    currency: str
    rate: Decimal


class Batch(Struct):
    """A batch, or a single serial number."""

    batch_id: str | None
    serial_nr: str | None
    amount: Decimal
    reserved: Decimal = ZERO
    barcode: str | None = None
    best_before: int | None = None
    made: list[Origin] | None = None


class Origin(Struct):
    """What one part gave to a batch of bundles."""

    article_id: str
    amount: Decimal
    produced: Decimal
    batches: list[Taken]


class Taken(Struct):
    """An amount that was taken of a batch or serial number."""

    batch: Batch
    amount: Decimal


class Fifo(Row):
    """A delivery that stock is taken from, oldest first (document: FIFO)."""

    id: int
    date: int
    amount: Decimal
    amount_in_stock: Decimal
    purchase_price: Decimal
    purchase_rate: Decimal
    supplier_id: int | None = None
    supplier_name: str | None = None
    supplier_order_id: int | None = None
    po_ref: str | None = None
    description: str | None = None
    user_id: int | None = None
    user_name: str | None = None


class History(Row):
    """One change of an article (document: ArticleHistory); members that did not change are null."""

    article_id: str
    created: int
    reason: str | None = None
    user_id: int | None = None
    user_name: str | None = None
    supplier_id: int | None = None
    supplier_name: str | None = None
    old_count: Decimal | None = None
    new_count: Decimal | None = None
    old_reserved: Decimal | None = None
    new_reserved: Decimal | None = None
    pricelist_id: int | None = None
    pricelist_name: str | None = None
    old_sales_price: Decimal | None = None
    new_sales_price: Decimal | None = None
    old_purchase_price: Decimal | None = None
    new_purchase_price: Decimal | None = None


class ArticleUnit(Struct):
    """A further unit of an article: one of it is `convert` of the article's own."""

    unit: int
    convert: Decimal
    barcode: str | None


class Order(Row):
    """A purchase order row that stock falling to its critical level has made."""

    id: int
    store_id: int
    article_id: str
    supplier_id: int | None
    amount: Decimal
    delivered: Decimal
    created: int
    delivery_date: int
    automatic: bool
    sent: bool


class Article(Struct):
    """An article of one store; `count` is what stands on the shelf, reserved or not."""

    article_id: str
    name: str
    serial: int
    changed: int
    created: int
    vat: Decimal = Decimal(25)
    vat_account: int | None = 3001
    type: str = "Stock"
    external_id: str | None = None
    active: bool = True
    bundled: bool = False
    parts: list[Part] = field(default_factory=list)
    description: str | None = None
    category: str = "övrigt"
    count: Decimal = ZERO
    reserved: Decimal = ZERO
    barcode: str | None = None
    barcode_type: str = "EAN"
    price: Decimal | None = None
    supplier: int | None = None
    supplier_article_id: str | None = None
    supplier_automatic_order: bool = False
    buy_price: Decimal | None = None
    buy_shipment: Decimal | None = None
    buy_misc: Decimal | None = None
    offers: list[Offer] = field(default_factory=list)
    unit: str = "st"
    image_last_updated: int | None = None
    stock: bool = True
    webshop_article: bool = False
    manufacturer: str | None = None
    manufacturer_article_id: str | None = None
    custom_fields: list[CustomField] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    tags: list[int] = field(default_factory=list)
    width: Decimal | None = None
    height: Decimal | None = None
    depth: Decimal | None = None
    weight: Decimal | None = None
    stock_place: str | None = None
    stock_warning: Decimal | None = None
    critical_level: Decimal | None = None
    order_level: Decimal | None = None
    automatic_order: bool = False
    warned: bool = False
    list_prices: dict[tuple[int, Decimal], Decimal] = field(default_factory=dict)
    units: list[ArticleUnit] = field(default_factory=list)
    batches: list[Batch] = field(default_factory=list)
    fifos: list[Fifo] = field(default_factory=list)
    history: list[History] = field(default_factory=list)

    @property
    def available(self) -> Decimal:
        """What the document calls `amount`: stock less what is reserved."""
        return self.count - self.reserved

    @property
    def tracked(self) -> bool:
        """Whether its stock is kept by batch or serial number."""
        return bool(self.batches)


class ImportTemplate(Row):
    """Which column of a file feeds which member (document: ArticleImportTemplate)."""

    id: int
    name: str
    storegroup_id: int
    type: str
    data: dict[str, object]


class Export(Struct):
    """An export file, which can be fetched from the moment `ready` on.

    `rows` is what it holds, titles first, and `worth` the value of the stock and its value by
    deliveries; of old exports both are reckoned when they are asked for.
    """

    id: str
    type: str
    date: int
    ready: int
    store_id: int
    worth: tuple[Decimal, Decimal] | None = None
    rows: list[list[object]] | None = None
