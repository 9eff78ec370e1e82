"""Documented members of the bodies that the service takes, in its own spelling."""

from __future__ import annotations

from typing import Final

from workbench.net.operations import member
from workbench.sources.europeansourcing.languages import LANGUAGES

_LANG: Final = member("lang", "string", choices=LANGUAGES, required=True)
_HANDLERS: Final = member("search_handlers", "array")

SEARCH: Final = (
    _LANG,
    member("page", "integer", default=1),
    member("offset", "integer", default=0),
    member("limit", "integer", default=52),
    member(
        "sort_field",
        "string",
        choices=("relevance", "price", "last_indexed_at", "updated_at", "cycle"),
        default="relevance",
    ),
    member("sort_direction", "string", choices=("asc", "desc")),
    member("include_fields", "array"),
    member("exclude_fields", "array"),
    member("include_aggregations", "array"),
    member("enable_aggregations", "boolean", default=True),
    _HANDLERS,
    member("one_variant", "boolean"),
    member("include_total_variants", "boolean"),
)
"""Of search and light search; the members of a search handler are the filters of the products."""

SCROLL: Final = (
    member("lang", "string", choices=LANGUAGES),
    member("limit", "integer", default=50),
    _HANDLERS,
    member("scroll_id", "string"),
)
"""The first request names a language, all that follow the newest scroll id alone."""

PRICE: Final = (
    member("variant_id", "integer", required=True),
    member("marking_id", "integer"),
    *(member(name, "integer") for name in ("quantityM", "nbColor", "nbLogo", "nbPosition")),
    *(member(name, "number") for name in ("length", "width", "diameter", "squared_size")),
    *(member(name, "number") for name in ("default_marking_margin", "default_margin")),
    member("supplierPrices", "object"),
    *(
        member(f"supplierPrices.{name}", kind)
        for name, kind in (
            ("variant_price", "number"),
            ("static_variable_price", "number"),
            ("dynamic_variable_price", "string"),
            ("static_fixed_price", "number"),
            ("dynamic_fixed_price", "string"),
            ("option_static_variable_price", "number"),
            ("option_dynamic_variable_price", "string"),
        )
    ),
)
"""Of the price calculation; prices given there stand in for those the service keeps."""
