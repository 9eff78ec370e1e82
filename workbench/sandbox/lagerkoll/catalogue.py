"""The warehouse as it stands at the start: drawn from one seed, dated back from the present day."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from decimal import Decimal

from msgspec.structs import replace

from workbench.sandbox.lagerkoll import past, words
from workbench.sandbox.lagerkoll.model import (
    Article,
    ArticleUnit,
    Category,
    CustomField,
    Link,
    Offer,
    Part,
    PriceList,
    Store,
    Supplier,
    Tag,
    Unit,
    ValidValue,
)
from workbench.sandbox.lagerkoll.templates import seeded as seeded_templates
from workbench.sandbox.lagerkoll.world import DAY, GROUP, Shelf, World

ARTICLES = 5_000
"""Articles of the first store."""

STORES = ((186008, "Malmö", 1), (186009, "Göteborg", 4), (186010, "Stockholm", 8))
"""Each store with its share of the articles: one of so many."""

_SEED = 20_240_607
_VAT = {3001: 25, 3002: 12, 3003: 6, 3004: 0}


def build(
    articles: int = ARTICLES, wall: Callable[[], float] = time.time, omitted: str = "kept"
) -> World:
    """A warehouse with so many articles in its first store; at least 60."""
    world = World(wall, omitted=omitted)
    _lists(world)
    rng = random.Random(_SEED)
    for store_id, name, share in STORES:
        store = Store(store_id, name, GROUP, share == 1, "", "SEK", "sv")
        world.shelves[store_id] = Shelf(store)
    main = world.shelves[STORES[0][0]]
    for article in _articles(world, rng, articles):
        main.articles[article.article_id] = article
    _bundles(world, rng, main, bundles_of(articles))
    for store_id, _name, share in STORES[1:]:
        _copies(world, rng, main, world.shelves[store_id], share)
    for shelf in world.shelves.values():
        past.seed(world, rng, shelf)
    world.effects.clear()
    return world


def _lists(world: World) -> None:
    old = world.today() - 700 * DAY
    for row in words.SUPPLIERS:
        number, name, currency, rate, country, city, street = row
        world.suppliers[number] = Supplier(
            number, name, f"LEV-{number}", currency, Decimal(rate), country, city, street, old,
            automatic=number % 3 == 0,
        )  # fmt: skip
    for number, name in enumerate(words.CATEGORIES, 301):
        world.categories[name] = Category(number, name, old)
    for number, (name, code) in enumerate(words.UNITS, 41):
        world.units[number] = Unit(name, code, number)
    for number, (name, desc) in enumerate(words.TAGS, 501):
        world.tags[number] = Tag(number, name, desc)
    lists = ((11, "A", "Standard", "SEK", "1"), (12, "B", "Återförsäljare", "SEK", "1"),
             (13, "EUR", "Export", "EUR", "11.245"))  # fmt: skip
    for number, code, name, currency, rate in lists:
        world.pricelists[number] = PriceList(
            number, code, name, currency, Decimal(rate), f"PL-{code}"
        )
    world.fields_template = template_fields()
    world.import_templates = seeded_templates()


def template_fields() -> list[CustomField]:
    """The fields that new articles get."""
    countries = (("SE", "Sverige"), ("NL", "Nederländerna"), ("CN", "Kina"), ("PT", "Portugal"))
    origin = [ValidValue(code, text) for code, text in countries]
    return [
        CustomField("Ursprungsland", "String", "SE", origin),
        CustomField("Tryckyta mm", "Int", "60"),
        CustomField("Återvunnet", "Boolean", "false"),
        CustomField("Statistiknummer", "String", ""),
    ]


def _articles(world: World, rng: random.Random, count: int) -> list[Article]:
    rows = [_known(world, row) for row in words.KNOWN]
    odd = [_odd(world, rng, *row) for row in words.ODD]
    services = [_service(world, place, *row) for place, row in enumerate(words.SERVICES)]
    rest = count - bundles_of(count) - len(rows) - len(odd) - len(services)
    rows.extend(_drawn(world, rng, place) for place in range(rest))
    return [*rows, *services, *odd]


def _new(world: World, key: str, name: str) -> Article:
    world.serials += 1
    return Article(key, name, world.serials, 0, 0)


def _known(world: World, row: words.Known) -> Article:
    article = _new(world, row.id, row.name)
    article.barcode = row.ean
    article.price, article.buy_price = Decimal(row.price), Decimal(row.cost)
    article.count, article.stock_warning = Decimal(row.held), Decimal(row.least)
    article.stock_place, article.category = row.place, row.category
    _supplied(article, row.supplier, f"{row.supplier}-{article.serial:05}")
    article.critical_level = article.stock_warning / 2
    article.order_level = article.stock_warning * 2
    article.automatic_order = article.serial % 4 == 1
    article.custom_fields = template_fields()
    article.tags = [501] if row.category == "Muggar" else []
    article.list_prices = _list_prices(article.price)
    if row.id == words.UNRATED:
        # The bank publishes no rate of it any more, and the article names none of its own.
        article.offers = [replace(_offer(article, 711, "BGN", "0"), price=Decimal("9.80"))]
    article.created = article.changed = world.today() - (400 - article.serial) * DAY
    article.description = f"{row.name}, lagerförd i {row.place[0]}-hallen."
    return article


def _odd(world: World, rng: random.Random, key: str, name: str) -> Article:
    article = _drawn(world, rng, world.serials)
    article.article_id, article.name = key, name
    return article


def _service(world: World, place: int, name: str, price: int) -> Article:
    article = _new(world, f"T-{place + 1:03}", name)
    article.type, article.stock, article.category = "Service", False, "Arbete"
    article.unit = "tim" if name in {"Brodyr", "Lasergravyr"} else "st"
    article.price = Decimal(price)
    article.custom_fields = template_fields()
    article.created = article.changed = world.today() - (300 + place) * DAY
    return article


def _drawn(world: World, rng: random.Random, place: int) -> Article:
    goods = words.GOODS[rng.randrange(len(words.GOODS))]
    town = words.PLACES[rng.randrange(len(words.PLACES))]
    variant = goods.variants[rng.randrange(len(goods.variants))]
    article = _new(
        world, f"{11 + place // 1000}-{place % 1000:04}", f"{goods.name} {town} {variant}"
    )
    article.category = goods.category
    article.price = Decimal(goods.price) + Decimal(rng.randrange(0, 80)) / 4
    article.buy_price = (article.price * rng.randrange(38, 62) / 100).quantize(Decimal("0.01"))
    article.barcode = _ean(rng, article.serial)
    article.stock_place = (
        f"{'ABCDEF'[rng.randrange(6)]}-{rng.randrange(1, 13):02}-{rng.randrange(1, 6)}"
    )
    article.count = Decimal(rng.randrange(0, 2500))
    _levels(article, rng)
    supplier = words.SUPPLIERS[rng.randrange(len(words.SUPPLIERS))][0]
    _supplied(article, supplier, f"{supplier}-{rng.randrange(100_000):05}")
    _details(world, article, rng)
    if goods.kept:
        past.batches(world, article, rng, goods.kept)
    return article


def _levels(article: Article, rng: random.Random) -> None:
    article.stock_warning = Decimal(rng.randrange(1, 8) * 25)
    article.critical_level = article.stock_warning - 10
    article.order_level = article.stock_warning * 4
    article.automatic_order = rng.random() < 0.3
    article.reserved = Decimal(rng.randrange(int(article.count) // 4 + 1))
    if rng.random() < 0.05:
        article.count = article.reserved = Decimal(0)


def _supplied(article: Article, supplier: int, number: str) -> None:
    article.supplier, article.supplier_article_id = supplier, number
    article.buy_shipment, article.buy_misc = Decimal("0.5"), Decimal("0.1")
    article.manufacturer = words.MAKERS[article.serial % len(words.MAKERS)]
    article.manufacturer_article_id = f"{article.manufacturer[:2].upper()}{article.serial:05}"


def _details(world: World, article: Article, rng: random.Random) -> None:
    serial = article.serial
    account = 3002 if article.category == "Mat & godis" else 3001
    article.vat, article.vat_account = Decimal(_VAT[account]), account
    article.external_id = f"EXT-{serial}" if serial % 3 == 0 else None
    article.active = rng.random() > 0.04
    article.webshop_article = serial % 2 == 0
    article.description = f"{article.name}. Levereras i kartong om {rng.randrange(1, 20) * 5}."
    article.width, article.height = Decimal(rng.randrange(20, 400)), Decimal(rng.randrange(20, 400))
    article.depth, article.weight = Decimal(rng.randrange(5, 200)), Decimal(rng.randrange(5, 900))
    article.tags = sorted(rng.sample(sorted(world.tags), rng.randrange(3)))
    article.custom_fields = template_fields()
    if serial % 17 == 0:
        article.custom_fields.append(CustomField("Gammalt artikelnr", "String", f"G{serial}"))
    if serial % 29 == 0:
        article.custom_fields.append(CustomField("Lagermall", "Json", '{"hylla": 2}'))
    if serial % 5 == 0:
        url = f"https://katalog.example/{serial}"
        article.links = [
            Link("Produktblad", f"{url}.pdf", "document"),
            Link("Webb", url, "webpage"),
        ]
    if serial % 6 == 0:
        other = words.SUPPLIERS[serial % len(words.SUPPLIERS)]
        if other[0] != article.supplier:
            article.offers = [_offer(article, other[0], other[2], other[3])]
    if serial % 8 == 0:
        article.units = [ArticleUnit(43, Decimal(24), None)]
    if serial % 4 == 0:
        article.list_prices = _list_prices(article.price or Decimal(0))
    article.image_last_updated = world.today() - serial % 365 * DAY if serial % 3 else None
    age = rng.randrange(1, 600)
    article.created = world.today() - (age + 60) * DAY
    article.changed = world.today() - age * DAY + serial * 1000


def _offer(article: Article, supplier: int, currency: str, rate: str) -> Offer:
    price = ((article.buy_price or Decimal(1)) * Decimal("1.08")).quantize(Decimal("0.01"))
    return Offer(
        supplier, f"{supplier}-{article.serial}", price, Decimal(1), Decimal(0), currency,
        Decimal(rate),
    )  # fmt: skip


def _list_prices(price: Decimal) -> dict[tuple[int, Decimal], Decimal]:
    cent = Decimal("0.01")
    return {
        (11, Decimal(100)): (price * Decimal("0.9")).quantize(cent),
        (12, Decimal(0)): (price * Decimal("0.7")).quantize(cent),
        (13, Decimal(0)): (price / Decimal("11.245")).quantize(cent),
    }


def _ean(rng: random.Random, serial: int) -> str | None:
    """A Swedish EAN; some articles have none, and a few one whose check digit does not fit."""
    if rng.random() < 0.06:
        return None
    body = f"73{rng.randrange(50, 99)}{serial:08}"
    digit = -sum(int(sign) * (1, 3)[place % 2] for place, sign in enumerate(body)) % 10
    wrong = rng.random() < 0.01
    return f"{body}{(digit + 3) % 10 if wrong else digit}"


def bundles_of(articles: int) -> int:
    """How many of so many articles are bundles."""
    return max(4, articles // 80)


def _bundles(world: World, rng: random.Random, shelf: Shelf, count: int) -> None:
    """Sets of two to four articles; one in three keeps batches, whose parts can be traced."""
    odd = {key for key, _name in words.ODD}
    goods = [
        row
        for row in shelf.articles.values()
        if row.type == "Stock" and not row.tracked and row.article_id not in odd
    ]
    for place in range(count):
        town = words.PLACES[rng.randrange(len(words.PLACES))]
        article = _new(world, f"P-{place + 1:03}", f"{words.SETS[place % len(words.SETS)]} {town}")
        article.bundled, article.category, article.unit = True, "Presentset", "set"
        parts = rng.sample(goods, rng.randrange(2, 5))
        article.parts = [
            Part(row.article_id, Decimal(rng.randrange(1, 4)), row.type) for row in parts
        ]
        total = sum((row.price or Decimal(0)) * part.amount
                    for row, part in zip(parts, article.parts, strict=True))  # fmt: skip
        article.price = (total * Decimal("0.95")).quantize(Decimal("0.01"))
        article.count = Decimal(rng.randrange(0, 60))
        article.barcode = _ean(rng, article.serial)
        article.custom_fields = template_fields()
        article.created = article.changed = world.today() - rng.randrange(1, 300) * DAY
        shelf.articles[article.article_id] = article
        if place % 3 == 0:
            past.bundle_batch(article)


def _copies(world: World, rng: random.Random, main: Shelf, shelf: Shelf, share: int) -> None:
    """Gives another store its own rows of some articles, with its own stock."""
    for article in list(main.articles.values()):
        if article.serial % share or article.bundled or article.tracked:
            continue
        copy = past.copied(article)
        copy.count = Decimal(rng.randrange(0, 300)) if copy.type == "Stock" else Decimal(0)
        copy.reserved = Decimal(0)
        copy.created = min(copy.created, world.today() - 90 * DAY)
        shelf.articles[copy.article_id] = copy
