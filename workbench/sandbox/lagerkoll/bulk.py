"""PUT /bulk: one member of many articles set to one value, or sales prices raised together."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from workbench.sandbox.lagerkoll import applying, documents, reading, rules, stock
from workbench.sandbox.lagerkoll.articles import article_ids
from workbench.sandbox.lagerkoll.calls import Call
from workbench.sandbox.lagerkoll.documents import Document
from workbench.sandbox.lagerkoll.model import ZERO, Article
from workbench.sandbox.lagerkoll.refused import UPDATE_ARTICLE, Refused
from workbench.sandbox.lagerkoll.routes import Entry
from workbench.sandbox.lagerkoll.stock import Change

TYPES = ("SET", "PERCENTAGE", "PROFIT")

FIELDS = frozenset(rules.PLAIN) | {"vat", "vatAccount", "supplier", "supplierName",
                                   "supplierBuyPrice", "amount"}  # fmt: skip
"""Members that can be set in bulk, besides `price`."""

_CENT = Decimal("0.01")


def entries() -> list[Entry]:
    """The operations of this module."""
    return [("PUT", "articles/bulk", update)]


def update(call: Call) -> Document:
    """PUT /bulk; refused whole, naming every article that stands in the way."""
    body = call.object(UPDATE_ARTICLE)
    field = reading.a_name(body.get("field"), "field", UPDATE_ARTICLE)
    value = reading.a_text(body.get("value"), "value", UPDATE_ARTICLE)
    kind = reading.a_choice(body.get("type") or "SET", "type", UPDATE_ARTICLE, TYPES)
    rows = _articles(call, body)
    if field == "price":
        number = _pricelist(call, body)
        _set_prices(call, rows, number, value, kind)
        values = [_list_price(call, row, number) for row in rows]
    elif kind != "SET":
        raise Refused(UPDATE_ARTICLE, f"{kind} is only valid for sales prices", "type", kind)
    else:
        number = None
        _set_field(call, rows, field, value)
        values = [_value(call, row, field) for row in rows]
    return {
        "field": field,
        "pricelistId": number,
        "articles": [
            {"articleId": row.article_id, "value": None if each is None else str(each)}
            for row, each in zip(rows, values, strict=True)
        ],
    }


def _articles(call: Call, body: dict[str, object]) -> list[Article]:
    keys = list(dict.fromkeys(article_ids(body.get("articles"), UPDATE_ARTICLE)))
    unknown = [key for key in keys if key not in call.shelf.articles]
    if unknown:
        message = f"No article {', '.join(unknown)}"
        raise Refused(UPDATE_ARTICLE, message, "articles", unknown, status=404)
    return [call.shelf.articles[key] for key in keys]


def _pricelist(call: Call, body: dict[str, object]) -> int:
    given = body.get("pricelistId")
    if given is None:
        return call.world.standard_list().id
    number = reading.an_id(given, "pricelistId", UPDATE_ARTICLE)
    if number not in call.world.pricelists:
        raise Refused(UPDATE_ARTICLE, f"No price list {number}", "pricelistId", number)
    return number


def _list_price(call: Call, row: Article, number: int) -> Decimal | None:
    if number == call.world.standard_list().id:
        return row.price
    return row.list_prices.get((number, ZERO))


def _set_prices(call: Call, rows: list[Article], number: int, value: str, kind: str) -> None:
    share = reading.a_number(value, "value", UPDATE_ARTICLE)
    if kind == "SET":
        share = reading.an_amount(value, "value", UPDATE_ARTICLE)
    prices = [_new_price(call, row, number, share, kind) for row in rows]
    without = [row.article_id for row, price in zip(rows, prices, strict=True) if price is None]
    if without:
        message = f"No price to start from: {', '.join(without)}"
        raise Refused(UPDATE_ARTICLE, message, "articles", without)
    change = Change(call.world, call.shelf, call.query.get("reason"))
    for row, price in zip(rows, prices, strict=True):
        stock.set_price(change, row, number, price)


def _new_price(call: Call, row: Article, number: int, share: Decimal, kind: str) -> Decimal | None:
    """The price of a list after the change; None where there is nothing to reckon from."""
    if kind == "SET":
        return share
    base = _list_price(call, row, number)
    if kind == "PROFIT":
        bought = row.buy_price
        base = None if bought is None else bought * documents.rate(call.world, row)
        if base is not None:
            base /= call.world.pricelists[number].rate
    if base is None:
        return None
    return (base * (1 + share / 100)).quantize(_CENT, ROUND_HALF_UP)


def _set_field(call: Call, rows: list[Article], field: str, value: str) -> None:
    if field not in FIELDS:
        raise Refused(UPDATE_ARTICLE, f"{field} cannot be updated in bulk", "field", field)
    checked: list[tuple[Article, rules.Changes]] = []
    for row in rows:
        target = rules.Target(
            call.world, call.shelf, row.article_id, row.bundled, UPDATE_ARTICLE, article=row
        )
        try:
            checked.append((row, rules.read(target, {field: value}, partial=True)))
        except Refused as refusal:
            raise Refused(
                UPDATE_ARTICLE, f"{row.article_id}: {refusal.message}", "value", row.article_id
            ) from None
    change = Change(call.world, call.shelf, call.query.get("reason"))
    for row, changes in checked:
        applying.apply(change, row, changes)


def _value(call: Call, row: Article, field: str) -> object:
    value = documents.article(call.world, call.shelf, row).get(field)
    return str(value).lower() if isinstance(value, bool) else value
