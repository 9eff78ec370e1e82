"""Benchmarks of the loaded rows: search, filter, order, facets, and that rows stay as cheap."""

from __future__ import annotations

import time
from collections.abc import Iterator

from tests.benchmarks.frames import plain_frame, proxy_over, sqlite_table
from tests.benchmarks.harness import Result, Scale, best_of, faster, timed, within
from tests.benchmarks.samples import FACETS, FIELDS, PAGE, SEARCHED, add, filled, rows
from workbench.core.queries import Sort
from workbench.tables.rowview import RowView
from workbench.tables.table import Table

TYPED = "cotton"
THREE = (Sort("category"), Sort("price", True), Sort("name"))


def typed(view: RowView, word: str = TYPED) -> float:
    """Return the mean seconds of a keystroke while a word is typed into the search box."""
    view.arrange(text="")
    strokes = [word[:end] for end in range(1, len(word) + 1)]
    spent = sum(timed(lambda text=text: view.arrange(text=text))[0] for text in strokes)
    return spent / len(strokes)


def search_as_typed(scale: Scale) -> Iterator[Result]:
    """Type a word into the search over 100,000 rows and five columns."""
    count = scale.rows(100_000)
    view = RowView(filled(count))
    ours = min(typed(view) for _ in range(3))
    found = len(view)
    proxy = proxy_over(plain_frame(count)[list(SEARCHED)])

    def other() -> int:
        proxy.setFilterFixedString(TYPED)
        return proxy.rowCount()

    theirs, _ = timed(other)
    assert proxy.rowCount() == found
    yield faster(
        "search as typed, 5 columns",
        f"{count:,} rows",
        ours,
        "QSortFilterProxyModel over pandas",
        theirs,
        at_least=150,
    )


def search_large(scale: Scale) -> Iterator[Result]:
    """Type a word into the search over a million rows; one statement is the other's keystroke."""
    count = scale.rows(1_000_000)
    view = RowView(filled(count))
    ours = min(typed(view) for _ in range(3))
    found = len(view)
    where = " or ".join(f"{name} like ?1" for name in SEARCHED)
    statement = f"select rowid from products where {where}"
    with sqlite_table(count) as connection:
        answer = connection.execute(statement, (f"%{TYPED}%",)).fetchall()
        assert len(answer) == found
        theirs = best_of(
            lambda: connection.execute(statement, (f"%{TYPED}%",)).fetchall(), at_most=3
        )
    yield faster(
        "search as typed, 5 columns", f"{count:,} rows", ours, "SQLite LIKE", theirs, at_least=8
    )


def against_pandas(scale: Scale) -> Iterator[Result]:
    """Filter, sort and count a million rows beside a pandas frame."""
    count = scale.rows(1_000_000)
    view, frame = RowView(filled(count)), plain_frame(count)
    size = f"{count:,} rows"
    yield _filtered(view, frame, size)
    yield _sorted(view, frame, size)
    yield _counted(view, frame, size)


def _filtered(view: RowView, frame, size: str) -> Result:
    def ours() -> None:
        view.arrange(header={"price": "10..200", "stock": ">=50"}, facets={"category": ("cat3",)})

    def once() -> float:
        view.arrange(header={}, facets={})
        return timed(ours)[0]

    category = frame["category"].astype(object)

    def theirs():
        price, stock = frame["price"], frame["stock"]
        return frame[(price >= 10) & (price <= 200) & (stock >= 50) & (category == "bottle 3")]

    seconds = min(once() for _ in range(5))
    assert len(view) == len(theirs())
    view.arrange(header={}, facets={})
    return faster(
        "range + stock + category",
        size,
        seconds,
        "pandas frame, text as objects",
        best_of(theirs),
        at_least=15,
    )


def _sorted(view: RowView, frame, size: str) -> Result:
    keys = [key.field for key in THREE]
    rising = [not key.descending for key in THREE]
    view.arrange(sort=THREE)
    ours = best_of(lambda: view.arrange(sort=THREE))
    theirs = best_of(lambda: frame.sort_values(keys, ascending=rising), times=2)
    view.arrange(sort=())
    return faster("sort by three columns", size, ours, "pandas sort_values", theirs, at_least=10)


def _counted(view: RowView, frame, size: str) -> Result:
    ours = best_of(lambda: [view.facet(name) for name in FACETS])
    theirs = best_of(lambda: [frame[name].value_counts() for name in FACETS])
    counts = {value.label: value.count for value in view.facet("brand", limit=1000)}
    assert counts == frame["brand"].value_counts().to_dict()
    return faster("facet counts, 5 columns", size, ours, "pandas value_counts", theirs, at_least=4)


def sort_by_price(scale: Scale) -> Iterator[Result]:
    """Sort 100,000 rows by price; the other sorts through its model's cells."""
    count = scale.rows(100_000)
    view = RowView(filled(count))
    sort = (Sort("price"),)
    ours, _ = timed(lambda: view.arrange(sort=sort))
    proxy = proxy_over(plain_frame(count)[["price"]])
    assert proxy.rowCount() == count
    theirs, _ = timed(lambda: proxy.sort(0))
    yield faster(
        "sort by price, order alone",
        f"{count:,} rows",
        ours,
        "QSortFilterProxyModel over pandas",
        theirs,
        at_least=300,
    )


def stays_flat(scale: Scale) -> Iterator[Result]:
    """Compare the cost of a row between few rows and many."""
    few, many = 10_000, max(scale.rows(1_000_000), 20_000)
    small, large = _costs(few), _costs(many)
    for name, cost in large.items():
        yield within(
            f"cost of a row, {name}",
            f"{many:,} rows",
            cost,
            f"the same at {few:,}",
            small[name],
            at_most=1.5,
        )


def _costs(count: int) -> dict[str, float]:
    """Return the seconds that a row costs at a size."""
    table = filled(count)
    view = RowView(table)
    search = min(typed(view) for _ in range(3)) / count
    view.arrange(text="", sort=THREE)
    sort = best_of(lambda: view.arrange(sort=THREE)) / count
    view.arrange(sort=())
    return {"search": search, "sort": sort, "append": _append_cost(table)}


def _append_cost(table: Table) -> float:
    """Return the seconds of a further row, the view's share included."""
    view = RowView(table)
    more = [(*row[:1], f"N{at}", *row[2:]) for at, row in enumerate(rows(20 * PAGE, 11))]
    fastest = float("inf")
    for start in range(0, len(more), PAGE):
        begin = time.perf_counter()
        add(table, more[start : start + PAGE])
        view.extended()
        fastest = min(fastest, time.perf_counter() - begin)
    assert len(view) == len(table)
    return fastest / PAGE


def first_sort(scale: Scale) -> Iterator[Result]:
    """Sort by a text for the first time, when its order is not known yet."""
    count = scale.rows(100_000)
    view, frame = RowView(filled(count)), plain_frame(count)
    ours, _ = timed(lambda: view.arrange(sort=(Sort("name"),)))
    theirs, _ = timed(lambda: frame.sort_values("name", key=lambda names: names.str.casefold()))
    assert FIELDS[0].id == "name"
    yield within(
        "first natural sort by a text",
        f"{count:,} rows",
        ours,
        "pandas sort_values, casefold",
        theirs,
        at_most=3,
    )
