"""Members of an article that hold a list: parts, custom fields, links, tags, supplier articles."""

from __future__ import annotations

import re
from decimal import Decimal

import msgspec

from workbench.sandbox.lagerkoll import reading
from workbench.sandbox.lagerkoll.model import (
    ONE,
    Article,
    CustomField,
    Link,
    Offer,
    Part,
    Supplier,
    Tag,
)
from workbench.sandbox.lagerkoll.refused import Refused
from workbench.sandbox.lagerkoll.world import Shelf, World, day_of

FIELD_TYPES = (
    "String", "Number", "Int", "Long", "Float", "Double", "Boolean", "Date", "Json", "JsonArray",
    "Email", "Double Boolean",
)  # fmt: skip
"""Types of custom fields; the last is how the document prints two of them."""

LINK_TYPES = ("unknown", "webpage", "image", "document", "lagerkoll_document")
ARTICLE_TYPES = ("Stock", "Service")

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def _rows(value: object, name: str, code: int) -> list[tuple[str, dict[str, object]]]:
    rows = reading.a_list(value, name, code)
    places = [f"{name}[{place}]" for place in range(len(rows))]
    return [
        (place, reading.an_object(row, place, code))
        for place, row in zip(places, rows, strict=True)
    ]


def parts(shelf: Shelf, value: object, key: str, code: int) -> list[Part]:
    """The parts of a bundle; each must exist in the store."""
    found: list[Part] = []
    for place, row in _rows(value, "parts", code):
        of = reading.a_name(row.get("articleId"), f"{place}.articleId", code)
        article = shelf.articles.get(of)
        if article is None or of == key:
            raise Refused(code, f"{of} cannot be a part", f"{place}.articleId", of)
        kind = row.get("type", article.type)
        found.append(
            Part(
                of,
                reading.a_share(row.get("amount"), f"{place}.amount", code),
                reading.a_choice(kind, f"{place}.type", code, ARTICLE_TYPES),
            )
        )
    return found


def custom_fields(
    world: World, value: object, code: int, *, new: bool, name: str = "customFields"
) -> list[CustomField]:
    """Custom fields whose values fit their types and, where the template lists them, its values."""
    template = {row.name: row for row in world.fields_template}
    found: dict[str, CustomField] = {}
    for place, row in _rows(value, name, code):
        title = reading.a_name(row.get("name"), f"{place}.name", code)
        known = template.get(title)
        kind = row.get("type", None if new or known is None else known.type)
        kind = reading.a_choice(kind, f"{place}.type", code, FIELD_TYPES)
        given = row.get("value")
        text = None if given is None else reading.a_text(given, f"{place}.value", code)
        if new and text is None:
            raise Refused(code, f"{place}.value must be given", f"{place}.value")
        field = CustomField(title, kind, text, [] if known is None else known.valid_values)
        if text and not _fits(field):
            raise Refused(code, f"{text!r} is no {kind} for {title}", f"{place}.value", text)
        if title in found:
            raise Refused(code, f"{title} stands twice", f"{place}.name", title)
        found[title] = field
    return list(found.values())


def with_template(world: World, fields: list[CustomField]) -> list[CustomField]:
    """The fields with those of the template that are not among them."""
    names = {row.name for row in fields}
    return [*fields, *(row for row in world.fields_template if row.name not in names)]


def _fits(field: CustomField) -> bool:
    if field.valid_values and field.value not in {row.value for row in field.valid_values}:
        return False
    text = field.value or ""
    if field.type in {"Number", "Int", "Long", "Float", "Double"}:
        try:
            number = reading.a_number(text, "", 0)
        except Refused:
            return False
        return field.type not in {"Int", "Long"} or number == number.to_integral_value()
    if field.type == "Boolean":
        return text in {"true", "false"}
    if field.type == "Email":
        return _EMAIL.fullmatch(text) is not None
    if field.type == "Date":
        return _is_day(text)
    return field.type not in {"Json", "JsonArray"} or _is_json(text, field.type)


def _is_day(text: str) -> bool:
    try:
        day_of(text, "", 0)
    except Refused:
        return False
    return True


