"""What stands around the records in answers: lists of ids, lists of records, and reports.

The service writes an empty object as `[]` and every number as a text, so that nothing here insists
on one form; the records stay raw until they are read singly.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from workbench.sources.leaves import identity

Whole = int | str | None
Raws = list[msgspec.Raw] | dict[str, msgspec.Raw] | None
Ids = list[Any] | dict[str, Any] | None
Report = dict[str, Any]
"""What a put or delete answers: counters, as texts, by names of the service's own."""


class Listing(msgspec.Struct, rename="camel"):
    """Ids or records, whatever they are.

    Attributes:
        total: ids that there are in all.
    """

    total: Whole = None
    product_ids: Ids = None
    label_identifiers: Ids = None
    attribute_identifiers: Ids = None
    attribute_group_identifiers: Ids = None
    relation_by_attribute_identifiers: Ids = None
    supplier_identifiers: Ids = None
    buyer_identifiers: Ids = None
    category_tree_identifiers: Ids = None
    products: Raws = None
    labels: Raws = None
    attributes: Raws = None
    attribute_groups: Raws = None
    relations_by_attribute: Raws = None
    suppliers: Raws = None
    buyers: Raws = None
    category_trees: Raws = None


def records_in(raws: Raws) -> Sequence[msgspec.Raw]:
    """Return the records of an answer, whichever way the service wrote the list."""
    return tuple(raws.values()) if isinstance(raws, dict) else raws or ()


def ids_in(ids: Ids) -> tuple[str, ...]:
    """Return the ids of an answer as texts, in their order, each once.

    Some services of this family answer an object of id and day in place of the id alone.
    """
    held = list(ids) if isinstance(ids, dict) else ids or ()
    texts = (identity(_id_of(each)).strip() for each in held)
    return tuple(dict.fromkeys(text for text in texts if text))


def _id_of(item: Any) -> object:  # noqa: ANN401 - any JSON
    if isinstance(item, dict):
        return next((item[name] for name in ("productId", "identifier", "id") if name in item), "")
    return item
