"""The state of the warehouse, and the effects that requests have on it.

One object holds everything, so that a test can build it small, look into it and throw it away.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from workbench.sandbox.lagerkoll.model import (
    Article,
    Category,
    CustomField,
    Export,
    ImportTemplate,
    Order,
    PriceList,
    Store,
    Supplier,
    Tag,
    Unit,
)
from workbench.sandbox.lagerkoll.refused import GET_ARTICLE, Refused, missing

GROUP = 192005
"""The storegroup."""

DAY = 86_400_000
"""Milliseconds of a day."""

USER_ID = 4238
USER_NAME = "Anna Lind"


@dataclass(slots=True)
class Shelf:
    """One store with its articles."""

    store: Store
    articles: dict[str, Article] = field(default_factory=dict)


@dataclass(slots=True)
class World:
    """Everything the service knows.

    `omitted` says what becomes of members that a PUT leaves out, which the document leaves open:
    `kept` or `cleared`. `effects` are those of the request being served; the ledger takes them.
    """

    wall: Callable[[], float]
    shelves: dict[int, Shelf] = field(default_factory=dict)
    suppliers: dict[int, Supplier] = field(default_factory=dict)
    categories: dict[str, Category] = field(default_factory=dict)
    units: dict[int, Unit] = field(default_factory=dict)
    tags: dict[int, Tag] = field(default_factory=dict)
    pricelists: dict[int, PriceList] = field(default_factory=dict)
    fields_template: list[CustomField] = field(default_factory=list)
    import_templates: dict[int, ImportTemplate] = field(default_factory=dict)
    exports: list[Export] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    effects: list[dict[str, object]] = field(default_factory=list)
    omitted: str = "kept"
    export_seconds: float = 2.0
    numbers: int = 100_000
    serials: int = 0

    def now(self) -> int:
        """The moment, in milliseconds since 1970."""
        return round(self.wall() * 1000)

    def today(self) -> int:
        """The start of the day, in milliseconds since 1970 (UTC)."""
        return self.now() // DAY * DAY

    def number(self) -> int:
        """A new id."""
        self.numbers += 1
        return self.numbers

    def note(self, kind: str, subject: object, **about: object) -> None:
        """Says that something changed."""
        self.effects.append({"kind": kind, "subject": subject, **about})

    def article(self, shelf: Shelf, key: str, code: int = GET_ARTICLE) -> Article:
        """The article of a store; refused with `code` when there is none."""
        found = shelf.articles.get(key)
        if found is None:
            raise missing(code, "article", key)
        return found

    def touch(self, article: Article) -> None:
        """Moves the time of the last change."""
        article.changed = self.now()

    def category(self, name: str) -> Category:
        """The category of a name, made when it is new."""
        found = self.categories.get(name)
        if found is None:
            found = Category(self.number(), name, self.now())
            self.categories[name] = found
            self.note("category.created", name)
        return found

    def unit_named(self, name: str) -> Unit:
        """The unit of a name, made when it is new."""
        for unit in self.units.values():
            if unit.name == name:
                return unit
        unit = Unit(name, None, self.number())
        self.units[unit.id] = unit
        self.note("unit.created", name)
        return unit

    def supplier_named(self, name: str) -> Supplier | None:
        """The supplier of a name."""
        return next((row for row in self.suppliers.values() if row.name == name), None)

    def standard_list(self) -> PriceList:
        """The price list that `price` belongs to."""
        return next(iter(self.pricelists.values()))

    def open_order(self, shelf: Shelf, key: str) -> Order | None:
        """The purchase order row that waits for an article."""
        for order in self.orders:
            if (order.store_id, order.article_id) == (shelf.store.store_id, key):
                return order
        return None


def day_of(text: str, name: str, code: int) -> int:
    """The start of a day written as yyyy-MM-dd or in milliseconds, in milliseconds (UTC)."""
    if text.isascii() and text.isdigit() and 8 < len(text) < 15:
        return int(text) // DAY * DAY
    try:
        moment = datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        raise Refused(code, f"{name} must be a date as yyyy-MM-dd", name, text) from None
    return round(moment.timestamp() * 1000)


def day_text(moment: int) -> str:
    """A day as yyyy-MM-dd."""
    return datetime.fromtimestamp(moment / 1000, UTC).strftime("%Y-%m-%d")
