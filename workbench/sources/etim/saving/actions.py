"""Calls that change no single field: synchronizations, and suppliers that take products along."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from workbench.core.edits import Action, Call, Chosen, Entry, Scope
from workbench.core.fields import Field, Kind
from workbench.core.texts import mark, tr, trn
from workbench.sources.etim.records.values import members
from workbench.sources.etim.saving.sections import text_of
from workbench.sources.leaves import identity

TRIGGER: Final = Field(
    "trigger", mark("Trigger"), Kind.ID, lambda record: record.get("trigger"), shown=True,
    help=mark("Identifier of the trigger, as its company gave it."),
)  # fmt: skip


def _trigger(chosen: Chosen) -> str:
    return text_of(chosen.values.get(TRIGGER.id))


def _run(chosen: Chosen) -> Sequence[Call]:
    return [Call({"trigger-identifier": _trigger(chosen)})]


def _run_says(chosen: Chosen) -> str:
    return tr(
        "The synchronization of {trigger} is run: it can add, change and delete products.",
        trigger=_trigger(chosen),
    )


def run_told(answer: object) -> str:
    """Return in words how a synchronization stands."""
    held = members(answer)
    status, info = identity(held.get("status")), identity(held.get("info"))
    progress = identity(held.get("progress-id"))
    match status:
        case "in progress":
            return tr("It runs: {info}. Its name there is {name}.", info=info, name=progress)
        case "done":
            return tr("Done. {info}", info=info)
        case "error":
            return tr("It could not run: {info}", info=info)
        case _:
            return f"{status} {info}".strip()


def run_name(answer: object) -> str:
    """Return what a run is called there, "" where the answer names none."""
    return identity(members(answer).get("progress-id")).strip()


RUN: Final = Action(
    "run_synchronization", mark("Run a synchronization…"), "refresh-cw", mark("Synchronization"),
    Scope.NONE, "run_synchronization", _run, (TRIGGER,), (Entry(TRIGGER.id, required=True),),
    says=_run_says, told=run_told, follows=run_name, table="synchronizations", rereads=False,
)  # fmt: skip


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
