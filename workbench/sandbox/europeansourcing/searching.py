"""One search: its request read and checked, its products found and put in order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.sandbox.europeansourcing import query, values
from workbench.sandbox.europeansourcing.attributes import attribute_lineage
from workbench.sandbox.europeansourcing.handlers import matching
from workbench.sandbox.europeansourcing.index import Index
from workbench.sandbox.europeansourcing.words import LANGUAGES, text_language

SORTS = ("relevance", "price", "last_indexed_at", "updated_at", "cycle")
DEFAULT_LIMIT = 52

_MEMBERS = frozenset(
    {
        "lang", "page", "offset", "limit", "sort_field", "sort_direction", "include_fields",
        "exclude_fields", "include_aggregations", "enable_aggregations", "search_handlers",
        "one_variant", "include_total_variants",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Request:
    """A search request as the document describes it, checked and with its defaults."""

    language: int
    offset: int
    limit: int
    sort: str
    descending: bool
    include: list[str]
    exclude: list[str]
    aggregations: list[str] | None
    handlers: list[object]
    one_variant: bool
    total_variants: bool


def language_of(value: object) -> int:
    """The text language of a documented language code; any other is refused with 400."""
    if value not in LANGUAGES:
        raise values.bad("lang must be one of " + ", ".join(LANGUAGES))
    return text_language(str(value))


def read(body: dict[str, object]) -> Request:
    """A search request from its body; what the document does not allow is refused with 400."""
    given = {name: value for name, value in body.items() if value is not None}
    unknown = sorted(set(given) - _MEMBERS)
    if unknown:
        raise values.bad(f"unknown member {unknown[0]}")
    limit = values.an_integer(given.get("limit", DEFAULT_LIMIT), "limit", 1)
    sort = given.get("sort_field", "relevance")
    if sort not in SORTS:
        raise values.bad("sort_field must be one of " + ", ".join(SORTS))
    return Request(
        language=language_of(given.get("lang")),
        offset=_offset(given, limit),
        limit=limit,
        sort=str(sort),
        descending=_descending(given, str(sort)),
        include=values.texts(given.get("include_fields"), "include_fields"),
        exclude=values.texts(given.get("exclude_fields"), "exclude_fields"),
        aggregations=_aggregations(given),
        handlers=values.a_list(given.get("search_handlers"), "search_handlers"),
        one_variant=values.a_flag(given.get("one_variant", False), "one_variant"),
        total_variants=values.a_flag(
            given.get("include_total_variants", False), "include_total_variants"
        ),
    )


def _offset(given: dict[str, object], limit: int) -> int:
    if "page" in given and "offset" in given:
        raise values.bad("choose page or offset, not both")
    if "offset" in given:
        return values.an_integer(given["offset"], "offset", 0)
    return (values.an_integer(given.get("page", 1), "page", 1) - 1) * limit


def _descending(given: dict[str, object], sort: str) -> bool:
    direction = given.get("sort_direction", "desc" if sort == "relevance" else "asc")
    if direction not in {"asc", "desc"}:
        raise values.bad("sort_direction must be asc or desc")
    return direction == "desc"


def _aggregations(given: dict[str, object]) -> list[str] | None:
    named = values.texts(given.get("include_aggregations"), "include_aggregations")
    enabled = values.a_flag(given.get("enable_aggregations", True), "enable_aggregations")
    return named if named or enabled else None


def found(index: Index, request: Request) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """Which products a request finds, as a mask and as rows in the order asked for."""
    mask = matching(index, request.handlers, request.language)
    rows = np.flatnonzero(mask)
    return mask, rows[_order(index, request, rows)]


def _order(index: Index, request: Request, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    products = index.catalogue.products
    sign = -1 if request.descending else 1
    if request.sort == "relevance":
        return np.argsort(sign * _scores(index, request)[rows], kind="stable")
    if request.sort == "price":
        price = index.lowest[rows]
        return np.lexsort((sign * price, price < 0))
    if request.sort == "cycle":
        return _cycle(products.supplier[rows], sign)
    dates = products.indexed if request.sort == "last_indexed_at" else products.updated
    return np.argsort(sign * dates[rows], kind="stable")


def _cycle(suppliers: NDArray[np.int64], sign: int) -> NDArray[np.int64]:
    """One product of each supplier, then the second of each, and so on."""
    order = np.argsort(suppliers, kind="stable")
    sorted_ = suppliers[order]
    starts = np.searchsorted(sorted_, sorted_)
    turn = np.empty(len(suppliers), dtype=np.int64)
    turn[order] = np.arange(len(suppliers)) - starts
    return np.lexsort((sign * suppliers, turn))


def texts_of(request: Request) -> list[str]:
    """The text queries among the handlers of a request."""
    handlers = [handler for handler in request.handlers if values.is_object(handler)]
    return [str(row["query"]) for row in handlers if isinstance(row.get("query"), str)]


def _scores(index: Index, request: Request) -> NDArray[np.int64]:
    scores = np.zeros(index.catalogue.size, dtype=np.int64)
    for text in texts_of(request):
        scores += query.search(index, text, request.language).score
    return scores


def best_variant(index: Index, request: Request, row: int) -> int | None:
    """The first variant of a product in a colour that the query names, or in a shade of it."""
    named = {
        place for text in texts_of(request) for place in query.colours_named(text, request.language)
    }
    if not named:
        return None
    variants = index.catalogue.variants
    for place in index.catalogue.variant_rows(row):
        colours = (int(variants.colour[place]), int(variants.second[place]))
        steps = {step for colour in colours if colour >= 0 for step in attribute_lineage(colour)}
        if steps & named:
            return place
    return None
