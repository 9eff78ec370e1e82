"""What a query is kept under: the same question has the same key, whoever asks."""

from __future__ import annotations

import hashlib

import msgspec

from workbench.core.accounts import Account
from workbench.core.queries import Query
from workbench.core.sources import Resource, Source
from workbench.store.cache import Scope


def query_key(query: Query, *, scan: bool = False) -> str:
    """Return a key of what the service is asked.

    Quantity and chip labels do not matter to it; a `scan` has no order either, and is kept apart
    from the pages of a search.
    """
    plain = tuple(
        sorted(msgspec.structs.replace(condition, labels=()) for condition in query.conditions)
    )
    asked = msgspec.structs.replace(query, conditions=plain, quantity=1)
    if scan:
        asked = msgspec.structs.replace(asked, sort="", descending=False)
    digest = hashlib.sha256(msgspec.json.encode(asked)).hexdigest()[:32]
    return f"scan-{digest}" if scan else digest


def scope_of(source: Source, account: Account, resource: Resource, language: str) -> Scope:
    """Return where a resource's documents stand in the cache."""
    host = account.bound or account.url or source.hosts[""]
    return Scope(
        account=account.key,
        host=host,
        document=resource.document,
        language=language if resource.languages else "",
    )
