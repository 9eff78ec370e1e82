"""Purchase orders: one item per call, and nothing that reads an order back."""

from __future__ import annotations

from typing import Annotated, Any

from workbench.core.operations import Answer, Repeat
from workbench.net.operations import Body, Json, post
from workbench.net.requests import Sender
from workbench.sources.loupe.operations.members import ORDER

# ruff: noqa: PIE790


class OrderOperations:
    """The external purchase orders of the account."""

    def __init__(self, gateway: Sender) -> None:
        self.gateway = gateway

    @post(
        "/api/external/purchaseorders/submit",
        host="enterprise",
        repeat=Repeat.NEVER,
        answer=Answer.NOTHING,
    )
    async def submit_purchase_order(
        self,
        body: Annotated[
            dict[str, Any],
            Body("One item with its reference, quantity, dates and addresses.", members=ORDER),
        ],
    ) -> Json:
        """Order one item.

        Sent once: a repeated request may order twice, and nothing tells whether a lost one came
        through. What is answered is not documented; it may be nothing.
        """
        ...
