"""Moving products to another class: what it would lose, told first, and then staged as one step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from workbench.core.etim import EtimClass
from workbench.core.texts import tr, trn
from workbench.core.times import now
from workbench.core.values import Coded
from workbench.edits.drafts import Typed
from workbench.sources.etim.classification import lost_features
from workbench.workspace.classes.meaning import shown_value
from workbench.workspace.classes.model import Loss, LostValue
from workbench.workspace.classes.records import BETWEEN, raw_of
from workbench.workspace.classes.setting import staged_values

if TYPE_CHECKING:
    from workbench.core.edits import Values
    from workbench.edits.steps import Step
    from workbench.workspace.classes.records import Product, Records


class _Move(NamedTuple):
    """One product on its way: what is lost, and the values that it keeps."""

    version: str
    new: EtimClass
    lost: tuple[LostValue, ...]
    kept: dict[str, str]


def loss_of(records: Records, keys: Sequence[str], class_code: str, version: str) -> Loss:
    """Return what moving products to another class would lose; see `Classes.change_class`."""
    moving: list[str] = []
    lost: list[LostValue] = []
    kept = unfilled = 0
    kept_out: dict[str, int] = {}
    for key in keys:
        held = records.get(key)
        reason = _why_not(records, key, held)
        if held is None or reason:
            kept_out[reason] = kept_out.get(reason, 0) + 1
            continue
        move = _move(records, key, held, class_code, version)
        moving.append(key)
        lost += move.lost
        kept += len(move.kept)
        unfilled += sum(feature.code not in move.kept for feature in move.new.features)
    return Loss(tuple(moving), class_code, version, tuple(lost), kept, unfilled, kept_out)


def _why_not(records: Records, key: str, held: Product | None) -> str:
    if held is None:
        return tr("The record is not on this machine. Read it again.")
    return records.why_not(key, records.classified.class_field)


def _move(records: Records, key: str, held: Product, class_code: str, version: str) -> _Move:
    own = held.product
    target = version or held.version
    model = records.model(held.version)
    old = model.class_(own.class_code)
    new = records.class_(class_code, target)
    raw = {code: raw_of(value) for code, value in own.features.items()}
    found = lost_features(raw, old, new)
    name = records.name(key)
    lost = tuple(
        LostValue(key, name, each.feature, shown_value(each.reading, each.feature), each.why)
        for each in found
    )
    gone = {each.feature.code for each in found}
    kept = {
        code: BETWEEN.join(value) if isinstance(value, tuple) else value
        for code, value in own.features.items()
        if code not in gone and new.feature(code).known and is_set(value)
    }
    return _Move(target, new, lost, kept)


def is_set(value: object) -> bool:
    """Return whether a feature says anything at all; "unknown" does, and one end of a range."""
    return any(value) if isinstance(value, tuple) else bool(value)


def stage_class(records: Records, loss: Loss) -> Step | None:
    """Stage a change of class as one step: class, release, and the features that survive.

    None where nothing changes.
    """
    editing = records.editing
    if editing is None:
        return None
    typed = [each for key in loss.keys for each in _typed(records, key, loss)]
    changes = editing.book.changes(records.session.resource.id, typed)
    name = records.class_(loss.class_code, loss.version).name or loss.class_code
    title = trn("Move {count} product to {name}", "Move {count} products to {name}",
                len(loss.keys), name=name)  # fmt: skip
    return editing.book.take(title, changes)


def _typed(records: Records, key: str, loss: Loss) -> list[Typed]:
    held, editing, parts = records.get(key), records.editing, records.classified
    if held is None or editing is None or _why_not(records, key, held):
        return []
    move = _move(records, key, held, loss.class_code, loss.version)
    values: dict[str, object] = {
        parts.class_field: _class_value(move.new),
        parts.version_field: move.version or None,
        parts.features: _rows(records, move),
    }
    at = records.session.status.read_at or now()
    return [
        Typed(key, field, editing.read_value(key, field), value, at)
        for field, value in values.items()
        if not editing.why_not(key, field)
    ]


def _class_value(new: EtimClass) -> Coded | None:
    return Coded(new.code, new.name or new.code) if new.code else None


def _rows(records: Records, move: _Move) -> tuple[Values, ...]:
    """Return the features that survive, in the order of the new class."""
    parts = records.classified
    values = staged_values(records.model(move.version), move.new, move.kept)
    codes = (feature.code for feature in move.new.features)
    return tuple({parts.code: code, parts.value: values[code]} for code in codes if code in values)
