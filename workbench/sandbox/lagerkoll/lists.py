"""Lists that articles point to: units, categories, suppliers, price lists, stores, tags, fields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from workbench.sandbox.lagerkoll import members, reading
from workbench.sandbox.lagerkoll.calls import Call, page_of
from workbench.sandbox.lagerkoll.documents import Document
from workbench.sandbox.lagerkoll.model import CustomField, PriceList, Supplier, Tag
from workbench.sandbox.lagerkoll.refused import (
    COMMON,
    GET_SUPPLIER,
    UPDATE_FIELDS_TEMPLATE,
    Refused,
    missing,
)
from workbench.sandbox.lagerkoll.routes import Entry
from workbench.sandbox.lagerkoll.stock import Change

RETENTION = 84
"""Months: the seven years that Swedish bookkeeping is kept."""

ORGANISATION = ("Gåvor & Profil i Malmö AB", "556677-8899")


def entries() -> list[Entry]:
    """The operations of this module."""
    return [
        ("GET", "units", units),
        ("GET", "categories", categories),
        ("GET", "suppliers", suppliers),
        ("GET", "suppliers/{id}", supplier),
        ("GET", "prices/lists", price_lists),
        ("GET", "stores", stores),
        ("GET", "stores/retention", retention),
        ("GET", "articles/tags", tags),
        ("POST", "articles/tag", add_tag),
        ("GET", "articles/stockplaces", stock_places),
        ("GET", "articles/customfields_template", fields_template),
        ("PUT", "articles/customfields_template", set_fields_template),
        ("GET", "articles/customfields", other_fields),
        ("DELETE", "articles/customfields/{name}", delete_field),
        ("GET", "articles/fields/{articleFields}", setting_fields),
    ]


def _named(text: str | None, query: str) -> bool:
    return query.casefold().strip() in (text or "").casefold()


def units(call: Call) -> Document:
    """GET units/: the units, all of them unless a later `since` is named."""
    rows = [] if call.number("since", 0) > call.world.now() else list(call.world.units.values())
    return {"units": rows, "since": call.world.now()}


def categories(call: Call) -> Document:
    """GET categories/: the categories with their numbers of articles."""
    counts = Counter(row.category for row in call.shelf.articles.values())
    since, query = call.number("since", 0), call.text("query")
    rows = [
        {"id": row.id, "name": row.name, "articles": counts[row.name]}
        for row in call.world.categories.values()
        if row.changed >= since and _named(row.name, query)
    ]
    return {"categories": rows, "since": call.world.now()}


def suppliers(call: Call) -> Document:
    """GET suppliers/: a page of suppliers, by name unless asked otherwise."""
    since, query = call.number("since", 0), call.text("query")
    rows = [
        row
        for row in call.world.suppliers.values()
        if row.changed >= since and _named(f"{row.name} {row.city}", query)
    ]
    if call.query.get("article"):
        of = call.world.article(call.shelf, call.text("article"), GET_SUPPLIER)
        wanted = {of.supplier, *(offer.supplier for offer in of.offers)}
        rows = [row for row in rows if row.id in wanted]
    if call.flag("open_orders", False):
        rows = [row for row in rows if _open_orders(call, row)]
    column = call.choice("sort_column", "name", ("name", "id", "city", "country"))
    down = call.choice("order", "asc", ("asc", "desc")) == "desc"
    keys: dict[str, Callable[[Supplier], str]] = {
        "name": lambda row: row.name.casefold(),
        "id": lambda row: f"{row.id:012}",
        "city": lambda row: row.city.casefold(),
        "country": lambda row: row.country,
    }
    rows.sort(key=keys[column], reverse=down)
    page = page_of(call, 100)
    return page.about(len(rows)) | {
        "suppliersCount": len(rows),
        "since": call.world.now(),
        "suppliers": [_supplier(call, row) for row in page.cut(rows)],
    }


def supplier(call: Call) -> Document:
    """GET suppliers/{id}: one supplier."""
    number = call.path_id("id", GET_SUPPLIER)
    found = call.world.suppliers.get(number)
    if found is None:
        raise missing(GET_SUPPLIER, "supplier", number)
    return _supplier(call, found)


def _supplier(call: Call, row: Supplier) -> Document:
    return {
        "id": row.id,
        "supplierExternalId": row.external_id,
        "name": row.name,
        "currency": row.currency,
        "rate": row.rate,
        "buyPriceShipment": None,
        "buyPriceMisc": None,
        "language": "sv" if row.country == "SE" else "en",
        "country": row.country,
        "city": row.city,
        "street": row.street,
        "automaticOrder": row.automatic,
        "openOrders": _open_orders(call, row),
    }


def _open_orders(call: Call, row: Supplier) -> int:
    store = call.shelf.store.store_id
    orders = call.world.orders
    return sum(order.supplier_id == row.id and order.store_id == store for order in orders)


def price_lists(call: Call) -> Document:
    """GET prices/lists: a page of price lists."""
    query = call.text("query")
    rows = [
        row for row in call.world.pricelists.values() if _named(f"{row.code} {row.name}", query)
    ]
    column = call.choice("sort_column", "code", ("id", "code", "name", "currency"))
    keys: dict[str, Callable[[PriceList], str]] = {
        "id": lambda row: f"{row.id:012}",
        "code": lambda row: row.code,
        "name": lambda row: row.name,
        "currency": lambda row: row.currency,
    }
    rows.sort(key=keys[column], reverse=call.choice("order", "asc", ("asc", "desc")) == "desc")
    page = page_of(call, 25)
    about = page.about(len(rows)) | {"pricelistsCount": len(rows)}
    return about | {"pricelists": list(page.cut(rows))}


def stores(call: Call) -> Document:
    """GET stores/: the stores of the storegroup."""
    name, number = ORGANISATION
    rows = [shelf.store for shelf in call.world.shelves.values()]
    return {"orgName": name, "orgNumber": number, "stores": rows}


def retention(_call: Call) -> Document:
    """GET stores/retention: how many months data is kept; no document shows this answer."""
    return {"retention": RETENTION}


def tags(call: Call) -> Document:
    """GET /tags: a page of the storegroup's tags (document: CustomerTagResponse)."""
    query = call.text("query")
    rows = [row for row in call.world.tags.values() if _named(f"{row.name} {row.desc}", query)]
    page = page_of(call, 50)
    return page.about(len(rows)) | {"projectsCount": len(rows), "tags": list(page.cut(rows))}


