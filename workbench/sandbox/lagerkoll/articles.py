"""Operations on articles: lists, one article, new ones, changes and removals."""

from __future__ import annotations

from collections.abc import Callable

from workbench.sandbox.lagerkoll import applying, reading, rules, searching
from workbench.sandbox.lagerkoll.calls import Call, Page, page_of
from workbench.sandbox.lagerkoll.documents import Document, Shown, article, asked, listed, single
from workbench.sandbox.lagerkoll.model import Article
from workbench.sandbox.lagerkoll.refused import (
    COMMON,
    CREATE_ARTICLE,
    DELETE_ARTICLE,
    GET_ARTICLE,
    GET_SUPPLIER,
    UPDATE_ARTICLE,
    Refused,
    missing,
)
from workbench.sandbox.lagerkoll.routes import Entry
from workbench.sandbox.lagerkoll.stock import Change
from workbench.sandbox.lagerkoll.world import GROUP

MAX_LIST = 100
"""Articles of a list request at most (document: "Max 100 articles per request")."""


def entries() -> list[Entry]:
    """The operations of this module."""
    base = "articles"
    return [
        ("GET", base, listing),
        ("POST", base, create),
        ("PUT", f"{base}/list", update_list),
        ("POST", f"{base}/list", create_list),
        ("PUT", f"{base}/bulk/delete", delete_list),
        ("GET", f"{base}/group", of_group),
        ("GET", f"{base}/supplier/{{supplier_id}}", of_supplier),
        ("GET", f"{base}/category/{{category_id}}", of_category),
        ("GET", f"{base}/autocomplete", autocomplete),
        ("GET", f"{base}/next_id", next_id),
        ("GET", f"{base}/external/{{id : .+}}", by_external_id),
        ("GET", f"{base}/{{article_id}}/other_purchased", other_purchased),
        ("GET", f"{base}/{{id : .+}}", by_id),
        ("PUT", f"{base}/{{id : .+}}", update),
        ("DELETE", f"{base}/{{id : .+}}", delete),
    ]


def listing(call: Call) -> Document:
    """GET: articles that changed since a moment, which is now when it is not said."""
    now = call.world.now()
    since = call.number("since", now)
    rows = [row for row in call.shelf.articles.values() if row.changed >= since]
    rows = searching.filtered(call, searching.matching(rows, call.text("query")))
    shown = asked(call)
    rows = searching.ordered(call, rows, "query", "desc", ("query", "available"))
    return listed(call, rows, page_of(call, 25), shown)


def of_supplier(call: Call) -> Document:
    """GET /supplier/{supplier_id}: articles of a supplier, main or further."""
    number = call.path_id("supplier_id", GET_SUPPLIER)
    if number not in call.world.suppliers:
        raise missing(GET_SUPPLIER, "supplier", number)
    rows = [
        row
        for row in call.shelf.articles.values()
        if row.supplier == number or any(offer.supplier == number for offer in row.offers)
    ]
    rows = searching.ordered(call, rows, "name", "asc")
    return listed(call, rows, page_of(call, 25), Shown(batches=False))


def of_category(call: Call) -> Document:
    """GET /category/{category_id}: articles of a category."""
    number = call.path_id("category_id", COMMON)
    found = next((row for row in call.world.categories.values() if row.id == number), None)
    if found is None:
        raise missing(COMMON, "category", number)
    rows = [row for row in call.shelf.articles.values() if row.category == found.name]
    rows = searching.matching(rows, call.text("query"))
    shown = asked(call)
    rows = searching.ordered(call, rows, "name", "asc")
    return listed(call, rows, page_of(call, 25), shown)


