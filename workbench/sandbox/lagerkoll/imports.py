"""Operations that import articles from files by a template, and those on the templates.

A file is taken whole or not at all; the first row that does not fit is named. The tests read the
first data row and answer with what it would set.
"""

from __future__ import annotations

from decimal import Decimal

from workbench.sandbox.lagerkoll import applying, members, reading, rules, stock, templates
from workbench.sandbox.lagerkoll.calls import Call, page_of
from workbench.sandbox.lagerkoll.documents import Document
from workbench.sandbox.lagerkoll.model import Article, ImportTemplate
from workbench.sandbox.lagerkoll.refused import (
    ADD_TEMPLATE,
    DELETE_TEMPLATE,
    GET_TEMPLATE,
    IMPORT,
    UPDATE_TEMPLATE,
    Refused,
    missing,
)
from workbench.sandbox.lagerkoll.routes import Entry
from workbench.sandbox.lagerkoll.stock import Change
from workbench.sandbox.lagerkoll.uploads import Rows, cell, rows_of, uploaded
from workbench.sandbox.lagerkoll.world import GROUP

_RENAMED = {
    "isActive": "active", "isBundled": "bundled", "isStock": "stock",
    "isWebshopArticle": "webshopArticle", "buyPrice": "supplierBuyPrice",
    "buyPriceShipment": "supplierBuyPriceShipment", "buyPriceMisc": "supplierBuyPriceMisc",
    "supplier": "supplierName",
}  # fmt: skip
_FLAGS = frozenset({"active", "bundled", "stock", "webshopArticle"})
_YES = {"1": "true", "0": "false", "ja": "true", "nej": "false"}
_IGNORED = frozenset({"rate", "buyPriceCurrency", "tags"})


def entries() -> list[Entry]:
    """The operations of this module."""
    base = "articles/import"
    return [
        ("GET", f"{base}/templates", listed_templates),
        ("GET", f"{base}/template/{{id}}", template),
        ("POST", f"{base}/template", add_template),
        ("PUT", f"{base}/template/{{id}}", update_template),
        ("DELETE", f"{base}/template/{{id}}", delete_template),
        ("POST", f"{base}/{{template_id}}", import_articles),
        ("POST", f"{base}/test/{{template_id}}", test_articles),
    ]


def listed_templates(call: Call) -> Document:
    """GET /import/templates: a page of templates (document: ArticleImportTemplateResponse)."""
    query = call.text("query").casefold().strip()
    rows = [row for row in call.world.import_templates.values() if query in row.name.casefold()]
    page = page_of(call, 50)
    about = page.about(len(rows)) | {"importTemplateCount": len(rows)}
    return about | {"importTemplates": list(page.cut(rows))}


def template(call: Call) -> ImportTemplate:
    """GET /import/template/{id}: one template."""
    return _template(call, "id", GET_TEMPLATE)


def add_template(call: Call) -> ImportTemplate:
    """POST /import/template: a new template."""
    row = _read_template(call, call.world.number(), ADD_TEMPLATE)
    call.world.import_templates[row.id] = row
    call.world.note("template.created", row.id)
    return row


def update_template(call: Call) -> ImportTemplate:
    """PUT /import/template/{id}: a template as a whole."""
    number = _template(call, "id", UPDATE_TEMPLATE).id
    row = _read_template(call, number, UPDATE_TEMPLATE)
    call.world.import_templates[number] = row
    call.world.note("template.changed", number)
    return row


def delete_template(call: Call) -> None:
    """DELETE import/template/{id}: a template."""
    number = _template(call, "id", DELETE_TEMPLATE).id
    del call.world.import_templates[number]
    call.world.note("template.deleted", number)


def _template(call: Call, name: str, code: int) -> ImportTemplate:
    number = call.path_id(name, code)
    found = call.world.import_templates.get(number)
    if found is None:
        raise missing(code, "import template", number)
    return found


def _read_template(call: Call, number: int, code: int) -> ImportTemplate:
    body = call.object(code)
    name = reading.a_name(body.get("name"), "name", code)
    kind = reading.a_text(body.get("type") or "article", "type", code)
    return ImportTemplate(number, name, GROUP, kind, templates.checked(body.get("data"), code))


def import_articles(call: Call) -> None:
    """POST /import/{template_id}: articles made or changed.

    `update_only` passes over rows of new articles; `register_delivery` adds the amounts to stock.
    """
    update_only = call.flag("update_only", False)
    delivery = call.flag("register_delivery", False)
    checked: dict[str, tuple[Article | None, rules.Changes | rules.NewArticle]] = {}
    prices: list[tuple[str, dict[int, Decimal]]] = []
    for number, row in _data(call, _template(call, "template_id", IMPORT)):
        try:
            body, listed = _body(call, row, _template(call, "template_id", IMPORT))
            key = str(body["articleId"])
            known = call.shelf.articles.get(key)
            if known is None and update_only:
                continue
            if delivery and known is not None and "amount" in body:
                more = reading.an_amount(body["amount"], "amount", IMPORT)
                body["amount"] = known.available + more
            checked[key] = (known, _checked(call, body, known))
            prices.append((key, listed))
        except Refused as refusal:
            raise at_row(refusal, number) from None
    _apply(call, checked, prices, delivery=delivery)


def _checked(
    call: Call, body: dict[str, object], known: Article | None
) -> rules.Changes | rules.NewArticle:
    if known is None:
        return rules.read_new(call.world, call.shelf, body)
    target = rules.Target(
        call.world, call.shelf, known.article_id, known.bundled, IMPORT, article=known
    )
    return rules.read(target, body, partial=True)


