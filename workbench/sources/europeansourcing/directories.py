"""The short tables: categories, suppliers, profiles, brands, marking types, deletions, access."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

import msgspec

from workbench.core.queries import Filter, Input, Part, PartKind, Query
from workbench.core.texts import mark
from workbench.core.times import now, read_date
from workbench.sources.europeansourcing.client import EuropeanSourcingClient
from workbench.sources.europeansourcing.languages import language_of
from workbench.sources.europeansourcing.records import directory_fields as fields
from workbench.sources.europeansourcing.records import lists
from workbench.sources.leaves import identity
from workbench.sources.lists import directory

DAYS_BACK: Final = 30
"""How far back deletions are listed where no day is asked for."""


def _id(record: Any) -> str:  # noqa: ANN401 - of any list
    return identity(record.id)


def _access_key(record: lists.AccessRecord) -> str:
    """One profile may stand there once for each brand or category it is narrowed to."""
    parts = (record.supplier_profile_id, record.brand_id, record.category_id)
    return "/".join(identity(part) for part in parts).rstrip("/")


async def _categories(client: EuropeanSourcingClient, query: Query) -> Sequence[msgspec.Raw]:
    return await client.categories.categories(language_of(query.language))


async def _suppliers(client: EuropeanSourcingClient, _query: Query) -> Sequence[msgspec.Raw]:
    return await client.suppliers.suppliers()


async def _profiles(client: EuropeanSourcingClient, _query: Query) -> Sequence[msgspec.Raw]:
    return await client.profiles.supplier_profiles()


async def _brands(client: EuropeanSourcingClient, _query: Query) -> Sequence[msgspec.Raw]:
    return await client.brands.brands()


async def _types(client: EuropeanSourcingClient, query: Query) -> Sequence[msgspec.Raw]:
    return await client.markings.marking_types(language_of(query.language))


async def _deleted(client: EuropeanSourcingClient, query: Query) -> Sequence[msgspec.Raw]:
    asked = read_date(query.value("date", ""))
    oldest = (now() - timedelta(days=DAYS_BACK)).date()
    day = asked if asked is not None and hasattr(asked, "isoformat") else oldest
    return await client.products.deleted_products(day.isoformat())  # type: ignore[union-attr]


async def _access(client: EuropeanSourcingClient, _query: Query) -> Sequence[msgspec.Raw] | None:
    return (await client.tokens.token_infos()).supplier_profile_infos


CATEGORIES: Final = directory(
    "categories", (mark("Categories"), mark("Category")), "list-tree", fields.CATEGORIES,
    lists.CATEGORIES, _id, _categories, languages=True,
)  # fmt: skip
SUPPLIERS: Final = directory(
    "suppliers", (mark("Suppliers"), mark("Supplier")), "building-2", fields.SUPPLIERS,
    lists.SUPPLIERS, _id, _suppliers,
)  # fmt: skip
PROFILES: Final = directory(
    "supplier_profiles", (mark("Supplier profiles"), mark("Supplier profile")), "map-pin",
    fields.PROFILES, lists.PROFILES, _id, _profiles,
)  # fmt: skip
BRANDS: Final = directory(
    "brands", (mark("Brands"), mark("Brand")), "tag", fields.BRANDS, lists.BRANDS, _id, _brands,
)  # fmt: skip
MARKING_TYPES: Final = directory(
    "marking_types", (mark("Marking techniques"), mark("Marking technique")), "stamp",
    fields.TYPES, lists.TYPES, identity, _types, languages=True,
)  # fmt: skip
DELETED: Final = directory(
    "deleted_products", (mark("Deleted products"), mark("Deleted product")), "trash-2",
    fields.DELETED, lists.DELETED, lambda record: identity(record.product_id), _deleted,
    filters=(
        Filter("date", mark("Deleted since"), (Part("", PartKind.TIME),), input=Input.DATES,
               group=mark("Dates"),
               help=mark("The day itself included; the last 30 days where none is given.")),
    ),
)  # fmt: skip
ACCESS: Final = directory(
    "token_infos", (mark("Access"), mark("Access")), "key-round", fields.ACCESS, lists.ACCESS,
    _access_key, _access,
)  # fmt: skip

DIRECTORIES: Final = (*(CATEGORIES, SUPPLIERS, PROFILES, BRANDS, MARKING_TYPES, DELETED, ACCESS),)
"""In the order of the rail."""
