"""Category API."""

from __future__ import annotations

from typing import Annotated

import msgspec

from workbench.net.operations import Path, get
from workbench.net.requests import Sender
from workbench.sources.europeansourcing.languages import LANGUAGES

# The body of an operation stays empty: its signature says it all.
# ruff: noqa: PIE790


class CategoryOperations:
    """The category tree."""

    def __init__(self, gateway: Sender) -> None:
        self.gateway = gateway

    @get("/api/v1.1/categories/{lang}[/{lvl}]")
    async def categories(
        self,
        lang: Annotated[str, Path(help="Language of the names.", choices=LANGUAGES)],
        lvl: Annotated[int | None, Path(help="1 to 3; all levels without it.")] = None,
    ) -> list[msgspec.Raw]:
        """Categories of one level or of all three."""
        ...
