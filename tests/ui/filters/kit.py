"""A desk whose service counts facets, and whose filters want every kind of input."""

from __future__ import annotations

import functools
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from tests.harness.waiting import until
from tests.ui.sample import ACCOUNT, COLOURS, SUPPLIERS, make_workspace, page_of, sample_source
from workbench.core.pages import FacetValue, Page
from workbench.core.queries import Filter, Input, Part, PartKind, Query
from workbench.core.secret import Secret
from workbench.core.sources import Source
from workbench.core.views import TabState
from workbench.store.secrets import MemoryVault
from workbench.ui.desk.desk import Desk

INCLUDE = Part("include", PartKind.LIST, "is one of")
EXCLUDE = Part("exclude", PartKind.LIST, "is none of")

TREE = (
    FacetValue("1", "Drinkware", 128),
    FacetValue("11", "Mugs", 80, "1"),
    FacetValue("111", "Enamel mugs", 12, "11"),
    FacetValue("112", "Ceramic mugs", 50, "11"),
    FacetValue("12", "Bottles", 48, "1"),
    FacetValue("2", "Bags", 30),
)

FACETS = {
    "supplier_id": tuple(
        FacetValue(str(place), name, 200 - 40 * place) for place, name in enumerate(SUPPLIERS)
    )
    + tuple(FacetValue(f"z{n}", f"Supplier {n}", 3) for n in range(80)),
    "colour_id": tuple(
        FacetValue(held.code, held.label, 50, colour=held.colour) for held in COLOURS
    ),
    "category_id": TREE,
}

FILTERS = (
    Filter(
        "supplier_id", "Supplier", (INCLUDE, EXCLUDE), default="include", input=Input.PICKER,
        lookup="supplier_id", group="Supplier",
    ),
    Filter(
        "category_id", "Category", (INCLUDE,), default="include", input=Input.TREE,
        lookup="category_id", group="Product", help="A category means everything below it too.",
    ),
    Filter(
        "listed", "Listed thing", (INCLUDE, EXCLUDE), default="include", input=Input.PICKER,
        lookup="everything", group="Product",
    ),
    Filter(
        "origin", "Country of origin", (INCLUDE, EXCLUDE), default="include",
        input=Input.COUNTRIES, group="Product",
    ),
    Filter("country", "Country", (Part("", PartKind.TEXT),), input=Input.COUNTRIES),
    Filter(
        "price", "Price",
        (
            Part("min", PartKind.DECIMAL, "from", minimum=0, decimals=2),
            Part("max", PartKind.DECIMAL, "to", minimum=0, decimals=2),
            Part("quantity", PartKind.INTEGER, "at quantity", minimum=1),
            Part("onlyOnEstimation", PartKind.FLAG, "only on quote"),
        ),
        default="max", input=Input.RANGE, group="Price", unit="EUR",
    ),
    Filter(
        "reference", "Any reference",
        (INCLUDE, EXCLUDE, Part("type", PartKind.CHOICE, "match", ("strict", "like"))),
        default="include", input=Input.PASTE, group="References",
    ),
    Filter("has_marking", "Can be marked", (Part("", PartKind.FLAG),), group="Marking"),
    Filter(
        "updated", "Changed",
        (Part("since", PartKind.TIME, "since"), Part("before", PartKind.TIME, "before")),
        default="since", input=Input.DATES, group="Dates",
    ),
    Filter(
        "colour_id", "Colour", (INCLUDE,), default="include", input=Input.SWATCHES,
        lookup="colour_id", group="Product",
    ),
)  # fmt: skip


def faceted_source(rows: int = 500, asked: list[Query] | None = None) -> Source:
    """The sample with counted facets; questions are noted in `asked`."""
    source = sample_source(rows)
    plain = source.resources[0]

    async def search(client: object, query: Query, cursor: str) -> Page:
        if asked is not None:
            asked.append(query)
        lists = query.value("reference", "include")
        if isinstance(lists, tuple):
            return _picked(lists)
        page = await plain.search(client, query, cursor)
        page.facets = dict(FACETS)
        return page

    products = replace(
        plain,
        filters=FILTERS,
        search=search,
        facets={"supplier_id": "supplier", "category_id": "", "colour_id": "colours"},
        list_filter=("reference",),
        references=lambda item: (f"NP-{item.number}", f"G-{item.number // 2}"),
    )
    return replace(source, resources=(products, *source.resources[1:]))


def _picked(lists: tuple[str, ...]) -> Page:
    """Items by their own reference, NP-12, or by their group's, G-6."""
    numbers: dict[int, None] = {}
    for text in lists:
        kind, _, number = text.partition("-")
        if number.isdigit() and kind == "NP":
            numbers[int(number)] = None
        elif number.isdigit() and kind == "G":
            numbers |= {2 * int(number): None, 2 * int(number) + 1: None}
    return page_of(list(numbers))


def faceted_desk(home: Path, rows: int = 500, asked: list[Query] | None = None) -> Desk:
    """A desk that has its first hundred rows and can ask for more."""
    source = faceted_source(rows, asked)
    workspace = make_workspace(home, source)
    assert isinstance(workspace.vault, MemoryVault)
    workspace.vault.hold(ACCOUNT, {"token": Secret("none-is-checked")})
    desk = Desk(workspace, source, TabState(source.id, account=ACCOUNT.name))
    desk.open(ask=False)
    assert desk.session is not None
    page = page_of(range(min(rows, 100)), total=rows, cursor="100" if rows > 100 else "")
    page.facets = dict(FACETS)
    desk.session.show(page, desk.view.query)
    return desk


def settling(test: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
    """Let what a test asked for come to its end before the test does."""

    @functools.wraps(test)
    async def run(**given: Any) -> None:
        await test(**given)
        await until(lambda: given["desk"].workspace.jobs.pending == 0)

    return run
