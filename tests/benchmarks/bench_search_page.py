"""One large page of a search read into typed rows, beside json and pandas' json_normalize."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator

import msgspec

from tests.benchmarks.harness import Result, Scale, best_of, faster
from tests.sources import kit
from workbench.net.requests import Request
from workbench.sources.europeansourcing.envelopes import SearchAnswer
from workbench.sources.europeansourcing.fetching import page_of, product_rows

PRODUCTS = 52
SIZE = 24_000
"""Bytes of one product: 52 of them make a page of 1.25 MB."""
PAGES = 8
TARGET = 25.0


def body() -> bytes:
    """Return an answer of products whose documents are nearest to the usual size."""
    _service, sender = kit.europeansourcing()
    query = msgspec.json.encode({"lang": "en", "limit": 400, "search_handlers": []})
    request = Request("search", "POST", "/api/v1.1/search", body=query)
    answer = asyncio.run(sender.send(request)).body
    documents = msgspec.json.decode(answer, type=SearchAnswer).products or []
    chosen = sorted(documents, key=lambda document: abs(len(bytes(document)) - SIZE))[:PRODUCTS]
    place = {"next": 2, "total_items": 48_907, "total_variant": 312_544}
    return msgspec.json.encode({"pagination": place, "products": chosen, "aggregations": []})


def ours(page: bytes) -> object:
    """Read the page as a search does: rows, keys and the documents they came from."""
    answer = msgspec.json.decode(page, type=SearchAnswer, strict=False)
    return page_of(answer, product_rows)


def theirs(page: bytes) -> object:
    """Read the page into frames with what the first columns show: colours and prices included."""
    import pandas as pd

    products = json.loads(page)["products"]
    owner = {"meta": ["id", ["variants", "id"]], "meta_prefix": "of."}
    return (
        pd.json_normalize(products),
        pd.json_normalize(products, "variants", meta=["id"], record_prefix="variant."),
        pd.json_normalize(products, ["variants", "variant_prices"], **owner),
        pd.json_normalize(products, ["variants", "attributes"], **owner),
    )


def _one_by_one(read: Callable[[bytes], object], page: bytes) -> None:
    """Read some pages, each dropped once it is read, as a table keeps its columns alone."""
    for _ in range(PAGES):
        read(page)


def search_page(_scale: Scale) -> Iterator[Result]:
    """Read the pages of one search both ways."""
    page = body()
    size = f"{len(page) / 1e6:.2f} MB"
    mine = best_of(lambda: _one_by_one(ours, page), times=15) / PAGES
    baseline = best_of(lambda: _one_by_one(theirs, page), times=3) / PAGES
    yield faster("search page", size, mine, "json_normalize", baseline, at_least=TARGET)
