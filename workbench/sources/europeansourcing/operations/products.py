"""Product deleted API, and the details of one product by one of its variants."""

from __future__ import annotations

from typing import Annotated

import msgspec

from workbench.net.operations import Header, Json, Path, Query, get
from workbench.net.requests import Sender
from workbench.sources.europeansourcing.languages import LANGUAGES

# The body of an operation stays empty: its signature says it all.
# ruff: noqa: PIE790


class ProductOperations:
    """Single products and deleted ones."""

    def __init__(self, gateway: Sender) -> None:
        self.gateway = gateway

    @get("/api/v1.1/products/deletedAfter/{date}")
    async def deleted_products(
        self, date: Annotated[str, Path(help="A day as yyyy-MM-dd, itself included.")]
    ) -> list[msgspec.Raw]:
        """Products deleted on or after a day."""
        ...

    @get("/api/v1.2/products/details/byVariantId/{variantId}")
    async def product_of_variant(
        self,
        variant_id: Annotated[str, Path("variantId", "Id of a variant.")],
        *,
        language: Annotated[
            str | None, Header("Accept-Language", "Language of the texts.", LANGUAGES)
        ] = None,
        country_code: Annotated[str | None, Query(help="ISO 3166-1 alpha-2.")] = None,
    ) -> Json:
        """The product of a variant, with its matrix of attributes."""
        ...
