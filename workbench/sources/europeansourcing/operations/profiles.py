"""Supplier Profile API."""

from __future__ import annotations

from typing import Annotated

import msgspec

from workbench.net.operations import Path, get
from workbench.net.requests import Sender

# The body of an operation stays empty: its signature says it all.
# ruff: noqa: PIE790


class ProfileOperations:
    """Supplier profiles: one supplier's offer in one country."""

    def __init__(self, gateway: Sender) -> None:
        self.gateway = gateway

    @get("/api/v1.1/supplier_profiles")
    async def supplier_profiles(self) -> list[msgspec.Raw]:
        """All supplier profiles with addresses and numbers of products."""
        ...

    @get("/api/v1.1/supplier_profiles/supplier/{supplier_id}")
    async def profiles_of_supplier(
        self, supplier_id: Annotated[str, Path(help="Id of a supplier.")]
    ) -> list[msgspec.Raw]:
        """Supplier profiles of a supplier."""
        ...