def of_group(call: Call) -> Document:
    """GET /group: articles of all stores of the storegroup."""
    query = call.text("query")
    found = [
        (row, shelf.store)
        for shelf in call.world.shelves.values()
        for row in searching.matching(shelf.articles.values(), query)
    ]
    column = call.choice("sort_column", "art", ("query", "art", "name", "store"))
    down = call.choice("order", "asc", searching.DIRECTIONS) == "desc"
    keys: dict[str, Callable[[tuple[Article, object]], str]] = {
        "name": lambda pair: pair[0].name.casefold(),
        "store": lambda pair: str(getattr(pair[1], "name", "")),
    }
    key = keys.get(column, lambda pair: pair[0].article_id.casefold())
    found.sort(key=key, reverse=down)
    page = page_of(call, 25)
    return page.about(len(found)) | {
        "articlesCount": len(found),
        "since": call.world.now(),
        "articles": [
            {
                "articleId": row.article_id,
                "name": row.name,
                "storeId": store.store_id,
                "storeName": store.name,
                "availableAmount": row.available,
            }
            for row, store in page.cut(found)
        ],
    }


def autocomplete(call: Call) -> Document:
    """GET /autocomplete: articles with the fewest members."""
    pricelist, supplier = call.number("pricelist_id", -1, -1), call.number("supplier_id", -1, -1)
    light = call.flag("light", True)
    rows = searching.matching(call.shelf.articles.values(), call.text("query"))
    if supplier != -1:
        rows = [row for row in rows if row.supplier == supplier]
    page = page_of(call, 20)
    shown = Shown(details=False, tags=False, prices=False, bundle=False, batches=False)
    written = [article(call.world, call.shelf, row, shown) for row in page.cut(rows)]
    names = _LIGHT if light else (*_LIGHT, *_BOUGHT)
    for document, row in zip(written, page.cut(rows), strict=True):
        document["price"] = _price_in(row, pricelist)
    brief = [{name: document[name] for name in names} for document in written]
    return page.about(len(rows)) | {"articlesCount": len(rows), "articles": brief}


_LIGHT = ("articleId", "active", "name", "bundled", "amount", "reserved", "barcode", "barcodeType",
          "price", "unit", "type", "stock", "vat")  # fmt: skip
_BOUGHT = ("supplierBuyPrice", "supplierBuyPriceShipment", "supplierBuyPriceMisc",
           "supplierBuyCurrency", "supplierBuyRate")  # fmt: skip


def _price_in(row: Article, pricelist: int) -> object:
    found = [price for (number, _least), price in row.list_prices.items() if number == pricelist]
    return found[0] if found else row.price


def other_purchased(call: Call) -> Document:
    """GET /{article_id}/other_purchased: articles of the same category, the nearest numbers."""
    of = call.world.article(call.shelf, call.path["article_id"])
    rows = [
        row
        for row in call.shelf.articles.values()
        if row.category == of.category and row.article_id != of.article_id
    ]
    rows.sort(key=lambda row: abs(row.serial - of.serial))
    amount = call.number("amount", 5, least=1)
    return listed(call, rows[:amount], Page(0, amount), Shown())


def next_id(call: Call) -> Document:
    """GET /next_id: the next free id, as storegroup and serial."""
    serial = call.world.serials + 1
    while any(f"{GROUP}-{serial}" in shelf.articles for shelf in call.world.shelves.values()):
        serial += 1
    return {"id": f"{GROUP}-{serial}"}


def by_id(call: Call) -> Document:
    """GET /{id}: one article, in the wrapper of a list."""
    row = call.world.article(call.shelf, call.path["id"])
    return single(call, row, asked(call, one=True))


def by_external_id(call: Call) -> Document:
    """GET /external/{id}: one article by its external id."""
    key = call.path["id"]
    for row in call.shelf.articles.values():
        if row.external_id == key:
            return single(call, row, asked(call, one=True))
    raise missing(GET_ARTICLE, "article with the external id", key)


def create(call: Call) -> Document:
    """POST: a new article."""
    body = call.object(CREATE_ARTICLE)
    draft = rules.read_new(call.world, call.shelf, body)
    return article(call.world, call.shelf, applying.create(_change(call), draft))


