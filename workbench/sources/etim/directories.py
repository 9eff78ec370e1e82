"""The short tables: all identifiers, then details a hundred at a time, read at once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Final

import msgspec

from workbench.core.errors import ErrorCode, WbError
from workbench.core.queries import Filter, Input, Part, PartKind, Query
from workbench.core.texts import mark, tr
from workbench.sources.etim.client import EtimClient
from workbench.sources.etim.envelopes import Ids, Listing, Raws, ids_in, records_in
from workbench.sources.etim.records import definition_fields as fields
from workbench.sources.etim.records import definitions as records
from workbench.sources.etim.records.values import rows
from workbench.sources.leaves import identity
from workbench.sources.lists import directory

TOGETHER: Final = 100
"""Records of one request for details."""

Call = Callable[..., Awaitable[Listing]]


def asking(
    call: Callable[[EtimClient], Call],
    ids: Callable[[Listing], Ids],
    found: Callable[[Listing], Raws],
) -> Callable[[EtimClient, Query], Awaitable[Sequence[msgspec.Raw]]]:
    """Return what reads every record of a list: all identifiers, then their details."""

    async def ask(client: EtimClient, _query: Query) -> Sequence[msgspec.Raw]:
        keys = ids_in(ids(await call(client)()))
        return await detailed(call(client), found, keys)

    return ask


async def detailed(
    call: Call, found: Callable[[Listing], Raws], keys: Sequence[str]
) -> list[msgspec.Raw]:
    """Return the details of records; those that are gone are left out.

    Raises:
        WbError: as the gateway names it.
    """
    read: list[msgspec.Raw] = []
    for start in range(0, len(keys), TOGETHER):
        try:
            read += records_in(found(await call(list(keys[start : start + TOGETHER]))))
        except WbError as error:
            if error.code is not ErrorCode.NOT_FOUND:
                raise
    return read


labels = asking(
    lambda client: client.definitions.labels,
    lambda answer: answer.label_identifiers,
    lambda answer: answer.labels,
)
attributes = asking(
    lambda client: client.definitions.attributes,
    lambda answer: answer.attribute_identifiers,
    lambda answer: answer.attributes,
)
groups = asking(
    lambda client: client.definitions.attribute_groups,
    lambda answer: answer.attribute_group_identifiers,
    lambda answer: answer.attribute_groups,
)
relations = asking(
    lambda client: client.definitions.relations_by_attribute,
    lambda answer: answer.relation_by_attribute_identifiers,
    lambda answer: answer.relations_by_attribute,
)
suppliers = asking(
    lambda client: client.partners.suppliers,
    lambda answer: answer.supplier_identifiers,
    lambda answer: answer.suppliers,
)
buyers = asking(
    lambda client: client.partners.buyers,
    lambda answer: answer.buyer_identifiers,
    lambda answer: answer.buyers,
)
trees = asking(
    lambda client: client.categories.category_trees,
    lambda answer: answer.category_tree_identifiers,
    lambda answer: answer.category_trees,
)


async def categories(client: EtimClient, query: Query) -> Sequence[msgspec.Raw]:
    """Return the categories of every tree, each with its tree's identifier.

    Raises:
        WbError: as the gateway names it.
    """
    return [raw for tree in await trees(client, query) for raw in categories_in(tree)]


def categories_in(tree: bytes | msgspec.Raw) -> Sequence[msgspec.Raw]:
    """Return the categories of a tree's document as documents of their own."""
    read, _odd = records.TREES.read(tree)
    if read is None:
        return ()
    key = {"categoryTreeIdentifier": records.tree_of(read)}
    return [msgspec.Raw(msgspec.json.encode(key | dict(row))) for row in rows(read.categories)]


RUN_FILTER: Final = Filter(
    "progress-id",
    mark("Runs"),
    (Part("", PartKind.LIST),),
    input=Input.PASTE,
    group=mark("Synchronization"),
    help=mark("What running synchronizations are called, as their start was answered."),
)


async def runs(client: EtimClient, query: Query) -> Iterable[msgspec.Raw]:
    """Return how far the named synchronizations are.

    Raises:
        WbError: as the gateway names it.
    """
    asked = query.value(RUN_FILTER.name, "")
    keys = asked if isinstance(asked, tuple) else ()
    found = []
    for key in keys:
        answer = await client.synchronizations.check_synchronization(key)
        if isinstance(answer, dict):
            named = {"progress-id": key} | {name: identity(held) for name, held in answer.items()}
            found.append(msgspec.Raw(msgspec.json.encode(named)))
    return found


def _runs_hint(query: Query) -> str:
    if query.value(RUN_FILTER.name, ""):
        return ""
    return tr("Run a synchronization, or name a running one in the filter.")


LABELS: Final = directory(
    "labels", (mark("Labels"), mark("Label")), "tag", fields.LABELS, records.LABELS,
    records.identifier_of, labels,
)  # fmt: skip
ATTRIBUTES: Final = directory(
    "attributes", (mark("Attributes"), mark("Attribute")), "sliders-horizontal",
    fields.ATTRIBUTES, records.ATTRIBUTES, records.identifier_of, attributes,
)  # fmt: skip
GROUPS: Final = directory(
    "attribute_groups", (mark("Attribute groups"), mark("Attribute group")), "layers",
    fields.GROUPS, records.GROUPS, records.identifier_of, groups,
)  # fmt: skip
RELATIONS: Final = directory(
    "relations", (mark("Relations by attribute"), mark("Relation by attribute")), "waypoints",
    fields.RELATIONS, records.RELATIONS, records.identifier_of, relations,
)  # fmt: skip
SUPPLIERS: Final = directory(
    "suppliers", (mark("Suppliers"), mark("Supplier")), "truck", fields.SUPPLIERS,
    records.SUPPLIERS, records.identifier_of, suppliers,
)  # fmt: skip
BUYERS: Final = directory(
    "buyers", (mark("Buyers"), mark("Buyer")), "building-2", fields.BUYERS, records.BUYERS,
    records.identifier_of, buyers,
)  # fmt: skip
TREES: Final = directory(
    "category_trees", (mark("Category trees"), mark("Category tree")), "list-tree", fields.TREES,
    records.TREES, records.tree_of, trees,
)  # fmt: skip
CATEGORIES: Final = directory(
    "categories", (mark("Categories"), mark("Category")), "folder-open", fields.CATEGORIES,
    records.CATEGORIES, records.category_of, categories,
)  # fmt: skip
RUNS: Final = directory(
    "synchronizations", (mark("Synchronizations"), mark("Synchronization")), "refresh-cw",
    fields.RUNS, records.RUNS, records.run_of, runs, filters=(RUN_FILTER,), hint=_runs_hint,
)  # fmt: skip

DIRECTORIES: Final = (
    LABELS, ATTRIBUTES, GROUPS, RELATIONS, SUPPLIERS, BUYERS, TREES, CATEGORIES, RUNS,
)  # fmt: skip
"""In the order of the tabs."""
