"""How exports are labelled and archived ("Update Export").

The service says nothing of members that are left out, so both always go: the one that is not
changed as it stands there now.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from workbench.core.edits import Action, Call, Chosen, Entry, Finding, Patch, Saving, Scope, Write
from workbench.core.errors import ErrorCode, WbError
from workbench.core.texts import mark, tr
from workbench.core.values import Coded
from workbench.sources.leaves import flag
from workbench.sources.loupe.client import LoupeClient
from workbench.sources.loupe.records.export import ENVELOPES, Export, labels_of

_GROUP: Final = mark("Export")


async def _read(client: LoupeClient, key: str) -> bytes | None:
    try:
        return bytes(await client.exports.get_export(key))
    except WbError as error:
        if error.code is ErrorCode.NOT_FOUND:
            return None
        raise


def _update(patch: Patch) -> Call:
    body = _present(patch.theirs)
    if "labels" in patch.values:
        body["Labels"] = _joined(patch.values["labels"])
    if "archived" in patch.values:
        body["Archived"] = patch.values["archived"] is True
    return Call({"id": patch.key}, body)


def _present(document: bytes) -> dict[str, Any]:
    """Return both members as the service has them; neither where it has told nothing."""
    envelope = ENVELOPES.read(document)[0] if document else None
    export = envelope.value if envelope is not None else None
    return _members(export) if export is not None else {}


def _members(export: Export) -> dict[str, Any]:
    archived = flag(export.archived)
    return {"Labels": ", ".join(labels_of(export)), "Archived": archived is True}


def _joined(value: object) -> str:
    labels = value if isinstance(value, tuple) else ()
    return ", ".join(each.code if isinstance(each, Coded) else str(each) for each in labels)


def _no_comma(value: tuple[Coded, ...]) -> Finding | None:
    wrong = next((each for each in value if "," in each.code), None)
    if wrong is None:
        return None
    parts = tuple(Coded(word, word) for word in map(str.strip, wrong.code.split(",")) if word)
    said = tr("“{label}” has a comma, which parts labels at Loupe.", label=wrong.code)
    kept = tuple(each for each in value if each is not wrong)
    return Finding("labels", said, fix=(*kept, *parts))


def _archive(archived: bool) -> Callable[[Chosen], Sequence[Call]]:
    def calls(chosen: Chosen) -> Sequence[Call]:
        return [
            Call({"id": key}, _present(document) | {"Archived": archived})
            for key, document in zip(chosen.keys, chosen.documents, strict=True)
        ]

    return calls


SAVING: Final = Saving(
    entries=(Entry("labels", free=True, check=_no_comma), Entry("archived", clearable=False)),
    read=_read,
    update=Write("update_export", _update),
    copied=False,
)
"""Labels and archived, through the drafts and the review."""

ACTIONS: Final = (
    Action("archive", mark("Archive"), "inbox", _GROUP, Scope.MANY, "update_export",
           _archive(True)),
    Action("unarchive", mark("Bring back from the archive"), "undo-2", _GROUP, Scope.MANY,
           "update_export", _archive(False)),
)  # fmt: skip
"""Calls on chosen exports."""
