"""The callbacks that Lagerkoll sends: one record that was created, updated or deleted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, cast

from workbench.core.notices import Notice
from workbench.sources.leaves import identity

_RECORDS: Final = {
    "article": ("articles", "articleId"),
    "price": ("articles", "articleId"),
}
"""Resource and member that names the record, by the type of a callback.

A price belongs to an article. Other types (store, currency, customer …) name no row of a table.
"""


def notices(message: object) -> tuple[Notice, ...] | None:
    """Return what a callback names; None where it is none, () where it names no row."""
    if not isinstance(message, dict):
        return None
    held = cast("Mapping[str, object]", message)
    type_, action = identity(held.get("type")), identity(held.get("action"))
    if not type_ or action not in {"created", "updated", "deleted"}:
        return None
    resource, member = _RECORDS.get(type_, ("", ""))
    key = identity(held.get(member)).strip() if member else ""
    if not key:
        return ()
    if type_ == "price" or action == "updated":
        return (Notice(resource, changed=(key,)),)
    if action == "created":
        return (Notice(resource, new=(key,)),)
    return (Notice(resource, deleted=(key,)),)
