"""Reading only what changed: indexed since a moment, and deleted since its day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Final

from workbench.core.sources import Changes
from workbench.sources.europeansourcing.client import EuropeanSourcingClient
from workbench.sources.europeansourcing.records.lists import DELETED
from workbench.sources.leaves import identity
from workbench.sources.reading import read_all


async def deleted_since(client: EuropeanSourcingClient, since: date | datetime) -> Sequence[str]:
    """Return the ids of products deleted on or after that day (in UTC), each once.

    Raises:
        WbError: as the gateway names it.
    """
    day = since.astimezone(UTC).date() if isinstance(since, datetime) else since
    read, _warnings = read_all(DELETED, await client.products.deleted_products(day.isoformat()))
    keys = (identity(record.product_id) for _document, record in read)
    return tuple(dict.fromkeys(key for key in keys if key))


CHANGES: Final = Changes(since=("last_indexed", "since"), deleted=deleted_since, time="indexed")
"""For products; their variants come and go with them."""
