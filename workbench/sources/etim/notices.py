"""The notification that ETIM Mapper sends: ids of products that are new, modified or deleted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from workbench.core.notices import Notice
from workbench.sources.etim.records.values import items
from workbench.sources.leaves import identity

_MEMBERS = ("new", "modified", "deleted")


def notices(message: object) -> tuple[Notice, ...] | None:
    """Return what a notification names; None where it is none (document: "Notifications")."""
    if not isinstance(message, dict):
        return None
    held = cast("Mapping[str, object]", message)
    if not any(name in held for name in _MEMBERS):
        return None
    new, changed, deleted = (_ids(held.get(name)) for name in _MEMBERS)
    return (Notice("products", new, changed, deleted),)


def _ids(value: object) -> tuple[str, ...]:
    found = (identity(each).strip() for each in items(value))
    return tuple(dict.fromkeys(text for text in found if text))
