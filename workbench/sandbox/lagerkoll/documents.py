"""Articles and batches as the document writes them.

Which members an answer holds is the request's choice (`details`, `tags`, `prices` and the
`include_` parameters); a member that was not asked for is null, those of `details` are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from workbench.sandbox.lagerkoll.calls import Call, Page
from workbench.sandbox.lagerkoll.model import ZERO, Article, Batch, Offer, Part
from workbench.sandbox.lagerkoll.world import Shelf, World

Document = dict[str, object]

FIRST_BATCHES = 20
"""Batches, and serial numbers, that an article shows of its own."""

BATCH_SORTS = ("batch_id", "serie_nr", "amount", "best_before")


@dataclass(frozen=True, slots=True)
class Shown:
    """Which members an answer holds; endpoints without these parameters show everything."""

    details: bool = True
    tags: bool = True
    prices: bool = True
    purchase: bool = True
    image: bool = True
    bundle: bool = True
    delivery: bool = True
    batches: bool = True
    batch_sort: str = "batch_id"
    batches_down: bool = True


def asked(call: Call, *, one: bool = False) -> Shown:
    """The members that a list, or `one` article, is asked for."""
    return Shown(
        details=one or call.flag("details", True),
        tags=one or call.flag("tags", True),
        prices=call.flag("prices", False),
        purchase=call.flag("include_purchase_prices", False),
        image=one or call.flag("include_image_last_updated", False),
        bundle=call.flag("include_bundle", False),
        delivery=call.flag("include_next_delivery", False),
        batches=call.flag("include_batches", False),
        batch_sort=call.choice("sort_column", "batch_id", BATCH_SORTS) if one else "batch_id",
        batches_down=call.choice("order", "desc", ("asc", "desc")) == "desc",
    )


def listed(
    call: Call, rows: Sequence[Article], page: Page, shown: Shown, *, paging: bool = True
) -> Document:
    """The wrapper of articles (document: ArticlesResponse) around one page of rows."""
    about: Document = page.about(len(rows)) | {"articlesCount": len(rows)}
    if not paging:
        about |= {"pages": None, "articlesCount": None}
    written = [article(call.world, call.shelf, row, shown) for row in page.cut(rows)]
    return about | {"since": call.world.now(), "articles": written}


def single(call: Call, row: Article, shown: Shown) -> Document:
    """One article in the wrapper of a list, as the document has it."""
    return listed(call, [row], Page(0, 1), shown)


def article(world: World, shelf: Shelf, row: Article, shown: Shown = Shown()) -> Document:
    """An article (document: Article)."""
    written: Document = {
        "articleId": row.article_id,
        "externalId": row.external_id,
        "active": row.active,
        "name": row.name,
        "bundled": row.bundled,
        "category": row.category,
        "amount": None if row.type == "Service" else row.available,
        "reserved": None if row.type == "Service" else row.reserved,
        "barcode": row.barcode,
        "barcodeType": row.barcode_type,
        "price": row.price,
        "unit": row.unit,
        "vat": row.vat,
        "vatAccount": row.vat_account,
        "type": row.type,
        "stock": row.stock,
        "stockPlace": row.stock_place,
        "stockWarning": row.stock_warning,
        "criticalLevel": row.critical_level,
        "orderLevel": row.order_level,
        "automaticOrder": row.automatic_order,
        "imageLastUpdated": row.image_last_updated if shown.image else None,
    }
    written |= _supplier(world, shelf, row, shown)
    written |= _delivery(world, shelf, row, shown)
    written["tags"] = [world.tags[key] for key in row.tags] if shown.tags else None
    written["prices"] = prices(world, row) if shown.prices else None
    written["parts"] = _parts(world, shelf, row) if shown.bundle else None
    written["batches"] = _first_batches(row, shown) if shown.batches else None
    return written | _details(row) if shown.details else written


def _details(row: Article) -> Document:
    return {
        "description": row.description,
        "webshopArticle": row.webshop_article,
        "manufacturer": row.manufacturer,
        "manufacturerArticleId": row.manufacturer_article_id,
        "customFields": row.custom_fields,
        "links": row.links,
        "width": row.width,
        "height": row.height,
        "depth": row.depth,
        "weight": row.weight,
    }


def _supplier(world: World, shelf: Shelf, row: Article, shown: Shown) -> Document:
    supplier = world.suppliers.get(row.supplier or 0)
    bought = shown.purchase and not row.bundled
    return {
        "supplier": row.supplier,
        "supplierName": None if supplier is None else supplier.name,
        "supplierExternalId": None if supplier is None else supplier.external_id,
        "supplierArticleId": row.supplier_article_id,
        "supplierAutomaticOrder": row.supplier_automatic_order,
        "supplierBuyPrice": row.buy_price if bought else None,
        "supplierBuyPriceShipment": row.buy_shipment if bought else None,
        "supplierBuyPriceMisc": row.buy_misc if bought else None,
        "supplierBuyCurrency": currency(world, shelf, row) if bought else None,
        "supplierBuyRate": rate(world, row) if bought else None,
        "supplierArticles": supplier_articles(world, shelf, row) if bought else None,
    }


def currency(world: World, shelf: Shelf, row: Article) -> str:
    """The currency of an article's purchase price: the supplier's, else the store's."""
    supplier = world.suppliers.get(row.supplier or 0)
    return shelf.store.currency if supplier is None else supplier.currency


