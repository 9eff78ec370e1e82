"""Section "Synchronization triggers": run one, and see how far it is."""

from __future__ import annotations

from workbench.core.operations import Effect, Repeat
from workbench.net.operations import Json
from workbench.net.requests import Sender
from workbench.sources.etim.operations import parameters as of

# The body of an operation stays empty: its signature says it all.
# ruff: noqa: PIE790


class SynchronizationOperations:
    """Copying products between companies."""

    def __init__(self, gateway: Sender) -> None:
        self.gateway = gateway

    @of.get(
        "/api/{identifier}/synchronizations/run/{trigger-identifier}",
        effect=Effect.WRITE,
        repeat=Repeat.NEVER,
    )
    async def run_synchronization(self, trigger: of.Trigger) -> Json:
        """Run the synchronization of a trigger.

        Sent once: a repeated request may run it twice.
        """
        ...

    @of.get("/api/{identifier}/synchronizations/check/{progress-id}")
    async def check_synchronization(self, progress: of.Progress) -> Json:
        """How far a running synchronization is."""
        ...
