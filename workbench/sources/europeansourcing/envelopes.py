"""What stands around the records in answers; the records stay raw until they are read singly."""

from __future__ import annotations

import msgspec

from workbench.sources.reading import Reader

NOTHING = msgspec.Raw(b"null")


class SearchAnswer(msgspec.Struct):
    """The answer of search, light search and scroll ("Response, General Purpose").

    Attributes:
        pagination: of search; scroll has none.
        products: one document each.
        aggregations: counted facets, where they were asked for.
        scroll_id: of scroll: the id that the next batch is asked with.
    """

    pagination: msgspec.Raw = NOTHING
    products: list[msgspec.Raw] | None = None
    aggregations: msgspec.Raw = NOTHING
    scroll_id: str | int | None = None


class Pagination(msgspec.Struct):
    """Where a page stands among the others."""

    next: int | str | None = None
    total_items: int | str | None = None
    total_variant: int | str | None = None


class TokenAnswer(msgspec.Struct):
    """The answer of token info."""

    supplier_profile_infos: list[msgspec.Raw] | None = None


def pagination_of(answer: SearchAnswer) -> Pagination | None:
    """Return where the page stands; None where the answer does not say."""
    return Reader(Pagination | None).read(answer.pagination)[0]  # type: ignore[arg-type]
