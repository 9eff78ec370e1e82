"""How tags are saved: new ones can be added, and nothing else is documented."""

from __future__ import annotations

from typing import Any, Final

from workbench.core.edits import Call, Entry, Saving, Write
from workbench.sources.lagerkoll.client import LagerkollClient
from workbench.sources.lagerkoll.pages import read_whole
from workbench.sources.lagerkoll.records.list_fields import TAGS as FIELDS
from workbench.sources.lagerkoll.records.rows import TAGS
from workbench.sources.lagerkoll.saving.bodies import filled_body
from workbench.sources.leaves import identity

_LIMIT: Final = 100

ENTRIES: Final = (
    Entry("name", "name", required=True, only_new=True, unique=True),
    Entry("description", "desc", required=True, only_new=True),
    Entry("external_id", "externalId", only_new=True, unique=True),
)


async def read(client: LagerkollClient, key: str) -> bytes | None:
    """Return a tag's document as it is now, None where it is gone.

    Raises:
        WbError: as the gateway names it.
    """
    raws = await read_whole(
        lambda page: client.tags.tags(page=page, limit=_LIMIT), lambda answer: answer.tags, _LIMIT
    )
    for document in map(bytes, raws):
        record, _odd = TAGS.read(document)
        if record is not None and identity(record.id) == key:
            return document
    return None


def key_in(answer: Any) -> str:  # noqa: ANN401 - any JSON
    """Return the id in the answer to a new tag."""
    return identity(answer.get("id")) if isinstance(answer, dict) else ""


SAVING: Final = Saving(
    entries=ENTRIES,
    read=read,
    create=Write(
        "add_tag", lambda patch: Call({}, filled_body(patch.values, FIELDS, ENTRIES)), key=key_in
    ),
)
"""Tags of the store group."""
