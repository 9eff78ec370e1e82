"""What was asked for record by record, kept apart from the records: a refresh reads these anew.

The records of a search come without how they are marked. What was loaded stands in a place of its
own, with its own age, and is taken over into whatever is read of the record later.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

import msgspec

if TYPE_CHECKING:
    from workbench.core.offers import Offering
    from workbench.store.cache import Cache, Scope


class Whole(NamedTuple):
    """A document with what was loaded for it; `older` is when, where that was before the rest."""

    document: bytes
    older: datetime | None = None


def loaded_scope(scope: Scope) -> Scope:
    """Return where the loaded answers of a scope's documents stand."""
    return msgspec.structs.replace(scope, document=f"{scope.document}, loaded")


def keep_loaded(cache: Cache, scope: Scope, key: str, document: bytes, at: datetime) -> None:
    """Keep a document as `Offering.load` gave it."""
    cache.put_documents(loaded_scope(scope), [(key, document)], at)


def whole(cache: Cache, scope: Scope, key: str, offering: Offering) -> Whole | None:
    """Return a document with what was loaded for it and still holds; None where it is not kept."""
    found = cache.document(scope, key)
    if found is None:
        return None
    document, read = found
    kept = cache.document(loaded_scope(scope), key) if offering.carry else None
    if kept is None or offering.carry is None:
        return Whole(document)
    loaded, at = kept
    made = offering.carry(loaded, document)
    return Whole(made, at if made is not document and at < read else None)
