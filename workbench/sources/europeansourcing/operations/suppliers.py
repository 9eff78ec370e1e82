"""Supplier API."""

from __future__ import annotations

from typing import Annotated

import msgspec

from workbench.net.operations import Json, Path, get
from workbench.net.requests import Sender

# The body of an operation stays empty: its signature says it all.
# ruff: noqa: PIE790


class SupplierOperations:
    """Suppliers that the account sees."""

    def __init__(self, gateway: Sender) -> None:
        self.gateway = gateway

    @get("/api/v1.1/suppliers")
    async def suppliers(self) -> list[msgspec.Raw]:
        """All suppliers with contacts and numbers of products."""
        ...

    @get("/api/v1.1/suppliers/supplier_profile/{supplier_profile_id}")
    async def supplier_of_profile(
        self, supplier_profile_id: Annotated[str, Path(help="Id of a supplier profile.")]
    ) -> Json:
        """Supplier of a supplier profile."""
        ...
