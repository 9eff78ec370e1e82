"""The service's client: one object per account, composed of the documents' sections."""

from __future__ import annotations

from typing import Any, ClassVar

from workbench.net.outside import Outside
from workbench.net.requests import Sender
from workbench.sources.loupe.operations.exports import ExportOperations
from workbench.sources.loupe.operations.orders import OrderOperations


class LoupeClient:
    """Every documented call, by section.

    Attributes:
        outside: reads the files that exports link to, and shows exports that are being made.
    """

    sections: ClassVar[dict[str, type[Any]]] = {
        "exports": ExportOperations,
        "orders": OrderOperations,
    }

    def __init__(self, gateway: Sender, outside: Outside) -> None:
        self.outside = outside
        self.exports = ExportOperations(gateway)
        self.orders = OrderOperations(gateway)
