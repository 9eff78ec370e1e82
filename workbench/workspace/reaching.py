"""The code that reaches the network, imported in a thread: it takes long, the window goes on."""

from __future__ import annotations

import asyncio


async def network_code() -> None:
    """Return when what sends requests and fetches files has been imported."""
    await asyncio.to_thread(_import)


def _import() -> None:
    import workbench.net.files  # noqa: PLC0415
    import workbench.net.gateway  # noqa: F401, PLC0415
