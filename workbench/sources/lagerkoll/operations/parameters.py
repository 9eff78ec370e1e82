"""Parameters that many calls share, each said once with its documented name and values."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from workbench.net.operations import Path, Query

Article = Annotated[str, Path("id", "Article number.")]
ArticleOf = Annotated[str, Path("article_id", "Article number.")]
Batch = Annotated[str, Path("batch_id", "Batch number.")]
Serial = Annotated[str, Path("serialnumber", "Serial number.")]
UnitOf = Annotated[str, Path("unit_id", "Id of the unit.")]
Template = Annotated[str, Path("template_id", "Id of an import template.")]

Words = Annotated[str | None, Query(help="Text to look for.")]
PageNumber = Annotated[int, Query("page", "Page, counted from 0.")]
Limit = Annotated[int, Query("limit", "Rows of a page.")]
Order = Annotated[Literal["asc", "desc"], Query("order", "Direction of the order.")]
OrderBy = Annotated[Literal["asc", "desc"], Query("order_by", "Direction of the order.")]
BatchSort = Annotated[
    Literal["batch_id", "serie_nr", "amount", "best_before"],
    Query("sort_column", "What the batches and serial numbers are ordered by."),
]
Flag = Annotated[bool, Query()]

_COLUMNS: Final = (
    *("art", "name", "bundled", "cat", "unit", "stock_place", "stock_place_article", "desc"),
    *("price", "order", "warning_order", "stock", "reserved"),
)
_LAST: Final = ("supplier", "is_stock", "type", "status", "active")

ARTICLE_SORTS: Final = ("query", *_COLUMNS, "available", *_LAST)
"""Orders of the list of articles."""
PART_SORTS: Final = (*_COLUMNS, *_LAST)
"""Orders of the articles of a category or supplier."""

ArticleSort = Annotated[str, Query("sort_column", "What is ordered by.", ARTICLE_SORTS)]
PartSort = Annotated[str, Query("sort_column", "What is ordered by.", PART_SORTS)]
GroupSort = Annotated[
    Literal["query", "art", "name", "store"], Query("sort_column", "What is ordered by.")
]

Details = Annotated[bool, Query("details", "With all members, not the short form.")]
Tags = Annotated[bool, Query("tags", "With tags.")]
Prices = Annotated[bool, Query("prices", "With the prices of every price list.")]
PurchasePrices = Annotated[bool, Query("include_purchase_prices", "With purchase prices.")]
ImageTimes = Annotated[
    bool, Query("include_image_last_updated", "With the time its picture was changed.")
]
Parts = Annotated[bool, Query("include_bundle", "With the parts of bundled articles.")]
NextDelivery = Annotated[
    bool, Query("include_next_delivery", "With date and amounts of the next delivery.")
]
Batches = Annotated[bool, Query("include_batches", "With the first 20 batches and serial numbers.")]
Date = Annotated[str, Path("date", "Day, as 2026-03-14.")]
AtDate = Annotated[str | None, Query("date", "Day, as 2026-03-14.")]
InCategory = Annotated[
    str | None, Query("category", "Id of a category, to include its articles only.")
]
