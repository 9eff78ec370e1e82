"""The search handlers once more, written from the document over whole JSON documents."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import httpx

Product = dict[str, Any]
Predicate = Callable[[Product], bool]


async def scrolled(client: httpx.AsyncClient, first: dict[str, Any]) -> list[Product]:
    rows: list[Product] = []
    body = first
    while True:
        answer = await client.post("search/scroll", json=body)
        assert answer.status_code == 200, answer.text
        decoded = answer.json()
        if not decoded["products"]:
            return rows
        rows += decoded["products"]
        body = {"scroll_id": decoded["scroll_id"]}


def plain(text: str) -> str:
    marks = unicodedata.normalize("NFKD", text.casefold())
    return "".join(mark for mark in marks if not unicodedata.combining(mark))


def moment(text: str) -> datetime:
    if len(text) == 19:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    return datetime.fromisoformat(text)


@dataclass
class Oracle:
    products: list[Product]
    parents: dict[str, str | None]

    @classmethod
    async def read(cls, client: httpx.AsyncClient, lang: str = "en") -> Oracle:
        products = await scrolled(client, {"lang": lang, "limit": 50})
        wanted = ["id", "variants.id", "variants.variant_markings"]
        marked = await scrolled(client, {"lang": lang, "include_fields": wanted})
        for product, markings in zip(products, marked, strict=True):
            product["markings"] = [
                row for variant in markings["variants"] for row in variant["variant_markings"]
            ]
        categories = (await client.get(f"categories/{lang}")).json()
        parents = {
            str(row["id"]): None if row["parent"] is None else str(row["parent"])
            for row in categories
        }
        return cls(products, parents)

    def ids(self, predicate: Predicate) -> set[int]:
        return {product["id"] for product in self.products if predicate(product)}

    def category_ids(self, product: Product) -> set[str]:
        found: set[str] = set()
        for category in product["categories"]:
            step: str | None = str(category["id"])
            while step is not None:
                found.add(step)
                step = self.parents[step]
        return found


def variants(product: Product) -> list[dict[str, Any]]:
    return product["variants"]


def attribute_ids(product: Product) -> set[str]:
    rows = [row for variant in variants(product) for row in variant["attributes"]]
    above = [step for row in rows for step in row["hierarchy"] or []]
    return {str(row["id"]) for row in [*rows, *above]}


def technique_ids(product: Product) -> set[str]:
    rows = [row["marking"] for row in product["markings"]]
    return {row["id"] for row in rows} | {step["id"] for row in rows for step in row["hierarchy"]}


def profiles(product: Product) -> list[dict[str, Any]]:
    return [row for variant in variants(product) for row in variant["supplier_profiles"]]


def prices(product: Product, quantity: float | None) -> list[Decimal]:
    return [
        Decimal(str(row["calculation_value"]))
        for variant in variants(product)
        for row in variant["variant_prices"] or []
        if quantity is None
        or (
            row["from_quantity"] <= quantity
            and (row["to_quantity"] is None or quantity < row["to_quantity"] + 1)
        )
    ]


def priced(least: str | None, most: str | None, quantity: float | None = None) -> Predicate:
    def predicate(product: Product) -> bool:
        found = prices(product, quantity)
        if not found:
            return False
        low = min(found)
        return (least is None or low >= Decimal(least)) and (most is None or low <= Decimal(most))

    return predicate


def text(product: Product) -> str:
    parts = [product["supplier_base_reference"], product["internal_reference"]]
    parts += [row["full_hierarchy_name"] for row in product["categories"]]
    if product["brand"]:
        parts.append(product["brand"]["name"])
    for variant in variants(product):
        parts += [variant["name"], variant["description"], variant["supplier_reference"]]
        parts += [row["full_hierarchy_value"] for row in variant["attributes"]]
    return plain("\n".join(parts))


def says(words: str) -> Predicate:
    wanted = plain(words).split()
    return lambda product: all(word in text(product) for word in wanted)


def references(product: Product, *names: str) -> set[str]:
    found = {product[name] for name in names if name in product}
    for variant in variants(product):
        if "supplier_reference" in names:
            found.add(variant["supplier_reference"])
        if "variant_reference" in names:
            found.add(variant["internal_reference"])
    return found


def like(part: str, *names: str) -> Predicate:
    low = part.lower()
    return lambda product: any(low in found.lower() for found in references(product, *names))


def exact(wanted: list[str], *names: str) -> Predicate:
    return lambda product: bool(references(product, *names) & set(wanted))


def without(predicate: Predicate) -> Predicate:
    return lambda product: not predicate(product)
