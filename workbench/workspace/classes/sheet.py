"""One product by its class: every feature in order, theirs and staged, with what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.core.etim import Classification, EtimClass, EtimFeature
from workbench.core.etim_reports import EtimText, is_filled
from workbench.edits.drafts import Record, State
from workbench.workspace.classes.meaning import reading_of, shown_value, trouble_of
from workbench.workspace.classes.model import ClassSheet, SheetRow

if TYPE_CHECKING:
    from workbench.workspace.classes.records import Product, Records


def sheet_of(records: Records, key: str) -> ClassSheet | None:
    """Return a product by its class; None where its document is not on this machine."""
    theirs, shown = records.theirs(key), records.get(key)
    if theirs is None or shown is None:
        return None
    model = records.model(shown.version)
    code = shown.product.class_code
    class_ = model.class_(code) if code else EtimClass("", known=False)
    rows = _Rows(records, key, model, class_).all(dict(theirs.product.features), shown)
    required = [row for row in rows if row.required]
    parts, draft = records.classified, records.draft(key)
    staged = draft.cells if draft is not None else {}
    return ClassSheet(
        key=key,
        code=code,
        name=class_.name,
        known=class_.known,
        group=class_.group if class_.known or not theirs.group else model.group(theirs.group),
        class_version=class_.version,
        version=shown.version,
        release=model.release,
        exact=model.release.major == shown.version.partition(".")[0],
        rows=rows,
        filled=sum(is_filled(shown.product.features.get(row.feature.code)) for row in required),
        required=len(required),
        changed=bool({parts.class_field, parts.version_field} & staged.keys()),
        theirs=theirs.product.class_code,
        why_not=records.why_not(key, parts.features),
    )


class _Rows:
    """The rows of one product."""

    def __init__(
        self, records: Records, key: str, model: Classification, class_: EtimClass
    ) -> None:
        self._model = model
        self._class = class_
        self._required = frozenset(records.required(class_))
        self._state = _state(records.draft(key), records.classified.features)

    def all(self, theirs: dict[str, EtimText], shown: Product) -> tuple[SheetRow, ...]:
        """Return features in the order of the class, then those that it does not have."""
        mine = dict(shown.product.features)
        own = self._class.features
        codes = {feature.code for feature in own}
        others = [code for code in {**theirs, **mine} if code not in codes]
        return (
            *(self._row(feature, place, theirs, mine) for place, feature in enumerate(own, 1)),
            *(self._row(self._stray(code), 0, theirs, mine) for code in others),
        )

    def _stray(self, code: str) -> EtimFeature:
        """Return a feature that the class does not have: with its name, and not known."""
        found = self._model.feature(code)
        return EtimFeature(code, found.name, found.type, known=False)

    def _row(
        self,
        feature: EtimFeature,
        place: int,
        theirs: dict[str, EtimText],
        mine: dict[str, EtimText],
    ) -> SheetRow:
        old, new = (reading_of(held.get(feature.code), feature) for held in (theirs, mine))
        staged = old.text != new.text
        return SheetRow(
            feature=feature,
            place=place,
            theirs=shown_value(old, feature, self._name),
            mine=shown_value(new, feature, self._name) if staged else None,
            state=self._state if staged else None,
            required=feature.code in self._required,
            trouble=trouble_of(new, feature),
        )

    def _name(self, code: str) -> str:
        return self._model.value(code).name


def _state(draft: Record | None, field: str) -> State | None:
    if draft is None:
        return None
    return draft.state_of(field) if field in draft.cells else State.CHANGED
