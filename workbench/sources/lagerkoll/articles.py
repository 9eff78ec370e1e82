"""The table of articles: its pages, its rows, and what can be asked of it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from workbench.core.pages import Page
from workbench.core.pricepoints import price_history
from workbench.core.queries import Query
from workbench.core.settings import Density
from workbench.core.sources import Changes, Face, Resource
from workbench.core.texts import mark
from workbench.core.values import Coded
from workbench.sources.lagerkoll.asking import PAGE_LIMIT, ask, day_of
from workbench.sources.lagerkoll.client import LagerkollClient
from workbench.sources.lagerkoll.filters import FILTERS, SORTS
from workbench.sources.lagerkoll.offers import OFFERING
from workbench.sources.lagerkoll.pages import goes_on
from workbench.sources.lagerkoll.records.article import Article
from workbench.sources.lagerkoll.records.article_fields import FIELDS
from workbench.sources.lagerkoll.records.rows import ARTICLES
from workbench.sources.lagerkoll.saving.actions import ACTIONS
from workbench.sources.lagerkoll.saving.articles import SAVING
from workbench.sources.lagerkoll.subtables import OF_ARTICLE
from workbench.sources.leaves import count, identity
from workbench.sources.lists import rows_reader, whole_page


def number_of(article: Article) -> str:
    """Return the row key of an article: its number."""
    return identity(article.article_id)


async def search_articles(client: LagerkollClient, query: Query, cursor: str) -> Page:
    """Return a page of articles; the cursor is the number of the page, from 0.

    Raises:
        WbError: as the gateway names it; code INPUT for filters that cannot stand together.
    """
    answer, more = await ask(client, query, cursor)
    page = await asyncio.to_thread(whole_page, ARTICLES, answer.articles, number_of)
    number, total = int(cursor or 0), count(answer.articles_count)
    alone = query.value("id", "include") is not None
    page.total = None if alone else total
    rows = len(answer.articles or ())
    on = more if alone else goes_on(answer, number, PAGE_LIMIT, rows, total=total)
    page.cursor = str(number + 1) if on else ""
    day = day_of(query)
    if day:  # An article as it was must not stand in the cache in place of the present one.
        page.document_keys = [f"{key}@{day}" for key in page.keys]
    return page


async def scan_articles(client: LagerkollClient, query: Query, cursor: str) -> Page:
    """Return a page of everything that matches, by number, behind what somebody waits for.

    Raises:
        WbError: as `search_articles`.
    """
    steady = msgspec.structs.replace(query, sort="art", descending=False)
    return await search_articles(client.in_background(), steady, cursor)


def references_of(article: Article) -> Sequence[str]:
    """Return every number and code that an article is known by."""

    def known() -> Iterator[object]:
        yield from (article.article_id, article.barcode, article.external_id)
        yield from (article.manufacturer_article_id, article.supplier_article_id)
        yield from (each.supplier_article_id for each in article.supplier_articles or ())

    return tuple(dict.fromkeys(filter(None, map(identity, known()))))


async def complete(client: LagerkollClient, text: str) -> Sequence[Coded]:
    """Return the articles that the service completes a text to: number and name.

    Raises:
        WbError: as the gateway names it.
    """
    answer = await client.articles.complete_articles(query=text or None)
    found = (ARTICLES.read(bytes(raw))[0] for raw in answer.articles or ())
    articles = [article for article in found if article is not None and number_of(article)]
    return [Coded(number_of(each), identity(each.name) or number_of(each)) for each in articles]


ARTICLE_TABLE: Final = Resource(
    id="articles",
    title=mark("Articles"),
    one=mark("Article"),
    icon="package",
    fields=(*FIELDS, price_history(mark("Prices"))),
    rows_of=rows_reader(ARTICLES, number_of),
    search=search_articles,
    face=Face(name="name", subtitle=("number", "supplier")),
    document="article",
    scan=scan_articles,
    filters=FILTERS,
    sorts=SORTS,
    text_filter="query",
    subtables=OF_ARTICLE,
    changes=Changes(since=("since", "")),
    list_filter=("id",),
    key_filter="id",
    keys_a_request=1,
    references=references_of,
    density=Density.COMPACT,
    saving=SAVING,
    actions=ACTIONS,
    offering=OFFERING,
    complete=complete,
)
"""Every article of the store."""
