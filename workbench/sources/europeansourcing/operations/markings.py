"""Marking API and Marking Calculation API."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec

from workbench.core.operations import Effect
from workbench.net.operations import Body, Json, Path, Query, get, post
from workbench.net.requests import Sender
from workbench.sources.europeansourcing.languages import LANGUAGES
from workbench.sources.europeansourcing.operations import members

# The body of an operation stays empty: its signature says it all.
# ruff: noqa: PIE790


class MarkingOperations:
    """How variants can be marked, and what it costs."""

    def __init__(self, gateway: Sender) -> None:
        self.gateway = gateway

    @get("/api/v1.1/markings/{lang}/{variant_id}")
    async def markings_of_variant(
        self,
        lang: Annotated[str, Path(help="Language of the names.", choices=LANGUAGES)],
        variant_id: Annotated[str, Path(help="Id of a variant.")],
    ) -> list[msgspec.Raw]:
        """Markings of a variant; an empty list where it has none."""
        ...

    @get("/api/v1.1/markings/{lang}/export")
    async def export_markings(
        self,
        lang: Annotated[str, Path(help="Language of the names.", choices=LANGUAGES)],
        *,
        page: Annotated[int | None, Query(help="Page to export, from 1.")] = None,
        limit: Annotated[int | None, Query(help="Markings per page, at most 50.")] = None,
        from_date: Annotated[
            str | None, Query("fromDate", "Updated after, as 2024-10-07T01:30:00.000+02:00.")
        ] = None,
    ) -> list[msgspec.Raw]:
        """Markings of all variants, a page at a time."""
        ...

    @get("/api/v1.1/markings/{lang}/types")
    async def marking_types(
        self, lang: Annotated[str, Path(help="Language of the names.", choices=LANGUAGES)]
    ) -> list[msgspec.Raw]:
        """Names of the marking types."""
        ...

    @post("/api/v1.1/marking/fr/calculatePrice", effect=Effect.READ)
    async def calculate_price(
        self,
        request: Annotated[
            dict[str, Any],
            Body("Without quantityM the service takes the minimum quantity.", members.PRICE),
        ],
    ) -> Json:
        """Price of a variant with a marking, as the service reckons it."""
        ...
