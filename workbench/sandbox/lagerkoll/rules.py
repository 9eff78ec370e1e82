"""What a body changes in an article: every member checked before the first one is applied.

Members that the document marks as read only, or as writable with POST alone, are passed over.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from workbench.sandbox.lagerkoll import members, reading
from workbench.sandbox.lagerkoll.model import (
    Article,
    CustomField,
    Link,
    Offer,
    Part,
    Tag,
)
from workbench.sandbox.lagerkoll.refused import CREATE_ARTICLE, Refused
from workbench.sandbox.lagerkoll.world import Shelf, World

Reader = Callable[[object, str, int], object]

VAT_ACCOUNTS = {3001: Decimal(25), 3002: Decimal(12), 3003: Decimal(6), 3004: Decimal(0)}
"""Percent by account."""

BARCODE_TYPES = ("EAN", "CODE128", "QR", "UPC")

_NEEDED = object()


def _one_of(choices: tuple[str, ...]) -> Reader:
    return lambda value, name, code: reading.a_choice(value, name, code, choices)


PLAIN: dict[str, tuple[str, Reader, object]] = {
    "externalId": ("external_id", reading.a_text, None),
    "active": ("active", reading.a_flag, True),
    "name": ("name", reading.a_name, _NEEDED),
    "description": ("description", reading.a_text, None),
    "category": ("category", reading.a_name, "övrigt"),
    "barcode": ("barcode", reading.a_text, None),
    "barcodeType": ("barcode_type", _one_of(BARCODE_TYPES), "EAN"),
    "supplierArticleId": ("supplier_article_id", reading.a_text, None),
    "supplierAutomaticOrder": ("supplier_automatic_order", reading.a_flag, False),
    "supplierBuyPriceShipment": ("buy_shipment", reading.an_amount, None),
    "supplierBuyPriceMisc": ("buy_misc", reading.an_amount, None),
    "unit": ("unit", reading.a_name, "st"),
    "type": ("type", _one_of(members.ARTICLE_TYPES), _NEEDED),
    "stock": ("stock", reading.a_flag, True),
    "webshopArticle": ("webshop_article", reading.a_flag, False),
    "manufacturer": ("manufacturer", reading.a_text, None),
    "manufacturerArticleId": ("manufacturer_article_id", reading.a_text, None),
    "width": ("width", reading.an_amount, None),
    "height": ("height", reading.an_amount, None),
    "depth": ("depth", reading.an_amount, None),
    "weight": ("weight", reading.an_amount, None),
    "stockPlace": ("stock_place", reading.a_text, None),
    "stockWarning": ("stock_warning", reading.an_amount, None),
    "criticalLevel": ("critical_level", reading.an_amount, None),
    "orderLevel": ("order_level", reading.an_amount, None),
    "automaticOrder": ("automatic_order", reading.a_flag, False),
}
"""Members that are one value: where it is kept, how it is read, what null makes of it."""

_SUPPLIER = ("supplier", "supplierName", "supplierArticleId", "supplierAutomaticOrder",
             "supplierBuyPrice", "supplierBuyPriceShipment", "supplierBuyPriceMisc",
             "supplierArticles")  # fmt: skip


@dataclass(slots=True)
class Changes:
    """What a body changes; a member that is `None` stays, one in `set` is set even to None."""

    plain: dict[str, object] = field(default_factory=dict)
    set: dict[str, Decimal | int | None] = field(default_factory=dict)
    vat: tuple[Decimal, int | None] | None = None
    parts: list[Part] | None = None
    fields: list[CustomField] | None = None
    links: list[Link] | None = None
    tags: list[Tag] | None = None
    offers: list[Offer] | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """What a body is read for: an article of a store, and the code a refusal bears."""

    world: World
    shelf: Shelf
    key: str
    bundled: bool
    code: int
    article: Article | None = None

    @property
    def new(self) -> bool:
        """Whether the article is being made."""
        return self.article is None


def read(target: Target, given: dict[str, object], *, partial: bool = False) -> Changes:
    """The changes of a body; refused at the first member that does not fit.

    A `partial` body never clears what it leaves out.
    """
    body = dict(given)
    if not (target.new or partial) and target.world.omitted == "cleared":
        body = _cleared() | body
    if target.bundled:
        body = {name: value for name, value in body.items() if name not in _SUPPLIER}
    changes = Changes()
    _plain(target, body, changes)
    _vat(target, body, changes)
    _amounts(target, body, changes)
    _lists(target, body, changes)
    return changes


def _cleared() -> dict[str, object]:
    """The members that a body left out, as null or empty, where those are taken for nothing."""
    body: dict[str, object] = {
        name: None for name, (_at, _read, default) in PLAIN.items() if default is not _NEEDED
    }
    for name in ("price", "supplier", "supplierBuyPrice"):
        body[name] = None
    for name in ("customFields", "links", "tags", "supplierArticles"):
        body[name] = []
    return body


def _plain(target: Target, body: dict[str, object], changes: Changes) -> None:
    for name, (attribute, read_value, default) in PLAIN.items():
        if name not in body:
            if default is _NEEDED and target.new:
                raise Refused(target.code, f"{name} must be given", name)
            continue
        value = body[name]
        if value is None and default is _NEEDED:
            raise Refused(target.code, f"{name} must be given", name)
        changes.plain[attribute] = (
            default if value is None else read_value(value, name, target.code)
        )


def _vat(target: Target, body: dict[str, object], changes: Changes) -> None:
    account, vat = body.get("vatAccount"), body.get("vat")
    if account is not None:
        number = reading.an_id(account, "vatAccount", target.code)
        if number not in VAT_ACCOUNTS:
            raise Refused(target.code, f"No vat account {number}", "vatAccount", number)
        changes.vat = (VAT_ACCOUNTS[number], number)
    elif vat is not None:
        percent = reading.an_amount(vat, "vat", target.code)
        fitting = (row for row, share in VAT_ACCOUNTS.items() if share == percent)
        changes.vat = (percent, next(fitting, None))
    elif target.new:
        raise Refused(target.code, "vat must be given", "vat")


def _amounts(target: Target, body: dict[str, object], changes: Changes) -> None:
    for name in ("price", "supplierBuyPrice"):
        if name in body:
            value = body[name]
            changes.set[name] = (
                None if value is None else reading.an_amount(value, name, target.code)
            )
    if "supplier" in body or "supplierName" in body:
        found = members.supplier(target.world, body, target.code)
        changes.set["supplier"] = None if found is None else found.id
    kind = changes.plain.get("type", None if target.article is None else target.article.type)
    if body.get("amount") is not None and kind == "Stock":
        changes.set["amount"] = _amount(target, body["amount"])


def _amount(target: Target, value: object) -> Decimal:
    amount = reading.a_number(value, "amount", target.code)
    article = target.article
    if article is not None and article.tracked and amount != article.available:
        raise Refused(target.code, "This stock is kept by batch", "amount", str(amount))
    reserved = Decimal(0) if article is None else article.reserved
    if amount + reserved < 0:
        raise Refused(target.code, "Stock cannot be under 0", "amount", str(amount))
    return amount


def _lists(target: Target, body: dict[str, object], changes: Changes) -> None:
    world, code = target.world, target.code
    if body.get("parts"):
        if not target.bundled:
            raise Refused(code, "Only a bundle has parts", "parts")
        changes.parts = members.parts(target.shelf, body["parts"], target.key, code)
    elif body.get("parts") is not None:
        changes.parts = []
    if body.get("customFields") is not None:
        changes.fields = members.custom_fields(world, body["customFields"], code, new=target.new)
    if target.new:
        changes.fields = members.with_template(world, changes.fields or [])
    if body.get("links") is not None:
        changes.links = members.links(body["links"], code)
    if body.get("tags") is not None:
        changes.tags = members.tags(world, body["tags"], code)
    if body.get("supplierArticles") is not None:
        changes.offers = members.offers(world, target.shelf, body["supplierArticles"], code)


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An article that may be made."""

    key: str
    bundled: bool
    changes: Changes


def read_new(
    world: World, shelf: Shelf, body: dict[str, object], taken: frozenset[str] = frozenset()
) -> NewArticle:
    """The article that a body asks for; its id must be free in the store and not in `taken`."""
    key = reading.a_name(body.get("articleId"), "articleId", CREATE_ARTICLE)
    if key in shelf.articles or key in taken:
        raise Refused(CREATE_ARTICLE, f"Article {key} exists", "articleId", key)
    bundled = body.get("bundled")
    is_bundle = bundled is not None and reading.a_flag(bundled, "bundled", CREATE_ARTICLE)
    target = Target(world, shelf, key, is_bundle, CREATE_ARTICLE)
    return NewArticle(key, is_bundle, read(target, body))
