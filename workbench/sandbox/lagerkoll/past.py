"""What happened before the warehouse was opened: batches, deliveries, changes and open orders."""

from __future__ import annotations

import random
from decimal import Decimal

from msgspec.structs import replace

from workbench.sandbox.lagerkoll.model import (
    ZERO,
    Article,
    Batch,
    Export,
    Fifo,
    History,
    Order,
    Origin,
    Taken,
)
from workbench.sandbox.lagerkoll.world import DAY, USER_ID, USER_NAME, Shelf, World

_EXPORTED_DAYS = 14
_SERIALS = 12


def copied(article: Article) -> Article:
    """An article for another store: the same words, nothing that happened to it."""
    return replace(
        article,
        history=[],
        fifos=[],
        batches=[],
        tags=list(article.tags),
        units=list(article.units),
        list_prices=dict(article.list_prices),
    )


def batches(world: World, article: Article, rng: random.Random, kept: str) -> None:
    """Keeps an article's stock by batch, or by serial number; together they are its stock."""
    if kept == "serial":
        count = rng.randrange(1, _SERIALS)
        article.batches = [
            Batch(None, f"SN{article.serial:05}-{number:03}", Decimal(1))
            for number in range(1, count + 1)
        ]
    else:
        article.batches = [
            Batch(
                f"LOT-{article.serial}-{letter}",
                None,
                Decimal(rng.randrange(5, 400)),
                best_before=world.today() + rng.randrange(-10, 700) * DAY,
            )
            for letter in "ABCD"[: rng.randrange(1, 5)]
        ]
    article.count = sum((row.amount for row in article.batches), ZERO)
    article.reserved = ZERO


def bundle_batch(article: Article) -> None:
    """One batch of bundles that was made earlier, with what its parts gave."""
    made = article.count + 5
    origins = [
        Origin(part.article_id, part.amount, part.amount * made, [
            Taken(Batch(f"IN-{part.article_id}", None, ZERO), part.amount * made)])
        for part in article.parts
    ]  # fmt: skip
    article.batches = [Batch(f"SET-{article.serial}", None, article.count, made=origins)]
    if article.count == 0:
        article.batches[0].amount = article.count = Decimal(5)


def seed(world: World, rng: random.Random, shelf: Shelf) -> None:
    """Deliveries and changes of every article of a store, then its orders and exports."""
    for article in shelf.articles.values():
        if article.type == "Stock":
            _delivered(world, rng, article)
            _order(world, shelf, article)
    _exports(world, shelf)


def _delivered(world: World, rng: random.Random, article: Article) -> None:
    """Two deliveries whose rest is the stock, and the changes of stock and price they made."""
    supplier = world.suppliers.get(article.supplier or 0)
    rate = Decimal(1) if supplier is None else supplier.rate
    price = article.buy_price or ZERO
    first = (article.count // 3) if article.count > 2 else ZERO
    last = article.changed
    moments = (last - rng.randrange(5, 50) * DAY, last)
    sold = Decimal(rng.randrange(0, 200))
    for place, (moment, rest) in enumerate(
        zip(moments, (first, article.count - first), strict=True)
    ):
        amount = rest + (sold if place == 0 else 0)
        if amount:
            number = world.number()
            article.fifos.append(
                Fifo(
                    number,
                    moment,
                    amount,
                    rest,
                    price,
                    rate,
                    article.supplier,
                    None if supplier is None else supplier.name,
                    number + 7,
                    f"PO{number}",
                    "Inleverans",
                    USER_ID,
                    USER_NAME,
                )
            )
    _changes(article, moments, (first + sold, first, article.count))
    article.created = min(article.created, moments[0])


def _changes(
    article: Article, moments: tuple[int, int], counts: tuple[Decimal, Decimal, Decimal]
) -> None:
    rows = (
        (moments[0], ZERO, counts[0], "Inleverans"),
        ((moments[0] + moments[1]) // 2, counts[0], counts[1], "Försäljning"),
        (moments[1], counts[1], counts[2], "Inleverans"),
    )
    article.history = [
        History(
            article.article_id, moment, reason, USER_ID, USER_NAME, old_count=old, new_count=new
        )
        for moment, old, new, reason in rows
        if old != new
    ]
    if article.serial % 4 == 0 and article.price:
        old_price = (article.price * Decimal("0.96")).quantize(Decimal("0.01"))
        article.history.append(
            History(
                article.article_id,
                moments[1],
                "Prishöjning",
                USER_ID,
                USER_NAME,
                pricelist_id=11,
                pricelist_name="Standard",
                old_sales_price=old_price,
                new_sales_price=article.price,
            )
        )


def _order(world: World, shelf: Shelf, article: Article) -> None:
    level = article.critical_level
    if not article.automatic_order or level is None or article.available > level:
        return
    world.orders.append(
        Order(
            world.number(),
            shelf.store.store_id,
            article.article_id,
            article.supplier,
            article.order_level or ZERO,
            ZERO,
            article.changed,
            world.today() + 6 * DAY,
            automatic=True,
            sent=article.supplier_automatic_order,
        )
    )


def _exports(world: World, shelf: Shelf) -> None:
    for ago in range(_EXPORTED_DAYS, 0, -1):
        day = world.today() - ago * DAY
        kind = {7: "weekly", 13: "monthly", 10: "inventory"}.get(ago, "daily")
        key = f"{shelf.store.store_id}-{day // DAY}"
        world.exports.append(Export(key, kind, day, day, shelf.store.store_id))
