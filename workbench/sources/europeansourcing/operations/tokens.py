"""Token info: what the account may see."""

from __future__ import annotations

from workbench.net.operations import get
from workbench.net.requests import Sender
from workbench.sources.europeansourcing.envelopes import TokenAnswer

# The body of an operation stays empty: its signature says it all.
# ruff: noqa: PIE790


class TokenOperations:
    """The account itself."""

    def __init__(self, gateway: Sender) -> None:
        self.gateway = gateway

    @get("/api/v1.1/tokenInfos")
    async def token_infos(self) -> TokenAnswer:
        """Numbers of products and variants that the account sees, by supplier profile."""
        ...
