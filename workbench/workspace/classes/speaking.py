"""A product's texts side by side in their languages, missing ones marked, each of them typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.core.errors import bad_input
from workbench.core.texts import tr
from workbench.workspace.classes.model import TextRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.core.classified import SpokenText
    from workbench.edits.steps import Step
    from workbench.workspace.classes.records import Records


def text_rows(records: Records, key: str) -> tuple[TextRow, ...]:
    """Return every text of a product in every language; see `Classes.languages`."""
    return tuple(row for text in records.classified.texts for row in _rows_of(records, key, text))


def _rows_of(records: Records, key: str, text: SpokenText) -> Iterator[TextRow]:
    theirs, shown = records.theirs(key), records.get(key)
    if theirs is None or shown is None:
        return
    old = theirs.product.texts.get(text.id, {})
    new = shown.product.texts.get(text.id, {})
    if not any(part.strip() for part in (*old.values(), *new.values())):
        return
    spoken = any(part.strip() for part in new.values())
    for language, field in text.fields.items():
        was, now = old.get(language, ""), new.get(language, "")
        yield TextRow(
            text=text.id,
            title=text.title,
            language=language,
            field=field,
            theirs=was,
            mine=now if now != was else None,
            missing=spoken and not now.strip(),
            why_not=records.why_not(key, field),
        )


def set_text(records: Records, key: str, row: TextRow, text: str) -> Step | None:
    """Stage a text in one language.

    Raises:
        WbError: INPUT with `field`, where it cannot be typed.
    """
    reason = records.why_not(key, row.field)
    editing = records.editing
    if reason or editing is None:
        raise bad_input(reason, tr("Nothing was changed."), row.field)
    title = tr("{text} in {language}", text=tr(row.title), language=row.language.upper())
    return editing.set(title, [(key, row.field, text or None)])