def add_tag(call: Call) -> Tag:
    """POST /tag: a new tag; an id that is given must be free."""
    body = call.object()
    name = reading.a_name(body.get("name"), "name", COMMON)
    desc = reading.a_text(body.get("desc"), "desc", COMMON)
    external = body.get("externalId")
    given = body.get("id")
    number = call.world.number() if given is None else reading.an_id(given, "id", COMMON)
    if number in call.world.tags or number < 1:
        raise Refused(COMMON, f"The id {number} cannot be taken", "id", number)
    tag = Tag(number, name, desc)
    tag.external_id = None if external is None else reading.a_text(external, "externalId", COMMON)
    call.world.tags[number] = tag
    call.world.note("tag.created", number, name=name)
    return tag


def stock_places(call: Call) -> Document:
    """GET /stockplaces: places with their numbers of articles."""
    counts = Counter(row.stock_place for row in call.shelf.articles.values() if row.stock_place)
    rows = [{"stockplace": place, "articles": count} for place, count in sorted(counts.items())]
    return {"stockplaces": rows}


def fields_template(call: Call) -> Document:
    """GET /customfields_template: the fields that new articles get."""
    query = call.text("query")
    return {"fields": [row for row in call.world.fields_template if _named(row.name, query)]}


def set_fields_template(call: Call) -> Document:
    """PUT /customfields_template: with `update_articles`, articles get the fields they lack."""
    world = call.world
    given = call.object(UPDATE_FIELDS_TEMPLATE).get("fields")
    rows = members.custom_fields(world, given, UPDATE_FIELDS_TEMPLATE, new=False, name="fields")
    update = call.flag("update_articles", False)
    world.fields_template = rows
    world.note("customfields_template", len(rows))
    if update:
        for shelf in world.shelves.values():
            change = Change(world, shelf)
            for article in shelf.articles.values():
                fields = members.with_template(world, article.custom_fields)
                if len(fields) > len(article.custom_fields):
                    old, article.custom_fields = article.custom_fields, fields
                    change.note(article, "customFields", old, fields)
    return {"fields": rows}


def other_fields(call: Call) -> Document:
    """GET /customfields: fields of articles that the template does not have."""
    known = {row.name for row in call.world.fields_template}
    query = call.text("query")
    found: dict[str, CustomField] = {}
    for article in call.shelf.articles.values():
        for row in article.custom_fields:
            if row.name not in known and _named(row.name, query):
                found.setdefault(row.name, CustomField(row.name, row.type, None))
    return {"fields": list(page_of(call, 50).cut(sorted(found.values(), key=lambda row: row.name)))}


def delete_field(call: Call) -> None:
    """DELETE customfields/{name}: takes a field out of the template and of all articles."""
    name, world = call.path["name"], call.world
    template = [row for row in world.fields_template if row.name != name]
    found = len(template) < len(world.fields_template)
    world.fields_template = template
    for shelf in world.shelves.values():
        change = Change(world, shelf)
        for article in shelf.articles.values():
            kept = [row for row in article.custom_fields if row.name != name]
            if len(kept) < len(article.custom_fields):
                found = True
                old, article.custom_fields = article.custom_fields, kept
                change.note(article, "customFields", old, kept)
    if not found:
        raise missing(UPDATE_FIELDS_TEMPLATE, "custom field", name)
    world.note("customfield.deleted", name)


def setting_fields(call: Call) -> Document:
    """GET /fields/{articleFields}: names of fields for delivery notes and order confirmations."""
    wanted = call.path["articleFields"]
    own = ["articleId", "name", "description", "barcode", "unit", "stockPlace", "manufacturer"]
    named = [row.name for row in call.world.fields_template]
    every = [*own, *named]
    return {"fields": every if wanted == "articleFields" else [
        name for name in every if name in wanted.split(",")] or every}  # fmt: skip
