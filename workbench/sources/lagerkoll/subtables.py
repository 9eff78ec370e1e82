"""Tables inside an article: what its document holds, and what is asked for when it is opened."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Final, TypeVar

import msgspec

from workbench.core.queries import Query
from workbench.core.sources import SubTable
from workbench.core.texts import mark
from workbench.sources.lagerkoll.asking import read_article
from workbench.sources.lagerkoll.client import LagerkollClient
from workbench.sources.lagerkoll.envelopes import Listing
from workbench.sources.lagerkoll.pages import Pick, read_whole
from workbench.sources.lagerkoll.records import part_fields as fields
from workbench.sources.lagerkoll.records import rows
from workbench.sources.lagerkoll.records.article import Article
from workbench.sources.lagerkoll.records.article_fields import FIELDS
from workbench.sources.leaves import identity
from workbench.sources.reading import Reader, read_all

T = TypeVar("T")
AskPage = Callable[[LagerkollClient, str, int], Awaitable[Listing]]

LIMIT: Final = 100
"""Rows of a page of these lists."""
OTHERS: Final = 20
"""Other articles of interest that are asked for."""
_OTHER_COLUMNS: Final = frozenset(
    {"number", "name", "ean", "price", "amount", "stock_place", "category", "supplier"}
)


def number_in(document: bytes) -> str:
    """Return the article number in a document, "" where it has none."""
    article, _odd = rows.ARTICLES.read(document)
    return identity(article.article_id) if article is not None else ""


def listed(raws: Sequence[msgspec.Raw]) -> bytes:
    """Return records as one document: a list of them."""
    return b"[" + b",".join(bytes(raw) for raw in raws) + b"]"


def _inside(read: Callable[[Article], Sequence[Any] | None]) -> Callable[..., Sequence[object]]:
    """Return a reader of rows that the article's own document holds."""

    def read_rows(document: bytes, _query: Query) -> Sequence[object]:
        article, _odd = rows.ARTICLES.read(document)
        return (read(article) or ()) if article is not None else ()

    return read_rows


def _loaded(reader: Reader[T]) -> Callable[..., Sequence[T]]:
    """Return a reader of rows out of a list that was asked for."""

    def read_rows(document: bytes, _query: Query) -> Sequence[T]:
        if not document.lstrip().startswith(b"["):
            return ()
        raws = msgspec.json.decode(document, type=list[msgspec.Raw])
        return [record for _raw, record in read_all(reader, raws)[0]]

    return read_rows


def _loader(
    ask: AskPage, pick: Pick, total: Callable[[Listing], object] | None = None
) -> Callable[..., Awaitable[bytes]]:
    """Return a `load` that reads every page of an article's list."""

    async def load(client: LagerkollClient, document: bytes, _query: Query) -> bytes:
        number = number_in(document)
        if not number:
            return b"[]"
        raws = await read_whole(lambda page: ask(client, number, page), pick, LIMIT, total)
        return listed(raws)

    return load


async def load_whole(client: LagerkollClient, document: bytes, _query: Query) -> bytes:
    """Return the article's own document with everything that lists may leave out.

    Raises:
        WbError: as the gateway names it.
    """
    answer = await read_article(client, number_in(document))
    found = answer.articles or ()
    return bytes(found[0]) if found else document


async def _load_others(client: LagerkollClient, document: bytes, _query: Query) -> bytes:
    answer = await client.articles.other_purchased(number_in(document), amount=OTHERS)
    return listed(answer.articles or ())


def _bundles(answer: Listing) -> Sequence[msgspec.Raw] | None:
    """The document's own example holds batches in place of the documented bundles."""
    return answer.bundles or answer.articles or answer.batches


PARTS: Final = SubTable(
    "parts", mark("Parts"), fields.PARTS, _inside(lambda each: each.parts), load_whole
)
PRICES: Final = SubTable(
    "prices", mark("Prices"), fields.PRICES, _inside(lambda each: each.prices), load_whole
)
SUPPLIERS: Final = SubTable(
    "supplier_articles",
    mark("Suppliers"),
    fields.SUPPLIERS,
    _inside(lambda each: each.supplier_articles),
)
CUSTOM: Final = SubTable(
    "custom_fields", mark("Custom fields"), fields.CUSTOM, _inside(lambda each: each.custom_fields)
)
TAGS: Final = SubTable("tags", mark("Tags"), fields.TAGS, _inside(lambda each: each.tags))
LINKS: Final = SubTable("links", mark("Links"), fields.LINKS, _inside(lambda each: each.links))
UNITS: Final = SubTable(
    "article_units",
    mark("Units"),
    fields.UNITS,
    _loaded(rows.ARTICLE_UNITS),
    _loader(
        lambda client, number, _page: client.article_units.article_units(number),
        lambda answer: answer.units,
        lambda answer: len(answer.units or ()),
    ),
)
BATCHES: Final = SubTable(
    "batches",
    mark("Batches"),
    fields.batch_fields("batches"),
    _loaded(rows.BATCHES),
    _loader(
        lambda client, number, page: client.batches.batches_of_article(
            number, page=page, limit=LIMIT
        ),
        lambda answer: answer.batches,
        lambda answer: answer.total_batches,
    ),
)
SERIALS: Final = SubTable(
    "serial_numbers",
    mark("Serial numbers"),
    fields.batch_fields("serialNumbers"),
    _loaded(rows.BATCHES),
    _loader(
        lambda client, number, page: client.batches.serial_numbers_of_article(
            number, page=page, limit=LIMIT
        ),
        lambda answer: answer.serial_numbers,
        lambda answer: answer.total_serial_numbers,
    ),
)
FIFO: Final = SubTable(
    "fifo",
    mark("FIFO"),
    fields.FIFO,
    _loaded(rows.FIFOS),
    _loader(
        lambda client, number, page: client.fifo.article_fifo(number, page=page, limit=LIMIT),
        lambda answer: answer.fifos,
        lambda answer: answer.fifo_count,
    ),
)
HISTORY: Final = SubTable(
    "history",
    mark("Events"),
    fields.HISTORY,
    _loaded(rows.EVENTS),
    _loader(
        lambda client, number, page: client.articles.article_history(
            number, page=page, limit=LIMIT
        ),
        lambda answer: answer.history,
        lambda answer: answer.history_count,
    ),
    chart="times",
    plotted=(("new_count", "new_reserved"), ("new_price", "new_cost")),
)
WHERE_USED: Final = SubTable(
    "bundles",
    mark("Where used"),
    fields.BUNDLES,
    _loaded(rows.BUNDLES),
    _loader(
        lambda client, number, page: client.articles.bundles_with_part(
            number, page=page, limit=LIMIT
        ),
        _bundles,
    ),
)
OTHER_PURCHASED: Final = SubTable(
    "other_purchased",
    mark("Bought with it"),
    tuple(field for field in FIELDS if field.id in _OTHER_COLUMNS),
    _loaded(rows.ARTICLES),
    _load_others,
)

OF_ARTICLE: Final = (
    *(PRICES, SUPPLIERS, BATCHES, SERIALS, HISTORY, FIFO, PARTS, WHERE_USED, UNITS),
    *(CUSTOM, TAGS, LINKS, OTHER_PURCHASED),
)
"""In the order of the dock."""
