"""What a person decides about a field that was changed here and at the service."""

from __future__ import annotations

import msgspec

from workbench.core.edits import Conflict
from workbench.core.sources import Resource
from workbench.core.texts import tr
from workbench.core.times import now
from workbench.edits.book import Book
from workbench.edits.drafts import Trouble, Typed
from workbench.workspace.reviewing import Review


def use(review: Review, resource: Resource, key: str, conflict: Conflict, value: object) -> None:
    """Send this value over what the service has now: mine, the one that was read, another one.

    Sending compares with what the service has now from here on; a further change there is a
    conflict again. The field is ticked.
    """
    rest = _rest(review.book, resource, key, conflict)
    review.book.rebase(resource.id, key, {conflict.field: conflict.theirs}, now())
    typed = Typed(key, conflict.field, conflict.theirs, value, now())
    review.book.stage(_title(resource, conflict), resource.id, [typed])
    _keep(review.book, resource, key, rest)
    review.tick(resource.id, key, [conflict.field], on=True)


def take_theirs(review: Review, resource: Resource, key: str, conflict: Conflict) -> None:
    """Leave what the service has now, and forget what was typed."""
    rest = _rest(review.book, resource, key, conflict)
    changes = review.book.removal(resource.id, key, [conflict.field])
    review.book.discard(_title(resource, conflict), changes)
    _keep(review.book, resource, key, rest)


def _title(resource: Resource, conflict: Conflict) -> str:
    field = resource.field(conflict.field)
    return tr("Settle {field}", field=tr(field.title) if field else conflict.field)


def _rest(book: Book, resource: Resource, key: str, conflict: Conflict) -> Trouble | None:
    """Return what stands against the other fields: typing in one forgets all of it."""
    record = book.record(resource.id, key)
    trouble = record.trouble if record is not None else None
    if trouble is None:
        return None
    others = tuple(held for held in trouble.conflicts if held.field != conflict.field)
    return msgspec.structs.replace(trouble, conflicts=others) if others else None


def _keep(book: Book, resource: Resource, key: str, rest: Trouble | None) -> None:
    if rest is not None:
        book.trouble(resource.id, key, rest)
