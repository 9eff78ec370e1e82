"""Brand API."""

from __future__ import annotations

from typing import Annotated

import msgspec

from workbench.net.operations import Path, get
from workbench.net.requests import Sender

# The body of an operation stays empty: its signature says it all.
# ruff: noqa: PIE790


class BrandOperations:
    """Brands that the account sees."""

    def __init__(self, gateway: Sender) -> None:
        self.gateway = gateway

    @get("/api/v1.1/brands")
    async def brands(self) -> list[msgspec.Raw]:
        """All brands with their number of products."""
        ...

    @get("/api/v1.1/brands/supplier/{supplier_id}")
    async def brands_of_supplier(
        self, supplier_id: Annotated[str, Path(help="Id of a supplier.")]
    ) -> list[msgspec.Raw]:
        """Brands of a supplier."""
        ...

    @get("/api/v1.1/brands/supplier_profile/{supplier_profile_id}")
    async def brands_of_profile(
        self, supplier_profile_id: Annotated[str, Path(help="Id of a supplier profile.")]
    ) -> list[msgspec.Raw]:
        """Brands of a supplier profile."""
        ...
