"""Pages of a search and batches of a scroll as rows (Search API, Export API).

They are read in a thread: a batch of products is a megabyte, and the window goes on meanwhile.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Sequence
from typing import Any, Final

import msgspec

from workbench.core.errors import ErrorCode, Sent, WbError
from workbench.core.pages import Page
from workbench.core.queries import Query
from workbench.core.texts import tr
from workbench.core.times import now
from workbench.sources.europeansourcing import wire
from workbench.sources.europeansourcing.client import EuropeanSourcingClient
from workbench.sources.europeansourcing.envelopes import (
    Pagination,
    SearchAnswer,
    pagination_of,
)
from workbench.sources.europeansourcing.facets import facets_of
from workbench.sources.europeansourcing.records.product import Product, VariantRow
from workbench.sources.europeansourcing.records.values import shown_variant
from workbench.sources.leaves import count, identity
from workbench.sources.reading import Reader, read_all

Rows = Callable[[Product], Sequence[tuple[str, Any]]]

PRODUCTS: Final = Reader(Product)
_ENDED: Final = frozenset({ErrorCode.NOT_FOUND, ErrorCode.REFUSED})


def product_of(document: bytes) -> Product | None:
    """Return the product of a document; None where it is none."""
    return PRODUCTS.read(document)[0]


def product_rows(product: Product) -> Sequence[tuple[str, Product]]:
    """Return the one row of a product, under its id; none where it has no id."""
    key = identity(product.id)
    return ((key, product),) if key else ()


def variant_rows(product: Product) -> Sequence[tuple[str, VariantRow]]:
    """Return a row for each variant of a product, under the variant's id."""
    shown = shown_variant(product)
    return [
        (key, VariantRow(product, variant, shown))
        for variant in product.variants or ()
        if (key := identity(variant.id))
    ]


async def search_page(
    client: EuropeanSourcingClient, query: Query, cursor: str, rows: Rows
) -> tuple[Page, Pagination | None]:
    """Return one page of a search and where it stands; the cursor is the number of the page.

    Raises:
        WbError: as the gateway names it; code INPUT where a filter is not complete.
    """
    number = int(cursor or 1)
    answer = await client.search.search(wire.search_body(query, number))
    page, products = await asyncio.to_thread(page_of, answer, rows)
    if number == 1:
        page.facets = facets_of(answer.aggregations, products)
    place = pagination_of(answer)
    page.cursor = _next_page(number, place, page)
    return page, place


def _next_page(number: int, place: Pagination | None, page: Page) -> str:
    if not page.documents:
        return ""
    if place is None:
        return str(number + 1) if len(page.documents) >= wire.PAGE_LIMIT else ""
    following = count(place.next)
    return str(following) if following is not None and following > number else ""


async def scroll_batch(
    client: EuropeanSourcingClient, query: Query, cursor: str, rows: Rows
) -> Page:
    """Return one batch of everything that matches; the scroll ends with an empty batch.

    The cursor holds the newest scroll id and a mark of the batch before, so that a service that
    repeats itself cannot be read for ever.

    Raises:
        WbError: code SCROLL where the service no longer knows the scroll or repeats a batch.
    """
    mark, _, held = cursor.partition(" ")
    answer = await _batch(client, query, held)
    if not answer.products:
        return page_of(answer, rows)[0]
    seen = await asyncio.to_thread(_mark_of, answer.products)
    if seen == mark:
        raise _scroll_error(
            tr("The service sent the same batch twice."), "", detail=f"batch {seen}"
        )
    page, _products = await asyncio.to_thread(page_of, answer, rows)
    scroll_id = identity(answer.scroll_id) or held
    page.cursor = f"{seen} {scroll_id}" if scroll_id else ""
    return page


async def _batch(client: EuropeanSourcingClient, query: Query, held: str) -> SearchAnswer:
    if not held:
        return await client.search.scroll(wire.scroll_body(query))
    try:
        return await client.search.scroll({"scroll_id": held})
    except WbError as error:
        if error.code in _ENDED:
            raise _scroll_error(
                tr("The service no longer knows how far “Load all” had come."),
                error.service_code,
                detail=error.sentence,
                status=error.status,
            ) from error
        raise


def _scroll_error(sentence: str, code: str, *, detail: str, status: int = 0) -> WbError:
    return WbError(
        ErrorCode.SCROLL,
        sentence,
        tr("Start “Load all” again; the rows read so far stay."),
        operation="scroll",
        service_code=code,
        status=status,
        sent=Sent.YES,
        detail=detail,
    )


def _mark_of(products: Sequence[msgspec.Raw]) -> str:
    digest = hashlib.blake2b(digest_size=8)
    for raw in products:
        digest.update(raw)
    return digest.hexdigest()


def page_of(answer: SearchAnswer, rows: Rows) -> tuple[Page, list[Product]]:
    """Return the rows of an answer; repeated keys and products without an id are left out."""
    read, warnings = read_all(PRODUCTS, answer.products or ())
    named = [(document, product) for document, product in read if identity(product.id)]
    lost = len(read) - len(named)
    if lost:
        warnings += (tr("{count} products have no id and are not shown.", count=lost),)
    found: dict[str, tuple[Any, int]] = {}
    for place, (_document, product) in enumerate(named):
        for key, record in rows(product):
            found.setdefault(key, (record, place))
    page = Page(
        rows=[record for record, _place in found.values()],
        keys=list(found),
        documents=[document for document, _product in named],
        document_keys=[identity(product.id) for _document, product in named],
        document_of=[place for _record, place in found.values()],
        fetched_at=now(),
        warnings=warnings,
    )
    return page, [product for _document, product in named]
