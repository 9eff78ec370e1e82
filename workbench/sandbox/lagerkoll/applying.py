"""Checked changes put into articles: what differs is noted, moves the time and makes history."""

from __future__ import annotations

from decimal import Decimal

from workbench.sandbox.lagerkoll import members, stock
from workbench.sandbox.lagerkoll.model import Article
from workbench.sandbox.lagerkoll.rules import PLAIN, Changes, NewArticle
from workbench.sandbox.lagerkoll.stock import Change

_WIRE = {attribute: name for name, (attribute, _reader, _default) in PLAIN.items()}
_LEVELS = frozenset({"critical_level", "order_level", "automatic_order", "stock_warning"})


def create(change: Change, draft: NewArticle) -> Article:
    """Makes an article."""
    world = change.world
    world.serials += 1
    now = world.now()
    article = Article(draft.key, "", world.serials, now, now, bundled=draft.bundled)
    change.shelf.articles[draft.key] = article
    world.note("article.created", draft.key, store=change.shelf.store.store_id)
    apply(change, article, draft.changes)
    return article


def remove(change: Change, key: str) -> None:
    """Takes an article away, with what it holds."""
    del change.shelf.articles[key]
    store = change.shelf.store.store_id
    world = change.world
    world.orders = [row for row in world.orders if (row.store_id, row.article_id) != (store, key)]
    world.note("article.deleted", key, store=store)


def apply(change: Change, article: Article, changes: Changes) -> None:
    """Puts changes into an article."""
    for attribute, value in changes.plain.items():
        _set(change, article, attribute, value, _WIRE[attribute])
    change.world.category(article.category)
    change.world.unit_named(article.unit)
    if changes.vat is not None:
        _set(change, article, "vat", changes.vat[0], "vat")
        _set(change, article, "vat_account", changes.vat[1], "vatAccount")
    if "supplier" in changes.set:
        _set(change, article, "supplier", changes.set["supplier"], "supplier")
    _lists(change, article, changes)
    _amounts(change, article, changes.set)
    if _LEVELS & changes.plain.keys():
        stock.watch(change, article)


def _set(change: Change, article: Article, attribute: str, value: object, name: str) -> None:
    old = getattr(article, attribute)
    if old != value:
        setattr(article, attribute, value)
        change.note(article, name, old, value)


def _lists(change: Change, article: Article, changes: Changes) -> None:
    for attribute, name, value in (
        ("parts", "parts", changes.parts),
        ("custom_fields", "customFields", changes.fields),
        ("links", "links", changes.links),
    ):
        if value is not None:
            _set(change, article, attribute, value, name)
    if changes.tags is not None:
        _set(change, article, "tags", members.kept_tags(change.world, changes.tags), "tags")
    if changes.offers is not None:
        _offers(change, article, changes)


def _offers(change: Change, article: Article, changes: Changes) -> None:
    """The entry of the main supplier is the article's own; what the body says of both, it says."""
    rows = changes.offers or []
    main = members.main_offer(article, rows)
    if main is not None:
        said = changes.plain
        if "supplierBuyPrice" not in changes.set:
            changes.set["supplierBuyPrice"] = main.price
        for attribute, value in (
            ("supplier_article_id", main.article_id),
            ("buy_shipment", main.shipment),
            ("buy_misc", main.misc),
        ):
            if attribute not in said:
                _set(change, article, attribute, value, _WIRE[attribute])
    others = [row for row in rows if row is not main]
    _set(change, article, "offers", others, "supplierArticles")


def _amounts(change: Change, article: Article, values: dict[str, Decimal | int | None]) -> None:
    if "supplierBuyPrice" in values:
        stock.set_buy_price(change, article, _decimal(values["supplierBuyPrice"]))
    if "price" in values:
        number = change.world.standard_list().id
        stock.set_price(change, article, number, _decimal(values["price"]))
    amount = _decimal(values.get("amount"))
    if amount is not None:
        stock.set_count(change, article, amount + article.reserved)


def _decimal(value: Decimal | int | None) -> Decimal | None:
    return None if value is None else Decimal(value)
