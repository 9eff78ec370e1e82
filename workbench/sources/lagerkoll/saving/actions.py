"""Calls on articles that change no single field: move, reserve, bundles, batches, labels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from workbench.core.edits import Action, Call, Chosen, Entry, Finding, Scope
from workbench.core.texts import mark, tr
from workbench.sources.lagerkoll.saving import forms, units
from workbench.sources.lagerkoll.saving.bodies import number_wire
from workbench.sources.lagerkoll.saving.exports import BUNDLES
from workbench.sources.lagerkoll.saving.files import OF_ARTICLES
from workbench.sources.lagerkoll.saving.labels import LABELS
from workbench.sources.lagerkoll.saving.pricing import PRICES
from workbench.sources.leaves import count

_STOCK: Final = mark("Stock")
_BUNDLE: Final = mark("Bundles")
_PRINT: Final = mark("Print")


def _one(chosen: Chosen) -> dict[str, object]:
    return {"id": chosen.keys[0]}


def _reserve(chosen: Chosen) -> Sequence[Call]:
    return [Call(_one(chosen), {"reserved": forms.number_of(chosen, forms.RESERVED)})]


def _move(chosen: Chosen) -> Sequence[Call]:
    body = {
        "articleId": chosen.keys[0],
        "amount": forms.number_of(chosen, forms.AMOUNT),
        "toStoreId": number_wire(forms.code_of(chosen, forms.STORE)),
        "batches": {"batches": [], "serialNumbers": []},
    }
    return [Call(_one(chosen), body)]


def _move_says(chosen: Chosen) -> str:
    return tr(
        "{amount} of {number} go to store {store}.",
        amount=forms.number_of(chosen, forms.AMOUNT),
        number=chosen.keys[0],
        store=forms.code_of(chosen, forms.STORE),
    )


def _delete_fifo_says(chosen: Chosen) -> str:
    return tr("All FIFO rows of {number} are deleted.", number=chosen.keys[0])


def _bundles(chosen: Chosen) -> Sequence[Call]:
    body = {"articleId": chosen.keys[0], "amount": forms.number_of(chosen, forms.AMOUNT)}
    return [Call(_one(chosen), body)]


def _switch(chosen: Chosen) -> Sequence[Call]:
    return [Call(_one(chosen) | {"bundle": chosen.values.get(forms.BUNDLED.id) is True})]


def _batch(chosen: Chosen) -> Sequence[Call]:
    body = forms.given(
        batchId=forms.code_of(chosen, forms.BATCH),
        serialNr=forms.code_of(chosen, forms.SERIAL),
        amount=forms.number_of(chosen, forms.AMOUNT),
        barcode=forms.code_of(chosen, forms.BARCODE),
        bestBefore=forms.moment_of(chosen, forms.BEST_BEFORE),
    )
    return [Call(_one(chosen), body)]


def _check_batch(chosen: Chosen) -> Sequence[Finding]:
    if forms.code_of(chosen, forms.BATCH) or forms.code_of(chosen, forms.SERIAL):
        return ()
    return (Finding(forms.BATCH.id, tr("A batch or a serial number is needed.")),)


def _sequence(chosen: Chosen) -> Sequence[Call]:
    arguments = forms.given(
        prefix=forms.code_of(chosen, forms.PREFIX),
        start=count(chosen.values.get(forms.START.id)),
        length=count(chosen.values.get(forms.LENGTH.id)),
        amount=count(chosen.values.get(forms.HOW_MANY.id)),
        suffix=forms.code_of(chosen, forms.SUFFIX),
        set_barcode_from_serialnumber=chosen.values.get(forms.AS_BARCODE.id),
    )
    return [Call(_one(chosen) | arguments)]


def _sequence_says(chosen: Chosen) -> str:
    """Name the first and the last serial number that are made."""
    start = count(chosen.values.get(forms.START.id)) or 1
    made = count(chosen.values.get(forms.HOW_MANY.id)) or 1
    digits = count(chosen.values.get(forms.LENGTH.id)) or 0
    before, behind = forms.code_of(chosen, forms.PREFIX), forms.code_of(chosen, forms.SUFFIX)
    first, last = (f"{before}{at:0{digits}}{behind}" for at in (start, start + made - 1))
    return tr("{made} serial numbers: {first} to {last}.", made=made, first=first, last=last)


def _print_bundle(chosen: Chosen) -> Sequence[Call]:
    return [Call(_one(chosen) | forms.given(amount=count(chosen.values.get(forms.HOW_MANY.id))))]


ACTIONS: Final = (
    PRICES,
    Action("move", mark("Move to another store…"), "arrow-left-right", _STOCK, Scope.ONE,
           "move_article", _move, (forms.AMOUNT, forms.STORE),
           (forms.above_zero(forms.AMOUNT),
            Entry(forms.STORE.id, required=True, lookup="stores")),
           says=_move_says, danger=mark("Stock leaves this store.")),
    Action("reserve", mark("Set the reserved amount…"), "lock", _STOCK, Scope.ONE,
           "update_reserved", _reserve, (forms.RESERVED,),
           (Entry(forms.RESERVED.id, required=True),)),
    Action("delete_fifo", mark("Delete all purchases…"), "trash-2", _STOCK, Scope.ONE,
           "delete_fifo", lambda chosen: [Call(_one(chosen))], says=_delete_fifo_says,
           danger=mark("The stock stays, what it was bought for is lost.")),
    Action("add_batch", mark("Add a batch…"), "layers", _STOCK, Scope.ONE, "add_batch", _batch,
           (forms.BATCH, forms.SERIAL, forms.AMOUNT, forms.BEST_BEFORE, forms.BARCODE),
           (Entry(forms.BATCH.id), Entry(forms.SERIAL.id), forms.above_zero(forms.AMOUNT),
            Entry(forms.BEST_BEFORE.id), Entry(forms.BARCODE.id)),
           check=_check_batch),
    Action("add_serial", mark("Add a serial number…"), "ticket", _STOCK, Scope.ONE,
           "add_serial_number", _batch,
           (forms.SERIAL, forms.BATCH, forms.AMOUNT, forms.BEST_BEFORE, forms.BARCODE),
           (Entry(forms.SERIAL.id, required=True), Entry(forms.BATCH.id),
            forms.above_zero(forms.AMOUNT), Entry(forms.BEST_BEFORE.id),
            Entry(forms.BARCODE.id)),
           check=_check_batch),
    Action("add_serials", mark("Add a row of serial numbers…"), "ticket", _STOCK, Scope.ONE,
           "add_serial_numbers", _sequence,
           (forms.PREFIX, forms.START, forms.LENGTH, forms.HOW_MANY, forms.SUFFIX,
            forms.AS_BARCODE),
           (Entry(forms.PREFIX.id), Entry(forms.START.id), Entry(forms.LENGTH.id),
            forms.above_zero(forms.HOW_MANY), Entry(forms.SUFFIX.id),
            Entry(forms.AS_BARCODE.id)), says=_sequence_says),
    *units.ACTIONS,
    Action("create_bundles", mark("Make bundles…"), "package", _BUNDLE, Scope.ONE,
           "create_bundles", _bundles, (forms.AMOUNT,), (forms.above_zero(forms.AMOUNT),),
           danger=mark("Parts are taken from stock.")),
    Action("split_bundles", mark("Split bundles…"), "layers", _BUNDLE, Scope.ONE,
           "split_bundles", _bundles, (forms.AMOUNT,), (forms.above_zero(forms.AMOUNT),),
           danger=mark("Bundles are taken from stock, their parts come back.")),
    Action("switch_bundle", mark("Bundled or simple…"), "toggle-left", _BUNDLE, Scope.ONE,
           "switch_bundle", _switch, (forms.BUNDLED,),
           (Entry(forms.BUNDLED.id, required=True),)),
    LABELS,
    Action("print_bundle", mark("Print a bundle…"), "printer", _PRINT, Scope.ONE,
           "print_bundle", _print_bundle, (forms.HOW_MANY,), (forms.whole(forms.HOW_MANY),),
           file="bundle.pdf", rereads=False),
    *OF_ARTICLES,
    BUNDLES,
)  # fmt: skip
"""Every action on articles."""
