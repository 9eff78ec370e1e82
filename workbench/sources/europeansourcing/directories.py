"""The short tables: categories, suppliers, profiles, brands, marking types, deletions, access."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Any, Final, TypeVar

import msgspec

from workbench.core.pages import Page
from workbench.core.queries import Filter, Input, Part, PartKind, Query
from workbench.core.settings import Density
from workbench.core.sources import Face, Resource
from workbench.core.texts import mark
from workbench.core.times import now, read_date
from workbench.sources.europeansourcing.client import EuropeanSourcingClient
from workbench.sources.europeansourcing.languages import language_of
from workbench.sources.europeansourcing.records import directory_fields as fields
from workbench.sources.europeansourcing.records import lists
from workbench.sources.leaves import identity
from workbench.sources.lists import rows_reader, whole_page
from workbench.sources.reading import Reader

T = TypeVar("T")
Asked = Callable[[EuropeanSourcingClient, Query], Awaitable[Sequence[msgspec.Raw] | None]]

DAYS_BACK: Final = 30
"""How far back deletions are listed where no day is asked for."""


def _directory(
    identity_: str,
    titles: tuple[str, str],
    icon: str,
    columns: tuple[Any, ...],
    reader: Reader[T],
    key_of: Callable[[T], str],
    ask: Asked,
    *,
    filters: tuple[Filter, ...] = (),
    languages: bool = False,
) -> Resource:
    """Return a resource that one answer holds whole; its first two fields are its face."""

    async def search(client: EuropeanSourcingClient, query: Query, cursor: str) -> Page:  # noqa: ARG001
        return whole_page(reader, await ask(client, query), key_of)

    return Resource(
        id=identity_,
        title=titles[0],
        one=titles[1],
        icon=icon,
        fields=columns,
        rows_of=rows_reader(reader, key_of),
        search=search,
        face=Face(name=columns[0].id, subtitle=tuple(field.id for field in columns[1:2])),
        document=identity_,
        filters=filters,
        density=Density.COMPACT,
        languages=languages,
        local_only=True,
    )


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


CATEGORIES: Final = _directory(
    "categories", (mark("Categories"), mark("Category")), "list-tree", fields.CATEGORIES,
    lists.CATEGORIES, _id, _categories, languages=True,
)  # fmt: skip
SUPPLIERS: Final = _directory(
    "suppliers", (mark("Suppliers"), mark("Supplier")), "building-2", fields.SUPPLIERS,
    lists.SUPPLIERS, _id, _suppliers,
)  # fmt: skip
PROFILES: Final = _directory(
    "supplier_profiles", (mark("Supplier profiles"), mark("Supplier profile")), "map-pin",
    fields.PROFILES, lists.PROFILES, _id, _profiles,
)  # fmt: skip
BRANDS: Final = _directory(
    "brands", (mark("Brands"), mark("Brand")), "tag", fields.BRANDS, lists.BRANDS, _id, _brands,
)  # fmt: skip
MARKING_TYPES: Final = _directory(
    "marking_types", (mark("Marking techniques"), mark("Marking technique")), "stamp",
    fields.TYPES, lists.TYPES, identity, _types, languages=True,
)  # fmt: skip
DELETED: Final = _directory(
    "deleted_products", (mark("Deleted products"), mark("Deleted product")), "trash-2",
    fields.DELETED, lists.DELETED, lambda record: identity(record.product_id), _deleted,
    filters=(
        Filter("date", mark("Deleted since"), (Part("", PartKind.TIME),), input=Input.DATES,
               group=mark("Dates"),
               help=mark("The day itself included; the last 30 days where none is given.")),
    ),
)  # fmt: skip
ACCESS: Final = _directory(
    "token_infos", (mark("Access"), mark("Access")), "key-round", fields.ACCESS, lists.ACCESS,
    _access_key, _access,
)  # fmt: skip

DIRECTORIES: Final = (*(CATEGORIES, SUPPLIERS, PROFILES, BRANDS, MARKING_TYPES, DELETED, ACCESS),)
"""In the order of the rail."""
