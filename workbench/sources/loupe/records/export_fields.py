"""The columns of the table of exports."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from workbench.core.fields import Field, Kind
from workbench.core.texts import mark, tr
from workbench.core.times import now
from workbench.core.values import Coded, Odd
from workbench.sources.leaves import flag, moment, text, web
from workbench.sources.loupe.records.export import (
    Envelope,
    Export,
    State,
    id_of,
    labels_of,
    state_of,
)

_STATES: Final = {
    State.PENDING: mark("Being made"),
    State.READY: mark("Ready"),
    State.FAILED: mark("Failed"),
    State.EXPIRED: mark("Expired"),
}
_SIGNS: Final = (
    (State.PENDING.value, "loading"),
    (State.READY.value, "done"),
    (State.FAILED.value, "refused"),
    (State.EXPIRED.value, "stale"),
)
_EMPTY: Final = Export()


def export_of(envelope: Envelope) -> Export:
    """Return the export of an envelope; an empty one where it holds none."""
    return envelope.value or _EMPTY


def _state(envelope: Envelope) -> Coded | None:
    export = export_of(envelope)
    state = state_of(export)
    if state is not None:
        return Coded(state.value, tr(_STATES[state]))
    said = text(export.status)
    return Coded(said, said) if isinstance(said, str) else None


def _created(envelope: Envelope) -> datetime | Odd | None:
    return moment(export_of(envelope).created_at)


def _age(envelope: Envelope) -> int | None:
    created = _created(envelope)
    return max(0, (now() - created).days) if isinstance(created, datetime) else None


def _labels(envelope: Envelope) -> tuple[Coded, ...] | None:
    return tuple(Coded(label, label) for label in labels_of(export_of(envelope))) or None


def _next(envelope: Envelope) -> Coded | None:
    """What a user wants of it next; nothing of one that failed or expired."""
    match state_of(export_of(envelope)):
        case State.READY:
            return Coded("made.open", tr("Open tables"))
        case State.PENDING:
            return Coded("made.check", tr("Check"))
        case _:
            return None


def _download(envelope: Envelope) -> Coded | None:
    ready = state_of(export_of(envelope)) is State.READY
    return Coded("made.file", tr("Download")) if ready else None


def _host(envelope: Envelope) -> str | None:
    link = web(export_of(envelope).file_url)
    try:
        return urlsplit(link).hostname if isinstance(link, str) else None
    except ValueError:
        return None


FIELDS: Final = (
    Field("name", mark("Export"), Kind.TEXT, lambda each: text(export_of(each).labels),
          "value.labels", shown=True, width=240, priority=1, searched=True,
          help=mark("Its labels as they stand; Loupe knows no other name.")),
    Field("status", mark("State"), Kind.CHOICE, _state, "value.status", shown=True, width=130,
          priority=1, facet=True, signs=_SIGNS),
    Field("created", mark("Requested"), Kind.TIME, _created, "value.createdAt", shown=True,
          width=150, priority=2, help=mark("Loupe names no zone; UTC is meant.")),
    Field("next", mark("Next step"), Kind.CHOICE, _next, shown=True, width=110, priority=1,
          act=True),
    Field("download", mark("Download"), Kind.CHOICE, _download, shown=True, width=100, priority=2,
          act=True),
    Field("age", mark("Age"), Kind.INTEGER, _age, "value.createdAt", unit=mark("d"), shown=True,
          width=70, priority=4, help=mark("Whole days since it was asked for.")),
    Field("labels", mark("Labels"), Kind.CODES, _labels, "value.labels", width=200,
          priority=3, facet=True, editable=True),
    Field("archived", mark("Archived"), Kind.FLAG, lambda each: flag(export_of(each).archived),
          "value.archived", shown=True, width=90, priority=5, facet=True, editable=True),
    Field("id", mark("Id"), Kind.ID, lambda each: id_of(each) or None, "value.id", shown=True,
          width=290, priority=7, searched=True),
    Field("type", mark("Type"), Kind.TEXT,
          lambda each: text(export_of(each).data_transfer_type), "value.dataTransferType",
          width=90, priority=7, facet=True),
    Field("host", mark("File at"), Kind.TEXT, _host, "value.fileUrl", shown=True, width=180,
          priority=6, help=mark("The host that the file is read from, without any key.")),
    Field("file", mark("File"), Kind.LINK, lambda each: web(export_of(each).file_url),
          "value.fileUrl", width=220, priority=8),
)  # fmt: skip
"""In the order of the column chooser."""
