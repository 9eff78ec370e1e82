"""Calls that change no single field: suppliers that take their products along."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from workbench.core.edits import Action, Call, Chosen, Scope
from workbench.core.texts import mark, trn


def _with_products(chosen: Chosen) -> Sequence[Call]:
    return [Call({"delete-products": True}, list(chosen.keys))]


def _with_products_says(chosen: Chosen) -> str:
    return trn(
        "{count} supplier is deleted with every product of it.",
        "{count} suppliers are deleted with every product of them.",
        len(chosen.keys),
    )


DELETE_WITH_PRODUCTS: Final = Action(
    "delete_suppliers_with_products", mark("Delete with their products"), "trash-2",
    mark("Suppliers"), Scope.MANY, "delete_suppliers", _with_products, says=_with_products_says,
    danger=mark("The products of the suppliers are deleted too; nothing brings them back."),
)  # fmt: skip
"""Deleting suppliers alone leaves their products: that is what the usual deletion does."""
