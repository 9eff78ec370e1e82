"""Parameters that many calls share, and the identifier that stands in every path."""

from __future__ import annotations

import functools
from typing import Annotated, Any, Final, Literal

from workbench.net import operations
from workbench.net.operations import Body, Path, Query

OWN: Final = ("identifier",)
"""The API identifier of the company: part of every path, and of the account's credentials."""

get = functools.partial(operations.route, "GET", own=OWN)
put = functools.partial(operations.route, "PUT", own=OWN)
delete = functools.partial(operations.route, "DELETE", own=OWN)

Ids = Annotated[list[str], Body("Identifiers, as a list of texts.")]
IdsOrNone = Annotated[
    list[str] | None, Body("Identifiers to read in detail; without them all identifiers.")
]
Records = Annotated[list[dict[str, Any]], Body("The records; every value is a text.")]

AsSupplier = Annotated[
    str | None, Query("as-supplier", "Identifier of a supplier: products go by its own numbers.")
]
DateFrom = Annotated[str | None, Query("date-from", "Changed on or after this day, as 2026-03-14.")]
Limit = Annotated[int | None, Query("limit", "Identifiers of a page, 1 to 100000.")]
PageNumber = Annotated[int | None, Query("page", "Page, counted from 1.")]
EtimVersion = Annotated[
    str | None, Query("etim-version", "ETIM release that classes and features are given in.")
]
Completeness = Annotated[bool, Query("completeness", "With the completeness figures.")]
DatesByType = Annotated[bool, Query("dates-by-type", "With the time of change of each section.")]
NaValues = Annotated[bool, Query("na-values", "With features not applicable or unknown.")]
CountryMultiple = Annotated[
    bool, Query("country-of-origin-multiple", "Countries of origin as a list.")
]
CategoriesShort = Annotated[
    bool, Query("categories-format-short", "Categories as lists of identifiers by tree.")
]
ImageLanguages = Annotated[bool, Query("www-image-url-lang", "Addresses of pictures by language.")]
Language = Annotated[str, Query("lang", "Language of the texts, as en.")]
New = Annotated[
    Literal["add", "skip"], Query("new", "What is done with products that are not there yet.")
]
Existing = Annotated[
    Literal["replace", "complete", "skip"],
    Query("existing", "What is done with products that are there."),
]
Empty = Annotated[bool, Query("empty", "Whether empty values clear what is there.")]
DeleteProducts = Annotated[
    bool, Query("delete-products", "Whether the products of the suppliers go too.")
]
Tree = Annotated[str, Query("category-tree-identifier", "The tree that the categories stand in.")]
Trigger = Annotated[str, Path("trigger-identifier", "Identifier of the trigger.")]
Progress = Annotated[str, Path("progress-id", "What the running synchronization is called.")]