def create_list(call: Call) -> None:
    """POST /list: new articles, all of them or none."""
    drafts: list[rules.NewArticle] = []
    for place, body in _bodies(call, CREATE_ARTICLE):
        taken = frozenset(row.key for row in drafts)
        try:
            drafts.append(rules.read_new(call.world, call.shelf, body, taken))
        except Refused as refusal:
            raise refusal.within(place, body.get("articleId")) from None
    for draft in drafts:
        applying.create(_change(call), draft)


def update(call: Call) -> Document:
    """PUT /{id}: changes of one article."""
    row = call.world.article(call.shelf, call.path["id"], UPDATE_ARTICLE)
    changes = rules.read(_target(call, row), call.object(UPDATE_ARTICLE))
    shown = Shown(
        batch_sort=asked(call, one=True).batch_sort, batches_down=asked(call, one=True).batches_down
    )
    applying.apply(_change(call), row, changes)
    return article(call.world, call.shelf, row, shown)


def update_list(call: Call) -> None:
    """PUT /list: changes of at most 100 articles, all of them or none."""
    checked: list[tuple[Article, rules.Changes]] = []
    for place, body in _bodies(call, UPDATE_ARTICLE):
        key = body.get("articleId")
        try:
            name = reading.a_name(key, "articleId", UPDATE_ARTICLE)
            row = call.world.article(call.shelf, name, UPDATE_ARTICLE)
            checked.append((row, rules.read(_target(call, row), body)))
        except Refused as refusal:
            raise refusal.within(place, key) from None
    for row, changes in checked:
        applying.apply(_change(call), row, changes)


def _bodies(call: Call, code: int) -> list[tuple[str, dict[str, object]]]:
    """The articles of a list request: wrapped, bare, or the single one that the document shows."""
    given = call.json(code)
    if reading.is_object(given):
        given = given.get("articles", [given])
    rows = reading.a_list(given, "articles", code)
    if len(rows) > MAX_LIST:
        raise Refused(code, f"At most {MAX_LIST} articles per request", "articles", len(rows))
    names = [f"articles[{place}]" for place in range(len(rows))]
    return [
        (name, reading.an_object(row, name, code)) for name, row in zip(names, rows, strict=True)
    ]


def delete(call: Call) -> None:
    """DELETE /{id}: one article."""
    _deletable(call, {call.path["id"]})
    applying.remove(_change(call), call.path["id"])


def delete_list(call: Call) -> None:
    """PUT /bulk/delete: at most 100 articles, all of them or none."""
    keys = article_ids(call.object(DELETE_ARTICLE).get("articles"), DELETE_ARTICLE)
    _deletable(call, set(keys))
    for key in dict.fromkeys(keys):
        applying.remove(_change(call), key)


def _deletable(call: Call, keys: set[str]) -> None:
    unknown = sorted(keys - call.shelf.articles.keys())
    if unknown:
        message = f"No article {', '.join(unknown)}"
        raise Refused(DELETE_ARTICLE, message, "articles", unknown, status=404)
    for row in call.shelf.articles.values():
        used = {part.article_id for part in row.parts} & keys
        if used and row.article_id not in keys:
            message = f"{', '.join(sorted(used))} is part of the bundle {row.article_id}"
            raise Refused(DELETE_ARTICLE, message, "articles", sorted(used))


def article_ids(value: object, code: int) -> list[str]:
    """The ids of a bulk request: texts, or objects with an id; at most 100."""
    keys: list[str] = []
    rows = reading.a_list(value, "articles", code)
    if not rows or len(rows) > MAX_LIST:
        raise Refused(code, f"From 1 to {MAX_LIST} articles per request", "articles", len(rows))
    for place, row in enumerate(rows):
        key = row.get("articleId", row.get("id")) if reading.is_object(row) else row
        keys.append(reading.a_name(key, f"articles[{place}]", code))
    return keys


def _change(call: Call) -> Change:
    return Change(call.world, call.shelf, call.query.get("reason"))


def _target(call: Call, row: Article) -> rules.Target:
    return rules.Target(
        call.world, call.shelf, row.article_id, row.bundled, UPDATE_ARTICLE, article=row
    )