def rate(world: World, row: Article) -> Decimal:
    """The exchange rate of an article's purchase price."""
    supplier = world.suppliers.get(row.supplier or 0)
    return Decimal(1) if supplier is None else supplier.rate


def supplier_articles(world: World, shelf: Shelf, row: Article) -> list[Document]:
    """The suppliers of an article, the main one first (document: SupplierArticle)."""
    main = Offer(
        row.supplier, row.supplier_article_id, row.buy_price, row.buy_shipment, row.buy_misc,
        currency(world, shelf, row), rate(world, row),
    )  # fmt: skip
    offers = row.offers if row.supplier is None else [main, *row.offers]
    return [_offer(world, row, offer) for offer in offers]


def _offer(world: World, row: Article, offer: Offer) -> Document:
    supplier = world.suppliers.get(offer.supplier or 0)
    return {
        "supplier": offer.supplier,
        "supplierName": None if supplier is None else supplier.name,
        "supplierArticleId": offer.article_id,
        "supplierAutomaticOrder": row.supplier_automatic_order and offer.supplier == row.supplier,
        "supplierBuyPrice": offer.price,
        "supplierBuyPriceShipment": offer.shipment,
        "supplierBuyPriceMisc": offer.misc,
        "supplierBuyCurrency": offer.currency,
        "supplierBuyRate": offer.rate,
    }


def _delivery(world: World, shelf: Shelf, row: Article, shown: Shown) -> Document:
    order = world.open_order(shelf, row.article_id) if shown.delivery else None
    return {
        "nextDeliveryDate": None if order is None else order.delivery_date,
        "orderedAmount": None if order is None else order.amount,
        "deliveredAmount": None if order is None else order.delivered,
        "availableAmount": row.available if shown.delivery and row.type == "Stock" else None,
    }


def prices(world: World, row: Article) -> list[Document]:
    """The prices of an article in all lists (document: Price)."""
    standard = world.standard_list()
    every = dict(row.list_prices)
    if row.price is not None:
        every[standard.id, ZERO] = row.price
    return [
        {
            "listId": number,
            "listExternalId": world.pricelists[number].external_id,
            "articleId": row.article_id,
            "fromQuantity": least,
            "price": price,
        }
        for (number, least), price in sorted(every.items())
    ]


def _parts(world: World, shelf: Shelf, row: Article) -> list[Document] | None:
    return [part(world, shelf, each) for each in row.parts] if row.bundled else None


def part(world: World, shelf: Shelf, row: Part) -> Document:
    """A part of a bundle (document: BundledArticle)."""
    written: Document = {"articleId": row.article_id, "amount": row.amount, "type": row.type}
    of = shelf.articles.get(row.article_id)
    if of is None:
        return written
    supplier = world.suppliers.get(of.supplier or 0)
    return written | {
        "articleName": of.name,
        "externalId": of.external_id,
        "isStock": of.stock,
        "stockWarning": of.stock_warning,
        "stock": of.count,
        "reserved": of.reserved,
        "unitName": of.unit,
        "stockPlace": of.stock_place,
        "buyPrice": of.buy_price,
        "buyPriceShipment": of.buy_shipment,
        "buyPriceMisc": of.buy_misc,
        "buyPriceCurrency": currency(world, shelf, of),
        "supplierId": of.supplier,
        "supplierName": None if supplier is None else supplier.name,
        "supplierArticleId": of.supplier_article_id,
    }


def _first_batches(row: Article, shown: Shown) -> Document:
    rows = sorted_batches([(row, each) for each in row.batches], shown.batch_sort,
                          down=shown.batches_down)  # fmt: skip
    return batches(rows, Page(0, FIRST_BATCHES))


Kept = tuple[Article, Batch]


def sorted_batches(rows: Iterable[Kept], column: str, *, down: bool) -> list[Kept]:
    """Batches in the order of a documented column."""
    keys = {
        "batch_id": lambda kept: kept[1].batch_id or "",
        "serie_nr": lambda kept: kept[1].serial_nr or "",
        "amount": lambda kept: kept[1].amount,
        "best_before": lambda kept: kept[1].best_before or 0,
    }
    return sorted(rows, key=keys[column], reverse=down)


def batches(rows: Sequence[Kept], page: Page) -> Document:
    """Batches and serial numbers, each a page of them (document: ArticleBatches)."""
    lots = [kept for kept in rows if kept[1].serial_nr is None]
    serials = [kept for kept in rows if kept[1].serial_nr is not None]
    return {
        "totalBatches": len(lots),
        "batches": [_batch(*kept) for kept in page.cut(lots)],
        "totalSerialNumbers": len(serials),
        "serialNumbers": [_batch(*kept) for kept in page.cut(serials)],
        "totalBatchesInStock": sum((row.amount for _of, row in lots), ZERO),
        "totalBatchesReserved": sum((row.reserved for _of, row in lots), ZERO),
        "totalSerialNumbersInStock": sum((row.amount for _of, row in serials), ZERO),
        "totalSerialNumbersReserved": sum((row.reserved for _of, row in serials), ZERO),
    }


def _batch(of: Article, row: Batch) -> Document:
    return {
        "articleId": of.article_id,
        "articleName": of.name,
        "batchId": row.batch_id,
        "serialNr": row.serial_nr,
        "amount": row.amount,
        "reserved": row.reserved,
        "barcode": row.barcode,
        "bestBefore": row.best_before,
    }
