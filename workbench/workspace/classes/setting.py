"""Staging values of features: the list of a product's features is one field of it.

The whole list is staged, as the service takes it; each feature that nobody typed in stands in it
as it was read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from workbench.core.errors import bad_input
from workbench.core.etim import Classification, EtimClass
from workbench.core.texts import tr, trn
from workbench.core.times import now
from workbench.core.values import Coded
from workbench.edits.drafts import NEW_KEY, Cell, Typed
from workbench.edits.steps import Change
from workbench.workspace.classes.meaning import Meant, meant, staged_value
from workbench.workspace.classes.records import code_in

if TYPE_CHECKING:
    from workbench.core.edits import Values
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
    editing, field = records.editing, records.classified.features
    if editing is None:
        return []
    resource, named = records.session.resource.id, _Named(records)
    at = records.session.status.read_at or now()
    found: list[Change] = []
    for key, cells in wanted.items():
        if records.why_not(key, field):
            continue
        base = editing.read_value(key, field)
        cell = editing.cell(key, field)
        rows = cast("Sequence[Values]", (cell.value if cell is not None else base) or ())
        values = named.of(key, cells)
        value = with_values(records, rows, values)
        if cell is None and not key.startswith(NEW_KEY) and _differ(records, rows, values):
            # What is read is right by itself and what is typed was judged, so that thousands of
            # lists need neither be compared nor checked feature by feature.
            found.append(Change(resource, key, field, None, Cell(base, value, at)))
        else:
            found += editing.book.changes(resource, [Typed(key, field, base, value, at)])
    return found


def _differ(records: Records, rows: Sequence[Values], values: Mapping[str, Coded | None]) -> bool:
    """Return whether one of the values is another than the one in the rows."""
    code, value = records.classified.code, records.classified.value
    held = {str(row.get(code)): code_in(row.get(value)) for row in rows if row.get(code) in values}
    return any(held.get(name, "") != code_in(own) for name, own in values.items())


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


def with_values(
    records: Records, rows: Iterable[Values], values: Mapping[str, Coded | None]
) -> tuple[Values, ...]:
    """Return rows of features with other values; features that have no row get one."""
    code, value = records.classified.code, records.classified.value
    left = dict(values)
    found: list[Values] = []
    for row in rows:
        name = str(row.get(code) or "")
        found.append({**row, value: left.pop(name)} if name in left else row)
    return (*found, *({code: name, value: own} for name, own in left.items() if own is not None))
