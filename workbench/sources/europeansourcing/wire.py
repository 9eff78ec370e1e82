"""A typed query into the JSON that the search takes (Search API, "Request" and "Search handler").

Ids travel as strings. `attribute_id` and `category_id` wrap their ids, the others are plain lists.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import msgspec

from workbench.core.errors import bad_input
from workbench.core.queries import Query
from workbench.core.texts import tr
from workbench.core.times import read_time
from workbench.sources.europeansourcing.languages import language_of

PAGE_LIMIT: Final = 52
"""Products per page: what the service gives where nothing is asked."""
BATCH_LIMIT: Final = 50
"""Products per batch of a scroll; the service fixes it."""
SORTS_WITHOUT_DIRECTION: Final = frozenset({"cycle"})
AGGREGATIONS: Final = (
    *("brands", "suppliers", "supplier_profiles", "attributes", "categories", "marking"),
    *("country", "country_of_origin"),
)

Parts = Mapping[str, Any]


def search_body(query: Query, page: int) -> dict[str, Any]:
    """Return the request for one page, counted from 1; facets are asked with the first only.

    Raises:
        WbError: code INPUT, where parts of a filter stand without the part they belong to.
    """
    body: dict[str, Any] = {"lang": language_of(query.language)}
    if query.sort:
        body["sort_field"] = query.sort
        if query.sort not in SORTS_WITHOUT_DIRECTION:
            body["sort_direction"] = "desc" if query.descending else "asc"
    body |= {"page": page, "limit": PAGE_LIMIT, "include_total_variants": True}
    if page == 1:
        body["include_aggregations"] = list(AGGREGATIONS)
    else:
        body["enable_aggregations"] = False
    return body | {"search_handlers": search_handlers(query)}


def scroll_body(query: Query) -> dict[str, Any]:
    """Return the first request of a scroll.

    Raises:
        WbError: as `search_body`.
    """
    return {
        "lang": language_of(query.language),
        "limit": BATCH_LIMIT,
        "search_handlers": search_handlers(query),
    }


def search_handlers(query: Query) -> list[dict[str, Any]]:
    """Return the filters of a query: one handler, as all of them must hold; none for no filter."""
    groups: dict[str, dict[str, Any]] = {}
    for condition in query.conditions:
        groups.setdefault(condition.filter, {})[condition.part] = condition.value
    handler: dict[str, Any] = {}
    for name, parts in groups.items():
        value = _SPECIAL.get(name, _plain)(name, parts, query)
        if value is not None:
            handler[name] = value
    if query.text.strip():
        words = (str(handler.get("query", "")), query.text.strip())
        handler["query"] = " ".join(filter(None, words))
    return [handler] if handler else []


def _plain(name: str, parts: Parts, _query: Query) -> object:
    """One value, or include and exclude lists, with `type` for references."""
    if "" in parts:
        return parts[""]
    if not any(part in parts for part in ("include", "exclude")):
        raise _alone(name, "include")
    return {
        part: [str(item) for item in value] if isinstance(value, tuple) else value
        for part, value in parts.items()
    }


def _categories(name: str, parts: Parts, _query: Query) -> object:
    if "include" not in parts:
        raise _alone(name, "include")
    return {"include": {"ids": list(parts["include"])}}


def _attributes(name: str, parts: Parts, _query: Query) -> object:
    lists = [part for part in ("include", "exclude") if part in parts]
    if not lists:
        raise _alone(name, "include")
    operator = {"operator": parts["operator"]} if "operator" in parts else {}
    return {part: {"ids": list(parts[part])} | operator for part in lists}


def _price(name: str, parts: Parts, query: Query) -> object:
    """Quantity goes with a limit only; "only on estimation" overrides everything else."""
    if parts.get("onlyOnEstimation"):
        return {"onlyOnEstimation": True}
    limits: dict[str, object] = {
        part: msgspec.Raw(_digits(str(parts[part])).encode())
        for part in ("min", "max")
        if part in parts
    }
    if not limits:
        if "quantity" in parts:
            raise _alone(name, "min")
        return None
    quantity = parts.get("quantity", query.quantity)
    return limits | ({"quantity": quantity} if quantity and int(quantity) > 1 else {})


def _digits(typed: str) -> str:
    """A checked decimal as JSON writes one: no plus sign, a digit on both sides of the point."""
    from decimal import Decimal  # noqa: PLC0415

    return f"{Decimal(typed):f}"


def _dates(_name: str, parts: Parts, _query: Query) -> object:
    return {part: _moment(str(value)) for part, value in parts.items()}


def _moment(typed: str) -> str:
    read = read_time(typed)
    return read.isoformat() if read is not None and hasattr(read, "isoformat") else typed  # type: ignore[union-attr]


def _alone(name: str, part: str) -> Exception:
    return bad_input(
        tr("The filter {name} is not complete.", name=name),
        tr("Add {name}.{part} or remove the filter.", name=name, part=part),
        field=name,
    )


_SPECIAL: Final[Mapping[str, Callable[[str, Parts, Query], object]]] = {
    "category_id": _categories,
    "attribute_id": _attributes,
    "price": _price,
    "last_indexed": _dates,
}
