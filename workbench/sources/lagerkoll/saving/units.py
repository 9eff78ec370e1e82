"""The further units of an article: added, changed and taken away, each by a call of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from workbench.core.edits import Action, Call, Chosen, Entry, Scope
from workbench.core.texts import mark, tr
from workbench.sources.lagerkoll.saving import forms
from workbench.sources.lagerkoll.saving.bodies import number_wire

_GROUP: Final = mark("Units")


def _body(chosen: Chosen) -> dict[str, object]:
    return forms.given(
        unit={"id": number_wire(forms.code_of(chosen, forms.UNIT))},
        convert=forms.number_of(chosen, forms.CONVERT),
        barcode=forms.code_of(chosen, forms.BARCODE),
    )


def _add(chosen: Chosen) -> Sequence[Call]:
    return [Call({"id": chosen.keys[0]}, _body(chosen))]


def _of(chosen: Chosen) -> dict[str, object]:
    return {"id": chosen.keys[0], "unit_id": forms.code_of(chosen, forms.UNIT)}


def _change(chosen: Chosen) -> Sequence[Call]:
    return [Call(_of(chosen), _body(chosen))]


def _remove(chosen: Chosen) -> Sequence[Call]:
    return [Call(_of(chosen))]


def _remove_says(chosen: Chosen) -> str:
    return tr(
        "{number} is no longer counted in unit {unit}.",
        number=chosen.keys[0],
        unit=forms.code_of(chosen, forms.UNIT),
    )


_UNIT: Final = Entry(forms.UNIT.id, required=True, lookup="units")
_TYPED: Final = (_UNIT, forms.above_zero(forms.CONVERT), Entry(forms.BARCODE.id))
_FIELDS: Final = (forms.UNIT, forms.CONVERT, forms.BARCODE)

ACTIONS: Final = (
    Action("add_unit", mark("Add a unit…"), "ruler", _GROUP, Scope.ONE, "add_article_unit",
           _add, _FIELDS, _TYPED),
    Action("change_unit", mark("Change a unit…"), "pencil", _GROUP, Scope.ONE,
           "update_article_unit", _change, _FIELDS, _TYPED),
    Action("remove_unit", mark("Take a unit away…"), "trash-2", _GROUP, Scope.ONE,
           "remove_article_unit", _remove, (forms.UNIT,), (_UNIT,), says=_remove_says,
           danger=mark("Its barcode no longer finds the article.")),
)  # fmt: skip
"""Actions on an article."""
