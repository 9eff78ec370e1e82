"""The short tables, each read whole at once: labels, attributes, companies, categories, runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec
from msgspec.structs import replace

from workbench.core.queries import Query
from workbench.core.sources import Face, SubTable
from workbench.core.texts import mark
from workbench.core.values import Coded
from workbench.sources.etim import directories_reading as lists
from workbench.sources.etim.client import EtimClient
from workbench.sources.etim.directories_reading import asking
from workbench.sources.etim.records import definition_fields as fields
from workbench.sources.etim.records import definitions as records
from workbench.sources.etim.records.values import rows
from workbench.sources.etim.saving import named
from workbench.sources.etim.saving.actions import DELETE_WITH_PRODUCTS
from workbench.sources.etim.saving.trees import CATEGORIES as CATEGORIES_OF_TREE
from workbench.sources.etim.saving.trees import CATEGORY_SAVING, TREE_SAVING
from workbench.sources.etim.subtables import list_columns
from workbench.sources.etim.synchronizations import RUNS
from workbench.sources.lists import directory

trees = asking(lists.TREES)


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
    name = read.category_tree_name or {}
    key = {"categoryTreeIdentifier": records.tree_of(read), "categoryTreeName": name}
    return [msgspec.Raw(msgspec.json.encode(key | dict(row))) for row in rows(read.categories)]


def _values(document: bytes, _query: Query) -> Sequence[object]:
    read, _odd = records.ATTRIBUTES.read(document)
    return rows(read.values) if read is not None else ()


def _of_tree(document: bytes, _query: Query) -> Sequence[object]:
    read, _odd = records.TREES.read(document)
    return rows(read.categories) if read is not None else ()


LABELS: Final = directory(
    "labels", (mark("Labels"), mark("Label")), "tag", fields.LABELS, records.LABELS,
    records.identifier_of, asking(lists.LABELS),
    saving=named.saving(named.LABEL_ENTRIES, lists.LABELS, ("put_labels", "delete_labels"),
                        named.label_lock),
)  # fmt: skip
ATTRIBUTES: Final = replace(directory(
    "attributes", (mark("Attributes"), mark("Attribute")), "sliders-horizontal",
    fields.ATTRIBUTES, records.ATTRIBUTES, records.identifier_of, asking(lists.ATTRIBUTES),
    subtables=(SubTable("values", mark("Values"), list_columns(named.VALUES), _values),),
    saving=named.saving(named.ATTRIBUTE_ENTRIES, lists.ATTRIBUTES,
                        ("put_attributes", "delete_attributes"), named.attribute_lock,
                        defaults={"type": Coded("T", "T"), "global": True}),
), face=Face(name="name", subtitle=("identifier",)))  # fmt: skip
GROUPS: Final = directory(
    "attribute_groups", (mark("Attribute groups"), mark("Attribute group")), "layers",
    fields.GROUPS, records.GROUPS, records.identifier_of, asking(lists.GROUPS),
    saving=named.saving(named.GROUP_ENTRIES, lists.GROUPS,
                        ("put_attribute_groups", "delete_attribute_groups")),
)  # fmt: skip
RELATIONS: Final = directory(
    "relations", (mark("Relations by attribute"), mark("Relation by attribute")), "waypoints",
    fields.RELATIONS, records.RELATIONS, records.identifier_of, asking(lists.RELATIONS),
    saving=named.saving(named.RELATION_ENTRIES, lists.RELATIONS,
                        ("put_relations_by_attribute", "delete_relations_by_attribute")),
)  # fmt: skip
SUPPLIERS: Final = directory(
    "suppliers", (mark("Suppliers"), mark("Supplier")), "truck", fields.SUPPLIERS,
    records.SUPPLIERS, records.identifier_of, asking(lists.SUPPLIERS),
    saving=named.saving(named.SUPPLIER_ENTRIES, lists.SUPPLIERS,
                        ("put_suppliers", "delete_suppliers"),
                        arguments={"delete-products": False}),
    actions=(DELETE_WITH_PRODUCTS,),
)  # fmt: skip
BUYERS: Final = directory(
    "buyers", (mark("Buyers"), mark("Buyer")), "building-2", fields.BUYERS, records.BUYERS,
    records.identifier_of, asking(lists.BUYERS),
    saving=named.saving(named.BUYER_ENTRIES, lists.BUYERS, ("put_buyers", "delete_buyers")),
)  # fmt: skip
TREES: Final = directory(
    "category_trees", (mark("Category trees"), mark("Category tree")), "list-tree", fields.TREES,
    records.TREES, records.tree_of, trees,
    subtables=(SubTable("categories", mark("Categories"), list_columns(CATEGORIES_OF_TREE),
                        _of_tree),),
    saving=TREE_SAVING,
)  # fmt: skip
CATEGORIES: Final = replace(directory(
    "categories", (mark("Categories"), mark("Category")), "folder-open", fields.CATEGORIES,
    records.CATEGORIES, records.category_of, categories, saving=CATEGORY_SAVING,
), face=Face(name="name", subtitle=("identifier",)))  # fmt: skip
DIRECTORIES: Final = (
    LABELS, ATTRIBUTES, GROUPS, RELATIONS, SUPPLIERS, BUYERS, TREES, CATEGORIES, RUNS,
)  # fmt: skip
"""In the order of the tabs."""
