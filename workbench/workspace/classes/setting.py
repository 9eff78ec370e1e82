"""Staging values of features: the list of a product's features is one field of it.

The whole list is staged, as the service takes it; each feature that nobody typed in stands in it
as it was read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from workbench.core.errors import bad_input
from workbench.core.etim import Classification, EtimClass
from workbench.core.texts import tr, trn
from workbench.core.values import Coded
from workbench.edits.steps import Change
from workbench.workspace.classes.meaning import Meant, meant, staged_value
from workbench.workspace.lists import Lists

if TYPE_CHECKING:
    from workbench.edits.steps import Step
    from workbench.workspace.classes.records import Records

Cells = Mapping[str, str]
"""Canonical texts by feature; "" removes the value."""


def set_value(records: Records, keys: Sequence[str], feature: str, typed: str) -> Step | None:
    """Stage a value of a feature for these products as one step.

    Raises:
        WbError: INPUT with the feature's code as `field`, where it cannot be meant for the first
            of them, or none of them can be changed.
    """
    wanted: dict[str, Cells] = {}
    troubles: list[str] = []
    for key in keys:
        found, trouble = _meant_for(records, key, feature, typed)
        if trouble:
            troubles.append(trouble)
        else:
            wanted[key] = {feature: found}
    if troubles and (not wanted or len(keys) == 1):
        raise bad_input(troubles[0], tr("Nothing was changed."), feature)
    return take(records, _title(records, feature, len(wanted)), wanted)


def _meant_for(records: Records, key: str, feature: str, typed: str) -> Meant:
    held = records.get(key)
    if held is None:
        return Meant("", tr("The record is not on this machine. Read it again."))
    reason = records.why_not(key, records.classified.features)
    if reason:
        return Meant("", reason)
    class_ = records.class_(held.product.class_code, held.version)
    if not typed.strip() and feature in held.product.features:
        return Meant("")
    return meant(typed, class_.feature(feature))


def _title(records: Records, feature: str, count: int) -> str:
    name = records.model().feature(feature).name or feature
    return trn("Set {name} in {count} product", "Set {name} in {count} products", count, name=name)


def take(records: Records, title: str, wanted: Mapping[str, Cells]) -> Step | None:
    """Stage values of features by product as one step; None where nothing changes."""
    editing = records.editing
    if editing is None:
        raise bad_input(tr("{title} can only be read.", title=tr(records.session.resource.title)))
    return editing.book.take(title, changes(records, wanted))


def changes(records: Records, wanted: Mapping[str, Cells]) -> list[Change]:
    """Return what staging values of features would change; nothing is staged.

    Products that cannot be typed in are left out; ask `why_not` before.
    """
    editing, parts = records.editing, records.classified
    if editing is None:
        return []
    lists, named = Lists(editing), _Named(records)
    for key, cells in wanted.items():
        if not records.why_not(key, parts.features):
            lists.put(key, parts.features, (parts.code, parts.value), named.of(key, cells))
    return lists.changes()


class _Named:
    """Names of values, looked up once for all products of a class that get the same ones."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._model = records.model()
        self._found: dict[tuple[str, tuple[tuple[str, str], ...]], dict[str, Coded | None]] = {}

    def of(self, key: str, cells: Cells) -> dict[str, Coded | None]:
        """Return canonical texts as they are staged in a product."""
        held = self._records.get(key)
        code = held.product.class_code if held is not None else ""
        place = code, tuple(cells.items())
        if place not in self._found:
            class_ = self._records.class_(code)
            self._found[place] = staged_values(self._model, class_, cells)
        return self._found[place]


def staged_values(
    model: Classification, class_: EtimClass, cells: Cells
) -> dict[str, Coded | None]:
    """Return canonical texts as they are staged, with their names."""
    return {
        code: staged_value(text, class_.feature(code), lambda value: model.value(value).name)
        for code, text in cells.items()
    }
