"""The state of the company's account, and the effects that requests have on it.

One object holds everything, so that a test can build it small, look into it and throw it away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from workbench.sandbox.etim.refused import Refused, incorrect
from workbench.sandbox.etim.release import Release

ZONE = ZoneInfo("Europe/Warsaw")
"""All times of the service are local ones of this zone (document: "24-hour Central European Time").
"""

LANGUAGES = ("pl", "en", "de", "sv", "fr")
USER = "anna"

Document = dict[str, object]

PARTS: dict[str, str] = {
    "overallInformation": "general",
    "etimDescription": "etim",
    "orderInformation": "order",
    "packingInformation": "packing",
    "priceInformation": "price",
    "attachments": "attachments",
    "attributes": "attributes",
    "lca": "lca",
    "additionalTechnicalDescription": "additionalTechnical",
    "seo": "seo",
    "www": "www",
    "relatedProducts": "relatedProducts",
    "relationsByAttribute": "relationsByAttribute",
    "categories": "categories",
    "labels": "labels",
}
"""Members of a product that can be written, and their name in `lastModifiedDateByType`."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """When, as `YYYY-MM-DD HH:MM:SS`, and by whom."""

    date: str
    user: str


@dataclass(slots=True)
class Product:
    """A product: its document as it can be written, and what the service keeps about it."""

    id: str
    document: Document
    created: Stamp
    changed: Stamp
    parts: dict[str, Stamp] = field(default_factory=dict)
    figures: dict[str, object] | None = None
    """Completeness, computed when it is first asked for and dropped by every change."""

    def part(self, name: str) -> Document:
        """A member that is an object; empty when the product has none."""
        return an_object(self.document.get(name))

    def overall(self, name: str) -> object:
        """A member of `overallInformation`, or None."""
        return self.part("overallInformation").get(name)


@dataclass(slots=True)
class Trigger:
    """A synchronization that can be run: what it does and how it ends."""

    identifier: str
    source: str
    seconds: float
    products: int
    failure: str = ""


@dataclass(slots=True)
class Run:
    """A synchronization that was run; `done` once its changes were made."""

    progress_id: str
    trigger: Trigger
    started: float
    done: bool = False
    modified: int = 0


@dataclass(slots=True)
class Waiting:
    """Identifiers that the next notification names, in the order of the changes."""

    new: dict[str, None] = field(default_factory=dict)
    modified: dict[str, None] = field(default_factory=dict)
    deleted: dict[str, None] = field(default_factory=dict)

    def clear(self) -> None:
        """Forgets all."""
        for names in (self.new, self.modified, self.deleted):
            names.clear()


@dataclass(slots=True)
class World:
    """Everything the service knows.

    `omitted` says what becomes of members that a PUT with `existing=replace` leaves out, which the
    document leaves open: `erased`, or `kept`. `effects` are those of the request being served.
    """

    wall: Callable[[], float]
    release: Release
    products: dict[str, Product] = field(default_factory=dict)
    lists: dict[str, dict[str, Document]] = field(default_factory=dict)
    trees: dict[str, Document] = field(default_factory=dict)
    mask: frozenset[str] = frozenset()
    triggers: dict[str, Trigger] = field(default_factory=dict)
    runs: dict[str, Run] = field(default_factory=dict)
    waiting: Waiting = field(default_factory=Waiting)
    effects: list[Document] = field(default_factory=list)
    omitted: Literal["erased", "kept"] = "erased"
    product_limit: int = 5000
    address: str = ""

    def now(self) -> str:
        """The moment as the service writes it."""
        return self.at(self.wall())

    def at(self, moment: float) -> str:
        """A moment, in seconds since 1970, as the service writes it."""
        return datetime.fromtimestamp(moment, ZONE).strftime("%Y-%m-%d %H:%M:%S")

    def note(self, kind: str, subject: object, **about: object) -> None:
        """Says that something changed."""
        self.effects.append({"kind": kind, "subject": subject, **about})

    def touch(self, product: Product, parts: Iterable[str]) -> None:
        """Moves the times of the last change; `parts` are members of the document."""
        stamp = Stamp(self.now(), USER)
        product.changed = stamp
        product.parts.update({PARTS[part]: stamp for part in parts})
        product.figures = None
        if product.id not in self.waiting.new:
            self.waiting.modified[product.id] = None

    def forget_figures(self) -> None:
        """Has all completeness computed anew: what is asked for has changed."""
        for product in self.products.values():
            product.figures = None

    def of_supplier(self, identifier: str) -> dict[str, Product]:
        """Products of a supplier by its own number; refused when there is no such supplier."""
        if identifier not in self.lists["suppliers"]:
            raise Refused(incorrect("as-supplier"))
        found: dict[str, Product] = {}
        for product in self.products.values():
            number = product.overall("supplierPid")
            if product.overall("supplier") == identifier and isinstance(number, str):
                found.setdefault(number, product)
        return found


def an_object(value: object) -> Document:
    """A value that should be an object; PHP writes an empty one as a list."""
    return value if isinstance(value, dict) else {}


def a_list(value: object) -> list[object]:
    """A value that should be a list; a single text counts as one."""
    if isinstance(value, list):
        return value
    return [value] if isinstance(value, str) and value else []


def texts(value: object) -> list[str]:
    """The texts of a list."""
    return [row for row in a_list(value) if isinstance(row, str)]


def is_empty(value: object) -> bool:
    """Whether a value says nothing: no text, an empty list, an object of empty values."""
    if isinstance(value, dict):
        return all(map(is_empty, value.values()))
    if isinstance(value, list):
        return all(map(is_empty, value))
    return value is None or value == ""