def _is_json(text: str, kind: str) -> bool:
    try:
        value = msgspec.json.decode(text)
    except msgspec.DecodeError:
        return False
    return kind == "Json" or isinstance(value, list)


def links(value: object, code: int) -> list[Link]:
    """Links with their documented types."""
    return [
        Link(
            reading.a_name(row.get("name"), f"{place}.name", code),
            reading.a_name(row.get("url"), f"{place}.url", code),
            reading.a_choice(row.get("type"), f"{place}.type", code, LINK_TYPES),
        )
        for place, row in _rows(value, "links", code)
    ]


def tags(world: World, value: object, code: int) -> list[Tag]:
    """Tags: with an id one that exists, without one a new one, which still has the id 0."""
    found: list[Tag] = []
    for place, row in _rows(value, "tags", code):
        if row.get("id") is None:
            name = reading.a_name(row.get("name"), f"{place}.name", code)
            desc = reading.a_text(row.get("desc") or "", f"{place}.desc", code)
            found.append(Tag(0, name, desc))
            continue
        number = reading.an_id(row["id"], f"{place}.id", code)
        if number not in world.tags:
            raise Refused(code, f"No tag {number}", f"{place}.id", number)
        found.append(world.tags[number])
    return found


def kept_tags(world: World, rows: list[Tag]) -> list[int]:
    """The ids of tags, the new ones of them made now."""
    numbers: list[int] = []
    for row in rows:
        tag = row
        if tag.id == 0:
            tag = Tag(world.number(), row.name, row.desc)
            world.tags[tag.id] = tag
            world.note("tag.created", tag.id, name=tag.name)
        if tag.id not in numbers:
            numbers.append(tag.id)
    return numbers


def supplier(world: World, row: dict[str, object], code: int, prefix: str = "") -> Supplier | None:
    """The supplier that `supplier` or else `supplierName` points to."""
    if row.get("supplier") is not None:
        number = reading.an_id(row["supplier"], f"{prefix}supplier", code)
        if number not in world.suppliers:
            raise Refused(code, f"No supplier {number}", f"{prefix}supplier", number)
        return world.suppliers[number]
    if row.get("supplierName") is None:
        return None
    name = reading.a_text(row["supplierName"], f"{prefix}supplierName", code)
    found = world.supplier_named(name)
    if found is None:
        raise Refused(code, f"No supplier {name}", f"{prefix}supplierName", name)
    return found


def offers(world: World, shelf: Shelf, value: object, code: int) -> list[Offer]:
    """Supplier articles; currency and rate default to the supplier's, else the store's and 1."""
    found: list[Offer] = []
    for place, row in _rows(value, "supplierArticles", code):
        of = supplier(world, row, code, f"{place}.")
        amounts: dict[str, Decimal | None] = {}
        for name in ("supplierBuyPrice", "supplierBuyPriceShipment", "supplierBuyPriceMisc",
                     "supplierBuyRate"):  # fmt: skip
            given = row.get(name)
            field = f"{place}.{name}"
            amounts[name] = None if given is None else reading.an_amount(given, field, code)
        number, currency = row.get("supplierArticleId"), row.get("supplierBuyCurrency")
        field = f"{place}.supplierArticleId"
        rate = amounts["supplierBuyRate"]
        found.append(
            Offer(
                None if of is None else of.id,
                None if number is None else reading.a_text(number, field, code),
                amounts["supplierBuyPrice"],
                amounts["supplierBuyPriceShipment"],
                amounts["supplierBuyPriceMisc"],
                reading.a_text(currency, f"{place}.supplierBuyCurrency", code)
                if currency not in {None, "Store currency"}
                else (shelf.store.currency if of is None else of.currency),
                rate if rate is not None else (ONE if of is None else of.rate),
            )
        )
    return found


def main_offer(article: Article, rows: list[Offer]) -> Offer | None:
    """The entry of the article's own supplier, which stands in the article itself."""
    if article.supplier is None:
        return None
    return next((row for row in rows if row.supplier == article.supplier), None)
