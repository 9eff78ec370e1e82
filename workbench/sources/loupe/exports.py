"""The table of exports: every one of the account, in one answer, the latest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import msgspec

from workbench.core.pages import Page
from workbench.core.queries import Query
from workbench.core.settings import Density
from workbench.core.sources import Face, Resource
from workbench.core.texts import mark
from workbench.sources.leaves import moment
from workbench.sources.lists import rows_reader, whole_page
from workbench.sources.loupe.client import LoupeClient
from workbench.sources.loupe.records.export import ENVELOPES, Envelope, id_of
from workbench.sources.loupe.records.export_fields import FIELDS
from workbench.sources.loupe.saving import ACTIONS, SAVING
from workbench.sources.reading import read_all


def export_rows(raws: Sequence[msgspec.Raw]) -> Sequence[Envelope]:
    """Return the exports of a list that have an id."""
    read, _warnings = read_all(ENVELOPES, raws)
    return [envelope for _document, envelope in read if id_of(envelope)]


async def _search(client: LoupeClient, query: Query, cursor: str) -> Page:  # noqa: ARG001
    raws = await client.exports.list_exports() or ()
    return whole_page(ENVELOPES, sorted(raws, key=_created, reverse=True), id_of)


def _created(raw: msgspec.Raw) -> float:
    """When an export was asked for; one that does not say comes last."""
    envelope = ENVELOPES.read(raw)[0]
    created = moment(envelope.value.created_at) if envelope and envelope.value else None
    return created.timestamp() if isinstance(created, datetime) else 0.0


EXPORTS: Final = Resource(
    id="exports",
    title=mark("Exports"),
    one=mark("Export"),
    icon="file-down",
    fields=FIELDS,
    rows_of=rows_reader(ENVELOPES, id_of),
    search=_search,
    face=Face(name="name", subtitle=("status", "id")),
    document="exports",
    density=Density.COMPACT,
    local_only=True,
    saving=SAVING,
    actions=ACTIONS,
    opens="samples",
)
"""Every export ever made under the account, also by others."""
