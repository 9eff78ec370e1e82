"""How trees and their categories are saved: always the whole tree, as a put may replace it.

A tree holds its categories in a list, each with the one above it; new categories and new places
are typed there. A category alone is changed in the tree as the service has it just then.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from workbench.core.edits import Call, Entry, Finding, Patch, Saving, Values, Write
from workbench.core.errors import bad_input
from workbench.core.texts import mark, tr
from workbench.sources.etim.client import EtimClient
from workbench.sources.etim.directories_reading import TREES, detailed
from workbench.sources.etim.records.declaring import Form, Member
from workbench.sources.etim.records.lists import Listed
from workbench.sources.etim.records.values import members, rows
from workbench.sources.etim.saving.bodies import as_texts, put, wire
from workbench.sources.etim.saving.checks import check_unique
from workbench.sources.etim.saving.counting_lists import list_counting
from workbench.sources.etim.saving.entries import list_entry
from workbench.sources.etim.saving.named import key_entry, plain, spoken_entries
from workbench.sources.etim.saving.sections import set_list, text_of, typed_rows
from workbench.sources.leaves import identity

TREE: Final = "categoryTree"
"""Member of a category's document, when it is read to be written, that holds its whole tree."""

CATEGORIES: Final = Listed(
    "categories",
    mark("Categories"),
    "categories",
    (
        Member("category", mark("Category"), "identifier", Form.ID),
        Member("category_parent", mark("Parent"), "parent", Form.ID),
        Member("category_name", mark("Name"), "name", Form.SPOKEN),
        Member("category_attributes", mark("Attributes"), "attributes", Form.CODES),
    ),
    key="category",
    required=("category",),
)

TREE_ENTRIES: Final = (
    key_entry(),
    *spoken_entries("name", "categoryTreeName"),
    plain("attributes", "categoryTreeAttributes", lookup="attributes", check=check_unique),
    replace(list_entry(CATEGORIES), parent="category_parent"),
)
CATEGORY_ENTRIES: Final = (
    *spoken_entries("name", "name"),
    plain("parent"),
    plain("attributes", lookup="attributes", check=check_unique),
)


def tree_body(patch: Patch) -> dict[str, Any]:
    """Return a whole tree: theirs with mine over it."""
    body = as_texts(members(msgspec.json.decode(patch.theirs))) if patch.theirs else {}
    body["categoryTreeIdentifier"] = patch.key or wire(patch.values.get("identifier"))
    _put_all(body, patch.values, TREE_ENTRIES)
    return body


def category_body(patch: Patch) -> dict[str, Any]:
    """Return the whole tree of a category, with the category as it is typed.

    Raises:
        WbError: code INPUT, where the tree was not read with it.
    """
    held = members(msgspec.json.decode(patch.theirs)) if patch.theirs else {}
    tree = as_texts(dict(members(held.get(TREE))))
    _key, _slash, own = patch.key.partition("/")
    found = [row for row in tree.get("categories", []) if row.get("identifier") == own]
    if not found:
        raise bad_input(
            tr("The category is no longer in its tree."), tr("Read the categories again.")
        )
    for row in found:
        _put_all(row, patch.values, CATEGORY_ENTRIES)
        if not row.get("parent"):
            row.pop("parent", None)
    return tree


def _put_all(body: dict[str, Any], values: Values, entries: tuple[Entry, ...]) -> None:
    typed = {entry.field: entry for entry in entries}
    for name, value in values.items():
        entry = typed.get(name)
        if entry is None or name == "identifier":
            continue
        if entry.rows:
            set_list(CATEGORIES, body, value, values)
        else:
            put(body, entry.member, wire(value))


async def read_tree(client: EtimClient, key: str) -> bytes | None:
    """Return a tree's document as it is now, None where it is gone.

    Raises:
        WbError: as the gateway names it.
    """
    found = await detailed(TREES.call(client), TREES.found, [key])
    return bytes(found[0]) if found else None


async def read_category(client: EtimClient, key: str) -> bytes | None:
    """Return a category's document with its whole tree, None where it is gone.

    Raises:
        WbError: as the gateway names it.
    """
    tree_key, _slash, own = key.partition("/")
    document = await read_tree(client, tree_key)
    tree = members(msgspec.json.decode(document)) if document else {}
    for row in rows(tree.get("categories")):
        if identity(row.get("identifier")) == own:
            of_tree = {"categoryTreeIdentifier": tree_key,
                       "categoryTreeName": tree.get("categoryTreeName")}  # fmt: skip
            return msgspec.json.encode({**of_tree, **row, TREE: tree})
    return None


def check_tree(values: Values, new: bool) -> list[Finding]:  # noqa: ARG001 - of the protocol
    """Return categories whose parent is not there, or that stand below themselves."""
    parents = {
        text_of(row.get("category")): text_of(row.get("category_parent"))
        for row in typed_rows(values.get("categories"))
    }
    found: list[Finding] = []
    for place, (name, parent) in enumerate(parents.items(), 1):
        if parent and parent not in parents:
            sentence = tr("There is no category {name} in this tree.", name=parent)
            found.append(Finding("categories", sentence, row=place, member="category_parent"))
        elif _goes_round(name, parents):
            sentence = tr("{name} would stand below itself.", name=name)
            found.append(Finding("categories", sentence, row=place, member="category_parent"))
    return found


def _goes_round(name: str, parents: Mapping[str, str]) -> bool:
    seen, at = {name}, parents.get(name, "")
    while at:
        if at in seen:
            return True
        seen.add(at)
        at = parents.get(at, "")
    return False


def _delete_category(patch: Patch) -> Call:
    tree, _slash, own = patch.key.partition("/")
    return Call({"category-tree-identifier": tree}, [own])


TREE_SAVING: Final = Saving(
    entries=TREE_ENTRIES,
    read=read_tree,
    update=Write("put_category_trees", lambda patch: Call({}, [tree_body(patch)])),
    create=Write("put_category_trees", lambda patch: Call({}, [tree_body(patch)])),
    delete=Write("delete_category_trees", lambda patch: Call({}, [patch.key])),
    check=check_tree,
    key_field="identifier",
    whole=True,
    counting=list_counting(("put_category_trees", "delete_category_trees"), "deletedCategoryTrees"),
)
CATEGORY_SAVING: Final = Saving(
    entries=CATEGORY_ENTRIES,
    read=read_category,
    update=Write("put_category_trees", lambda patch: Call({}, [category_body(patch)])),
    delete=Write("delete_categories", _delete_category),
    copied=False,
    whole=True,
    in_turn=True,
    counting=list_counting(
        ("put_category_trees", "delete_categories"), "deletedCategories", below=True
    ),
)