def _apply(
    call: Call,
    checked: dict[str, tuple[Article | None, rules.Changes | rules.NewArticle]],
    prices: list[tuple[str, dict[int, Decimal]]],
    *,
    delivery: bool,
) -> None:
    change = Change(call.world, call.shelf, "Inleverans" if delivery else "Import")
    for known, changes in checked.values():
        if isinstance(changes, rules.NewArticle):
            applying.create(change, changes)
        elif known is not None:
            applying.apply(change, known, changes)
    for key, listed in prices:
        for number, price in listed.items():
            stock.set_price(change, call.shelf.articles[key], number, price)


def test_articles(call: Call) -> Document:
    """POST /import/test/{template_id}: what the first data row would set."""
    used = _template(call, "template_id", IMPORT)
    number, row = _data(call, used)[0]
    try:
        body, _prices = _body(call, row, used)
        _checked(call, body, call.shelf.articles.get(str(body["articleId"])))
    except Refused as refusal:
        raise at_row(refusal, number) from None
    return body


def _data(call: Call, used: ImportTemplate) -> list[tuple[int, list[str]]]:
    first = used.data.get("rowFirst")
    return numbered(rows_of(uploaded(call)), first if isinstance(first, int) and first else 1)


def numbered(rows: Rows, first: int) -> list[tuple[int, list[str]]]:
    """The data rows that hold anything, with their numbers in the file."""
    found = [(number, row) for number, row in enumerate(rows, 1) if number >= first and any(row)]
    if not found:
        raise Refused(IMPORT, "The file has no data rows", "file")
    return found


def at_row(refusal: Refused, number: int) -> Refused:
    """The same refusal, said of a row of the file."""
    row = Refused(IMPORT, f"Row {number}: {refusal.message}", refusal.field, refusal.data)
    return row.within(f"row[{number}]", number)


def _body(
    call: Call, row: list[str], used: ImportTemplate
) -> tuple[dict[str, object], dict[int, Decimal]]:
    """An article as the cells of a row say it, and its prices in other lists."""
    data = used.data
    key = cell(row, data.get("articleId"))
    if not key:
        raise Refused(IMPORT, "articleId must be given", "articleId")
    body: dict[str, object] = {"articleId": key}
    name = cell(row, data.get("articleName"))
    if name:
        body["name"] = name
    for member in templates.COLUMNS:
        text = _mapped(row, data.get(member))
        if text and member not in _IGNORED:
            wire = _RENAMED.get(member, member)
            body[wire] = _YES.get(text.casefold(), text.casefold()) if wire in _FLAGS else text
    tags = _mapped(row, data.get("tags"))
    if tags:
        body["tags"] = _tags(call, tags)
    fields = _fields(call, row, data, call.shelf.articles.get(key))
    if fields:
        body["customFields"] = fields
    return body, _list_prices(call, row, data, body)


def columns_of(used: ImportTemplate) -> list[tuple[str, str]]:
    """The columns of a template in their order: title, and the member of an article it feeds."""
    data = used.data
    own = [("articleId", "articleId"), ("articleName", "name")]
    own += [(name, _RENAMED.get(name, name)) for name in templates.COLUMNS]
    placed = [(_place(data.get(name)), name, wire) for name, wire in own]
    for kind in templates.MAPS:
        columns = data.get(kind)
        named = columns if reading.is_object(columns) else {}
        placed += [(_place(column), name, f"{kind}.{name}") for name, column in named.items()]
    return [(name, wire) for place, name, wire in sorted(placed) if place > 0]


def _place(column: object) -> int:
    number = column.get("column") if reading.is_object(column) else column
    return number if isinstance(number, int) else 0


def _mapped(row: list[str], column: object) -> str:
    if not reading.is_object(column):
        return ""
    return cell(row, column.get("column")) or str(column.get("defaultValue") or "")


def _tags(call: Call, text: str) -> list[Document]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    known = {row.name: row.id for row in call.world.tags.values()}
    return [{"id": known.get(name), "name": name, "desc": ""} for name in names]


def _fields(
    call: Call, row: list[str], data: dict[str, object], known: Article | None
) -> list[Document]:
    """All custom fields of the article, since a list replaces: those it has, with the row's."""
    columns = data.get("customFields")
    values = {
        name: _mapped(row, column)
        for name, column in (columns if reading.is_object(columns) else {}).items()
    }
    values = {name: text for name, text in values.items() if text}
    if not values:
        return []
    kept = members.with_template(call.world, [] if known is None else known.custom_fields)
    every = {field.name: (field.type, field.value or "") for field in kept}
    every |= {name: (every.get(name, ("String", ""))[0], text) for name, text in values.items()}
    return [{"name": name, "type": kind, "value": text} for name, (kind, text) in every.items()]


def _list_prices(
    call: Call, row: list[str], data: dict[str, object], body: dict[str, object]
) -> dict[int, Decimal]:
    columns = data.get("priceLists")
    prices: dict[int, Decimal] = {}
    for key, column in (columns if reading.is_object(columns) else {}).items():
        text = _mapped(row, column)
        number = reading.an_id(key, "priceLists", IMPORT)
        if number not in call.world.pricelists:
            raise Refused(IMPORT, f"No price list {key}", "priceLists", key)
        if text and number == call.world.standard_list().id:
            body["price"] = text
        elif text:
            prices[number] = reading.an_amount(text, f"priceLists.{key}", IMPORT)
    return prices
