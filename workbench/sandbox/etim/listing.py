"""Reading of the lists beside the products: identifiers without a body, records with one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from workbench.sandbox.etim import relations
from workbench.sandbox.etim.calls import Call
from workbench.sandbox.etim.world import Document, World, texts

Shown = Callable[[Call, Document], Document]


@dataclass(frozen=True, slots=True)
class Named:
    """How a list is called in its answers, and how a record is shown."""

    path: str
    identifiers: str
    records: str
    deleted: str
    shown: Shown


def _as_kept(_call: Call, row: Document) -> Document:
    return row


def _attribute(call: Call, row: Document) -> Document:
    """An attribute with what the service adds: whether it is locked, and by what."""
    key = str(row["identifier"])
    answer = dict(row)
    if row.get("type") == "L":
        answer["questionInAttributeGroup"] = _flag(key in questions(call.world))
    answer["inCompletenessMask"] = _flag(key in call.world.mask)
    return answer


LISTS: tuple[Named, ...] = (
    Named("labels", "labelIdentifiers", "labels", "deletedLabels", _as_kept),
    Named("attributes", "attributeIdentifiers", "attributes", "deletedAttributes", _attribute),
    Named("attribute-groups", "attributeGroupIdentifiers", "attributeGroups",
          "deletedAttributeGroups", _as_kept),
    Named("relations-by-attribute", "relationByAttributeIdentifiers", "relationsByAttribute",
          "deletedRelationsByAttribute", relations.shown),
    Named("suppliers", "supplierIdentifiers", "suppliers", "deletedSuppliers", _as_kept),
    Named("buyers", "buyerIdentifiers", "buyers", "deletedBuyers", _as_kept),
)  # fmt: skip


def reader(named: Named) -> Callable[[Call], Document]:
    """The GET of a list."""

    def read(call: Call) -> Document:
        held = call.world.lists[named.path]
        if not call.body.strip():
            return {named.identifiers: list(held), "parameters": call.echo()}
        asked = dict.fromkeys(call.names())
        rows = [named.shown(call, held[key]) for key in asked if key in held]
        return {named.records: rows, "parameters": call.echo()}

    return read


def questions(world: World) -> set[str]:
    """Attributes that a group asks as its question."""
    rows = world.lists["attribute-groups"].values()
    return {name for row in rows for name in texts(row.get("question"))}


def _flag(value: bool) -> str:
    return "true" if value else "false"
