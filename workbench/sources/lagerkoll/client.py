"""The service's client: one object per account, composed of the documents' sections."""

from __future__ import annotations

from typing import Any, ClassVar

from msgspec.structs import replace

from workbench.net.requests import Reply, Request, Sender
from workbench.sources.lagerkoll.operations.articles import ArticleOperations
from workbench.sources.lagerkoll.operations.batches import BatchOperations
from workbench.sources.lagerkoll.operations.changing import ChangeOperations
from workbench.sources.lagerkoll.operations.custom_fields import CustomFieldOperations
from workbench.sources.lagerkoll.operations.directories import DirectoryOperations
from workbench.sources.lagerkoll.operations.exports import ExportOperations
from workbench.sources.lagerkoll.operations.fifo import FifoOperations
from workbench.sources.lagerkoll.operations.imports import ImportOperations
from workbench.sources.lagerkoll.operations.printing import PrintOperations
from workbench.sources.lagerkoll.operations.stock import StockOperations
from workbench.sources.lagerkoll.operations.tags import TagOperations
from workbench.sources.lagerkoll.operations.units import ArticleUnitOperations
from workbench.sources.lagerkoll.refusals import Refusals


class Background:
    """Sends requests behind those that somebody waits for at the screen."""

    def __init__(self, gateway: Sender) -> None:
        self._gateway = gateway

    async def send(self, request: Request) -> Reply:
        """Send a request when nothing urgent waits.

        Raises:
            WbError: as the gateway names it.
        """
        return await self._gateway.send(replace(request, urgent=False))


class LagerkollClient:
    """Every documented call, by section."""

    sections: ClassVar[dict[str, type[Any]]] = {
        "articles": ArticleOperations,
        "changing": ChangeOperations,
        "article_units": ArticleUnitOperations,
        "fifo": FifoOperations,
        "tags": TagOperations,
        "batches": BatchOperations,
        "custom_fields": CustomFieldOperations,
        "exports": ExportOperations,
        "imports": ImportOperations,
        "printing": PrintOperations,
        "stock": StockOperations,
        "directories": DirectoryOperations,
    }

    def __init__(self, gateway: Sender) -> None:
        self._gateway = gateway
        sender = Refusals(gateway)
        self.articles = ArticleOperations(sender)
        self.changing = ChangeOperations(sender)
        self.article_units = ArticleUnitOperations(sender)
        self.fifo = FifoOperations(sender)
        self.tags = TagOperations(sender)
        self.batches = BatchOperations(sender)
        self.custom_fields = CustomFieldOperations(sender)
        self.exports = ExportOperations(sender)
        self.imports = ImportOperations(sender)
        self.printing = PrintOperations(sender)
        self.stock = StockOperations(sender)
        self.directories = DirectoryOperations(sender)

    def in_background(self) -> LagerkollClient:
        """Return the same client for work that nobody waits for: loading everything."""
        return LagerkollClient(Background(self._gateway))
