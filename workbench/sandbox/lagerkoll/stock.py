"""Changes of stock, reservations and prices: each leaves its history, its delivery and its order.

Everything that moves stock goes through here, so that counts, deliveries, history and automatic
orders cannot part.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from workbench.sandbox.lagerkoll.documents import rate
from workbench.sandbox.lagerkoll.model import ZERO, Article, Batch, Fifo, History, Order, Taken
from workbench.sandbox.lagerkoll.world import DAY, USER_ID, USER_NAME, Shelf, World

_DELIVERY_DAYS = 6


@dataclass(frozen=True, slots=True)
class Change:
    """Where and why something changes."""

    world: World
    shelf: Shelf
    reason: str | None = None

    def row(self, article: Article) -> History:
        """A row of history with nothing in it yet."""
        return History(article.article_id, self.world.now(), self.reason, USER_ID, USER_NAME)

    def note(self, article: Article, what: str, old: object, new: object) -> None:
        """Says that a member of an article changed, and moves its time."""
        self.world.touch(article)
        self.world.note("article.changed", article.article_id, store=self.shelf.store.store_id,
                        member=what, old=old, new=new)  # fmt: skip


def set_count(change: Change, article: Article, count: Decimal) -> None:
    """Sets what stands on the shelf."""
    old = article.count
    if count == old:
        return
    article.count = count
    row = change.row(article)
    row.old_count, row.new_count = old, count
    article.history.append(row)
    if count > old:
        _deliver(change, article, count - old)
    else:
        _consume(article, old - count)
    change.note(article, "count", old, count)
    watch(change, article)


def set_reserved(change: Change, article: Article, reserved: Decimal) -> None:
    """Sets how much is reserved."""
    old = article.reserved
    if reserved == old:
        return
    article.reserved = reserved
    row = change.row(article)
    row.old_reserved, row.new_reserved = old, reserved
    article.history.append(row)
    change.note(article, "reserved", old, reserved)
    watch(change, article)


def set_price(change: Change, article: Article, number: int, price: Decimal | None) -> None:
    """Sets the sales price of a list from the first piece on; None removes it."""
    standard = number == change.world.standard_list().id
    old = article.price if standard else article.list_prices.get((number, ZERO))
    if price == old:
        return
    if standard:
        article.price = price
    elif price is None:
        article.list_prices.pop((number, ZERO), None)
    else:
        article.list_prices[number, ZERO] = price
    row = change.row(article)
    row.pricelist_id, row.pricelist_name = number, change.world.pricelists[number].name
    row.old_sales_price, row.new_sales_price = old, price
    article.history.append(row)
    change.note(article, "price" if standard else f"price.{number}", old, price)


def set_buy_price(change: Change, article: Article, price: Decimal | None) -> None:
    """Sets the purchase price of the main supplier."""
    old = article.buy_price
    if price == old:
        return
    article.buy_price = price
    row = change.row(article)
    supplier = change.world.suppliers.get(article.supplier or 0)
    row.supplier_id = article.supplier
    row.supplier_name = None if supplier is None else supplier.name
    row.old_purchase_price, row.new_purchase_price = old, price
    article.history.append(row)
    change.note(article, "supplierBuyPrice", old, price)


def watch(change: Change, article: Article) -> None:
    """Puts an article on a purchase order when it has reached its critical level."""
    level = article.critical_level
    if article.stock_warning is None or article.available >= article.stock_warning:
        article.warned = False
    if not article.automatic_order or level is None or article.available > level:
        return
    world, store = change.world, change.shelf.store.store_id
    if article.type != "Stock" or world.open_order(change.shelf, article.article_id):
        return
    order = Order(
        world.number(), store, article.article_id, article.supplier, article.order_level or ZERO,
        ZERO, world.now(), world.today() + _DELIVERY_DAYS * DAY, automatic=True,
        sent=article.supplier_automatic_order,
    )  # fmt: skip
    world.orders.append(order)
    world.note("order.created", article.article_id, store=store, amount=order.amount)


def take(article: Article, amount: Decimal) -> list[Taken]:
    """Takes an amount out of batches, what keeps shortest first; the count is set by the caller."""
    taken: list[Taken] = []
    rest = amount
    for batch in sorted(article.batches, key=lambda row: row.best_before or 0):
        part = min(rest, batch.amount - batch.reserved)
        if part > 0:
            batch.amount -= part
            rest -= part
            taken.append(Taken(batch, part))
    return taken


def give(article: Article, amount: Decimal) -> Batch | None:
    """Puts an amount back into the last batch; None where stock is not kept by batch."""
    lots = [row for row in article.batches if row.serial_nr is None]
    if not lots:
        return None
    lots[-1].amount += amount
    return lots[-1]


def _deliver(change: Change, article: Article, amount: Decimal) -> None:
    world = change.world
    supplier = world.suppliers.get(article.supplier or 0)
    article.fifos.append(
        Fifo(
            world.number(),
            world.now(),
            amount,
            amount,
            article.buy_price or ZERO,
            rate(world, article),
            article.supplier,
            None if supplier is None else supplier.name,
            description=change.reason,
            user_id=USER_ID,
            user_name=USER_NAME,
        )
    )


def _consume(article: Article, amount: Decimal) -> None:
    rest = amount
    for row in sorted(article.fifos, key=lambda row: row.date):
        part = min(rest, row.amount_in_stock)
        row.amount_in_stock -= part
        rest -= part
